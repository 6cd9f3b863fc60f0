//! What a closure is handed: [`Reader`] reads, [`Work`] also writes what only helps to work, [`Tx`] also writes the state. Each can do all that the one before can.
//!
//! A `Tx` exists only inside [`crate::Store::write`], whose closure hands back an [`crate::Event`]: there is no state without its entry.

use std::ops::{Deref, DerefMut};

use crate::Error;
use crate::digest::{Blinding, Mark};
use crate::row::{Row, State, Versioned, Working};
use crate::sql::Conn;
use crate::value::Value;

/// Reads. What can be asked stands in `tables/`, under the name of what is asked for.
pub struct Reader {
    pub(crate) conn: Conn,
    pub(crate) statements: u64,
    /// The first failure of a statement: from then on, the act as a whole has failed.
    pub(crate) failure: Option<Error>,
    /// A statement that was begun and not waited for: it may have run or not.
    pub(crate) is_underway: bool,
}

impl Reader {
    pub(crate) fn new(conn: Conn) -> Reader {
        Reader { conn, statements: 0, failure: None, is_underway: false }
    }

    /// One statement that gives rows.
    pub(crate) async fn query(&mut self, sql: String, values: Vec<Value>) -> Result<Vec<Vec<Value>>, Error> {
        self.statements += 1;
        self.is_underway = true;
        let rows = self.conn.rows(sql, values).await;
        self.noted(rows)
    }

    /// The rows of a type; `rest` is what comes after the table's name.
    pub(crate) async fn all<T: Row>(&mut self, rest: &str, values: Vec<Value>) -> Result<Vec<T>, Error> {
        let rows = self.query(T::TABLE.select(rest), values).await?;
        let damaged = || Error::Damaged(T::TABLE.name.to_owned());
        rows.into_iter().map(|it| T::from_values(it).ok_or_else(damaged)).collect()
    }

    /// The first of them.
    pub(crate) async fn one<T: Row>(&mut self, rest: &str, values: Vec<Value>) -> Result<Option<T>, Error> {
        Ok(self.all(rest, values).await?.into_iter().next())
    }

    /// The row with this key.
    pub(crate) async fn by_key<T: Row>(&mut self, key: Vec<Value>) -> Result<Option<T>, Error> {
        self.one(&format!("WHERE {}", T::TABLE.where_key()), key).await
    }

    /// Every table with each of its columns, in order: what a list of readable columns is compared with.
    ///
    /// # Errors
    /// The database fails.
    pub async fn columns(&mut self) -> Result<Vec<(String, String)>, Error> {
        self.is_underway = true;
        let rows = self.conn.columns().await;
        let rows = self.noted(rows)?;
        let text = |value: &Value| if let Value::Text(Some(it)) = value { it.clone() } else { String::new() };
        Ok(rows.iter().filter_map(|it| it.as_array::<2>()).map(|[table, column]| (text(table), text(column))).collect())
    }

    /// What became of a statement.
    fn noted<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        self.is_underway = false;
        if let Err(error) = &result {
            self.failure.get_or_insert_with(|| error.clone());
        }
        result
    }
}

/// Reads, and writes what only helps to work.
pub struct Work(pub(crate) Reader);

impl Work {
    /// One statement that writes; gives how many rows it touched.
    pub(crate) async fn run(&mut self, sql: String, values: Vec<Value>) -> Result<u64, Error> {
        self.0.statements += 1;
        self.0.is_underway = true;
        let touched = self.0.conn.run(sql, values).await;
        self.0.noted(touched)
    }

    /// Keeps a row that only helps to work, in place of what is there under its key.
    ///
    /// # Errors
    /// What the database says.
    pub async fn put<T: Working>(&mut self, row: &T) -> Result<(), Error> {
        self.run(T::TABLE.upsert(), row.values()).await.map(drop)
    }

    /// Removes such a row, if it is there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn drop_row<T: Working>(&mut self, row: &T) -> Result<(), Error> {
        let sql = format!("DELETE FROM {} WHERE {}", T::TABLE.name, T::TABLE.where_key());
        self.run(sql, T::TABLE.key_of(&row.values())).await.map(drop)
    }
}

/// Reads and writes, inside one act of [`crate::Store::write`].
pub struct Tx {
    pub(crate) work: Work,
    pub(crate) blinding: Blinding,
    /// What this act has written so far.
    pub(crate) marks: Vec<Mark>,
    /// The place its entry will have.
    pub(crate) index: u64,
}

impl Tx {
    /// Keeps a new row.
    ///
    /// # Errors
    /// [`Error::Duplicate`] if something unique is there already, [`Error::Unfit`] if it belongs to nothing.
    pub async fn insert<T: State>(&mut self, row: &T) -> Result<(), Error> {
        let values = row.values();
        let mark = self.blinding.written(&T::TABLE, &values);
        self.run(T::TABLE.insert(), values).await?;
        self.marks.push(mark);
        Ok(())
    }

    /// Changes a row to what is handed in, if it still has the version that was seen, and counts the version up in both.
    ///
    /// # Errors
    /// [`Error::Conflict`] with the version it has now, if somebody else was faster. The row handed in is then as it was.
    pub async fn update<T: Versioned>(&mut self, row: &mut T) -> Result<(), Error> {
        let seen = row.version();
        *row.version_mut() = seen.wrapping_add(1);
        let updated = self.try_update(row, seen).await;
        if updated.is_err() {
            *row.version_mut() = seen;
        }
        updated
    }

    async fn try_update<T: Versioned>(&mut self, row: &T, seen: i64) -> Result<(), Error> {
        let mut values = row.values();
        let mark = self.blinding.written(&T::TABLE, &values);
        values.push(Value::Int(Some(seen)));
        if self.run(T::TABLE.update(), values).await? == 0 {
            return Err(self.conflict(row).await?);
        }
        self.marks.push(mark);
        Ok(())
    }

    /// Removes a row, if it still has the version that was seen.
    ///
    /// # Errors
    /// As [`Tx::update`].
    pub async fn remove<T: Versioned>(&mut self, row: &T) -> Result<(), Error> {
        let key = T::TABLE.key_of(&row.values());
        let mark = self.blinding.removed(&T::TABLE, &key);
        let sql = format!("DELETE FROM {} WHERE {} AND version = ${}", T::TABLE.name, T::TABLE.where_key(), key.len() + 1);
        let values = key.into_iter().chain([Value::Int(Some(row.version()))]).collect();
        if self.run(sql, values).await? == 0 {
            return Err(self.conflict(row).await?);
        }
        self.marks.push(mark);
        Ok(())
    }

    /// Notes a row that a statement of its own has written.
    pub(crate) fn record<T: State>(&mut self, row: &T) {
        let mark = self.blinding.written(&T::TABLE, &row.values());
        self.marks.push(mark);
    }

    async fn conflict<T: Versioned>(&mut self, row: &T) -> Result<Error, Error> {
        let now: Option<T> = self.by_key(T::TABLE.key_of(&row.values())).await?;
        Ok(Error::Conflict { table: T::TABLE.name, current: now.map(|it| it.version()) })
    }
}

impl Deref for Work {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl DerefMut for Work {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.0
    }
}

impl Deref for Tx {
    type Target = Work;

    fn deref(&self) -> &Work {
        &self.work
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Work {
        &mut self.work
    }
}
