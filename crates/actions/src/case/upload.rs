//! 断点续传: a file comes in pieces (tus 1.0). Each piece that arrived is sealed and on the disk before it is acknowledged, so nothing of it is sent
//! again; when the last one is there, the whole becomes a material.

use std::io::Read;

use casework::rights::Act;
use casework::words::Slot;
use jiff::{Timestamp, ToSpan};
use sha2::{Digest, Sha256};
use store::tables::{Case, Upload, UploadPart};
use store::{CaseId, MaterialId, UploadId};
use vault::file::SealingWriter;
use vault::{Context, Kind};

use super::add_material::{NewMaterial, add_material, not_written};
use super::dossier::{allowed, state_of};
use super::step::is_being_written;
use crate::{Ctx, Refusal, Why};

/// Hours after which an upload that does not go on is thrown away (HOUSE).
const KEPT_HOURS: i64 = 24;

/// What is announced before a file comes.
pub struct Announced {
    /// For which case.
    pub case: CaseId,
    /// For which of the nine.
    pub slot: Slot,
    /// What an `other` material is about.
    pub topic: Option<String>,
    /// Its name.
    pub name: String,
    /// How long it will be.
    pub length: u64,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much is here.
    pub offset: u64,
    /// How long it will be.
    pub length: u64,
    /// When it is thrown away.
    pub until: Timestamp,
}

/// Begins an upload; nothing of the file is here yet.
///
/// # Errors
/// Not this person's to add, not now, an empty file, or one that is too long.
pub async fn begin_upload(ctx: &Ctx, announced: Announced) -> Result<(UploadId, Progress), Refusal> {
    let most = reader::Limits::default().file_bytes;
    if announced.length == 0 || announced.length > most {
        let most = most >> 20;
        return Err(Refusal::new(
            (format!("文件要在 1 字节到 {most} MiB 之间。"), format!("A file has between 1 byte and {most} MiB.")),
            ("请降低扫描分辨率，或者分成几份上传。", "Scan at a lower resolution, or split it."),
        ));
    }
    let mut reader = ctx.platform().store().read().await?;
    let (case, seat) = allowed(ctx, &mut reader, &announced.case, Act::AddMaterial).await?;
    writable(&case)?;
    drop(reader);
    let id = UploadId::new(ctx.now())?;
    let name = serde_json::to_vec(&announced.name).unwrap_or_default();
    let upload = Upload {
        case_id: case.id.clone(),
        slot: announced.slot,
        topic: announced.topic,
        file_name_sealed: ctx.platform().seal(case.organisation_id.as_str(), Kind::FileName, id.as_str(), &name)?,
        length: i64::try_from(announced.length).unwrap_or(i64::MAX),
        received: 0,
        started_by: seat.person.clone(),
        expires_at: ctx.now() + KEPT_HOURS.hours(),
        id: id.clone(),
    };
    let progress = progress(&upload);
    ctx.platform().store().work(async move |work| work.put(&upload).await).await?;
    Ok((id, progress))
}

/// How far it is.
///
/// # Errors
/// It is not there, or not this person's.
pub async fn upload_progress(ctx: &Ctx, id: &UploadId) -> Result<Progress, Refusal> {
    Ok(progress(&own(ctx, id).await?.0))
}

fn progress(upload: &Upload) -> Progress {
    let number = |it: i64| u64::try_from(it).unwrap_or_default();
    Progress { offset: number(upload.received), length: number(upload.length), until: upload.expires_at }
}

/// A piece on its way in. What arrived of it before the connection broke is kept by [`Piece::finish`].
pub struct Piece {
    upload: Upload,
    writer: SealingWriter<store::blobs::BlobWriter>,
    hash: Sha256,
    bytes: u64,
}

impl Piece {
    /// Begins a piece where the last one ended.
    ///
    /// # Errors
    /// It begins elsewhere, the upload is not there, or the disk is full.
    pub async fn begin(ctx: &Ctx, id: &UploadId, offset: u64) -> Result<Piece, Refusal> {
        let (upload, case) = own(ctx, id).await?;
        if progress(&upload).offset != offset {
            return Err(store::Error::Conflict { table: "uploads", current: Some(upload.received) }.into());
        }
        let place = piece_place(id, upload.received);
        let context = Context { tenant: case.organisation_id.as_str(), kind: Kind::Piece, record: &place };
        let writer = ctx.platform().store().blobs().create().map_err(not_written)?;
        let writer = ctx.platform().keyring().seal_file(&context, writer).map_err(not_written)?;
        Ok(Piece { upload, writer, hash: Sha256::new(), bytes: 0 })
    }

