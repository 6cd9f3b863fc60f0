//! Network logs are kept as long as the Cybersecurity Law says.

use law::{Amount, Cite, Wording, cite};

use crate::facts::{Content, Fact, MaterialFacts};
use crate::precheck::{Subject, Verdict};
use crate::words::{RetentionPeriod, RetentionUnit, Slot};

/// The law as amended, renumbered and not compared: it advises. Each hit cites what held on the day.
pub const CITE: Cite = cite("csl-2025/log-retention");

/// Wherever a document says how long logs are kept; no law asks that a filing says so.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(value) = subject.law.parameter("log-retention", subject.today) else { return verdict };
    let Amount::Months(months) = value.is else { return verdict };
    let least = RetentionPeriod { length: u64::from(months.0), unit: RetentionUnit::Month };
    let mut judge = |at: &str, kept: &Fact<RetentionPeriod>, material: Option<&MaterialFacts>| {
        if kept.reading().is_none() {
            return;
        }
        let hit = verdict.judge(at, Some(Slot::PiaReport), ("日志的保存期限", "how long logs are kept"), kept, |it| {
            let wording = || {
                let zh = format!("日志写的是保存 {it}，不到 {least}");
                Wording::new(zh, format!("logs are said to be kept {}, less than {}", it.en(), least.en()))
            };
            (it.days().1 < least.days().0 && !it.agrees_with(least)).then(wording)
        });
        if let Some(hit) = hit {
            hit.cited(value.cite().clone());
            if let Some(material) = material {
                hit.in_file(material);
            }
        }
    };
    if let Some(pia) = subject.facts.pia() {
        judge("pia_report.logs_kept", &pia.whole.logs_kept, None);
    }
    for (material, content) in subject.facts.others() {
        match content {
            Content::ProcessingRules(it) => judge("processing_rules.logs_kept", &it.whole.logs_kept, Some(material)),
            Content::Procedures(it) => judge("operating_procedures.logs_kept", &it.whole.logs_kept, Some(material)),
            Content::SecurityPlan(it) => judge("security_plan.logs_kept", &it.whole.logs_kept, Some(material)),
            _ => {}
        }
    }
    verdict
}
