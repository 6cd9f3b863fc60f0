//! 设置: what the operator decides, by name.

use crate::row::row;
use crate::value::values;
use crate::{Error, Reader};

row! {
    /// 设置: one of the operator's choices.
    versioned Setting in "settings" by (name) {
        /// Such as `number-format`.
        name: String,
        /// As the caller writes it.
        value: String,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// One setting.
    ///
    /// # Errors
    /// The database fails.
    pub async fn setting(&mut self, name: &str) -> Result<Option<Setting>, Error> {
        self.by_key(values![name.to_owned()]).await
    }

    /// All settings, by name.
    ///
    /// # Errors
    /// The database fails.
    pub async fn settings(&mut self) -> Result<Vec<Setting>, Error> {
        self.all("ORDER BY name", vec![]).await
    }
}
