//! The program from outside: words in; text, JSON and pages out. One sample packet is made and shared.

#[path = "app/check.rs"]
mod check;
#[path = "app/desks.rs"]
mod desks;
#[path = "app/docs.rs"]
mod docs;
#[path = "app/explain.rs"]
mod explain;
#[path = "app/ledger.rs"]
mod ledger_verify;
#[path = "app/page.rs"]
mod page;
#[path = "app/rebuild.rs"]
mod rebuild;
#[path = "app/terminal.rs"]
mod terminal;
#[path = "app/truth.rs"]
mod truth;
#[path = "app/world.rs"]
mod world;
