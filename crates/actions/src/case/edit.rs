//! 填写: saves fields of a draft, each by itself. Two people who change different fields never meet; on the same field the later one is shown both.

use casework::packet::field_at;
use casework::rights::Act;
use casework::words::Private;
use jiff::Timestamp;
use serde_json::Value;
use store::tables::{Answer, Case, Saved};
use store::{CaseId, Event, Subject};
use vault::Kind;

use super::dossier::{allowed, answer_place, state_of};
use super::open::answer;
use super::step::is_being_written;
use crate::account::name_of;
use crate::{Ctx, Refusal, Why};

/// The longest answer, as JSON: a PIA's chapter is a few thousand characters.
const LONGEST: usize = 256 * 1024;
/// The longest name of a face use.
const LONGEST_NAME: usize = 40;

/// One field to be saved.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Its path, such as `uses.lobby-gate.purpose`.
    pub path: String,
    /// The version that was seen; 0 if the field was never saved.
    pub seen: i64,
    /// As it was typed; nothing clears it.
    pub value: Option<Value>,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Edited {
    /// It is kept, under this version.
    Saved(i64),
    /// Somebody else saved the field meanwhile. Nothing was written.
    Conflict(Box<Other>),
}

/// What somebody else saved.
#[derive(Clone, Debug)]
pub struct Other {
    /// The version there is now.
    pub version: i64,
    /// What it says.
    pub value: Option<Value>,
    /// Who saved it.
    pub by: Private<String>,
    /// When.
    pub at: Timestamp,
}

/// The entries of edits stand apart from the history of the case: there are thousands.
pub(super) struct DraftOf<'a>(pub &'a CaseId);

impl Subject for DraftOf<'_> {
    fn subject(&self) -> String {
        format!("draft/{}", self.0)
    }
}

/// Why a save fell through inside the write.
enum Fell {
    Conflict(Box<Answer>),
    Refused(Refusal),
}

impl From<store::Error> for Fell {
    fn from(error: store::Error) -> Fell {
        Fell::Refused(error.into())
    }
}

impl From<Refusal> for Fell {
    fn from(refusal: Refusal) -> Fell {
        Fell::Refused(refusal)
    }
}

/// Saves one field.
///
/// # Errors
/// Not this person's to fill in, not now, no such field, or an answer that is too long.
pub async fn edit_answer(ctx: &Ctx, case: &CaseId, edit: Edit) -> Result<Edited, Refusal> {
    let (id, within) = (case.clone(), ctx.clone());
    let write = async move |tx: &mut store::Tx| {
        let (case, _) = allowed(&within, tx, &id, Act::EditAnswers).await?;
        fits(&within, &case, &edit)?;
        match tx.save_answer(answer(&within, &case, &edit.path, edit.seen, edit.value.as_ref())?).await? {
            Saved::Kept(version) => Ok((version, event(&within, &case)?)),
            Saved::Conflict(other) => Err(Fell::Conflict(other)),
            Saved::NeverThere => Err(Fell::Refused(never_seen())),
        }
    };
    match ctx.platform().store().write(write).await {
        Ok(saved) => Ok(Edited::Saved(saved.value)),
        Err(Fell::Conflict(other)) => Ok(Edited::Conflict(Box::new(opened(ctx, *other).await?))),
        Err(Fell::Refused(refusal)) => Err(refusal),
    }
}

/// Saves the fields of a page together. Those that somebody else changed meanwhile are told; the others are kept.
///
/// # Errors
/// As [`edit_answer`].
pub async fn edit_answers(ctx: &Ctx, case: &CaseId, edits: Vec<Edit>) -> Result<Vec<(String, Edited)>, Refusal> {
    let mut edited = Vec::with_capacity(edits.len());
    for edit in edits {
        edited.push((edit.path.clone(), edit_answer(ctx, case, edit).await?));
    }
    Ok(edited)
}

