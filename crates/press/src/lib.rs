//! Facts in, documents out: forms, reports and letters as PDF and DOCX. Nothing here knows a database, a network or the time now:
//! the day is always an argument, and what is made is handed back as bytes.

pub mod engine;
mod fonts;
pub mod form;
pub mod handover;
pub mod letter;
pub mod pictures;
pub mod sample;
