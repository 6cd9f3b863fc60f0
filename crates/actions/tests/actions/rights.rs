//! Who may do what, told as stories of a town: a mall and a gym that file, a province with a ministry above it and a county below.

use std::collections::BTreeSet;

use actions::rights::{Involved, On, Rights, Seat, Who};
use casework::lifecycle::{State, TABLE};
use casework::rights::{Act, Desk, Nature, Role};
use casework::words::CaseKind;
use jiff::Timestamp;
use store::{CaseId, OrganisationId, PersonId};

/// Everybody and every place there is.
pub struct Town {
    pub lin: PersonId,
    pub wang: PersonId,
    pub mall: OrganisationId,
    pub gym: OrganisationId,
    pub ministry: OrganisationId,
    pub province: OrganisationId,
    pub county: OrganisationId,
    pub neighbour: OrganisationId,
}

impl Town {
    pub fn new() -> Town {
        let person = || PersonId::new(Timestamp::UNIX_EPOCH).unwrap();
        let place = || OrganisationId::new(Timestamp::UNIX_EPOCH).unwrap();
        Town {
            lin: person(),
            wang: person(),
            mall: place(),
            gym: place(),
            ministry: place(),
            province: place(),
            county: place(),
            neighbour: place(),
        }
    }

    /// Lin, in this role: at the mall, or at the province's office.
    pub fn seat(&self, role: Role) -> Seat {
        let (organisation, offices) = match role.desk() {
            Some(Desk::Handler) => (Some(self.mall.clone()), vec![]),
            Some(Desk::Authority) => (Some(self.province.clone()), vec![self.province.clone(), self.county.clone()]),
            _ => (None, vec![]),
        };
        Seat { person: self.lin.clone(), role, organisation, offices }
    }

    /// A case of the mall that was sent to the province's office.
    pub fn case(&self, state: State) -> On<'_> {
        On::Case { handler: &self.mall, office: Some(&self.province), state, involves: Involved::default() }
    }
}

const MEMBERS: [Role; 3] = [Role::HandlerOwner, Role::HandlerAgent, Role::HandlerReader];
const OFFICERS: [Role; 5] = [Role::Clerk, Role::Reviewer, Role::Approver, Role::Supervisor, Role::Auditor];

fn allows<'a>(who: impl Into<Who<'a>>, act: Act, on: &On) -> bool {
    Rights::embedded().allows(who, act, on)
}

/// The policies that forbid it.
fn forbidden_by(seat: &Seat, act: Act, on: &On) -> Vec<String> {
    let decided = Rights::embedded().decided_by(seat, act, on);
    decided.into_iter().filter(|it| it.forbids).map(|it| it.id.clone()).collect()
}

/// Everything an act of this role may be done on that is its own.
fn own<'a>(town: &'a Town, state: State) -> [On<'a>; 6] {
    [town.case(state), On::Organisation(&town.mall), On::Office(&town.province), On::Account(&town.lin), On::Register, On::Platform]
}

pub fn every_act_is_permitted_to_somebody() {
    let (town, mut nobody) = (Town::new(), Vec::new());
    let seats = Role::ALL.map(|role| town.seat(role));
    for act in Act::ALL {
        let on_its_way = Involved { people: &[], destination: Some(&town.province) };
        let coming = On::Case { handler: &town.gym, office: Some(&town.neighbour), state: State::Transferred, involves: on_its_way };
        let ons: Vec<On> = own(&town, State::Submitted).into_iter().chain([coming]).collect();
        let whos = [Who::Anyone, Who::Person(&town.lin), Who::System].into_iter().chain(seats.iter().map(Who::Seat));
        if !whos.into_iter().any(|who| ons.iter().any(|on| allows(who, *act, on))) {
            nobody.push(act.id());
        }
    }
    assert_eq!(nobody, [""; 0], "nobody may do these");
}

/// An act that stands in the lifecycle is permitted to the roles that stand there, and to no other.
pub fn roles_agree_with_the_lifecycle() {
    let town = Town::new();
    let arriving = Involved { people: &[], destination: Some(&town.province) };
    for act in TABLE.iter().map(|it| it.act).collect::<BTreeSet<_>>() {
        let rows = || TABLE.iter().filter(move |it| it.act == act);
        for role in Role::ALL {
            let stands = rows().any(|it| it.who.contains(&role));
            let seat = town.seat(role);
            let who = if role == Role::System { Who::System } else { Who::Seat(&seat) };
            for state in rows().map(|it| it.from) {
                let on = match act {
                    Act::ReceiveCase => On::Case { handler: &town.mall, office: Some(&town.neighbour), state, involves: arriving },
                    _ => town.case(state),
                };
                assert_eq!(allows(who, act, &on), stands, "{} as {} in {}", act.id(), role.id(), state.id());
            }
        }
    }
}

