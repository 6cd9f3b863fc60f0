//! Cobblestone-256: C2SP chunked-encryption (<https://c2sp.org/chunked-encryption>) with AES-256-GCM and HMAC-SHA-512.
//!
//! ```text
//! salt 24 | commitment 32 | chunks of 16 KiB, each with its tag 16; the last is shorter and may be empty
//! ```

use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use hmac::Hmac;
use sha2::Sha512;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base::{CannotSeal, random};
use crate::cipher::{Cipher, NONCE, Suite, TAG};
use crate::envelope::NotOpened;
use crate::kdf::expand;
use crate::secret::Key;

/// Bytes of plaintext in every chunk but the last.
pub(crate) const CHUNK: usize = 16 * 1024;
/// Bytes of a whole chunk as it is kept.
pub(crate) const SEALED_CHUNK: usize = CHUNK + TAG;
const SALT: usize = 24;
const COMMITMENT: usize = 32;
/// Bytes before the first chunk.
pub(crate) const HEAD: usize = SALT + COMMITMENT;
/// A message has fewer chunks than this: 4 PiB.
const MOST_CHUNKS: u64 = 1 << 38;

/// What one message is sealed with.
struct Chunks {
    cipher: Cipher,
    base_nonce: [u8; NONCE],
    commitment: [u8; COMMITMENT],
}

impl Chunks {
    fn derive(key: &Key, salt: &[u8], context: &[u8]) -> Option<Chunks> {
        let mut bytes = Zeroizing::new([0; 32 + NONCE + COMMITMENT]);
        let info: [&[u8]; 5] = [b"c2sp.org/chunked-encryption@v1+", b"AEAD_AES_256_GCM", &[0], salt, context];
        expand::<Hmac<Sha512>>(key.reveal(), &info, &mut *bytes).ok()?;
        let (key, rest) = bytes.split_at(32);
        let (nonce, commitment) = rest.split_at(NONCE);
        let cipher = Cipher::new(Suite::Aes256Gcm, key).ok()?;
        Some(Chunks { cipher, base_nonce: nonce.try_into().ok()?, commitment: commitment.try_into().ok()? })
    }

    /// From the head of a message; refused unless the commitment fits key and context.
    fn of(key: &Key, context: &[u8], head: &[u8; HEAD]) -> Result<Chunks, NotOpened> {
        let (salt, commitment) = head.split_at(SALT);
        let chunks = Chunks::derive(key, salt, context).ok_or(NotOpened)?;
        bool::from(chunks.commitment.ct_eq(commitment)).then_some(chunks).ok_or(NotOpened)
    }

    fn nonce(&self, number: u64) -> Option<[u8; NONCE]> {
        let mut nonce = self.base_nonce;
        for (byte, count) in nonce.iter_mut().rev().zip(number.to_le_bytes()) {
            *byte ^= count;
        }
        (number < MOST_CHUNKS).then_some(nonce)
    }

    fn seal(&self, number: u64, chunk: &mut Vec<u8>) -> Result<(), CannotSeal> {
        let nonce = self.nonce(number).ok_or(CannotSeal::TooLarge)?;
        self.cipher.seal(&nonce, &[], chunk).map_err(|_| CannotSeal::TooLarge)
    }

    fn open(&self, number: u64, chunk: &mut Vec<u8>) -> Result<(), NotOpened> {
        let nonce = self.nonce(number).ok_or(NotOpened)?;
        self.cipher.open(&nonce, &[], chunk).map_err(|_| NotOpened)
    }
}

/// Room for one chunk, with its tag: it never grows, so no copy of the plaintext is left behind.
fn room() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(SEALED_CHUNK))
}

/// Seals what is written to it. Without [`Sealer::finish`] the message has no end and does not open.
pub(crate) struct Sealer<W> {
    inner: W,
    chunks: Chunks,
    number: u64,
    chunk: Zeroizing<Vec<u8>>,
    failed: bool,
}

impl<W: Write> Sealer<W> {
    pub(crate) fn new(inner: W, key: &Key, context: &[u8]) -> io::Result<Sealer<W>> {
        Sealer::with_salt(inner, key, context, &*random()?)
    }

    pub(crate) fn with_salt(mut inner: W, key: &Key, context: &[u8], salt: &[u8; SALT]) -> io::Result<Sealer<W>> {
        let chunks = Chunks::derive(key, salt, context).ok_or(CannotSeal::TooLarge)?;
        inner.write_all(salt)?;
        inner.write_all(&chunks.commitment)?;
        Ok(Sealer { inner, chunks, number: 0, chunk: room(), failed: false })
    }

    fn put(&mut self) -> io::Result<()> {
        self.failed = true;
        self.chunks.seal(self.number, &mut self.chunk)?;
        self.inner.write_all(&self.chunk)?;
        self.chunk.clear();
        self.number += 1;
        self.failed = false;
        Ok(())
    }

    fn refuse_after_failure(&self) -> io::Result<()> {
        if self.failed { Err(io::Error::other("an earlier write failed")) } else { Ok(()) }
    }

