//! The ledger's signed head. Anyone may keep it, to see later that nothing was rewritten.

use crate::{Ctx, Refusal};

/// As text, in the form c2sp.org/tlog-checkpoint.
///
/// # Errors
/// The store does not answer.
pub async fn checkpoint(ctx: &Ctx) -> Result<String, Refusal> {
    Ok(ctx.platform().store().read().await?.checkpoint().await?.to_string())
}
