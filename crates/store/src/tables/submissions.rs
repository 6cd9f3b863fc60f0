//! 提交: what a case held each time it was handed in. Corrections and changes are judged by it, and it is what an office reads.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{CaseId, Error, PersonId, Reader, Sealed};

row! {
    /// 提交: one of them.
    state Submission in "submissions" by (case_id, round) {
        /// Of which case.
        case_id: CaseId,
        /// From 1.
        round: i64,
        /// Version of the rules it was checked under.
        rulebook: String,
        /// Answers and hashes of materials as they stood.
        snapshot_sealed: Sealed,
        /// Who handed it in.
        submitted_by: PersonId,
        /// When.
        submitted_at: Timestamp,
    }
}

impl Reader {
    /// The submissions of a case, oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn submissions_of(&mut self, case: &CaseId) -> Result<Vec<Submission>, Error> {
        self.all("WHERE case_id = $1 ORDER BY round", values![*case]).await
    }
}
