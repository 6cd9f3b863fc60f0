//! The identity documents have not run out.

use law::{Cite, cite};

use crate::packet::Person;
use crate::precheck::agreement::of_person;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// A claim about the representative's document; no source says so.
pub const CITE: Cite = cite("claim/27");

/// About the agent's document not even a claim is known.
const AGENT: Cite = cite("infer/id-valid");

/// The last day belongs to the term.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let handler = &subject.packet.answers.handler;
    judge(subject, Slot::LegalRepresentativeId, &handler.representative, CITE, &mut verdict);
    judge(subject, Slot::AgentId, &handler.agent, AGENT, &mut verdict);
    verdict
}

fn judge(subject: &Subject, slot: Slot, person: &Person, cite: Cite, verdict: &mut Verdict) {
    let Some((material, valid_until)) = of_person(subject.facts, slot, person, |it| &it.valid_until) else { return };
    let name = slot.name();
    let what = (format!("{}的有效期限", name.zh), format!("the last day of the {}", name.en));
    let over = verdict.judge(&format!("{}.valid_until", slot.path()), Some(slot), (&what.0, &what.1), valid_until, |it| {
        it.over(subject.today, (&name.zh, &format!("the {}", name.en)))
    });
    over.map(|hit| hit.cited(cite).in_file(material));
}
