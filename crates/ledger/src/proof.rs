//! Inclusion and consistency proofs (RFC 6962 sections 2.1.1 and 2.1.2): which hashes, built from tiles, and verified (RFC 9162 sections 2.1.3.2 and 2.1.4.2).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::tree::{HASH_BYTES, fold, subtree_root};
use crate::{Flaw, Hash, Head, TileId};

/// Which subtrees' roots make a proof. It knows its tiles beforehand, so that a store can fetch them all at once.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The entries under each hash of the proof, in the order of the proof.
    subtrees: Vec<Range<u64>>,
}

impl Plan {
    /// That the entry with this index (from 0) is in a log of `size` entries: from the leaf's sibling up to the root's child.
    ///
    /// # Errors
    /// An index that is not in the log.
    pub fn inclusion(index: u64, size: u64) -> Result<Plan, Flaw> {
        if index >= size {
            return Err(Flaw::NotInLog { index, size });
        }
        let (mut under, mut subtrees) = (0..size, Vec::new());
        while under.end - under.start > 1 {
            let middle = middle(&under);
            subtrees.push(if index < middle { middle..under.end } else { under.start..middle });
            under = if index < middle { under.start..middle } else { middle..under.end };
        }
        subtrees.reverse();
        Ok(Plan { subtrees })
    }

    /// That a log of `new` entries continues the one of `old`. Without hashes if `old` is 0 or both are equal.
    ///
    /// # Errors
    /// A log that shrank.
    pub fn consistency(old: u64, new: u64) -> Result<Plan, Flaw> {
        if old > new {
            return Err(Flaw::Shrunk { old, new });
        }
        let (mut under, mut subtrees) = (0..new, Vec::new());
        while old > 0 && old < under.end {
            let middle = middle(&under);
            subtrees.push(if old <= middle { middle..under.end } else { under.start..middle });
            under = if old <= middle { under.start..middle } else { middle..under.end };
        }
        if under.start > 0 {
            subtrees.push(under);
        }
        subtrees.reverse();
        Ok(Plan { subtrees })
    }

    /// The tiles that [`Plan::build`] asks for: at most two a level.
    pub fn tiles(&self) -> BTreeSet<TileId> {
        self.subtrees.iter().flat_map(complete_parts).map(|it| it.tile).collect()
    }

    /// The hashes of the proof. A tile may be wider than the size of the log asks for; each is read once.
    ///
    /// # Errors
    /// A tile that is missing or too short. Wrong tiles give a wrong proof, which does not verify.
    pub fn build<B: AsRef<[u8]>>(&self, mut read: impl FnMut(TileId) -> Option<B>) -> Result<Vec<Hash>, Flaw> {
        let kept: BTreeMap<TileId, Option<B>> = self.tiles().into_iter().map(|id| (id, read(id))).collect();
        let root_of = |part: Part| {
            let bytes = kept.get(&part.tile).and_then(Option::as_ref);
            let hashes = bytes.and_then(|it| it.as_ref().get(part.bytes));
            hashes.map(subtree_root).ok_or(Flaw::TileMissing(part.tile))
        };
        let root_over = |subtree| complete_parts(subtree).map(root_of).collect::<Result<Vec<_>, _>>().map(|it| fold(&it));
        self.subtrees.iter().map(root_over).collect()
    }
}

/// Where RFC 6962 divides: after the largest power of two that is smaller than the number of entries (two or more).
fn middle(under: &Range<u64>) -> u64 {
    under.start + (1 << (under.end - under.start - 1).ilog2())
}

/// A complete subtree: the hashes of one tile whose root it has.
struct Part {
    tile: TileId,
    bytes: Range<usize>,
}

