//! Checkpoints (c2sp.org/tlog-checkpoint): the text that a log signs.

use std::fmt;
use std::str::FromStr;

use crate::{Flaw, Hash, Head, text};

/// The head of a log, and which log that is. Its `Display` is the text of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: the name of its key.
    pub origin: String,
    /// Its size and root.
    pub head: Head,
    /// Further lines. They are read, since the signature covers them, and never written: nobody could audit them.
    pub extension: Vec<String>,
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.head.size, self.head.root)?;
        self.extension.iter().try_for_each(|it| writeln!(f, "{it}"))
    }
}

impl FromStr for Checkpoint {
    type Err = Flaw;

    /// # Errors
    /// Fewer than three lines, an empty line, a size with a leading zero or above 2^64 - 1, a root that is not 32 bytes in base64.
    fn from_str(text: &str) -> Result<Checkpoint, Flaw> {
        read(text).ok_or(Flaw::CheckpointForm)
    }
}

fn read(text: &str) -> Option<Checkpoint> {
    let lines: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
    let [origin, size, root, extension @ ..] = lines.as_slice() else { return None };
    if lines.iter().any(|it| it.is_empty()) {
        return None;
    }
    let head = Head { size: text::from_decimal(size)?, root: Hash::from_base64(root)? };
    Some(Checkpoint { origin: (*origin).to_owned(), head, extension: extension.iter().map(|it| (*it).to_owned()).collect() })
}
