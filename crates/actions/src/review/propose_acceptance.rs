//! 拟通过: the first of two persons.

use casework::rights::Act;
use store::CaseId;

use super::decide::plainly;
use crate::{Ctx, Refusal};

/// Takes the step; the reason is for the file.
///
/// # Errors
/// The lifecycle has no such step now, not this person's, something is lacking, or somebody was faster.
pub async fn propose_acceptance(ctx: &Ctx, case: &CaseId, seen: i64, reason: &str) -> Result<(), Refusal> {
    plainly(ctx, case, seen, Act::ProposeAcceptance, reason).await
}
