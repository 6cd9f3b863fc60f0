//! Every document states one purpose and one manner.

use law::{Cite, cite};

use crate::precheck::contradictions::{Theme, judge};
use crate::precheck::{Subject, Verdict};

/// Art. 15(1)(ii): purpose and manner are part of the filing.
pub const CITE: Cite = cite("cac-mps-19-2025/art-15/1/2");

/// The pairs of the theme stand in the table of contradictions.
pub fn check(subject: &Subject) -> Verdict {
    judge(subject, Theme::Purpose)
}
