//! Verifies an export with nothing else at hand: a folder in the static form of c2sp.org/tlog-tiles, and beside it the file `vkey`.
//!
//! The log is built again from its entries, 256 at a time, and every tile is compared with what comes out: O(n) work,
//! a few tiles of memory. Signatures on the checkpoint by keys that are not in `vkey` are ignored, as the specification
//! demands, and so are files that no part of the log has its place in. The folder is read through a closure `path -> bytes`, so that this room touches no files and a
//! zip or an address serves as well; for a folder the closure is `|path| std::fs::read(folder.join(path))`.

use std::{fmt, io};

use crate::tree::{HASH_BYTES, TILE_WIDTH};
use crate::{Checkpoint, Flaw, Hash, Head, Note, Plan, Receipt, Resource, Tile, TileId, Tree, Vkey, bundle, text, verify_consistency};

/// Where an export has its keys, one a line: the log's, then those of its witnesses. Not part of the specification.
pub const VKEY: &str = "vkey";
/// How many faults are printed.
const SHOWN: usize = 20;

/// What the examiner holds beside the export, from another source.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The log's key as it was published. Without it, the export is only compared with itself.
    pub vkey: Option<Vkey>,
    /// Checkpoints kept from earlier: the export must continue each.
    pub checkpoints: Vec<Named>,
    /// Receipts: the entry of each must be in the export, where the receipt says.
    pub receipts: Vec<Named>,
}

/// A text with the name to call it by, such as its path.
#[derive(Clone, Debug)]
pub struct Named {
    /// Repeated in the verdict.
    pub name: String,
    /// What it holds, trusted for nothing.
    pub bytes: Vec<u8>,
}

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The path in the export, or the name of what was held beside it.
    pub path: String,
    /// The first entry concerned, from 0, where it is known.
    pub index: Option<u64>,
    /// What is wrong.
    pub flaw: Flaw,
}

/// A witness of the export, and when it cosigned in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The name of its key.
    pub name: String,
    /// Its cosignature on the checkpoint.
    pub cosigned_at: Result<u64, Flaw>,
}

/// What an export is worth. Its `Display` is for people, Chinese first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What the log says of itself, if that could be read at all. Believe it only if `is_signed`.
    pub checkpoint: Option<Checkpoint>,
    /// Whether the log's key signed that.
    pub is_signed: bool,
    /// The log's key that was used.
    pub vkey: Option<Vkey>,
    /// Whether that key was given, or comes from the export itself.
    pub is_vkey_given: bool,
    /// The witnesses in the export's `vkey`.
    pub witnesses: Vec<Witness>,
    /// Everything that does not fit, in the order of looking: keys, checkpoint, entries and tiles, older checkpoints, receipts.
    pub faults: Vec<Fault>,
}

impl Verdict {
    /// Whether everything fits.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Verifies an export. `read` gives the bytes at a path such as `tile/entries/002.p/188`; it should refuse what is absurdly long.
pub fn verify(read: impl FnMut(&str) -> io::Result<Vec<u8>>, beside: &Beside) -> Verdict {
    let mut examiner = Examiner { read, verdict: Verdict::default() };
    let witnesses = examiner.keys(beside);
    if let Some(checkpoint) = examiner.checkpoint(&witnesses) {
        examiner.contents(checkpoint.head);
        examiner.beside(beside, checkpoint.head);
    }
    examiner.verdict
}

struct Examiner<R> {
    read: R,
    verdict: Verdict,
}

impl<R: FnMut(&str) -> io::Result<Vec<u8>>> Examiner<R> {
    fn fault(&mut self, path: impl fmt::Display, index: Option<u64>, flaw: Flaw) {
        self.verdict.faults.push(Fault { path: text::shown(&path.to_string()), index, flaw });
    }

    /// What could be had; if nothing, that is a fault.
    fn had<T>(&mut self, path: impl fmt::Display, index: Option<u64>, result: Result<T, Flaw>) -> Option<T> {
        result.map_err(|flaw| self.fault(path, index, flaw)).ok()
    }

    fn bytes(&mut self, path: impl fmt::Display) -> Result<Vec<u8>, Flaw> {
        (self.read)(&path.to_string()).map_err(|err| match err.kind() {
            io::ErrorKind::NotFound => Flaw::NotThere,
            _ => Flaw::Unread(err.to_string()),
        })
    }

