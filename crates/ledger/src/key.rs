//! Who signs and who verifies: the log's Ed25519 key (c2sp.org/signed-note) and the witness's (c2sp.org/tlog-cosignature, `cosignature/v1`).
//!
//! Log and witness have different types, so that neither can sign in the other's place. Secret keys never print, and
//! are wiped from memory when they are dropped.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::ZeroizeOnDrop;

use crate::note::{Signature, is_key_name};
use crate::{Checkpoint, Flaw, Head, Note, text};

/// What a key is for: the byte before it in a vkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Log = 0x01,
    Witness = 0x04,
}

/// The public half of a key. Its `Display`, and what is parsed, is the one line `name+hash+base64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vkey {
    role: Role,
    name: String,
    id: u32,
    key: VerifyingKey,
}

impl Vkey {
    fn new(role: Role, name: &str, key: VerifyingKey) -> Result<Vkey, Flaw> {
        if !is_key_name(name) {
            return Err(Flaw::KeyName);
        }
        let hash = Sha256::new().chain_update(name).chain_update(b"\n").chain_update([role as u8]).chain_update(key).finalize();
        Ok(Vkey { role, name: name.to_owned(), id: u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]), key })
    }

    /// The name of the key; of a log, also its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a witness's key, and not a log's.
    pub fn is_witness(&self) -> bool {
        self.role == Role::Witness
    }

    /// The checkpoint in a note signed by this log. Signatures of other keys are ignored, as the specification demands.
    ///
    /// # Errors
    /// A witness's key, no signature by this key, one that is not valid, a text that is no checkpoint, or the checkpoint
    /// of another origin: a log here signs under its own name only, where the specification merely recommends that.
    pub fn open(&self, note: &Note) -> Result<Checkpoint, Flaw> {
        for bytes in self.signatures(note, Role::Log)? {
            self.verify(note.text().as_bytes(), bytes)?;
        }
        let checkpoint: Checkpoint = note.text().parse()?;
        if checkpoint.origin != self.name {
            return Err(Flaw::OriginDiffers { wanted: text::shown(&self.name), found: text::shown(&checkpoint.origin) });
        }
        Ok(checkpoint)
    }

    /// When this witness cosigned, in seconds since 1970: it says that it saw no larger log of this origin, and that this one continues what it saw.
    ///
    /// # Errors
    /// A log's key, no cosignature by this key, or one that is not valid. Whether the time is in the future is the caller's to ask.
    pub fn cosigned_at(&self, note: &Note) -> Result<u64, Flaw> {
        let mut latest = 0;
        for bytes in self.signatures(note, Role::Witness)? {
            let (seconds, signature) = bytes.split_first_chunk().ok_or_else(|| Flaw::SignatureInvalid(text::shown(&self.name)))?;
            let seconds = possible(u64::from_be_bytes(*seconds))?;
            self.verify(cosigned(seconds, note).as_bytes(), signature)?;
            latest = latest.max(seconds);
        }
        Ok(latest)
    }

    /// The signatures that name this key: at least one.
    fn signatures<'n>(&self, note: &'n Note, role: Role) -> Result<Vec<&'n [u8]>, Flaw> {
        if self.role != role {
            return Err(Flaw::VkeyRole);
        }
        let of_this_key = note.signatures().iter().filter(|it| it.name == self.name && it.id == self.id);
        let found: Vec<&[u8]> = of_this_key.map(|it| it.bytes.as_slice()).collect();
        if found.is_empty() { Err(Flaw::NotSigned(text::shown(&self.name))) } else { Ok(found) }
    }

    fn verify(&self, signed: &[u8], signature: &[u8]) -> Result<(), Flaw> {
        let verified = ed25519_dalek::Signature::from_slice(signature).and_then(|it| self.key.verify_strict(signed, &it));
        verified.map_err(|_| Flaw::SignatureInvalid(text::shown(&self.name)))
    }
}

impl fmt::Display for Vkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[self.role as u8], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id, text::base64(&key))
    }
}

impl FromStr for Vkey {
    type Err = Flaw;

