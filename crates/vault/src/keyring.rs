//! The hierarchy of keys.
//!
//! ```text
//! key file, or passphrase (Argon2id)       the master secret: not in the backup of the data
//!        └─ keyring file                   sealed under it: in the backup of the data
//!              ├─ data key 1, 2, 3 …       the newest seals, each opens what it sealed
//!              ├─ ledger seed              the Ed25519 key that signs checkpoints
//!              └─ blinding key             HMAC of what the ledger only knows by digest
//! ```
//!
//! Both files are text of a stated format with a check sum over every bit; the keyring is one envelope besides, whose context is all that
//! stands before it. So damage is told as damage, a wrong passphrase as such, and garbage is never taken for a key.

mod error;
mod ring;
mod unlock;

use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::base::CannotSeal;
use crate::cipher::Suite;
use crate::context::{Context, Use};
use crate::envelope::{self, NotOpened, Sealed};
use crate::file::{OpeningReader, RangeReader, SealingWriter};
use crate::kdf::padded;
use crate::private_file;
use crate::secret::{Key, Secret};

pub use error::KeyError;
use ring::Ring;
use unlock::Way;
pub use unlock::{KeyFile, Passphrase, Unlock};

const FORMAT: &str = "FaceFile keyring, format ";
const NOTE: &str = "\
# 本系统的数据密钥，用主密钥或口令加密。请勿修改；请与数据一起备份。
# The data keys of this system, sealed under the master secret. Do not edit; keep it in the backups of the data.
";
/// No [`Context`] begins like this: each begins with a length of eight bytes.
const ROWS: &[u8] = b"facefile/rows/1";
const LABEL: &str = "facefile/keyring/1\n";

/// 密钥环: all keys that are in use, and what they seal and open. Does not print itself.
pub struct Keyring {
    path: PathBuf,
    way: Way,
    master: Key,
    ring: Ring,
    suite: Suite,
    /// SHA-256 of the file as it was read or written last.
    seen: [u8; 32],
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keyring({}, {} versions)", self.path.display(), self.ring.data.len())
    }
}

/// The file.
impl Keyring {
    /// A new keyring, on the disk before it is used. Refuses to take the place of one that is there.
    pub fn create(path: &Path, unlock: &Unlock<'_>) -> Result<Keyring, KeyError> {
        let _lock = private_file::lock(path)?;
        let (way, master) = Way::new(unlock)?;
        let ring = Ring::new()?;
        let text = write(&way, &master, &ring)?;
        private_file::create(path, &text)?;
        Ok(Keyring { path: path.to_owned(), way, master, ring, suite: Suite::default(), seen: seen(&text) })
    }

    /// The keyring of this file. Refuses a file that others may read, that is damaged, or that this does not unlock.
    pub fn load(path: &Path, unlock: &Unlock<'_>) -> Result<Keyring, KeyError> {
        let text = private_file::read(path)?;
        let (way, keys) = parse(private_file::lines(path, &text, FORMAT)?).ok_or_else(|| KeyError::Unknown(path.to_owned()))?;
        let master = way.master(path, unlock)?;
        let opened = envelope::open(|_| Some(&master), &context(&way), &keys).map_err(|_| unlock.wrong(path))?;
        let ring = Ring::parse(opened.reveal()).ok_or_else(|| KeyError::Unknown(path.to_owned()))?;
        Ok(Keyring { path: path.to_owned(), way, master, ring, suite: Suite::default(), seen: seen(&text) })
    }

    /// Small values are sealed with this suite from now on. What is sealed with another still opens.
    #[must_use]
    pub fn sealing_with(self, suite: Suite) -> Keyring {
        Keyring { suite, ..self }
    }

    /// Makes a new data key, which seals from now on; the older ones still open. Answers its version. Nothing changes when it fails.
    pub fn rotate(&mut self) -> Result<u32, KeyError> {
        let ring = self.ring.with_new_version()?;
        let newest = ring.newest().0;
        self.change(None, ring)?;
        Ok(newest)
    }

    /// Seals the same keys under another master secret: a new passphrase, a new key file. No data is touched; what unlocked it before no
    /// longer does. Nothing changes when it fails. Copies of the old file still open with the old secret: destroy them.
    pub fn rewrap(&mut self, unlock: &Unlock<'_>) -> Result<(), KeyError> {
        let new = Way::new(unlock)?;
        self.change(Some(new), self.ring.clone())
    }

    fn change(&mut self, master: Option<(Way, Key)>, ring: Ring) -> Result<(), KeyError> {
        let (way, master) = master.unwrap_or_else(|| (self.way.clone(), self.master.clone()));
        let text = write(&way, &master, &ring)?;
        let _lock = private_file::lock(&self.path)?;
        if seen(&private_file::read(&self.path)?) != self.seen {
            return Err(KeyError::ChangedElsewhere(self.path.clone()));
        }
        private_file::replace(&self.path, &text)?;
        (self.way, self.master, self.ring, self.seen) = (way, master, ring, seen(&text));
        Ok(())
    }

