//! A change says what changed and when; a cancellation says when use ended and what became of the faces.

use law::{Cite, cite};

use crate::precheck::phrases::{is_one_of, plainly_said};
use crate::precheck::{Subject, Verdict};
use crate::words::{CaseKind, Slot};

/// Our own rule: what goes with a change is not publicly laid down.
pub const CITE: Cite = cite("house/change-materials");

const CANCELLATION: Cite = cite("house/cancellation-materials");
const DISPOSAL: Cite = cite("cac-mps-19-2025/art-15/2");

/// Words that say the faces stay.
const KEPT: &[&str] = &["继续保存", "继续保留", "保留备查", "留存备查", "长期保存", "永久保存", "不删除", "暂不删除", "不予删除", "继续使用"];
const NOTHING: &[&str] = &["无", "略", "待定", "待补充", "不处置", "未处置", "none"];

/// A first filing needs none of it.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (packet, case) = (subject.packet, &subject.packet.answers.case);
    let asked = match packet.kind {
        CaseKind::First => return verdict,
        CaseKind::Change => CITE,
        CaseKind::Cancellation => CANCELLATION,
    };
    verdict.look();
    if packet.filing.trim().is_empty() {
        verdict.fail("filing", "没有写原备案编号", "the number of the filing is blank").cited(asked);
    }
    if packet.kind == CaseKind::Change {
        if case.changed_on.is_none() {
            verdict.fail("answers.case.changed_on", "没有写变更之日，变更期限从这天起算", "the day of the change is blank; the window counts from it");
        }
        if case.changed.is_empty() {
            verdict.fail("answers.case.changed", "没有写变更了什么", "what changed is blank");
        }
        return verdict;
    }
    if case.ended_on.is_none() {
        let (zh, en) = ("没有写终止使用之日，注销期限从这天起算", "the day use ended is blank; the window counts from it");
        verdict.fail("answers.case.ended_on", zh, en).cited(CANCELLATION);
    }
    check_disposal(subject, &mut verdict);
    verdict
}

/// Whether keeping them is lawful (PIPL 47: a legal period still runs) only a person can tell.
fn check_disposal(subject: &Subject, verdict: &mut Verdict) {
    let at = "answers.case.disposal";
    let proven = subject.packet.materials_of(Slot::Other).any(|it| it.topic.as_deref() == Some("disposal-proof"));
    match subject.packet.answers.case.disposal.as_deref().map(str::trim) {
        None if !proven => {
            verdict.fail(at, "没有写人脸信息怎样处置，也没有交处置证明", "what became of the faces is not said, and no proof is handed in").cited(CANCELLATION);
        }
        Some(text) if is_one_of(text, NOTHING) => {
            let (zh, en) = (format!("人脸信息怎样处置，写的是「{text}」"), format!("what became of the faces is answered `{text}`"));
            verdict.fail(at, zh, en).cited(CANCELLATION);
        }
        Some(text) if plainly_said(text, KEPT).is_some() || text.contains("不删除") => {
            let zh = format!("终止使用后，人脸信息写的是「{text}」；有没有法律要求继续保存看不出");
            let en = format!("after the end, the faces are `{text}`; whether a law asks to keep them cannot be told");
            verdict.cannot_tell(at, zh, en).cited(DISPOSAL);
        }
        _ => {}
    }
}
