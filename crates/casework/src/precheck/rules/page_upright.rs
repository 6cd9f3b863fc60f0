//! Scanned pages lie upright before whoever opens them.

use law::{Cite, cite};

use crate::precheck::page_quality::each_page;
use crate::precheck::{Subject, Verdict};

/// Our own rule.
pub const CITE: Cite = cite("house/page-upright");

/// They are read all the same; one hit a file, on its first such page.
pub fn check(subject: &Subject) -> Verdict {
    each_page(subject, |_| true, |it| it.turned > 0, ("没有放正，打开后要转过来才能看", "is not upright and has to be turned to be read"))
}
