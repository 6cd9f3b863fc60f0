//! Every practitioner claim: which rule carries it, or why none does.

use std::collections::BTreeMap;
use std::fmt::Write;

use casework::precheck::RULES;
use law::{Law, Verdict};

use crate::printed::compare;

/// Carried by a rule whose own citation is not the claim: the law says it.
const BY_LAW: &[(&str, &str)] =
    &[("2", "R034"), ("3", "R034"), ("4", "R042"), ("5", "R071"), ("7", "R079"), ("8", "R029"), ("9", "R007"), ("10", "R031")];

/// Carried by none.
const BY_NONE: &[(&str, &str)] = &[
    ("1", "入口不在材料里看得出 where one files is not seen in a packet"),
    ("3b", "与规定不符 contradicted"),
    ("6", "变更是不是实质性的没有定义，一份材料里也看不出变了什么 what changed is not seen in one packet, and substantive is not defined"),
    ("11", "执法后果不在材料里 what follows is not in a packet"),
    ("12", "与规定不符 contradicted"),
    ("13", "办理时间不在材料里 time of review is not in a packet"),
    ("14", "公示不在材料里 publicity is not in a packet"),
    ("15", "网站不在材料里 the website is not in a packet"),
    ("19", "与规定不符 contradicted"),
    ("20", "统计不在材料里 statistics are not in a packet"),
    ("21", "罚款不在材料里 fines are not in a packet"),
    ("23", "与规定不符 contradicted"),
    ("25", "与规定不符 contradicted"),
    ("29", "浏览器不在材料里 the browser is not in a packet"),
    ("30", "无法核实 cannot be verified"),
];

/// The rule that cites a claim.
fn citing(id: &str) -> Option<&'static str> {
    RULES.iter().find(|it| it.cite.as_str() == format!("claim/{id}")).map(|it| it.code)
}

#[test]
fn every_claim_has_its_rule_or_its_reason_and_a_contradicted_one_has_no_rule() {
    let (by_law, by_none): (BTreeMap<_, _>, BTreeMap<_, _>) = (BY_LAW.iter().copied().collect(), BY_NONE.iter().copied().collect());
    let mut page = "# 传言与规则 Claims and rules\n\nPrinted from the code; `UPDATE_EXPECT=1 cargo test -p casework` rewrites it. A claim without official support advises in the cautious profile at most; what the law says as well acts through the law; a contradicted one has no rule.\n\n| 传言 claim | 结论 verdict | 规则或者没有的理由 rule, or why none |\n|---|---|---|\n".to_owned();
    for claim in Law::embedded().claims() {
        let id = claim.id.as_str();
        let ways = [citing(id), by_law.get(id).copied(), by_none.get(id).copied()];
        let told: Vec<&str> = ways.into_iter().flatten().collect();
        assert_eq!(told.len(), 1, "claim {id} has one answer: {told:?}");
        if claim.verdict == Verdict::Contradicted {
            assert!(by_none.contains_key(id), "claim {id} is contradicted and has a rule");
        }
        if let Some(code) = by_law.get(id) {
            assert!(RULES.iter().any(|it| it.code == *code), "claim {id}: {code}");
        }
        let verdict = claim.verdict.wording();
        writeln!(page, "| {id} {} {} | {} {} | {} |", claim.claim.zh, claim.claim.en, verdict.zh, verdict.en, told[0]).unwrap();
    }
    compare("docs/claims.md", &page);
}
