//! The store as others see it: open, write, read.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ledger::{Head, Vkey};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::act::{Act, Change, Chore, Once, Recorded, Remembered, Waits};
use crate::digest::Blinding;
use crate::open::{Connector, Place, Pool, Secrets};
use crate::writer::{self, Ended, Queue, Signs};
use crate::{Blobs, Error, Event, Reader, Tx, Work, fsck, log};

/// 存储. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    queue: Mutex<Option<Queue>>,
    ended: Mutex<Option<Ended>>,
    readers: Pool,
    blobs: Blobs,
    signs: Arc<Signs>,
    vkey: Vkey,
    blinding: Blinding,
}

/// What the writer did since it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Transactions.
    pub n_groups: u64,
    /// Acts in them.
    pub n_acts: u64,
    /// Statements, those that begin, end and separate included.
    pub n_statements: u64,
    /// Why it writes no more, if that is so.
    pub stopped: Option<String>,
}

impl Store {
    /// Opens what is there, or makes it. An older schema is brought up to date.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::OtherKey`], [`Error::Unsafe`], [`Error::Damaged`], or what the database says.
    pub async fn open(place: &Place, secrets: Secrets) -> Result<Store, Error> {
        let blobs = Blobs::open(&place.blobs).map_err(|err| Error::Unavailable(err.to_string()))?;
        let connector = Connector::new(&place.database)?;
        let (vkey, blinding, signs) = (secrets.log.vkey().clone(), Blinding::new(secrets.blinding), Arc::new(Signs::default()));
        let readers = Connector::new(&place.database)?;
        let (queue, ended) = writer::start(connector, secrets.log, blinding.clone(), Arc::clone(&signs)).await?;
        let readers = readers.readers(place.n_readers).await?;
        let (queue, ended) = (Mutex::new(Some(queue)), Mutex::new(Some(ended)));
        Ok(Store(Arc::new(Inner { queue, ended, readers, blobs, signs, vkey, blinding })))
    }

    /// Carries out an act: the closure changes the state and hands back what happened. All of it is on the disk when this returns, or none of it.
    ///
    /// The closure runs on the single writer, so what it reads still holds when it writes. It computes and waits for nothing else: everybody else waits for it.
    /// Once handed in, the act is carried out even if nobody waits for the answer any more.
    ///
    /// # Errors
    /// What the closure says, or why it could not be kept.
    pub async fn write<T, E, F>(&self, closure: F) -> Result<Recorded<T>, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<(T, Event), E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (change, waits) = Change::new(closure, None);
        self.carry_out(Box::new(change), waits).await
    }

    /// The same for a request that may come twice: the second time, the closure does not run, and the answer and the entry are those of the first.
    /// Answers stand in the clear in the database: they hold ids and days, nothing that is sealed elsewhere.
    ///
    /// # Errors
    /// As [`Store::write`], and [`Error::KeyReused`] for the same key with another request.
    pub async fn write_once<T, E, F>(&self, once: Once, closure: F) -> Result<Recorded<T>, E>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<(T, Event), E> + Send + 'static,
        T: Serialize + DeserializeOwned + Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (change, waits) = Change::new(closure, Some(Remembered::new(once)));
        self.carry_out(Box::new(change), waits).await
    }

    /// Writes what only helps to work, without an entry. As durable as the rest, and in the same groups.
    ///
    /// # Errors
    /// What the closure says, or why it could not be kept.
    pub async fn work<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Work) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (chore, waits) = Chore::new(closure);
        self.carry_out(Box::new(chore), waits).await
    }

    async fn carry_out<T, E: From<Error>>(&self, act: Box<dyn Act>, waits: Waits<T, E>) -> Result<T, E> {
        if self.0.signs.thread.get() == Some(&std::thread::current().id()) {
            return Err(Error::Fault("a write inside a write would wait for itself".to_owned()).into());
        }
        let ended = || Error::Unavailable("the store was closed".to_owned());
        let queue = self.0.queue.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(ended)?;
        queue.send(act).await.map_err(|_| ended())?;
        drop(queue);
        waits.await.unwrap_or_else(|_| Err(Error::Unavailable("the writer ended".to_owned()).into()))
    }

    /// A connection to read with. It sees everything acknowledged before.
    ///
    /// # Errors
    /// None was free for a long time, or the database does not answer.
    pub async fn read(&self) -> Result<Reader, Error> {
        self.0.readers.reader().await
    }

    /// The same, but it sees one moment: whatever is committed later is not seen. For what takes several questions and has to fit together. Hold it shortly.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn read_moment(&self) -> Result<Reader, Error> {
        let mut reader = self.read().await?;
        reader.conn.hold_a_moment().await?;
        Ok(reader)
    }

    /// The folder of sealed files.
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    /// Removes the sealed files that no row names, because their act never came or the process ended before it could remove them. Gives how many.
    /// Only files that were written at least so long ago: an act that names a younger one may still come. An hour is plenty.
    ///
    /// # Errors
    /// The database fails, or a file cannot be removed.
    pub async fn sweep_blobs(&self, age: Duration) -> Result<u64, Error> {
        let (mut reader, mut n_removed) = (self.read().await?, 0);
        for first in 0..=u8::MAX {
            let blobs = self.0.blobs.clone();
            let listed = tokio::task::spawn_blocking(move || blobs.written_before(first, age)).await;
            for id in listed.map_err(|_| Error::Panicked)?.map_err(|err| Error::Unavailable(err.to_string()))? {
                if reader.blob(&id).await?.is_none() {
                    self.0.blobs.remove(&id).map_err(|err| Error::Unavailable(err.to_string()))?;
                    n_removed += 1;
                }
            }
        }
        Ok(n_removed)
    }

    /// The key that everyone verifies the ledger with.
    pub fn vkey(&self) -> &Vkey {
        &self.0.vkey
    }

    /// Writes the whole ledger into a folder, in the public form, with its key beside it.
    ///
    /// # Errors
    /// The database fails, or the folder cannot be written.
    pub async fn export_ledger(&self, folder: &Path) -> Result<Head, Error> {
        log::export(&mut self.read().await?, &self.0.vkey.to_string(), folder).await
    }

    /// Compares every row of the state with the ledger, the ledger with its head, and every sealed file with its name. Others may write meanwhile.
    ///
    /// # Errors
    /// The database fails.
    pub async fn fsck(&self) -> Result<Vec<fsck::Fault>, Error> {
        let mut faults = fsck::run(&mut self.read_moment().await?, &self.0.blinding, &self.0.vkey).await?;
        let mut reader = self.read().await?;
        for id in fsck::broken_files(&mut reader, &self.0.blobs).await? {
            // What was forgotten meanwhile may be gone.
            if reader.blob(&id).await?.is_some() {
                faults.push(fsck::Fault::Blob(id));
            }
        }
        Ok(faults)
    }

    /// What the writer did.
    pub fn figures(&self) -> Figures {
        let signs = &self.0.signs;
        Figures {
            n_groups: signs.n_groups.load(Ordering::Relaxed),
            n_acts: signs.n_acts.load(Ordering::Relaxed),
            n_statements: signs.n_statements.load(Ordering::Relaxed),
            stopped: signs.stopped.get().cloned(),
        }
    }

    /// Lets what was handed in finish, and closes. Whatever comes later is refused.
    pub async fn close(&self) {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        let ended = self.0.ended.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.0.readers.close().await;
        if let Some(ended) = ended {
            // An error is how it ends: nothing is ever sent.
            let _ = ended.await;
        }
    }
}
