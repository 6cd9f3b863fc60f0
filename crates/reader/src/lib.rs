//! Hostile bytes in, facts and pixels out. Runs inside the confined child: no network, no file, no other program.

pub mod archive;
mod kind;
mod limits;
pub mod ocr;
mod office;
mod opened;
mod pdf;
mod photo;
mod pixels;
mod refusal;
mod seal;
mod straighten;
pub mod text;
pub mod understand;

pub use limits::Limits;
pub use opened::{Opened, open};
pub use pixels::Grey;
pub use refusal::{REASONS, Reason, reason};
pub use straighten::Turn;
pub use understand::understand;
