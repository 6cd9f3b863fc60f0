//! The assessment is done anew when purpose or manner changed, and after a major security incident.

use jiff::civil::Date;
use law::{Cite, cite};

use crate::packet::Changed;
use crate::precheck::{Subject, Verdict};
use crate::words::{CaseKind, Slot};

/// Art. 9(2): three occasions.
pub const CITE: Cite = cite("cac-mps-19-2025/art-9/2");

/// A new purpose or manner is assessed before it begins; an incident, after it happened.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let case = &subject.packet.answers.case;
    if subject.packet.kind == CaseKind::Change && case.changed.iter().any(|it| matches!(it, Changed::Purpose | Changed::Manner)) {
        check_change(subject, case.changed_on, &mut verdict);
    }
    if let Some(incident) = case.incident_on {
        check_incident(subject, incident, &mut verdict);
    }
    verdict
}

fn check_change(subject: &Subject, changed_on: Option<Date>, verdict: &mut Verdict) {
    verdict.look();
    let handed_in = subject.packet.materials_of(Slot::PiaReport).next().is_some();
    match (signed(subject), changed_on) {
        (None, _) if !handed_in => {
            let (zh, en) = ("处理目的或者处理方式变更了，没有交重新做的评估报告", "purpose or manner changed, and no new PIA report is handed in");
            verdict.fail("materials.pia-report", zh, en).on(Slot::PiaReport);
        }
        (Some(signed), Some(changed)) if signed.day > changed => {
            let zh = format!("处理目的或者处理方式在 {changed} 变更，评估报告 {} 才签署，晚于变更", signed.day);
            let en = format!("purpose or manner changed on {changed}; the PIA was signed on {}, after it", signed.day);
            signed.say(zh, en, verdict);
        }
        _ => {}
    }
}

fn check_incident(subject: &Subject, incident: Date, verdict: &mut Verdict) {
    verdict.look();
    if let Some(signed) = signed(subject).filter(|it| it.day < incident) {
        let zh = format!("{incident} 发生重大安全事件，评估报告签署于 {}，事件之后没有重新评估", signed.day);
        let en = format!("a major incident happened on {incident}; the PIA was signed on {} and not done anew after it", signed.day);
        signed.say(zh, en, verdict);
    }
}

/// The day the report was signed: read from it, or answered.
struct Signed {
    day: Date,
    at: &'static str,
    certain: bool,
}

fn signed(subject: &Subject) -> Option<Signed> {
    let read = subject.facts.pia().and_then(|it| it.signed_on.reading());
    let read = read.map(|it| Signed { day: it.value, at: "pia_report.signed_on", certain: it.is_firm() });
    read.or_else(|| Some(Signed { day: subject.packet.answers.pia.signed_on?, at: "answers.pia.signed_on", certain: true }))
}

impl Signed {
    fn say(&self, zh: String, en: String, verdict: &mut Verdict) {
        let hit = if self.certain { verdict.fail(self.at, zh, en) } else { verdict.cannot_tell(self.at, zh, en) };
        hit.material = Some(Slot::PiaReport);
    }
}
