//! 备案事项: what goes through the lifecycle. Its state is a word of `casework::lifecycle`; here it is text.

use casework::words::CaseKind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::row::row;
use crate::value::values;
use crate::{CaseId, Error, FilingId, OrganisationId, PersonId, Reader};

row! {
    /// 备案事项: a first filing, a change or a cancellation.
    versioned Case in "cases" by (id) {
        /// Its id.
        id: CaseId,
        /// Which of the three.
        kind: CaseKind,
        /// A word of the lifecycle.
        state: String,
        /// Whose.
        organisation_id: OrganisationId,
        /// Which office it goes to, once that is known.
        office_id: Option<OrganisationId>,
        /// The filing it changes or ends, or the one it became.
        filing_id: Option<FilingId>,
        /// Edition of the forms, such as `template-v0@1`.
        form: String,
        /// Version of the rules it was submitted under.
        rulebook: Option<String>,
        /// The last day to file.
        due_on: Option<Date>,
        /// The officer who answers for it.
        assigned_to: Option<PersonId>,
        /// When it was begun.
        opened_at: Timestamp,
        /// When it was last submitted.
        submitted_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// One case.
    ///
    /// # Errors
    /// The database fails.
    pub async fn case(&mut self, id: &CaseId) -> Result<Option<Case>, Error> {
        self.by_key(values![*id]).await
    }

    /// The cases of an organisation before an id (none: from the newest on), newest first, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn cases_of(&mut self, organisation: &OrganisationId, before: Option<&CaseId>, limit: u16) -> Result<Vec<Case>, Error> {
        let before = before.map_or(super::AFTER_ALL_IDS, CaseId::as_str).to_owned();
        self.all("WHERE organisation_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3", values![*organisation, before, i64::from(limit)]).await
    }

    /// The queue of an office: its cases in one state after an id (none: from the first on), oldest first, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn queue(&mut self, office: &OrganisationId, state: &str, after: Option<&CaseId>, limit: u16) -> Result<Vec<Case>, Error> {
        let after = after.map_or("", CaseId::as_str).to_owned();
        let rest = "WHERE office_id = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4";
        self.all(rest, values![*office, state.to_owned(), after, i64::from(limit)]).await
    }

    /// The cases about a filing, oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn cases_about(&mut self, filing: &FilingId) -> Result<Vec<Case>, Error> {
        self.all("WHERE filing_id = $1 ORDER BY id", values![*filing]).await
    }
}