    /// Writes the short last chunk and gives back what it wrote to, flushed.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.refuse_after_failure()?;
        self.put()?;
        self.inner.flush()?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.refuse_after_failure()?;
        let taken = data.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&data[..taken]);
        if self.chunk.len() == CHUNK {
            self.put()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Opens a message from its beginning. What it gives out was authenticated; only its end says that nothing is missing.
pub(crate) struct Opener<R> {
    inner: R,
    chunks: Chunks,
    number: u64,
    chunk: Zeroizing<Vec<u8>>,
    given: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Going,
    AtEnd,
    Failed,
}

impl<R: Read> Opener<R> {
    pub(crate) fn new(mut inner: R, key: &Key, context: &[u8]) -> io::Result<Opener<R>> {
        let chunks = Chunks::of(key, context, &read_head(&mut inner)?)?;
        Ok(Opener { inner, chunks, number: 0, chunk: room(), given: 0, state: State::Going })
    }

    /// Whatever fails, nothing of the chunk is left to be given out.
    fn next_chunk(&mut self) -> io::Result<()> {
        self.state = State::Failed;
        self.given = 0;
        let opened = self.read_and_open();
        match opened {
            Ok(state) => self.state = state,
            Err(_) => self.chunk.clear(),
        }
        opened.map(drop)
    }

    fn read_and_open(&mut self) -> io::Result<State> {
        read_chunk(&mut self.inner, &mut self.chunk)?;
        let is_last = self.chunk.len() < SEALED_CHUNK;
        self.chunks.open(self.number, &mut self.chunk)?;
        self.number += 1;
        Ok(if is_last { State::AtEnd } else { State::Going })
    }
}

impl<R: Read> Read for Opener<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.chunk.len() {
            match self.state {
                State::Going => self.next_chunk()?,
                State::AtEnd => return Ok(0),
                State::Failed => return Err(NotOpened.into()),
            }
        }
        let given = give(&self.chunk[self.given..], out);
        self.given += given;
        Ok(given)
    }
}

/// Opens a message at any place. Its length is authenticated when it is made.
pub(crate) struct Ranges<R> {
    inner: R,
    chunks: Chunks,
    /// Where the message begins.
    start: u64,
    /// Bytes of plaintext.
    length: u64,
    place: u64,
    chunk: Zeroizing<Vec<u8>>,
    /// Which one `chunk` holds, opened.
    held: Option<u64>,
}

impl<R: Read + Seek> Ranges<R> {
    /// The message stands from where `inner` is to its end.
    pub(crate) fn new(mut inner: R, key: &Key, context: &[u8]) -> io::Result<Ranges<R>> {
        let start = inner.stream_position()?;
        let chunks = Chunks::of(key, context, &read_head(&mut inner)?)?;
        let kept = inner.seek(SeekFrom::End(0))?.checked_sub(start + HEAD as u64).ok_or(NotOpened)?;
        let (last, rest) = (kept / SEALED_CHUNK as u64, kept % SEALED_CHUNK as u64);
        let length = last * CHUNK as u64 + rest.checked_sub(TAG as u64).ok_or(NotOpened)?;
        let mut ranges = Ranges { inner, chunks, start, length, place: 0, chunk: room(), held: None };
        ranges.hold(last)?;
        Ok(ranges)
    }

    /// Bytes of plaintext.
    pub(crate) fn len(&self) -> u64 {
        self.length
    }

    fn hold(&mut self, number: u64) -> io::Result<()> {
        if self.held == Some(number) {
            return Ok(());
        }
        self.held = None;
        self.inner.seek(SeekFrom::Start(self.start + HEAD as u64 + number * SEALED_CHUNK as u64))?;
        read_chunk(&mut self.inner, &mut self.chunk)?;
        self.chunks.open(number, &mut self.chunk)?;
        self.held = Some(number);
        Ok(())
    }
}

impl<R: Read + Seek> Read for Ranges<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.place >= self.length || out.is_empty() {
            return Ok(0);
        }
        self.hold(self.place / CHUNK as u64)?;
        let within = (self.place % CHUNK as u64) as usize;
        let given = give(self.chunk.get(within..).unwrap_or_default(), out);
        self.place += given as u64;
        // A chunk is never empty before the end, unless the file changed below us.
        if given == 0 { Err(NotOpened.into()) } else { Ok(given) }
    }
}

impl<R> Seek for Ranges<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(it) => Some(it),
            SeekFrom::End(it) => self.length.checked_add_signed(it),
            SeekFrom::Current(it) => self.place.checked_add_signed(it),
        };
        self.place = place.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.place)
    }
}

fn read_head(inner: &mut impl Read) -> io::Result<[u8; HEAD]> {
    let mut head = [0; HEAD];
    inner.read_exact(&mut head).map_err(short_is_not_opened)?;
    Ok(head)
}

/// What ends too early was cut off: the same error as for any other damage.
pub(crate) fn short_is_not_opened(err: io::Error) -> io::Error {
    if err.kind() == ErrorKind::UnexpectedEof { NotOpened.into() } else { err }
}

/// A whole chunk, or what is left.
fn read_chunk(inner: &mut impl Read, chunk: &mut Vec<u8>) -> io::Result<()> {
    chunk.clear();
    inner.take(SEALED_CHUNK as u64).read_to_end(chunk)?;
    Ok(())
}

fn give(from: &[u8], out: &mut [u8]) -> usize {
    let given = from.len().min(out.len());
    out[..given].copy_from_slice(&from[..given]);
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_end_before_the_counter_does() {
        let chunks = Chunks::derive(&Key::random().unwrap(), &[0; SALT], b"").unwrap();
        assert!(chunks.nonce(MOST_CHUNKS - 1).is_some());
        assert!(chunks.nonce(MOST_CHUNKS).is_none());
    }

    /// A disk that is full in the middle of a chunk: nothing more is written, however often one tries.
    #[test]
    fn after_a_failed_write_nothing_is_written() {
        let mut disk = [0; HEAD + SEALED_CHUNK + 100];
        let mut sealer = Sealer::new(&mut disk[..], &Key::random().unwrap(), b"").unwrap();
        assert!(sealer.write_all(&[7; 3 * CHUNK]).is_err());
        assert!(sealer.write(&[7]).is_err());
        assert!(sealer.finish().is_err());
    }
}
