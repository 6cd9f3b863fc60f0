//! The undertaking bears the official seal.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict, official_seal};
use crate::words::Slot;

/// Item 8 of the list: a stamped scan.
pub const CITE: Cite = cite("shandong-2025-06-06/item-8");

/// A missing undertaking is for the completeness rule.
pub fn check(subject: &Subject) -> Verdict {
    official_seal::look_for(subject, Slot::Undertaking)
}
