//! Every act, by everybody, on everything: compared with what was written down here by hand, without a look at the policies.

use std::collections::HashMap;

use actions::rights::{Involved, On, Rights, Seat, Who};
use casework::lifecycle::State;
use casework::rights::{Act, Role};
use store::PersonId;

use crate::rights::Town;

/// Act, who, where. Who: O owner, A agent, R reader of a handler; C clerk, V reviewer, P approver, S supervisor, U auditor of an office;
/// X operator, T the system, p whoever signed in, a anyone. Where: `own` organisation; `case` of it; case sent `here`, or here or `down`;
/// `arriving` here; the `office` or one below; `account`; `register`; `platform`.
const BY_HAND: &str = "
register-organisation p platform | edit-organisation O own | see-members OAR own | invite-member O own | change-member-role O own
remove-member O own | see-home OAR own | open-case OA own | open-change-case OA own | open-cancellation-case OA own | prefill-case OA case
see-case OAR case | edit-answers OA case | add-material OA case | remove-material OA case | see-material OAR case | check-case OAR case
answer-finding OA case | print-forms OAR case | share-case OA case | import-packet OA own | export-packet OA case
make-hand-over-kit OA case | discard-draft OA case | submit-case OA case | answer-correction OA case | resubmit-case OA case
withdraw-case OA case | prove-receipt OAR case | record-filed-elsewhere OA case | record-return-elsewhere OA case
record-number-elsewhere OA case | record-mistaken OA case
see-queue CVPSU office | search-cases CVPSU office | assign-case CS here | read-case CVPSU down | read-material CVPSU down
note-call CVP here | admit-case CV here | write-correction V here | return-case V here | propose-acceptance V here
decline-proposal VP here | confirm-acceptance P here | transfer-case CV here | receive-case CV arriving | record-hand-over CV here
close-case P here | reopen-case S here | begin-publicity CT here | record-objection CV here | settle-objection V here
publish-filing CT here | print-letter CVPS here | see-statistics SU office | see-overrides SU office | see-looks SU office
see-duty-separation SU office | draw-sample SU office | invite-officer S office | change-officer-role S office | appoint-auditor S office
look-up-filing apOARCVPSUX register | verify-receipt apOARCVPSUX register
see-health X platform | change-settings X platform | open-office X platform | import-law X platform | check-store X platform | back-up X platform
sign-in apOARCVPSUX account | sign-out pOARCVPSUX account | see-sessions pOARCVPSUX account | revoke-session pOARCVPSUX account
change-password pOARCVPSUX account | change-second-factor pOARCVPSUX account | add-passkey pOARCVPSUX account | remove-passkey pOARCVPSUX account
";

/// Where something lies, seen from the province.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lies {
    Here,
    Below,
    Above,
    Beside,
    Nowhere,
}

const EVERYWHERE: [Lies; 5] = [Lies::Here, Lies::Below, Lies::Above, Lies::Beside, Lies::Nowhere];

/// What an act is tried on, in words of this test.
#[derive(Clone, Copy, Debug)]
enum Thing {
    Case { of_the_mall: bool, sent: Lies, state: State, lin_works_for_it: bool, on_its_way_here: bool },
    Organisation { mall: bool },
    Office(Lies),
    Account { own: bool },
    Register,
    Platform,
}

fn things() -> Vec<Thing> {
    let case = |of_the_mall, sent, state| Thing::Case { of_the_mall, sent, state, lin_works_for_it: false, on_its_way_here: false };
    let mut things = vec![Thing::Register, Thing::Platform];
    for own in [true, false] {
        things.extend([Thing::Organisation { mall: own }, Thing::Account { own }]);
        for sent in EVERYWHERE {
            things.extend([State::Draft, State::Submitted, State::Withdrawn].map(|state| case(own, sent, state)));
            let with = |lin_works_for_it, on_its_way_here| Thing::Case {
                of_the_mall: own,
                sent,
                state: State::Transferred,
                lin_works_for_it,
                on_its_way_here,
            };
            things.extend([with(true, false), with(false, true), with(true, true)]);
        }
    }
    things.extend([Lies::Here, Lies::Below, Lies::Above, Lies::Beside].map(Thing::Office));
    things.extend(State::ALL.map(|state| case(true, Lies::Here, state)));
    things
}

/// Who tries, by the letter of the table.
const LETTERS: [(char, Option<Role>); 12] = [
    ('a', None),
    ('p', None),
    ('O', Some(Role::HandlerOwner)),
    ('A', Some(Role::HandlerAgent)),
    ('R', Some(Role::HandlerReader)),
    ('C', Some(Role::Clerk)),
    ('V', Some(Role::Reviewer)),
    ('P', Some(Role::Approver)),
    ('S', Some(Role::Supervisor)),
    ('U', Some(Role::Auditor)),
    ('X', Some(Role::Operator)),
    ('T', None),
];

