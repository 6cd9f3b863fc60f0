//! No file is blank.

use law::{Cite, cite};

use crate::facts::Place;
use crate::precheck::{Subject, Verdict};

/// Our own rule.
pub const CITE: Cite = cite("house/file-blank");

/// A blank page among others may be the back of a sheet; it is mentioned once.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for (material, file) in subject.facts.files().filter(|(_, file)| !file.pages.is_empty()) {
        verdict.look();
        let blank: Vec<u32> = (1..).zip(&file.pages).filter(|(_, it)| it.blank).map(|(page, _)| page).collect();
        let Some(first) = blank.first() else { continue };
        let title = material.title();
        let (zh, en) = if blank.len() == file.pages.len() {
            (format!("{}每一页都是空白", title.zh), format!("every page of the {} is blank", title.en))
        } else {
            let pages: Vec<String> = blank.iter().map(u32::to_string).collect();
            (
                format!("{}第 {} 页是空白；如果只是纸的背面，可以不管", title.zh, pages.join("、")),
                format!("page {} of the {} is blank; if it is only the back of a sheet, leave it", pages.join(", "), title.en),
            )
        };
        verdict.fail(material.path(), zh, en).in_file(material).placed(Some(Place { page: *first, area: None }));
    }
    verdict
}
