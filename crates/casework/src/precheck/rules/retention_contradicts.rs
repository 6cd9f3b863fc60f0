//! Every document keeps faces for one time. Form against PIA report is `retention-agrees`.

use law::{Cite, cite};

use crate::precheck::contradictions::{Theme, judge};
use crate::precheck::{Subject, Verdict};

/// Art. 8(2): one purpose has one shortest time.
pub const CITE: Cite = cite("cac-mps-19-2025/art-8/2");

/// The pairs of the theme stand in the table of contradictions.
pub fn check(subject: &Subject) -> Verdict {
    judge(subject, Theme::Retention)
}
