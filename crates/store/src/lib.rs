//! 存储: the only SQL and the only blobs. What is handed in sealed stays sealed: this room has no key, and decides nothing.
//!
//! | module | what |
//! |---|---|
//! | [`Store`] | opens, writes, reads |
//! | [`Tx`], [`Work`], [`Reader`] | what a closure may do |
//! | [`tables`] | one file for each table: its row, and what can be asked of it |
//! | [`Event`] | what happened: there is no change of the state without one |
//! | [`blobs`] | sealed files |
//! | [`fsck`] | compares every row with the ledger |
//!
//! Two databases, one body of SQL: `sql.rs` is the one fork.
//!
//! A change of the state without an event does not compile:
//!
//! ```compile_fail
//! async fn unrecorded(store: &store::Store, row: store::tables::Setting) -> Result<store::Recorded<()>, store::Error> {
//!     store.write(async move |tx| tx.insert(&row).await).await
//! }
//! ```
//!
//! With its event it does:
//!
//! ```
//! async fn recorded(store: &store::Store, row: store::tables::Setting, at: jiff::Timestamp) -> Result<store::Recorded<()>, store::Error> {
//!     store.write(async move |tx| {
//!         tx.insert(&row).await?;
//!         Ok(((), store::Event::of_system("setting-made", at)))
//!     }).await
//! }
//! ```
//!
//! A row of a file that nobody brought to the disk does not compile either:
//!
//! ```compile_fail
//! async fn unbrought(work: &mut store::Work, row: &store::tables::Blob) -> Result<(), store::Error> {
//!     work.put(row).await
//! }
//! ```

mod act;
pub mod blobs;
mod digest;
mod error;
mod event;
mod folder;
pub mod fsck;
mod id;
mod log;
mod open;
mod row;
mod sql;
mod store;
pub mod tables;
mod tx;
mod value;
mod writer;

pub use act::{Once, Recorded};
pub use blobs::{BlobId, Blobs, DurableBlob};
pub use error::Error;
pub use event::{Entry, Event, Extra};
pub use id::*;
pub use open::{Database, Place, Secrets};
pub use row::{Row, State, Table, Versioned, Working};
pub use store::{Figures, Store};
pub use tx::{Reader, Tx, Work};
pub use value::{Column, Hidden, Sealed, Value};
