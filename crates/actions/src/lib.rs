//! Everything that can be done, one file each: load, decide, record. The only room that knows the clock and the disk.

pub mod account;
pub mod case;
pub mod check;
pub mod child;
pub mod clock;
mod ctx;
pub mod demo;
mod disk;
pub mod ledger;
pub mod look;
pub mod packet;
mod platform;
mod refusal;
pub mod review;
pub mod rights;
mod scratch;

pub use ctx::{Actor, Ctx};
pub use disk::{Overwrite, file_is_free, write_file};
pub use platform::{Opening, Platform};
pub use refusal::{Refusal, Why};
pub use store::{CaseId, CorrectionId, FilingId, LetterId, MaterialId, UploadId};
