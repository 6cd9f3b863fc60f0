//! The notice tells the four fixed matters.

use law::{Cite, Wording, cite};

use crate::packet::NoticeItem;
use crate::precheck::{Subject, Verdict};

/// Art. 5(1): five matters; the fifth is whatever other law adds.
pub const CITE: Cite = cite("cac-mps-19-2025/art-5/1");

const FIXED: [(NoticeItem, Cite, &str, &str); 4] = [
    (NoticeItem::Handler, cite("cac-mps-19-2025/art-5/1/1"), "处理者的名称和联系方式", "who processes and how to reach them"),
    (NoticeItem::PurposeAndRetention, cite("cac-mps-19-2025/art-5/1/2"), "目的、方式和保存期限", "purpose, manner and retention"),
    (NoticeItem::NecessityAndEffect, cite("cac-mps-19-2025/art-5/1/3"), "必要性和对个人权益的影响", "necessity and effect on the person"),
    (NoticeItem::Rights, cite("cac-mps-19-2025/art-5/1/4"), "行使权利的方式和程序", "how rights are used"),
];

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
    verdict
}
