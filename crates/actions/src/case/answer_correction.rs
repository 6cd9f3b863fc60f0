//! 答复补正要求: why something stays as it is. What was changed needs no answer: it is seen.

use casework::rights::Act;
use store::{CaseId, CorrectionId};
use vault::Kind;

use super::dossier::allowed;
use super::see::reply_place;
use crate::{Ctx, Refusal};

/// The longest reply, in characters.
const LONGEST: usize = 2000;

/// Answers one request.
///
/// # Errors
/// No reason, one that is too long, a request that was not sent, or one that somebody answered meanwhile.
pub async fn answer_correction(ctx: &Ctx, case: &CaseId, correction: &CorrectionId, seen: i64, reason: &str) -> Result<(), Refusal> {
    let reason = reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return Err(Refusal::new(
            ("请写明为什么不改（不超过 2000 字）。", "Say why it stays as it is, in at most 2 000 characters."),
            ("要改的，直接在那一项或者材料上改，不用答复。", "What is to be changed is changed in its place, without an answer."),
        ));
    }
    let (id, within, correction) = (case.clone(), ctx.clone(), correction.clone());
    let write = async move |tx: &mut store::Tx| {
        let (case, seat) = allowed(&within, tx, &id, Act::AnswerCorrection).await?;
        let rows = tx.corrections_in(&case.id).await?;
        let mut row = rows.into_iter().find(|it| it.id == correction && it.decision_id.is_some()).ok_or_else(Refusal::absent)?;
        row.version = seen;
        let plain = serde_json::to_vec(&reason).unwrap_or_default();
        row.reply_sealed = Some(within.platform().seal(case.organisation_id.as_str(), Kind::Words, &reply_place(&row.id), &plain)?);
        (row.resolved_by, row.resolved_at) = (Some(seat.person.clone()), Some(within.now()));
        tx.update(&mut row).await?;
        Ok::<_, Refusal>(((), within.event(Act::AnswerCorrection, &case.id)?.about(&row.id)))
    };
    ctx.platform().store().write(write).await.map(drop)
}
