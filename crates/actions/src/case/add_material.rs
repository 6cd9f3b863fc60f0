//! 上传材料: a file is sealed as it arrives; nothing of it stands open on the disk. It is read afterwards, in the child, and is kept whatever the
//! reading says: what is wrong with it is a finding.

use std::io::Write;

use casework::rights::Act;
use casework::words::Slot;
use sha2::{Digest, Sha256};
use store::blobs::BlobWriter;
use store::tables::{Case, Material, MaterialFile};
use store::{CaseId, MaterialId};
use vault::file::SealingWriter;
use vault::{Context, Kind};

use super::dossier::{allowed, file_place, state_of};
use super::step::is_being_written;
use crate::{Ctx, Refusal, Why};

/// A material that stands.
pub(crate) const PRESENT: &str = "present";
/// One that was taken out.
pub(crate) const TAKEN_OUT: &str = "taken-out";
/// A file that waits to be read.
pub(crate) const UNREAD: &str = "unread";
/// One that was read.
pub(crate) const READ: &str = "read";
/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 120;

/// A file on its way in.
pub struct NewMaterial {
    case: Case,
    slot: Slot,
    topic: Option<String>,
    name: String,
    /// The material whose file it takes the place of.
    replaces: Option<Material>,
    id: MaterialId,
    edition: i64,
    writer: SealingWriter<BlobWriter>,
    hash: Sha256,
    bytes: u64,
    most: u64,
}

impl NewMaterial {
    /// Begins a file. In a place that holds one it becomes the newest edition; of other material there may be any number.
    ///
    /// # Errors
    /// Not this person's to add, not now, or the disk is full.
    pub async fn begin(ctx: &Ctx, case: &CaseId, slot: Slot, topic: Option<String>, name: &str) -> Result<NewMaterial, Refusal> {
        let mut reader = ctx.platform().store().read().await?;
        let (case, _) = allowed(ctx, &mut reader, case, Act::AddMaterial).await?;
        if !is_being_written(state_of(&case)?) {
            return Err(handed_in());
        }
        let stands = |it: &Material| it.state == PRESENT && it.slot == slot && slot != Slot::Other;
        let replaces = reader.materials_in(&case.id).await?.into_iter().find(stands);
        let edition = match &replaces {
            Some(it) => reader.files_of(&it.id).await?.first().map_or(1, |it| it.edition + 1),
            None => 1,
        };
        let id = replaces.as_ref().map_or_else(|| MaterialId::new(ctx.now()), |it| Ok(it.id.clone()))?;
        let place = file_place(&id, edition);
        let context = Context { tenant: case.organisation_id.as_str(), kind: Kind::Material, record: &place };
        let writer = ctx.platform().store().blobs().create().map_err(not_written)?;
        let writer = ctx.platform().keyring().seal_file(&context, writer).map_err(not_written)?;
        let most = reader::Limits::default().file_bytes;
        Ok(NewMaterial { slot, topic, name: plain_name(name), replaces, id, edition, writer, hash: Sha256::new(), bytes: 0, most, case })
    }

    /// Takes a piece. Short work: sealing keeps pace with any network.
    ///
    /// # Errors
    /// The file is longer than is taken, or the disk is full.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        self.bytes += piece.len() as u64;
        if self.bytes > self.most {
            return Err(too_large(self.most));
        }
        self.hash.update(piece);
        self.writer.write_all(piece).map_err(not_written)
    }
}

/// Keeps a file that has arrived whole; gives the material.
///
/// # Errors
/// It is empty, somebody put another file there meanwhile, or the disk is full. Nothing is left of it then.
pub async fn add_material(ctx: &Ctx, new: NewMaterial) -> Result<MaterialId, Refusal> {
    if new.bytes == 0 {
        return Err(Refusal::new(("文件是空的。", "The file is empty."), ("请换一份文件。", "Choose another file.")));
    }
    let NewMaterial { case, slot, topic, name, replaces, id, edition, writer, hash, bytes, .. } = new;
    let sync = move || writer.finish().and_then(BlobWriter::finish);
    let blob = tokio::task::spawn_blocking(sync).await.map_err(|_| store::Error::Panicked)?.map_err(not_written)?;
    let (now, tenant) = (ctx.now(), case.organisation_id.as_str());
    let place = file_place(&id, edition);
    let file_name = serde_json::to_vec(&name).unwrap_or_default();
    let file = MaterialFile {
        material_id: id.clone(),
        edition,
        file_name_sealed: ctx.platform().seal(tenant, Kind::FileName, &place, &file_name)?,
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        content_sha256: hash.finalize().into(),
        blob_id: blob.id().clone(),
        copy_blob_id: None,
        facts_sealed: None,
        state: UNREAD.to_owned(),
        added_by: ctx.signed_in()?.person.clone(),
        added_at: now,
        version: 1,
    };
    let material = Material { id: id.clone(), case_id: case.id.clone(), slot, topic, state: PRESENT.to_owned(), added_at: now, version: 1 };
    let event = ctx.event(Act::AddMaterial, &case.id)?.about(&id).with("slot", slot.id()).with("edition", edition);
    let write = async move |tx: &mut store::Tx| {
        let now_state = tx.case(&case.id).await?.ok_or_else(Refusal::absent)?;
        if !is_being_written(state_of(&now_state)?) {
            return Err(handed_in());
        }
        tx.keep_blob(&blob, now).await?;
        if replaces.is_none() {
            tx.insert(&material).await?;
        }
        tx.insert(&file).await?;
        Ok(((), event))
    };
    ctx.platform().store().write(write).await?;
    ctx.platform().reading().notify_one();
    Ok(id)
}

/// The last step of a name, without what no file system and no page should meet.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|it| !it.is_control() && !is_direction(*it) && *it != ':').take(LONGEST_NAME).collect();
    match plain.trim().trim_matches('.') {
        "" => "file".to_owned(),
        fine => fine.to_owned(),
    }
}

/// Characters that turn the direction of reading: a name must read as it is.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn handed_in() -> Refusal {
    Refusal::new(
        ("事项已经提交，现在不能换材料。", "The case was handed in; its materials cannot be changed now."),
        ("退回补正后可以换。", "They can be when it is returned."),
    )
    .of(Why::NotNow)
}

fn too_large(most: u64) -> Refusal {
    let most = most >> 20;
    Refusal::new(
        (format!("文件超过 {most} MiB，没有收下。"), format!("The file is over {most} MiB and was not taken.")),
        (
            "请降低扫描分辨率，或者分成几份上传（这是本平台的限制，不是法律要求）。",
            "Scan at a lower resolution or split it (this platform's limit, not the law's).",
        ),
    )
}

pub(super) fn not_written(error: std::io::Error) -> Refusal {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => store::Error::Full.into(),
        _ => store::Error::Unavailable(error.to_string()).into(),
    }
}