/// Whether the table has it: who is lin from the mall's seat or the province's.
fn by_hand(letter: char, place: &str, who: &str, act: Act, thing: Thing) -> bool {
    let listed = who.contains(letter);
    match (place, thing) {
        ("own", Thing::Organisation { mall }) => listed && mall,
        ("office", Thing::Office(lies)) => listed && matches!(lies, Lies::Here | Lies::Below),
        // A visitor has no account of their own, and tries any.
        ("account", Thing::Account { own }) => listed && (own || letter == 'a'),
        ("register", Thing::Register) | ("platform", Thing::Platform) => listed,
        ("case", Thing::Case { of_the_mall, .. }) => listed && of_the_mall,
        ("here" | "down" | "arriving", Thing::Case { sent, state, lin_works_for_it, on_its_way_here, .. }) => {
            use State::{AcceptedElsewhere, Discarded, Draft, FiledElsewhere, ReturnedElsewhere, Transferred};
            let unsent = matches!(state, Draft | Discarded | FiledElsewhere | ReturnedElsewhere | AcceptedElsewhere);
            if !listed || unsent {
                return false;
            }
            if letter == 'T' {
                return sent != Lies::Nowhere;
            }
            let arrives = on_its_way_here && state == Transferred && "CV".contains(letter);
            let reached = match place {
                "here" => sent == Lies::Here,
                "arriving" => arrives,
                _ => matches!(sent, Lies::Here | Lies::Below) || (arrives && matches!(act, Act::ReadCase | Act::ReadMaterial)),
            };
            reached && !lin_works_for_it
        }
        _ => false,
    }
}

struct Cell<'a> {
    who: Who<'a>,
    people: &'a [PersonId],
}

impl Cell<'_> {
    fn allows(&self, town: &Town, act: Act, thing: Thing) -> bool {
        let office = |lies| match lies {
            Lies::Here => Some(&town.province),
            Lies::Below => Some(&town.county),
            Lies::Above => Some(&town.ministry),
            Lies::Beside => Some(&town.neighbour),
            Lies::Nowhere => None,
        };
        let on = match thing {
            Thing::Case { of_the_mall, sent, state, lin_works_for_it, on_its_way_here } => On::Case {
                handler: if of_the_mall { &town.mall } else { &town.gym },
                office: office(sent),
                state,
                involves: Involved {
                    people: if lin_works_for_it { self.people } else { &self.people[..1] },
                    destination: on_its_way_here.then_some(&town.province),
                },
            },
            Thing::Organisation { mall } => On::Organisation(if mall { &town.mall } else { &town.gym }),
            Thing::Office(lies) => On::Office(office(lies).unwrap()),
            Thing::Account { own } => On::Account(if own { &town.lin } else { &town.wang }),
            Thing::Register => On::Register,
            Thing::Platform => On::Platform,
        };
        Rights::embedded().allows(self.who, act, &on)
    }
}

pub fn every_cell_is_as_written_by_hand() {
    let (town, things) = (Town::new(), things());
    let table: HashMap<&str, (&str, &str)> = BY_HAND.split(['\n', '|']).filter_map(entry).collect();
    assert_eq!(table.len(), Act::ALL.len(), "each act stands there once");
    let people = [town.wang.clone(), town.lin.clone()];
    let (mut n_cells, mut n_allowed, mut wrong) = (0, 0, Vec::new());
    for (letter, role) in LETTERS {
        let seat: Option<Seat> = role.map(|it| town.seat(it));
        let who = match (&seat, letter) {
            (Some(seat), _) => Who::Seat(seat),
            (None, 'p') => Who::Person(&town.lin),
            (None, 'T') => Who::System,
            (None, _) => Who::Anyone,
        };
        let cell = Cell { who, people: &people };
        for act in Act::ALL {
            let (listed, place) = table[act.id()];
            for thing in &things {
                let (is, should) = (cell.allows(&town, *act, *thing), by_hand(letter, place, listed, *act, *thing));
                n_cells += 1;
                n_allowed += usize::from(is);
                if is != should {
                    wrong.push(format!("{} by {letter} on {thing:?}: {is}", act.id()));
                }
            }
        }
    }
    println!("{n_cells} cells, {n_allowed} allowed");
    assert!(n_cells >= 4_000 && n_allowed > 1_000);
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

fn entry(text: &str) -> Option<(&str, (&str, &str))> {
    let mut words = text.split_whitespace();
    Some((words.next()?, (words.next()?, words.next()?)))
}
