//! 审阅事项: what was handed in, as it was handed in: what the handler writes meanwhile is not read here.

use casework::facts::Facts;
use casework::lifecycle::{State, open_to};
use casework::packet::{Head, Override, Packet};
use casework::precheck::{Check, Profile, Subject, check};
use casework::rights::Act;
use casework::snapshot::{Difference, Snapshot};
use casework::words::CaseKind;
use jiff::Timestamp;
use store::tables::Case;
use store::{CaseId, Reader};

use crate::case::{AskedOf, Desk, Dossier, HistoryLine, LetterLine, MaterialLine, allowed, asked_of, history_of, letters_of, snapshot};
use crate::check::Deadline;
use crate::{Ctx, Refusal};

/// 审阅页: what an officer sees of a case.
pub struct ReviewView {
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
    /// The handler's name.
    pub handler: String,
    /// What was answered.
    pub packet: Packet,
    /// What was handed in.
    pub materials: Vec<MaterialLine>,
    /// What the check says of it, today.
    pub check: Check,
    /// What the handler said to findings.
    pub overrides: Vec<Override>,
    /// The deadline it was under.
    pub deadline: Option<Deadline>,
    /// What is asked, sent or still being written.
    pub asked: Vec<AskedOf>,
    /// What is different from the submission before.
    pub changed: Vec<Difference>,
    /// How often it was handed in.
    pub rounds: usize,
    /// When it was last handed in.
    pub submitted_at: Option<Timestamp>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// Letters that went out.
    pub letters: Vec<LetterLine>,
    /// The filing's number, once it has one.
    pub number: Option<String>,
    /// What this person may do now.
    pub may: Vec<Act>,
}

/// Opens a case at the authority's desk.
///
/// # Errors
/// It is not there, or not this person's to read.
pub async fn read_case(ctx: &Ctx, id: &CaseId) -> Result<ReviewView, Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (case, _) = allowed(ctx, &mut reader, id, Act::ReadCase).await?;
    let handler = reader.organisation(&case.organisation_id).await?.map(|it| it.name).unwrap_or_default();
    let number = match &case.filing_id {
        Some(filing) => reader.filing(filing).await?.map(|it| it.number),
        None => None,
    };
    let submitted = Submitted::load(ctx, &mut reader, case).await?;
    let case = &submitted.dossier.case;
    let asked = asked_of(ctx, &mut reader, case, &submitted.snapshot).await?;
    let history = history_of(ctx, &mut reader, case, Desk::Authority).await?;
    let letters = letters_of(&mut reader, case).await?;
    drop(reader);
    ctx.note_look(Act::ReadCase, id).await?;
    let facts = submitted.facts();
    let subject = Subject { packet: &submitted.packet, facts: &facts, law: ctx.law(), today: ctx.today() };
    let check = check(&subject, Profile::Cautious, id.as_str()).map_err(|err| Refusal::said(err.message()))?;
    let roles = ctx.signed_in()?.seats.iter().map(|it| it.role);
    let mut may: Vec<Act> =
        roles.flat_map(|role| open_to(submitted.dossier.state, role, case.kind)).filter(|it| ctx.may_in(*it, case)).collect();
    may.dedup();
    Ok(ReviewView {
        id: case.id.clone(),
        kind: case.kind,
        state: submitted.dossier.state,
        version: case.version,
        form: case.form.clone(),
        handler,
        materials: submitted.dossier.materials.iter().filter(|it| submitted.has(it.file.content_sha256)).map(|it| it.line()).collect(),
        overrides: submitted.packet.overrides.clone(),
        deadline: crate::case::deadline(&submitted.packet, ctx.law()),
        submitted_at: case.submitted_at,
        changed: submitted.changed,
        rounds: submitted.rounds,
        packet: submitted.packet,
        check,
        asked,
        history,
        letters,
        number,
        may,
    })
}

/// What was handed in last.
pub(super) struct Submitted {
    pub dossier: Dossier,
    pub snapshot: Snapshot,
    pub packet: Packet,
    changed: Vec<Difference>,
    rounds: usize,
}

impl Submitted {
    pub async fn load(ctx: &Ctx, reader: &mut Reader, case: Case) -> Result<Submitted, Refusal> {
        let mut submissions = reader.submissions_of(&case.id).await?;
        let rounds = submissions.len();
        let latest = submissions.pop().ok_or_else(Refusal::absent)?;
        let latest = snapshot(ctx, &case.organisation_id, &latest)?;
        let changed = match submissions.pop() {
            Some(before) => snapshot(ctx, &case.organisation_id, &before)?.differences(&latest),
            None => Vec::new(),
        };
        let dossier = Dossier::load(ctx, reader, case).await?;
        let head = Head {
            kind: dossier.case.kind,
            form: dossier.case.form.clone(),
            filing: dossier.packet.filing.clone(),
            materials: latest
                .materials
                .iter()
                .map(|it| casework::packet::Material { slot: it.slot, file: it.file.clone(), topic: it.topic.clone() })
                .collect(),
            overrides: dossier.packet.overrides.clone(),
        };
        let packet = Packet::from_answers(head, latest.answers.clone(), ctx.law());
        Ok(Submitted { dossier, snapshot: latest, packet, changed, rounds })
    }

    /// Whether a file with this content was handed in.
    pub fn has(&self, sha256: [u8; 32]) -> bool {
        let hex = crate::case::hex(&sha256);
        self.snapshot.materials.iter().any(|it| it.sha256 == hex)
    }

    /// What was read from what was handed in, in its order.
    pub fn facts(&self) -> Facts {
        let now = self.dossier.facts().materials;
        let of = |file: &str| now.iter().find(|it| it.file == file).cloned();
        Facts { materials: self.snapshot.materials.iter().filter_map(|it| of(&it.file)).collect() }
    }
}
