//! For children a guardian consents.

use law::{Cite, cite};

use crate::packet::LegalBasis;
use crate::precheck::{Subject, Verdict};

/// Art. 7(1): where processing rests on consent, a parent or other guardian gives it.
pub const CITE: Cite = cite("cac-mps-19-2025/art-7/1");

/// Only where consent is the basis and children under the age are among the people.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(age) = subject.law.minor_age(subject.today) else { return verdict };
    for face_use in &subject.packet.answers.uses {
        let asked = face_use.under_14 == Some(true) && face_use.legal_basis == Some(LegalBasis::Consent);
        match face_use.guardian_consent.filter(|_| asked) {
            None => {}
            Some(true) => verdict.look(),
            Some(false) => {
                let (title, age) = (face_use.title(), age.0);
                let zh = format!("「{title}」处理不满 {age} 周岁未成年人的人脸信息，以同意为依据，填的是没有取得监护人同意");
                let en = format!("`{title}` processes faces of children under {age} on consent, and the answer is that no guardian consents");
                verdict.fail(face_use.at("guardian_consent"), zh, en);
            }
        }
    }
    verdict
}
