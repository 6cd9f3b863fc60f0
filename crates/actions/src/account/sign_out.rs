//! 退出: ends the session that asks.

use casework::rights::Act;

use super::session::end;
use crate::{Ctx, Refusal};

/// Signs out. Who is not signed in is signed out already.
///
/// # Errors
/// The store does not answer.
pub async fn sign_out(ctx: &Ctx) -> Result<(), Refusal> {
    let Some(actor) = ctx.actor() else { return Ok(()) };
    let session = ctx.platform().store().read().await?.session(&actor.session).await?;
    match session {
        Some(session) if session.revoked_at.is_none() => end(ctx, Act::SignOut, session).await,
        _ => Ok(()),
    }
}
