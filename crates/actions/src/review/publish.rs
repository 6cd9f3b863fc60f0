//! 公示和公开: as the operator has set it. Only the fields of [`casework::register`] leave, and only those the operator chose.

use casework::filing_number::FilingNumber;
use casework::lifecycle::Given;
use casework::publicity::{Publicity, Window};
use casework::register::{Filing, FilingStatus, line};
use casework::rights::Act;
use store::CaseId;
use store::tables::{PublicityWindow, RegisterEntry};

use super::decide::{Decider, decide};
use super::read::Submitted;
use crate::case::allowed;
use crate::{Ctx, Refusal};

/// Opens the window in which objections are taken.
///
/// # Errors
/// The operator has set none, not this person's, not now, or somebody was faster.
pub async fn begin_publicity(ctx: &Ctx, case: &CaseId, seen: i64) -> Result<(), Refusal> {
    let (id, within) = (case.clone(), ctx.clone());
    let write = async move |tx: &mut store::Tx| {
        let (mut case, seat) = allowed(&within, tx, &id, Act::BeginPublicity).await?;
        let decider = Decider { role: seat.role, person: seat.person.clone(), seen };
        let (publicity, _) = within.platform().publicity(tx).await?;
        let decided = decide(&within, tx, &mut case, Act::BeginPublicity, &decider, Given { publicity, ..Given::default() }).await?;
        let Publicity::Window(length) = publicity else { return Err(Refusal::absent()) };
        let window = Window::from(within.today(), length, within.law());
        // While a holiday notice can still move it, the row holds the year's end and the decision asks the law again.
        let until_on = window.ends_on.unwrap_or_else(|| within.today().last_of_year());
        let row = PublicityWindow { case_id: case.id.clone(), from_on: window.began_on, until_on, ended_at: None, version: 1 };
        tx.insert(&row).await?;
        Ok::<_, Refusal>(((), decided.event))
    };
    ctx.platform().store().write(write).await.map(drop)
}

/// Puts the filing on the public register.
///
/// # Errors
/// The operator publishes nothing, the window is not over, not this person's, not now, or somebody was faster.
pub async fn publish_filing(ctx: &Ctx, case: &CaseId, seen: i64) -> Result<(), Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (row, seat) = allowed(ctx, &mut reader, case, Act::PublishFiling).await?;
    let decider = Decider { role: seat.role, person: seat.person.clone(), seen };
    let submitted = Submitted::load(ctx, &mut reader, row).await?;
    let case = &submitted.dossier.case;
    let filing_id = case.filing_id.clone().ok_or_else(Refusal::absent)?;
    let filing = reader.filing(&filing_id).await?.ok_or_else(Refusal::absent)?;
    let office = reader.organisation(&filing.office_id).await?.ok_or_else(Refusal::absent)?;
    let (publicity, fields) = ctx.platform().publicity(&mut reader).await?;
    let window = reader.publicity_window(&case.id).await?;
    drop(reader);
    let window_over = match (publicity, &window) {
        (Publicity::Window(length), Some(row)) => Window::from(row.from_on, length, ctx.law()).is_over(ctx.today()),
        _ => false,
    };
    let status = if filing.ended_on.is_some() { FilingStatus::Cancelled } else { FilingStatus::InForce };
    let public = Filing {
        number: FilingNumber::from_elsewhere(&filing.number).ok_or_else(Refusal::absent)?,
        province: office.province,
        filed_on: filing.accepted_on,
        status,
        status_on: filing.ended_on.unwrap_or(ctx.today()),
    };
    let line = serde_json::to_string(&line(&public, &submitted.packet, &fields, ctx.law())).unwrap_or_default();
    let (id, within) = (case.id.clone(), ctx.clone());
    let write = async move |tx: &mut store::Tx| {
        let (mut case, _) = allowed(&within, tx, &id, Act::PublishFiling).await?;
        let given = Given { publicity, window_over, ..Given::default() };
        let decided = decide(&within, tx, &mut case, Act::PublishFiling, &decider, given).await?;
        if let Some(mut row) = window {
            row.ended_at = Some(within.now());
            tx.update(&mut row).await?;
        }
        match tx.register_entry(&filing_id).await? {
            Some(mut entry) => {
                (entry.line, entry.withdrawn_at) = (line, None);
                tx.update(&mut entry).await?;
            }
            None => {
                let entry =
                    RegisterEntry { filing_id: filing_id.clone(), line, published_at: within.now(), withdrawn_at: None, version: 1 };
                tx.insert(&entry).await?;
            }
        }
        Ok::<_, Refusal>(((), decided.event.about(&filing_id)))
    };
    ctx.platform().store().write(write).await.map(drop)
}
