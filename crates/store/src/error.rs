//! What can go wrong here. Every write ends in exactly one of: done and durable, or one of these and nothing written.

use std::borrow::Cow;

/// Why something was not written, or could not be read. Chinese first; nothing of a row's content is repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Somebody else changed the row since it was read; holds the version it has now, or nothing if it is gone.
    #[error("「{table}」已被他人修改，请看过现在的内容再改。 / A row of `{table}` was changed by somebody else; look at it as it is now.")]
    Conflict {
        /// Where.
        table: &'static str,
        /// The version it has now.
        current: Option<i64>,
    },
    /// The idempotency key was used before, for a request with another content.
    #[error("这个幂等键已用于另一项请求。 / This idempotency key was used for another request.")]
    KeyReused,
    /// Something unique is there already; holds what the database calls it.
    #[error("已经存在（{0}）。 / It is there already ({0}).")]
    Duplicate(String),
    /// A row that the schema does not allow, such as one that belongs to nothing; holds what the database says.
    #[error("数据库不接受这一行（{0}）。 / The database does not take this row ({0}).")]
    Unfit(String),
    /// A text with the character NUL, which one of the two databases cannot hold.
    #[error("文字中含有空字符，不能保存。 / The text holds the character NUL and cannot be kept.")]
    NotText,
    /// One act that writes more rows than an entry can name.
    #[error("一次写入的内容过多，账本条目放不下。 / One act writes more than a ledger entry can name.")]
    TooMuch,
    /// The disk is full. Nothing was written; it works again when there is space.
    #[error("磁盘已满，什么也没有保存；腾出空间后即可重试。 / The disk is full and nothing was kept; try again when there is space.")]
    Full,
    /// The database does not answer. Nothing was written.
    #[error("数据库暂时无法使用，什么也没有保存（{0}）。 / The database is not available and nothing was kept ({0}).")]
    Unavailable(String),
    /// A commit failed in a way that leaves the disk in doubt: this process writes no more.
    #[error(
        "写入磁盘失败，已停止写入，请检查磁盘后重新启动（{0}）。 / Writing to the disk failed; no more is written until the disk was looked at and the program started again ({0})."
    )]
    Stopped(String),
    /// The code of an act panicked, or gave up a statement before it was done. Nothing of it was written.
    #[error("程序内部出错，什么也没有保存。 / The program failed inside; nothing was kept.")]
    Panicked,
    /// Any other failure of the database.
    #[error("数据库出错，什么也没有保存（{0}）。 / The database failed and nothing was kept ({0}).")]
    Fault(String),
    /// What is kept is not what this program writes.
    #[error("存储的内容已损坏（{0}）。 / What is kept is damaged ({0}).")]
    Damaged(String),
    /// The database was written by a newer edition of this program.
    #[error(
        "数据库由更新的版本写成（迁移 {0}），请使用该版本打开。 / The database was written by a newer edition (migration {0}); open it with that one."
    )]
    Newer(i64),
    /// The ledger was signed with another key than the one given.
    #[error("账本由另一把密钥签署。 / The ledger was signed with another key.")]
    OtherKey,
    /// A setting of PostgreSQL under which an acknowledged write could be lost.
    #[error(
        "PostgreSQL 的设置 {0} 为 off，已确认的写入可能丢失，因此拒绝启动。 / The setting {0} of PostgreSQL is off, so that acknowledged writes could be lost; not started."
    )]
    Unsafe(String),
    /// The system gave no random bytes.
    #[error("系统没有给出随机数。 / The system gave no random bytes.")]
    NoRandomness,
}

impl Error {
    /// Whether this is about the database as a whole: then nothing else of the group can be trusted to be written either.
    pub(crate) fn is_fault(&self) -> bool {
        matches!(self, Error::Full | Error::Unavailable(_) | Error::Stopped(_) | Error::Fault(_) | Error::Damaged(_))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        match &error {
            sqlx::Error::Database(told) => from_database(told.as_ref()),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Error::Damaged(error.to_string()),
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Error::Unavailable(error.to_string())
            }
            _ => Error::Fault(error.to_string()),
        }
    }
}

/// The codes are SQLite's result codes and PostgreSQL's SQLSTATE; no code means the same in both.
fn from_database(told: &dyn sqlx::error::DatabaseError) -> Error {
    use sqlx::error::ErrorKind;

    let code = told.code().unwrap_or_default();
    let code = primary(&code);
    match (told.kind(), code.as_ref()) {
        (ErrorKind::UniqueViolation, _) => Error::Duplicate(named(told)),
        (ErrorKind::ForeignKeyViolation | ErrorKind::NotNullViolation | ErrorKind::CheckViolation, _) => Error::Unfit(named(told)),
        // SQLITE_TOOBIG: a value that is too large.
        (_, "18") => Error::Unfit(named(told)),
        // data_exception, program_limit_exceeded: a value that does not fit, such as a text that is too long for an index.
        (_, code) if code.len() == SQLSTATE && (code.starts_with("22") || code.starts_with("54")) => Error::Unfit(named(told)),
        // SQLITE_FULL; disk_full, out_of_memory
        (_, "13" | "53100") => Error::Full,
        // SQLITE_BUSY; too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now, lock_not_available, idle_in_transaction_session_timeout
        (_, "5" | "53300" | "57P01" | "57P02" | "57P03" | "55P03" | "25P03") => Error::Unavailable(told.message().to_owned()),
        // SQLITE_CORRUPT, SQLITE_NOTADB; data_corrupted, index_corrupted
        (_, "11" | "26" | "XX001" | "XX002") => Error::Damaged(told.message().to_owned()),
        _ => Error::Fault(told.message().to_owned()),
    }
}

/// Characters of PostgreSQL's codes; SQLite's are shorter numbers.
const SQLSTATE: usize = 5;

/// SQLite's primary code is the last byte of its extended one.
fn primary(code: &str) -> Cow<'_, str> {
    match code.parse::<u32>() {
        Ok(extended) if code.len() < SQLSTATE => Cow::Owned((extended & 0xff).to_string()),
        _ => Cow::Borrowed(code),
    }
}

/// The constraint; PostgreSQL's whole message would repeat the row.
fn named(told: &dyn sqlx::error::DatabaseError) -> String {
    told.constraint().unwrap_or_else(|| told.message()).to_owned()
}
