//! A request that was written and not sent is taken back.

use casework::rights::Act;
use store::{CaseId, CorrectionId};

use crate::case::allowed;
use crate::{Ctx, Refusal};

/// Takes it back.
///
/// # Errors
/// It was sent, is not there, or not this person's.
pub async fn withdraw_correction(ctx: &Ctx, case: &CaseId, correction: &CorrectionId) -> Result<(), Refusal> {
    let (id, within, correction) = (case.clone(), ctx.clone(), correction.clone());
    let write = async move |tx: &mut store::Tx| {
        let (case, _) = allowed(&within, tx, &id, Act::WriteCorrection).await?;
        let rows = tx.corrections_in(&case.id).await?;
        let row = rows.into_iter().find(|it| it.id == correction && it.decision_id.is_none()).ok_or_else(Refusal::absent)?;
        tx.remove(&row).await?;
        Ok::<_, Refusal>(((), within.event(Act::WriteCorrection, &case.id)?.with("taken-back", 1)))
    };
    ctx.platform().store().write(write).await.map(drop)
}
