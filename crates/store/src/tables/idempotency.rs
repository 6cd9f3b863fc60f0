//! 幂等键: answers that were given, so that a retry gets the same one.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, Reader, Work};

row! {
    /// An answer that was given to a request.
    working Kept in "idempotency" by (actor, request_key) {
        /// Who asked.
        actor: String,
        /// The key that came with the request.
        request_key: String,
        /// SHA-256 of the request.
        request_sha256: [u8; 32],
        /// The answer as JSON.
        answer: Vec<u8>,
        /// The place of its entry.
        entry_seq: i64,
        /// When.
        kept_at: Timestamp,
    }
}

impl Reader {
    pub(crate) async fn kept_answer(&mut self, actor: &str, key: &str) -> Result<Option<Kept>, Error> {
        self.by_key(values![actor.to_owned(), key.to_owned()]).await
    }
}

impl Work {
    /// Forgets the answers of before; gives how many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn forget_answers(&mut self, before: Timestamp) -> Result<u64, Error> {
        self.run("DELETE FROM idempotency WHERE kept_at < $1".to_owned(), values![before]).await
    }
}
