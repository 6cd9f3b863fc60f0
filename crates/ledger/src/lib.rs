//! 操作日志: a transparency log in the public C2SP form, and its verifier. It knows bytes, hashes and keys, and nothing of what they are about.
//!
//! Whoever runs the log appends entries and signs the head; whoever doubts it needs this room, or any other program
//! that speaks C2SP, and an export. No clock, no network, no files: time is an argument, and tiles come through a closure.
//!
//! | module | what | specification |
//! |---|---|---|
//! | [`tree`] | hashes, tiles, appending | RFC 6962 section 2.1, c2sp.org/tlog-tiles |
//! | [`proof`] | inclusion and consistency: planned, built from tiles, verified | RFC 6962 section 2.1, RFC 9162 section 2.1 |
//! | [`note`], [`checkpoint`], [`key`] | the signed head, the log's key, the witness's | c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature |
//! | [`receipt`] | a proof that stands alone | c2sp.org/tlog-proof@v1 |
//! | [`path`], [`bundle`] | how a log lies in a folder or behind an address | c2sp.org/tlog-tiles |
//! | [`export`] | the verdict on such a folder | |
//!
//! ```
//! use std::collections::BTreeMap;
//! use ledger::{LogKey, Plan, Receipt, Tree};
//!
//! // A log of three entries. Tiles are kept by whoever runs it, here in a map.
//! let key = LogKey::from_seed("example.org/log", &[7; 32])?;
//! let mut tree = Tree::default();
//! let mut tiles = BTreeMap::new();
//! for tile in tree.append(&["opened", "changed", "closed"])? {
//!     tiles.insert(tile.id, tile.hashes);
//! }
//! let checkpoint = key.sign(tree.head());
//!
//! // A receipt for the entry `changed`, as text.
//! let plan = Plan::inclusion(1, tree.size())?;
//! let receipt = Receipt { extra: vec![], index: 1, proof: plan.build(|id| tiles.get(&id))?, note: checkpoint }.to_string();
//!
//! // Somebody else, with the text, the entry and the published key.
//! let vkey = key.vkey().to_string().parse()?;
//! let said = Receipt::parse(receipt.as_bytes())?.verify(b"changed", &vkey)?;
//! assert_eq!(said.head.size, 3);
//! assert!(Receipt::parse(receipt.as_bytes())?.verify(b"chanced", &vkey).is_err());
//! # Ok::<(), ledger::Flaw>(())
//! ```

pub mod bundle;
pub mod checkpoint;
pub mod export;
mod flaw;
pub mod key;
pub mod note;
pub mod path;
pub mod proof;
pub mod receipt;
mod text;
pub mod tree;

pub use checkpoint::Checkpoint;
pub use flaw::Flaw;
pub use key::{LogKey, Vkey, WitnessKey};
pub use note::Note;
pub use path::Resource;
pub use proof::{Plan, verify_consistency, verify_inclusion};
pub use receipt::Receipt;
pub use tree::{Hash, Head, Tile, TileId, Tree};