    /// Versions of data keys, oldest first. The last one seals.
    pub fn versions(&self) -> impl Iterator<Item = u32> {
        self.ring.data.iter().map(|it| it.0)
    }

    /// The version that seals.
    pub fn newest_version(&self) -> u32 {
        self.ring.newest().0
    }
}

/// What it is used for.
impl Keyring {
    /// Seals a small value, at most [`envelope::LONGEST`] bytes, for the place it will be kept at.
    pub fn seal(&self, context: &Context<'_>, plain: &[u8]) -> Result<Sealed, CannotSeal> {
        self.seal_as(Use::Value, context, plain)
    }

    /// Opens a small value where it is kept. Whatever is wrong, the error is the same.
    pub fn open(&self, context: &Context<'_>, sealed: &Sealed) -> Result<Secret, NotOpened> {
        self.open_as(Use::Value, context, sealed.as_bytes())
    }

    /// Seals a file as it is written. [`SealingWriter::finish`] ends it.
    pub fn seal_file<W: Write>(&self, context: &Context<'_>, to: W) -> io::Result<SealingWriter<W>> {
        SealingWriter::new(self, context, to)
    }

    /// Opens a file from its beginning.
    pub fn open_file<R: Read>(&self, context: &Context<'_>, from: R) -> io::Result<OpeningReader<R>> {
        OpeningReader::new(self, context, from)
    }

    /// Opens a file to be read from any place. `from` stands at the beginning of what is sealed, which goes on to its end.
    pub fn open_file_ranges<R: Read + Seek>(&self, context: &Context<'_>, from: R) -> io::Result<RangeReader<R>> {
        RangeReader::new(self, context, from)
    }

    /// 账本签名种子: the seed (RFC 8032) of the Ed25519 key that signs the ledger's checkpoints. Its own random secret: neither a new
    /// passphrase nor a new data key changes who signs.
    pub fn ledger_seed(&self) -> &Key {
        &self.ring.ledger_seed
    }

    /// 盲化摘要: what the ledger holds in the place of a record: HMAC-SHA-256 of context and content. Without the keyring nobody can
    /// try out what may be behind it. The key is never rotated, so the same record always has the same digest.
    pub fn blind(&self, context: &Context<'_>, content: &[u8]) -> [u8; 32] {
        let mac = <Hmac<Sha256> as KeyInit>::new((&*padded(self.ring.blinding.reveal())).into());
        mac.chain_update(context.encode(Use::Blinding)).chain_update(content).finalize().into_bytes().into()
    }

    /// 行摘要密钥: what the store blinds the digests of its rows with. Made of the blinding key and never changed, as it is not.
    pub fn row_blinding(&self) -> Zeroizing<[u8; 32]> {
        let mac = <Hmac<Sha256> as KeyInit>::new((&*padded(self.ring.blinding.reveal())).into());
        Zeroizing::new(mac.chain_update(ROWS).finalize().into_bytes().into())
    }

    pub(crate) fn seal_as(&self, used_for: Use, context: &Context<'_>, plain: &[u8]) -> Result<Sealed, CannotSeal> {
        let (version, key) = self.ring.newest();
        envelope::seal(self.suite, *version, key, &context.encode(used_for), plain)
    }

    pub(crate) fn open_as(&self, used_for: Use, context: &Context<'_>, sealed: &[u8]) -> Result<Secret, NotOpened> {
        envelope::open(|version| self.ring.version(version), &context.encode(used_for), sealed)
    }
}

/// The file as text.
fn write(way: &Way, master: &Key, ring: &Ring) -> Result<Zeroizing<String>, KeyError> {
    let sealed = envelope::seal(Suite::Aes256Gcm, 0, master, &context(way), &ring.to_bytes())?;
    Ok(private_file::with_check(&format!("{FORMAT}1\n{NOTE}unlock = {way}\nkeys = {}\n", STANDARD.encode(sealed.as_bytes()))))
}

fn parse<'a>(mut lines: impl Iterator<Item = &'a str>) -> Option<(Way, Vec<u8>)> {
    let way = Way::parse(lines.next()?.strip_prefix("unlock = ")?)?;
    let keys = STANDARD.decode(lines.next()?.strip_prefix("keys = ")?).ok()?;
    lines.next().is_none().then_some((way, keys))
}

/// How the keyring is unlocked is bound to what is unlocked.
fn context(way: &Way) -> Vec<u8> {
    format!("{LABEL}{way}").into_bytes()
}

fn seen(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}
