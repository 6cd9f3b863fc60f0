//! Scans have the resolution that practitioners claim is asked for.

use law::{Cite, cite};

use crate::facts::Place;
use crate::precheck::{Subject, Verdict};

/// One practitioner's figure, without an official source.
pub const CITE: Cite = cite("claim/17");

/// Scanners round: a page within one in a hundred of the figure has it. The lowest page is named.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(claimed) = subject.law.claimed_dpi(subject.today) else { return verdict };
    for (material, file) in subject.facts.files() {
        let scanned = (1..).zip(&file.pages).filter(|(_, it)| it.scanned && !it.blank);
        let lowest = scanned.filter_map(|(page, it)| Some((page, it.dpi?))).min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((page, dpi)) = lowest else { continue };
        verdict.look();
        if dpi < claimed as f32 * 0.99 {
            let title = material.title();
            let zh = format!("{}第 {page} 页的扫描分辨率约 {dpi:.0} dpi；有从业者说要 {claimed} dpi，没有官方依据", title.zh);
            let en = format!(
                "page {page} of the {} was scanned at about {dpi:.0} dpi; some practitioners report {claimed} dpi; no official source",
                title.en
            );
            verdict.fail(material.path(), zh, en).in_file(material).placed(Some(Place { page, area: None }));
        }
    }
    verdict
}
