//! 待办: what a return from another system asks for, as tasks.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{ElsewhereId, Error, PersonId, Reader, Sealed, TaskId};

row! {
    /// 待办: one thing to do.
    versioned ElsewhereTask in "elsewhere_tasks" by (id) {
        /// Its id.
        id: TaskId,
        /// From which return.
        elsewhere_id: ElsewhereId,
        /// The field or material it is about, if that is known.
        place: Option<String>,
        /// What to do.
        text_sealed: Sealed,
        /// Who did it.
        done_by: Option<PersonId>,
        /// When.
        done_at: Option<Timestamp>,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// The tasks of one return, in order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn tasks_of(&mut self, elsewhere: &ElsewhereId) -> Result<Vec<ElsewhereTask>, Error> {
        self.all("WHERE elsewhere_id = $1 ORDER BY id", values![*elsewhere]).await
    }
}
