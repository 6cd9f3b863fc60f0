//! A PDF is no larger than practitioners claim is taken.

use law::{Cite, cite};

use crate::facts::FileKind;
use crate::precheck::{Subject, Verdict};

/// One practitioner's figure, without an official source.
pub const CITE: Cite = cite("claim/16");

/// Nobody says which megabyte is meant: the smaller, to be safe.
const BYTES_PER_MB: u64 = 1_000_000;

/// The figure itself is not above it.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(claimed) = subject.law.claimed_file_size(subject.today) else { return verdict };
    for (material, file) in subject.facts.files().filter(|(_, file)| file.kind == FileKind::Pdf) {
        verdict.look();
        if file.bytes > u64::from(claimed) * BYTES_PER_MB {
            let (title, size) = (material.title(), file.bytes as f64 / BYTES_PER_MB as f64);
            let zh = format!("{}有 {size:.1} MB；有从业者说不能超过 {claimed} MB，没有官方依据", title.zh);
            let en = format!("the {} has {size:.1} MB; some practitioners report a limit of {claimed} MB; no official source", title.en);
            verdict.fail(material.path(), zh, en).in_file(material);
        }
    }
    verdict
}
