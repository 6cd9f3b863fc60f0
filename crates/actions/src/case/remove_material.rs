//! 撤下材料: it no longer stands in the packet; its files are kept.

use casework::rights::Act;
use store::{CaseId, MaterialId};

use super::add_material::{PRESENT, TAKEN_OUT};
use super::dossier::{allowed, state_of};
use super::step::is_being_written;
use crate::{Ctx, Refusal, Why};

/// Takes a material out.
///
/// # Errors
/// It is not there, not this person's to take out, or the case was handed in.
pub async fn remove_material(ctx: &Ctx, case: &CaseId, material: &MaterialId) -> Result<(), Refusal> {
    let (id, material, within) = (case.clone(), material.clone(), ctx.clone());
    let write = async move |tx: &mut store::Tx| {
        let (case, _) = allowed(&within, tx, &id, Act::RemoveMaterial).await?;
        if !is_being_written(state_of(&case)?) {
            return Err(Refusal::new(
                ("事项已经提交。", "The case was handed in."),
                ("退回补正后可以改。", "It can be changed when it is returned."),
            )
            .of(Why::NotNow));
        }
        let stands = |it: &store::tables::Material| it.case_id == case.id && it.state == PRESENT;
        let mut row = tx.material(&material).await?.filter(stands).ok_or_else(Refusal::absent)?;
        row.state = TAKEN_OUT.to_owned();
        tx.update(&mut row).await?;
        let event = within.event(Act::RemoveMaterial, &case.id)?.about(&row.id).with("slot", row.slot.id());
        Ok(((), event))
    };
    ctx.platform().store().write(write).await.map(drop)
}
