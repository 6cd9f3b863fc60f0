//! Which sealed files are there. The files themselves are in [`crate::blobs`].

use jiff::Timestamp;

use crate::row::{Row as _, row};
use crate::value::values;
use crate::{BlobId, DurableBlob, Error, Reader, Work};

row! {
    /// A sealed file. Written by [`Work::keep_blob`] alone.
    guarded Blob in "blobs" by (id) {
        /// SHA-256 of its sealed bytes.
        id: BlobId,
        /// Its length, sealed.
        bytes: i64,
        /// When it came.
        kept_at: Timestamp,
    }
}

impl Work {
    /// Lets rows name a file. It takes the proof that the file is on the disk.
    ///
    /// # Errors
    /// The database fails.
    pub async fn keep_blob(&mut self, blob: &DurableBlob, at: Timestamp) -> Result<(), Error> {
        let row = Blob { id: blob.id.clone(), bytes: blob.bytes, kept_at: at };
        self.run(Blob::TABLE.upsert(), row.values()).await.map(drop)
    }

    /// Forgets a file that nothing names any more; [`crate::Blobs::remove`] removes it afterwards.
    ///
    /// # Errors
    /// [`Error::Unfit`] if something still names it.
    pub async fn forget_blob(&mut self, id: &BlobId) -> Result<(), Error> {
        self.run("DELETE FROM blobs WHERE id = $1".to_owned(), values![*id]).await.map(drop)
    }
}

impl Reader {
    /// One file.
    ///
    /// # Errors
    /// The database fails.
    pub async fn blob(&mut self, id: &BlobId) -> Result<Option<Blob>, Error> {
        self.by_key(values![*id]).await
    }
}
