//! The certificate has not run out.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// No source says so in words: an expired certificate does not show who the handler is now.
pub const CITE: Cite = cite("infer/certificate-valid");

/// The last day belongs to the term.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(certificate) = subject.facts.certificate() else { return verdict };
    let what = ("证件的有效期", "the last day of the certificate");
    verdict.judge("certificate.valid_until", Some(Slot::UsccCertificate), what, &certificate.valid_until, |it| {
        it.over(subject.today, ("证件", "the certificate"))
    });
    verdict
}
