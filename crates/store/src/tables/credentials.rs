//! 凭证: how a person proves who it is.

use crate::row::row;
use crate::value::values;
use crate::{Error, Hidden, PersonId, Reader, Sealed};

row! {
    /// 凭证: what a person signs in with.
    versioned Credential in "credentials" by (person_id) {
        /// Whose.
        person_id: PersonId,
        /// Argon2id, as a PHC string.
        password_hash: Option<Hidden>,
        /// The secret of the authenticator program.
        totp_sealed: Option<Sealed>,
        /// The step of its last code: no code works twice.
        totp_last_step: Option<i64>,
        /// 通行密钥: public keys and counters, as JSON.
        passkeys: String,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// What a person signs in with.
    ///
    /// # Errors
    /// The database fails.
    pub async fn credential(&mut self, person: &PersonId) -> Result<Option<Credential>, Error> {
        self.by_key(values![*person]).await
    }
}
