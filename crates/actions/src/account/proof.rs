//! 证明身份: a password, and the code of an authenticator program where the account has one. A try is counted before the password is looked at,
//! and an account that does not exist costs what one does.

use casework::login::{Login, Proof};
use casework::words::Private;
use jiff::Timestamp;
use store::Hidden;
use store::tables::{Credential, Person, Throttle};
use vault::Kind;
use vault::password::{Passwords, check_strength};
use vault::totp::{Step, TotpSecret};

use super::hex;
use crate::{Ctx, Platform, Refusal, Why};

/// Somebody who has proven who they are; not yet written down.
pub(super) struct Proven {
    pub person: Person,
    credential: Credential,
    account: String,
    step: Option<Step>,
}

/// Proves that whoever asks is the person with this sign-in name.
///
/// # Errors
/// One sentence for a wrong name, password or code, so that nobody learns which; or how long to wait.
pub(super) async fn prove(ctx: &Ctx, login_digest: &[u8; 32], password: Private<String>, code: &str) -> Result<Proven, Refusal> {
    let platform = ctx.platform();
    let account = hex(login_digest);
    begin(ctx, &account, Proof::Password).await?;
    let mut reader = platform.store().read().await?;
    let person = reader.person_with_login(login_digest).await?.filter(|it| it.closed_at.is_none());
    let credential = match &person {
        Some(it) => reader.credential(&it.id).await?,
        None => None,
    };
    drop(reader);
    let kept = credential.as_ref().and_then(|it| it.password_hash.clone());
    let fits = platform.with_passwords(move |passwords| fits(passwords, &password, kept)).await?;
    let (Some(person), Some(credential), true) = (person, credential, fits) else { return Err(wrong()) };
    let step = code_step(ctx, &account, &person, &credential, code).await?;
    Ok(Proven { person, credential, account, step })
}

impl Proven {
    /// Writes down that it was right: the wait is over, and the code works no second time.
    pub async fn note(mut self, tx: &mut store::Tx, now: Timestamp) -> Result<(), Refusal> {
        let mut login = login_of(tx.throttle(&self.account).await?);
        login.succeeded(Proof::Password, now);
        login.succeeded(Proof::Code, now);
        tx.put(&throttle(self.account, &login, now)).await?;
        if let Some(Step(step)) = self.step {
            self.credential.totp_last_step = i64::try_from(step).ok();
            tx.update(&mut self.credential).await?;
        }
        Ok(())
    }
}

/// Counts a try before it is looked at.
async fn begin(ctx: &Ctx, account: &str, proof: Proof) -> Result<(), Refusal> {
    let (account, now) = (account.to_owned(), ctx.now());
    let begin = async move |work: &mut store::Work| {
        let mut login = login_of(work.throttle(&account).await?);
        let begun = login.begin(proof, now);
        work.put(&throttle(account, &login, now)).await?;
        // Told outside: what was counted is kept.
        Ok::<_, Refusal>(begun)
    };
    ctx.platform().store().work(begin).await?.map_err(|wait| Refusal::said(wait.message()).of(Why::Wait(wait.seconds)))
}

fn login_of(kept: Option<Throttle>) -> Login {
    kept.and_then(|it| serde_json::from_str(&it.state).ok()).unwrap_or_default()
}

fn throttle(account: String, login: &Login, now: Timestamp) -> Throttle {
    Throttle { account, state: serde_json::to_string(login).unwrap_or_default(), changed_at: now }
}

fn fits(passwords: &Passwords, password: &Private<String>, kept: Option<Hidden>) -> bool {
    match kept {
        Some(kept) => passwords.verify(password.reveal(), &kept.0),
        None => passwords.verify_nobody(password.reveal()),
    }
}

/// The step of the code, where the account asks for one.
async fn code_step(ctx: &Ctx, account: &str, person: &Person, credential: &Credential, code: &str) -> Result<Option<Step>, Refusal> {
    let Some(sealed) = &credential.totp_sealed else { return Ok(None) };
    begin(ctx, account, Proof::Code).await?;
    let secret = ctx.platform().unseal(person.id.as_str(), Kind::TotpSecret, person.id.as_str(), sealed)?;
    let secret = TotpSecret::from_bytes(secret.reveal()).ok_or(vault::NotOpened)?;
    let last = credential.totp_last_step.and_then(|it| u64::try_from(it).ok()).map(Step);
    let now = u64::try_from(ctx.now().as_second()).unwrap_or_default();
    secret.verify(code, now, last).map(Some).ok_or_else(wrong)
}

fn wrong() -> Refusal {
    Refusal::new(
        ("登录名、密码或者动态口令不对。", "The sign-in name, the password or the code is not right."),
        (
            "请核对后再试；开了动态口令的账户要填六位数字。",
            "Check them and try again; an account with an authenticator needs its six digits.",
        ),
    )
}

/// The string to keep of a new password, if it is good enough.
pub(crate) async fn hashed(platform: &Platform, password: &Private<String>, personal: &[&str]) -> Result<String, Refusal> {
    check_strength(password.reveal(), personal).map_err(|weak| {
        let (zh, en) = weak.message();
        Refusal::new((zh, en), ("", ""))
    })?;
    let password = password.clone();
    Ok(platform.with_passwords(move |passwords| passwords.hash(password.reveal())).await??)
}
