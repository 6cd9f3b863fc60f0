//! What is known of a case: its draft put together as a packet, what was read from its materials, and who said what to findings. Opened from what
//! is sealed, for one answer, and dropped with it.

use std::collections::BTreeMap;

use casework::facts::{Content, Facts, FileState, MaterialFacts};
use casework::lifecycle::State;
use casework::packet::{Head, Override, Packet};
use casework::precheck::{Check, Profile, Subject, check};
use casework::rights::{Act, Desk};
use casework::snapshot::Snapshot;
use casework::words::{Slot, Wording};
use serde_json::Value;
use store::tables::{Answer, Case, Material, MaterialFile};
use store::{CaseId, Reader};
use vault::Kind;

use super::step::members;
use crate::rights::{Involved, On, Seat};
use crate::{Ctx, Platform, Refusal, Why};

/// A material with its newest file.
pub(crate) struct Slotted {
    pub material: Material,
    pub file: MaterialFile,
    /// The name it was uploaded under.
    pub name: String,
    /// Its name in the packet.
    pub in_packet: String,
    /// What was read from it; nothing while it waits to be read.
    pub facts: Option<MaterialFacts>,
}

/// 卷宗: one case, opened.
pub(crate) struct Dossier {
    pub case: Case,
    pub state: State,
    pub packet: Packet,
    /// The version of each field that was ever saved.
    pub versions: BTreeMap<String, i64>,
    pub materials: Vec<Slotted>,
}

/// Where a case stands.
pub(crate) fn state_of(case: &Case) -> Result<State, Refusal> {
    State::parse(&case.state).ok_or_else(|| store::Error::Damaged("cases".to_owned()).into())
}

/// The case, if the act may be done there; and from which seat.
pub(crate) async fn allowed<'c>(ctx: &'c Ctx, reader: &mut Reader, id: &CaseId, act: Act) -> Result<(Case, &'c Seat), Refusal> {
    let case = reader.case(id).await?.ok_or_else(Refusal::absent)?;
    // Nobody is both ends of one case: whoever acts for an office must not belong to the handler.
    let people = if act.desk() == Desk::Authority { members(reader, &case).await? } else { Vec::new() };
    let on = On::case(&case, Involved { people: &people, destination: None }).ok_or_else(Refusal::absent)?;
    let seat = ctx.allow(act, &on)?;
    Ok((case, seat))
}

/// The version that was seen is the version there is.
pub(crate) fn unchanged(case: &Case, seen: i64) -> Result<(), Refusal> {
    match case.version == seen {
        true => Ok(()),
        false => Err(Refusal::new(
            ("这件事项刚才有变动。", "This case has just changed."),
            ("请看过现在的情况再办。", "Look at it as it is now, and go on from there."),
        )
        .of(Why::Changed(Some(case.version)))),
    }
}

/// Where an answer is sealed: a value moved to another field or version does not open.
pub(crate) fn answer_place(case: &CaseId, path: &str, version: i64) -> String {
    format!("{case}/{path}/{version}")
}

/// Where a file's name, facts and content are sealed.
pub(crate) fn file_place(material: &store::MaterialId, edition: i64) -> String {
    format!("{material}/{edition}")
}

impl Dossier {
    /// Opens the draft of a case as it is.
    pub async fn load(ctx: &Ctx, reader: &mut Reader, case: Case) -> Result<Dossier, Refusal> {
        let platform = ctx.platform();
        let tenant = case.organisation_id.as_str();
        let draft = reader.draft(&case.id).await?;
        let versions = draft.iter().map(|it| (it.path.clone(), it.version)).collect();
        let fields = fields(platform, tenant, draft)?;
        let materials = materials(platform, reader, &case).await?;
        let overrides = overrides(platform, reader, &case).await?;
        let filing = filing_number(reader, &case).await?;
        let head = Head {
            kind: case.kind,
            form: case.form.clone(),
            filing,
            materials: materials.iter().map(Slotted::as_material).collect(),
            overrides,
        };
        let packet = Packet::from_draft(head, fields, ctx.law());
        Ok(Dossier { state: state_of(&case)?, case, packet, versions, materials })
    }

    /// What was read, in the packet's order. What waits to be read is not judged, and says so.
    pub fn facts(&self) -> Facts {
        let facts = |it: &Slotted| it.facts.clone().unwrap_or_else(|| not_read_yet(it.material.slot, &it.in_packet));
        Facts { materials: self.materials.iter().map(facts).collect() }
    }

