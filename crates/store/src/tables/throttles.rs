//! 登录限速: how long an account has to wait after failures. The state is a decision's; here it is text.

use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{Error, Reader, Work};

row! {
    /// 登录限速: the state of one account.
    working Throttle in "throttles" by (account) {
        /// Whose: a digest or an id, never a name.
        account: String,
        /// As the decision wrote it.
        state: String,
        /// When.
        changed_at: Timestamp,
    }
}

impl Reader {
    /// The state of an account; nothing if it never failed.
    ///
    /// # Errors
    /// The database fails.
    pub async fn throttle(&mut self, account: &str) -> Result<Option<Throttle>, Error> {
        self.by_key(values![account.to_owned()]).await
    }
}

impl Work {
    /// Forgets states that have not changed since; gives how many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn forget_throttles(&mut self, before: Timestamp) -> Result<u64, Error> {
        self.run("DELETE FROM throttles WHERE changed_at < $1".to_owned(), values![before]).await
    }
}
