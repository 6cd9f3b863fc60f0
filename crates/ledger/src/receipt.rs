//! 回执: a proof that an entry is in a log, complete in one text (c2sp.org/tlog-proof@v1).

use std::fmt;

use crate::{Checkpoint, Flaw, Hash, Note, Vkey, text, verify_inclusion};

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// The most hashes a way to the root has, in a log as large as they get.
const MAX_HASHES: usize = 64;

/// A receipt, **not yet verified**. Its `Display` is the text, byte for byte as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Anything that goes along. **Nobody vouches for it**: it is not signed. Empty for none.
    pub extra: Vec<u8>,
    /// The entry's place in the log, from 0.
    pub index: u64,
    /// From the leaf's sibling to the root's child ([`crate::Plan::inclusion`]).
    pub proof: Vec<Hash>,
    /// The checkpoint, with the witnesses' cosignatures.
    pub note: Note,
}

impl Receipt {
    /// Reads a receipt.
    ///
    /// # Errors
    /// The line that is not what the specification has there, or what is wrong with the checkpoint as a note.
    pub fn parse(bytes: &[u8]) -> Result<Receipt, Flaw> {
        let text = std::str::from_utf8(bytes).map_err(|_| Flaw::NoteNotText)?;
        let (proof, note) = text.split_once("\n\n").ok_or(Flaw::ReceiptForm(1))?;
        let mut lines = proof.split('\n').zip(1..).peekable();
        lines.next_if(|(it, _)| *it == HEADER).ok_or(Flaw::ReceiptForm(1))?;
        let extra = match lines.next_if(|(it, _)| it.starts_with("extra ")) {
            Some((line, _)) => text::from_base64(&line["extra ".len()..]).filter(|it| !it.is_empty()).ok_or(Flaw::ReceiptForm(2))?,
            None => vec![],
        };
        let (line, at) = lines.next().ok_or(Flaw::ReceiptForm(2))?;
        let index = line.strip_prefix("index ").and_then(text::from_decimal).ok_or(Flaw::ReceiptForm(at))?;
        let hashes = lines.take(MAX_HASHES + 1).map(|(it, at)| Hash::from_base64(it).ok_or(Flaw::ReceiptForm(at)));
        let proof = hashes.collect::<Result<Vec<_>, _>>()?;
        if proof.len() > MAX_HASHES {
            return Err(Flaw::ReceiptForm(at + proof.len()));
        }
        Ok(Receipt { extra, index, proof, note: Note::parse(note.as_bytes())? })
    }

    /// The checkpoint under which the entry is proven to be in the log of this key.
    ///
    /// # Errors
    /// A signature by another key, a checkpoint of another log, a proof that does not lead from this entry to its root.
    pub fn verify(&self, entry: &[u8], log: &Vkey) -> Result<Checkpoint, Flaw> {
        let checkpoint = log.open(&self.note)?;
        verify_inclusion(Hash::leaf(entry), self.index, checkpoint.head, &self.proof)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if !self.extra.is_empty() {
            writeln!(f, "extra {}", text::base64(&self.extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.proof.iter().try_for_each(|it| writeln!(f, "{it}"))?;
        write!(f, "\n{}", self.note)
    }
}
