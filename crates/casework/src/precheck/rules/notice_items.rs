//! The notice tells the four fixed matters.

use law::{Cite, Wording, cite};

use crate::packet::{FaceUse, NoticeItem};
use crate::precheck::phrases::is_one_of;
use crate::precheck::{Subject, Verdict};

/// Art. 5(1): five matters; the fifth is whatever other law adds.
pub const CITE: Cite = cite("cac-mps-19-2025/art-5/1");

const FIXED: [(NoticeItem, Cite, &str, &str); 4] = [
    (NoticeItem::Handler, cite("cac-mps-19-2025/art-5/1/1"), "处理者的名称和联系方式", "who processes and how to reach them"),
    (NoticeItem::PurposeAndRetention, cite("cac-mps-19-2025/art-5/1/2"), "目的、方式和保存期限", "purpose, manner and retention"),
    (NoticeItem::NecessityAndEffect, cite("cac-mps-19-2025/art-5/1/3"), "必要性和对个人权益的影响", "necessity and effect on the person"),
    (NoticeItem::Rights, cite("cac-mps-19-2025/art-5/1/4"), "行使权利的方式和程序", "how rights are used"),
];

/// Art. 5(4): for disabled and elderly people the state's rules on barrier-free environments as well.
const BARRIER_FREE: Cite = cite("cac-mps-19-2025/art-5/4");
const NOTHING: &[&str] = &["无", "没有", "暂无", "不提供", "未提供", "不考虑", "未考虑", "none", "no"];

/// One hit per use, naming all that is missing; a list left blank is for the completeness rule.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in subject.packet.answers.uses.iter().filter(|it| !it.notice.is_empty()) {
        let missing: Vec<_> = FIXED.into_iter().filter(|it| !face_use.notice.contains(&it.0)).collect();
        let Some((_, first, ..)) = missing.first() else {
            verdict.look();
            continue;
        };
        let names: Vec<Wording> = missing.iter().map(|(_, _, zh, en)| Wording::new(*zh, *en)).collect();
        let zh: Vec<String> = names.iter().map(|it| format!("「{}」", it.zh)).collect();
        let en: Vec<&str> = names.iter().map(|it| it.en.as_str()).collect();
        let zh = format!("「{}」的告知缺少{}", face_use.title(), zh.join(""));
        let en = format!("the notice of `{}` lacks: {}", face_use.title(), en.join("; "));
        let hit = verdict.fail(face_use.at("notice"), zh, en);
        if missing.len() == 1 {
            hit.cited(first.clone());
        }
    }
    subject.packet.answers.uses.iter().for_each(|it| check_barriers(it, &mut verdict));
    verdict
}

/// Whether disabled and elderly people come is not asked, so an answer that there is nothing for them is for a person.
fn check_barriers(face_use: &FaceUse, verdict: &mut Verdict) {
    let Some(answer) = face_use.accessibility.as_deref().map(str::trim) else { return };
    verdict.look();
    if is_one_of(answer, NOTHING) {
        let title = face_use.title();
        let zh = format!("「{title}」的无障碍措施写的是「{answer}」；面向残疾人、老年人的，要符合无障碍要求，是不是面向他们看不出");
        let en = format!("the barrier-free measures of `{title}` are answered `{answer}`; they are asked for where disabled or elderly people are told, which cannot be told");
        let hit = verdict.cannot_tell(face_use.at("accessibility"), zh, en).cited(BARRIER_FREE);
        hit.mend("写明残疾人、老年人怎样知道、怎样办理，例如低位终端、语音提示、专人协助。", "Say how disabled and elderly people are told and served: low terminals, voice, somebody to help.");
    }
}
