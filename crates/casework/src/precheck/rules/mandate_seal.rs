//! The mandate bears the official seal.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict, official_seal};
use crate::words::Slot;

/// Item 7 of the list: a stamped scan.
pub const CITE: Cite = cite("shandong-2025-06-06/item-7");

/// A missing mandate is for the completeness rule.
pub fn check(subject: &Subject) -> Verdict {
    official_seal::look_for(subject, Slot::Mandate)
}
