//! 对提示的说明: a person's reasons against findings; the officer sees them.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{CaseId, Error, OverrideId, PersonId, Reader, Sealed};

row! {
    /// 对提示的说明: a person's answer to one finding.
    versioned Override in "overrides" by (id) {
        /// Its id.
        id: OverrideId,
        /// Of which case.
        case_id: CaseId,
        /// The rule, such as `R031`.
        rule: String,
        /// The place the finding named.
        place: String,
        /// Why it is right as it is.
        reason_sealed: Sealed,
        /// Who says so.
        written_by: PersonId,
        /// When.
        written_at: Timestamp,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The answers to findings in one case.
    ///
    /// # Errors
    /// The database fails.
    pub async fn overrides_in(&mut self, case: &CaseId) -> Result<Vec<Override>, Error> {
        self.all("WHERE case_id = $1 ORDER BY rule, place", values![*case]).await
    }
}
