//! What a guess costs.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::base::{CannotSeal, as_typed};
use crate::secret::Key;

/// 口令运算的代价: what one try of Argon2id costs (RFC 9106). Only [`Cost::LOGIN`] and [`Cost::KEYRING`] are meant for use; tests take less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB, at least 8 for each lane.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// For people who sign in: 19 MiB, two passes, one lane (OWASP).
    pub const LOGIN: Cost = Cost { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
    /// For the passphrase of a keyring, asked for once at the start: 64 MiB, three passes, one lane.
    pub const KEYRING: Cost = Cost { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// What is read from a file or a row may ask for no more than this: 1 GiB, 64 passes, 16 lanes.
    const HIGHEST: Cost = Cost { memory_kib: 1024 * 1024, passes: 64, lanes: 16 };

    /// Argon2id at this cost; nothing for a cost it does not know or that is beyond what we are ready to pay.
    pub(crate) fn argon2(self) -> Option<Argon2<'static>> {
        let most = Cost::HIGHEST;
        let payable = self.memory_kib <= most.memory_kib && self.passes <= most.passes && self.lanes <= most.lanes;
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None).ok().filter(|_| payable)?;
        Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// The key that a passphrase stands for.
    pub(crate) fn stretch(self, passphrase: &str, salt: &[u8; 16]) -> Result<Key, CannotSeal> {
        let argon2 = self.argon2().ok_or(CannotSeal::NoMemory)?;
        let mut key = Zeroizing::new([0; 32]);
        argon2.hash_password_into(as_typed(passphrase).as_bytes(), salt, &mut *key).map_err(|_| CannotSeal::NoMemory)?;
        Key::from_bytes(&*key).ok_or(CannotSeal::NoMemory)
    }
}

impl From<&Params> for Cost {
    fn from(params: &Params) -> Cost {
        Cost { memory_kib: params.m_cost(), passes: params.t_cost(), lanes: params.p_cost() }
    }
}
