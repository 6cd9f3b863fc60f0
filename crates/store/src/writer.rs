//! The one writer: a thread of its own, which takes one waiting act and up to 255 more, carries them out in one transaction, and answers after the commit.
//!
//! A savepoint stands before each act, so that a bad one fails alone. The entries of all are appended to the ledger in the same transaction.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::ThreadId;
use std::time::{Duration, Instant};

use ledger::bundle::MAX_ENTRY_BYTES;
use ledger::{Head, LogKey, Tree};
use tokio::sync::{mpsc, oneshot};

use crate::act::{Act, Step};
use crate::digest::Blinding;
use crate::log;
use crate::open::Connector;
use crate::sql::{Commit, Conn};
use crate::tx::{Reader, Tx, Work};
use crate::value::{Column as _, Value};
use crate::{Error, Event};

/// Acts in one transaction.
const MOST_IN_A_GROUP: usize = 256;
/// How long a server is asked what became of a commit.
const DOUBT: Duration = Duration::from_secs(30);
/// Acts that may wait; whoever comes later waits to be let in.
const MOST_WAITING: usize = 1024;

/// The way to the writer.
pub(crate) type Queue = mpsc::Sender<Box<dyn Act>>;

/// Ends when the writer has.
pub(crate) type Ended = oneshot::Receiver<()>;

/// What the writer tells while it works.
#[derive(Default)]
pub(crate) struct Signs {
    /// Why it writes no more.
    pub stopped: OnceLock<String>,
    /// Where it works: an act that waits for another one would wait for itself.
    pub thread: OnceLock<ThreadId>,
    pub n_groups: AtomicU64,
    pub n_acts: AtomicU64,
    pub n_statements: AtomicU64,
}

/// An entry that is to be appended.
pub(crate) struct NewEntry {
    pub bytes: Vec<u8>,
    pub subject: String,
}

/// Starts the writer. It ends when nobody can reach it any more.
///
/// # Errors
/// It cannot open the database, or may not.
pub(crate) async fn start(connector: Connector, key: LogKey, blinding: Blinding, signs: Arc<Signs>) -> Result<(Queue, Ended), Error> {
    let (queue, acts) = mpsc::channel(MOST_WAITING);
    let (ready, is_ready) = oneshot::channel();
    let (ends, ended) = oneshot::channel::<()>();
    let writer = Writer { connector, key, blinding, signs, tx: None, tree: Tree::default(), transaction: None };
    let work = move || {
        run(writer, acts, ready);
        drop(ends);
    };
    // If there is no thread, `ready` goes with the closure, and that is told below.
    let _ = std::thread::Builder::new().name("store-writer".to_owned()).spawn(work);
    is_ready.await.map_err(|_| Error::Fault("no thread for the writer".to_owned()))??;
    Ok((queue, ended))
}

fn run(mut writer: Writer, mut acts: mpsc::Receiver<Box<dyn Act>>, ready: oneshot::Sender<Result<(), Error>>) {
    let _ = writer.signs.thread.set(std::thread::current().id());
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        let opened = writer.open().await;
        let is_open = opened.is_ok();
        let _ = ready.send(opened);
        let mut group = Vec::with_capacity(MOST_IN_A_GROUP);
        while is_open && acts.recv_many(&mut group, MOST_IN_A_GROUP).await > 0 {
            writer.group(std::mem::take(&mut group)).await;
        }
        writer.close().await;
    });
}

struct Writer {
    connector: Connector,
    key: LogKey,
    blinding: Blinding,
    signs: Arc<Signs>,
    /// Nothing while there is no connection.
    tx: Option<Tx>,
    /// The ledger as this writer last saw it.
    tree: Tree,
    /// The number that a server gave the transaction begun last.
    transaction: Option<i64>,
}

impl Writer {
    /// Migrates, begins the ledger if there is none, and refuses one that another key signed.
    async fn open(&mut self) -> Result<(), Error> {
        let conn = self.connector.migrated().await?;
        let mut tx = self.tx_on(conn);
        log::begin(&mut tx, &self.key).await?;
        self.tx = Some(tx);
        Ok(())
    }

