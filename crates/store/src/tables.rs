//! The tables, one file for each, under its name. A file has the row as a type and what can be asked of it; `row.rs` has what all have in common.
//!
//! The tables of the ledger are in `log.rs`.

mod answers;
mod blobs;
mod cases;
mod corrections;
mod credentials;
mod decisions;
mod elsewhere_tasks;
mod filed_elsewhere;
mod filings;
pub(crate) mod idempotency;
mod letters;
mod materials;
mod memberships;
mod notices;
mod number_series;
mod one_time_tokens;
mod organisations;
mod outbox;
mod overrides;
mod people;
mod publicity_windows;
mod recovery_codes;
mod register_entries;
mod sessions;
mod settings;
mod submissions;
mod throttles;
mod uploads;

use crate::row::{Row as _, Table};

pub use answers::*;
pub use blobs::*;
pub use cases::*;
pub use corrections::*;
pub use credentials::*;
pub use decisions::*;
pub use elsewhere_tasks::*;
pub use filed_elsewhere::*;
pub use filings::*;
pub use letters::*;
pub use materials::*;
pub use memberships::*;
pub use notices::*;
pub use number_series::*;
pub use one_time_tokens::*;
pub use organisations::*;
pub use outbox::*;
pub use overrides::*;
pub use people::*;
pub use publicity_windows::*;
pub use recovery_codes::*;
pub use register_entries::*;
pub use sessions::*;
pub use settings::*;
pub use submissions::*;
pub use throttles::*;
pub use uploads::*;

/// Sorts after every id.
const AFTER_ALL_IDS: &str = "~";

/// The tables of the state: what `fsck` compares with the ledger.
pub(crate) const STATE: &[&Table] = &[
    &Answer::TABLE,
    &Case::TABLE,
    &Correction::TABLE,
    &Credential::TABLE,
    &Decision::TABLE,
    &ElsewhereTask::TABLE,
    &FiledElsewhere::TABLE,
    &Filing::TABLE,
    &Letter::TABLE,
    &Material::TABLE,
    &MaterialFile::TABLE,
    &Membership::TABLE,
    &Notice::TABLE,
    &NumberSeries::TABLE,
    &OneTimeToken::TABLE,
    &Organisation::TABLE,
    &Override::TABLE,
    &Person::TABLE,
    &PublicityWindow::TABLE,
    &RecoveryCode::TABLE,
    &RegisterEntry::TABLE,
    &Session::TABLE,
    &Setting::TABLE,
    &Submission::TABLE,
];