pub fn a_handler_sees_its_own_cases_only() {
    let town = Town::new();
    let of_the_gym = On::Case { handler: &town.gym, office: Some(&town.province), state: State::Draft, involves: Involved::default() };
    for seat in MEMBERS.map(|role| town.seat(role)) {
        assert!(allows(&seat, Act::SeeCase, &town.case(State::Draft)));
        assert!(allows(&seat, Act::SeeHome, &On::Organisation(&town.mall)));
        for act in Act::ALL.iter().filter(|it| it.desk() != Desk::Public) {
            assert!(!allows(&seat, *act, &of_the_gym), "{} of another handler", act.id());
            assert!(!allows(&seat, *act, &On::Organisation(&town.gym)), "{} at another handler", act.id());
        }
    }
}

pub fn an_office_sees_what_was_sent_to_it_or_below() {
    let town = Town::new();
    let at = |office: &'static str| match office {
        "here" => Some(&town.province),
        "below" => Some(&town.county),
        "above" => Some(&town.ministry),
        "beside" => Some(&town.neighbour),
        _ => None,
    };
    for seat in OFFICERS.map(|role| town.seat(role)) {
        for (office, seen) in [("here", true), ("below", true), ("above", false), ("beside", false), ("nowhere", false)] {
            for state in State::ALL {
                let on = On::Case { handler: &town.mall, office: at(office), state, involves: Involved::default() };
                let sent = !matches!(
                    state,
                    State::Draft | State::Discarded | State::FiledElsewhere | State::ReturnedElsewhere | State::AcceptedElsewhere
                );
                assert_eq!(allows(&seat, Act::ReadCase, &on), seen && sent, "{} {office} {}", seat.role.id(), state.id());
                // To look below is not to decide there.
                let acts = Act::ALL.iter().filter(|it| matches!(it.nature(), Nature::Changes | Nature::Decides));
                assert!(office == "here" || acts.into_iter().all(|it| !allows(&seat, *it, &on)), "{office} {}", state.id());
            }
        }
    }
}

/// A handler may have chosen its office long before it sends anything there.
pub fn a_case_that_was_withdrawn_unsent_stays_the_handlers() {
    let town = Town::new();
    let mut row = store::tables::Case {
        id: CaseId::new(Timestamp::UNIX_EPOCH).unwrap(),
        kind: CaseKind::First,
        state: "withdrawn".to_owned(),
        organisation_id: town.mall.clone(),
        office_id: Some(town.province.clone()),
        filing_id: None,
        form: "template-v0@1".to_owned(),
        rulebook: None,
        due_on: None,
        assigned_to: None,
        opened_at: Timestamp::UNIX_EPOCH,
        submitted_at: None,
        version: 1,
    };
    let reads = |row: &store::tables::Case| allows(&town.seat(Role::Clerk), Act::ReadCase, &On::case(row, Involved::default()).unwrap());
    assert!(!reads(&row));
    row.submitted_at = Some(Timestamp::UNIX_EPOCH);
    assert!(reads(&row));
    row.state = "no such state".to_owned();
    assert!(On::case(&row, Involved::default()).is_none());
}

pub fn a_case_on_its_way_is_received_where_it_is_sent() {
    let town = Town::new();
    let to = |destination| Involved { people: &[], destination: Some(destination) };
    let case = |office, state, destination| On::Case { handler: &town.mall, office: Some(office), state, involves: to(destination) };
    let (coming, going) =
        (case(&town.neighbour, State::Transferred, &town.province), case(&town.province, State::Transferred, &town.neighbour));
    let (clerk, approver) = (town.seat(Role::Clerk), town.seat(Role::Approver));
    assert!(allows(&clerk, Act::ReceiveCase, &coming) && allows(&clerk, Act::ReadCase, &coming));
    assert!(!allows(&clerk, Act::AdmitCase, &coming) && !allows(&approver, Act::ReadCase, &coming));
    // Whoever sent it still sees it, and does not receive it.
    assert!(allows(&clerk, Act::ReadCase, &going) && !allows(&clerk, Act::ReceiveCase, &going));
    // A destination of long ago opens nothing.
    assert!(!allows(&clerk, Act::ReadCase, &case(&town.neighbour, State::Admitted, &town.province)));
}

pub fn nobody_is_both_ends_of_a_case() {
    let town = Town::new();
    let people = [town.wang.clone(), town.lin.clone()];
    for seat in OFFICERS.map(|role| town.seat(role)) {
        for state in State::ALL {
            let involves = Involved { people: &people, destination: Some(&town.province) };
            let on = On::Case { handler: &town.mall, office: Some(&town.province), state, involves };
            assert!(Act::ALL.iter().all(|act| !allows(&seat, *act, &on)), "{} {}", seat.role.id(), state.id());
            assert!(forbidden_by(&seat, Act::ReadCase, &on).contains(&"nobody-is-both-ends".to_owned()));
        }
        // Other people of the handler are in nobody's way, and at the mall lin is at one end.
        let involves = Involved { people: &people[..1], destination: None };
        let on = On::Case { handler: &town.mall, office: Some(&town.province), state: State::Submitted, involves };
        assert!(allows(&seat, Act::ReadCase, &on));
    }
    let involves = Involved { people: &people, destination: None };
    let on = On::Case { handler: &town.mall, office: Some(&town.province), state: State::Submitted, involves };
    assert!(allows(&town.seat(Role::HandlerAgent), Act::WithdrawCase, &on));
}

