//! Scanned pages are whole: no print and no seal runs over an edge.

use law::{Cite, cite};

use crate::precheck::page_quality::each_page;
use crate::precheck::{Subject, Verdict};

/// Our own rule.
pub const CITE: Cite = cite("house/page-complete");

/// One hit a file, on its first such page.
pub fn check(subject: &Subject) -> Verdict {
    each_page(
        subject,
        |_| true,
        |it| it.cut_off || it.seals.iter().any(|seal| seal.cut),
        ("有文字或印章伸到纸边以外，可能没有扫全", "has print or a seal that runs over its edge; part of it may be missing"),
    )
}
