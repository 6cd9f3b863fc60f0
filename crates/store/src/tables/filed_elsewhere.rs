//! 在其他系统办理的备案: what was filed in another system, and how that went.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::row::row;
use crate::value::values;
use crate::{BlobId, CaseId, ElsewhereId, Error, OrganisationId, Reader, Sealed};

row! {
    /// 在其他系统办理的备案: number, day, receipt.
    versioned FiledElsewhere in "filed_elsewhere" by (id) {
        /// Its id.
        id: ElsewhereId,
        /// Whose.
        organisation_id: OrganisationId,
        /// The case that was prepared here, if there is one.
        case_id: Option<CaseId>,
        /// Such as `handed-in`, `returned`, `accepted`.
        state: String,
        /// The number given there.
        number: Option<String>,
        /// The day it was handed in there.
        filed_on: Option<Date>,
        /// The receipt, as a sealed file.
        receipt_blob_id: Option<BlobId>,
        /// What else was said, such as the reasons of a return.
        notes_sealed: Option<Sealed>,
        /// When it was written down.
        written_at: Timestamp,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// One of them.
    ///
    /// # Errors
    /// The database fails.
    pub async fn filed_elsewhere(&mut self, id: &ElsewhereId) -> Result<Option<FiledElsewhere>, Error> {
        self.by_key(values![*id]).await
    }

    /// Those of an organisation before an id (none: from the newest on), newest first, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn filed_elsewhere_by(
        &mut self,
        organisation: &OrganisationId,
        before: Option<&ElsewhereId>,
        limit: u16,
    ) -> Result<Vec<FiledElsewhere>, Error> {
        let before = before.map_or(super::AFTER_ALL_IDS, ElsewhereId::as_str).to_owned();
        self.all("WHERE organisation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3", values![*organisation, before, i64::from(limit)]).await
    }
}
