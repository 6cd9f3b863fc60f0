//! What all of the room uses: sentences in two languages, randomness, texts as people type them.

use std::io;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// One sentence for people: in Chinese, and the same in English.
pub type Both = (String, String);

/// A sentence that names nothing.
pub(crate) fn both(zh: &str, en: &str) -> Both {
    (zh.to_owned(), en.to_owned())
}

/// 没有封存: why nothing was sealed or hashed. Plaintext is never kept in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotSeal {
    /// The system gave no random bytes.
    #[error("系统没有给出随机数，什么也没有保存。 / The system gave no random bytes; nothing was kept.")]
    NoRandomness,
    /// Longer than this way of sealing is for.
    #[error("内容太长，什么也没有保存。 / The content is too long; nothing was kept.")]
    TooLarge,
    /// There was not enough memory, or the cost asked for is not one Argon2 knows.
    #[error("内存不够，什么也没有保存。 / There was not enough memory; nothing was kept.")]
    NoMemory,
}

impl From<CannotSeal> for io::Error {
    fn from(err: CannotSeal) -> io::Error {
        io::Error::other(err)
    }
}

/// Bytes from the system's generator.
pub(crate) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, CannotSeal> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut *bytes).map_err(|_| CannotSeal::NoRandomness)?;
    Ok(bytes)
}

/// A password or code as it counts, however an input method wrote it: NFKC, so that `Ａ` is `A` (NIST SP 800-63B, 3.1.1.2).
pub(crate) fn as_typed(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.nfkc().collect())
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    Zeroizing::new(bytes.iter().flat_map(|it| [digit(it >> 4), digit(it & 15)]).collect())
}

/// The bytes that lower-case hexadecimal digits stand for; nothing for any other text.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    if text.len() != 2 * N || !text.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it)) {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(bytes)
}
