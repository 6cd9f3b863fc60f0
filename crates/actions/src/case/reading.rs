//! 识读: what was uploaded is read in the confined children, one file at a time, and what was read is sealed beside it. Whatever ends the process
//! half-way, the file still waits and is read again.

use std::io::Write;
use std::path::PathBuf;

use casework::facts::{Content, FileState, MaterialFacts};
use store::tables::{Material, MaterialFile};
use store::{Event, OrganisationId};
use vault::{Context, Kind};

use super::add_material::{READ, UNREAD, not_written};
use super::dossier::file_place;
use crate::child::{self, read_materials};
use crate::scratch::Scratch;
use crate::{Platform, Refusal, Why};

/// Reads every file that waits; gives how many.
///
/// # Errors
/// The store fails. Trouble with a file is in its facts.
pub async fn read_what_waits(platform: &Platform) -> Result<usize, Refusal> {
    let _alone = platform.read_alone().acquire().await.map_err(|_| store::Error::Panicked)?;
    let mut n_read = 0;
    loop {
        let waiting = platform.store().read().await?.files_in_state(UNREAD, 1).await?;
        let Some(file) = waiting.into_iter().next() else { return Ok(n_read) };
        read(platform, file).await?;
        n_read += 1;
    }
}

/// Returns when a file may be waiting.
pub async fn wait_for_reading(platform: &Platform) {
    platform.reading().notified().await;
}

async fn read(platform: &Platform, mut file: MaterialFile) -> Result<(), Refusal> {
    let mut reader = platform.store().read().await?;
    let material = reader.material(&file.material_id).await?.ok_or_else(Refusal::absent)?;
    let case = reader.case(&material.case_id).await?.ok_or_else(Refusal::absent)?;
    drop(reader);
    let tenant = case.organisation_id;
    let place = file_place(&file.material_id, file.edition);
    let name: String = platform.unseal_json(tenant.as_str(), Kind::FileName, &place, &file.file_name_sealed)?;
    let facts = facts(platform, &tenant, &material, &file, name).await?;
    let sealed =
        |facts: &MaterialFacts| platform.seal(tenant.as_str(), Kind::Facts, &place, &serde_json::to_vec(facts).unwrap_or_default());
    file.facts_sealed = Some(sealed(&facts).or_else(|_| sealed(&too_much(&facts)))?);
    file.state = READ.to_owned();
    let event = Event::of_system("material-read", platform.now()).about(&material.id).about(&case.id);
    let write = async move |tx: &mut store::Tx| {
        tx.update(&mut file).await?;
        Ok::<_, Refusal>(((), event))
    };
    match platform.store().write(write).await {
        // Another instance was faster: it is read.
        Err(refusal) if matches!(refusal.kind, Why::Changed(_)) => Ok(()),
        written => written.map(drop),
    }
}

async fn facts(
    platform: &Platform,
    tenant: &OrganisationId,
    material: &Material,
    file: &MaterialFile,
    name: String,
) -> Result<MaterialFacts, Refusal> {
    let (slot, topic) = (material.slot, material.topic.clone());
    let nothing = |state: FileState| MaterialFacts { slot, file: String::new(), state, documents: Vec::new(), content: Content::None };
    let work = with_open_file(platform, tenant, file, &name, move |path| {
        let wanted = child::Material {
            slot,
            topic,
            file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path: path.to_owned(),
        };
        read_materials(&[wanted], &reader::Limits::default(), &mut |_| ()).facts.materials.pop()
    });
    match work.await {
        Ok(read) => Ok(read.unwrap_or_else(|| nothing(FileState::Missing))),
        // It will not open the next time either; the files behind it wait.
        Err(refusal) if refusal.kind == Why::Fault => Ok(nothing(FileState::Unjudged(refusal.message))),
        Err(refusal) => Err(refusal),
    }
}

/// Lets somebody work with a file as it was uploaded. It stands open in memory alone where the system has such a folder, and goes afterwards.
pub(super) async fn with_open_file<T: Send + 'static>(
    platform: &Platform,
    tenant: &OrganisationId,
    file: &MaterialFile,
    name: &str,
    work: impl FnOnce(&std::path::Path) -> T + Send + 'static,
) -> Result<T, Refusal> {
    let (platform, tenant, file, name) = (platform.clone(), tenant.clone(), file.clone(), name.to_owned());
    let open = move || -> Result<T, Refusal> {
        let place = file_place(&file.material_id, file.edition);
        let context = Context { tenant: tenant.as_str(), kind: Kind::Material, record: &place };
        let copied = |folder: Scratch| -> Result<(Scratch, PathBuf), std::io::Error> {
            let sealed = platform.store().blobs().open_file(&file.blob_id)?;
            let mut plain = platform.keyring().open_file(&context, std::io::BufReader::new(sealed))?;
            let path = folder.path().join(&name);
            let mut out = std::fs::File::create_new(&path)?;
            std::io::copy(&mut plain, &mut out)?;
            out.flush()?;
            Ok((folder, path))
        };
        // Memory that is too small for a large scan is no reason not to read it.
        let copy = match Scratch::in_memory().and_then(copied) {
            Err(err) if err.kind() == std::io::ErrorKind::StorageFull => Scratch::private().and_then(copied),
            copy => copy,
        };
        let (_folder, path) = copy.map_err(|err| match vault::NotOpened::is_behind(&err) {
            true => vault::NotOpened.into(),
            false => not_written(err),
        })?;
        Ok(work(&path))
    };
    tokio::task::spawn_blocking(open).await.map_err(|_| store::Error::Panicked)?
}

/// More was read than can be sealed as one value: the file stands, and is for a person.
fn too_much(facts: &MaterialFacts) -> MaterialFacts {
    let why = law::Wording::new("读出的内容太多，没有保存", "more was read than can be kept");
    MaterialFacts { documents: Vec::new(), content: Content::None, state: FileState::Unjudged(why), ..facts.clone() }
}
