//! 放弃草稿.

use casework::lifecycle::Given;
use casework::rights::Act;
use store::CaseId;

use super::dossier::allowed;
use super::{Step, take};
use crate::{Ctx, Refusal};

/// Discards a draft that was never handed in.
///
/// # Errors
/// It was handed in, is not there, or somebody changed it meanwhile.
pub async fn discard_draft(ctx: &Ctx, case: &CaseId, seen: i64) -> Result<(), Refusal> {
    let (id, within) = (case.clone(), ctx.clone());
    let write = async move |tx: &mut store::Tx| {
        let (mut case, seat) = allowed(&within, tx, &id, Act::DiscardDraft).await?;
        let step = Step { act: Act::DiscardDraft, role: seat.role, actor: &seat.person, seen, given: Given::default() };
        take(tx, &mut case, &step).await?;
        Ok::<_, Refusal>(((), within.event(Act::DiscardDraft, &case.id)?))
    };
    ctx.platform().store().write(write).await.map(drop)
}
