//! 拟补正要求: one request, at its place and with its basis. It goes out with the return, numbered.

use casework::correction::{Pointed, Request, number};
use casework::rights::Act;
use store::tables::Correction;
use store::{CaseId, CorrectionId};
use vault::Kind;

use super::read::Submitted;
use crate::case::{allowed, asked_of};
use crate::{Ctx, Refusal};

/// Keeps a request until the case is returned.
///
/// # Errors
/// A place that is not in the packet or the form, a basis that may ask for nothing, no words; not this person's, or not now.
pub async fn write_correction(ctx: &Ctx, case: &CaseId, request: Request) -> Result<CorrectionId, Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (row, seat) = allowed(ctx, &mut reader, case, Act::WriteCorrection).await?;
    let person = seat.person.clone();
    let submitted = Submitted::load(ctx, &mut reader, row).await?;
    let asked = asked_of(ctx, &mut reader, &submitted.dossier.case, &submitted.snapshot).await?;
    drop(reader);
    let before: Vec<_> = asked.into_iter().map(|it| it.correction).filter(|it| it.number > 0).collect();
    let form = ctx.law().form(&submitted.packet.form).ok_or_else(Refusal::absent)?;
    let pointed = Pointed { form, packet: &submitted.snapshot, law: ctx.law() };
    if let Err(bad) = number(vec![request.clone()], &before, pointed) {
        let message = bad.first().map(|(_, why)| why.message()).unwrap_or_default();
        return Err(Refusal::said(message));
    }
    let (id, within, case) = (CorrectionId::new(ctx.now())?, ctx.clone(), case.clone());
    let plain = serde_json::to_vec(&request).unwrap_or_default();
    let tenant = submitted.dossier.case.organisation_id.clone();
    let correction = Correction {
        id: id.clone(),
        case_id: case.clone(),
        decision_id: None,
        item: 0,
        place: None,
        material_id: None,
        page: None,
        page_box: None,
        cite: Some(request.cite.as_str().to_owned()),
        text_sealed: ctx.platform().seal(tenant.as_str(), Kind::Words, id.as_str(), &plain)?,
        asked_by: person,
        asked_at: ctx.now(),
        resolved_by: None,
        resolved_at: None,
        reply_sealed: None,
        version: 1,
    };
    let write = async move |tx: &mut store::Tx| {
        allowed(&within, tx, &case, Act::WriteCorrection).await?;
        tx.insert(&correction).await?;
        Ok::<_, Refusal>(((), within.event(Act::WriteCorrection, &case)?.about(&correction.id)))
    };
    ctx.platform().store().write(write).await?;
    Ok(id)
}
