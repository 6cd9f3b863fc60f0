//! What unlocks a keyring: a key file or a passphrase.

use std::fmt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::base::{hex, random, unhex};
use crate::cost::Cost;
use crate::keyring::KeyError;
use crate::private_file;
use crate::secret::Key;

const FORMAT: &str = "FaceFile key file, format ";
const NOTE: &str = "\
# 主密钥：谁有此文件和数据，谁就能打开全部密封内容。请另存一份，放在安全的地方，不要与数据备份放在一起。
# 丢失后，密封的内容谁也打不开。
# The master secret: whoever has this file and the data can open all that is sealed. Keep a copy in a safe place, apart from backups of the data.
# If it is lost, nobody can open what is sealed.
";

/// 密钥文件: the master secret as a file that only its owner may read. Does not print itself.
pub struct KeyFile {
    path: PathBuf,
    key: Key,
}

impl KeyFile {
    /// Makes a new secret and its file (mode 0600), on the disk when it returns. Refuses to take the place of a file.
    pub fn create(path: &Path) -> Result<KeyFile, KeyError> {
        let key = Key::random()?;
        let body = Zeroizing::new(format!("{FORMAT}1\n{NOTE}master = {}\n", *hex(key.reveal())));
        private_file::create(path, &private_file::with_check(&body))?;
        Ok(KeyFile { path: path.to_owned(), key })
    }

    /// The secret of this file. Refuses a file that others than its owner may read or write, and one that differs from what was written
    /// in a single bit.
    pub fn read(path: &Path) -> Result<KeyFile, KeyError> {
        let text = private_file::read(path)?;
        let key = master(private_file::lines(path, &text, FORMAT)?).ok_or_else(|| KeyError::Unknown(path.to_owned()))?;
        Ok(KeyFile { path: path.to_owned(), key })
    }
}

fn master<'a>(mut lines: impl Iterator<Item = &'a str>) -> Option<Key> {
    let key = Key::from_bytes(&*unhex::<32>(lines.next()?.strip_prefix("master = ")?)?);
    key.filter(|_| lines.next().is_none())
}

impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyFile({}, [key])", self.path.display())
    }
}

/// 口令: a passphrase for a keyring, stretched with Argon2id. Does not print itself. Whether it is good enough is asked of
/// [`crate::password::check_strength`] when it is chosen.
pub struct Passphrase {
    text: Zeroizing<String>,
    cost: Cost,
}

impl Passphrase {
    /// As it was typed; full-width and half-width letters are the same.
    pub fn new(text: String) -> Passphrase {
        Passphrase { text: Zeroizing::new(text), cost: Cost::KEYRING }
    }
    /// With another cost when a keyring is made or rewrapped. An existing one is opened at the cost that stands in it.
    #[must_use]
    pub fn costing(self, cost: Cost) -> Passphrase {
        Passphrase { cost, ..self }
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[passphrase]")
    }
}

/// 解锁方式: what unlocks a keyring.
#[derive(Debug)]
pub enum Unlock<'a> {
    /// The secret of a key file.
    KeyFile(&'a KeyFile),
    /// A passphrase.
    Passphrase(&'a Passphrase),
}

impl Unlock<'_> {
    /// What it means when it does not unlock a file that is whole.
    pub(super) fn wrong(&self, keyring: &Path) -> KeyError {
        match self {
            Unlock::KeyFile(it) => KeyError::WrongKeyFile { keyring: keyring.to_owned(), key_file: it.path.clone() },
            Unlock::Passphrase(_) => KeyError::WrongPassphrase(keyring.to_owned()),
        }
    }
}

/// How a keyring says it is unlocked. Printed into the file, and bound to what is sealed in it.
#[derive(Clone)]
pub(super) enum Way {
    KeyFile,
    Passphrase { cost: Cost, salt: [u8; 16] },
}

impl Way {
    /// For a keyring that is written anew: a passphrase gets a new salt.
    pub(super) fn new(unlock: &Unlock<'_>) -> Result<(Way, Key), KeyError> {
        match unlock {
            Unlock::KeyFile(it) => Ok((Way::KeyFile, it.key.clone())),
            Unlock::Passphrase(it) => {
                let salt = *random::<16>()?;
                Ok((Way::Passphrase { cost: it.cost, salt }, it.cost.stretch(&it.text, &salt)?))
            }
        }
    }

    /// The master secret, when what is offered is of the kind the file asks for.
    pub(super) fn master(&self, keyring: &Path, unlock: &Unlock<'_>) -> Result<Key, KeyError> {
        match (self, unlock) {
            (Way::KeyFile, Unlock::KeyFile(it)) => Ok(it.key.clone()),
            (Way::Passphrase { cost, salt }, Unlock::Passphrase(it)) => Ok(cost.stretch(&it.text, salt)?),
            (Way::KeyFile, Unlock::Passphrase(_)) => Err(KeyError::NeedsKeyFile(keyring.to_owned())),
            (Way::Passphrase { .. }, Unlock::KeyFile(_)) => Err(KeyError::NeedsPassphrase(keyring.to_owned())),
        }
    }

    /// Only what its own printing gives, letter by letter.
    pub(super) fn parse(text: &str) -> Option<Way> {
        if text == "key-file" {
            return Some(Way::KeyFile);
        }
        let words: Vec<&str> = text.strip_prefix("passphrase argon2id ")?.split(' ').collect();
        let [memory, passes, lanes, salt] = words[..] else { return None };
        let number = |word: &str, name: &str| word.strip_prefix(name)?.parse().ok();
        let cost = Cost { memory_kib: number(memory, "m=")?, passes: number(passes, "t=")?, lanes: number(lanes, "p=")? };
        let way = Way::Passphrase { cost, salt: *unhex(salt.strip_prefix("salt=")?)? };
        (way.to_string() == text).then_some(way)
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Way::KeyFile => f.write_str("key-file"),
            Way::Passphrase { cost: Cost { memory_kib, passes, lanes }, salt } => {
                write!(f, "passphrase argon2id m={memory_kib} t={passes} p={lanes} salt={}", *hex(salt))
            }
        }
    }
}
