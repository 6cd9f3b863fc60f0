//! What does not print itself and is wiped when it is let go.

use std::fmt;

use zeroize::Zeroizing;

use crate::base::{CannotSeal, random};

/// 明文: bytes that were opened, or are about to be sealed. Does not print itself; wiped from memory when dropped.
/// Every [`Secret::reveal`] is a place where it leaves.
#[derive(Clone)]
pub struct Secret(pub(crate) Zeroizing<Vec<u8>>);

impl Secret {
    /// Lets it out.
    pub fn reveal(&self) -> &[u8] {
        &self.0
    }
    /// Lets it out as text; nothing when the bytes are no UTF-8.
    pub fn reveal_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// 密钥: 32 bytes of key. Does not print itself; wiped from memory when dropped.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// A key nobody has had before.
    pub(crate) fn random() -> Result<Key, CannotSeal> {
        random().map(Key)
    }
    /// Exactly 32 bytes; any other length is no key.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Key> {
        bytes.try_into().ok().map(|it| Key(Zeroizing::new(it)))
    }
    /// Lets it out: for the room that signs, in the case of [`crate::Keyring::ledger_seed`].
    pub fn reveal(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[key]")
    }
}