    fn tx_on(&self, conn: Conn) -> Tx {
        Tx { work: Work(Reader::new(conn)), blinding: self.blinding.clone(), marks: vec![], index: 0 }
    }

    /// One transaction, then all answers.
    async fn group(&mut self, mut acts: Vec<Box<dyn Act>>) {
        if let Err(error) = self.carry_out(&mut acts).await {
            acts.iter_mut().for_each(|it| it.fail(error.clone()));
        }
        self.count(acts.len());
        acts.into_iter().for_each(|it| it.answer());
    }

    async fn carry_out(&mut self, acts: &mut [Box<dyn Act>]) -> Result<(), Error> {
        if let Some(reason) = self.signs.stopped.get() {
            return Err(Error::Stopped(reason.clone()));
        }
        let (mut tx, head) = self.begun().await?;
        match self.transaction(&mut tx, head, acts).await {
            Ok(Some(tree)) => self.commit(tx, tree).await,
            Ok(None) => {
                self.tx = rolled_back(tx).await;
                Ok(())
            }
            Err(error) => {
                self.tx = rolled_back(tx).await;
                Err(error)
            }
        }
    }

    /// A transaction that has begun, and the ledger's head in it. A connection that broke since the last group is made again: no act has run yet.
    async fn begun(&mut self) -> Result<(Tx, Head), Error> {
        if let Some(mut tx) = self.tx.take() {
            tx.statements += 1;
            match tx.conn.begin().await {
                Ok(row) => return Ok((tx, self.head_of(&row)?)),
                Err(Error::Unavailable(_)) if self.connector.is_server() => {}
                Err(error) => {
                    self.tx = rolled_back(tx).await;
                    return Err(error);
                }
            }
        }
        let mut tx = self.tx_on(self.connector.connected().await?);
        tx.statements += 1;
        let head = self.head_of(&tx.conn.begin().await?)?;
        Ok((tx, head))
    }

    /// The head, from what a transaction begins with.
    fn head_of(&mut self, row: &[Value]) -> Result<Head, Error> {
        self.transaction = row.get(2).cloned().and_then(i64::from_value);
        log::head_of(row)
    }

    /// Everything between `BEGIN` and `COMMIT`; nothing if there is nothing to commit.
    async fn transaction(&mut self, tx: &mut Tx, head: Head, acts: &mut [Box<dyn Act>]) -> Result<Option<Tree>, Error> {
        if head != self.tree.head() {
            self.tree = log::tree(tx, head).await?;
        }
        let entries = match acts {
            [act] => carry_out_alone(tx, act.as_mut(), head.size).await?,
            acts => Some(carry_out_each(tx, acts, head.size).await?),
        };
        let Some(entries) = entries else { return Ok(None) };
        let mut tree = self.tree.clone();
        if !entries.is_empty() {
            log::append(tx, &mut tree, &entries, &self.key).await?;
        }
        Ok(Some(tree))
    }

    async fn commit(&mut self, mut tx: Tx, tree: Tree) -> Result<(), Error> {
        tx.statements += 1;
        match tx.conn.commit().await {
            Commit::Done => {
                self.tree = tree;
                self.tx = Some(tx);
                Ok(())
            }
            Commit::Not(error) => {
                self.tx = rolled_back(tx).await;
                Err(error)
            }
            Commit::InDoubt(error) => {
                drop(tx);
                self.settle(error).await
            }
        }
    }

    /// The database did not say whether it committed. On a file, the disk itself is in doubt: nothing more is written. A server is asked again.
    async fn settle(&mut self, error: Error) -> Result<(), Error> {
        let began = Instant::now();
        while let Some(transaction) = self.transaction {
            match self.is_committed(transaction).await {
                Ok(Some(is_committed)) => return if is_committed { Ok(()) } else { Err(error) },
                // The server may not know yet that the connection is gone, and still wait for us.
                Err(Error::Unavailable(_)) if began.elapsed() < DOUBT => {}
                _ => break,
            }
        }
        let reason = error.to_string();
        let _ = self.signs.stopped.set(reason.clone());
        Err(Error::Stopped(reason))
    }

