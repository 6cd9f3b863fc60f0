//! 复核通过: the second person accepts; the filing has its number and its notice in the same write.

use casework::filing_number::FilingNumber;
use casework::lifecycle::{Effect, Given, State};
use casework::rights::Act;
use casework::words::CaseKind;
use store::tables::{Case, Filing, Notice};
use store::{CaseId, FilingId, NoticeId, Tx};

use super::decide::{Decider, decide};
use super::paper;
use super::read::Submitted;
use crate::case::{allowed, keep_letter};
use crate::{Ctx, Refusal, Why};

/// How often a number is drawn anew because another case was faster.
const TRIES: usize = 8;

/// A case that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The filing.
    pub filing: FilingId,
    /// Its number.
    pub number: String,
}

/// Why an attempt came to nothing.
enum Fell {
    /// The number printed on the notice went to another case.
    NumberTaken,
    Refused(Refusal),
}

impl From<store::Error> for Fell {
    fn from(error: store::Error) -> Fell {
        Fell::Refused(error.into())
    }
}

impl From<Refusal> for Fell {
    fn from(refusal: Refusal) -> Fell {
        Fell::Refused(refusal)
    }
}

/// Accepts.
///
/// # Errors
/// The person proposed it, nobody did, no number is left, not this person's, or somebody was faster.
pub async fn confirm_acceptance(ctx: &Ctx, case: &CaseId, seen: i64, reason: &str) -> Result<Accepted, Refusal> {
    for _ in 0..TRIES {
        match accept(ctx, case, seen, reason).await {
            Ok(accepted) => return Ok(accepted),
            Err(Fell::NumberTaken) => {}
            Err(Fell::Refused(refusal)) => return Err(refusal),
        }
    }
    Err(Refusal::new(
        ("很多事项同时在编号，这一件没有排上。", "Many cases are being numbered at once; this one did not get its turn."),
        ("请再试一次。", "Try again."),
    )
    .of(Why::Unavailable))
}

/// The notice is printed with the number that comes next, before the write; in the write, that number is drawn or the attempt is given up.
async fn accept(ctx: &Ctx, id: &CaseId, seen: i64, reason: &str) -> Result<Accepted, Fell> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (case, seat) = allowed(ctx, &mut reader, id, Act::ConfirmAcceptance).await?;
    let decider = Decider { role: seat.role, person: seat.person.clone(), seen };
    let submitted = Submitted::load(ctx, &mut reader, case).await?;
    let case = &submitted.dossier.case;
    let office_id = case.office_id.clone().ok_or_else(Refusal::absent)?;
    let office = reader.organisation(&office_id).await?.ok_or_else(Refusal::absent)?;
    let before = match &case.filing_id {
        Some(filing) => reader.filing(filing).await?,
        None => None,
    };
    let pattern = ctx.platform().number_pattern(&mut reader).await?;
    let series = pattern.series(&office.province, ctx.today());
    let number = match &before {
        Some(filing) => filing.number.clone(),
        None => {
            let last = reader.latest_number(&series).await?;
            let last = last.and_then(|it| u64::try_from(it).ok());
            pattern.next(&office.province, ctx.today(), last).map_err(|err| Refusal::said(err.message()))?.1.to_string()
        }
    };
    drop(reader);
    let pdf = paper::notice(ctx, &submitted, &office, &number).await?;
    let tenant = case.organisation_id.clone();
    let letter = keep_letter(ctx, &tenant, "notice", pdf).await?;
    let (id, within, reason) = (id.clone(), ctx.clone(), reason.to_owned());
    let write = async move |tx: &mut Tx| {
        let (mut case, _) = allowed(&within, tx, &id, Act::ConfirmAcceptance).await?;
        let given = Given { reason: &reason, filing_in_force: before.as_ref().is_some_and(|it| it.ended_on.is_none()), ..Given::default() };
        let filing = match before {
            Some(filing) => filing,
            None => {
                let drawn = u64::try_from(tx.next_number(&series).await?).unwrap_or_default();
                let drawn =
                    pattern.next(&office.province, within.today(), drawn.checked_sub(1)).map_err(|err| Refusal::said(err.message()))?.1;
                if drawn.as_str() != number {
                    return Err(Fell::NumberTaken);
                }
                new_filing(&within, tx, &mut case, &office_id, &drawn).await?
            }
        };
        let decided = decide(&within, tx, &mut case, Act::ConfirmAcceptance, &decider, given).await?;
        let accepted = Accepted { filing: filing.id.clone(), number: filing.number.clone() };
        effects(&within, tx, &case, filing, decided.next.effects).await?;
        let notice = Notice {
            id: NoticeId::new(within.now())?,
            filing_id: accepted.filing.clone(),
            case_id: case.id.clone(),
            blob_id: letter.blob.id().clone(),
            issued_on: within.today(),
        };
        letter.send(tx, &case.id, &decided.id, within.now()).await?;
        tx.insert(&notice).await?;
        let event = decided.event.about(&accepted.filing).with("number", accepted.number.as_str());
        Ok((accepted, event))
    };
    Ok(ctx.platform().store().write(write).await?.value)
}

async fn new_filing(
    ctx: &Ctx,
    tx: &mut Tx,
    case: &mut Case,
    office: &store::OrganisationId,
    number: &FilingNumber,
) -> Result<Filing, Refusal> {
    let filing = Filing {
        id: FilingId::new(ctx.now())?,
        organisation_id: case.organisation_id.clone(),
        office_id: office.clone(),
        number: number.to_string(),
        state: State::Accepted.id().to_owned(),
        accepted_on: ctx.today(),
        ended_on: None,
        version: 1,
    };
    tx.insert(&filing).await?;
    case.filing_id = Some(filing.id.clone());
    Ok(filing)
}

/// A change leaves the filing in force; a cancellation ends it.
async fn effects(ctx: &Ctx, tx: &mut Tx, case: &Case, mut filing: Filing, effects: &[Effect]) -> Result<(), Refusal> {
    if effects.contains(&Effect::FilingEnds) && case.kind == CaseKind::Cancellation {
        filing.ended_on = Some(ctx.today());
        tx.update(&mut filing).await?;
    }
    Ok(())
}
