//! No file stands in two places.

use law::{Cite, cite};

use crate::facts::MaterialFacts;
use crate::precheck::{Subject, Verdict};
use crate::words::{DocumentKind, Slot};

/// Our own rule.
pub const CITE: Cite = cite("house/file-duplicated");

/// The same bytes in two slots, said at the later one. Within a slot it is no matter: one document may treat two topics. Nor is it where
/// the file holds what each of them asks for.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let files: Vec<_> = subject.facts.files().collect();
    for (i, (material, file)) in files.iter().enumerate() {
        verdict.look();
        let same = files[..i].iter().find(|(other, it)| it.sha256 == file.sha256 && other.slot != material.slot && !hold_both(other, material));
        let Some((first, _)) = same else { continue };
        let (here, there) = (material.title(), first.title());
        let zh = format!("{}的文件与{}的文件一模一样（「{}」与「{}」）", here.zh, there.zh, material.file, first.file);
        let en = format!("the file of the {} is the very file of the {} (`{}` and `{}`)", here.en, there.en, material.file, first.file);
        verdict.fail(material.path(), zh, en).in_file(material);
    }
    verdict
}

/// Whether one file holds the documents of both slots; of two people's identity documents it takes two.
fn hold_both(one: &MaterialFacts, other: &MaterialFacts) -> bool {
    let of_people = one.slot.is_identity() && other.slot.is_identity();
    let people = one.own_documents().filter(|it| it.kind != DocumentKind::IdBack).count();
    let has_own = |it: &MaterialFacts| it.slot != Slot::Other && it.own_documents().any(|it| it.firm);
    if of_people { people >= 2 } else { has_own(one) && has_own(other) }
}
