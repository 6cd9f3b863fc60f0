//! 审核, at the authority's desk: from the queue to a number. One file for each act.

mod admit;
mod confirm_acceptance;
mod decide;
mod decline_proposal;
mod paper;
mod propose_acceptance;
mod publish;
mod queue;
mod read;
mod return_case;
mod withdraw_correction;
mod write_correction;

pub use admit::admit_case;
pub use confirm_acceptance::{Accepted, confirm_acceptance};
pub use decline_proposal::decline_proposal;
pub use propose_acceptance::propose_acceptance;
pub use publish::{begin_publicity, publish_filing};
pub use queue::{Queue, QueueLine, queue};
pub use read::{ReviewView, read_case};
pub use return_case::return_case;
pub use withdraw_correction::withdraw_correction;
pub use write_correction::write_correction;
