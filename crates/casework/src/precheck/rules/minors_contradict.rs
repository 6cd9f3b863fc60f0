//! Children under 14 are among the people in every document or in none.

use law::{Cite, cite};

use crate::precheck::contradictions::{Theme, judge};
use crate::precheck::{Subject, Verdict};

/// Art. 7: what their presence asks for.
pub const CITE: Cite = cite("cac-mps-19-2025/art-7");

/// The pairs of the theme stand in the table of contradictions.
pub fn check(subject: &Subject) -> Verdict {
    judge(subject, Theme::Minors)
}
