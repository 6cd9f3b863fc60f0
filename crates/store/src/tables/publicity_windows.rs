//! 公示: the days in which a case is open to objections, where the operator wants that.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::row::row;
use crate::value::values;
use crate::{CaseId, Error, Reader};

row! {
    /// 公示: the window of one case.
    versioned PublicityWindow in "publicity_windows" by (case_id) {
        /// Of which case.
        case_id: CaseId,
        /// The first day.
        from_on: Date,
        /// The last day.
        until_on: Date,
        /// When it was closed.
        ended_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The window of a case.
    ///
    /// # Errors
    /// The database fails.
    pub async fn publicity_window(&mut self, case: &CaseId) -> Result<Option<PublicityWindow>, Error> {
        self.by_key(values![*case]).await
    }

    /// The windows that are still open though their last day is before this one, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn publicity_over(&mut self, today: Date, limit: u16) -> Result<Vec<PublicityWindow>, Error> {
        self.all("WHERE ended_at IS NULL AND until_on < $1 ORDER BY until_on, case_id LIMIT $2", values![today, i64::from(limit)]).await
    }
}
