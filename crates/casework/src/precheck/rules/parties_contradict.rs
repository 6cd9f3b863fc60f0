//! Who is who is said alike: representative, agent, officer, address, parties.

use law::{Cite, cite};

use crate::precheck::contradictions::{Theme, judge};
use crate::precheck::{Subject, Verdict};

/// The list of materials; each hit cites what its own pair contradicts.
pub const CITE: Cite = cite("shandong-2025-06-06");

/// The pairs of the theme stand in the table of contradictions.
pub fn check(subject: &Subject) -> Verdict {
    judge(subject, Theme::Parties)
}
