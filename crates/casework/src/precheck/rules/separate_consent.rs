//! Consent for faces is separate: not one of a bundle, not ticked beforehand.

use law::{Cite, cite};

use crate::packet::{FaceUse, LegalBasis};
use crate::precheck::phrases::plainly_said;
use crate::precheck::{Subject, Verdict};

/// Art. 6(1): separate consent, informed, voluntary, explicit.
pub const CITE: Cite = cite("cac-mps-19-2025/art-6/1");

/// Ways of asking that are not separate.
const BUNDLED: &[&str] = &[
    "一揽子", "注册即同意", "登录即同意", "使用即同意", "入职即同意", "入住即同意", "购买即同意", "默认同意", "默认勾选", "默认授权", "视为同意", "即视为",
    "概括同意", "概括授权", "一并同意", "一并授权", "捆绑",
];

/// Only where consent is the basis.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in subject.packet.answers.uses.iter().filter(|it| it.legal_basis == Some(LegalBasis::Consent)) {
        check_one(face_use, &mut verdict);
    }
    verdict
}

fn check_one(face_use: &FaceUse, verdict: &mut Verdict) {
    let title = face_use.title();
    let capture = face_use.consent_capture.as_deref();
    if face_use.consent_separate == Some(false) {
        let zh = format!("「{title}」以同意为依据，填的是没有取得单独同意");
        let en = format!("`{title}` rests on consent, and the answer is that it is not separate");
        verdict.fail(face_use.at("consent_separate"), zh, en);
    } else if let Some(word) = capture.and_then(|it| plainly_said(it, BUNDLED)) {
        let zh = format!("「{title}」取得同意的办法写着「{word}」，这不是单独同意");
        let en = format!("`{title}` asks for consent by `{word}`, which is not separate");
        verdict.fail(face_use.at("consent_separate"), zh, en);
    } else if face_use.consent_separate.is_some() || capture.is_some() {
        verdict.look();
    }
}
