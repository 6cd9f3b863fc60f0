//! Every material that is asked for is named, and every file that is named is there.

use law::{Cite, Need, Wording, cite};

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
            let hit = verdict.fail(format!("materials.{}", slot.id()), zh, en).on(slot).cited(material.basis.cite.clone());
            if let Some(Wording { zh, en }) = perhaps_there(subject, slot) {
                hit.mend(zh, en);
            }
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

/// Where in another slot's file the missing document seems to stand. It is never taken from there unasked.
fn perhaps_there(subject: &Subject, slot: Slot) -> Option<Wording> {
    let (material, document) = subject.facts.misplaced(slot).next()?;
    let in_file = subject.facts.misplaced(slot).filter(|(it, _)| it.file == material.file);
    let pages: Vec<String> = in_file.map(|(_, it)| it.pages[0]).filter(|it| *it > 0).map(|it| it.to_string()).collect();
    let (file, id, kind) = (&material.file, slot.id(), document.kind.name());
    let (page_zh, page_en) = match pages.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("第 {} 页", pages.join("、")), format!("page {} of ", pages.join(", "))),
    };
    Some(Wording::new(
        format!("「{file}」{page_zh}像是{}。请打开核对；如果就是这一份，在 [[materials]] 里加一段 slot = \"{id}\"、file = \"{file}\"（同一个文件可以供几项使用），或者拆成单独的文件。", kind.zh),
        format!("{page_en}`{file}` looks like a {}. Open it and see; if it is the one, add slot = \"{id}\", file = \"{file}\" to [[materials]] (one file may serve several slots), or make it a file of its own.", kind.en),
    ))
}
