//! Hostile bytes in, facts out. `UPDATE_EXPECT=1 cargo test -p reader` writes what the reader says now into the tests; the difference is the review.

#[path = "reader/expect.rs"]
mod expect;
#[path = "reader/understand.rs"]
mod understand;
