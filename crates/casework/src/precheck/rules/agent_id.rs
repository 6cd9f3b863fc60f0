//! The handling person's ID is that of the person named in the form.

use law::{Cite, cite};

use crate::precheck::agreement::compare_person;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Item 6.
pub const CITE: Cite = cite("shandong-2025-06-06/item-6");

/// Name and number.
pub fn check(subject: &Subject) -> Verdict {
    compare_person(subject, Slot::AgentId, &subject.packet.answers.handler.agent)
}
