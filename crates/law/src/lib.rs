//! What the law says, as data with dates. Nothing here knows about filings, storage or the time now.
//!
//! The folder `law/` is embedded; another folder of the same form can be given at start. Everything is asked with a
//! date: *what held on this day?* There is no "current". Every answer carries its [`Basis`]: who asks for it, and
//! so what it may do. Every text here is our own summary; the official text wins.
//!
//! ```
//! use jiff::civil::date;
//! use law::{Duty, Force, Law, cite};
//!
//! let law = Law::embedded();
//! assert_eq!(law.filing_threshold(date(2025, 5, 31)), None); // the Measures were not yet in force
//! assert_eq!(law.filing_threshold(date(2025, 6, 1)), Some(100_000)); // people, the number itself included
//! assert_eq!(law.due(Duty::Filing, date(2025, 7, 18)).due, Some(date(2025, 8, 29)));
//! assert_eq!(law.basis(&cite("cac-mps-19-2025/art-9")).unwrap().force, Force::Stops);
//! assert_eq!(law.basis(&cite("claim/17")).unwrap().force, Force::AdvisesCautious);
//! ```

mod authority;
mod calendar;
mod citation;
mod claim;
mod deadline;
mod files;
mod form;
mod load;
mod material;
mod parameter;
mod question;
mod risk;
mod text;
mod wording;

pub use authority::{Authority, Contact};
pub use calendar::{Calendar, Year};
pub use citation::{Basis, Cite, Confidence, Force, Standing, cite};
pub use claim::{Claim, Verdict};
pub use deadline::{Due, Duty, Skipped};
pub use form::{Choice, Column, Condition, Expected, Field, FieldKind, Form, Group, Required, Sheet, Test};
pub use load::{Fault, Law, LawFaults};
pub use material::{CaseKind, Material, MaterialForm, Need, SealRule, Topic};
pub use parameter::{Amount, Days, Hours, MonthDay, Months, Parameter, TYPED_PARAMETERS, Unit, Value, WorkingDays, Years};
pub use question::Question;
pub use risk::{RiskMatrix, RiskRow};
pub use text::{Answer, Changed, Clause, Coverage, Instrument, Neighbours};
pub use wording::{Lang, Wording};
