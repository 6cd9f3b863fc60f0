//! 说明发现: a person says why something is right as it is. A machine rejects nothing; the officer sees the reason.

use casework::rights::Act;
use store::tables::Override;
use store::{CaseId, OverrideId};
use vault::Kind;

use super::dossier::{allowed, state_of};
use super::step::is_being_written;
use crate::{Ctx, Refusal, Why};

/// The longest reason, in characters.
const LONGEST: usize = 2000;

/// Answers a finding, or answers it anew.
///
/// # Errors
/// No reason, one that is too long, no such rule, or a case that was handed in.
pub async fn answer_finding(ctx: &Ctx, case: &CaseId, rule: &str, at: &str, reason: &str) -> Result<(), Refusal> {
    let reason = reason.trim().to_owned();
    let known = casework::precheck::RULES.iter().any(|it| it.code == rule);
    if !known || reason.is_empty() || reason.chars().count() > LONGEST || at.len() > LONGEST {
        return Err(Refusal::new(
            ("请写明理由（不超过 2000 字）。", "State the reason, in at most 2 000 characters."),
            ("写一句话：为什么这样是对的。", "Say in a sentence why it is right as it is."),
        ));
    }
    let (id, within, rule, at) = (case.clone(), ctx.clone(), rule.to_owned(), at.to_owned());
    let write = async move |tx: &mut store::Tx| {
        let (case, _) = allowed(&within, tx, &id, Act::AnswerFinding).await?;
        if !is_being_written(state_of(&case)?) {
            return Err(Refusal::new(
                ("事项已经提交。", "The case was handed in."),
                ("退回补正后可以改。", "It can be changed when it is returned."),
            )
            .of(Why::NotNow));
        }
        let before = tx.overrides_in(&case.id).await?.into_iter().find(|it| it.rule == rule && it.place == at);
        let version = before.as_ref().map_or(1, |it| it.version + 1);
        let plain = serde_json::to_vec(&reason).unwrap_or_default();
        let sealed = within.platform().seal(case.organisation_id.as_str(), Kind::Words, &place(&case.id, &rule, &at, version), &plain)?;
        let (person, now) = (within.signed_in()?.person.clone(), within.now());
        let event = within.event(Act::AnswerFinding, &case.id)?.with("rule", rule.as_str());
        match before {
            Some(mut row) => {
                (row.reason_sealed, row.written_by, row.written_at) = (sealed, person, now);
                tx.update(&mut row).await?;
            }
            None => {
                let id = OverrideId::new(now)?;
                let (case_id, written_by) = (case.id, person);
                tx.insert(&Override { id, case_id, rule, place: at, reason_sealed: sealed, written_by, written_at: now, version }).await?;
            }
        }
        Ok(((), event))
    };
    ctx.platform().store().write(write).await.map(drop)
}

/// Where a reason is sealed.
pub(super) fn place(case: &CaseId, rule: &str, at: &str, version: i64) -> String {
    format!("{case}/override/{rule}/{version}/{at}")
}
