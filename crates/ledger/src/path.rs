//! Where the parts of a log lie (c2sp.org/tlog-tiles), in a folder as behind an address.

use std::fmt;
use std::str::FromStr;

use crate::tree::{LEVELS, TILE_WIDTH};
use crate::{Flaw, TileId, text};

/// A part of a log. Its `Display` is its path, such as `tile/1/x001/234.p/56`; `FromStr` takes exactly such paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// The signed head: `checkpoint`.
    Checkpoint,
    /// A tile: `tile/<level>/<index>`, with `.p/<width>` where it is not full.
    Tile {
        /// Where it stands.
        id: TileId,
        /// Hashes, 1 to 256.
        width: usize,
    },
    /// A bundle of entries: `tile/entries/<index>`, with `.p/<width>` likewise.
    Entries {
        /// Place, from 0: it begins with entry 256 × index.
        index: u64,
        /// Entries, 1 to 256.
        width: usize,
    },
}

impl Resource {
    /// The tile as a log of `size` entries has it; `None` if it has not.
    pub fn tile(id: TileId, size: u64) -> Option<Resource> {
        Some(id.width_at(size)).filter(|it| *it > 0).map(|width| Resource::Tile { id, width })
    }

    /// The bundle as a log of `size` entries has it; `None` if it has not.
    pub fn entries(index: u64, size: u64) -> Option<Resource> {
        let width = TileId { level: 0, index }.width_at(size);
        (width > 0).then_some(Resource::Entries { index, width })
    }

    /// Everything that a log of `size` entries consists of: what an export has to write.
    pub fn all(size: u64) -> impl Iterator<Item = Resource> {
        let bundles = (0..).map_while(move |index| Resource::entries(index, size));
        let level = move |level| (0..).map_while(move |index| Resource::tile(TileId { level, index }, size));
        std::iter::once(Resource::Checkpoint).chain(bundles).chain((0..LEVELS).flat_map(level))
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, index, width) = match *self {
            Resource::Checkpoint => return f.write_str("checkpoint"),
            Resource::Tile { id, width } => (id.level.to_string(), id.index, width),
            Resource::Entries { index, width } => ("entries".to_owned(), index, width),
        };
        write!(f, "tile/{kind}/")?;
        let groups = index.checked_ilog(1000).unwrap_or(0);
        for group in (1..=groups).rev() {
            write!(f, "x{:03}/", index / 1000_u64.pow(group) % 1000)?;
        }
        write!(f, "{:03}", index % 1000)?;
        if width == TILE_WIDTH { Ok(()) } else { write!(f, ".p/{width}") }
    }
}

impl FromStr for Resource {
    type Err = Flaw;

    /// # Errors
    /// Whatever is not the one spelling of a path: missing or additional zeros, a width of 0 or of a full tile, a level above 63.
    fn from_str(path: &str) -> Result<Resource, Flaw> {
        read(path).filter(|it| it.to_string() == path).ok_or(Flaw::PathForm)
    }
}

/// The resource that a path names; lenient where writing it again tells the difference.
fn read(path: &str) -> Option<Resource> {
    if path == "checkpoint" {
        return Some(Resource::Checkpoint);
    }
    let (kind, place) = path.strip_prefix("tile/")?.split_once('/')?;
    let (index, width) = place.split_once(".p/").unwrap_or((place, "256"));
    let width = text::from_decimal(width).filter(|it| (1..=TILE_WIDTH as u64).contains(it))? as usize;
    let index = index.split('/').try_fold(0, |sum: u64, group| {
        let group = group.trim_start_matches('x').parse::<u16>().ok()?;
        sum.checked_mul(1000)?.checked_add(group.into())
    })?;
    if kind == "entries" {
        return Some(Resource::Entries { index, width });
    }
    let level = text::from_decimal(kind).filter(|it| *it < 64)? as u8;
    Some(Resource::Tile { id: TileId { level, index }, width })
}
