//! Some practitioners say a cloud provider needs a certificate of personal-information protection.

use law::{Cite, cite};

use crate::packet::Storage;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// A claim without official source: certification is voluntary.
pub const CITE: Cite = cite("claim/22");

/// Only where faces are stored in a cloud.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let proven = subject.packet.materials_of(Slot::Other).any(|it| it.topic.as_deref() == Some("storage-proof"));
    for face_use in subject.packet.answers.uses.iter().filter(|it| it.storage == Some(Storage::Cloud)) {
        verdict.look();
        if !proven {
            let title = face_use.title();
            let zh = format!("「{title}」存储在云，材料里没有服务商的证明；有的从业者说要有认证证书，没有官方依据");
            let en = format!("`{title}` stores in a cloud, and nothing proves the provider; some practitioners say a certificate is needed, without official source");
            verdict.fail(face_use.at("storage_provider"), zh, en);
        }
    }
    verdict
}
