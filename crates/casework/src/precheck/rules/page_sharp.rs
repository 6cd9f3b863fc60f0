//! The print of scanned pages is in focus.

use law::{Cite, cite};

use crate::precheck::page_quality::each_page;
use crate::precheck::{Subject, Verdict};

/// Our own rule.
pub const CITE: Cite = cite("house/page-sharp");

/// Sharp scans have 0.1 to 0.5 mm, the coarsest of 90 dpi among them; print of the usual size is lost beyond 1 mm.
const EDGE_MM_MAX: f32 = 0.9;

/// One hit a file, on its first such page.
pub fn check(subject: &Subject) -> Verdict {
    each_page(
        subject,
        |it| it.edge_mm.is_some(),
        |it| it.edge_mm.is_some_and(|mm| mm > EDGE_MM_MAX),
        ("是模糊的，字可能认不出来", "is out of focus; its print may be illegible"),
    )
}
