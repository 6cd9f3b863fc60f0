//! The report is dated and signed for, and not before the work it tells of was done.

use jiff::civil::Date;
use law::{Cite, cite};

use crate::facts::{Fact, PiaFacts, Reading};
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// The report's chapters are not public; the usual ones end with sign-off.
pub const CITE: Cite = cite("infer/pia-chapters");

const ORDER: Cite = cite("infer/dates-in-order");

/// An undated report, one that nobody signs for, one that is older than its own assessment.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    match subject.facts.pia() {
        Some(pia) => check_report(pia, &mut verdict),
        None => {
            let pia = &subject.packet.answers.pia;
            check_order("answers.pia", pia.assessed_from, pia.assessed_to, pia.signed_on, &mut verdict);
        }
    }
    verdict
}

fn check_report(pia: &PiaFacts, verdict: &mut Verdict) {
    // Only of a text that was read can be said what is not in it.
    if pia.text.reading().is_some() {
        verdict.look();
        missing(&pia.signed_on, "signed_on", ("签署日期", "a day of signing"), verdict);
        missing(&pia.approved_by, "approved_by", ("批准人或者签字", "who approved or signed it"), verdict);
    }
    let day = |it: &Fact<Date>| it.reading().filter(|it| it.is_firm()).map(|it: &Reading<Date>| it.value);
    check_order("pia_report", day(&pia.assessed_from), day(&pia.assessed_to), day(&pia.signed_on), verdict);
}

fn missing<T>(fact: &Fact<T>, field: &str, name: (&str, &str), verdict: &mut Verdict) {
    if matches!(fact, Fact::Absent) {
        let (zh, en) = (format!("评估报告里没有找到{}", name.0), format!("{} was not found in the report", name.1));
        verdict.fail(format!("pia_report.{field}"), zh, en).on(Slot::PiaReport);
    }
}

fn check_order(head: &str, from: Option<Date>, to: Option<Date>, signed: Option<Date>, verdict: &mut Verdict) {
    if let (Some(from), Some(to)) = (from, to) {
        verdict.look();
        if to < from {
            let (zh, en) = (format!("评估 {from} 开始，却在 {to} 结束"), format!("the assessment began on {from} and ended on {to}"));
            verdict.fail(format!("{head}.assessed_to"), zh, en).cited(ORDER);
        }
    }
    if let (Some(done), Some(signed)) = (to.or(from), signed) {
        verdict.look();
        if signed < done {
            let zh = format!("评估报告签署于 {signed}，评估到 {done} 还没有做完");
            let en = format!("the report was signed on {signed}, and the assessment went on to {done}");
            verdict.fail(format!("{head}.signed_on"), zh, en).cited(ORDER);
        }
    }
}
