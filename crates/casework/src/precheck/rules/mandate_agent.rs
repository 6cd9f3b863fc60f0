//! The mandate names the handling person of the form.

use law::{Cite, cite};

use crate::precheck::agreement::compare_with;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Item 7 of the list: the mandate of the handling person.
pub const CITE: Cite = cite("shandong-2025-06-06/item-7");

/// Name and number, to the character.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (Some(mandate), agent) = (subject.facts.mandate(), &subject.packet.answers.handler.agent) else { return verdict };
    compare_with(&mut verdict, Slot::Mandate, "agent", ("经办人姓名", "handling person's name"), agent.name.as_ref(), &mandate.agent);
    let number = ("经办人证件号码", "handling person's ID number");
    compare_with(&mut verdict, Slot::Mandate, "agent_number", number, agent.id_number.as_ref(), &mandate.agent_number);
    verdict
}
