//! 预检: every rule over a case as it stands.

use casework::precheck::Check;
use casework::rights::Act;
use store::CaseId;

use super::Dossier;
use super::dossier::allowed;
use crate::{Ctx, Refusal};

/// Checks it. Nothing is changed.
///
/// # Errors
/// It is not there, or not this person's to check.
pub async fn check_case(ctx: &Ctx, case: &CaseId) -> Result<Check, Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (case, _) = allowed(ctx, &mut reader, case, Act::CheckCase).await?;
    let dossier = Dossier::load(ctx, &mut reader, case).await?;
    drop(reader);
    ctx.note_look(Act::CheckCase, &dossier.case.id).await?;
    dossier.check(ctx)
}
