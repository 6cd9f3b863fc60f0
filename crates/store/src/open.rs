//! Where things are kept, and how a connection to that is set up so that what is acknowledged is durable.

use std::fs::File;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, io};

use ledger::LogKey;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, SqlSafeStr as _};
use zeroize::Zeroizing;

use crate::sql::{Conn, Held};
use crate::value::{Column as _, Value};
use crate::{Error, Reader, folder};

/// A migration: number, name, SQLite's text, PostgreSQL's text.
type Texts = (i64, &'static str, &'static str, &'static str);

/// Migrations in order. They only go forward.
const MIGRATIONS: &[Texts] = &[
    (1, "first", include_str!("../migrations/sqlite/0001-first.sql"), include_str!("../migrations/postgres/0001-first.sql")),
    (
        2,
        "submissions",
        include_str!("../migrations/sqlite/0002-submissions.sql"),
        include_str!("../migrations/postgres/0002-submissions.sql"),
    ),
];
/// Statements that a connection keeps prepared: a group of entries has one for each number of rows.
const MOST_PREPARED: usize = 1024;
/// How long a connection is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whoever waits for the ledger's head is told when another instance does not let go of it, and one that vanished has to.
const IMPATIENT: [(&str, &str); 2] = [("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s")];

/// Where things are kept.
#[derive(Clone, Debug)]
pub struct Place {
    /// Rows.
    pub database: Database,
    /// The folder of sealed files.
    pub blobs: PathBuf,
    /// Connections that only read.
    pub n_readers: u32,
}

/// Which database. An address is not printed: it may hold a password.
#[derive(Clone)]
pub enum Database {
    /// A file, made if it is not there. The default: nothing else has to run.
    Sqlite(PathBuf),
    /// A server, by its address `postgres://…`. Several instances can use it side by side.
    Postgres(String),
}

impl Database {
    /// From what the operator writes: an address, or the path of a file.
    pub fn parse(text: &str) -> Database {
        match text.starts_with("postgres://") || text.starts_with("postgresql://") {
            true => Database::Postgres(text.to_owned()),
            false => Database::Sqlite(PathBuf::from(text)),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Database::Sqlite(file) => write!(f, "Sqlite({})", file.display()),
            Database::Postgres(_) => f.write_str("Postgres([address])"),
        }
    }
}

/// The ledger's two secrets.
pub struct Secrets {
    /// Signs its head.
    pub log: LogKey,
    /// Blinds the digests of rows.
    pub blinding: Zeroizing<[u8; 32]>,
}

/// Makes the writer's connections.
pub(crate) enum Connector {
    Lite(SqliteConnectOptions),
    Pg(PgConnectOptions),
}

/// Connections that only read.
#[derive(Clone)]
pub(crate) enum Pool {
    Lite(SqlitePool),
    Pg(PgPool),
}

impl Connector {
    pub fn new(database: &Database) -> Result<Connector, Error> {
        match database {
            Database::Sqlite(file) => {
                for_its_owner_alone(file).map_err(|err| Error::Unavailable(err.to_string()))?;
                Ok(Connector::Lite(sqlite_options(file)))
            }
            Database::Postgres(address) => Ok(Connector::Pg(postgres_options(address)?)),
        }
    }

    /// Whether it is a server, which can be asked again.
    pub fn is_server(&self) -> bool {
        matches!(self, Connector::Pg(_))
    }

    pub async fn connected(&self) -> Result<Conn, Error> {
        Ok(match self {
            Connector::Lite(options) => Conn::Lite(Held::Own(Box::new(writing(options).connect().await?))),
            Connector::Pg(options) => Conn::Pg(Held::Own(Box::new(options.clone().options(IMPATIENT).connect().await?))),
        })
    }

    /// The same, while a server comes up again.
    pub async fn connected_patiently(&self) -> Result<Conn, Error> {
        let began = std::time::Instant::now();
        loop {
            match self.connected().await {
                Err(_) if began.elapsed() < PATIENCE => tokio::time::sleep(Duration::from_millis(100)).await,
                done => return done,
            }
        }
    }

    /// The same, with the schema brought up to date.
    pub async fn migrated(&self) -> Result<Conn, Error> {
        let mut conn = self.connected().await?;
        let migrated = match &mut conn {
            Conn::Lite(conn) => migrator(|it| it.2).run(&mut **conn).await,
            Conn::Pg(conn) => migrator(|it| it.3).run(&mut **conn).await,
        };
        migrated.map_err(from_migration)?;
        if self.is_server() { durable(conn).await } else { Ok(conn) }
    }

    /// Connections that only read.
    pub async fn readers(&self, n_readers: u32) -> Result<Pool, Error> {
        Ok(match self {
            Connector::Lite(options) => {
                let options = options.clone().read_only(true);
                // A file does not go away: asking each time whether it is there would cost a way to its thread and back.
                let pool = SqlitePoolOptions::new().max_connections(n_readers).acquire_timeout(PATIENCE).test_before_acquire(false);
                Pool::Lite(pool.connect_with(options).await?)
            }
            Connector::Pg(options) => {
                let options = options.clone().options([("default_transaction_read_only", "on")]);
                Pool::Pg(PgPoolOptions::new().max_connections(n_readers).acquire_timeout(PATIENCE).connect_with(options).await?)
            }
        })
    }
}

impl Pool {
    pub async fn reader(&self) -> Result<Reader, Error> {
        Ok(Reader::new(match self {
            Pool::Lite(pool) => Conn::Lite(Held::Pooled(pool.acquire().await?)),
            Pool::Pg(pool) => Conn::Pg(Held::Pooled(pool.acquire().await?)),
        }))
    }

    pub async fn close(&self) {
        match self {
            Pool::Lite(pool) => pool.close().await,
            Pool::Pg(pool) => pool.close().await,
        }
    }
}

/// `FULL`: an acknowledged write survives a power cut. What is deleted is overwritten, and its pages are given back.
fn writing(options: &SqliteConnectOptions) -> SqliteConnectOptions {
    let options = options.clone().create_if_missing(true).auto_vacuum(SqliteAutoVacuum::Full);
    options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).pragma("secure_delete", "ON")
}