    /// Every rule over it, today.
    pub fn check(&self, ctx: &Ctx) -> Result<Check, Refusal> {
        let facts = self.facts();
        let subject = Subject { packet: &self.packet, facts: &facts, law: ctx.law(), today: ctx.today() };
        check(&subject, Profile::Cautious, self.case.id.as_str()).map_err(|err| Refusal::said(err.message()))
    }

    /// What it holds now, to be compared with what it held or will hold.
    pub fn snapshot(&self) -> Snapshot {
        let hash = |file: &str| self.materials.iter().find(|it| it.in_packet == file).map(|it| hex(&it.file.content_sha256));
        Snapshot::of(&self.packet, hash)
    }

    /// Files that nobody has read yet.
    pub fn n_unread(&self) -> usize {
        self.materials.iter().filter(|it| it.facts.is_none()).count()
    }
}

impl Slotted {
    fn as_material(&self) -> casework::packet::Material {
        casework::packet::Material { slot: self.material.slot, file: self.in_packet.clone(), topic: self.material.topic.clone() }
    }
}

pub(crate) fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

/// The answers that are not cleared, in the order in which their fields were first filled in.
fn fields(platform: &Platform, tenant: &str, draft: Vec<Answer>) -> Result<Vec<(String, Value)>, Refusal> {
    let mut fields = Vec::with_capacity(draft.len());
    for it in draft {
        let Some(sealed) = &it.value_sealed else { continue };
        let place = answer_place(&it.case_id, &it.path, it.version);
        fields.push((it.path, platform.unseal_json(tenant, Kind::Answer, &place, sealed)?));
    }
    Ok(fields)
}

/// The materials that stand, each with its newest file.
async fn materials(platform: &Platform, reader: &mut Reader, case: &Case) -> Result<Vec<Slotted>, Refusal> {
    let rows = reader.materials_in(&case.id).await?;
    let mut files: BTreeMap<_, _> = reader.newest_files_in(&case.id).await?.into_iter().map(|it| (it.material_id.clone(), it)).collect();
    let mut slotted: Vec<Slotted> = Vec::new();
    for material in rows.into_iter().filter(|it| it.state == super::add_material::PRESENT) {
        let Some(file) = files.remove(&material.id) else { continue };
        let (tenant, place) = (case.organisation_id.as_str(), file_place(&material.id, file.edition));
        let name: String = platform.unseal_json(tenant, Kind::FileName, &place, &file.file_name_sealed)?;
        let in_packet = free_name(&name, &slotted);
        let facts =
            file.facts_sealed.as_ref().map(|it| platform.unseal_json::<MaterialFacts>(tenant, Kind::Facts, &place, it)).transpose()?;
        let facts = facts.map(|it| MaterialFacts { slot: material.slot, file: in_packet.clone(), ..it });
        slotted.push(Slotted { material, file, name, in_packet, facts });
    }
    slotted.sort_by_key(|it| (it.material.slot, it.material.id.clone()));
    Ok(slotted)
}

/// `materials/` and the name it was uploaded under; a second one of a name gets a number.
fn free_name(name: &str, taken: &[Slotted]) -> String {
    let (stem, extension) = name.rsplit_once('.').map_or((name, String::new()), |(stem, it)| (stem, format!(".{it}")));
    let names = (1..).map(|n| if n == 1 { format!("materials/{name}") } else { format!("materials/{stem}-{n}{extension}") });
    names.into_iter().find(|it| !taken.iter().any(|other| other.in_packet == *it)).unwrap_or_default()
}

async fn overrides(platform: &Platform, reader: &mut Reader, case: &Case) -> Result<Vec<Override>, Refusal> {
    let mut overrides = Vec::new();
    for it in reader.overrides_in(&case.id).await? {
        let place = super::answer_finding::place(&case.id, &it.rule, &it.place, it.version);
        let reason = platform.unseal_json(case.organisation_id.as_str(), Kind::Words, &place, &it.reason_sealed)?;
        overrides.push(Override { rule: it.rule, at: it.place, reason });
    }
    Ok(overrides)
}

/// The number of the filing that is changed or ended.
async fn filing_number(reader: &mut Reader, case: &Case) -> Result<String, Refusal> {
    let Some(id) = case.filing_id.as_ref().filter(|_| case.kind != casework::words::CaseKind::First) else { return Ok(String::new()) };
    Ok(reader.filing(id).await?.map(|it| it.number).unwrap_or_default())
}

fn not_read_yet(slot: Slot, file: &str) -> MaterialFacts {
    let why = Wording::new("这份文件还在识读，稍后再看", "this file is still being read; look again in a moment");
    MaterialFacts { slot, file: file.to_owned(), state: FileState::Unjudged(why), documents: Vec::new(), content: Content::None }
}
