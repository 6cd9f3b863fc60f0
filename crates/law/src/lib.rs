//! What the law says, as data with dates. Nothing here knows about filings, storage or the time now.

mod cite;
mod wording;

pub use cite::{Basis, Cite, Force, Standing, cite};
pub use wording::{Lang, Wording};
