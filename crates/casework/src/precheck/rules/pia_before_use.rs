//! The PIA comes before use: no use may have begun before the report was signed.

use law::{Cite, cite};

use crate::facts::Fact;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Art. 9(1): the assessment is done beforehand.
pub const CITE: Cite = cite("cac-mps-19-2025/art-9/1");

const AT: &str = "pia_report.signed_on";

/// A report signed on the first day of use is in time: the Measures do not speak of hours.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (Some(pia), Some(began)) = (subject.facts.pia(), first_day_of_use(subject)) else { return verdict };
    match &pia.signed_on {
        Fact::Read(it) if it.value <= began => verdict.look(),
        Fact::Read(it) if it.is_firm() => {
            let zh = format!("评估报告签署于 {}，晚于开始使用的 {began}", it.value);
            let en = format!("the report was signed on {}, after use began on {began}", it.value);
            verdict.fail(AT, zh, en).on(Slot::PiaReport).placed(it.place);
        }
        Fact::Read(it) => {
            let zh = format!("评估报告的签署日期像是 {}，晚于开始使用的 {began}；只读到一次，请人工核对", it.value);
            let en = format!("the report seems to be signed on {}, after use began on {began}; it was read only once, please compare", it.value);
            verdict.cannot_tell(AT, zh, en).on(Slot::PiaReport).placed(it.place);
        }
        Fact::Unread(it) => {
            verdict.unread(AT, "评估报告上的签署日期", "the day the report was signed", it).on(Slot::PiaReport);
        }
        Fact::Absent => {}
    }
    verdict
}

fn first_day_of_use(subject: &Subject) -> Option<jiff::civil::Date> {
    subject.packet.answers.uses.iter().filter_map(|it| it.started_on).min()
}
