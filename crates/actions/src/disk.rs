//! Writing without leaving halves: everything goes to a temporary name beside its place and is renamed when it is whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Refusal;

/// Whether something already there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// No: refuse.
    Never,
    /// Yes: a person asked for it.
    Forced,
}

/// Writes one file, whole or not at all.
///
/// # Errors
/// It is already there, its folder is missing or cannot be written, or the disk is full.
pub fn write_file(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Refusal> {
    if overwrite == Overwrite::Never && path.symlink_metadata().is_ok() {
        return Err(Refusal::in_the_way(path));
    }
    let unwritable = |err: io::Error| Refusal::unwritable(path, &err);
    let mut file = temporary(0o666).tempfile_in(folder_of(path)).map_err(unwritable)?;
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

/// Writes files into a folder, all or none. A new folder appears at once, complete; into one that is there, only with `Forced`,
/// files of the same name are replaced and all others left alone.
///
/// # Errors
/// As for [`write_file`].
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)], overwrite: Overwrite) -> Result<(), Refusal> {
    let unwritable = |err: io::Error| Refusal::unwritable(folder, &err);
    let there = folder.symlink_metadata().is_ok();
    let empty = fs::read_dir(folder).is_ok_and(|mut it| it.next().is_none());
    if there && !empty && overwrite == Overwrite::Never {
        return Err(Refusal::in_the_way(folder));
    }
    let building = temporary(0o777).tempdir_in(folder_of(folder)).map_err(unwritable)?;
    for (name, bytes) in files {
        fill(&building.path().join(name), bytes).map_err(unwritable)?;
    }
    match there && !empty {
        true => files.iter().try_for_each(|(name, _)| replace(&building.path().join(name), &folder.join(name))).map_err(unwritable),
        false => move_in(building, folder, there).map_err(unwritable),
    }
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn replace(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(folder_of(to))?;
    fs::rename(from, to)
}

fn move_in(building: tempfile::TempDir, folder: &Path, there: bool) -> io::Result<()> {
    if there {
        fs::remove_dir(folder)?;
    }
    fs::rename(building.path(), folder)?;
    // It is no longer under its temporary name, so there is nothing to remove.
    let _ = building.keep();
    Ok(())
}

/// A temporary name beside the place, with the permissions that any new file or folder gets here (the process's mask applies).
fn temporary(mode: u32) -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".facefile-").permissions(fs::Permissions::from_mode(mode));
    builder
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
