//! Tokens: random text that stands for a right, of which only the SHA-256 is kept.
//!
//! A token cannot be guessed, so no slow hash is needed, and whoever reads the table of digests can sign in with none of them.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base::{CannotSeal, as_typed, random};

/// 令牌种类: what a token is for. Its prefix makes a lost one recognisable, and no token of one kind is taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `ffs_…`: a session, in a cookie. 256 bits.
    Session,
    /// `ffo_…`: works once, in a link: an invitation, a password forgotten. 256 bits.
    OneTime,
    /// `FFR-XXXXX-XXXXX-XXXXX-XXXXX`: works once, written down and typed by hand when the authenticator program is lost. 100 bits.
    Recovery,
}

impl TokenKind {
    fn prefix(self) -> &'static str {
        match self {
            TokenKind::Session => "ffs_",
            TokenKind::OneTime => "ffo_",
            TokenKind::Recovery => "FFR-",
        }
    }
}

/// Letters and digits that are not taken for one another (Crockford's Base32).
const TYPED: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 4;
const GROUP: usize = 5;

/// 令牌: shown once and never kept. Does not print itself.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// A token nobody has had before.
    pub fn random(kind: TokenKind) -> Result<Token, CannotSeal> {
        let text = match kind {
            TokenKind::Session | TokenKind::OneTime => Zeroizing::new(URL_SAFE_NO_PAD.encode(random::<32>()?.as_slice())),
            TokenKind::Recovery => grouped(&*random::<{ GROUPS * GROUP }>()?),
        };
        Ok(Token(Zeroizing::new(format!("{}{}", kind.prefix(), *text))))
    }

    /// A token as it came back; nothing when it cannot be one of this kind. What is typed by hand may be small or full-width, without
    /// dashes or prefix, with O for 0 and I or L for 1.
    pub fn parse(kind: TokenKind, text: &str) -> Option<Token> {
        if text.len() > 256 {
            return None;
        }
        match kind {
            TokenKind::Session | TokenKind::OneTime => pasted(kind.prefix(), text),
            TokenKind::Recovery => typed(kind.prefix(), text),
        }
    }

    /// Lets it out, to be shown or sent once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn digest(&self) -> TokenDigest {
        TokenDigest(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[token]")
    }
}

/// Twenty random bytes as twenty symbols, five to a group: each byte gives five of its bits.
fn grouped(bytes: &[u8; GROUPS * GROUP]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP + 1)));
    for (i, byte) in bytes.iter().enumerate() {
        if i > 0 && i % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(TYPED[usize::from(byte & 31)]));
    }
    text
}

fn pasted(prefix: &str, text: &str) -> Option<Token> {
    let text = text.trim();
    let body = text.strip_prefix(prefix)?;
    let whole = Zeroizing::new(URL_SAFE_NO_PAD.decode(body).ok()?).len() == 32;
    whole.then(|| Token(Zeroizing::new(text.to_owned())))
}

fn typed(prefix: &str, text: &str) -> Option<Token> {
    let text = as_typed(text);
    let letters = text.chars().filter(|it| !it.is_whitespace() && *it != '-').map(|it| it.to_ascii_uppercase());
    let mut letters = Zeroizing::new(letters.collect::<String>());
    if letters.len() > GROUPS * GROUP {
        letters = Zeroizing::new(letters.strip_prefix(prefix.trim_end_matches('-'))?.to_owned());
    }
    let values: Zeroizing<Vec<u8>> = letters.chars().map(value).collect::<Option<Vec<u8>>>().map(Zeroizing::new)?;
    let values: &[u8; GROUPS * GROUP] = values.as_slice().try_into().ok()?;
    Some(Token(Zeroizing::new(format!("{prefix}{}", *grouped(values)))))
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    TYPED.iter().position(|it| char::from(*it) == letter).and_then(|it| u8::try_from(it).ok())
}

/// 令牌摘要: the SHA-256 of a token, which is what is kept and looked up. Compared in constant time only.
#[derive(Clone, Copy)]
pub struct TokenDigest([u8; 32]);

impl TokenDigest {
    /// As it was kept: exactly 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<TokenDigest> {
        bytes.try_into().ok().map(TokenDigest)
    }
    /// The bytes to keep.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
    /// Whether both are of the same token.
    pub fn matches(&self, other: &TokenDigest) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[token digest]")
    }
}
