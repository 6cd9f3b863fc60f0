//! 上传: files on their way in (tus). Each piece that arrived is a sealed file of its own, so nothing that was acknowledged is sent again.

use casework::words::Slot;
use jiff::Timestamp;

use crate::row::{Row as _, row};
use crate::value::values;
use crate::{BlobId, CaseId, Error, PersonId, Reader, Sealed, UploadId, Work};

row! {
    /// 上传: one file on its way.
    working Upload in "uploads" by (id) {
        /// Its id.
        id: UploadId,
        /// For which case.
        case_id: CaseId,
        /// For which of the nine materials.
        slot: Slot,
        /// What an `other` material is about.
        topic: Option<String>,
        /// Its name.
        file_name_sealed: Sealed,
        /// How long it will be.
        length: i64,
        /// How much of it is here.
        received: i64,
        /// Who sends it.
        started_by: PersonId,
        /// When what came of it is thrown away.
        expires_at: Timestamp,
    }
}

row! {
    /// A piece that arrived.
    working UploadPart in "upload_parts" by (upload_id, start) {
        /// Of which upload.
        upload_id: UploadId,
        /// Where it begins.
        start: i64,
        /// How long it is, before sealing.
        length: i64,
        /// The sealed piece.
        blob_id: BlobId,
    }
}

impl Work {
    /// Adds a piece where the last one ended.
    ///
    /// # Errors
    /// [`Error::Conflict`] with how much is here, if the piece is empty, begins elsewhere, is longer than the file, or the upload is gone.
    pub async fn add_part(&mut self, part: &UploadPart) -> Result<(), Error> {
        const GROW: &str =
            "UPDATE uploads SET received = received + $1 WHERE id = $2 AND received = $3 AND received + $1 <= length AND $1 > 0";
        let values = values![part.length, part.upload_id, part.start];
        if self.run(GROW.to_owned(), values).await? == 0 {
            let current = self.upload(&part.upload_id).await?.map(|it| it.received);
            return Err(Error::Conflict { table: Upload::TABLE.name, current });
        }
        self.put(part).await
    }

    /// Forgets an upload and its pieces, because it is complete or nobody wants it. Gives the pieces: their files can go afterwards.
    ///
    /// # Errors
    /// The database fails.
    pub async fn end_upload(&mut self, id: &UploadId) -> Result<Vec<UploadPart>, Error> {
        let parts = self.parts_of(id).await?;
        self.run("DELETE FROM upload_parts WHERE upload_id = $1".to_owned(), values![*id]).await?;
        self.run("DELETE FROM uploads WHERE id = $1".to_owned(), values![*id]).await?;
        for part in &parts {
            self.forget_blob(&part.blob_id).await?;
        }
        Ok(parts)
    }
}

impl Reader {
    /// One upload.
    ///
    /// # Errors
    /// The database fails.
    pub async fn upload(&mut self, id: &UploadId) -> Result<Option<Upload>, Error> {
        self.by_key(values![*id]).await
    }

    /// Its pieces, in order.
    ///
    /// # Errors
    /// The database fails.
    pub async fn parts_of(&mut self, id: &UploadId) -> Result<Vec<UploadPart>, Error> {
        self.all("WHERE upload_id = $1 ORDER BY start", values![*id]).await
    }

    /// Uploads whose time is over, at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn expired_uploads(&mut self, at: Timestamp, limit: u16) -> Result<Vec<Upload>, Error> {
        self.all("WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2", values![at, i64::from(limit)]).await
    }
}
