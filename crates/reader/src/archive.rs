//! 备案包 (.zip): a packet as one file. Everything it declares is checked before anything is unpacked, and what comes out is counted again.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use casework::facts::RefusedFile;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::Limits;
use crate::refusal::*;

/// Below this an entry is harmless however well it was packed.
const RATIO_COUNTS_FROM: u64 = 1 << 20;

/// Hands out the files of a packet archive one by one, by name and content.
pub fn unpack(bytes: &[u8], limits: &Limits, each: &mut dyn FnMut(&str, Vec<u8>)) -> Result<(), RefusedFile> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ZIP_BROKEN.refuse(error))?;
    let names = names(&mut archive, limits)?;
    let mut n_bytes_left = limits.archive_bytes;
    for (i, name) in names {
        let entry = archive.by_index(i).map_err(|error| refused(error, &name))?;
        let (declared, most) = (entry.size(), n_bytes_left.min(limits.file_bytes));
        let mut content = Vec::new();
        entry.take(most + 1).read_to_end(&mut content).map_err(|error| ZIP_BROKEN.refuse(format_args!("{name}: {error}")))?;
        if content.len() as u64 > most || content.len() as u64 != declared {
            return Err(ZIP_EXPANDS.refuse(&name));
        }
        n_bytes_left -= content.len() as u64;
        each(&name, content);
    }
    Ok(())
}

/// The files to unpack, by index and name, after everything the directory says was checked.
fn names(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<Vec<(usize, String)>, RefusedFile> {
    if archive.len() > limits.archive_entries as usize {
        return Err(ZIP_ENTRIES.refuse(archive.len()));
    }
    let (mut names, mut taken, mut n_bytes) = (Vec::new(), HashSet::new(), 0u64);
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(|error| ZIP_BROKEN.refuse(error))?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if entry.encrypted() {
            return Err(ZIP_ENCRYPTED.refuse(&name));
        }
        if entry.is_symlink() {
            return Err(ZIP_LINK.refuse(&name));
        }
        if !is_safe_name(&name) {
            return Err(ZIP_PATH.refuse(&name));
        }
        n_bytes = n_bytes.saturating_add(entry.size());
        let swells = entry.size() > RATIO_COUNTS_FROM && entry.size() / entry.compressed_size().max(1) > limits.archive_ratio;
        if swells || n_bytes > limits.archive_bytes || entry.size() > limits.file_bytes {
            return Err(ZIP_EXPANDS.refuse(&name));
        }
        if !taken.insert(name.to_lowercase()) {
            return Err(ZIP_DUPLICATE.refuse(&name));
        }
        if !entry.is_dir() && !is_left_by_a_desktop(&name) {
            names.push((i, name));
        }
    }
    if archive.has_duplicate_names() {
        return Err(ZIP_DUPLICATE.refuse("zip"));
    }
    match archive.has_overlapping_entries() {
        Ok(false) => Ok(names),
        Ok(true) => Err(ZIP_EXPANDS.refuse("overlapping entries")),
        Err(error) => Err(ZIP_BROKEN.refuse(error)),
    }
}

fn refused(error: ZipError, name: &str) -> RefusedFile {
    match error {
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => ZIP_METHOD.refuse(name),
        other => ZIP_BROKEN.refuse(format_args!("{name}: {other}")),
    }
}

/// A relative path of plain names, which stays inside the folder it is unpacked into on any system.
pub fn is_safe_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && !part.contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    let name = name.strip_suffix('/').unwrap_or(name);
    name.len() <= 512 && name.split('/').all(plain)
}

/// What file managers put beside one's files.
fn is_left_by_a_desktop(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") || name.ends_with("Thumbs.db")
}
