//! 撤回: a handler takes a case back before it is decided.

use casework::lifecycle::Given;
use casework::rights::Act;
use store::CaseId;

use super::dossier::allowed;
use super::{Step, take};
use crate::{Ctx, Refusal};

/// Withdraws it.
///
/// # Errors
/// The lifecycle has no such step now, it is not there, or somebody changed it meanwhile.
pub async fn withdraw_case(ctx: &Ctx, case: &CaseId, seen: i64, reason: &str) -> Result<(), Refusal> {
    let (id, within, reason) = (case.clone(), ctx.clone(), reason.trim().to_owned());
    let write = async move |tx: &mut store::Tx| {
        let (mut case, seat) = allowed(&within, tx, &id, Act::WithdrawCase).await?;
        let given = Given { reason: &reason, ..Given::default() };
        let step = Step { act: Act::WithdrawCase, role: seat.role, actor: &seat.person, seen, given };
        take(tx, &mut case, &step).await?;
        Ok::<_, Refusal>(((), within.event(Act::WithdrawCase, &case.id)?))
    };
    ctx.platform().store().write(write).await.map(drop)
}
