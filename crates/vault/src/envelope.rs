//! Small values, sealed.
//!
//! ```text
//! suite 1 | key version 4 | salt 24 | commitment 32 | ciphertext and tag
//! ```
//!
//! Every value has its own key: HKDF-Expand takes the data key of that version, the first 29 bytes and the context, and gives the key, the
//! nonce and the commitment. So random nonces never meet under one long-lived key, and the commitment, checked first, holds the value to one
//! key, one suite and one context. The context is the cipher's associated data as well.

use std::{fmt, io};

use hmac::Hmac;
use sha2::Sha256;
use sm3::Sm3;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base::{CannotSeal, random};
use crate::cipher::{Cipher, NONCE, Suite, TAG};
use crate::kdf::expand;
use crate::secret::{Key, Secret};

const LABEL: &[u8] = b"facefile/envelope/1\0";
const SALT: usize = 24;
const COMMITMENT: usize = 32;
/// Suite, key version and salt.
const HEAD: usize = 1 + 4 + SALT;
/// Bytes that sealing adds to a value.
pub const OVERHEAD: usize = HEAD + COMMITMENT + TAG;
/// The longest value that is sealed whole, in bytes; what is longer is a [`mod@crate::file`].
pub const LONGEST: usize = 1024 * 1024;

/// 密封的值: bytes that only the vault can open. Anybody may keep them; they say their suite, their key version and their length.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Bytes as they were kept. Nothing is checked before opening.
    pub fn from_bytes(bytes: Vec<u8>) -> Sealed {
        Sealed(bytes)
    }
    /// The bytes to keep.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
    /// The bytes to keep.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
    /// The version of the data key it claims to be sealed under; nothing when it is too short to be sealed at all.
    pub fn key_version(&self) -> Option<u32> {
        Parts::of(&self.0).map(|it| it.version)
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// 打不开: the one thing that is said of a value that does not open. It does not say whether the key, the place or the content is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("密封的内容打不开：内容、密钥或者所属的记录不符。 / What is sealed does not open: content, key or record do not match.")]
pub struct NotOpened;

impl NotOpened {
    /// Whether reading failed because what is sealed does not open, and not because a disk failed.
    pub fn is_behind(err: &io::Error) -> bool {
        err.get_ref().is_some_and(|it| it.is::<NotOpened>())
    }
}

impl From<NotOpened> for io::Error {
    fn from(err: NotOpened) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, err)
    }
}

/// Seals under the key of this version.
pub(crate) fn seal(suite: Suite, version: u32, key: &Key, context: &[u8], plain: &[u8]) -> Result<Sealed, CannotSeal> {
    if plain.len() > LONGEST {
        return Err(CannotSeal::TooLarge);
    }
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.push(suite as u8);
    sealed.extend_from_slice(&version.to_be_bytes());
    sealed.extend_from_slice(&*random::<SALT>()?);
    let once = Once::derive(suite, key, &sealed, context).ok_or(CannotSeal::TooLarge)?;
    let mut text = Zeroizing::new(Vec::with_capacity(plain.len() + TAG));
    text.extend_from_slice(plain);
    once.cipher.seal(&once.nonce, context, &mut text).map_err(|_| CannotSeal::TooLarge)?;
    sealed.extend_from_slice(&once.commitment);
    sealed.extend_from_slice(&text);
    Ok(Sealed(sealed))
}

/// Opens with the key that `key` finds for the version the value claims.
pub(crate) fn open<'k>(key: impl FnOnce(u32) -> Option<&'k Key>, context: &[u8], sealed: &[u8]) -> Result<Secret, NotOpened> {
    let parts = Parts::of(sealed).ok_or(NotOpened)?;
    let once = key(parts.version).and_then(|key| Once::derive(parts.suite, key, parts.head, context)).ok_or(NotOpened)?;
    if !bool::from(once.commitment.ct_eq(parts.commitment)) {
        return Err(NotOpened);
    }
    let mut text = Zeroizing::new(parts.text.to_vec());
    once.cipher.open(&once.nonce, context, &mut text).map_err(|_| NotOpened)?;
    Ok(Secret(text))
}

