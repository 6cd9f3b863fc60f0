//! 新建首次备案.

use casework::lifecycle::State;
use casework::rights::Act;
use casework::words::CaseKind;
use serde_json::Value;
use store::CaseId;
use store::tables::{Answer, Case, Organisation, Saved};
use vault::Kind;

use super::dossier::answer_place;
use crate::rights::On;
use crate::{Ctx, Refusal};

/// Opens a first filing with what is known of the organisation.
///
/// # Errors
/// No organisation, or not this person's to open.
pub async fn open_case(ctx: &Ctx) -> Result<CaseId, Refusal> {
    let own = ctx.own_organisation()?.clone();
    ctx.allow(Act::OpenCase, &On::Organisation(&own))?;
    let now = ctx.now();
    let organisation = ctx.platform().store().read().await?.organisation(&own).await?.ok_or_else(Refusal::absent)?;
    let form = ctx.law().forms().iter().rev().find(|it| it.from <= ctx.today());
    let case = Case {
        id: CaseId::new(now)?,
        kind: CaseKind::First,
        state: State::Draft.id().to_owned(),
        organisation_id: own,
        office_id: None,
        filing_id: None,
        form: form.map(|it| it.edition.clone()).unwrap_or_default(),
        rulebook: None,
        due_on: None,
        assigned_to: None,
        opened_at: now,
        submitted_at: None,
        version: 1,
    };
    let answers = known(ctx, &case, &organisation)?;
    let event = ctx.event(Act::OpenCase, &case.id)?.about(&case.organisation_id);
    let id = case.id.clone();
    let write = async move |tx: &mut store::Tx| {
        tx.insert(&case).await?;
        for answer in answers {
            let Saved::Kept(_) = tx.save_answer(answer).await? else { return Err(Refusal::absent()) };
        }
        Ok(((), event))
    };
    ctx.platform().store().write(write).await?;
    Ok(id)
}

/// Name, code and province were checked when the organisation came.
fn known(ctx: &Ctx, case: &Case, organisation: &Organisation) -> Result<Vec<Answer>, Refusal> {
    let code = organisation.credit_code.clone().unwrap_or_default();
    let known = [("handler.name", organisation.name.clone()), ("handler.uscc", code), ("handler.province", organisation.province.clone())];
    known.into_iter().map(|(path, value)| answer(ctx, case, path, 0, Some(&Value::from(value)))).collect()
}

/// A version of an answer, sealed for its place. `seen` is the version it follows.
pub(super) fn answer(ctx: &Ctx, case: &Case, path: &str, seen: i64, value: Option<&Value>) -> Result<Answer, Refusal> {
    let place = answer_place(&case.id, path, seen + 1);
    let seal = |it: &Value| {
        let plain = serde_json::to_vec(it).unwrap_or_default();
        ctx.platform().seal(case.organisation_id.as_str(), Kind::Answer, &place, &plain)
    };
    Ok(Answer {
        case_id: case.id.clone(),
        path: path.to_owned(),
        version: seen,
        value_sealed: value.map(seal).transpose()?,
        saved_by: ctx.signed_in()?.person.clone(),
        saved_at: ctx.now(),
    })
}
