//! Every document stores faces in one place, and sends them or does not.

use law::{Cite, cite};

use crate::precheck::contradictions::{Theme, judge};
use crate::precheck::{Subject, Verdict};

/// Art. 8(1); each hit cites what its own pair contradicts.
pub const CITE: Cite = cite("cac-mps-19-2025/art-8/1");

/// The pairs of the theme stand in the table of contradictions.
pub fn check(subject: &Subject) -> Verdict {
    judge(subject, Theme::Storage)
}
