//! 登录.

use casework::rights::Act;
use casework::words::Private;
use jiff::{Timestamp, ToSpan};
use store::Event;
use store::tables::Session;
use vault::token::{Token, TokenKind};

use super::login_digest;
use super::proof::prove;
use super::session::{LONGEST, STEP_UP};
use crate::{Ctx, Refusal};

/// Somebody who has just signed in.
pub struct SignedIn {
    token: Token,
    /// When the session ends, whatever happens.
    pub until: Timestamp,
}

impl SignedIn {
    /// For the cookie; its digest alone is kept here.
    pub fn reveal_token(&self) -> &str {
        self.token.reveal()
    }
}

/// Signs in.
///
/// # Errors
/// One sentence for a wrong name, password or code, so that nobody learns which; or how long to wait.
pub async fn sign_in(ctx: &Ctx, login: &Private<String>, password: Private<String>, code: &str) -> Result<SignedIn, Refusal> {
    let platform = ctx.platform();
    let proven = prove(ctx, &login_digest(platform, login.reveal()), password, code).await?;
    let (now, token) = (ctx.now(), Token::random(TokenKind::Session)?);
    let until = now + LONGEST.hours();
    let session = Session {
        id_sha256: *token.digest().as_bytes(),
        person_id: proven.person.id.clone(),
        created_at: now,
        expires_at: until,
        revoked_at: None,
        step_up_until: Some(now + STEP_UP.minutes()),
        version: 1,
    };
    let event = Event::new(Act::SignIn.id(), &session.person_id, now).about(&session.person_id);
    let write = async move |tx: &mut store::Tx| {
        proven.note(tx, now).await?;
        tx.insert(&session).await?;
        Ok::<_, Refusal>(((), event))
    };
    platform.store().write(write).await?;
    Ok(SignedIn { token, until })
}
