//! 文书: letters of an office, sealed as files, and opened where their case may be seen.

use std::io::{Read, Write};

use casework::rights::Act;
use jiff::Timestamp;
use store::tables::{Case, Letter};
use store::{CaseId, DecisionId, DurableBlob, LetterId, OrganisationId, Reader};
use vault::{Context, Kind};

use super::add_material::not_written;
use super::dossier::allowed;
use crate::{Ctx, Refusal};

/// One letter in a list.
#[derive(Clone, Debug)]
pub struct LetterLine {
    /// Its id.
    pub id: LetterId,
    /// `return` or `notice`.
    pub kind: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// A letter as PDF.
///
/// # Errors
/// It is not there, or not this person's to see.
pub async fn letter(ctx: &Ctx, case: &CaseId, letter: &LetterId, act: Act) -> Result<Vec<u8>, Refusal> {
    let mut reader = ctx.platform().store().read().await?;
    let (case, _) = allowed(ctx, &mut reader, case, act).await?;
    let row = reader.letters_in(&case.id).await?.into_iter().find(|it| it.id == *letter).ok_or_else(Refusal::absent)?;
    drop(reader);
    ctx.note_look(act, &row.id).await?;
    let (platform, tenant, blob, id) = (ctx.platform().clone(), case.organisation_id, row.blob_id, row.id);
    let open = move || {
        let sealed = platform.store().blobs().open_file(&blob).map_err(not_written)?;
        let context = Context { tenant: tenant.as_str(), kind: Kind::Letter, record: id.as_str() };
        let mut pdf = Vec::new();
        platform.keyring().open_file(&context, sealed).and_then(|mut it| it.read_to_end(&mut pdf)).map_err(not_written)?;
        Ok::<_, Refusal>(pdf)
    };
    tokio::task::spawn_blocking(open).await.map_err(|_| store::Error::Panicked)?
}

/// The letters of a case.
pub(crate) async fn letters_of(reader: &mut Reader, case: &Case) -> Result<Vec<LetterLine>, Refusal> {
    let letters = reader.letters_in(&case.id).await?;
    Ok(letters.into_iter().map(|it| LetterLine { id: it.id, kind: it.kind, at: it.sent_at }).collect())
}

/// A letter that is sealed and on the disk, and waits for the write it belongs to.
pub(crate) struct KeptLetter {
    id: LetterId,
    kind: &'static str,
    pub blob: DurableBlob,
}

/// Seals a letter. Done before the write: nothing slow stands in one.
pub(crate) async fn keep_letter(ctx: &Ctx, tenant: &OrganisationId, kind: &'static str, pdf: Vec<u8>) -> Result<KeptLetter, Refusal> {
    let (platform, tenant, id) = (ctx.platform().clone(), tenant.clone(), LetterId::new(ctx.now())?);
    let record = id.clone();
    let seal = move || {
        let context = Context { tenant: tenant.as_str(), kind: Kind::Letter, record: record.as_str() };
        let mut writer = platform.keyring().seal_file(&context, platform.store().blobs().create()?)?;
        writer.write_all(&pdf)?;
        writer.finish()?.finish()
    };
    let blob = tokio::task::spawn_blocking(seal).await.map_err(|_| store::Error::Panicked)?.map_err(not_written)?;
    Ok(KeptLetter { id, kind, blob })
}

impl KeptLetter {
    /// Puts it where the handler finds it, with the decision it tells.
    pub async fn send(self, tx: &mut store::Tx, case: &CaseId, decision: &DecisionId, at: Timestamp) -> Result<(), Refusal> {
        tx.keep_blob(&self.blob, at).await?;
        let letter = Letter {
            id: self.id,
            case_id: case.clone(),
            decision_id: Some(decision.clone()),
            kind: self.kind.to_owned(),
            blob_id: self.blob.id().clone(),
            sent_at: at,
            read_at: None,
            version: 1,
        };
        Ok(tx.insert(&letter).await?)
    }
}