    /// Decides on the log's key, and gives the witnesses'.
    fn keys(&mut self, beside: &Beside) -> Vec<Vkey> {
        let keys = self.bytes(VKEY).and_then(|it| parse_keys(&it));
        let (own, witnesses) = self.had(VKEY, None, keys).map(|(own, witnesses)| (Some(own), witnesses)).unwrap_or_default();
        if own.is_some() && beside.vkey.is_some() && own != beside.vkey {
            self.fault(VKEY, None, Flaw::VkeyDiffers);
        }
        self.verdict.is_vkey_given = beside.vkey.is_some();
        self.verdict.vkey = beside.vkey.clone().or(own);
        witnesses
    }

    /// Reads the checkpoint and verifies who signed it. What is not signed is still looked at: the rest may tell what happened.
    fn checkpoint(&mut self, witnesses: &[Vkey]) -> Option<Checkpoint> {
        let note = self.bytes(Resource::Checkpoint).and_then(|it| Note::parse(&it));
        let note = self.had(Resource::Checkpoint, None, note)?;
        let opened = self.vkey().and_then(|it| it.open(&note));
        self.verdict.is_signed = self.had(Resource::Checkpoint, None, opened).is_some();
        self.verdict.checkpoint = note.text().parse().ok();
        for vkey in witnesses {
            let cosigned_at = vkey.cosigned_at(&note);
            self.had(Resource::Checkpoint, None, cosigned_at.clone());
            self.verdict.witnesses.push(Witness { name: text::shown(vkey.name()), cosigned_at });
        }
        self.verdict.checkpoint.clone()
    }

    fn vkey(&self) -> Result<&Vkey, Flaw> {
        self.verdict.vkey.as_ref().ok_or(Flaw::NoVkey)
    }

    /// Builds the log again from its entries and compares everything.
    fn contents(&mut self, head: Head) {
        let (mut tree, mut differing) = (Tree::default(), Vec::new());
        for resource in (0..).map_while(|index| Resource::entries(index, head.size)) {
            // Without an end here, a checkpoint could ask for more than there is time for.
            let Some(leaves) = self.leaves(resource, head.size) else { break };
            let made = tree.grow(leaves);
            for tile in made.iter().filter(|it| it.width() == it.id.width_at(head.size)) {
                differing.extend(self.first_difference(tile, head.size));
            }
        }
        let is_explained = !differing.is_empty() || tree.size() < head.size;
        self.blame(differing, tree.head() == head);
        if tree.head() != head && !is_explained {
            self.fault(Resource::Checkpoint, None, Flaw::RootDiffers);
        }
    }

    /// The hashes of a bundle's entries. Where the bundle cannot be read, those of its tile; where that cannot either, nothing.
    fn leaves(&mut self, entries: Resource, size: u64) -> Option<Vec<Hash>> {
        let Resource::Entries { index, width } = entries else { return None };
        let bytes = self.bytes(entries);
        let made = bytes.and_then(|it| Ok(bundle::read(&it, width)?.into_iter().map(Hash::leaf).collect()));
        let at = if let Err(Flaw::BundleBroken(place)) = made { place.min(width - 1) as u64 } else { 0 };
        self.had(entries, Some(index * TILE_WIDTH as u64 + at), made).or_else(|| {
            let tile = Resource::tile(TileId { level: 0, index }, size)?;
            let bytes = self.bytes(tile);
            let hashes = self.had(tile, None, bytes)?.as_chunks().0.iter().copied().map(Hash).collect::<Vec<_>>();
            Some(hashes).filter(|it| it.len() == width)
        })
    }

    /// Where the export's tile differs from what the entries make: its first hash that does. A tile that cannot be read is a fault at once.
    fn first_difference(&mut self, made: &Tile, size: u64) -> Option<(TileId, u64, Resource)> {
        let resource = Resource::tile(made.id, size)?;
        let first = made.id.index * TILE_WIDTH as u64;
        let bytes = self.bytes(resource);
        let hashes = self.had(resource, Some(first << (8 * made.id.level)), bytes).filter(|it| *it != made.hashes)?;
        let same = hashes.iter().zip(&made.hashes).take_while(|(one, other)| one == other).count() / HASH_BYTES;
        Some((made.id, first + same.min(made.width() - 1) as u64, resource))
    }

