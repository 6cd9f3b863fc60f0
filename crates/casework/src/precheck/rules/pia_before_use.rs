//! The PIA comes before use: no use may have begun before the report was signed.

use jiff::civil::Date;
use law::{Cite, Wording, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Art. 9(1): the assessment is done beforehand.
pub const CITE: Cite = cite("cac-mps-19-2025/art-9/1");

const AT: &str = "pia_report.signed_on";

const WHAT: (&str, &str) = ("评估报告上的签署日期", "the day the report was signed");

/// A report signed on the first day of use is in time: the Measures do not speak of hours. For a use that began before they were in
/// force the duty came from other law, and a report signed later may be one that was done anew: that is left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (Some(pia), Some(began)) = (subject.facts.pia(), first_day_of_use(subject)) else { return verdict };
    let is_older = subject.law.clause(&CITE).and_then(|it| it.from).is_some_and(|it| began < it);
    let late = |signed: &Date| (*signed > began).then(|| signed_late(*signed, began, is_older));
    if let Some(hit) = verdict.judge(AT, Some(Slot::PiaReport), WHAT, &pia.signed_on, late) {
        hit.certain &= !is_older;
    }
    verdict
}

fn signed_late(signed: Date, began: Date, is_older: bool) -> Wording {
    let (mut zh, mut en) =
        (format!("评估报告签署于 {signed}，晚于开始使用的 {began}"), format!("the report was signed on {signed}, after use began on {began}"));
    if is_older {
        zh += "；那时办法还没有施行，请核对此前有没有评估过";
        en += "; the Measures were not in force then, please see whether it was assessed before";
    }
    Wording::new(zh, en)
}

fn first_day_of_use(subject: &Subject) -> Option<Date> {
    subject.packet.answers.uses.iter().filter_map(|it| it.started_on).min()
}
