//! Hostile bytes in, facts and pixels out. Runs inside the confined child: no network, no file, no other program.
#![allow(clippy::result_large_err, reason = "a refusal is made once a file, and ends its reading")]

pub mod archive;
mod kind;
mod limits;
pub mod ocr;
mod office;
mod opened;
mod pdf;
mod photo;
mod pixels;
pub mod refusal;
mod seal;
mod straighten;
pub mod text;
pub mod understand;

pub use limits::Limits;
pub use opened::{Opened, open};
pub use pixels::Grey;
pub use refusal::{REASONS, Reason, reason};
pub use straighten::Turn;
pub use understand::{documents, understand, understand_other};
