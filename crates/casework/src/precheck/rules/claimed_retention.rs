//! Some practitioners say faces are generally kept no longer than so many days.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};

/// A claim without official source: the law gives no number.
pub const CITE: Cite = cite("claim/18");

/// Three months can be ninety days, so only a period that is longer in any case is told.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(most) = subject.law.claimed_retention(subject.today) else { return verdict };
    for face_use in &subject.packet.answers.uses {
        let Some(period) = face_use.retention.period() else { continue };
        verdict.look();
        if period.days().0 > u64::from(most.0) {
            let (title, most) = (face_use.title(), most.0);
            let zh = format!("「{title}」的保存期限是 {period}，超过有的从业者说的 {most} 日；法律没有规定天数");
            let en = format!("faces of `{title}` are kept {}, longer than the {most} days some practitioners report; the law gives no number", period.en());
            verdict.fail(face_use.at("retention"), zh, en);
        }
    }
    verdict
}