/// A sealed value, cut.
struct Parts<'a> {
    suite: Suite,
    version: u32,
    head: &'a [u8],
    commitment: &'a [u8],
    text: &'a [u8],
}

impl Parts<'_> {
    fn of(sealed: &[u8]) -> Option<Parts<'_>> {
        let (head, rest) = sealed.split_at_checked(HEAD)?;
        let (commitment, text) = rest.split_at_checked(COMMITMENT)?;
        let suite = Suite::numbered(*head.first()?)?;
        let version = u32::from_be_bytes(head.get(1..5)?.try_into().ok()?);
        (text.len() >= TAG).then_some(Parts { suite, version, head, commitment, text })
    }
}

/// What serves one value and no other.
struct Once {
    cipher: Cipher,
    nonce: [u8; NONCE],
    commitment: [u8; COMMITMENT],
}

impl Once {
    fn derive(suite: Suite, key: &Key, head: &[u8], context: &[u8]) -> Option<Once> {
        let mut bytes = Zeroizing::new([0; 32 + NONCE + COMMITMENT]);
        let info = [LABEL, head, context];
        match suite {
            Suite::Aes256Gcm => expand::<Hmac<Sha256>>(key.reveal(), &info, &mut *bytes),
            Suite::Sm4Gcm => expand::<Hmac<Sm3>>(key.reveal(), &info, &mut *bytes),
        }
        .ok()?;
        let (key, rest) = bytes.split_at(32);
        let (nonce, commitment) = rest.split_at(NONCE);
        let cipher = Cipher::new(suite, key.get(..suite.key_size())?).ok()?;
        Some(Once { cipher, nonce: nonce.try_into().ok()?, commitment: commitment.try_into().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key commitment: whoever holds two keys cannot make one value that opens under both, because the commitment belongs to one of them.
    #[test]
    fn a_value_opens_under_one_key_only() {
        let [one, other] = [Key::random().unwrap(), Key::random().unwrap()];
        for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
            let sealed = seal(suite, 1, &one, b"context", b"plain").unwrap();
            assert_eq!(open(|_| Some(&one), b"context", sealed.as_bytes()).unwrap().reveal(), b"plain");
            assert_eq!(open(|_| Some(&other), b"context", sealed.as_bytes()).unwrap_err(), NotOpened);
            // The text of the other key, behind the commitment of the first and the other way round.
            let second = Once::derive(suite, &other, &sealed.as_bytes()[..HEAD], b"context").unwrap();
            let mut text = b"plain".to_vec();
            second.cipher.seal(&second.nonce, b"context", &mut text).unwrap();
            let forged = [&sealed.as_bytes()[..HEAD + COMMITMENT], &text].concat();
            assert!(open(|_| Some(&one), b"context", &forged).is_err() && open(|_| Some(&other), b"context", &forged).is_err());
            let theirs = [&sealed.as_bytes()[..HEAD], &second.commitment, &text].concat();
            assert!(open(|_| Some(&one), b"context", &theirs).is_err() && open(|_| Some(&other), b"context", &theirs).is_ok());
        }
    }

    #[test]
    fn the_same_value_is_never_sealed_alike() {
        let key = Key::random().unwrap();
        let sealed: std::collections::HashSet<Vec<u8>> =
            (0..1000).map(|_| seal(Suite::Aes256Gcm, 1, &key, b"", b"").unwrap().into_bytes()[5..HEAD].to_vec()).collect();
        assert_eq!(sealed.len(), 1000);
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let key = Key::random().unwrap();
        assert!(seal(Suite::Aes256Gcm, 1, &key, b"", &vec![0; LONGEST]).is_ok());
        assert_eq!(seal(Suite::Aes256Gcm, 1, &key, b"", &vec![0; LONGEST + 1]).unwrap_err(), CannotSeal::TooLarge);
    }
}
