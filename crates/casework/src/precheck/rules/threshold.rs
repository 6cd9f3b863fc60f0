//! Below the threshold there is no duty to file, and every other duty stays.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::{CaseKind, grouped};

/// Art. 15(1) binds from the threshold on, the number itself included; what follows below it is our inference.
pub const CITE: Cite = cite("infer/below-threshold");

/// Once reached, falling below does not close the window, so a day of reaching silences this rule.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let headcount = &subject.packet.answers.headcount;
    let (Some(stored), Some(threshold)) = (headcount.stored, subject.law.filing_threshold(subject.today)) else { return verdict };
    if subject.packet.kind != CaseKind::First || headcount.reached_on.is_some() {
        return verdict;
    }
    if stored >= threshold {
        verdict.look();
    } else {
        let (stored, threshold) = (grouped(stored), grouped(threshold));
        let zh = format!("存储人数 {stored}，没有达到 {threshold} 人：没有备案义务，办法的其他义务照旧");
        let en = format!("{stored} people stored, below {threshold}: there is no duty to file, and every other duty of the Measures stays");
        verdict.fail("answers.headcount.stored", zh, en);
    }
    verdict
}
