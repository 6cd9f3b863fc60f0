//! A third party that took part in the assessment has its part described.

use law::{Cite, cite};

use crate::precheck::phrases::is_one_of;
use crate::precheck::{Subject, Verdict};

/// Q&A of January 2026, question 3: the report describes the party and its part.
pub const CITE: Cite = cite("cac-qa-2026-01/q-3");

/// Answers that describe nothing.
const NOTHING: &[&str] = &["无", "没有", "略", "待补充", "参与评估", "参与", "协助", "协助评估", "不涉及", "不适用", "none", "n/a"];
const NONE: &[&str] = &["无", "没有", "不涉及", "不适用", "none", "no", "n/a"];

/// Only where a third party is named in the answers; a part left blank is for the completeness rule, on the same question.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let pia = &subject.packet.answers.pia;
    let Some(party) = pia.third_party.as_deref().map(str::trim).filter(|it| !is_one_of(it, NONE)) else { return verdict };
    let Some(part) = pia.third_party_part.as_deref().map(str::trim) else { return verdict };
    if is_one_of(part, NOTHING) {
        let zh = format!("评估有第三方「{party}」参与，它做了什么写的是「{part}」");
        let en = format!("`{party}` took part in the assessment, and its part is given as `{part}`");
        verdict.fail("answers.pia.third_party.part", zh, en);
    } else {
        verdict.look();
    }
    verdict
}
