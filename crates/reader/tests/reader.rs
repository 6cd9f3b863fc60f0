//! Hostile bytes in, facts out. `UPDATE_EXPECT=1 cargo test -p reader` writes what the reader says now into the tests; the difference is the review.

#[path = "reader/expect.rs"]
mod expect;
#[path = "reader/hostile_files.rs"]
mod hostile_files;
#[path = "reader/ocr.rs"]
mod ocr;
#[path = "reader/open.rs"]
mod open;
#[path = "reader/paper.rs"]
mod paper;
#[path = "reader/pixels.rs"]
mod pixels;
#[path = "reader/reasons.rs"]
mod reasons;
#[path = "reader/understand.rs"]
mod understand;
