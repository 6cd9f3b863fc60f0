//! The handler's name in the form is the one on the certificate.

use law::{Cite, cite};

use crate::precheck::agreement::compare_with;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Item 4: the certificate shows who files. That the two agree follows from it; no source states it as a reason of return.
pub const CITE: Cite = cite("shandong-2025-06-06/item-4");

/// To the character.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(certificate) = subject.facts.certificate() else { return verdict };
    let answered = subject.packet.answers.handler.name.as_ref();
    compare_with(&mut verdict, Slot::UsccCertificate, "name", ("名称", "name"), answered, &certificate.name);
    verdict
}
