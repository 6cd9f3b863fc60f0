//! What the template draws: the same parts in both languages.

use law::Wording;
use serde::Serialize;

/// A letter as the template takes it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Sheet {
    /// Of the document, for whoever lists or reads it aloud.
    pub(super) document: String,
    pub(super) demo: bool,
    pub(super) title: Wording,
    pub(super) sender: Wording,
    /// Under the red rule: 文号, or the case.
    pub(super) reference: Wording,
    pub(super) case: String,
    pub(super) addressee: String,
    pub(super) parts: Vec<Part>,
    pub(super) closing: Option<Wording>,
    pub(super) day: Wording,
    /// Whether an official seal belongs on it; a receipt is the platform's own and has none.
    pub(super) sealed: bool,
    pub(super) contact: Option<String>,
}

/// A part of a letter.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Part {
    /// 一、……
    Heading {
        text: Wording,
    },
    Paragraph {
        text: Wording,
    },
    /// Label and value, one to a line.
    Facts {
        rows: Vec<Row>,
    },
    /// Numbered requests with their places and bases.
    Items {
        items: Vec<Item>,
    },
    /// （一）……
    Points {
        points: Vec<Wording>,
    },
    /// A line to be typed into a terminal.
    Command {
        text: String,
    },
    /// The materials with their hashes; once, for both languages.
    Materials {
        rows: Vec<Material>,
    },
}

#[derive(Serialize)]
pub(super) struct Row {
    pub(super) label: Wording,
    pub(super) value: Wording,
}

#[derive(Serialize)]
pub(super) struct Item {
    pub(super) number: u32,
    pub(super) name: Wording,
    pub(super) places: Vec<Wording>,
    /// In the officer's words, and so in one language.
    pub(super) says: String,
    pub(super) basis: Wording,
}

#[derive(Serialize)]
pub(super) struct Material {
    pub(super) name: Wording,
    pub(super) file: String,
    /// In groups of eight, in lines of four.
    pub(super) sha256: Vec<String>,
}

impl Row {
    pub(super) fn new(zh: &str, en: &str, value: impl Into<Both>) -> Row {
        Row { label: Wording::new(zh, en), value: value.into().0 }
    }
}

/// A value that is one text in both languages, or two.
pub(super) struct Both(Wording);

impl From<&str> for Both {
    fn from(text: &str) -> Both {
        Both(Wording::new(text, text))
    }
}

impl From<String> for Both {
    fn from(text: String) -> Both {
        Both(Wording::new(text.clone(), text))
    }
}

impl From<Wording> for Both {
    fn from(text: Wording) -> Both {
        Both(text)
    }
}

pub(super) fn heading(zh: &str, en: &str) -> Part {
    Part::Heading { text: Wording::new(zh, en) }
}

pub(super) fn paragraph(zh: impl Into<String>, en: impl Into<String>) -> Part {
    Part::Paragraph { text: Wording::new(zh, en) }
}
