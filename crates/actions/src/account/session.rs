//! 会话: who stands behind a cookie, and the sessions a person can see and end. A session ends by itself after some idle time, and after a working
//! day whatever happens (both are this platform's own numbers); what was filled in is kept.

use casework::rights::{Act, Desk, Role};
use jiff::{Timestamp, ToSpan};
use store::tables::{Membership, SessionUse};
use store::{Event, Reader};
use vault::token::{Token, TokenKind};

use super::hex;
use super::person::unsealed;
use crate::rights::Seat;
use crate::{Actor, Ctx, Platform, Refusal};

/// Hours after which a session ends.
pub(crate) const LONGEST: i64 = 8;
/// Minutes without a request after which it ends.
const IDLE: i64 = 15;
/// Minutes for which a proof of identity counts as fresh.
pub(crate) const STEP_UP: i64 = 10;
/// Seconds before a request is noted again: a session in use is not written at every request.
const NOTED_AGAIN: i64 = 60;

/// The context of whoever holds this token; that of a visitor when nobody does.
///
/// # Errors
/// The store does not answer.
pub async fn actor_of(platform: &Platform, token: &str) -> Result<Ctx, Refusal> {
    let Some(token) = Token::parse(TokenKind::Session, token) else { return Ok(Ctx::visitor(platform)) };
    let (id, now) = (*token.digest().as_bytes(), platform.now());
    let mut reader = platform.store().read().await?;
    let Some(session) = reader.session(&id).await?.filter(|it| it.revoked_at.is_none() && now < it.expires_at) else {
        return Ok(Ctx::visitor(platform));
    };
    let seen_at = reader.session_use(&id).await?.map_or(session.created_at, |it| it.seen_at);
    if now >= seen_at + IDLE.minutes() {
        return Ok(Ctx::visitor(platform));
    }
    let Some(person) = reader.person(&session.person_id).await?.filter(|it| it.closed_at.is_none()) else {
        return Ok(Ctx::visitor(platform));
    };
    let memberships = reader.memberships_of(&session.person_id, now).await?;
    let seats = seats(&mut reader, &memberships).await?;
    drop(reader);
    if now >= seen_at + NOTED_AGAIN.seconds() {
        let seen = SessionUse { id_sha256: id, seen_at: now };
        platform.store().work(async move |work| work.put(&seen).await).await?;
    }
    let name = unsealed(platform, &person)?.name;
    Ok(Ctx::new(platform, Some(Actor { person: person.id, name, seats, session: id, stepped_up_until: session.step_up_until })))
}

/// An officer's seat knows the offices below its own.
async fn seats(reader: &mut Reader, memberships: &[Membership]) -> Result<Vec<Seat>, Refusal> {
    let mut seats = Vec::new();
    for it in memberships {
        let Some(role) = Role::ALL.into_iter().find(|role| role.id() == it.role) else { continue };
        let offices = match role.desk() {
            Some(Desk::Authority) => reader.offices_below(&it.organisation_id).await?.into_iter().map(|it| it.id).collect(),
            _ => Vec::new(),
        };
        seats.push(Seat { person: it.person_id.clone(), role, organisation: Some(it.organisation_id.clone()), offices });
    }
    Ok(seats)
}

/// 登录会话: one of a person's own.
#[derive(Clone, Debug)]
pub struct MySession {
    /// SHA-256 of its token, in hexadecimal: names it, and opens nothing.
    pub id: String,
    /// When it began.
    pub since: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The person's sessions that hold.
///
/// # Errors
/// Nobody is signed in.
pub async fn my_sessions(ctx: &Ctx) -> Result<Vec<MySession>, Refusal> {
    let actor = ctx.signed_in()?;
    let mut reader = ctx.platform().store().read().await?;
    let mut sessions = Vec::new();
    for it in reader.sessions_of(&actor.person, ctx.now()).await? {
        let seen = reader.session_use(&it.id_sha256).await?.map_or(it.created_at, |it| it.seen_at);
        sessions.push(MySession { id: hex(&it.id_sha256), since: it.created_at, seen, is_this: it.id_sha256 == actor.session });
    }
    Ok(sessions)
}

/// Ends one of them.
///
/// # Errors
/// It is not there, or not the person's own.
pub async fn revoke_session(ctx: &Ctx, id: &str) -> Result<(), Refusal> {
    let actor = ctx.signed_in()?;
    let mut reader = ctx.platform().store().read().await?;
    let own = reader.sessions_of(&actor.person, ctx.now()).await?;
    drop(reader);
    let session = own.into_iter().find(|it| hex(&it.id_sha256) == id).ok_or_else(Refusal::absent)?;
    end(ctx, Act::RevokeSession, session).await
}

pub(super) async fn end(ctx: &Ctx, act: Act, mut session: store::tables::Session) -> Result<(), Refusal> {
    let actor = ctx.signed_in()?;
    session.revoked_at = Some(ctx.now());
    let event = Event::new(act.id(), &actor.person, ctx.now()).about(&actor.person);
    let write = async move |tx: &mut store::Tx| {
        tx.update(&mut session).await?;
        Ok::<_, Refusal>(((), event))
    };
    ctx.platform().store().write(write).await.map(drop)
}
