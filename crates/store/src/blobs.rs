//! 文件: sealed files in a folder, each named by the SHA-256 of its sealed bytes. A row can name a file only after the file is on the disk.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::folder;
use crate::value::{Column, Value};

/// Where files grow until they have their name.
const INCOMING: &str = "incoming";
const HEX_CHARACTERS: usize = 64;
/// No upload takes that long.
const LONG_AGO: Duration = Duration::from_secs(24 * 60 * 60);

/// The name of a file: SHA-256 of its sealed bytes, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId(String);

impl BlobId {
    /// From text; nothing if it is no such name.
    pub fn parse(text: &str) -> Option<BlobId> {
        let is_hex = text.len() == HEX_CHARACTERS && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        is_hex.then(|| BlobId(text.to_owned()))
    }

    fn of(digest: Sha256) -> BlobId {
        BlobId(digest.finalize().iter().map(|it| format!("{it:02x}")).collect())
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Column for BlobId {
    const NULL: Value = Value::Text(None);

    fn to_value(&self) -> Value {
        self.0.to_value()
    }
    fn from_value(value: Value) -> Option<Self> {
        BlobId::parse(&String::from_value(value)?)
    }
}

/// A file that is on the disk under its name. Only [`BlobWriter::finish`] makes one: no row can name what is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurableBlob {
    pub(crate) id: BlobId,
    pub(crate) bytes: i64,
}

impl DurableBlob {
    /// Its name.
    pub fn id(&self) -> &BlobId {
        &self.id
    }

    /// Its length, sealed.
    pub fn bytes(&self) -> i64 {
        self.bytes
    }
}

/// The folder. Its calls wait for the disk: an asynchronous caller makes them on a thread that may.
#[derive(Clone, Debug)]
pub struct Blobs {
    folder: PathBuf,
}

impl Blobs {
    /// Makes the folder and those in it, one for each beginning of a name, so that a file's folder is always on the disk before the file.
    /// Removes what was begun long ago and never finished.
    pub(crate) fn open(folder: &Path) -> io::Result<Blobs> {
        let incoming = folder.join(INCOMING);
        folder::make(folder)?;
        let inside = (0..=u8::MAX).map(|it| folder.join(format!("{it:02x}"))).chain([incoming.clone()]);
        for missing in inside.filter(|it| !it.is_dir()) {
            match DirBuilder::new().mode(0o700).create(&missing) {
                Err(err) if err.kind() != io::ErrorKind::AlreadyExists => return Err(err),
                _ => {}
            }
        }
        folder::sync(folder)?;
        for left in fs::read_dir(&incoming)?.flatten().filter(is_old) {
            remove(&left.path())?;
        }
        Ok(Blobs { folder: folder.to_owned() })
    }

    /// Begins a file.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn create(&self) -> io::Result<BlobWriter> {
        let file = tempfile_in(&self.folder.join(INCOMING))?;
        Ok(BlobWriter { folder: self.folder.clone(), file: Some(file), digest: Sha256::new(), bytes: 0 })
    }

    /// Opens a file to read it.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn open_file(&self, id: &BlobId) -> io::Result<File> {
        File::open(self.path(id))
    }

    /// Removes a file that no row names any more, if it is there.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove(&self, id: &BlobId) -> io::Result<()> {
        remove(&self.path(id))
    }

    /// The files whose names begin with this byte and that were written at least so long ago.
    pub(crate) fn written_before(&self, first: u8, age: Duration) -> io::Result<Vec<BlobId>> {
        let files = fs::read_dir(self.folder.join(format!("{first:02x}")))?.flatten().filter(|it| is_older(it, age));
        Ok(files.filter_map(|it| BlobId::parse(it.file_name().to_str()?)).collect())
    }

    /// Whether a file is there and is what its name says.
    pub(crate) fn is_whole(&self, id: &BlobId) -> bool {
        let mut digest = Digesting(Sha256::new());
        let read = self.open_file(id).and_then(|mut it| io::copy(&mut it, &mut digest));
        read.is_ok() && BlobId::of(digest.0) == *id
    }

    fn path(&self, id: &BlobId) -> PathBuf {
        self.folder.join(&id.0[..2]).join(&id.0)
    }
}

/// A file that grows. Dropped before [`BlobWriter::finish`], it leaves nothing.
pub struct BlobWriter {
    folder: PathBuf,
    file: Option<(PathBuf, File)>,
    digest: Sha256,
    bytes: i64,
}

impl BlobWriter {
    /// Brings it to the disk under its name: the file first, then its name, then the folder.
    ///
    /// # Errors
    /// The disk is full, or fails; then there is no such file.
    pub fn finish(mut self) -> io::Result<DurableBlob> {
        let id = BlobId::of(std::mem::take(&mut self.digest));
        let Some((from, file)) = &self.file else { return Err(io::ErrorKind::NotFound.into()) };
        file.sync_all()?;
        let folder = self.folder.join(&id.0[..2]);
        fs::rename(from, folder.join(&id.0))?;
        folder::sync(&folder)?;
        self.file = None;
        Ok(DurableBlob { id, bytes: self.bytes })
    }
}

impl Write for BlobWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((_, file)) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        let n_written = file.write(bytes)?;
        self.digest.update(&bytes[..n_written]);
        self.bytes += n_written as i64;
        Ok(n_written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |(_, file)| file.flush())
    }
}

impl Drop for BlobWriter {
    fn drop(&mut self) {
        if let Some((path, _)) = &self.file {
            // What stays is removed when the store is opened again.
            let _ = fs::remove_file(path);
        }
    }
}

/// Another instance may still be writing what is young.
fn is_old(entry: &fs::DirEntry) -> bool {
    is_older(entry, LONG_AGO)
}

fn is_older(entry: &fs::DirEntry, age: Duration) -> bool {
    let written = entry.metadata().and_then(|it| it.modified()).ok();
    written.and_then(|it| it.elapsed().ok()).is_some_and(|it| it > age)
}

/// A new file with a name nobody can guess.
fn tempfile_in(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| io::Error::other("no random bytes"))?;
    let path = folder.join(random.iter().map(|it| format!("{it:02x}")).collect::<String>());
    let file = File::options().write(true).create_new(true).mode(0o600).open(&path)?;
    Ok((path, file))
}

/// Removes a file, if it is there.
fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(err),
        _ => Ok(()),
    }
}

/// Takes what is written to it into a digest.
struct Digesting(Sha256);

impl Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