    /// Takes bytes.
    ///
    /// # Errors
    /// More than was announced, or the disk is full.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        use std::io::Write;
        self.bytes += bytes.len() as u64;
        if progress(&self.upload).offset + self.bytes > progress(&self.upload).length {
            return Err(Refusal::new(
                ("送来的比说好的多。", "More came than was announced."),
                ("请重新上传这份文件。", "Upload the file anew."),
            ));
        }
        self.hash.update(bytes);
        self.writer.write_all(bytes).map_err(not_written)
    }

    /// Keeps the piece; with the last one, the whole becomes a material. With a checksum that does not fit, nothing of the piece is kept.
    ///
    /// # Errors
    /// The checksum does not fit, somebody else sent the same piece, or the disk is full.
    pub async fn finish(self, ctx: &Ctx, sha256: Option<[u8; 32]>) -> Result<(Progress, Option<MaterialId>), Refusal> {
        let Piece { mut upload, writer, hash, bytes } = self;
        if bytes == 0 {
            return Ok((progress(&upload), None));
        }
        let computed: [u8; 32] = hash.finalize().into();
        if sha256.is_some_and(|it| it != computed) {
            return Err(Refusal::new(
                ("校验和不符，这一段没有收下。", "The checksum does not fit; the piece was not taken."),
                ("会重新发送这一段。", "The piece is sent again."),
            )
            .of(Why::Input));
        }
        let sync = move || writer.finish().and_then(store::blobs::BlobWriter::finish);
        let blob = tokio::task::spawn_blocking(sync).await.map_err(|_| store::Error::Panicked)?.map_err(not_written)?;
        let (start, now) = (upload.received, ctx.now());
        let length = i64::try_from(bytes).unwrap_or_default();
        let part = UploadPart { upload_id: upload.id.clone(), start, length, blob_id: blob.id().clone() };
        let add = async move |work: &mut store::Work| {
            work.keep_blob(&blob, now).await?;
            work.add_part(&part).await
        };
        ctx.platform().store().work(add).await?;
        upload.received += length;
        let progress = progress(&upload);
        let material = if upload.received == upload.length { Some(whole(ctx, upload).await?) } else { None };
        Ok((progress, material))
    }
}

/// Puts the pieces together as a material, and forgets them.
async fn whole(ctx: &Ctx, upload: Upload) -> Result<MaterialId, Refusal> {
    let mut reader = ctx.platform().store().read().await?;
    let case = reader.case(&upload.case_id).await?.ok_or_else(Refusal::absent)?;
    let parts = reader.parts_of(&upload.id).await?;
    drop(reader);
    let tenant = case.organisation_id.as_str().to_owned();
    let name: String = ctx.platform().unseal_json(&tenant, Kind::FileName, upload.id.as_str(), &upload.file_name_sealed)?;
    let mut new = NewMaterial::begin(ctx, &upload.case_id, upload.slot, upload.topic.clone(), &name).await?;
    let platform = ctx.platform().clone();
    let id = upload.id.clone();
    let copy = move || -> Result<NewMaterial, Refusal> {
        for part in parts {
            let place = piece_place(&id, part.start);
            let context = Context { tenant: &tenant, kind: Kind::Piece, record: &place };
            let sealed = platform.store().blobs().open_file(&part.blob_id).map_err(not_written)?;
            let mut plain = platform.keyring().open_file(&context, sealed).map_err(not_written)?;
            let mut buffer = vec![0; 64 * 1024];
            loop {
                match plain.read(&mut buffer).map_err(not_written)? {
                    0 => break,
                    n => new.write(&buffer[..n])?,
                }
            }
        }
        Ok(new)
    };
    let new = tokio::task::spawn_blocking(copy).await.map_err(|_| store::Error::Panicked)??;
    let material = add_material(ctx, new).await?;
    forget(ctx, &upload.id).await?;
    Ok(material)
}

/// Gives an upload up.
///
/// # Errors
/// It is not there, or not this person's.
pub async fn cancel_upload(ctx: &Ctx, id: &UploadId) -> Result<(), Refusal> {
    own(ctx, id).await?;
    forget(ctx, id).await
}

/// Throws away what nobody went on with; gives how many.
///
/// # Errors
/// The store fails.
pub async fn sweep_uploads(ctx: &Ctx) -> Result<usize, Refusal> {
    let expired = ctx.platform().store().read().await?.expired_uploads(ctx.now(), 1000).await?;
    for it in &expired {
        forget(ctx, &it.id).await?;
    }
    Ok(expired.len())
}

async fn forget(ctx: &Ctx, id: &UploadId) -> Result<(), Refusal> {
    let ended = id.clone();
    let parts = ctx.platform().store().work(async move |work| work.end_upload(&ended).await).await?;
    for part in parts {
        // What stays behind is swept later: nothing names it.
        let _ = ctx.platform().store().blobs().remove(&part.blob_id);
    }
    Ok(())
}

/// The upload, if it is this person's and the case may still be written.
async fn own(ctx: &Ctx, id: &UploadId) -> Result<(Upload, Case), Refusal> {
    let person = &ctx.signed_in()?.person;
    let mut reader = ctx.platform().store().read().await?;
    let is_own = |it: &Upload| it.started_by == *person && ctx.now() < it.expires_at;
    let upload = reader.upload(id).await?.filter(is_own).ok_or_else(Refusal::absent)?;
    let (case, _) = allowed(ctx, &mut reader, &upload.case_id, Act::AddMaterial).await?;
    writable(&case)?;
    Ok((upload, case))
}

fn writable(case: &Case) -> Result<(), Refusal> {
    match is_being_written(state_of(case)?) {
        true => Ok(()),
        false => Err(Refusal::new(
            ("事项已经提交，现在不能换材料。", "The case was handed in; its materials cannot be changed now."),
            ("退回补正后可以换。", "They can be when it is returned."),
        )
        .of(Why::NotNow)),
    }
}

fn piece_place(id: &UploadId, start: i64) -> String {
    format!("{id}/{start}")
}
