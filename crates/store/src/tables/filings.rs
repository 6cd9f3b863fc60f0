//! 备案: what an accepted case creates, changes or ends.

use jiff::civil::Date;

use crate::row::row;
use crate::value::values;
use crate::{Error, FilingId, OrganisationId, Reader};

row! {
    /// 备案: a filing with its number.
    versioned Filing in "filings" by (id) {
        /// Its id.
        id: FilingId,
        /// Whose.
        organisation_id: OrganisationId,
        /// Which office gave the number.
        office_id: OrganisationId,
        /// 备案编号
        number: String,
        /// A word of the lifecycle.
        state: String,
        /// The day of the number.
        accepted_on: Date,
        /// The day of the cancellation.
        ended_on: Option<Date>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// One filing.
    ///
    /// # Errors
    /// The database fails.
    pub async fn filing(&mut self, id: &FilingId) -> Result<Option<Filing>, Error> {
        self.by_key(values![*id]).await
    }

    /// The filing with this number.
    ///
    /// # Errors
    /// The database fails.
    pub async fn filing_with_number(&mut self, number: &str) -> Result<Option<Filing>, Error> {
        self.one("WHERE number = $1", values![number.to_owned()]).await
    }

    /// The filings of an organisation after an id (none: from the first on), oldest first, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn filings_of(&mut self, organisation: &OrganisationId, after: Option<&FilingId>, limit: u16) -> Result<Vec<Filing>, Error> {
        let after = after.map_or("", FilingId::as_str).to_owned();
        self.all("WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3", values![*organisation, after, i64::from(limit)]).await
    }
}
