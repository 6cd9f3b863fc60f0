//! 补正事项: what an office wants corrected, item by item, each at its field or its place on a page.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{CaseId, CorrectionId, DecisionId, Error, MaterialId, PersonId, Reader, Sealed};

row! {
    /// 补正事项: one thing to correct.
    versioned Correction in "corrections" by (id) {
        /// Its id.
        id: CorrectionId,
        /// In which case.
        case_id: CaseId,
        /// The return it went out with; nothing while the officer still writes.
        decision_id: Option<DecisionId>,
        /// Its number in the letter, from 1.
        item: i64,
        /// The field, such as `answers.handler.name`.
        place: Option<String>,
        /// Or the material,
        material_id: Option<MaterialId>,
        /// its page, from 1,
        page: Option<i64>,
        /// and where on it: x y w h in fractions of the page, as text.
        page_box: Option<String>,
        /// On what basis.
        cite: Option<String>,
        /// What to correct.
        text_sealed: Sealed,
        /// Who asks.
        asked_by: PersonId,
        /// When.
        asked_at: Timestamp,
        /// Who said that it is done.
        resolved_by: Option<PersonId>,
        /// When.
        resolved_at: Option<Timestamp>,
        /// Why it is right as it is, if that is what was said.
        reply_sealed: Option<Sealed>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The corrections in a case, in the order they were written.
    ///
    /// # Errors
    /// The database fails.
    pub async fn corrections_in(&mut self, case: &CaseId) -> Result<Vec<Correction>, Error> {
        self.all("WHERE case_id = $1 ORDER BY id", values![*case]).await
    }
}
