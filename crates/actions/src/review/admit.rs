//! 受理: the office takes the case on.

use casework::rights::Act;
use store::CaseId;

use super::decide::plainly;
use crate::{Ctx, Refusal};

/// Takes the step; the reason is for the file.
///
/// # Errors
/// The lifecycle has no such step now, not this person's, something is lacking, or somebody was faster.
pub async fn admit_case(ctx: &Ctx, case: &CaseId, seen: i64, reason: &str) -> Result<(), Refusal> {
    plainly(ctx, case, seen, Act::AdmitCase, reason).await
}
