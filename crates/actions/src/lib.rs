//! Everything that can be done, one file each: load, decide, record. The only room that knows the clock and the disk.

pub mod child;
