//! What happened, and the bytes of its ledger entry. They are hashed and kept for years: the form is written by hand, has a version, and holds no personal data.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::digest::Mark;
use crate::id::{PersonId, Subject};

/// The version of the form.
const FORM: u8 = 1;
/// Who acted when nobody did.
const SYSTEM: &str = "system";

/// What happened: the half of an act that goes into the ledger. There is no commit without one.
#[derive(Clone, Debug)]
pub struct Event {
    kind: &'static str,
    actor: String,
    at: Timestamp,
    subjects: Vec<String>,
    extra: BTreeMap<&'static str, Extra>,
}

/// A word or a number of an entry. Never a name, never free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Extra {
    /// A number.
    Number(i64),
    /// A word, such as a state.
    Word(String),
}

impl From<i64> for Extra {
    fn from(number: i64) -> Extra {
        Extra::Number(number)
    }
}

impl From<&str> for Extra {
    fn from(word: &str) -> Extra {
        Extra::Word(word.to_owned())
    }
}

impl From<String> for Extra {
    fn from(word: String) -> Extra {
        Extra::Word(word)
    }
}

impl Event {
    /// That something, such as `case-submitted`, was done by a person.
    pub fn new(kind: &'static str, actor: &PersonId, at: Timestamp) -> Event {
        Event { kind, actor: actor.to_string(), at, subjects: vec![], extra: BTreeMap::new() }
    }

    /// That something was done by the program itself: a timer, the first start.
    pub fn of_system(kind: &'static str, at: Timestamp) -> Event {
        Event { kind, actor: SYSTEM.to_owned(), at, subjects: vec![], extra: BTreeMap::new() }
    }

    /// What it is about. Under the first one named, the entry is found again ([`crate::Reader::entries_about`]).
    #[must_use]
    pub fn about(mut self, subject: &impl Subject) -> Event {
        self.subjects.push(subject.subject());
        self
    }

    /// A word or number beside it, such as the state that a case came to.
    #[must_use]
    pub fn with(mut self, name: &'static str, extra: impl Into<Extra>) -> Event {
        self.extra.insert(name, extra.into());
        self
    }

    /// Under what the entry is found again.
    pub(crate) fn first_subject(&self) -> String {
        self.subjects.first().cloned().unwrap_or_default()
    }

    /// The bytes of the entry: JSON without blanks, names in order.
    pub(crate) fn to_bytes(&self, marks: &[Mark]) -> Vec<u8> {
        let written = Written {
            actor: &self.actor,
            at: self.at.as_microsecond(),
            extra: &self.extra,
            kind: self.kind,
            rows: marks.iter().map(|it| STANDARD_NO_PAD.encode(it.to_bytes())).collect(),
            subjects: &self.subjects,
            v: FORM,
        };
        serde_json::to_vec(&written).unwrap_or_default()
    }
}

/// The fields stand in the order of their names: that is the order of the bytes.
#[derive(Serialize)]
struct Written<'a> {
    actor: &'a str,
    at: i64,
    extra: &'a BTreeMap<&'static str, Extra>,
    kind: &'a str,
    rows: Vec<String>,
    subjects: &'a [String],
    v: u8,
}

/// An entry, read back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// Its place in the ledger, from 0.
    #[serde(skip)]
    pub index: u64,
    /// Who acted: a person's id, or `system`.
    pub actor: String,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Words and numbers beside it.
    pub extra: BTreeMap<String, Extra>,
    /// What happened.
    pub kind: String,
    /// The rows that were written, blinded.
    pub rows: Vec<String>,
    /// What it is about.
    pub subjects: Vec<String>,
    /// The version of the form.
    pub v: u8,
}

impl Entry {
    /// From the bytes of an entry; nothing if they are none of ours.
    pub fn parse(index: u64, bytes: &[u8]) -> Option<Entry> {
        serde_json::from_slice(bytes).ok().map(|it: Entry| Entry { index, ..it }).filter(|it| it.v == FORM)
    }

    /// What it says of rows.
    pub(crate) fn marks(&self) -> Option<Vec<Mark>> {
        self.rows.iter().map(|it| Mark::from_bytes(&STANDARD_NO_PAD.decode(it).ok()?)).collect()
    }
}
