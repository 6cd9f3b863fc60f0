//! Every document counts the same people.

use law::{Cite, cite};

use crate::precheck::contradictions::{Theme, judge};
use crate::precheck::{Subject, Verdict};

/// Art. 15(1)(iii): the number stored is part of the filing.
pub const CITE: Cite = cite("cac-mps-19-2025/art-15/1/3");

/// The pairs of the theme stand in the table of contradictions.
pub fn check(subject: &Subject) -> Verdict {
    judge(subject, Theme::Headcount)
}
