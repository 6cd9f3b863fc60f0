//! 一次性链接: links that work once, such as an invitation or a password forgotten. Only the digest of a token is kept.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, OrganisationId, PersonId, Reader, Sealed};

row! {
    /// 一次性链接: one link. Using it is an update of the version that was seen, so that it works once.
    versioned OneTimeToken in "one_time_tokens" by (id_sha256) {
        /// SHA-256 of the token in the link.
        id_sha256: [u8; 32],
        /// A word of the caller's, such as `invitation` or `password`.
        purpose: String,
        /// For whom, if the person has an account.
        person_id: Option<PersonId>,
        /// Where an invitation leads,
        organisation_id: Option<OrganisationId>,
        /// and to which role.
        role: Option<String>,
        /// Where it was sent, such as an address.
        sent_to_sealed: Option<Sealed>,
        /// Who made it; nothing if nobody was signed in.
        made_by: Option<PersonId>,
        /// When.
        made_at: Timestamp,
        /// Until when it works.
        expires_at: Timestamp,
        /// When it was used or taken back.
        ended_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The link with this token, whether it still works or not.
    ///
    /// # Errors
    /// The database fails.
    pub async fn one_time_token(&mut self, id_sha256: &[u8; 32]) -> Result<Option<OneTimeToken>, Error> {
        self.by_key(values![*id_sha256]).await
    }

    /// A person's links that work at an instant: what ends when the password changes.
    ///
    /// # Errors
    /// The database fails.
    pub async fn one_time_tokens_of(&mut self, person: &PersonId, at: Timestamp) -> Result<Vec<OneTimeToken>, Error> {
        let rest = "WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY made_at, id_sha256";
        self.all(rest, values![*person, at]).await
    }

    /// The invitations into an organisation that are open at an instant, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn invitations_to(&mut self, organisation: &OrganisationId, at: Timestamp, limit: u16) -> Result<Vec<OneTimeToken>, Error> {
        let rest = "WHERE organisation_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY made_at, id_sha256 LIMIT $3";
        self.all(rest, values![*organisation, at, i64::from(limit)]).await
    }
}