    /// Entries that make the signed root are right, and the tile is not. Otherwise the entries are not, and what stands above them follows.
    fn blame(&mut self, differing: Vec<(TileId, u64, Resource)>, entries_make_the_root: bool) {
        let lowest = differing.iter().map(|(id, ..)| id.level).min();
        for (id, place, tile) in differing {
            let index = Some(place << (8 * id.level));
            match tile {
                _ if entries_make_the_root => self.fault(tile, index, Flaw::TileDiffers),
                Resource::Tile { id: TileId { level: 0, index: bundle }, width } => {
                    self.fault(Resource::Entries { index: bundle, width }, index, Flaw::EntryDiffers);
                }
                _ if lowest == Some(id.level) => self.fault(tile, index, Flaw::RootDiffers),
                _ => {}
            }
        }
    }

    /// Older checkpoints and receipts, against the export.
    fn beside(&mut self, beside: &Beside, head: Head) {
        for older in &beside.checkpoints {
            let verified = self.older(&older.bytes, head);
            self.had(&older.name, None, verified);
        }
        for Named { name, bytes } in &beside.receipts {
            if let Some(receipt) = self.had(name, None, Receipt::parse(bytes)) {
                let verified = self.receipt(&receipt, head);
                self.had(name, Some(receipt.index), verified);
            }
        }
    }

    fn older(&mut self, bytes: &[u8], head: Head) -> Result<(), Flaw> {
        let older = self.vkey()?.open(&Note::parse(bytes)?)?;
        self.continues(older.head, head)
    }

    fn receipt(&mut self, receipt: &Receipt, head: Head) -> Result<(), Flaw> {
        let entry = self.entry(receipt.index, head.size)?;
        let said = receipt.verify(&entry, self.vkey()?)?;
        self.continues(said.head, head)
    }

    fn entry(&mut self, index: u64, size: u64) -> Result<Vec<u8>, Flaw> {
        let absent = Flaw::NotInLog { index, size };
        let (bundle, place) = (index / TILE_WIDTH as u64, index as usize % TILE_WIDTH);
        let Some(resource @ Resource::Entries { width, .. }) = Resource::entries(bundle, size) else { return Err(absent) };
        let bytes = self.bytes(resource)?;
        bundle::read(&bytes, width)?.get(place).map(|it| it.to_vec()).ok_or(absent)
    }

    fn continues(&mut self, old: Head, new: Head) -> Result<(), Flaw> {
        let proof = Plan::consistency(old.size, new.size)?.build(|id| self.bytes(Resource::tile(id, new.size)?).ok())?;
        verify_consistency(old, new, &proof)
    }
}

/// The log's key, then those of witnesses; every line ends in a newline.
fn parse_keys(bytes: &[u8]) -> Result<(Vkey, Vec<Vkey>), Flaw> {
    let text = std::str::from_utf8(bytes).ok().and_then(|it| it.strip_suffix('\n')).ok_or(Flaw::VkeyForm)?;
    let mut keys = text.split('\n').map(str::parse).collect::<Result<Vec<Vkey>, _>>()?;
    let log = keys.remove(0);
    if log.is_witness() || !keys.iter().all(Vkey::is_witness) { Err(Flaw::VkeyRole) } else { Ok((log, keys)) }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if let Some(index) = self.index {
            write!(f, "（自序号 {index} 起 from index {index}）")?;
        }
        write!(f, "：{}", self.flaw)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Checkpoint { origin, head, .. }) = &self.checkpoint {
            writeln!(f, "日志 log: {}\n条目数 entries: {}\n树根 root: {}", text::shown(origin), head.size, head.root)?;
        }
        writeln!(f, "签名 signature: {}", if self.is_signed { "有效 valid" } else { "无效 not valid" })?;
        if let Some(vkey) = &self.vkey {
            writeln!(f, "验证公钥 verifier key: {}", text::shown(&vkey.to_string()))?;
        }
        if self.vkey.is_some() && !self.is_vkey_given {
            writeln!(f, "  公钥来自导出本身，请与公布的核对 · this key comes from the export itself: compare it with the published one")?;
        }
        for Witness { name, cosigned_at } in &self.witnesses {
            match cosigned_at {
                Ok(seconds) => {
                    writeln!(f, "见证方 witness {name}: 联署于 1970 年起第 {seconds} 秒 · cosigned at second {seconds} since 1970")?
                }
                Err(flaw) => writeln!(f, "见证方 witness {name}: {flaw}")?,
            }
        }
        self.faults.iter().take(SHOWN).try_for_each(|it| writeln!(f, "✗ {it}"))?;
        match self.faults.len() {
            0 => writeln!(f, "结论：全部相符 · verdict: everything fits"),
            n => writeln!(f, "结论：不成立，不符 {n} 处 · verdict: it does not hold, faults: {n}"),
        }
    }
}
