//! The kit for the national web system: files named and ordered, a copy-sheet field by field, and what is still missing.

use std::io::Read;
use std::path::Path;

use jiff::civil::Date;
use law::Law;
use press::handover::{self, Content, Missing, Note};
use reader::Limits;

use super::open;
use crate::disk::{open_plain, write_folder};
use crate::{Overwrite, Refusal, clock};

/// A kit that was written.
pub struct HandedOver {
    /// The files, in order.
    pub files: Vec<String>,
    /// What is not there yet.
    pub missing: Vec<Missing>,
    /// What to know before filing there.
    pub notes: Vec<Note>,
}

/// Writes the kit into a folder, as of `on` or today.
///
/// # Errors
/// The packet cannot be understood, a paper cannot be set, a material cannot be read, or the folder cannot be written.
pub fn hand_over(packet: &Path, into: &Path, law: &Law, on: Option<Date>, overwrite: Overwrite) -> Result<HandedOver, Refusal> {
    let opened = open(packet, &Limits::default())?.by_form_of(law);
    let is_there = |file: &str| opened.place(file).is_ok_and(|it| it.is_file());
    let on = on.unwrap_or_else(clock::today);
    let kit = handover::kit(&opened.packet, law, on, is_there).map_err(|err| Refusal::said(err.message()))?;
    let bytes_of = |content: Content| match content {
        Content::Made(bytes) => Ok(bytes),
        Content::Material(file) => {
            let path = opened.place(&file).map_err(|why| Refusal::new((why.message.zh, why.message.en), (why.fix.zh, why.fix.en)))?;
            let mut bytes = Vec::new();
            let read = open_plain(&path).and_then(|(mut it, _)| it.read_to_end(&mut bytes));
            read.map(|_| bytes).map_err(|err| Refusal::unreadable(&path, &err))
        }
    };
    let files = kit.files.into_iter().map(|it| Ok((it.name, bytes_of(it.content)?))).collect::<Result<Vec<_>, Refusal>>()?;
    write_folder(into, &files, overwrite)?;
    Ok(HandedOver { files: files.into_iter().map(|(name, _)| name).collect(), missing: kit.missing, notes: kit.notes })
}
