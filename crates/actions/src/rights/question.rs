//! A question in the words of the schema: who, on what, and the few facts the policies look at. Built anew for each question: it is short.

use std::collections::{HashMap, HashSet};

use casework::rights::{Act, Desk};
use cedar_policy::{Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression};
use store::{OrganisationId, PersonId};

use super::{On, Rights, Seat, Who};

/// The names of what acts and what is acted on.
#[derive(Debug)]
pub(super) struct Words {
    visitor: EntityTypeName,
    person: EntityTypeName,
    role: EntityTypeName,
    member: EntityTypeName,
    officer: EntityTypeName,
    operator: EntityTypeName,
    system: EntityTypeName,
    organisation: EntityTypeName,
    office: EntityTypeName,
    case: EntityTypeName,
    register: EntityTypeName,
    platform: EntityTypeName,
}

impl Words {
    pub(super) fn read() -> Result<Words, String> {
        let word = |it: &str| it.parse::<EntityTypeName>().map_err(|err| err.to_string());
        Ok(Words {
            visitor: word("Visitor")?,
            person: word("Person")?,
            role: word("Role")?,
            member: word("Member")?,
            officer: word("Officer")?,
            operator: word("Operator")?,
            system: word("System")?,
            organisation: word("Organisation")?,
            office: word("Office")?,
            case: word("Case")?,
            register: word("Register")?,
            platform: word("Platform")?,
        })
    }

    fn person(&self, id: &PersonId) -> EntityUid {
        named(&self.person, id.as_str())
    }

    fn organisation(&self, id: &OrganisationId) -> EntityUid {
        named(&self.organisation, id.as_str())
    }

    fn office(&self, id: &OrganisationId) -> EntityUid {
        named(&self.office, id.as_str())
    }
}

fn named(kind: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
}

/// There is one of it in a question.
const THE: &str = "the";

/// What the policies are asked, with what they may know.
pub(super) struct Question {
    pub(super) request: Request,
    pub(super) entities: Entities,
}

impl Question {
    /// Nothing if the schema has no such question, or it cannot be put: a seat that is at no place, a person who sits as the system.
    pub(super) fn put(rights: &Rights, who: Who, act: Act, on: &On) -> Option<Question> {
        let act = &rights.acts[act as usize].entity;
        let (principal, resource, offices) =
            (principal(&rights.words, who)?, resource(&rights.words, who, on)?, offices(&rights.words, who, on));
        let request = Request::new(principal.uid(), act.uid(), resource.uid(), Context::empty(), Some(&rights.schema)).ok()?;
        let entities = Entities::from_entities([principal, act.clone(), resource].into_iter().chain(offices), None).ok()?;
        Some(Question { request, entities })
    }
}

type Attributes = HashMap<String, RestrictedExpression>;

fn attributes<const N: usize>(pairs: [(&str, EntityUid); N]) -> Attributes {
    pairs.into_iter().map(|(name, it)| (name.to_owned(), RestrictedExpression::new_entity_uid(it))).collect()
}

fn principal(words: &Words, who: Who) -> Option<Entity> {
    match who {
        Who::Anyone => Some(Entity::with_uid(named(&words.visitor, THE))),
        Who::System => Some(Entity::with_uid(named(&words.system, THE))),
        Who::Person(id) => Some(Entity::with_uid(words.person(id))),
        Who::Seat(seat) => seated(words, seat),
    }
}

fn seated(words: &Words, seat: &Seat) -> Option<Entity> {
    let person = words.person(&seat.person);
    let parents = HashSet::from([person.clone(), named(&words.role, seat.role.id())]);
    let id = seat.person.as_str();
    match seat.role.desk()? {
        Desk::Handler => {
            let facts = [("person", person), ("organisation", words.organisation(seat.organisation.as_ref()?))];
            Entity::new(named(&words.member, id), attributes(facts), parents).ok()
        }
        Desk::Authority => {
            let facts = [("person", person), ("office", words.office(seat.organisation.as_ref()?))];
            Entity::new(named(&words.officer, id), attributes(facts), parents).ok()
        }
        Desk::Platform => Some(Entity::new_no_attrs(named(&words.operator, id), parents)),
        Desk::Public | Desk::Account => None,
    }
}

fn resource(words: &Words, who: Who, on: &On) -> Option<Entity> {
    let uid = match on {
        On::Case { handler, office, state, involves } => {
            // Of the people only the one who asks can matter: a handler of thousands costs no more than one of three.
            let asks = involves.people.iter().find(|it| matches!(who, Who::Seat(seat) if seat.person == **it));
            let people = asks.map(|it| RestrictedExpression::new_entity_uid(words.person(it)));
            let mut facts = attributes([("handler", words.organisation(handler))]);
            facts.insert("people".to_owned(), RestrictedExpression::new_set(people));
            facts.insert("state".to_owned(), RestrictedExpression::new_string(state.id().to_owned()));
            let places = [("office", *office), ("destination", involves.destination)];
            let there = places.into_iter().filter_map(|(name, id)| Some((name, words.office(id?))));
            facts.extend(there.map(|(name, it)| (name.to_owned(), RestrictedExpression::new_entity_uid(it))));
            return Entity::new(named(&words.case, THE), facts, HashSet::new()).ok();
        }
        // With what it is below of, it comes with the offices.
        On::Office(id) => return Some(office(words, who, id)),
        On::Organisation(id) => words.organisation(id),
        On::Account(id) => words.person(id),
        On::Register => named(&words.register, THE),
        On::Platform => named(&words.platform, THE),
    };
    Some(Entity::with_uid(uid))
}

