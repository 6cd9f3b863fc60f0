//! 备案材料: what a case hands in, place by place, and every file that ever stood there.

use casework::words::Slot;
use jiff::Timestamp;

use crate::row::row;
use crate::value::values;
use crate::{BlobId, CaseId, Error, MaterialId, PersonId, Reader, Sealed};

row! {
    /// 备案材料: one place of a packet.
    versioned Material in "materials" by (id) {
        /// Its id.
        id: MaterialId,
        /// Of which case.
        case_id: CaseId,
        /// Which of the nine it is.
        slot: Slot,
        /// What an `other` material is about.
        topic: Option<String>,
        /// Such as `present` or `withdrawn`.
        state: String,
        /// When it came.
        added_at: Timestamp,
        /// Counted up with each change.
        version: i64,
    }
}

row! {
    /// One file of a material. A new one takes its place; none is ever overwritten.
    versioned MaterialFile in "material_files" by (material_id, edition) {
        /// Of which material.
        material_id: MaterialId,
        /// From 1.
        edition: i64,
        /// The name it was uploaded under.
        file_name_sealed: Sealed,
        /// Its length, before sealing.
        bytes: i64,
        /// SHA-256 of its content, blinded or not as the caller decides.
        content_sha256: [u8; 32],
        /// The sealed file.
        blob_id: BlobId,
        /// The copy to look at, made of its pixels.
        copy_blob_id: Option<BlobId>,
        /// What was read from it.
        facts_sealed: Option<Sealed>,
        /// How far reading it is: a word of the caller's.
        state: String,
        /// Who handed it in.
        added_by: PersonId,
        /// When.
        added_at: Timestamp,
        /// Counted up with each change.
        version: i64,
    }
}

impl Reader {
    /// One material.
    ///
    /// # Errors
    /// The database fails.
    pub async fn material(&mut self, id: &MaterialId) -> Result<Option<Material>, Error> {
        self.by_key(values![*id]).await
    }

    /// The materials of a case, in the order they came.
    ///
    /// # Errors
    /// The database fails.
    pub async fn materials_in(&mut self, case: &CaseId) -> Result<Vec<Material>, Error> {
        self.all("WHERE case_id = $1 ORDER BY id", values![*case]).await
    }

    /// All files of a material, newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn files_of(&mut self, material: &MaterialId) -> Result<Vec<MaterialFile>, Error> {
        self.all("WHERE material_id = $1 ORDER BY edition DESC", values![*material]).await
    }

    /// The newest file of every material of a case.
    ///
    /// # Errors
    /// The database fails.
    pub async fn newest_files_in(&mut self, case: &CaseId) -> Result<Vec<MaterialFile>, Error> {
        let rest = "WHERE material_id IN (SELECT id FROM materials WHERE case_id = $1)
            AND edition = (SELECT MAX(f.edition) FROM material_files f WHERE f.material_id = material_files.material_id) ORDER BY material_id";
        self.all(rest, values![*case]).await
    }

    /// Files in one state of reading, at most so many: what waits to be read.
    ///
    /// # Errors
    /// The database fails.
    pub async fn files_in_state(&mut self, state: &str, limit: u16) -> Result<Vec<MaterialFile>, Error> {
        self.all("WHERE state = $1 ORDER BY material_id, edition LIMIT $2", values![state.to_owned(), i64::from(limit)]).await
    }
}
