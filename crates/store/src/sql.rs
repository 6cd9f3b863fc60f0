//! The one fork between the two databases. Everything above speaks SQL that both understand, with `$1` for what is given, and [`Value`]s.
//!
//! Where they must differ, it is a named method here, and never an `if` in a query.

use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Connection as _, Database, Postgres, Row as _, Sqlite, TypeInfo as _, ValueRef as _};

use crate::Error;
use crate::value::Value;

/// A connection to either.
pub(crate) enum Conn {
    Lite(Held<Sqlite>),
    Pg(Held<Postgres>),
}

/// A connection of one's own, or one that goes back to its pool.
pub(crate) enum Held<DB: Database> {
    Own(Box<DB::Connection>),
    Pooled(PoolConnection<DB>),
}

impl<DB: Database> Deref for Held<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &DB::Connection {
        match self {
            Held::Own(conn) => conn,
            Held::Pooled(conn) => conn,
        }
    }
}

impl<DB: Database> DerefMut for Held<DB> {
    fn deref_mut(&mut self) -> &mut DB::Connection {
        match self {
            Held::Own(conn) => conn,
            Held::Pooled(conn) => conn,
        }
    }
}

/// How a commit ended.
pub(crate) enum Commit {
    /// It is on the disk.
    Done,
    /// It is not, for certain.
    Not(Error),
    /// The database did not say.
    InDoubt(Error),
}

/// The only place where text becomes SQL. All of it is written in this room; what others say comes as values.
macro_rules! query {
    ($sql:expr, $values:expr) => {{
        let mut query = sqlx::query(AssertSqlSafe($sql));
        for value in $values {
            query = match value {
                Value::Int(it) => query.bind(it),
                Value::Text(it) => query.bind(it),
                Value::Bytes(it) => query.bind(it),
            };
        }
        query
    }};
}

impl Conn {
    /// Carries out one statement; gives how many rows it touched.
    pub async fn run(&mut self, sql: String, values: Vec<Value>) -> Result<u64, Error> {
        check(&values)?;
        Ok(match self {
            Conn::Lite(conn) => query!(sql, values).execute(&mut **conn).await?.rows_affected(),
            Conn::Pg(conn) => query!(sql, values).execute(&mut **conn).await?.rows_affected(),
        })
    }

    /// The rows that a statement gives.
    pub async fn rows(&mut self, sql: String, values: Vec<Value>) -> Result<Vec<Vec<Value>>, Error> {
        check(&values)?;
        match self {
            Conn::Lite(conn) => query!(sql, values).fetch_all(&mut **conn).await?.iter().map(lite_row).collect(),
            Conn::Pg(conn) => query!(sql, values).fetch_all(&mut **conn).await?.iter().map(pg_row).collect(),
        }
    }

    /// Several statements in one way there and back.
    pub async fn script(&mut self, sql: &'static str) -> Result<(), Error> {
        match self {
            Conn::Lite(conn) => sqlx::raw_sql(sql).execute(&mut **conn).await.map(drop)?,
            Conn::Pg(conn) => sqlx::raw_sql(sql).execute(&mut **conn).await.map(drop)?,
        }
        Ok(())
    }

    /// Begins a transaction that nobody else writes beside, and reads the ledger's head in it: size and root, and from a server the number of the transaction.
    pub async fn begin(&mut self) -> Result<Vec<Value>, Error> {
        const LITE: &str = "BEGIN IMMEDIATE; SELECT size, root FROM ledger_head";
        // The lock makes the writers of all instances take turns, so that what an act has read still holds when it writes.
        // Each statement sees what was committed before it, whatever the operator's default is: what was read before the wait would be old.
        const PG: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT size, root, txid_current() FROM ledger_head FOR UPDATE";
        match self {
            Conn::Lite(conn) => lite_row(&sqlx::raw_sql(LITE).fetch_one(&mut **conn).await?),
            Conn::Pg(conn) => pg_row(&sqlx::raw_sql(PG).fetch_one(&mut **conn).await?),
        }
    }