/// The office a case was sent to: the policies ask what it is below of.
fn offices(words: &Words, who: Who, on: &On) -> Option<Entity> {
    match on {
        On::Case { office: Some(id), .. } => Some(office(words, who, id)),
        _ => None,
    }
}

/// An office, in that of the officer who asks if it is one of those below.
fn office(words: &Words, who: Who, id: &OrganisationId) -> Entity {
    let above = match who {
        Who::Seat(Seat { organisation: Some(own), offices, .. }) if own != id && offices.contains(id) => Some(words.office(own)),
        _ => None,
    };
    Entity::new_no_attrs(words.office(id), above.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::{Asked, Involved, policies};
    use casework::lifecycle::State;
    use casework::rights::{Nature, Role};

    fn ids() -> (PersonId, OrganisationId) {
        let at = jiff::Timestamp::UNIX_EPOCH;
        (PersonId::new(at).unwrap(), OrganisationId::new(at).unwrap())
    }

    /// Whatever is allowed comes with the facts the schema asks for, all of them and of their kinds. The request is held against the schema
    /// each time; the facts only here, once for each kind of question.
    #[test]
    fn questions_fit_the_schema() {
        let rights = Rights::embedded();
        let (person, place) = ids();
        let seats: Vec<Seat> = Role::ALL
            .map(|role| Seat { person: person.clone(), role, organisation: Some(place.clone()), offices: vec![place.clone()] })
            .to_vec();
        let whos = [Who::Anyone, Who::Person(&person), Who::System].into_iter().chain(seats.iter().map(Who::Seat));
        let others = [On::Organisation(&place), On::Office(&place), On::Account(&person), On::Register, On::Platform];
        let cases = [State::Draft, State::Submitted, State::Transferred].map(|state| {
            let involves = Involved { people: std::slice::from_ref(&person), destination: Some(&place) };
            [involves, Involved::default()].map(|involves| On::Case { handler: &place, office: Some(&place), state, involves })
        });
        let ons: Vec<On> = others.into_iter().chain(cases.into_iter().flatten()).collect();
        let mut fitted = 0;
        for who in whos {
            for (act, on) in Act::ALL.iter().flat_map(|act| ons.iter().map(move |on| (*act, on))) {
                if rights.allows(who, act, on) {
                    let question = Question::put(rights, who, act, on).unwrap();
                    Entities::from_entities(question.entities.iter().cloned(), Some(&rights.schema)).unwrap();
                    fitted += 1;
                }
            }
        }
        assert!(fitted > 300, "{fitted}");
    }

    /// The groups of the schema are the desk and the nature that casework gives each act.
    #[test]
    fn acts_stand_in_the_groups_of_their_desk_and_nature() {
        let rights = Rights::embedded();
        let groups = Entities::from_entities(rights.acts.iter().map(|it| it.entity.clone()), None).unwrap();
        for (act, Asked { entity, .. }) in Act::ALL.iter().zip(&rights.acts) {
            let desk = match act.desk() {
                Desk::Handler => "handler-desk",
                Desk::Authority => "authority-desk",
                Desk::Public => "public-desk",
                Desk::Platform => "platform-desk",
                Desk::Account => "account-desk",
            };
            let nature = match act.nature() {
                Nature::Looks => "looks",
                Nature::Opens => "opens",
                Nature::Changes => "changes",
                Nature::Decides => "decides",
            };
            let is: HashSet<String> = groups.ancestors(&entity.uid()).unwrap().map(|it| it.id().unescaped().to_owned()).collect();
            assert_eq!(is, HashSet::from([desk.to_owned(), nature.to_owned()]), "{}", act.id());
        }
    }

    /// Faulty policies are told as such, and none of them is taken alone.
    #[test]
    fn faulty_policies_do_not_load() {
        let faulty = |policy: &str| Rights::read(policies::SCHEMA, &[(Desk::Public, policy)]).unwrap_err();
        assert!(faulty("permit (principal, action, resource);").contains("no @id"));
        assert!(faulty("@id(\"a\") @says(\"无英文\") permit (principal, action, resource);").contains("@says"));
        let named = |rest: &str| faulty(&format!("@id(\"a\") @says(\"一。One.\") {rest}"));
        assert!(named("permit (principal, action == Action::\"no-such-act\", resource);").contains("no-such-act"));
        assert!(
            named("permit (principal is Officer, action, resource is Case) when { resource.office == principal.office };")
                .contains("office")
        );
        assert!(named("permit (principal, action, resource) when { resource.people };").contains("people"));
        assert!(faulty("@id(\"a\") @says(\"一。One.\") permit (principal, action").contains("Public"));
        assert!(faulty("@id(\"a\") @says(\"一。One.\") permit (principal == ?principal, action, resource);").contains("blank"));
        // Nobody can give an operator an act on a case.
        assert!(named("permit (principal is Operator, action, resource is Case);").contains("impossible"));
    }
}
