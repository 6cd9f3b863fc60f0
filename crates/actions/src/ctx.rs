//! Who asks, when, and with what: the one argument every action takes.

use casework::rights::{Act, Nature, Role};
use casework::words::Private;
use jiff::Timestamp;
use jiff::civil::Date;
use law::Law;
use store::{Event, OrganisationId, PersonId, Subject};

use crate::rights::{Involved, On, Seat, Who};
use crate::{Platform, Refusal, Why, clock};

/// 操作人: a person who is signed in, with the seats that hold now.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// What the person is called.
    pub name: Private<String>,
    /// Every role at every organisation or office.
    pub seats: Vec<Seat>,
    /// SHA-256 of the session's token.
    pub(crate) session: [u8; 32],
    /// Until when the person counts as having just proven who they are.
    pub(crate) stepped_up_until: Option<Timestamp>,
}

/// 办理上下文: who asks, when, and with what.
#[derive(Clone)]
pub struct Ctx {
    platform: Platform,
    actor: Option<Actor>,
    now: Timestamp,
}

impl Ctx {
    /// For somebody who is signed in, or for nobody.
    pub(crate) fn new(platform: &Platform, actor: Option<Actor>) -> Ctx {
        Ctx { platform: platform.clone(), actor, now: platform.now() }
    }

    /// For a visitor who is not signed in.
    pub fn visitor(platform: &Platform) -> Ctx {
        Ctx::new(platform, None)
    }

    /// The platform.
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// The law in use.
    pub fn law(&self) -> &'static Law {
        self.platform.law()
    }

    /// The moment of this act: one for all of it.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Its day in Asia/Shanghai.
    pub fn today(&self) -> Date {
        clock::day_of(self.now)
    }

    /// Who is signed in.
    pub fn actor(&self) -> Option<&Actor> {
        self.actor.as_ref()
    }

    /// Who is signed in, or that nobody is.
    pub(crate) fn signed_in(&self) -> Result<&Actor, Refusal> {
        self.actor.as_ref().ok_or_else(signed_out)
    }

    /// The person's organisation, for what a handler does without naming one: the first seat at a handler's desk.
    pub(crate) fn own_organisation(&self) -> Result<&OrganisationId, Refusal> {
        let is_handler = |it: &&Seat| matches!(it.role, Role::HandlerOwner | Role::HandlerAgent | Role::HandlerReader);
        let seat = self.signed_in()?.seats.iter().find(is_handler);
        seat.and_then(|it| it.organisation.as_ref()).ok_or_else(Refusal::absent)
    }

    /// The office at whose desk the person sits.
    pub(crate) fn own_office(&self) -> Result<&OrganisationId, Refusal> {
        let is_officer = |it: &&Seat| it.role.desk() == Some(casework::rights::Desk::Authority);
        let seat = self.signed_in()?.seats.iter().find(is_officer);
        seat.and_then(|it| it.organisation.as_ref()).ok_or_else(Refusal::absent)
    }

    /// The seat from which an act may be done here. What is denied looks like what is not there.
    pub(crate) fn allow(&self, act: Act, on: &On) -> Result<&Seat, Refusal> {
        let actor = self.signed_in()?;
        let rights = self.platform.rights();
        let may = |seat: &&Seat| rights.allows(Who::Seat(seat), act, on);
        let seat = actor.seats.iter().find(may).ok_or_else(Refusal::absent)?;
        match act.needs_step_up() && !self.stepped_up() {
            true => Err(step_up()),
            false => Ok(seat),
        }
    }

    /// Whether an act may be done here, for the buttons of a page.
    pub(crate) fn may(&self, act: Act, on: &On) -> bool {
        let seats = self.actor.iter().flat_map(|it| &it.seats);
        seats.into_iter().any(|seat| self.platform.rights().allows(Who::Seat(seat), act, on))
    }

    /// The same in a case.
    pub(crate) fn may_in(&self, act: Act, case: &store::tables::Case) -> bool {
        On::case(case, Involved::default()).is_some_and(|on| self.may(act, &on))
    }

    /// Whether the person has just proven who they are.
    pub fn stepped_up(&self) -> bool {
        self.actor.as_ref().and_then(|it| it.stepped_up_until).is_some_and(|until| self.now < until)
    }

    /// That this person did something now.
    pub(crate) fn event(&self, act: Act, about: &impl Subject) -> Result<Event, Refusal> {
        Ok(Event::new(act.id(), &self.signed_in()?.person, self.now).about(about))
    }

    /// Leaves a look in the ledger, before what was sealed is shown. A plain look leaves nothing.
    pub(crate) async fn note_look(&self, act: Act, about: &impl Subject) -> Result<(), Refusal> {
        if act.nature() != Nature::Opens {
            return Ok(());
        }
        let event = self.event(act, about)?;
        self.platform.store().write(async move |_| Ok::<_, Refusal>(((), event))).await.map(drop)
    }
}

/// Nobody is signed in, or not any more.
pub(crate) fn signed_out() -> Refusal {
    Refusal::new(
        ("还没有登录，或者登录已经过期。", "You are not signed in, or not any more."),
        ("请重新登录；填写的内容还在。", "Sign in again; what you filled in is still there."),
    )
    .of(Why::SignedOut)
}

fn step_up() -> Refusal {
    Refusal::new(
        ("这一步要再次确认身份。", "This step asks you to prove again who you are."),
        ("请再次输入密码。", "Enter your password again."),
    )
    .of(Why::StepUp)
}
