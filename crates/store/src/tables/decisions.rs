//! 决定: what officers decided, by whom and why. Never changed.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{CaseId, DecisionId, Error, PersonId, Reader, Sealed};

row! {
    /// 决定: one act of an office in a case.
    state Decision in "decisions" by (id) {
        /// Its id.
        id: DecisionId,
        /// In which case.
        case_id: CaseId,
        /// A word of the lifecycle, such as `return`.
        act: String,
        /// Who decided.
        decided_by: PersonId,
        /// When.
        decided_at: Timestamp,
        /// On what basis.
        cite: Option<String>,
        /// Why.
        reason_sealed: Option<Sealed>,
    }
}

impl Reader {
    /// The decisions in a case, oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn decisions_in(&mut self, case: &CaseId) -> Result<Vec<Decision>, Error> {
        self.all("WHERE case_id = $1 ORDER BY id", values![*case]).await
    }
}
