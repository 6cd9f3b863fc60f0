//! The PIA comes before use: no use may have begun before the report was signed.

use law::{Cite, Wording, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Art. 9(1): the assessment is done beforehand.
pub const CITE: Cite = cite("cac-mps-19-2025/art-9/1");

const AT: &str = "pia_report.signed_on";

const WHAT: (&str, &str) = ("评估报告上的签署日期", "the day the report was signed");

/// A report signed on the first day of use is in time: the Measures do not speak of hours.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (Some(pia), Some(began)) = (subject.facts.pia(), first_day_of_use(subject)) else { return verdict };
    verdict.judge(AT, Some(Slot::PiaReport), WHAT, &pia.signed_on, |signed| {
        let zh = format!("评估报告签署于 {signed}，晚于开始使用的 {began}");
        let en = format!("the report was signed on {signed}, after use began on {began}");
        (*signed > began).then(|| Wording::new(zh, en))
    });
    verdict
}

fn first_day_of_use(subject: &Subject) -> Option<jiff::civil::Date> {
    subject.packet.answers.uses.iter().filter_map(|it| it.started_on).min()
}