    /// Whether a server committed this transaction. Locking the head waits until it is over.
    async fn is_committed(&mut self, transaction: i64) -> Result<Option<bool>, Error> {
        let mut tx = self.tx_on(self.connector.connected_patiently().await?);
        tx.conn.begin().await?;
        let is_committed = tx.conn.committed(transaction).await?;
        tx.conn.script("ROLLBACK").await?;
        self.tx = Some(tx);
        Ok(is_committed)
    }

    fn count(&mut self, n_acts: usize) {
        let n_statements = self.tx.as_mut().map_or(0, |it| std::mem::take(&mut it.statements));
        self.signs.n_groups.fetch_add(1, Ordering::Relaxed);
        self.signs.n_acts.fetch_add(n_acts as u64, Ordering::Relaxed);
        self.signs.n_statements.fetch_add(n_statements, Ordering::Relaxed);
    }

    async fn close(self) {
        if let Some(tx) = self.tx {
            tx.work.0.conn.close().await;
        }
    }
}

/// The connection, if it is still of use: one that cannot even roll back is left behind, and SQLite may have rolled back by itself.
async fn rolled_back(mut tx: Tx) -> Option<Tx> {
    tx.conn.roll_back().await.is_ok().then_some(tx)
}

/// Carries out each act behind a savepoint and gives the entries of those that succeeded.
async fn carry_out_each(tx: &mut Tx, acts: &mut [Box<dyn Act>], size: u64) -> Result<Vec<NewEntry>, Error> {
    let mut entries = Vec::with_capacity(acts.len());
    let mut before = "SAVEPOINT act";
    for act in acts {
        tx.statements += 1;
        tx.conn.script(before).await?;
        tx.index = size + entries.len() as u64;
        match carry_out_one(tx, act.as_mut()).await? {
            Done::Recorded(entry) => entries.push(entry),
            Done::Kept => {}
            Done::Undone => {
                tx.statements += 1;
                tx.conn.script("ROLLBACK TO SAVEPOINT act").await?;
            }
        }
        before = "RELEASE SAVEPOINT act; SAVEPOINT act";
    }
    Ok(entries)
}

/// One act needs no savepoint; if it is undone, there is nothing to commit.
async fn carry_out_alone(tx: &mut Tx, act: &mut dyn Act, size: u64) -> Result<Option<Vec<NewEntry>>, Error> {
    tx.index = size;
    Ok(match carry_out_one(tx, act).await? {
        Done::Recorded(entry) => Some(vec![entry]),
        Done::Kept => Some(vec![]),
        Done::Undone => None,
    })
}

/// What became of one act.
enum Done {
    Recorded(NewEntry),
    Kept,
    Undone,
}

/// # Errors
/// A failure of the database as a whole. One of the act alone is the act's own result.
async fn carry_out_one(tx: &mut Tx, act: &mut dyn Act) -> Result<Done, Error> {
    tx.marks.clear();
    tx.failure = None;
    tx.is_underway = false;
    let step = act.carry_out(tx).await;
    if std::mem::take(&mut tx.is_underway) {
        // The closure did not wait for it: nobody knows whether it ran.
        tx.failure.get_or_insert(Error::Panicked);
    }
    let failure = tx.failure.take();
    if let Some(error) = failure.clone().filter(Error::is_fault) {
        return Err(error);
    }
    match (step, failure) {
        (Step::Record(event), None) => Ok(entry(tx, act, &event)),
        (Step::Keep, None) => Ok(Done::Kept),
        (_, failure) => {
            // Also where the closure passed over the failure of a statement.
            failure.into_iter().for_each(|it| act.fail(it));
            Ok(Done::Undone)
        }
    }
}

fn entry(tx: &mut Tx, act: &mut dyn Act, event: &Event) -> Done {
    let bytes = event.to_bytes(&tx.marks);
    if bytes.len() > MAX_ENTRY_BYTES {
        act.fail(Error::TooMuch);
        return Done::Undone;
    }
    Done::Recorded(NewEntry { bytes, subject: event.first_subject() })
}
