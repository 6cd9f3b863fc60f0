//! 恢复码: codes written down for the day the authenticator program is lost. Only their digests are kept.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, PersonId, Reader};

row! {
    /// 恢复码: one code. Using it is an update of the version that was seen, so that it works once.
    versioned RecoveryCode in "recovery_codes" by (person_id, code_sha256) {
        /// Whose.
        person_id: PersonId,
        /// SHA-256 of the code.
        code_sha256: [u8; 32],
        /// When it was made, with others.
        made_at: Timestamp,
        /// When it was used.
        used_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// A person's code, whether it was used or not.
    ///
    /// # Errors
    /// The database fails.
    pub async fn recovery_code(&mut self, person: &PersonId, code_sha256: &[u8; 32]) -> Result<Option<RecoveryCode>, Error> {
        self.by_key(values![*person, *code_sha256]).await
    }

    /// All codes of a person: how many are left, and what goes when new ones are made.
    ///
    /// # Errors
    /// The database fails.
    pub async fn recovery_codes_of(&mut self, person: &PersonId) -> Result<Vec<RecoveryCode>, Error> {
        self.all("WHERE person_id = $1 ORDER BY code_sha256", values![*person]).await
    }
}
