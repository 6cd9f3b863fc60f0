//! 查看事项: all that a case's page shows, opened once.

use std::collections::BTreeMap;

use casework::correction::{Correction, Progress, Reply, Request, progress};
use casework::lifecycle::{State, open_to};
use casework::packet::Packet;
use casework::precheck::Check;
use casework::rights::Act;
use casework::snapshot::Snapshot;
use casework::words::{CaseKind, Private, Slot};
use jiff::Timestamp;
use law::Duty;
use store::tables::Case;
use store::{CaseId, CorrectionId, MaterialId, OrganisationId, PersonId, Reader};
use vault::Kind;

use super::dossier::allowed;
use super::letters::letters_of;
use super::step::entries;
use super::{Dossier, LetterLine, Slotted};
use crate::account::name_of;
use crate::check::Deadline;
use crate::{Ctx, Refusal};

/// 事项: what its page shows.
pub struct CaseView {
    /// Its id.
    pub id: CaseId,
    /// First filing, change or cancellation.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: State,
    /// The version that a step names.
    pub version: i64,
    /// Edition of the forms.
    pub form: String,
    /// Whose it is.
    pub handler: String,
    /// What was answered.
    pub packet: Packet,
    /// The version of each field that was ever saved.
    pub versions: BTreeMap<String, i64>,
    /// The materials that stand.
    pub materials: Vec<MaterialLine>,
    /// Files that are still being read.
    pub n_unread: usize,
    /// Every rule, today.
    pub check: Check,
    /// The deadline the answers put it under.
    pub deadline: Option<Deadline>,
    /// What was asked to be corrected, with what became of it.
    pub asked: Vec<AskedOf>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// Letters that came.
    pub letters: Vec<LetterLine>,
    /// When it was last handed in.
    pub submitted_at: Option<Timestamp>,
    /// What this person may do now.
    pub may: Vec<Act>,
}

/// One material.
#[derive(Clone, Debug)]
pub struct MaterialLine {
    /// Its id.
    pub id: MaterialId,
    /// Which of the nine it is.
    pub slot: Slot,
    /// What an `other` material is about.
    pub topic: Option<String>,
    /// The name it was uploaded under.
    pub name: String,
    /// Its name in the packet: what findings point at.
    pub in_packet: String,
    /// Which file of this place it is, from 1.
    pub edition: i64,
    /// Its length.
    pub bytes: i64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// When it came.
    pub at: Timestamp,
    /// Pages, if it has any and was read.
    pub n_pages: usize,
    /// Whether it was read.
    pub is_read: bool,
}

/// One thing that is asked to be corrected.
#[derive(Clone, Debug)]
pub struct AskedOf {
    /// Its id.
    pub id: CorrectionId,
    /// Its version.
    pub version: i64,
    /// Number, round and request; number 0 while the officer still writes.
    pub correction: Correction,
    /// What became of it; nothing before it was sent.
    pub progress: Option<Progress>,
}

/// One line of a case's history.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    /// The place of its entry in the ledger.
    pub index: u64,
    /// What was done.
    pub act: Act,
    /// When.
    pub at: Timestamp,
    /// Who; nothing for the system, and for officers at the handler's desk, where the office acts.
    pub by: Option<Private<String>>,
}

/// Opens a case at the handler's desk.
///
/// # Errors
/// It is not there, or not this person's to see.
pub async fn see_case(ctx: &Ctx, id: &CaseId) -> Result<CaseView, Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (case, seat) = allowed(ctx, &mut reader, id, Act::SeeCase).await?;
    let role = seat.role;
    let dossier = Dossier::load(ctx, &mut reader, case).await?;
    let case = &dossier.case;
    let handler = reader.organisation(&case.organisation_id).await?.map(|it| it.name).unwrap_or_default();
    let asked = asked_of(ctx, &mut reader, case, &dossier.snapshot()).await?;
    let asked = asked.into_iter().filter(|it| it.progress.is_some()).collect();
    let history = history_of(ctx, &mut reader, case, Desk::Handler).await?;
    let letters = letters_of(&mut reader, case).await?;
    drop(reader);
    ctx.note_look(Act::SeeCase, &super::edit::DraftOf(id)).await?;
    let check = dossier.check(ctx)?;
    let may = open_to(dossier.state, role, case.kind).filter(|it| ctx.may_in(*it, case)).collect();
    Ok(CaseView {
        id: case.id.clone(),
        kind: case.kind,
        state: dossier.state,
        version: case.version,
        form: case.form.clone(),
        handler,
        deadline: deadline(&dossier.packet, ctx.law()),
        n_unread: dossier.n_unread(),
        materials: dossier.materials.iter().map(Slotted::line).collect(),
        submitted_at: case.submitted_at,
        check,
        asked,
        history,
        letters,
        may,
        versions: dossier.versions,
        packet: dossier.packet,
    })
}

