//! 公开登记簿.

use casework::register::PublicField;
use casework::rights::Act;
use jiff::Timestamp;
use store::FilingId;
use store::tables::RegisterEntry;

use crate::rights::{On, Who};
use crate::{Ctx, Refusal};

/// Lines on a page.
const ON_A_PAGE: u16 = 50;

/// 登记簿条目: one line.
#[derive(Clone, Debug)]
pub struct RegisterLine {
    /// Names it in addresses.
    pub id: FilingId,
    /// The fields the operator publishes, in their order.
    pub fields: Vec<(PublicField, Vec<String>)>,
    /// When it was published.
    pub published_at: Timestamp,
}

/// A page of the register.
pub struct Registered {
    /// Newest first.
    pub lines: Vec<RegisterLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<FilingId>,
}

/// A page of the register, before a line (none: from the newest on).
///
/// # Errors
/// The store does not answer.
pub async fn register(ctx: &Ctx, before: Option<&FilingId>) -> Result<Registered, Refusal> {
    anyone(ctx)?;
    let mut reader = ctx.platform().store().read().await?;
    let mut rows = reader.register(before, ON_A_PAGE + 1).await?;
    let has_more = rows.len() > usize::from(ON_A_PAGE);
    rows.truncate(usize::from(ON_A_PAGE));
    let next = rows.last().map(|it| it.filing_id.clone()).filter(|_| has_more);
    Ok(Registered { lines: rows.into_iter().map(line).collect(), next })
}

/// One line.
///
/// # Errors
/// It is not published.
pub async fn filing(ctx: &Ctx, id: &FilingId) -> Result<RegisterLine, Refusal> {
    anyone(ctx)?;
    let row = ctx.platform().store().read().await?.register_entry(id).await?.filter(|it| it.withdrawn_at.is_none());
    row.map(line).ok_or_else(Refusal::absent)
}

fn anyone(ctx: &Ctx) -> Result<(), Refusal> {
    match ctx.platform().rights().allows(Who::Anyone, Act::LookUpFiling, &On::Register) {
        true => Ok(()),
        false => Err(Refusal::absent()),
    }
}

fn line(row: RegisterEntry) -> RegisterLine {
    let fields = serde_json::from_str(&row.line).unwrap_or_default();
    RegisterLine { id: row.filing_id, fields, published_at: row.published_at }
}
