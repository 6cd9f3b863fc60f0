//! The representative named in the form is the one on the certificate.

use law::{Cite, cite};

use crate::precheck::agreement::compare_with;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Item 5: the ID asked for is that of the legal representative or principal.
pub const CITE: Cite = cite("shandong-2025-06-06/item-5");

/// To the character.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(certificate) = subject.facts.certificate() else { return verdict };
    let answered = subject.packet.answers.handler.representative.name.as_ref();
    let name = ("法定代表人（负责人）", "legal representative or principal");
    compare_with(&mut verdict, Slot::UsccCertificate, "representative", name, answered, &certificate.representative);
    verdict
}