    /// Whether a server committed a transaction that is over; nothing if it does not know any more.
    pub async fn committed(&mut self, transaction: i64) -> Result<Option<bool>, Error> {
        let rows = self.rows("SELECT txid_status($1)".to_owned(), vec![Value::Int(Some(transaction))]).await?;
        Ok(match rows.into_iter().flatten().next() {
            Some(Value::Text(Some(it))) if it == "committed" => Some(true),
            Some(Value::Text(Some(it))) if it == "aborted" => Some(false),
            _ => None,
        })
    }

    /// From here on it sees one moment. It does not go back to its pool.
    pub async fn hold_a_moment(&mut self) -> Result<(), Error> {
        match self {
            Conn::Lite(Held::Pooled(conn)) => conn.close_on_drop(),
            Conn::Pg(Held::Pooled(conn)) => conn.close_on_drop(),
            Conn::Lite(Held::Own(_)) | Conn::Pg(Held::Own(_)) => {}
        }
        let begin = if matches!(self, Conn::Lite(_)) { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
        self.script(begin).await
    }

    /// Ends it.
    pub async fn commit(&mut self) -> Commit {
        let failed = match self {
            Conn::Lite(conn) => sqlx::raw_sql("COMMIT").execute(&mut **conn).await.map(drop),
            Conn::Pg(conn) => sqlx::raw_sql("COMMIT").execute(&mut **conn).await.map(drop),
        };
        let Err(error) = failed else { return Commit::Done };
        let is_told = matches!(error, sqlx::Error::Database(_));
        match (self, Error::from(error)) {
            // Nothing went to the disk yet: there was no place for it, or somebody else held the file.
            (Conn::Lite(_), error @ (Error::Full | Error::Unavailable(_))) => Commit::Not(error),
            (Conn::Pg(_), error) if is_told && !matches!(error, Error::Unavailable(_)) => Commit::Not(error),
            (_, error) => Commit::InDoubt(error),
        }
    }

    /// Undoes what was not committed. After some failures SQLite has done so by itself; then there is nothing left to undo.
    pub async fn roll_back(&mut self) -> Result<(), Error> {
        match (self.script("ROLLBACK").await, &self) {
            (Err(Error::Fault(_)), Conn::Lite(_)) => Ok(()),
            (done, _) => done,
        }
    }

    /// Says good-bye, so that a file is left without a log beside it.
    pub async fn close(self) {
        // There is nobody left who could do something about a failure; the next one to open the file will.
        match self {
            Conn::Lite(Held::Own(conn)) => drop(conn.close().await),
            Conn::Pg(Held::Own(conn)) => drop(conn.close().await),
            Conn::Lite(Held::Pooled(_)) | Conn::Pg(Held::Pooled(_)) => {}
        }
    }

    /// Every table and column of the schema, in order.
    pub async fn columns(&mut self) -> Result<Vec<Vec<Value>>, Error> {
        const LITE: &str = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2";
        const PG: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns
            WHERE table_schema = current_schema() ORDER BY table_name::text COLLATE \"C\", column_name::text COLLATE \"C\"";
        let sql = if matches!(self, Conn::Lite(_)) { LITE } else { PG };
        self.rows(sql.to_owned(), vec![]).await
    }
}

/// PostgreSQL has no NUL in text, so nobody has.
fn check(values: &[Value]) -> Result<(), Error> {
    let has_nul = values.iter().any(|it| matches!(it, Value::Text(Some(text)) if text.contains('\0')));
    if has_nul { Err(Error::NotText) } else { Ok(()) }
}

fn lite_row(row: &SqliteRow) -> Result<Vec<Value>, Error> {
    (0..row.len())
        .map(|at| {
            let kind = { row.try_get_raw(at)?.type_info().name().to_owned() };
            Ok(match kind.as_str() {
                "INTEGER" => Value::Int(row.try_get(at)?),
                "BLOB" => Value::Bytes(row.try_get(at)?),
                "NULL" => Value::Int(None),
                _ => Value::Text(row.try_get(at)?),
            })
        })
        .collect()
}

fn pg_row(row: &PgRow) -> Result<Vec<Value>, Error> {
    (0..row.len())
        .map(|at| {
            let kind = { row.try_get_raw(at)?.type_info().name().to_owned() };
            Ok(match kind.as_str() {
                "INT8" => Value::Int(row.try_get(at)?),
                "BYTEA" => Value::Bytes(row.try_get(at)?),
                _ => Value::Text(row.try_get(at)?),
            })
        })
        .collect()
}