/// Only a first filing states the day its clock began; a change and an end have their own.
pub(crate) fn deadline(packet: &Packet, law: &law::Law) -> Option<Deadline> {
    let (duty, from) = match packet.kind {
        CaseKind::First => (Duty::Filing, packet.answers.headcount.reached_on?),
        CaseKind::Change => (Duty::Change, packet.answers.case.changed_on?),
        CaseKind::Cancellation => (Duty::Cancellation, packet.answers.case.ended_on?),
    };
    Some(Deadline { duty, from, due: law.due(duty, from) })
}

impl Slotted {
    /// As a list shows it.
    pub fn line(&self) -> MaterialLine {
        let opened = self.facts.as_ref().and_then(|it| it.state.opened());
        MaterialLine {
            id: self.material.id.clone(),
            slot: self.material.slot,
            topic: self.material.topic.clone(),
            name: self.name.clone(),
            in_packet: self.in_packet.clone(),
            edition: self.file.edition,
            bytes: self.file.bytes,
            sha256: super::dossier::hex(&self.file.content_sha256),
            at: self.file.added_at,
            n_pages: opened.map_or(0, |it| it.pages.len()),
            is_read: self.facts.is_some(),
        }
    }
}

/// From which side a history is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    Handler,
    Authority,
}

/// What happened in a case. The handler's side reads that the office acted, and not which officer.
pub(crate) async fn history_of(ctx: &Ctx, reader: &mut Reader, case: &Case, desk: Desk) -> Result<Vec<HistoryLine>, Refusal> {
    let mut names: BTreeMap<String, Private<String>> = BTreeMap::new();
    let mut history = Vec::new();
    for it in entries(reader, case).await? {
        let Some(act) = Act::parse(&it.kind).filter(|act| is_told(*act, desk)) else { continue };
        let is_named = desk == Desk::Authority || act.desk() != casework::rights::Desk::Authority;
        let by = match PersonId::parse(&it.actor).filter(|_| is_named) {
            Some(person) => {
                if !names.contains_key(&it.actor) {
                    names.insert(it.actor.clone(), name_of(ctx.platform(), reader, &person).await?);
                }
                names.get(&it.actor).cloned()
            }
            None => None,
        };
        let at = Timestamp::from_microsecond(it.at).unwrap_or_default();
        history.push(HistoryLine { index: it.index, act, at, by });
    }
    Ok(history)
}

/// Looks, and what an office does among its own, stay on its side.
fn is_told(act: Act, desk: Desk) -> bool {
    let within = matches!(act, Act::WriteCorrection | Act::NoteCall | Act::AssignCase | Act::ProposeAcceptance | Act::DeclineProposal);
    desk == Desk::Authority || !(within || act.opens_sealed())
}

/// What was asked in a case, each with what became of it since it was asked.
pub(crate) async fn asked_of(ctx: &Ctx, reader: &mut Reader, case: &Case, now: &Snapshot) -> Result<Vec<AskedOf>, Refusal> {
    let tenant = case.organisation_id.as_str();
    let rows = reader.corrections_in(&case.id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (mut asked, mut replies) = (Vec::new(), Vec::new());
    for it in rows {
        let request: Request = ctx.platform().unseal_json(tenant, Kind::Words, it.id.as_str(), &it.text_sealed)?;
        let number = u32::try_from(it.item).unwrap_or_default();
        if let Some(sealed) = &it.reply_sealed {
            let reason = ctx.platform().unseal_json(tenant, Kind::Words, &reply_place(&it.id), sealed)?;
            replies.push(Reply { number, reason });
        }
        let correction = Correction { number, round: u32::from(it.decision_id.is_some()), request };
        asked.push(AskedOf { id: it.id, version: it.version, correction, progress: None });
    }
    let sent: Vec<Correction> = asked.iter().map(|it| it.correction.clone()).filter(|it| it.number > 0).collect();
    let then = latest_snapshot(ctx, reader, case).await?;
    let became: BTreeMap<u32, Progress> = match &then {
        Some(then) => progress(&sent, then, now, &replies).into_iter().collect(),
        None => BTreeMap::new(),
    };
    for it in &mut asked {
        it.progress = became.get(&it.correction.number).cloned();
    }
    Ok(asked)
}

/// Where the handler's reply to a request is sealed.
pub(crate) fn reply_place(id: &CorrectionId) -> String {
    format!("{id}/reply")
}

/// What was handed in last.
pub(crate) async fn latest_snapshot(ctx: &Ctx, reader: &mut Reader, case: &Case) -> Result<Option<Snapshot>, Refusal> {
    let latest = reader.submissions_of(&case.id).await?.into_iter().next_back();
    latest.map(|it| snapshot(ctx, &case.organisation_id, &it)).transpose()
}

/// One submission, opened.
pub(crate) fn snapshot(ctx: &Ctx, tenant: &OrganisationId, submission: &store::tables::Submission) -> Result<Snapshot, Refusal> {
    let place = snapshot_place(&submission.case_id, submission.round);
    ctx.platform().unseal_json(tenant.as_str(), Kind::Words, &place, &submission.snapshot_sealed)
}

/// Where it is sealed.
pub(crate) fn snapshot_place(case: &CaseId, round: i64) -> String {
    format!("{case}/submission/{round}")
}
