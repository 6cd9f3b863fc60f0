//! The tree of RFC 6962 section 2.1 with SHA-256, kept as tiles of c2sp.org/tlog-tiles.
//!
//! A tile holds up to 256 neighbouring hashes of one level; level *l* has the roots of complete subtrees of 256^*l*
//! entries. Appending needs one tile a level, the one that is not full yet, and gives back the tiles that changed.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::{Flaw, bundle, text};

/// Bytes of a hash.
pub const HASH_BYTES: usize = 32;
/// Hashes of a full tile.
pub const TILE_WIDTH: usize = 256;
/// Levels of tiles: with 256^8 = 2^64 entries there is no need for a ninth.
pub(crate) const LEVELS: u8 = 8;
/// The most entries a log may have: what a signed 64-bit column can count.
const MAX_SIZE: u64 = i64::MAX as u64;

/// A SHA-256 hash. Written as base64, as in checkpoints and receipts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; HASH_BYTES]);

impl Hash {
    /// The root of a log without entries: SHA-256 of nothing.
    pub const EMPTY: Hash = Hash([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b,
        0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
    ]);

    /// The hash of an entry: SHA-256 of `0x00` and its bytes.
    pub fn leaf(entry: &[u8]) -> Hash {
        Hash(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
    }

    /// The hash over two: SHA-256 of `0x01`, left and right.
    pub fn node(left: Hash, right: Hash) -> Hash {
        Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
    }

    /// From base64; `None` if that is not exactly 32 bytes in their one spelling.
    pub fn from_base64(text: &str) -> Option<Hash> {
        text::from_base64(text)?.try_into().ok().map(Hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::base64(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How much a log holds and the root over it: what is signed, and what proofs lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Where a tile stands. How many hashes it holds depends on the size of the log ([`TileId::width_at`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// 0 for the hashes of entries, 1 for the roots of full tiles of level 0, and so on; up to 7 in any real log.
    pub level: u8,
    /// Place in the level, from 0.
    pub index: u64,
}

impl TileId {
    /// Hashes of this tile, 0 to 256, in a log of `size` entries.
    pub fn width_at(self, size: u64) -> usize {
        let complete = if self.level < LEVELS { size >> (8 * self.level) } else { 0 };
        complete.saturating_sub(self.index.saturating_mul(TILE_WIDTH as u64)).min(TILE_WIDTH as u64) as usize
    }

    /// The right edge of a log of `size` entries, lowest level first: its tiles that are begun and not full. [`Tree::open`] asks for these.
    pub fn edge(size: u64) -> impl Iterator<Item = TileId> {
        let begun = (0..LEVELS).map(move |level| TileId { level, index: size >> (8 * level) >> 8 });
        begun.filter(move |it| it.width_at(size) > 0)
    }
}

/// A tile with its hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Where it stands.
    pub id: TileId,
    /// 1 to 256 hashes of 32 bytes, one after the other.
    pub hashes: Vec<u8>,
}

impl Tile {
    /// Hashes in it, 1 to 256.
    pub fn width(&self) -> usize {
        self.hashes.len() / HASH_BYTES
    }
}

/// A log as far as it must be known to be continued: size, and the right edge. A few kilobytes, whatever the size.
///
/// Clone it before a transaction and keep the clone only if that commits.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    size: u64,
    /// The roots of the complete subtrees, largest first: one for each bit of `size`.
    peaks: Vec<Hash>,
    /// By level, the hashes of the tile that is not full.
    edge: [Vec<u8>; LEVELS as usize],
}

impl Tree {
    /// Continues a log from its right edge. `read` is asked for the tiles of [`TileId::edge`]; what a tile holds beyond that size is ignored.
    ///
    /// # Errors
    /// A tile that is missing or too short, or tiles that do not make the root of `head`: such a log must not be continued.
    pub fn open<B: AsRef<[u8]>>(head: Head, mut read: impl FnMut(TileId) -> Option<B>) -> Result<Tree, Flaw> {
        if head.size > MAX_SIZE {
            return Err(Flaw::SizeImpossible(head.size));
        }
        let mut tree = Tree { size: head.size, ..Tree::default() };
        for id in TileId::edge(head.size) {
            let bytes = read(id).ok_or(Flaw::TileMissing(id))?;
            let kept = bytes.as_ref().get(..id.width_at(head.size) * HASH_BYTES).ok_or(Flaw::TileMissing(id))?;
            tree.edge[usize::from(id.level)] = kept.to_vec();
        }
        tree.peaks = tree.edge.iter().rev().flat_map(|it| peaks(it)).collect();
        if tree.root() == head.root { Ok(tree) } else { Err(Flaw::RootDiffers) }
    }

    /// Entries.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all entries.
    pub fn root(&self) -> Hash {
        fold(&self.peaks)
    }

    /// Size and root.
    pub fn head(&self) -> Head {
        Head { size: self.size, root: self.root() }
    }

    /// Appends entries in their order and gives the tiles that are new or changed, each once, as they are now.
    ///
    /// # Errors
    /// An entry of more than 65535 bytes, which no bundle could hold, or a log that is full; then nothing was appended.
    pub fn append<E: AsRef<[u8]>>(&mut self, entries: &[E]) -> Result<Vec<Tile>, Flaw> {
        bundle::check_lengths(entries)?;
        match self.size.checked_add(entries.len() as u64) {
            Some(size) if size <= MAX_SIZE => Ok(self.grow(entries.iter().map(|it| Hash::leaf(it.as_ref())))),
            _ => Err(Flaw::SizeImpossible(self.size)),
        }
    }

    /// Appends what are hashes of entries already.
    pub(crate) fn grow(&mut self, leaves: impl IntoIterator<Item = Hash>) -> Vec<Tile> {
        let before = self.size;
        let mut changed = Vec::new();
        for leaf in leaves {
            changed.extend(self.push(leaf));
        }
        let edge = TileId::edge(self.size).filter(|it| it.width_at(before) != it.width_at(self.size));
        changed.extend(edge.map(|id| Tile { id, hashes: self.edge[usize::from(id.level)].clone() }));
        changed
    }

    /// One entry, and the tiles it fills. It completes as many subtrees as `size` ends in ones; every eighth stands in a tile.
    fn push(&mut self, leaf: Hash) -> Vec<Tile> {
        let (mut root, mut height, mut filled) = (leaf, 0, Vec::new());
        loop {
            if height % 8 == 0 {
                filled.extend(self.keep(height / 8, root));
            }
            let joins_a_left_one = (self.size >> height) & 1 == 1;
            let Some(left) = self.peaks.pop_if(|_| joins_a_left_one) else { break };
            root = Hash::node(left, root);
            height += 1;
        }
        self.peaks.push(root);
        self.size += 1;
        filled
    }

    /// Puts a hash into the tile of its level; gives the tile if that filled it.
    fn keep(&mut self, level: u8, hash: Hash) -> Option<Tile> {
        let tile = &mut self.edge[usize::from(level)];
        tile.extend(hash.0);
        let is_full = tile.len() == TILE_WIDTH * HASH_BYTES;
        is_full.then(|| Tile { id: TileId { level, index: self.size >> (8 * level) >> 8 }, hashes: std::mem::take(tile) })
    }
}

/// The roots of the complete subtrees over part of a tile, largest first.
fn peaks(hashes: &[u8]) -> Vec<Hash> {
    let (mut rest, mut peaks) = (hashes, Vec::new());
    while !rest.is_empty() {
        let (subtree, after) = rest.split_at(HASH_BYTES << (rest.len() / HASH_BYTES).ilog2());
        peaks.push(subtree_root(subtree));
        rest = after;
    }
    peaks
}

/// The root over a power of two of neighbouring hashes of a tile.
pub(crate) fn subtree_root(hashes: &[u8]) -> Hash {
    let mut row: Vec<Hash> = hashes.as_chunks().0.iter().copied().map(Hash).collect();
    while row.len() > 1 {
        row = row.chunks_exact(2).map(|it| Hash::node(it[0], it[1])).collect();
    }
    row.first().copied().unwrap_or(Hash::EMPTY)
}

/// The root over complete subtrees given by their roots, largest first.
pub(crate) fn fold(peaks: &[Hash]) -> Hash {
    peaks.iter().rev().copied().reduce(|right, left| Hash::node(left, right)).unwrap_or(Hash::EMPTY)
}
