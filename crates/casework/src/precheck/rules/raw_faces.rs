//! Raw pictures of faces are not kept where a template does.

use law::{Cite, cite};

use crate::packet::StoredForm;
use crate::precheck::{Subject, Verdict};

/// A recommended standard: raw samples of biometrics are not kept in principle.
pub const CITE: Cite = cite("gbt-35273-2020/biometrics");

/// Advice. National channels (art. 11) are an encouragement and no fault is made of leaving them.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in subject.packet.answers.uses.iter().filter(|it| !it.stored_form.is_empty()) {
        verdict.look();
        if face_use.stored_form.iter().any(|it| matches!(it, StoredForm::Image | StoredForm::Frame)) {
            let title = face_use.title();
            let zh = format!("「{title}」保存人脸图像或者视频帧；推荐性标准说原则上不存原始样本");
            let en = format!("`{title}` keeps face images or video frames; a recommended standard says raw samples are not kept in principle");
            verdict.fail(face_use.at("stored_form"), zh, en);
        }
    }
    verdict
}
