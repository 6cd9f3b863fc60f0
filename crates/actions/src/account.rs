//! 账户: everybody's own account: signing in and out, sessions, and how an organisation comes to the platform.

mod person;
mod proof;
mod register;
mod session;
mod sign_in;
mod sign_out;
mod step_up;

pub use register::{NewOrganisation, register_organisation};
pub use session::{MySession, actor_of, my_sessions, revoke_session};
pub use sign_in::{SignedIn, sign_in};
pub use sign_out::sign_out;
pub use step_up::step_up;

pub(crate) use person::{NewPerson, Profile, login_digest, name_of};
pub(crate) use proof::hashed;

/// What forms of a session send back. It is made of the session's token and does not give it away; a visitor's is that of nobody.
pub fn form_token(session_token: &str) -> String {
    use sha2::{Digest, Sha256};
    hex(&Sha256::digest(format!("facefile form token\n{session_token}")).into())
}

/// Bytes as people copy them.
fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}
