//! Every document dates the same event alike.

use law::{Cite, cite};

use crate::precheck::contradictions::{Theme, judge};
use crate::precheck::{Subject, Verdict};

/// Our inference: of two dates of one event one is wrong.
pub const CITE: Cite = cite("infer/dates-in-order");

/// The pairs of the theme stand in the table of contradictions.
pub fn check(subject: &Subject) -> Verdict {
    judge(subject, Theme::Dates)
}
