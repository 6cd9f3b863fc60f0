//! Every answer has the form that its field can read.

use law::{Cite, cite};

use crate::words::mask_numbers;
use crate::precheck::{Subject, Verdict};

/// Our own rule.
pub const CITE: Cite = cite("house/answer-form");

/// Fields whose answers are nobody else's business.
const PRIVATE: [&str; 3] = ["id_number", "phone", "email"];

/// What was typed stays as typed; rules that need the answer take it for blank.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::looked();
    for misfit in &subject.packet.misfits {
        let field = misfit.path.rsplit('.').next().unwrap_or_default();
        // The number of a person may have slipped into any field.
        let typed = if PRIVATE.contains(&field) { "…".to_owned() } else { mask_numbers(misfit.typed.trim()) };
        let zh = format!("「{typed}」读不成{}", misfit.wanted.zh);
        verdict.fail(misfit.path.clone(), zh, format!("`{typed}` cannot be read as {}", misfit.wanted.en));
    }
    verdict
}
