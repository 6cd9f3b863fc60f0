//! 权限: who may do what. The policies in `policies/` say it and nothing else does; this file only puts the question in their words.
//! Whatever no policy permits is refused, whatever one forbids stays forbidden, and a question that cannot be put is refused.
//!
//! Whether an act fits the state of a case, and the second person a decision needs, is for [`casework::lifecycle`], which gives its reasons.
//! A refusal from here gives none: the caller answers as if the object were absent. Roles that ended are not handed in at all.

mod policies;
mod question;

use std::sync::OnceLock;

use casework::lifecycle::State;
use casework::rights::{Act, Role};
use cedar_policy::{Authorizer, Decision, Entity, PolicySet, Schema};
use store::{OrganisationId, PersonId};

pub use policies::Policy;
use question::{Question, Words};

/// 席位: one person in one role at one place, as it holds now. A person with several roles has several seats, and acts from one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// At which handler, or which office of an authority. An operator sits at none.
    pub organisation: Option<OrganisationId>,
    /// For an officer: the office and all below it, as [`store::Reader::offices_below`] says. Empty for everybody else.
    pub offices: Vec<OrganisationId>,
}

/// 行为人: who asks.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    /// 访客: has not signed in.
    Anyone,
    /// 登录的人: has signed in, and acts for nobody but themselves. So does whoever has no seat yet.
    Person(&'a PersonId),
    /// A person from one of their seats.
    Seat(&'a Seat),
    /// 系统: a timer. A seat can never stand for it.
    System,
}

impl<'a> From<&'a Seat> for Who<'a> {
    fn from(seat: &'a Seat) -> Who<'a> {
        Who::Seat(seat)
    }
}

/// 对象: what an act is done on.
#[derive(Clone, Copy, Debug)]
pub enum On<'a> {
    /// A case. Prefer [`On::case`], which knows when a case was sent.
    Case {
        /// Whose it is.
        handler: &'a OrganisationId,
        /// The office it was *sent* to: none if it never was, even where the handler has chosen one.
        office: Option<&'a OrganisationId>,
        /// Where it stands.
        state: State,
        /// Who else has a part in it.
        involves: Involved<'a>,
    },
    /// A handler: its members, its home, cases not yet opened.
    Organisation(&'a OrganisationId),
    /// An authority's office: its queue, its figures, its people.
    Office(&'a OrganisationId),
    /// Somebody's account.
    Account(&'a PersonId),
    /// The public register, with the receipts it verifies.
    Register,
    /// The platform. An organisation is registered on it.
    Platform,
}

/// 有关的人和机关: who else has a part in a case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Involved<'a> {
    /// Everybody who belongs to the handler, or works for it on this case, in whatever role. It may hold more people than that, never fewer.
    pub people: &'a [PersonId],
    /// The office a case is on its way to, while it is being transferred.
    pub destination: Option<&'a OrganisationId>,
}

impl<'a> On<'a> {
    /// A case as it is kept; nothing if its state is no word of the lifecycle.
    pub fn case(row: &'a store::tables::Case, involves: Involved<'a>) -> Option<On<'a>> {
        let sent_to = row.office_id.as_ref().filter(|_| row.submitted_at.is_some());
        Some(On::Case { handler: &row.organisation_id, office: sent_to, state: State::parse(&row.state)?, involves })
    }
}

/// 权限: the policies, read once.
#[derive(Debug)]
pub struct Rights {
    schema: Schema,
    listed: Vec<Policy>,
    /// In the order of [`Act::ALL`].
    acts: Vec<Asked>,
    words: Words,
    authorizer: Authorizer,
}

/// An act with the groups it stands in, and the policies that speak of it: no other could have a say.
#[derive(Debug)]
struct Asked {
    entity: Entity,
    set: PolicySet,
}

impl Rights {
    /// The policies this program was built with.
    ///
    /// # Panics
    /// If they are faulty, with everything that is. The tests load them, so that is a broken build and nobody's mistake.
    pub fn embedded() -> &'static Rights {
        static RIGHTS: OnceLock<Rights> = OnceLock::new();
        RIGHTS.get_or_init(|| match Rights::read(policies::SCHEMA, policies::FILES) {
            Ok(rights) => rights,
            Err(fault) => panic!("the embedded policies are faulty: {fault}"),
        })
    }

    /// Whether this person may do this act on this object, as things stand.
    pub fn allows<'a>(&self, who: impl Into<Who<'a>>, act: Act, on: &On) -> bool {
        self.decide(who.into(), act, on).is_some_and(|(allowed, _)| allowed)
    }

    /// The policies that decided: those that permit, or those that forbid. None where nothing permits.
    pub fn decided_by<'a>(&self, who: impl Into<Who<'a>>, act: Act, on: &On) -> Vec<&Policy> {
        let ids = self.decide(who.into(), act, on).map(|it| it.1).unwrap_or_default();
        self.listed.iter().filter(|it| ids.contains(&it.id)).collect()
    }

    /// Every policy, file by file, in the order in which they are written.
    pub fn policies(&self) -> &[Policy] {
        &self.listed
    }

    /// Whether it is allowed, and by the ids of which policies. Nothing if the question cannot be put.
    fn decide(&self, who: Who, act: Act, on: &On) -> Option<(bool, Vec<String>)> {
        let question = Question::put(self, who, act, on)?;
        let answer = self.authorizer.is_authorized(&question.request, &self.acts[act as usize].set, &question.entities);
        // A policy that could not be evaluated might have forbidden it.
        let clear = answer.diagnostics().errors().next().is_none();
        let ids = answer.diagnostics().reason().map(ToString::to_string).collect();
        Some((clear && answer.decision() == Decision::Allow, ids))
    }
}
