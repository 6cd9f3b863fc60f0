//! Folders for their owner alone, which are on the disk before anything stands in them.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

/// Makes a folder if it is not there, and those above it.
pub(crate) fn make(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new(""));
    make(above)?;
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(_) if folder.is_dir() => {}
        made => made?,
    }
    sync(above)
}

/// Brings a folder's names to the disk.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}
