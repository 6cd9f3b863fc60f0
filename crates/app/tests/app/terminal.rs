//! The result on a terminal: its lines, its colours, both languages.

use unicode_width::UnicodeWidthStr;

use crate::world::{AS_OF, ELECTRONIC, IN_ENGLISH, facefile, facefile_in, fresh};

/// 禁则: marks that never begin a line.
const CLOSING: &str = "，。、；：？！）〕】》〉」』”’…,;:?!)]";

fn in_columns(columns: usize) -> String {
    facefile_in(columns, &["check", ELECTRONIC.to_str().unwrap(), "--as-of", AS_OF]).out
}

#[test]
fn lines_fit_the_window_and_begin_well() {
    for (columns, widest) in [(80, 80), (120, 100)] {
        for line in in_columns(columns).lines() {
            assert!(line.width() <= widest, "{} of {widest}: {line}", line.width());
            assert!(!line.trim_start().starts_with(|it| CLOSING.contains(it)), "{line}");
        }
    }
}

#[test]
fn a_finding_says_what_where_how_sure_on_what_basis_and_what_to_do() {
    let text = in_columns(80);
    for part in ["先改这些", "R031 处理目的要具体", "「线上会员实名核身」的处理目的", "把握", "依据", "RULE 部门规章", "怎么改", "日期推算"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn what_differs_only_in_its_place_is_told_once() {
    let folder = fresh("empty");
    assert_eq!(facefile(&["packet", "new", folder.to_str().unwrap()]).status, 0);
    let words = ["check", folder.to_str().unwrap(), "--as-of", AS_OF];
    let (text, json) = (facefile(&words).out, facefile(&[&words[..], &["--format", "json"]].concat()).json());
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.len() > 40, "one finding for each blank");
    for finding in findings {
        assert!(text.contains(finding["at"].as_str().unwrap()), "{finding}");
    }
    let n_fixes = text.lines().filter(|it| it.trim_start().starts_with("怎么改")).count();
    assert!(n_fixes <= 8, "{n_fixes} ways to mend are too many to read:\n{text}");
}

#[test]
fn a_finding_leads_with_what_is_wrong() {
    let text = in_columns(80);
    let lead = text.lines().find(|it| it.starts_with(" 1  ") || it.starts_with("1–")).unwrap_or_default();
    assert!(!lead.contains("R0"), "{lead}");
}

#[test]
fn english_is_whole() {
    let marks = ["先改", "依据", "位置", "怎么改", "把握", "（", "）"];
    for line in IN_ENGLISH.said.out.lines() {
        assert!(!marks.iter().any(|it| line.contains(it)), "{line}");
    }
}

#[test]
fn colour_is_for_eyes_alone() {
    assert!(!in_columns(80).contains('\x1b'), "no terminal, no colour");
    let words = ["check", ELECTRONIC.to_str().unwrap(), "--as-of", AS_OF, "--color", "always"];
    assert!(facefile(&words).out.contains("\x1b[1;31m"));
}
