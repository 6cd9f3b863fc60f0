//! Files that only their owner may read: read whole, created or replaced whole.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use crate::base::hex;
use crate::keyring::KeyError;

/// No key file is longer, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// The whole text. Refuses what is no plain file, what others than its owner may read or write, and what is damaged.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<String>, KeyError> {
    let unreadable = |err| KeyError::Unreadable(path.to_owned(), err);
    // Looked at before it is opened, because opening a pipe would wait; and after, because it may have been exchanged.
    check(path, &std::fs::metadata(path).map_err(unreadable)?)?;
    let file = File::open(path).map_err(unreadable)?;
    check(path, &file.metadata().map_err(unreadable)?)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(8 * 1024));
    file.take(LONGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| KeyError::Damaged(path.to_owned()))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn check(path: &Path, metadata: &Metadata) -> Result<(), KeyError> {
    if !metadata.is_file() {
        return Err(KeyError::NotPlain(path.to_owned()));
    }
    match metadata.mode() & 0o777 {
        mode if mode & 0o077 != 0 => Err(KeyError::Exposed(path.to_owned(), mode)),
        _ => Ok(()),
    }
}

/// Writes a file that is not there yet, for its owner alone. On the disk when it returns.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), KeyError> {
    let written = temporary(path, text)?;
    written.persist_noclobber(path).map_err(|err| failed(path, err.error))?;
    sync_folder(path)
}

/// Puts this text in the place of the file: whoever reads finds the old or the new one, whole. On the disk when it returns.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), KeyError> {
    let written = temporary(path, text)?;
    written.persist(path).map_err(|err| failed(path, err.error))?;
    sync_folder(path)
}

/// Waits until nobody else changes the file beside it, until the answer is dropped.
pub(crate) fn lock(path: &Path) -> Result<File, KeyError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let beside = PathBuf::from(beside);
    let lock = File::options().create(true).truncate(false).write(true).mode(0o600).open(&beside);
    lock.and_then(|it| it.lock().map(|()| it)).map_err(|err| failed(&beside, err))
}

/// Mode 0600 from its first moment; removed again unless it is given its name.
fn temporary(path: &Path, text: &str) -> Result<NamedTempFile, KeyError> {
    let write = || {
        let mut file = tempfile::Builder::new().prefix(".facefile-key-").tempfile_in(folder(path))?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    write().map_err(|err| failed(path, err))
}

fn sync_folder(path: &Path) -> Result<(), KeyError> {
    File::open(folder(path)).and_then(|it| it.sync_all()).map_err(|err| failed(path, err))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn failed(path: &Path, err: io::Error) -> KeyError {
    match err.kind() {
        ErrorKind::AlreadyExists => KeyError::Exists(path.to_owned()),
        _ => KeyError::Unwritable(path.to_owned(), err),
    }
}

/// The text with a last line that tells damage: the SHA-256 of all before it. It keeps out accidents, not people.
pub(crate) fn with_check(text: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("{text}check = {}\n", *sum(text)))
}

/// The lines of a whole text of this format, without its first and last and without notes. Refuses damage, and another number of the format.
pub(crate) fn lines<'t>(path: &Path, text: &'t str, format: &str) -> Result<impl Iterator<Item = &'t str> + use<'t>, KeyError> {
    let body = without_check(text).and_then(|it| it.strip_prefix(format)).ok_or_else(|| KeyError::Damaged(path.to_owned()))?;
    let lines = body.strip_prefix("1\n").ok_or_else(|| KeyError::Unknown(path.to_owned()))?;
    Ok(lines.lines().filter(|it| !it.starts_with('#')))
}

/// The text before the last line; nothing when the two do not fit to the last bit.
fn without_check(text: &str) -> Option<&str> {
    let (body, last) = text.split_at_checked(text.len().checked_sub("check = \n".len() + 64)?)?;
    (last == format!("check = {}\n", *sum(body))).then_some(body)
}

fn sum(text: &str) -> Zeroizing<String> {
    hex(&Sha256::digest(text.as_bytes()))
}
