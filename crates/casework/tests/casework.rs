//! The decisions, tested from text.
#![allow(clippy::disallowed_methods, reason = "the tests read and write pages; what they test may not")]

#[path = "casework/change.rs"]
mod change;
#[path = "casework/claims.rs"]
mod claims;
#[path = "casework/contradictions.rs"]
mod contradictions;
#[path = "casework/correction.rs"]
mod correction;
#[path = "casework/dice.rs"]
mod dice;
#[path = "casework/due.rs"]
mod due;
#[path = "casework/filing_number.rs"]
mod filing_number;
#[path = "casework/glossary.rs"]
mod glossary;
#[path = "casework/house.rs"]
mod house;
#[path = "casework/lifecycle.rs"]
mod lifecycle;
#[path = "casework/login.rs"]
mod login;
#[path = "casework/overlay.rs"]
mod overlay;
#[path = "casework/pages.rs"]
mod pages;
#[path = "casework/printed.rs"]
mod printed;
#[path = "casework/register.rs"]
mod register;
#[path = "casework/rights.rs"]
mod rights;
#[path = "casework/silence.rs"]
mod silence;
