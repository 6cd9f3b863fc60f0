//! 再次确认身份: asked before a decision. It counts for some minutes, in this session alone.

use casework::words::Private;
use jiff::ToSpan;
use store::Event;

use super::proof::prove;
use super::session::STEP_UP;
use crate::ctx::signed_out;
use crate::{Ctx, Refusal};

/// Proves anew who the person is.
///
/// # Errors
/// The password or the code is not right, or how long to wait.
pub async fn step_up(ctx: &Ctx, password: Private<String>, code: &str) -> Result<(), Refusal> {
    let actor = ctx.signed_in()?;
    let person = ctx.platform().store().read().await?.person(&actor.person).await?.ok_or_else(signed_out)?;
    let proven = prove(ctx, &person.login_digest, password, code).await?;
    let (id, now) = (actor.session, ctx.now());
    let event = Event::new("step-up", &actor.person, now).about(&actor.person);
    let write = async move |tx: &mut store::Tx| {
        proven.note(tx, now).await?;
        let mut session = tx.session(&id).await?.ok_or_else(signed_out)?;
        session.step_up_until = Some(now + STEP_UP.minutes());
        tx.update(&mut session).await?;
        Ok::<_, Refusal>(((), event))
    };
    ctx.platform().store().write(write).await.map(drop)
}
