//! 提交: a case goes to its office. What was checked is what is handed in: if anything changed in between, nothing is handed in.

use casework::correction::Progress;
use casework::lifecycle::{Given, State};
use casework::rights::Act;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::tables::{Case, Organisation, OrganisationKind, Submission};
use store::{CaseId, MaterialId, Once, Reader};
use vault::Kind;

use super::dossier::{allowed, state_of, unchanged};
use super::see::{asked_of, snapshot_place};
use super::{Dossier, Step, take};
use crate::{Ctx, Refusal, Why};

/// Offices that are looked through.
const MOST_OFFICES: u16 = 1000;

/// A case that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// How often it was handed in, this time included.
    pub round: i64,
    /// When.
    pub at: Timestamp,
    /// The place of its entry in the ledger: what the receipt proves.
    #[serde(default)]
    pub entry: u64,
    /// Whether this repeats the answer to an earlier request with the same key.
    #[serde(default, skip)]
    pub is_repeated: bool,
}

/// What was seen of a case when it was checked.
#[derive(PartialEq, Eq)]
struct Seen {
    n_saves: i64,
    files: Vec<(MaterialId, i64)>,
    taken_out: Vec<MaterialId>,
    overrides: Vec<(String, i64)>,
}

/// Hands a case in, or hands it in again after corrections. A request with the same key gets the same answer.
///
/// # Errors
/// Findings that stop and nobody answered, open corrections, no office for the province, or something changed since it was checked.
pub async fn submit_case(ctx: &Ctx, id: &CaseId, seen: i64, key: &str) -> Result<Submitted, Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let case = reader.case(id).await?.ok_or_else(Refusal::absent)?;
    let act = if state_of(&case)? == State::Returned { Act::ResubmitCase } else { Act::SubmitCase };
    let (case, seat) = allowed(ctx, &mut reader, &case.id, act).await?;
    let (role, person) = (seat.role, seat.person.clone());
    let seen_then = Seen::of(&mut reader, &case).await?;
    let dossier = Dossier::load(ctx, &mut reader, case).await?;
    let office = office(ctx, &mut reader, &dossier).await?;
    let asked = asked_of(ctx, &mut reader, &dossier.case, &dossier.snapshot()).await?;
    let filing_in_force = match &dossier.case.filing_id {
        Some(filing) => reader.filing(filing).await?.is_some_and(|it| it.ended_on.is_none()),
        None => false,
    };
    let round = reader.submissions_of(id).await?.len() as i64 + 1;
    drop(reader);
    let check = dossier.check(ctx)?;
    let n_stopping = check.findings.iter().filter(|it| it.stops).count();
    let n_open_corrections = asked.iter().filter(|it| it.progress == Some(Progress::Open)).count();
    let disposal_shown = dossier.packet.answers.case.disposal.is_some();
    let snapshot = serde_json::to_vec(&dossier.snapshot()).unwrap_or_default();
    let tenant = dossier.case.organisation_id.as_str();
    let submission = Submission {
        case_id: id.clone(),
        round,
        rulebook: check.rulebook.clone(),
        snapshot_sealed: ctx.platform().seal(tenant, Kind::Words, &snapshot_place(id, round), &snapshot)?,
        submitted_by: person.clone(),
        submitted_at: ctx.now(),
    };
    let due_on = super::see::deadline(&dossier.packet, ctx.law()).and_then(|it| it.due.due);
    let once = Once { actor: person.to_string(), key: key.to_owned(), request_sha256: digest(id, seen), at: ctx.now() };
    let (within, id) = (ctx.clone(), id.clone());
    let write = async move |tx: &mut store::Tx| {
        let mut case = tx.case(&id).await?.ok_or_else(Refusal::absent)?;
        unchanged(&case, seen)?;
        if Seen::of(tx, &case).await? != seen_then {
            return Err(changed_meanwhile(case.version));
        }
        case.office_id = Some(case.office_id.unwrap_or(office.id));
        case.rulebook = Some(submission.rulebook.clone());
        case.submitted_at = Some(submission.submitted_at);
        case.due_on = due_on;
        let given = Given { n_stopping, n_open_corrections, filing_in_force, disposal_shown, ..Given::default() };
        take(tx, &mut case, &Step { act, role, actor: &person, seen, given }).await?;
        tx.insert(&submission).await?;
        let event = within.event(act, &case.id)?.with("round", submission.round).with("rulebook", submission.rulebook.as_str());
        Ok((Submitted { round: submission.round, at: submission.submitted_at, entry: 0, is_repeated: false }, event))
    };
    let recorded = ctx.platform().store().write_once(once, write).await?;
    Ok(Submitted { entry: recorded.index, is_repeated: recorded.is_repeated, ..recorded.value })
}

impl Seen {
    async fn of(reader: &mut Reader, case: &Case) -> Result<Seen, Refusal> {
        let files = reader.newest_files_in(&case.id).await?.into_iter().map(|it| (it.material_id, it.edition)).collect();
        let rows = reader.materials_in(&case.id).await?;
        let taken_out = rows.into_iter().filter(|it| it.state != super::add_material::PRESENT).map(|it| it.id).collect();
        let overrides = reader.overrides_in(&case.id).await?.into_iter().map(|it| (it.id.to_string(), it.version)).collect();
        Ok(Seen { n_saves: reader.n_saves(&case.id).await?, files, taken_out, overrides })
    }
}

fn digest(case: &CaseId, seen: i64) -> [u8; 32] {
    Sha256::digest(format!("submit {case} {seen}")).into()
}

/// The office of the province that was answered: where the handler is registered.
async fn office(ctx: &Ctx, reader: &mut Reader, dossier: &Dossier) -> Result<Organisation, Refusal> {
    let province = dossier.packet.answers.handler.province.clone().unwrap_or_default();
    let offices = reader.organisations(OrganisationKind::Authority, None, MOST_OFFICES).await?;
    let its = offices.into_iter().find(|it| it.parent_id.is_none() && it.province == province);
    its.ok_or_else(|| {
        let (zh, en) = match ctx.law().authority(&province) {
            Some(it) => (it.name.zh.clone(), it.name.en.clone()),
            None => (format!("「{province}」的网信部门"), format!("the office of `{province}`")),
        };
        Refusal::new(
            (format!("{zh}没有在本平台接收备案。"), format!("Filings to {en} are not taken on this platform.")),
            (
                "请核对所在省份；在官方系统办理的，用“生成官方系统填报包”。",
                "Check the province; to file in the official system, make the hand-over kit.",
            ),
        )
        .of(Why::NotNow)
    })
}

fn changed_meanwhile(version: i64) -> Refusal {
    Refusal::new(
        ("检查之后又有改动，没有提交。", "Something changed after the check; nothing was handed in."),
        ("请再看一遍检查结果，然后提交。", "Look at the check again, then hand it in."),
    )
    .of(Why::Changed(Some(version)))
}
