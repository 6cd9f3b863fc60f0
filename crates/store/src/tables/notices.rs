//! 备案通知: the notice with the filing's number. Never changed: a change brings a new one.

use jiff::civil::Date;

use crate::row::row;
use crate::value::values;
use crate::{BlobId, CaseId, Error, FilingId, NoticeId, Reader};

row! {
    /// 备案通知: one notice.
    state Notice in "notices" by (id) {
        /// Its id.
        id: NoticeId,
        /// Of which filing.
        filing_id: FilingId,
        /// By which case.
        case_id: CaseId,
        /// The sealed PDF.
        blob_id: BlobId,
        /// The day on it.
        issued_on: Date,
    }
}

impl Reader {
    /// The notices of a filing, oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn notices_of(&mut self, filing: &FilingId) -> Result<Vec<Notice>, Error> {
        self.all("WHERE filing_id = $1 ORDER BY id", values![*filing]).await
    }
}
