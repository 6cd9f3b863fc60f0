//! 处理者工作台: pages of a handler's people.

mod answers;
mod case;
mod form;
mod home;
mod materials;
mod papers;

pub use answers::{add_use, give_reason, reason_page, remove_use, save_answer, save_section};
pub use case::{answer_correction, case, check, discard, submit, withdraw};
pub use form::section;
pub use home::{home, open};
pub use materials::{add_material, material, materials, page_picture, remove_material};
pub use papers::{entry, letter, proof, receipt};

pub(super) use case::{events, summaries};
pub(super) use form::Section;
pub(super) use materials::{Wide, material_page, picture, width};
pub(super) use papers::pdf;

use actions::{CaseId, Refusal};
use axum::response::Response;

use super::refused::refused;
use super::visit::Visit;

/// The case an address names.
#[expect(clippy::result_large_err, reason = "an answer is made once a request")]
fn case_id(visit: &Visit, text: &str) -> Result<CaseId, Response> {
    CaseId::parse(text).ok_or_else(|| refused(visit, &Refusal::absent()))
}

/// The address of a case.
fn address(case: &CaseId) -> String {
    format!("/handler/cases/{case}")
}
