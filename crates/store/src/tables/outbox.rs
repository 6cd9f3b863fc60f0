//! 发件箱: what is to leave this machine. Put in by the act it tells of, in the same transaction; sent afterwards.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, MessageId, Reader, Sealed, Work};

row! {
    /// 发件箱: one message.
    working Message in "outbox" by (id) {
        /// Its id; a receiver knows by it what came twice.
        id: MessageId,
        /// Where it goes, such as `webhook`.
        topic: String,
        /// What it says.
        body_sealed: Sealed,
        /// Not before.
        due_at: Timestamp,
        /// How often it was tried.
        tries: i64,
        /// When it was sent.
        sent_at: Option<Timestamp>,
    }
}

impl Reader {
    /// What is due, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn messages_due(&mut self, at: Timestamp, limit: u16) -> Result<Vec<Message>, Error> {
        self.all("WHERE sent_at IS NULL AND due_at <= $1 ORDER BY due_at, id LIMIT $2", values![at, i64::from(limit)]).await
    }
}

impl Work {
    /// Takes a message to send it: puts it off until an instant, so that no other instance sends it meanwhile. `false` if another was faster.
    ///
    /// # Errors
    /// The database fails.
    pub async fn take_message(&mut self, message: &Message, until: Timestamp) -> Result<bool, Error> {
        const TAKE: &str = "UPDATE outbox SET due_at = $1, tries = tries + 1 WHERE id = $2 AND tries = $3 AND sent_at IS NULL";
        Ok(self.run(TAKE.to_owned(), values![until, message.id, message.tries]).await? > 0)
    }

    /// Says that a message was sent.
    ///
    /// # Errors
    /// The database fails.
    pub async fn message_sent(&mut self, id: &MessageId, at: Timestamp) -> Result<(), Error> {
        self.run("UPDATE outbox SET sent_at = $1 WHERE id = $2".to_owned(), values![at, *id]).await.map(drop)
    }
}