    /// # Errors
    /// Another form, a key of another kind than Ed25519 of a log or a witness, a hash that is not of this name and key.
    fn from_str(line: &str) -> Result<Vkey, Flaw> {
        let [name, hash, key] = *line.splitn(3, '+').collect::<Vec<_>>() else { return Err(Flaw::VkeyForm) };
        let bytes = text::from_base64(key).ok_or(Flaw::VkeyForm)?;
        let (role, key) = match bytes.split_first() {
            Some((0x01, key)) => (Role::Log, key),
            Some((0x04, key)) => (Role::Witness, key),
            _ => return Err(Flaw::VkeyRole),
        };
        let vkey = Vkey::new(role, name, VerifyingKey::try_from(key).map_err(|_| Flaw::VkeyForm)?)?;
        if format!("{:08x}", vkey.id) == hash { Ok(vkey) } else { Err(Flaw::VkeyHash) }
    }
}

/// A secret key and what is public of it.
struct Secret {
    vkey: Vkey,
    key: SigningKey,
}

/// Its only secret is the key, and that wipes itself.
impl ZeroizeOnDrop for Secret where SigningKey: ZeroizeOnDrop {}

impl Secret {
    fn from_seed(role: Role, name: &str, seed: &[u8; 32]) -> Result<Secret, Flaw> {
        let key = SigningKey::from_bytes(seed);
        Ok(Secret { vkey: Vkey::new(role, name, key.verifying_key())?, key })
    }

    fn sign(&self, text: &str) -> [u8; 64] {
        self.key.sign(text.as_bytes()).to_bytes()
    }

    fn line(&self, bytes: Vec<u8>) -> Signature {
        Signature { name: self.vkey.name.clone(), id: self.vkey.id, bytes }
    }
}

/// The key of a log.
pub struct LogKey(Secret);

impl LogKey {
    /// From 32 secret random bytes (RFC 8032), which the caller wipes. The name is the log's origin, best an address without scheme.
    ///
    /// # Errors
    /// An empty name, or one with a space, a plus or a control character.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<LogKey, Flaw> {
        Secret::from_seed(Role::Log, name, seed).map(LogKey)
    }

    /// What to publish.
    pub fn vkey(&self) -> &Vkey {
        &self.0.vkey
    }

    /// The checkpoint of this head. Never sign two heads of which one does not continue the other.
    pub fn sign(&self, head: Head) -> Note {
        let text = Checkpoint { origin: self.0.vkey.name.clone(), head, extension: vec![] }.to_string();
        let signature = self.0.line(self.0.sign(&text).to_vec());
        Note::new(text, signature)
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogKey({})", self.0.vkey)
    }
}

/// The key of a witness: somebody else, who signs only what continues what they signed before.
pub struct WitnessKey(Secret);

impl WitnessKey {
    /// From 32 secret random bytes, as [`LogKey::from_seed`]. One key for one witness: the signature does not say the name.
    ///
    /// # Errors
    /// An empty name, or one with a space, a plus or a control character.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<WitnessKey, Flaw> {
        Secret::from_seed(Role::Witness, name, seed).map(WitnessKey)
    }

    /// What to publish.
    pub fn vkey(&self) -> &Vkey {
        &self.0.vkey
    }

    /// Adds the cosignature to a checkpoint, at a time in seconds since 1970. The caller verified the log's signature and that
    /// the log continues what was cosigned before ([`crate::verify_consistency`]).
    ///
    /// # Errors
    /// A note that is no checkpoint, or a time above 2^63 - 1.
    pub fn cosign(&self, note: &mut Note, seconds: u64) -> Result<(), Flaw> {
        note.text().parse::<Checkpoint>()?;
        let signature = self.0.sign(&cosigned(possible(seconds)?, note));
        note.add(self.0.line([seconds.to_be_bytes().as_slice(), &signature].concat()));
        Ok(())
    }
}

impl fmt::Debug for WitnessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WitnessKey({})", self.0.vkey)
    }
}

/// The specification ends time at 2^63 - 1 seconds.
fn possible(seconds: u64) -> Result<u64, Flaw> {
    if i64::try_from(seconds).is_ok() { Ok(seconds) } else { Err(Flaw::TimeImpossible(seconds)) }
}

/// What a witness signs.
fn cosigned(seconds: u64, note: &Note) -> String {
    format!("cosignature/v1\ntime {seconds}\n{}", note.text())
}
