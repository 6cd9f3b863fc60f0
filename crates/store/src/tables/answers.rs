//! 填报内容: a case's draft, field by field. Every version is kept, so two windows meet in one field only, and neither loses anything.

use jiff::Timestamp;

use crate::row::row;
use crate::value::{Column as _, Value, values};
use crate::{CaseId, Error, PersonId, Reader, Sealed, Tx};

row! {
    /// 填报内容: one version of the answer to one field.
    state Answer in "answers" by (case_id, path, version) {
        /// Whose draft.
        case_id: CaseId,
        /// The field, such as `handler.name` or `uses.lobby-gate.purpose`.
        path: String,
        /// From 1, counted up with each save of this field.
        version: i64,
        /// As it was typed; nothing if it was cleared.
        value_sealed: Option<Sealed>,
        /// Who.
        saved_by: PersonId,
        /// When.
        saved_at: Timestamp,
    }
}

/// What became of saving a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, under this version.
    Kept(i64),
    /// The field has another version than the one seen: this one. Nothing was written; show both.
    /// Hand back an error of your own then: an event would tell of a save that was none.
    Conflict(Box<Answer>),
    /// The version seen was never there.
    NeverThere,
}

impl Tx {
    /// Saves a field, if it still has the version that was seen (0: none). One statement unless it conflicts. The version of `answer` is the one **seen**.
    ///
    /// # Errors
    /// [`Error::Unfit`] if there is no such case.
    pub async fn save_answer(&mut self, mut answer: Answer) -> Result<Saved, Error> {
        const SAVE: &str = "INSERT INTO answers (case_id, path, version, value_sealed, saved_by, saved_at)
            SELECT $1, $2, $3, $4, $5, $6
            WHERE $3 = 1 + COALESCE((SELECT MAX(version) FROM answers WHERE case_id = $1 AND path = $2), 0)";
        answer.version = answer.version.wrapping_add(1);
        if self.run(SAVE.to_owned(), crate::row::Row::values(&answer)).await? == 0 {
            let current = self.answer(&answer.case_id, &answer.path).await?;
            return Ok(current.map_or(Saved::NeverThere, |it| Saved::Conflict(Box::new(it))));
        }
        self.record(&answer);
        Ok(Saved::Kept(answer.version))
    }
}

impl Reader {
    /// The newest version of one field.
    ///
    /// # Errors
    /// The database fails.
    pub async fn answer(&mut self, case: &CaseId, path: &str) -> Result<Option<Answer>, Error> {
        self.one("WHERE case_id = $1 AND path = $2 ORDER BY version DESC LIMIT 1", values![*case, path.to_owned()]).await
    }

    /// The draft: the newest version of every field, by path.
    ///
    /// # Errors
    /// The database fails.
    pub async fn draft(&mut self, case: &CaseId) -> Result<Vec<Answer>, Error> {
        let rest = "WHERE case_id = $1
            AND version = (SELECT MAX(a.version) FROM answers a WHERE a.case_id = answers.case_id AND a.path = answers.path) ORDER BY path";
        self.all(rest, values![*case]).await
    }

    /// The draft as it was at an instant, such as the one of its submission: what changed since then is what is asked again.
    ///
    /// # Errors
    /// The database fails.
    pub async fn draft_at(&mut self, case: &CaseId, at: Timestamp) -> Result<Vec<Answer>, Error> {
        let rest = "WHERE case_id = $1 AND version = (SELECT MAX(a.version) FROM answers a
            WHERE a.case_id = answers.case_id AND a.path = answers.path AND a.saved_at <= $2) ORDER BY path";
        self.all(rest, values![*case, at]).await
    }

    /// Every version of one field, oldest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn versions_of_answer(&mut self, case: &CaseId, path: &str) -> Result<Vec<Answer>, Error> {
        self.all("WHERE case_id = $1 AND path = $2 ORDER BY version", values![*case, path.to_owned()]).await
    }

    /// How many saves a draft has seen: it grows with every one, so a page knows whether anything is new.
    ///
    /// # Errors
    /// The database fails.
    pub async fn n_saves(&mut self, case: &CaseId) -> Result<i64, Error> {
        let rows = self.query("SELECT COUNT(*) FROM answers WHERE case_id = $1".to_owned(), values![*case]).await?;
        Ok(rows.into_iter().flatten().next().and_then(|it: Value| i64::from_value(it)).unwrap_or_default())
    }
}
