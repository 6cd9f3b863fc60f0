//! The identity documents have not run out.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// A claim about the representative's document; no source says so.
pub const CITE: Cite = cite("claim/27");

/// About the agent's document not even a claim is known.
const AGENT: Cite = cite("infer/id-valid");

/// The last day belongs to the term.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    judge(subject, Slot::LegalRepresentativeId, CITE, &mut verdict);
    judge(subject, Slot::AgentId, AGENT, &mut verdict);
    verdict
}

fn judge(subject: &Subject, slot: Slot, cite: Cite, verdict: &mut Verdict) {
    let Some(id) = subject.facts.id(slot) else { return };
    let name = slot.name();
    let what = (format!("{}的有效期限", name.zh), format!("the last day of the {}", name.en));
    let over = verdict.judge(&format!("{}.valid_until", slot.path()), Some(slot), (&what.0, &what.1), &id.valid_until, |it| {
        it.over(subject.today, (&name.zh, &format!("the {}", name.en)))
    });
    over.map(|hit| hit.cited(cite));
}
