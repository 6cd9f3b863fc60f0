//! 编号序列: counts that never give the same number twice, such as those in filing numbers.

use crate::row::row;
use crate::value::values;
use crate::{Error, Reader, Tx};

row! {
    /// 编号序列: one count.
    versioned NumberSeries in "number_series" by (name) {
        /// Such as `370000/2026`.
        name: String,
        /// The number given last.
        latest: i64,
        /// Counted up with each number.
        version: i64,
    }
}

impl Tx {
    /// The next number of a series, from 1. If the act fails, the number was not given.
    ///
    /// # Errors
    /// The database fails.
    pub async fn next_number(&mut self, name: &str) -> Result<i64, Error> {
        let series: Option<NumberSeries> = self.by_key(values![name.to_owned()]).await?;
        let Some(mut series) = series else {
            self.insert(&NumberSeries { name: name.to_owned(), latest: 1, version: 1 }).await?;
            return Ok(1);
        };
        series.latest += 1;
        self.update(&mut series).await?;
        Ok(series.latest)
    }
}

impl Reader {
    /// The number given last in a series: what the next one will be, if nobody is faster.
    ///
    /// # Errors
    /// The database fails.
    pub async fn latest_number(&mut self, name: &str) -> Result<Option<i64>, Error> {
        let series: Option<NumberSeries> = self.by_key(values![name.to_owned()]).await?;
        Ok(series.map(|it| it.latest))
    }
}
