//! Nobody is forced, misled or bound for ever.

use law::{Cite, cite};

use crate::packet::FaceUse;
use crate::precheck::phrases::plainly_said;
use crate::precheck::{Subject, Verdict};

/// Art. 12(1): no coercion into verification by face.
pub const CITE: Cite = cite("cac-mps-19-2025/art-12/1");

const FOR_EVER: Cite = cite("spc-15-2021/art-11");

/// Words by which service hangs on consent.
const FORCED: &[&str] = &[
    "不同意则不", "不同意即不", "不同意不予", "不同意不得", "不同意不能", "不同意就不", "不同意的不予", "不同意的不得", "不同意的不能", "不同意者不", "不同意将无法",
    "不同意则无法", "不同意的无法", "不同意的将无法", "拒绝的不予", "拒绝则不", "拒绝即不", "拒绝的不得", "不刷脸不", "不录入不得", "不采集不得", "强制采集", "强制刷脸",
    "强制录入", "强制同意", "必须同意", "一律同意",
];
/// Words of consent that is void.
const VOID: &[&str] = &["不可撤销", "不可撤回", "不得撤回", "不得撤销", "永久授权", "无期限授权", "无限期授权", "任意转授权", "可转授权", "可再授权", "永久同意"];

/// How consent is asked, in the words of the filing.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        let Some(capture) = face_use.consent_capture.as_deref() else { continue };
        verdict.look();
        check_words(face_use, capture, FORCED, ("不能拿办不了业务逼人同意", "no one is made to agree that way"), CITE, &mut verdict);
        check_words(face_use, capture, VOID, ("这样的授权无效，同意随时可以撤回", "such consent is void; it can be withdrawn at any time"), FOR_EVER, &mut verdict);
    }
    verdict
}

fn check_words(face_use: &FaceUse, capture: &str, words: &[&'static str], why: (&str, &str), asked: Cite, verdict: &mut Verdict) {
    if let Some(word) = plainly_said(capture, words) {
        let title = face_use.title();
        let zh = format!("「{title}」取得同意的办法写着「{word}」：{}", why.0);
        let en = format!("`{title}` asks for consent with `{word}`: {}", why.1);
        verdict.fail(face_use.at("consent_capture"), zh, en).cited(asked);
    }
}
