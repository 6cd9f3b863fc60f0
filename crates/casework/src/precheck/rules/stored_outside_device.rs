//! Faces stay inside the device, but for the two exceptions of art. 8(1).

use law::{Cite, cite};

use super::internet_transfer::weakness;
use crate::packet::Storage;
use crate::precheck::{Subject, Verdict};

/// Art. 8(1): inside the device, unless law says otherwise or the person gave separate consent.
pub const CITE: Cite = cite("cac-mps-19-2025/art-8/1");

/// A server of one's own is outside the device as well.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        let (place_zh, place_en) = match face_use.storage {
            None => continue,
            Some(Storage::Device) => {
                verdict.look();
                continue;
            }
            Some(Storage::LocalServer) => ("本地服务器", "on a local server"),
            Some(Storage::Cloud) => ("云端", "in a cloud"),
        };
        match weakness(face_use, face_use.storage_basis, face_use.storage_law.as_deref()) {
            None => verdict.look(),
            Some(it) => {
                let title = face_use.title();
                let zh = format!("「{title}」的人脸信息存储在{place_zh}，不在识别设备内，{}", it.zh);
                let en = format!("faces of `{title}` are stored {place_en}, outside the device, {}", it.en);
                verdict.fail(face_use.at("storage_basis"), zh, en);
            }
        }
    }
    verdict
}