/// The complete subtrees under a subtree, largest first: only at the right edge of the log more than one.
fn complete_parts(under: &Range<u64>) -> impl Iterator<Item = Part> + use<> {
    let Range { mut start, end } = *under;
    std::iter::from_fn(move || {
        let height = end.checked_sub(start)?.checked_ilog2()?;
        let level = height / 8;
        let first = start >> (8 * level);
        let from = (first % 256) as usize * HASH_BYTES;
        start += 1 << height;
        Some(Part { tile: TileId { level: level as u8, index: first >> 8 }, bytes: from..from + (HASH_BYTES << (height % 8)) })
    })
}

/// Verifies that the entry with this hash ([`Hash::leaf`]) is at `index` under `head`.
///
/// A proof binds entry, index and root. The size only has to fit the shape of the tree: that size and root belong together is what the log signs.
///
/// # Errors
/// An index that is not in the log, or hashes that do not lead to the root.
pub fn verify_inclusion(leaf: Hash, index: u64, head: Head, proof: &[Hash]) -> Result<(), Flaw> {
    if index >= head.size {
        return Err(Flaw::NotInLog { index, size: head.size });
    }
    let mut climb = Climb { node: index, last: head.size - 1 };
    let mut root = leaf;
    for &hash in proof {
        root = match climb.step().ok_or(Flaw::NotIncluded)? {
            Side::Left => Hash::node(hash, root),
            Side::Right => Hash::node(root, hash),
        };
    }
    if climb.last == 0 && root == head.root { Ok(()) } else { Err(Flaw::NotIncluded) }
}

/// Verifies that the log of `new` continues that of `old`: the same entries, and more after them. As with inclusion, sizes and roots belong together by signature.
///
/// # Errors
/// A log that shrank, or hashes that do not lead to both roots. What continues the empty log, or is equal, has no hashes.
pub fn verify_consistency(old: Head, new: Head, proof: &[Hash]) -> Result<(), Flaw> {
    let holds = |it: bool| if it { Ok(()) } else { Err(Flaw::NotConsistent) };
    if old.size > new.size {
        return Err(Flaw::Shrunk { old: old.size, new: new.size });
    }
    if old.size == new.size {
        return holds(proof.is_empty() && old.root == new.root);
    }
    if old.size == 0 {
        return holds(proof.is_empty() && old.root == Hash::EMPTY);
    }
    let mut climb = Climb { node: old.size - 1, last: new.size - 1 };
    climb.skip_while_right();
    // The old log may be one complete subtree, the first: then its root is where the way begins, and the proof leaves it out.
    let (first, rest) =
        if climb.node == 0 { (old.root, proof) } else { proof.split_first().map(|(it, rest)| (*it, rest)).ok_or(Flaw::NotConsistent)? };
    let (mut old_root, mut new_root) = (first, first);
    for &hash in rest {
        match climb.step().ok_or(Flaw::NotConsistent)? {
            Side::Left => (old_root, new_root) = (Hash::node(hash, old_root), Hash::node(hash, new_root)),
            Side::Right => new_root = Hash::node(new_root, hash),
        }
    }
    holds(climb.last == 0 && old_root == old.root && new_root == new.root)
}

/// On which side the next hash of a proof stands.
enum Side {
    Left,
    Right,
}

/// The way from a node to the root, over the last node of each row (`fn` and `sn` in RFC 9162).
struct Climb {
    node: u64,
    last: u64,
}

impl Climb {
    /// The next hash's side; `None` at the root, where none may follow.
    fn step(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let is_left = self.node & 1 == 1 || self.node == self.last;
        if is_left {
            // A last node without a sibling stands unchanged in the rows above.
            self.up(self.node.trailing_zeros());
        }
        self.up(1);
        Some(if is_left { Side::Left } else { Side::Right })
    }

    /// To the root of the largest complete subtree that ends with the node.
    fn skip_while_right(&mut self) {
        self.up(self.node.trailing_ones());
    }

    fn up(&mut self, rows: u32) {
        self.node = self.node.checked_shr(rows).unwrap_or(0);
        self.last = self.last.checked_shr(rows).unwrap_or(0);
    }
}
