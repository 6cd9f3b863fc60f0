//! One description of a document, set as PDF and as DOCX alike.

use serde::Serialize;

/// A document, described once.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Document {
    pub(crate) title: String,
    /// How it is set: dense tables, or a page of prose.
    pub(crate) layout: Layout,
    /// Quietly on every page: that this is no official form.
    pub(crate) notice: String,
    /// Quietly on every page: whose it is, and for which case.
    pub(crate) running: [String; 2],
    pub(crate) blocks: Vec<Block>,
}

/// How a document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Layout {
    /// 五号 in tables.
    Form,
    /// 四号 with 26 pt between lines, as the regulator's nearest template has it (LAW 4.3(e)).
    Prose,
}

/// A part of a document, from top to bottom.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Block {
    /// Level 1 to 3.
    Heading { level: u8, text: String },
    /// Indented by two characters; line ends in the text begin new ones.
    Paragraph { text: String },
    /// A small remark of ours.
    Remark { text: String },
    /// 「名称：……」, one to a line.
    Lines { fields: Vec<Field> },
    /// A table of fields under a band that returns on every page; one or two fields to a row.
    Fields { title: String, rows: Vec<Vec<Field>> },
    /// A table under a head that returns on every page.
    Grid { title: Option<String>, head: Vec<Column>, rows: Vec<Vec<String>> },
    /// Who signs, with a place for the official seal where one is asked.
    SignOff { fields: Vec<Field>, seal: bool },
    /// The rest starts on a new page.
    NewPage,
}

/// A label and what was answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Field {
    pub(crate) label: String,
    pub(crate) value: String,
}

/// A column of a grid and its share of the width.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Column {
    pub(crate) label: String,
    pub(crate) share: u8,
}

impl Field {
    pub(crate) fn new(label: impl Into<String>, value: String) -> Field {
        Field { label: label.into(), value }
    }
    fn is_short(&self) -> bool {
        const LABEL: usize = 16;
        const VALUE: usize = 20;
        width(&self.label) <= LABEL && width(&self.value) <= VALUE && !self.value.contains('\n')
    }
}

/// Width in half characters: a Chinese character counts two.
fn width(text: &str) -> usize {
    text.chars().map(|it| if it.is_ascii() { 1 } else { 2 }).sum()
}

/// A table of fields: two short ones in a row share it.
pub(crate) fn fields(title: String, fields: Vec<Field>) -> Block {
    let mut rows: Vec<Vec<Field>> = Vec::new();
    for field in fields {
        match rows.last_mut() {
            Some(row) if row.len() == 1 && row[0].is_short() && field.is_short() => row.push(field),
            _ => rows.push(vec![field]),
        }
    }
    Block::Fields { title, rows }
}