pub fn readers_and_auditors_only_look() {
    let town = Town::new();
    for (role, forbids) in [(Role::HandlerReader, "readers-change-nothing"), (Role::Auditor, "auditors-only-look")] {
        let seat = town.seat(role);
        let changing = |it: &&Act| matches!(it.nature(), Nature::Changes | Nature::Decides) && it.desk() != Desk::Account;
        for act in Act::ALL.iter().filter(changing) {
            let mut told = BTreeSet::new();
            for on in State::ALL.iter().flat_map(|state| own(&town, *state)) {
                assert!(!allows(&seat, *act, &on), "{} {}", role.id(), act.id());
                told.extend(forbidden_by(&seat, *act, &on));
            }
            // Whoever permits it one day finds it forbidden.
            let could_ask = Some(act.desk()) == role.desk() && *act != Act::RegisterOrganisation;
            assert_eq!(told.contains(forbids), could_ask, "{} {}", role.id(), act.id());
        }
        assert!(allows(&seat, Act::ChangePassword, &On::Account(&town.lin)), "the own account is theirs all the same");
    }
}

pub fn the_operator_reads_no_case() {
    let town = Town::new();
    let operator = town.seat(Role::Operator);
    for act in Act::ALL {
        assert!(State::ALL.iter().all(|state| !allows(&operator, *act, &town.case(*state))), "{}", act.id());
        assert!(![On::Organisation(&town.mall), On::Office(&town.province)].iter().any(|on| allows(&operator, *act, on)), "{}", act.id());
        let its_desk = act.desk() == Desk::Platform;
        assert_eq!(allows(&operator, *act, &On::Platform), its_desk, "{}", act.id());
        // And nobody else keeps the platform running.
        let others = Role::ALL.map(|role| town.seat(role));
        assert!(!its_desk || others.iter().filter(|it| it.role != Role::Operator).all(|it| !allows(it, *act, &On::Platform)));
    }
}

pub fn the_system_does_what_the_lifecycle_gives_it() {
    let town = Town::new();
    let its: BTreeSet<Act> = TABLE.iter().filter(|it| it.who.contains(&Role::System)).map(|it| it.act).collect();
    for act in Act::ALL {
        for state in State::ALL {
            let does = own(&town, state).iter().any(|on| allows(Who::System, *act, on));
            let unsent = matches!(
                state,
                State::Draft | State::Discarded | State::FiledElsewhere | State::ReturnedElsewhere | State::AcceptedElsewhere
            );
            assert_eq!(does, its.contains(act) && !unsent, "{} in {}", act.id(), state.id());
        }
    }
    // A row that gives a person the system's role gives nothing at all.
    let nobody = Seat { organisation: Some(town.province.clone()), ..town.seat(Role::System) };
    for act in Act::ALL {
        assert!(!own(&town, State::Accepted).iter().any(|on| allows(&nobody, *act, on)), "{}", act.id());
    }
}

pub fn without_a_seat_there_is_the_own_account() {
    let town = Town::new();
    let (visitor, wang) = (Who::Anyone, Who::Person(&town.wang));
    assert!(allows(visitor, Act::LookUpFiling, &On::Register) && allows(wang, Act::VerifyReceipt, &On::Register));
    assert!(allows(visitor, Act::SignIn, &On::Account(&town.lin)), "whether it is theirs is for the sign-in");
    for act in Act::ALL.iter().filter(|it| it.desk() == Desk::Account) {
        assert!(allows(wang, *act, &On::Account(&town.wang)), "{}", act.id());
        assert!(!allows(wang, *act, &On::Account(&town.lin)), "{}", act.id());
        assert_eq!(allows(visitor, *act, &On::Account(&town.lin)), *act == Act::SignIn, "{}", act.id());
    }
    assert!(allows(wang, Act::RegisterOrganisation, &On::Platform) && !allows(visitor, Act::RegisterOrganisation, &On::Platform));
    for act in Act::ALL {
        assert!(![visitor, wang].into_iter().any(|who| allows(who, *act, &town.case(State::Published))), "{}", act.id());
    }
}

/// A seat that lacks its place is at no place, and an officer's other offices make none of them their own.
pub fn a_seat_is_where_it_says() {
    let town = Town::new();
    for role in MEMBERS.into_iter().chain(OFFICERS) {
        let nowhere = Seat { organisation: None, ..town.seat(role) };
        for act in Act::ALL {
            assert!(!own(&town, State::Submitted).iter().any(|on| allows(&nowhere, *act, on)), "{}", act.id());
        }
    }
    // Offices in a handler's seat give it nothing; an id is one of a handler or of an office, never both.
    let strange = Seat { organisation: Some(town.province.clone()), ..town.seat(Role::HandlerOwner) };
    assert!(!allows(&strange, Act::ReadCase, &town.case(State::Submitted)));
    let below = Seat { organisation: Some(town.county.clone()), offices: vec![town.county.clone()], ..town.seat(Role::Reviewer) };
    assert!(!allows(&below, Act::ReadCase, &town.case(State::Submitted)), "an office below does not look up");
}
