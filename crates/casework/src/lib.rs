//! Every decision, pure: what is known goes in, what should happen comes out.
//! Nothing here reads a clock, a file, a row or a key; the day is always an argument.

pub mod change;
pub mod correction;
pub mod due;
pub mod facts;
pub mod filing_number;
pub mod lifecycle;
pub mod login;
pub mod packet;
pub mod precheck;
pub mod publicity;
pub mod register;
pub mod rights;
pub mod snapshot;
pub mod words;
