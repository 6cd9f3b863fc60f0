//! 人员: who has an account. Names and ways to reach them are sealed.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, PersonId, Reader, Sealed};

row! {
    /// 人员: a person with an account.
    versioned Person in "people" by (id) {
        /// The person's id, and token in the ledger.
        id: PersonId,
        /// Blinded digest of the name the person signs in with.
        login_digest: [u8; 32],
        /// Name, sign-in name, telephone.
        profile_sealed: Sealed,
        /// When the account was made.
        created_at: Timestamp,
        /// When it was closed.
        closed_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// One person.
    ///
    /// # Errors
    /// The database fails.
    pub async fn person(&mut self, id: &PersonId) -> Result<Option<Person>, Error> {
        self.by_key(values![*id]).await
    }

    /// Who signs in with this name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn person_with_login(&mut self, login_digest: &[u8; 32]) -> Result<Option<Person>, Error> {
        self.one("WHERE login_digest = $1", values![*login_digest]).await
    }
}
