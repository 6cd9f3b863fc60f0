//! The store, on both databases. PostgreSQL is started by the tests themselves and ends with them.

#[path = "store/site.rs"]
mod site;

#[path = "store/circle.rs"]
mod circle;
#[path = "store/drafts.rs"]
mod drafts;
#[path = "store/faults.rs"]
mod faults;
#[path = "store/kills.rs"]
mod kills;
#[path = "store/ledger.rs"]
mod ledger_story;
#[path = "store/schema.rs"]
mod schema;
#[path = "store/writers.rs"]
mod writers;
