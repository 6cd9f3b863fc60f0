//! 备案包 (.zip): a packet as one file. Everything it declares is checked before anything is unpacked, and what comes out is counted again.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use casework::facts::RefusedFile;
use encoding_rs::GB18030;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::limits::Limits;
use crate::refusal::*;

/// Below this an entry is harmless however well it was packed.
const RATIO_COUNTS_FROM: u64 = 1 << 20;

/// Hands out the files of a packet archive one by one, by name and content.
pub fn unpack(bytes: &[u8], limits: &Limits, each: &mut dyn FnMut(&str, Vec<u8>)) -> Result<(), RefusedFile> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ZIP_BROKEN.refuse(error))?;
    let names = names(&mut archive, bytes, limits)?;
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
fn names(archive: &mut ZipArchive<Cursor<&[u8]>>, bytes: &[u8], limits: &Limits) -> Result<Vec<(usize, String)>, RefusedFile> {
    if archive.len() > limits.archive_entries as usize {
        return Err(ZIP_ENTRIES.refuse(archive.len()));
    }
    let (mut names, mut taken, mut n_bytes) = (Vec::new(), Taken::default(), 0u64);
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(|error| ZIP_BROKEN.refuse(error))?;
        let name = name_of(entry.name_raw());
        if entry.encrypted() {
            return Err(ZIP_ENCRYPTED.refuse(&name));
        }
        if entry.is_symlink() {
            return Err(ZIP_LINK.refuse(&name));
        }
        if !is_safe_name(&name) {
            return Err(ZIP_PATH.refuse(&name));
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(ZIP_METHOD.refuse(&name));
        }
        n_bytes = n_bytes.saturating_add(entry.size());
        let swells = entry.size() > RATIO_COUNTS_FROM && entry.size() / entry.compressed_size().max(1) > limits.archive_ratio;
        if swells || n_bytes > limits.archive_bytes || entry.size() > limits.file_bytes {
            return Err(ZIP_EXPANDS.refuse(&name));
        }
        if !taken.take(&name, entry.is_dir()) {
            return Err(ZIP_DUPLICATE.refuse(&name));
        }
        if !entry.is_dir() && !is_left_by_a_desktop(&name) {
            names.push((i, name));
        }
    }
    if archive.has_duplicate_names() {
        return Err(ZIP_DUPLICATE.refuse(named_twice(bytes.get(archive.central_directory_start() as usize..).unwrap_or_default())));
    }
    match archive.has_overlapping_entries() {
        Ok(false) => Ok(names),
        Ok(true) => Err(ZIP_EXPANDS.refuse("overlapping entries")),
        Err(error) => Err(ZIP_BROKEN.refuse(error)),
    }
}

/// Without a mark a name is in whatever the packing machine spoke: UTF-8 on most, GBK on Windows in Chinese.
fn name_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// Names met so far, folded as a system folds them that makes no difference between small and capital letters.
#[derive(Default)]
struct Taken {
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl Taken {
    /// Whether the name is free: no other file has it, and no file is a folder too.
    fn take(&mut self, name: &str, is_folder: bool) -> bool {
        let name = name.trim_end_matches('/').to_lowercase();
        let above: Vec<&str> = name.match_indices('/').map(|(at, _)| &name[..at]).collect();
        let under_a_file = above.iter().any(|it| self.files.contains(*it));
        self.folders.extend(above.into_iter().map(str::to_owned));
        let free = !under_a_file && !self.files.contains(&name);
        match is_folder {
            true => drop(self.folders.insert(name)),
            false if self.folders.contains(&name) => return false,
            false => drop(self.files.insert(name)),
        }
        free
    }
}

/// The name that stands twice in the archive's directory, of which the library keeps one. A record is its mark, 42 bytes with three
/// lengths among them, and as many bytes: the name first.
fn named_twice(directory: &[u8]) -> String {
    let mut rest = directory;
    let mut names = HashSet::new();
    while let Some(record) = rest.strip_prefix(b"PK\x01\x02").filter(|it| it.len() > 42) {
        let length = |at: usize| usize::from(u16::from_le_bytes([record[at], record[at + 1]]));
        let Some(name) = record.get(42..42 + length(24)) else { break };
        if !names.insert(name) {
            return name_of(name);
        }
        rest = record.get(42 + length(24) + length(26) + length(28)..).unwrap_or_default();
    }
    "?".to_owned()
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
            && part.len() <= NAME_BYTES_MAX
            && part != "."
            && part != ".."
            && !part.contains(|c: char| is_invisible(c) || matches!(c, '\\' | ':'))
    };
    let name = name.strip_suffix('/').unwrap_or(name);
    name.len() <= 512 && name.split('/').all(plain)
}

/// File systems end here.
const NAME_BYTES_MAX: usize = 255;

/// What file managers put beside one's files.
fn is_left_by_a_desktop(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.ends_with(".DS_Store") || name.ends_with("Thumbs.db")
}
