//! 待办和备案: what is due, by when and why; every filing and every case.

use casework::due::{Expiring, Expiry, Returned, Situation, ToDo, to_do};
use casework::facts::{Fact, Facts, Until};
use casework::lifecycle::State;
use casework::rights::Act;
use casework::words::CaseKind;
use jiff::Timestamp;
use jiff::civil::Date;
use store::tables::Case;
use store::{CaseId, FilingId, OrganisationId, Reader};

use super::Dossier;
use super::dossier::state_of;
use super::see::asked_of;
use crate::rights::On;
use crate::{Ctx, Refusal, clock};

/// Cases and filings on one page.
const ON_A_PAGE: u16 = 100;

/// 首页.
pub struct Home {
    /// The organisation's name.
    pub organisation: String,
    /// What is due, the most pressing first.
    pub to_do: Vec<ToDo>,
    /// Cases, newest first.
    pub cases: Vec<CaseLine>,
    /// Filings that have a number.
    pub filings: Vec<FilingLine>,
    /// Whether this person may open a case.
    pub may_open: bool,
}

/// One case in a list.
#[derive(Clone, Debug)]
pub struct CaseLine {
    /// Its id.
    pub id: CaseId,
    /// First filing, change or cancellation.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: State,
    /// When it was begun.
    pub opened_at: Timestamp,
    /// When it was last handed in.
    pub submitted_at: Option<Timestamp>,
}

/// One filing in a list.
#[derive(Clone, Debug)]
pub struct FilingLine {
    /// Its id.
    pub id: FilingId,
    /// 备案编号
    pub number: String,
    /// The day of the number.
    pub since: Date,
    /// The day it ended.
    pub until: Option<Date>,
}

/// Opens the home page of the person's organisation.
///
/// # Errors
/// The person has no seat at a handler's desk.
pub async fn home(ctx: &Ctx) -> Result<Home, Refusal> {
    let own = ctx.own_organisation()?;
    ctx.allow(Act::SeeHome, &On::Organisation(own))?;
    let mut reader = ctx.platform().store().read_moment().await?;
    let organisation = reader.organisation(own).await?.map(|it| it.name).unwrap_or_default();
    let cases = reader.cases_of(own, None, ON_A_PAGE).await?;
    let filings = reader.filings_of(own, None, ON_A_PAGE).await?;
    let situation = situation(ctx, &mut reader, own, &cases).await?;
    let line = |it: &Case| -> Result<CaseLine, Refusal> {
        Ok(CaseLine { id: it.id.clone(), kind: it.kind, state: state_of(it)?, opened_at: it.opened_at, submitted_at: it.submitted_at })
    };
    Ok(Home {
        organisation,
        to_do: to_do(&situation, ctx.law(), ctx.today()),
        cases: cases.iter().map(line).collect::<Result<_, _>>()?,
        filings: filings
            .into_iter()
            .map(|it| FilingLine { id: it.id, number: it.number, since: it.accepted_on, until: it.ended_on })
            .collect(),
        may_open: ctx.may(Act::OpenCase, &On::Organisation(own)),
    })
}

/// What is known of the organisation, from the newest first filing that is not given up.
async fn situation(ctx: &Ctx, reader: &mut Reader, own: &OrganisationId, cases: &[Case]) -> Result<Situation, Refusal> {
    let _ = own;
    let mut situation = Situation::default();
    let gone = |state: State| matches!(state, State::Withdrawn | State::Discarded | State::Closed | State::MovedAway);
    let mut newest = None;
    for case in cases {
        let state = state_of(case)?;
        if gone(state) {
            continue;
        }
        if state == State::Returned {
            let dossier = Dossier::load(ctx, reader, case.clone()).await?;
            let asked = asked_of(ctx, reader, case, &dossier.snapshot()).await?;
            let n_open = asked.iter().filter(|it| matches!(it.progress, Some(casework::correction::Progress::Open))).count();
            let on = reader.decisions_in(&case.id).await?.last().map_or(ctx.today(), |it| clock::day_of(it.decided_at));
            situation.returned.push(Returned { on, n_open, elsewhere: false });
        }
        if case.kind == CaseKind::First && newest.is_none() {
            newest = Some(case);
        }
        if case.kind == CaseKind::First {
            situation.filed_on = situation.filed_on.or(case.submitted_at.map(clock::day_of));
        }
    }
    if let Some(case) = newest {
        let dossier = Dossier::load(ctx, reader, case.clone()).await?;
        let headcount = &dossier.packet.answers.headcount;
        (situation.stored, situation.reached_on) = (headcount.stored, headcount.reached_on);
        situation.expiries = expiries(&dossier.facts());
        situation.expiries.extend(dossier.packet.answers.mandate.term_to.map(|until| Expiry { what: Expiring::Mandate, until }));
    }
    Ok(situation)
}

/// Last days that were read on papers.
fn expiries(facts: &Facts) -> Vec<Expiry> {
    let day = |fact: &Fact<Until>| match fact.value() {
        Some(Until::Day(day)) => Some(*day),
        _ => None,
    };
    let certificate = facts.certificate().and_then(|it| day(&it.valid_until));
    certificate.map(|until| Expiry { what: Expiring::Certificate, until }).into_iter().collect()
}
