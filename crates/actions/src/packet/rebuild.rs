//! Copies of a packet's materials that can be opened without care: every page a picture, and nothing else.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use casework::facts::{FileFacts, RefusedFile};
use casework::packet::Material;
use casework::words::Slot;
use law::{Law, Wording};
use reader::Limits;

use super::{Opened, open};
use crate::child::{Rebuilding, rebuild as rebuild_file};
use crate::disk::build_folder;
use crate::{Overwrite, Refusal};

/// What became of one material.
#[derive(Debug)]
pub struct Rebuilt {
    /// What it was handed in for.
    pub slot: Slot,
    /// Its name in the packet.
    pub material: String,
    /// Its copy, or why there is none.
    pub copy: Result<Copy, NotRebuilt>,
}

/// A copy that was written.
#[derive(Debug)]
pub struct Copy {
    /// Its name in the folder.
    pub file: String,
    /// How many pages it has; as many as the original.
    pub n_pages: usize,
    /// Code and words of everything that was told of the original: it is not in the copy.
    pub told: Vec<(String, Wording)>,
}

/// Why there is no copy.
#[derive(Debug)]
pub struct NotRebuilt {
    /// The code of its refusal, where it was refused.
    pub code: Option<String>,
    /// What is wrong.
    pub message: Wording,
    /// What to do; empty where the message says it.
    pub fix: Wording,
}

/// Writes a copy of each material into a folder, and says what became of each. Copies are named by number and slot: what a packet calls its
/// files is not repeated.
///
/// # Errors
/// The packet cannot be understood, or the folder cannot be written; then nothing is.
pub fn rebuild(packet: &Path, into: &Path, law: &Law, overwrite: Overwrite) -> Result<Vec<Rebuilt>, Refusal> {
    let limits = Limits::default();
    let opened = open(packet, &limits)?.by_form_of(law);
    let mut rebuilt = Vec::new();
    build_folder(into, overwrite, |folder| {
        for (material, number) in opened.packet.materials.iter().zip(1..) {
            let name = format!("{number:02}-{}.pdf", material.slot.id());
            let copy = copy(&opened, material, &folder.join(&name), &limits)?.map(|facts| Copy::of(name, &facts));
            rebuilt.push(Rebuilt { slot: material.slot, material: material.file.clone(), copy });
        }
        Ok(rebuilt.iter().filter_map(|it| it.copy.as_ref().ok()).map(|it| it.file.clone()).collect())
    })?;
    Ok(rebuilt)
}

/// One copy; what was begun of one that does not succeed is taken away.
fn copy(opened: &Opened, material: &Material, to: &Path, limits: &Limits) -> io::Result<Result<FileFacts, NotRebuilt>> {
    let place = match opened.place(&material.file) {
        Ok(place) => place,
        Err(refused) => return Ok(Err(refused.into())),
    };
    let mut file = BufWriter::new(File::create_new(to)?);
    let rebuilding = rebuild_file(&place, &material.file, limits, &mut file).disk_error()?;
    file.flush()?;
    if let Rebuilding::Done(facts) = rebuilding {
        file.get_ref().sync_all()?;
        return Ok(Ok(facts));
    }
    std::fs::remove_file(to)?;
    Ok(Err(match rebuilding {
        Rebuilding::Refused(refused) => refused.into(),
        Rebuilding::Unjudged(death) => NotRebuilt { code: None, message: death.wording(), fix: Wording::default() },
        Rebuilding::WithoutPages | Rebuilding::Done(_) => without_pages(),
    }))
}

impl Copy {
    fn of(file: String, facts: &FileFacts) -> Copy {
        let told = facts
            .flags
            .iter()
            .filter(|it| *it != reader::refusal::SEAL_UNSURE.code)
            .filter_map(|code| Some((code.clone(), reader::reason(code)?.message())));
        Copy { file, n_pages: facts.pages.len(), told: told.collect() }
    }
}

impl From<RefusedFile> for NotRebuilt {
    fn from(refused: RefusedFile) -> NotRebuilt {
        NotRebuilt { code: Some(refused.code), message: refused.message, fix: refused.fix }
    }
}

/// Where its lines and pages break is decided by the program that shows it, and that is not one we run on a stranger's file.
fn without_pages() -> NotRebuilt {
    NotRebuilt {
        code: None,
        message: Wording::new(
            "文件没有固定的页面（DOCX、XLSX），不能重建为图片",
            "the file has no pages of its own (DOCX, XLSX), so there is nothing to make pictures of",
        ),
        fix: Wording::new("请提交人另存为 PDF 后重新提交。", "Ask for it as PDF."),
    }
}
