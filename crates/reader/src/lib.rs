//! Hostile bytes in, facts and pixels out. Runs inside the confined child: no network, no file, no other program.
#![allow(clippy::result_large_err, reason = "a refusal is made once a file, and ends its reading")]

pub mod archive;
mod kind;
mod light;
mod limits;
pub mod ocr;
mod office;
mod opened;
mod pdf;
mod photo;
mod pixels;
mod pose;
mod quality;
pub mod refusal;
mod resample;
mod seal;
mod sheet;
pub mod text;
mod trailing;
pub mod understand;

pub use limits::Limits;
pub use opened::{Opened, open, open_watched};
pub use pixels::{Grey, Picture};
pub use pose::Pose;
pub use refusal::{REASONS, Reason, reason};
pub use understand::{documents, understand, understand_other};
