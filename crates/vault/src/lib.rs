//! Keys: seals and opens what is kept, hashes passwords, makes and knows tokens and codes.
//!
//! This room may touch its key file and the system's randomness, nothing else: no database, no network, no clock. What it seals is bytes
//! to everybody else; who may open, and that looking is an entry in the ledger, is decided by those who call it.
//!
//! | module | what |
//! |---|---|
//! | [`keyring`] | the master secret and what it wraps: numbered data keys, the ledger's seed, the blinding key |
//! | [`envelope`] | small values: a contact, a TOTP secret |
//! | [`mod@file`] | materials of tens of megabytes, as a stream and in ranges |
//! | [`password`] | Argon2id, and whether a password is good enough |
//! | [`totp`] | codes of an authenticator program |
//! | [`token`] | sessions, links that work once, recovery codes |

mod base;
mod cipher;
mod cobblestone;
mod context;
mod cost;
pub mod envelope;
pub mod file;
mod kdf;
pub mod keyring;
pub mod password;
mod private_file;
mod secret;
pub mod token;
pub mod totp;
#[cfg(test)]
mod vectors;

pub use base::{Both, CannotSeal};
pub use cipher::Suite;
pub use context::{Context, Kind};
pub use cost::Cost;
pub use envelope::{NotOpened, Sealed};
pub use keyring::{KeyError, KeyFile, Keyring, Passphrase, Unlock};
pub use secret::{Key, Secret};
