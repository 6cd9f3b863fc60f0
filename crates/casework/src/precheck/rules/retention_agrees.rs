//! The form and the PIA keep faces equally long: three months here and a year there is the classic reason to come back.

use law::{Cite, Wording, cite};

use crate::facts::Stated;
use crate::packet::{FaceUse, PiaUse};
use crate::precheck::phrases::bare;
use crate::precheck::{Subject, Verdict};
use crate::words::{RetentionPeriod, Slot};

/// Art. 8(2): one purpose has one shortest time.
pub const CITE: Cite = cite("cac-mps-19-2025/art-8/2");

const WHAT: (&str, &str) = ("评估报告里的保存期限", "the retention in the report");

/// What was read from the report counts; what was answered here only where nothing was read about the use.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let answers = &subject.packet.answers;
    for face_use in &answers.uses {
        let Some(stated) = face_use.retention.period() else { continue };
        let read = subject.facts.pia().and_then(|pia| pia.uses.iter().find(|it| is_about(it, face_use)));
        let answered = answers.pia.uses.iter().find(|it| it.id.is_some() && it.id == face_use.id);
        match (read, answered) {
            (Some(read), _) => compare_with_report(face_use, stated, read, &mut verdict),
            (None, Some(answered)) => compare_with_answer(face_use, stated, answered, &mut verdict),
            (None, None) => {}
        }
    }
    verdict
}

fn is_about(read: &Stated, face_use: &FaceUse) -> bool {
    let named = read.name.value().map(|it| bare(it));
    named.is_some() && [&face_use.name, &face_use.id].into_iter().any(|it| it.as_deref().map(bare) == named)
}

fn compare_with_report(face_use: &FaceUse, stated: RetentionPeriod, read: &Stated, verdict: &mut Verdict) {
    let at = format!("pia_report.uses.{}.retention", face_use.id.as_deref().unwrap_or_default());
    verdict.judge(&at, Some(Slot::PiaReport), WHAT, &read.retention, |it| disagreement(face_use, stated, *it, ("评估报告写", "in the report")));
}

fn compare_with_answer(face_use: &FaceUse, stated: RetentionPeriod, answered: &PiaUse, verdict: &mut Verdict) {
    let Some(period) = answered.retention.period() else { return };
    match disagreement(face_use, stated, period, ("评估内容填", "in the assessment")) {
        None => verdict.look(),
        Some(it) => _ = verdict.fail(format!("{}.retention", answered.path), it.zh, it.en),
    }
}

fn disagreement(face_use: &FaceUse, form: RetentionPeriod, pia: RetentionPeriod, told: (&str, &str)) -> Option<Wording> {
    if form.agrees_with(pia) {
        return None;
    }
    let title = face_use.title();
    let zh = format!("「{title}」的保存期限，备案表写 {}，{} {}", zh(form), told.0, zh(pia));
    let en = format!("the retention of `{title}` is {} in the form and {} {}", en(form), en(pia), told.1);
    Some(Wording::new(zh, en))
}

fn zh(period: RetentionPeriod) -> String {
    match period.days() {
        (least, most) if least == most => period.to_string(),
        (least, most) => format!("{period}（{least} 至 {most} 日）"),
    }
}

fn en(period: RetentionPeriod) -> String {
    match period.days() {
        (least, most) if least == most => period.en(),
        (least, most) => format!("{} ({least} to {most} days)", period.en()),
    }
}
