//! Hostile bytes in, facts and pixels out. Runs inside the confined child: no network, no file, no other program.

pub mod text;
