//! What the law says, as data with dates. Nothing here knows about filings, storage or the time now.
//!
//! The folder `law/` is embedded; another folder of the same form can be given at start. Everything is asked with a
//! date: *what held on this day?* There is no "current". Every answer carries its [`Basis`]: who asks for it, and
//! so what it may do. Every text here is our own summary; the official text wins.

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
