//! One step of a case, for every act that takes one: who did what so far, what the table says, and the new state. Runs inside the write, so
//! that what it reads still holds when it writes.

use casework::lifecycle::{Context, Done, Given, Next, State, step};
use casework::rights::{Act, Role};
use store::tables::Case;
use store::{Entry, Reader, Tx};

use super::dossier::{state_of, unchanged};
use crate::Refusal;

/// Entries that are read at once.
const AT_ONCE: u16 = 1000;

/// A step that is asked for.
pub(crate) struct Step<'a> {
    /// What is done.
    pub act: Act,
    /// From which role.
    pub role: Role,
    /// By whom.
    pub actor: &'a store::PersonId,
    /// The version of the case that was seen.
    pub seen: i64,
    /// What is at hand.
    pub given: Given<'a>,
}

/// Takes it: the case has its new state and version afterwards, also in the database.
pub(crate) async fn take(tx: &mut Tx, case: &mut Case, asked: &Step<'_>) -> Result<Next, Refusal> {
    unchanged(case, asked.seen)?;
    let entries = entries(tx, case).await?;
    let history: Vec<Done> = entries.iter().filter_map(|it| Some(Done { actor: &it.actor, act: Act::parse(&it.kind)? })).collect();
    let members = members(tx, case).await?;
    let handler_people: Vec<&str> = members.iter().map(|it| it.as_str()).collect();
    let context = Context {
        kind: case.kind,
        actor: asked.actor.as_str(),
        role: asked.role,
        handler_people: &handler_people,
        history: &history,
        given: asked.given,
    };
    let next = step(state_of(case)?, asked.act, &context)?;
    case.state = next.state.id().to_owned();
    tx.update(case).await?;
    Ok(next)
}

/// Everything that happened in a case, oldest first.
pub(crate) async fn entries(reader: &mut Reader, case: &Case) -> Result<Vec<Entry>, Refusal> {
    let mut entries: Vec<Entry> = Vec::new();
    loop {
        let more = reader.entries_about(&case.id, entries.last().map(|it| it.index), AT_ONCE).await?;
        let is_last = more.len() < usize::from(AT_ONCE);
        entries.extend(more);
        if is_last {
            return Ok(entries);
        }
    }
}

/// Everybody who belongs to the handler, or did.
pub(crate) async fn members(reader: &mut Reader, case: &Case) -> Result<Vec<store::PersonId>, Refusal> {
    let members = reader.members(&case.organisation_id, None, AT_ONCE).await?;
    Ok(members.into_iter().map(|it| it.person_id).collect())
}

/// Whether a case in this state is still the handler's to work on.
pub(crate) fn is_being_written(state: State) -> bool {
    matches!(state, State::Draft | State::Returned)
}
