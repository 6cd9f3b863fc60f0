//! No file stands in two places.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};

/// Our own rule.
pub const CITE: Cite = cite("house/file-duplicated");

/// The same bytes in two slots, said at the later one. Within a slot it is no matter: one document may treat two topics.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let files: Vec<_> = subject.facts.files().collect();
    for (i, (material, file)) in files.iter().enumerate() {
        verdict.look();
        let same = files[..i].iter().find(|(other, it)| it.sha256 == file.sha256 && other.slot != material.slot);
        let Some((first, _)) = same else { continue };
        let (here, there) = (material.title(), first.title());
        let zh = format!("{}的文件与{}的文件一模一样（「{}」与「{}」）", here.zh, there.zh, material.file, first.file);
        let en = format!("the file of the {} is the very file of the {} (`{}` and `{}`)", here.en, there.en, material.file, first.file);
        verdict.fail(material.path(), zh, en).in_file(material);
    }
    verdict
}
