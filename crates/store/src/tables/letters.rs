//! 文书: what an office sent in a case.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{BlobId, CaseId, DecisionId, Error, LetterId, Reader};

row! {
    /// 文书: one letter, as it was printed.
    versioned Letter in "letters" by (id) {
        /// Its id.
        id: LetterId,
        /// In which case.
        case_id: CaseId,
        /// The decision it tells.
        decision_id: Option<DecisionId>,
        /// Such as `return`.
        kind: String,
        /// The sealed PDF.
        blob_id: BlobId,
        /// When it was put where the handler finds it.
        sent_at: Timestamp,
        /// When the handler first opened it.
        read_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The letters in a case, oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn letters_in(&mut self, case: &CaseId) -> Result<Vec<Letter>, Error> {
        self.all("WHERE case_id = $1 ORDER BY id", values![*case]).await
    }
}
