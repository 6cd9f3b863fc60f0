//! 待办事项: what an office has on its desk, oldest first.

use casework::lifecycle::State;
use casework::rights::Act;
use casework::words::CaseKind;
use jiff::Timestamp;
use jiff::civil::Date;
use store::CaseId;

use crate::rights::On;
use crate::{Ctx, Refusal};

/// Cases of one state on a page.
const ON_A_PAGE: u16 = 50;

/// What waits for an office, what waits for the handlers, and what was decided.
const STATES: [State; 8] = [
    State::Submitted,
    State::Resubmitted,
    State::Admitted,
    State::Proposed,
    State::Accepted,
    State::InPublicity,
    State::Returned,
    State::Published,
];

/// 队列: of one office.
pub struct Queue {
    /// Its name.
    pub office: String,
    /// State by state, in the order in which they ask for work.
    pub states: Vec<(State, Vec<QueueLine>)>,
}

/// One case in a queue.
#[derive(Clone, Debug)]
pub struct QueueLine {
    /// Its id.
    pub id: CaseId,
    /// First filing, change or cancellation.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: State,
    /// The handler's name.
    pub handler: String,
    /// When it was last handed in.
    pub submitted_at: Option<Timestamp>,
    /// The handler's last day to file.
    pub due_on: Option<Date>,
}

/// The queue of the person's office.
///
/// # Errors
/// The person has no seat at an authority's desk.
pub async fn queue(ctx: &Ctx) -> Result<Queue, Refusal> {
    let office = ctx.own_office()?;
    ctx.allow(Act::SeeQueue, &On::Office(office))?;
    let mut reader = ctx.platform().store().read_moment().await?;
    let name = reader.organisation(office).await?.map(|it| it.name).unwrap_or_default();
    let mut states = Vec::new();
    for state in STATES {
        let mut lines = Vec::new();
        for case in reader.queue(office, state.id(), None, ON_A_PAGE).await? {
            let handler = reader.organisation(&case.organisation_id).await?.map(|it| it.name).unwrap_or_default();
            lines.push(QueueLine { id: case.id, kind: case.kind, state, handler, submitted_at: case.submitted_at, due_on: case.due_on });
        }
        states.push((state, lines));
    }
    Ok(Queue { office: name, states })
}
