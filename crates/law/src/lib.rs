//! What the law says, as data with dates. Nothing here knows about filings, storage or the time now.

mod cite;
mod wording;

pub use cite::{Basis, Cite, Force, Standing, cite};
pub use wording::{Lang, Wording};

/// Placeholder until the loader lands.
pub struct Law;
impl Law {
    /// Version.
    pub fn version(&self) -> &str {
        ""
    }
    /// Basis.
    pub fn basis(&self, _: &Cite) -> Option<Basis> {
        None
    }
}
