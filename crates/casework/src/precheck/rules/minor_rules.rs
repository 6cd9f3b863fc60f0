//! Faces of children have rules of their own, whatever the legal basis.

use law::{Cite, cite};

use crate::precheck::phrases::{is_one_of, plainly_said};
use crate::precheck::{Subject, Verdict};

/// Art. 7(2): dedicated rules on storage, use, transfer and disclosure at least.
pub const CITE: Cite = cite("cac-mps-19-2025/art-7/2");

/// Answers that say there are none.
const NONE: &[&str] = &["无", "没有", "暂无", "无专门规则", "没有专门规则", "未制定", "尚未制定", "未制定专门规则", "尚未制定专门规则", "不适用", "none", "no", "n/a"];
/// Answers that say there are none yet.
const NOT_YET: &[&str] = &["待制定", "正在制定", "制定中", "拟制定", "起草中", "正在起草"];

/// A blank answer is for the completeness rule.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(age) = subject.law.minor_age(subject.today) else { return verdict };
    for face_use in subject.packet.answers.uses.iter().filter(|it| it.under_14 == Some(true)) {
        let Some(rules) = &face_use.minor_rules else { continue };
        if is_one_of(rules, NONE) || plainly_said(rules, NOT_YET).is_some() {
            let (title, age, rules) = (face_use.title(), age.0, rules.trim());
            let zh = format!("「{title}」处理不满 {age} 周岁未成年人的人脸信息，专门的处理规则写的是「{rules}」");
            let en = format!("`{title}` processes faces of children under {age}, and the special rules for them are given as `{rules}`");
            verdict.fail(face_use.at("minor_rules"), zh, en);
        } else {
            verdict.look();
        }
    }
    verdict
}