/// Makes the file if it is not there. What SQLite puts beside it has the same mode.
fn for_its_owner_alone(file: &Path) -> io::Result<()> {
    folder::make(file.parent().unwrap_or(Path::new("")))?;
    File::options().write(true).create(true).truncate(false).mode(0o600).open(file).map(drop)
}

/// For reading and writing: a schema that somebody planted runs no functions.
fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(MOST_PREPARED)
        .disable_statement_logging()
}

fn postgres_options(address: &str) -> Result<PgConnectOptions, Error> {
    let options: PgConnectOptions = address.parse().map_err(|err: sqlx::Error| Error::Unavailable(err.to_string()))?;
    let options = options.application_name("facefile").options([("synchronous_commit", "on")]);
    Ok(options.statement_cache_capacity(MOST_PREPARED).disable_statement_logging())
}

/// Refuses a server that may lose what it acknowledged.
async fn durable(mut conn: Conn) -> Result<Conn, Error> {
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        let rows = conn.rows("SELECT current_setting($1)".to_owned(), vec![Value::Text(Some(setting.to_owned()))]).await?;
        let value = rows.into_iter().flatten().next().and_then(String::from_value);
        if value.as_deref() != Some("on") {
            return Err(Error::Unsafe(setting.to_owned()));
        }
    }
    Ok(conn)
}

fn migrator(text: fn(&Texts) -> &'static str) -> Migrator {
    let migration = |it: &Texts| Migration::new(it.0, it.1.into(), MigrationType::Simple, text(it).into_sql_str(), false);
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

fn from_migration(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(number) => Error::Newer(number),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        other => Error::Damaged(other.to_string()),
    }
}
