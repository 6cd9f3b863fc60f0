//! Materials of tens of megabytes: sealed and opened as a stream, 16 KiB in memory at a time, and readable from any place.
//!
//! ```text
//! the file's own key, in an envelope 109 | Cobblestone-256 (C2SP chunked-encryption)
//! ```
//!
//! Each file has its own random key; the envelope binds it to tenant, kind and record, and so does the derivation inside. A file that was
//! cut, lengthened or whose chunks were moved does not open beyond the place. Always AES-256-GCM inside, whatever the suite of the envelope.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use crate::cobblestone::{CHUNK, HEAD, Opener, Ranges, SEALED_CHUNK, Sealer, short_is_not_opened};
use crate::context::{Context, Use};
use crate::envelope::{NotOpened, OVERHEAD};
use crate::keyring::Keyring;
use crate::secret::Key;

/// Bytes of the envelope with the file's key.
const ENVELOPE: usize = OVERHEAD + 32;

/// Bytes that a file of `plain` bytes has when it is sealed.
pub fn sealed_length(plain: u64) -> u64 {
    let tags = (plain / CHUNK as u64 + 1) * (SEALED_CHUNK - CHUNK) as u64;
    (ENVELOPE + HEAD) as u64 + plain + tags
}

/// 封存中的文件: seals what is written to it. Dropped without [`SealingWriter::finish`], the file has no end and will not open.
pub struct SealingWriter<W: Write>(Sealer<W>);

impl<W: Write> SealingWriter<W> {
    pub(crate) fn new(keyring: &Keyring, context: &Context<'_>, mut inner: W) -> io::Result<SealingWriter<W>> {
        let key = Key::random()?;
        let envelope = keyring.seal_as(Use::FileKey, context, key.reveal())?;
        inner.write_all(envelope.as_bytes())?;
        Sealer::new(inner, &key, &context.encode(Use::File)).map(SealingWriter)
    }

    /// Writes the end and gives back what it wrote to, flushed but not yet synced to the disk.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for SealingWriter<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.0.write(data)
    }
    /// Flushes whole chunks; the begun one waits for more or for [`SealingWriter::finish`].
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// 打开中的文件: the plaintext from the beginning. Every byte it gives out is authentic; that none is missing is known when it ends
/// without an error. [`NotOpened::is_behind`] tells damage from a failing disk.
pub struct OpeningReader<R: Read>(Opener<R>);

impl<R: Read> OpeningReader<R> {
    pub(crate) fn new(keyring: &Keyring, context: &Context<'_>, mut inner: R) -> io::Result<OpeningReader<R>> {
        let key = file_key(keyring, context, &mut inner)?;
        Opener::new(inner, &key, &context.encode(Use::File)).map(OpeningReader)
    }
}

impl<R: Read> Read for OpeningReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

/// 按范围打开的文件: the plaintext from any place. Its length was authenticated when it was opened, each chunk is when it is read.
pub struct RangeReader<R: Read + Seek>(Ranges<R>);

impl<R: Read + Seek> RangeReader<R> {
    pub(crate) fn new(keyring: &Keyring, context: &Context<'_>, mut inner: R) -> io::Result<RangeReader<R>> {
        let key = file_key(keyring, context, &mut inner)?;
        Ranges::new(inner, &key, &context.encode(Use::File)).map(RangeReader)
    }

    /// Bytes of plaintext.
    pub fn len(&self) -> u64 {
        self.0.len()
    }

    /// Whether there is no plaintext.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Exactly these bytes. Refuses a range that ends behind the file or before it begins.
    pub fn range(&mut self, range: Range<u64>) -> io::Result<impl Read> {
        if range.start > range.end || range.end > self.len() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.seek(SeekFrom::Start(range.start))?;
        Ok(self.take(range.end - range.start))
    }
}

impl<R: Read + Seek> Read for RangeReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl<R: Read + Seek> Seek for RangeReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

fn file_key(keyring: &Keyring, context: &Context<'_>, inner: &mut impl Read) -> io::Result<Key> {
    let mut envelope = [0; ENVELOPE];
    inner.read_exact(&mut envelope).map_err(short_is_not_opened)?;
    let key = keyring.open_as(Use::FileKey, context, &envelope)?;
    Key::from_bytes(key.reveal()).ok_or_else(|| NotOpened.into())
}
