//! 会话: who is signed in. Only the digest of a session's id is kept.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, PersonId, Reader};

row! {
    /// 会话: one session.
    versioned Session in "sessions" by (id_sha256) {
        /// SHA-256 of the id in the cookie.
        id_sha256: [u8; 32],
        /// Whose.
        person_id: PersonId,
        /// When it began.
        created_at: Timestamp,
        /// When it ends, whatever happens.
        expires_at: Timestamp,
        /// When it was ended before that.
        revoked_at: Option<Timestamp>,
        /// Until when it counts as freshly proven.
        step_up_until: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

row! {
    /// When a session was last seen. Apart from the session, since it changes without an entry.
    working SessionUse in "session_uses" by (id_sha256) {
        /// Which session.
        id_sha256: [u8; 32],
        /// When.
        seen_at: Timestamp,
    }
}

impl Reader {
    /// The session with this id.
    ///
    /// # Errors
    /// The database fails.
    pub async fn session(&mut self, id_sha256: &[u8; 32]) -> Result<Option<Session>, Error> {
        self.by_key(values![*id_sha256]).await
    }

    /// When it was last seen.
    ///
    /// # Errors
    /// The database fails.
    pub async fn session_use(&mut self, id_sha256: &[u8; 32]) -> Result<Option<SessionUse>, Error> {
        self.by_key(values![*id_sha256]).await
    }

    /// A person's sessions that hold at an instant, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn sessions_of(&mut self, person: &PersonId, at: Timestamp) -> Result<Vec<Session>, Error> {
        let rest = "WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY created_at DESC";
        self.all(rest, values![*person, at]).await
    }
}
