//! `facefile explain`: a rule's own page.

use crate::world::facefile;

#[test]
fn a_page_says_why_on_what_basis_and_what_to_do() {
    let zh = facefile(&["explain", "r012"]);
    assert_eq!(zh.status, 0);
    for part in ["R012 pia-before-use · 评估报告应当在使用之前完成", "RULE 部门规章", "条文大意", "可信度", "怎么改", "· 使用之后签署"]
    {
        assert!(zh.out.contains(part), "{part}: {}", zh.out);
    }
    let en = facefile(&["explain", "pia-before-use", "--lang", "en"]).out;
    for part in ["the PIA comes before use", "basis", "in short", "to mend", "signed after use began"] {
        assert!(en.contains(part), "{part}: {en}");
    }
    assert!(!zh.out.contains("```") && !en.contains("```"), "test cases stay out");
}

#[test]
fn programs_get_the_page_too() {
    let one = facefile(&["explain", "R012", "--format", "json"]).json();
    let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["rule", "name", "title", "basis", "fix", "page", "pairs"]);
    let all = facefile(&["explain", "--format", "json"]).json();
    assert!(all.as_array().unwrap().iter().any(|it| it == &one));
}

#[test]
fn an_unknown_rule_is_refused_with_the_nearest_ones() {
    let said = facefile(&["explain", "retention"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("「retention」") && said.err.contains("R019 retention-agrees"), "{}", said.err);
}
