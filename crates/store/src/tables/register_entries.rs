//! 公开登记: what anyone may read of a filing. Only what the decision chose to publish is ever here.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, FilingId, Reader};

row! {
    /// 公开登记: one line of the public register.
    versioned RegisterEntry in "register_entries" by (filing_id) {
        /// Of which filing.
        filing_id: FilingId,
        /// The public fields as JSON.
        line: String,
        /// When it was published.
        published_at: Timestamp,
        /// When it was taken back.
        withdrawn_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The line of a filing.
    ///
    /// # Errors
    /// The database fails.
    pub async fn register_entry(&mut self, filing: &FilingId) -> Result<Option<RegisterEntry>, Error> {
        self.by_key(values![*filing]).await
    }

    /// The register before a filing (none: from the newest on), newest first, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn register(&mut self, before: Option<&FilingId>, limit: u16) -> Result<Vec<RegisterEntry>, Error> {
        let before = before.map_or(super::AFTER_ALL_IDS, FilingId::as_str).to_owned();
        let rest = "WHERE withdrawn_at IS NULL AND filing_id < $1 ORDER BY filing_id DESC LIMIT $2";
        self.all(rest, values![before, i64::from(limit)]).await
    }
}
