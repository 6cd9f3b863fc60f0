//! Report and record of processing are kept at least as long as the article says.

use law::{Amount, Cite, Wording, cite};

use crate::facts::{Content, Fact};
use crate::precheck::{Subject, Verdict};
use crate::words::{RetentionPeriod, RetentionUnit, Slot};

/// Art. 9(2): three years at least, both of them.
pub const CITE: Cite = cite("cac-mps-19-2025/art-9/2");

/// Wherever a document says how long. One that says nothing breaks nothing.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let years = |name: &str| match subject.law.parameter(name, subject.today)?.is {
        Amount::Years(it) => Some(RetentionPeriod { length: u64::from(it.0), unit: RetentionUnit::Year }),
        _ => None,
    };
    let (Some(report), Some(record)) = (years("pia-retention"), years("record-retention")) else { return verdict };
    if let Some(pia) = subject.facts.pia() {
        let slot = Some(Slot::PiaReport);
        shorter("pia_report.report_kept", slot, ("评估报告", "the report"), &pia.report_kept, report, &mut verdict);
        shorter("pia_report.record_kept", slot, ("处理情况记录", "the record of processing"), &pia.whole.record_kept, record, &mut verdict);
    }
    for (material, content) in subject.facts.others() {
        let (head, policy) = match content {
            Content::ProcessingRules(it) => ("processing_rules", it),
            Content::Procedures(it) => ("operating_procedures", it),
            Content::SecurityPlan(it) => ("security_plan", it),
            _ => continue,
        };
        let at = format!("{head}.record_kept");
        let name = ("处理情况记录", "the record of processing");
        if let Some(hit) = shorter(&at, None, name, &policy.whole.record_kept, record, &mut verdict) {
            hit.in_file(material);
        }
    }
    verdict
}

fn shorter<'v>(
    at: &str,
    slot: Option<Slot>,
    name: (&str, &str),
    kept: &Fact<RetentionPeriod>,
    least: RetentionPeriod,
    verdict: &'v mut Verdict,
) -> Option<&'v mut crate::precheck::Hit> {
    kept.reading()?; // what cannot be read says nothing
    verdict.judge(at, slot, name, kept, |it| {
        let wording = || {
            let zh = format!("{}写的是保存 {it}，不到 {least}", name.0);
            Wording::new(zh, format!("{} is said to be kept {}, less than {}", name.1, it.en(), least.en()))
        };
        (it.days().1 < least.days().0 && !it.agrees_with(least)).then(wording)
    })
}
