//! 退回补正: what was written goes out, numbered, with a letter.

use casework::correction::{Correction, Pointed, Request, number};
use casework::lifecycle::Given;
use casework::rights::Act;
use store::CaseId;

use super::decide::{Decider, decide};
use super::paper;
use super::read::Submitted;
use crate::case::{allowed, asked_of, keep_letter};
use crate::{Ctx, Refusal, Why};

/// Returns the case with every request that was written and not yet sent, and with those still open.
///
/// # Errors
/// Nothing is asked, not this person's, not now, or somebody was faster.
pub async fn return_case(ctx: &Ctx, case: &CaseId, seen: i64, reason: &str) -> Result<(), Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (row, seat) = allowed(ctx, &mut reader, case, Act::ReturnCase).await?;
    let decider = Decider { role: seat.role, person: seat.person.clone(), seen };
    let submitted = Submitted::load(ctx, &mut reader, row).await?;
    let asked = asked_of(ctx, &mut reader, &submitted.dossier.case, &submitted.snapshot).await?;
    let office = ctx.own_office()?;
    let office = reader.organisation(office).await?.ok_or_else(Refusal::absent)?;
    drop(reader);
    let before: Vec<Correction> = asked.iter().map(|it| it.correction.clone()).filter(|it| it.number > 0).collect();
    let fresh: Vec<_> = asked.iter().filter(|it| it.correction.number == 0).collect();
    let requests: Vec<Request> = fresh.iter().map(|it| it.correction.request.clone()).collect();
    let form = ctx.law().form(&submitted.packet.form).ok_or_else(Refusal::absent)?;
    let numbered = match requests.is_empty() {
        true => Vec::new(),
        false => number(requests, &before, Pointed { form, packet: &submitted.snapshot, law: ctx.law() })
            .map_err(|bad| Refusal::said(bad.first().map(|(_, why)| why.message()).unwrap_or_default()))?,
    };
    let ids: Vec<_> = fresh.iter().map(|it| it.id.clone()).collect();
    let tenant = submitted.dossier.case.organisation_id.clone();
    let letter = match numbered.is_empty() {
        true => None,
        false => {
            let pdf = paper::return_letter(ctx, &submitted, &office, &numbered).await?;
            Some(keep_letter(ctx, &tenant, "return", pdf).await?)
        }
    };
    let (id, within, reason) = (case.clone(), ctx.clone(), reason.to_owned());
    let write = async move |tx: &mut store::Tx| {
        let (mut case, _) = allowed(&within, tx, &id, Act::ReturnCase).await?;
        let rows = tx.corrections_in(&case.id).await?;
        let unsent: Vec<_> = rows.into_iter().filter(|it| it.decision_id.is_none()).collect();
        if unsent.iter().map(|it| &it.id).ne(ids.iter()) {
            return Err(Refusal::new(
                ("补正要求刚才有变动，没有退回。", "The requests have just changed; nothing was returned."),
                ("请再看一遍，然后退回。", "Look at them again, then return the case."),
            )
            .of(Why::Changed(Some(case.version))));
        }
        let given = Given { n_requests: unsent.len(), reason: &reason, ..Given::default() };
        let decided = decide(&within, tx, &mut case, Act::ReturnCase, &decider, given).await?;
        for (mut row, correction) in unsent.into_iter().zip(&numbered) {
            (row.decision_id, row.item) = (Some(decided.id.clone()), i64::from(correction.number));
            tx.update(&mut row).await?;
        }
        if let Some(letter) = letter {
            letter.send(tx, &case.id, &decided.id, within.now()).await?;
        }
        Ok(((), decided.event))
    };
    ctx.platform().store().write(write).await.map(drop)
}
