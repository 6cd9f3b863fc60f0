//! Everything that can be done, one file each: load, decide, record. The only room that knows the clock and the disk.

pub mod check;
pub mod child;
pub mod clock;
mod disk;
pub mod ledger;
pub mod packet;
mod refusal;
pub mod rights;
mod scratch;

pub use disk::{Overwrite, file_is_free, write_file};
pub use refusal::Refusal;
