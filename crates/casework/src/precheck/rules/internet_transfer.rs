//! Faces do not go out over the internet, but for the two exceptions of art. 8(1).

use law::{Cite, Wording, cite};

use crate::packet::{FaceUse, OutsideBasis};
use crate::precheck::{Subject, Verdict};

/// Art. 8(1): not over the internet, unless law says otherwise or the person gave separate consent.
pub const CITE: Cite = cite("cac-mps-19-2025/art-8/1");

/// Only where faces are sent.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in subject.packet.answers.uses.iter().filter(|it| it.internet == Some(true)) {
        match weakness(face_use, face_use.internet_basis, face_use.internet_law.as_deref()) {
            None => verdict.look(),
            Some(it) => {
                let title = face_use.title();
                let zh = format!("「{title}」的人脸信息经互联网传输，{}", it.zh);
                let en = format!("faces of `{title}` are sent over the internet, {}", it.en);
                verdict.fail(face_use.at("internet_basis"), zh, en);
            }
        }
    }
    verdict
}

/// What is wrong with one of the two exceptions, as the end of a sentence. Storing outside the device has the same two.
pub(super) fn weakness(face_use: &FaceUse, basis: Option<OutsideBasis>, law: Option<&str>) -> Option<Wording> {
    match basis {
        None => Some(Wording::new("没有选依据", "and no basis is given")),
        Some(OutsideBasis::Law) if law.is_none() => Some(Wording::new(
            "依据选的是法律、行政法规，没有写是哪一部哪一条",
            "on a law or regulation that is not named",
        )),
        Some(OutsideBasis::SeparateConsent) if face_use.consent_separate == Some(false) => Some(Wording::new(
            "依据选的是单独同意，而同一应用又填没有取得单独同意",
            "on separate consent, while the same use says consent is not separate",
        )),
        Some(_) => None,
    }
}
