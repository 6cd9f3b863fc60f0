//! 查看材料: a page of it as a picture, drawn in the child from its pixels. Nobody is handed the uploaded bytes.

use casework::rights::Act;
use store::{CaseId, MaterialId};
use vault::Kind;

use super::dossier::{allowed, file_place};
use super::reading::with_open_file;
use crate::{Ctx, Refusal, child};

/// A page as JPEG, at the handler's desk; pages count from 1. Nothing where there is no page to draw.
///
/// # Errors
/// It is not there, or not this person's to see.
pub async fn page_picture(ctx: &Ctx, case: &CaseId, material: &MaterialId, page: u32, width_px: u32) -> Result<Option<Vec<u8>>, Refusal> {
    page_picture_for(ctx, Act::SeeMaterial, case, material, page, width_px).await
}

/// The same for another act that looks.
///
/// # Errors
/// As [`page_picture`].
pub async fn page_picture_for(
    ctx: &Ctx,
    act: Act,
    case: &CaseId,
    material: &MaterialId,
    page: u32,
    width_px: u32,
) -> Result<Option<Vec<u8>>, Refusal> {
    let mut reader = ctx.platform().store().read().await?;
    let (case, _) = allowed(ctx, &mut reader, case, act).await?;
    let material = reader.material(material).await?.filter(|it| it.case_id == case.id).ok_or_else(Refusal::absent)?;
    let file = reader.files_of(&material.id).await?.into_iter().next().ok_or_else(Refusal::absent)?;
    drop(reader);
    ctx.note_look(act, &material.id).await?;
    let place = file_place(&material.id, file.edition);
    let tenant = &case.organisation_id;
    let name: String = ctx.platform().unseal_json(tenant.as_str(), Kind::FileName, &place, &file.file_name_sealed)?;
    let draw = move |path: &std::path::Path| child::preview(path, page, width_px, &reader::Limits::default());
    Ok(with_open_file(ctx.platform(), tenant, &file, &name, draw).await?.ok().flatten())
}
