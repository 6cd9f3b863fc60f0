//! 扫描质量: what scanned pages are to be like, whatever stands on them.

use super::{Subject, Verdict};
use crate::facts::{PageFacts, Place};

/// Looks at every scanned page of every file. Where some `fail`, the file has one hit, at the first of them; `what` ends the sentence.
pub fn each_page(
    subject: &Subject,
    can_tell: impl Fn(&PageFacts) -> bool,
    fails: impl Fn(&PageFacts) -> bool,
    what: (&str, &str),
) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for (material, file) in subject.facts.files() {
        let scanned = || (1..).zip(&file.pages).filter(|(_, it)| it.scanned && !it.blank && can_tell(it));
        if scanned().next().is_some() {
            verdict.look();
        }
        let failing: Vec<u32> = scanned().filter(|(_, it)| fails(it)).map(|it| it.0).collect();
        let Some(first) = failing.first() else { continue };
        let (title, pages) = (material.title(), failing.iter().map(u32::to_string).collect::<Vec<_>>());
        let zh = format!("{}第 {} 页{}", title.zh, pages.join("、"), what.0);
        let en = format!("page {} of the {} {}", pages.join(", "), title.en, what.1);
        verdict.fail(material.path(), zh, en).in_file(material).placed(Some(Place { page: *first, area: None }));
    }
    verdict
}
