//! Printing a packet's papers from its answers, ready to be signed and stamped.

use std::path::Path;

use jiff::civil::Date;
use law::Law;
use press::form::{self, Paper};
use reader::Limits;

use super::open;
use crate::disk::write_folder;
use crate::{Overwrite, Refusal, clock};

/// Prints the five papers as PDF and DOCX into a folder, dated `on` or today. Returns the files' names.
///
/// # Errors
/// The packet cannot be understood, a character no font draws (named by its field), no fonts, or the folder cannot be written.
pub fn print(packet: &Path, into: &Path, law: &Law, on: Option<Date>, overwrite: Overwrite) -> Result<Vec<String>, Refusal> {
    let opened = open(packet, &Limits::default())?.by_form_of(law);
    let on = on.unwrap_or_else(clock::today);
    let mut files = Vec::new();
    for paper in Paper::ALL {
        let printed = form::print(&opened.packet, law, paper, on).map_err(|err| Refusal::said(err.message()))?;
        files.push((format!("{}.pdf", printed.name), printed.pdf));
        files.push((format!("{}.docx", printed.name), printed.docx));
    }
    write_folder(into, &files, overwrite)?;
    Ok(files.into_iter().map(|(name, _)| name).collect())
}
