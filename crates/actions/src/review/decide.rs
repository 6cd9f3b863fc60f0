//! What every decision has in common: the step, its row, its entry.

use casework::lifecycle::{Given, Next};
use casework::rights::{Act, Role};
use store::tables::{Case, Decision};
use store::{DecisionId, Event, PersonId, Tx};
use vault::Kind;

use crate::case::{Step, take};
use crate::{Ctx, Refusal};

/// The longest reason, in characters.
const LONGEST: usize = 4000;

/// A decision that is taken.
pub(super) struct Decided {
    pub id: DecisionId,
    pub next: Next,
    pub event: Event,
}

/// Who decides, having seen which version.
pub(super) struct Decider {
    pub role: Role,
    pub person: PersonId,
    pub seen: i64,
}

/// Takes a step of the authority's, with its row.
pub(super) async fn decide(
    ctx: &Ctx,
    tx: &mut Tx,
    case: &mut Case,
    act: Act,
    decider: &Decider,
    given: Given<'_>,
) -> Result<Decided, Refusal> {
    let reason = given.reason.trim().to_owned();
    if reason.chars().count() > LONGEST {
        return Err(Refusal::new(("理由超过 4000 字。", "The reason is over 4 000 characters."), ("请写短一些。", "Write less.")));
    }
    let next = take(tx, case, &Step { act, role: decider.role, actor: &decider.person, seen: decider.seen, given }).await?;
    let id = DecisionId::new(ctx.now())?;
    let seal = || {
        let plain = serde_json::to_vec(&reason).unwrap_or_default();
        ctx.platform().seal(case.organisation_id.as_str(), Kind::Words, id.as_str(), &plain)
    };
    let decision = Decision {
        id: id.clone(),
        case_id: case.id.clone(),
        act: act.id().to_owned(),
        decided_by: decider.person.clone(),
        decided_at: ctx.now(),
        cite: Some(next.basis.as_str().to_owned()),
        reason_sealed: if reason.is_empty() { None } else { Some(seal()?) },
    };
    tx.insert(&decision).await?;
    let event = ctx.event(act, &case.id)?.about(&id).with("state", next.state.id());
    Ok(Decided { id, next, event })
}

/// A decision that is no more than a step with a reason.
pub(super) async fn plainly(ctx: &Ctx, case: &store::CaseId, seen: i64, act: Act, reason: &str) -> Result<(), Refusal> {
    let (id, within, reason) = (case.clone(), ctx.clone(), reason.to_owned());
    let write = async move |tx: &mut Tx| {
        let (mut case, seat) = crate::case::allowed(&within, tx, &id, act).await?;
        let decider = Decider { role: seat.role, person: seat.person.clone(), seen };
        let given = Given { reason: &reason, ..Given::default() };
        let decided = decide(&within, tx, &mut case, act, &decider, given).await?;
        Ok::<_, Refusal>(((), decided.event))
    };
    ctx.platform().store().write(write).await.map(drop)
}
