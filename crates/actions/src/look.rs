//! 公众: what anyone may see.

mod checkpoint;
mod register;

pub use checkpoint::checkpoint;
pub use register::{RegisterLine, Registered, filing, register};
