//! Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each signature.

use std::fmt;

use crate::{Flaw, text};

/// What begins a signature line: an em dash and a space.
const MARK: &str = "— ";
/// A note may have this many signatures; the specification asks for at least 16.
const MAX_SIGNATURES: usize = 100;

/// A text with signatures, **not yet verified**: [`Vkey::open`](crate::Vkey::open) does that. Its `Display` is the note, byte for byte as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name of the key.
    pub name: String,
    /// The first four bytes of a hash over the key's name, kind and bytes: a hint, no proof.
    pub id: u32,
    /// What the key made of the text; its form depends on the kind of key.
    pub bytes: Vec<u8>,
}

impl Note {
    /// A text, which ends in a newline, and its first signature.
    pub(crate) fn new(text: String, signature: Signature) -> Note {
        Note { text, signatures: vec![signature] }
    }

    /// Reads a note.
    ///
    /// # Errors
    /// What is not UTF-8, has control characters, lacks text, empty line or signatures, or whose signature lines are malformed.
    pub fn parse(bytes: &[u8]) -> Result<Note, Flaw> {
        let note = std::str::from_utf8(bytes).map_err(|_| Flaw::NoteNotText)?;
        if note.contains(|it: char| it < ' ' && it != '\n') {
            return Err(Flaw::NoteNotText);
        }
        let (text, lines) = note.rsplit_once("\n\n").ok_or(Flaw::NoteForm)?;
        let lines: Vec<&str> = lines.strip_suffix('\n').ok_or(Flaw::NoteForm)?.split('\n').collect();
        if lines.len() > MAX_SIGNATURES {
            return Err(Flaw::NoteForm);
        }
        let signatures = lines.iter().enumerate().map(|(place, it)| Signature::parse(it).ok_or(Flaw::NoteSignature(place + 1)));
        Ok(Note { text: format!("{text}\n"), signatures: signatures.collect::<Result<_, _>>()? })
    }

    /// The text with its last newline, as it was signed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All signatures, also of keys nobody here knows.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature, in place of an earlier one by the same key.
    pub(crate) fn add(&mut self, signature: Signature) {
        self.signatures.retain(|it| (&it.name, it.id) != (&signature.name, signature.id));
        self.signatures.push(signature);
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|it| writeln!(f, "{it}"))
    }
}

impl Signature {
    fn parse(line: &str) -> Option<Signature> {
        let (name, signed) = line.strip_prefix(MARK)?.split_once(' ')?;
        let signed = text::from_base64(signed)?;
        let (id, bytes) = signed.split_first_chunk()?;
        let is_whole = is_key_name(name) && !bytes.is_empty();
        is_whole.then(|| Signature { name: name.to_owned(), id: u32::from_be_bytes(*id), bytes: bytes.to_vec() })
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signed = [&self.id.to_be_bytes(), self.bytes.as_slice()].concat();
        write!(f, "{MARK}{} {}", self.name, text::base64(&signed))
    }
}

/// Not empty, and without Unicode spaces, plus or control characters.
pub(crate) fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|it: char| it.is_whitespace() || it.is_control() || it == '+')
}
