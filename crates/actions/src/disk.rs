//! Writing without leaving halves: everything goes to a temporary name beside its place and is renamed when it is whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::Refusal;
use crate::scratch::Scratch;

/// The kind of error for what is there and is no plain file.
pub const NOT_PLAIN: io::ErrorKind = io::ErrorKind::Unsupported;

/// A plain file to be read, and its size, which is judged before a byte is. A pipe is not waited for and a link not followed:
/// whoever may follow it has done so before, and where it led then is where it leads.
pub fn open_plain(path: &Path) -> io::Result<(File, u64)> {
    let opened = File::options().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOFOLLOW).open(path);
    let file = opened.map_err(|err| match err.raw_os_error() {
        Some(libc::ELOOP | libc::ENXIO) => NOT_PLAIN.into(), // a link, a socket
        _ => err,
    })?;
    let about = file.metadata()?;
    if about.is_file() { Ok((file, about.len())) } else { Err(NOT_PLAIN.into()) }
}

/// Whether something already there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// No: refuse.
    Never,
    /// Yes: a person asked for it.
    Forced,
}

/// Whether a file may be written there: to be asked before long work as well.
///
/// # Errors
/// Something is there already, and may not be replaced.
pub fn file_is_free(path: &Path, overwrite: Overwrite) -> Result<(), Refusal> {
    match overwrite == Overwrite::Never && is_there(path) {
        true => Err(Refusal::in_the_way(path)),
        false => Ok(()),
    }
}

/// The same for a folder; an empty one is free.
///
/// # Errors
/// Something is there already, and may not be replaced.
pub fn folder_is_free(path: &Path, overwrite: Overwrite) -> Result<(), Refusal> {
    let empty = fs::read_dir(path).is_ok_and(|mut it| it.next().is_none());
    if empty { Ok(()) } else { file_is_free(path, overwrite) }
}

/// Writes one file, whole or not at all.
///
/// # Errors
/// It is already there, its folder is missing or cannot be written, or the disk is full.
pub fn write_file(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Refusal> {
    file_is_free(path, overwrite)?;
    let unwritable = |err: io::Error| Refusal::unwritable(path, &err);
    let building = Scratch::beside(&folder_of(path)).map_err(unwritable)?;
    let mode = fs::Permissions::from_mode(0o666); // less the process's mask, as for any new file
    let mut file = tempfile::Builder::new().permissions(mode).tempfile_in(building.path()).map_err(unwritable)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(unwritable)?;
    match overwrite {
        Overwrite::Forced => file.persist(path).map_err(|err| unwritable(err.error))?,
        // Somebody may have made it meanwhile: the renaming itself refuses.
        Overwrite::Never => file.persist_noclobber(path).map_err(|err| match err.error.kind() {
            io::ErrorKind::AlreadyExists => Refusal::in_the_way(path),
            _ => unwritable(err.error),
        })?,
    };
    Ok(())
}

/// Writes files into a folder. A new folder appears at once, complete; into one that is there, files are moved when all are written.
/// Into one that holds something, only with `Forced`: files of the same name are replaced and all others left alone.
///
/// # Errors
/// As for [`write_file`].
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)], overwrite: Overwrite) -> Result<(), Refusal> {
    build_folder(folder, overwrite, |building| {
        files.iter().try_for_each(|(name, bytes)| fill(&building.join(name), bytes))?;
        Ok(files.iter().map(|(name, _)| name.clone()).collect())
    })
}

/// The same for files too large to be held: `build` writes them into the folder it is given, and says their names.
///
/// # Errors
/// As for [`write_file`].
pub fn build_folder(folder: &Path, overwrite: Overwrite, build: impl FnOnce(&Path) -> io::Result<Vec<String>>) -> Result<(), Refusal> {
    folder_is_free(folder, overwrite)?;
    let unwritable = |err: io::Error| Refusal::unwritable(folder, &err);
    let there = is_there(folder);
    let building = Scratch::beside(&if there { folder.to_owned() } else { folder_of(folder) }).map_err(unwritable)?;
    let names = build(building.path()).map_err(unwritable)?;
    match there {
        true => names.iter().try_for_each(|name| replace(&building.path().join(name), &folder.join(name))).map_err(unwritable),
        false => building.stay_as(folder).map_err(unwritable),
    }
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn replace(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(folder_of(to))?;
    fs::rename(from, to)
}

/// A link that leads nowhere is there too.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
