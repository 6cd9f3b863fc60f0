//! The two forms and the report are electronic versions, not scans.

use law::{Cite, cite};

use crate::facts::{FileFacts, FileKind};
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// The list says 电子版; that a scan is none is our reading of it.
pub const CITE: Cite = cite("infer/electronic-version");

/// A document with a scanned annex is electronic; one that is all pictures is not.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for slot in [Slot::HandlerProfile, Slot::UseStatement, Slot::PiaReport] {
        let Some((material, file)) = subject.facts.opened(slot) else { continue };
        verdict.look();
        if is_all_pictures(file) {
            let name = slot.name();
            let zh = format!("{}是扫描件；材料清单要的是电子版", name.zh);
            let en = format!("the {} is a scan; the list of materials asks for an electronic version", name.en);
            verdict.fail(material.path(), zh, en).in_file(material);
        }
    }
    verdict
}

fn is_all_pictures(file: &FileFacts) -> bool {
    let mut written = file.pages.iter().filter(|it| !it.blank).peekable();
    match file.kind {
        FileKind::Jpeg | FileKind::Png | FileKind::Tiff => true,
        FileKind::Docx | FileKind::Xlsx => false,
        FileKind::Pdf => written.peek().is_some() && written.all(|it| it.scanned),
    }
}
