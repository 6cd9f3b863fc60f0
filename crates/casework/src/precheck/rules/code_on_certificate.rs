//! The credit code in the form is the one on the certificate.

use law::{Cite, cite};

use crate::precheck::agreement::compare_with;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Item 4: the certificate of this code.
pub const CITE: Cite = cite("shandong-2025-06-06/item-4");

/// To the character; a reading whose own check holds is firm.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(certificate) = subject.facts.certificate() else { return verdict };
    let answered = subject.packet.answers.handler.uscc.as_ref();
    compare_with(&mut verdict, Slot::UsccCertificate, "uscc", ("统一社会信用代码", "credit code"), answered, &certificate.uscc);
    verdict
}
