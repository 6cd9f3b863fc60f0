//! The two ciphers, behind one door that checks sizes.

use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, AesGcm};

type Sm4Gcm = AesGcm<sm4::Sm4, U12>;

/// Bytes of a nonce of either cipher.
pub(crate) const NONCE: usize = 12;
/// Bytes that either cipher adds.
pub(crate) const TAG: usize = 16;

/// 密码套件: which algorithms seal a value. The number is the first byte of what is sealed; it is permanent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Suite {
    /// 1: AES-256-GCM (NIST SP 800-38D), keys by HMAC-SHA-256. What is used unless the operator says otherwise.
    #[default]
    Aes256Gcm = 1,
    /// 2: SM4-GCM (GB/T 32907, RFC 8998), keys by HMAC-SM3 (GB/T 32905). Where commercial cryptography is required. Slow, and it looks up
    /// tables with secret bytes: for small values, never for files. Not a certified product (GM/T 0028).
    Sm4Gcm = 2,
}

impl Suite {
    /// The suite of this number.
    pub(crate) fn numbered(number: u8) -> Option<Suite> {
        [Suite::Aes256Gcm, Suite::Sm4Gcm].into_iter().find(|it| *it as u8 == number)
    }
    /// Bytes of its key.
    pub(crate) fn key_size(self) -> usize {
        match self {
            Suite::Aes256Gcm => 32,
            Suite::Sm4Gcm => 16,
        }
    }
}

/// A cipher did not take what it was given: a wrong size, or a tag that does not fit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused;

/// One cipher with its key, which is wiped when it is dropped.
pub(crate) enum Cipher {
    Aes(Box<Aes256Gcm>),
    Sm4(Box<Sm4Gcm>),
}

impl Cipher {
    /// Refuses a key of any other size than the suite's.
    pub(crate) fn new(suite: Suite, key: &[u8]) -> Result<Cipher, Refused> {
        match suite {
            Suite::Aes256Gcm => Aes256Gcm::new_from_slice(key).map(|it| Cipher::Aes(Box::new(it))),
            Suite::Sm4Gcm => Sm4Gcm::new_from_slice(key).map(|it| Cipher::Sm4(Box::new(it))),
        }
        .map_err(|_| Refused)
    }

    /// Encrypts in place and adds the tag. Refuses a nonce of other than 12 bytes. A key and a nonce seal once.
    pub(crate) fn seal(&self, nonce: &[u8], aad: &[u8], text: &mut Vec<u8>) -> Result<(), Refused> {
        let nonce: &[u8; NONCE] = nonce.try_into().map_err(|_| Refused)?;
        match self {
            Cipher::Aes(it) => it.encrypt_in_place(nonce.into(), aad, text),
            Cipher::Sm4(it) => it.encrypt_in_place(nonce.into(), aad, text),
        }
        .map_err(|_| Refused)
    }

    /// Checks the tag, takes it off and decrypts in place. `text` holds no plaintext when refused.
    pub(crate) fn open(&self, nonce: &[u8], aad: &[u8], text: &mut Vec<u8>) -> Result<(), Refused> {
        let nonce: &[u8; NONCE] = nonce.try_into().map_err(|_| Refused)?;
        match self {
            Cipher::Aes(it) => it.decrypt_in_place(nonce.into(), aad, text),
            Cipher::Sm4(it) => it.decrypt_in_place(nonce.into(), aad, text),
        }
        .map_err(|_| Refused)
    }
}
