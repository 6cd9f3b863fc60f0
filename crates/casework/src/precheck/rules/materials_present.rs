//! Every material that is asked for is named, and every file that is named is there.

use law::{Cite, Need, cite};

use crate::facts::FileState;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// The list of materials; each hit cites its own item.
pub const CITE: Cite = cite("shandong-2025-06-06");

const FILE_MISSING: Cite = cite("house/file-missing");

/// What must be there, and by whose word, is data of the law for each kind of case.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let asked = subject.law.materials(subject.packet.kind, subject.today);
    for material in asked.into_iter().filter(|it| it.need == Need::Required) {
        let Some(slot) = Slot::parse(&material.slot) else { continue };
        verdict.look();
        if subject.packet.materials_of(slot).next().is_none() {
            let zh = format!("缺少第 {} 项材料：{}", material.number, slot.name().zh);
            let en = format!("material {} is missing: {}", material.number, slot.name().en);
            verdict.fail(format!("materials.{}", slot.id()), zh, en).on(slot).cited(material.basis.cite.clone());
        }
    }
    for material in subject.facts.materials.iter().filter(|it| matches!(it.state, FileState::Missing)) {
        let zh = format!("材料清单写了「{}」，但没有这个文件", material.file);
        let en = format!("the packet names `{}`, and there is no such file", material.file);
        let hit = verdict.fail(material.path(), zh, en).in_file(material).cited(FILE_MISSING);
        hit.mend("把文件放到清单所写的位置，或者改正清单里的文件名（注意大小写和扩展名）。", "Put the file where the packet names it, or mend the name there (mind case and extension).");
    }
    verdict
}