/// Adds a face use, with a name of its own; gives the name.
///
/// # Errors
/// As [`edit_answer`].
pub async fn add_use(ctx: &Ctx, case: &CaseId) -> Result<String, Refusal> {
    let (id, within) = (case.clone(), ctx.clone());
    let write = async move |tx: &mut store::Tx| {
        let (case, _) = allowed(&within, tx, &id, Act::EditAnswers).await?;
        writable(&case)?;
        let draft = tx.draft(&case.id).await?;
        let taken = |name: &str| draft.iter().any(|it| it.path.starts_with(&format!("uses.{name}.")));
        let name = (1..=999).map(|n| format!("use-{n}")).find(|it| !taken(it)).ok_or_else(Refusal::absent)?;
        let path = format!("uses.{name}.id");
        let Saved::Kept(_) = tx.save_answer(answer(&within, &case, &path, 0, Some(&Value::from(name.as_str())))?).await? else {
            return Err(never_seen());
        };
        Ok((name, event(&within, &case)?))
    };
    Ok(ctx.platform().store().write(write).await?.value)
}

/// Takes a face use out: every one of its fields is cleared; older versions are kept.
///
/// # Errors
/// As [`edit_answer`].
pub async fn remove_use(ctx: &Ctx, case: &CaseId, name: &str) -> Result<(), Refusal> {
    let (id, within) = (case.clone(), ctx.clone());
    let of_use = [format!("uses.{name}."), format!("pia.uses.{name}.")];
    let write = async move |tx: &mut store::Tx| {
        let (case, _) = allowed(&within, tx, &id, Act::EditAnswers).await?;
        writable(&case)?;
        let draft = tx.draft(&case.id).await?;
        let its = draft.iter().filter(|it| it.value_sealed.is_some() && of_use.iter().any(|head| it.path.starts_with(head)));
        for it in its {
            tx.save_answer(answer(&within, &case, &it.path, it.version, None)?).await?;
        }
        Ok::<_, Refusal>(((), event(&within, &case)?))
    };
    ctx.platform().store().write(write).await.map(drop)
}

fn event(ctx: &Ctx, case: &Case) -> Result<Event, Refusal> {
    Ok(ctx.event(Act::EditAnswers, &DraftOf(&case.id))?.about(&case.id))
}

fn writable(case: &Case) -> Result<(), Refusal> {
    match is_being_written(state_of(case)?) {
        true => Ok(()),
        false => Err(Refusal::new(
            ("事项已经提交，现在不能改。", "The case was handed in and cannot be changed now."),
            ("退回补正后可以改；要重新来的，先撤回。", "It can be changed when it is returned; to begin anew, withdraw it."),
        )
        .of(Why::NotNow)),
    }
}

fn fits(ctx: &Ctx, case: &Case, edit: &Edit) -> Result<(), Refusal> {
    writable(case)?;
    let named = edit.path.split('.').all(|it| !it.is_empty() && it.chars().count() <= LONGEST_NAME);
    let known = ctx.law().form(&case.form).and_then(|form| field_at(form, &format!("answers.{}", edit.path)));
    if !named || known.is_none() {
        return Err(Refusal::new(("表里没有这一项。", "The form has no such field."), ("请刷新页面。", "Load the page again.")));
    }
    let length = edit.value.as_ref().map_or(0, |it| it.to_string().len());
    match length > LONGEST {
        true => Err(Refusal::new(
            (format!("这一项有 {length} 字节，超过 {LONGEST}。"), format!("This answer has {length} bytes, more than {LONGEST}.")),
            ("请写得简短些，或者作为材料上传。", "Write less, or upload it as a material."),
        )),
        false => Ok(()),
    }
}

fn never_seen() -> Refusal {
    Refusal::new(
        ("页面上的版本从来没有过。", "The version on the page was never there."),
        ("请刷新页面；您填写的内容在输入框里。", "Load the page again; what you typed is still in the field."),
    )
    .of(Why::Changed(None))
}

async fn opened(ctx: &Ctx, other: Answer) -> Result<Other, Refusal> {
    let mut reader = ctx.platform().store().read().await?;
    let case = reader.case(&other.case_id).await?.ok_or_else(Refusal::absent)?;
    let place = answer_place(&other.case_id, &other.path, other.version);
    let open = |it: &store::Sealed| ctx.platform().unseal_json(case.organisation_id.as_str(), Kind::Answer, &place, it);
    let value = other.value_sealed.as_ref().map(open).transpose()?;
    let by = name_of(ctx.platform(), &mut reader, &other.saved_by).await?;
    Ok(Other { version: other.version, value, by, at: other.saved_at })
}
