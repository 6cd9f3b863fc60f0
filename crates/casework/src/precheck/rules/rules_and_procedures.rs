//! The processing rules and the operating procedures are handed in: as an answer, or as other material of that topic.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::{CaseKind, Slot};

/// Art. 15(1)(iv). No numbered material is named for it.
pub const CITE: Cite = cite("cac-mps-19-2025/art-15/1/4");

/// A first filing tells all five contents; what a change repeats is not laid down.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    if subject.packet.kind != CaseKind::First {
        return verdict;
    }
    let answers = &subject.packet.answers.rules;
    demand(subject, "processing", "processing-rules", answers.processing.as_ref(), ("处理规则", "the processing rules"), &mut verdict);
    demand(subject, "procedures", "operating-procedures", answers.procedures.as_ref(), ("操作规程", "the operating procedures"), &mut verdict);
    verdict
}

fn demand(subject: &Subject, field: &str, topic: &str, answer: Option<&String>, name: (&str, &str), verdict: &mut Verdict) {
    verdict.look();
    let mut others = subject.packet.materials_of(Slot::Other);
    if answer.is_none() && !others.any(|it| it.topic.as_deref() == Some(topic)) {
        let zh = format!("没有{}：表单里没有写，其他相关材料里也没有主题为「{topic}」的文件", name.0);
        let en = format!("{} are missing: neither written in the form nor among the other material as `{topic}`", name.1);
        verdict.fail(format!("answers.rules.{field}"), zh, en);
    }
}
