//! A photocopy of the certificate bears the official seal; a grey scan does not show which it is.

use law::{Cite, cite};

use crate::facts::PageFacts;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Item 4 of the list: a scan of the original, or of a stamped photocopy.
pub const CITE: Cite = cite("shandong-2025-06-06/item-4");

/// A colour scan passes: the original is coloured, and whether it is a copy is not judged further.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some((material, _)) = subject.facts.opened(Slot::UsccCertificate) else { return verdict };
    let scanned: Vec<&PageFacts> = material.own_pages().into_iter().map(|it| it.1).filter(|it| it.scanned && !it.blank).collect();
    if scanned.is_empty() {
        return verdict;
    }
    verdict.look();
    if !scanned.iter().any(|it| it.colour) {
        let zh = "统一社会信用代码证件是灰度扫描，看不出扫的是原件还是复印件；是复印件的要加盖公章";
        let en = "the credit-code certificate is scanned without colour: whether it is the original or a photocopy, which must bear the official seal, cannot be told";
        verdict.cannot_tell("certificate.seal", zh, en).on(Slot::UsccCertificate);
    }
    verdict
}
