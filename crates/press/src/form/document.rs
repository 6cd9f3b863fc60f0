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
    /// A table of fields, under a band that returns on every page where it has a title; one or two fields to a row.
    Fields { title: Option<String>, rows: Vec<Vec<Field>> },
    /// A table under a head that returns on every page.
    Grid { title: Option<String>, head: Vec<Column>, rows: Vec<Vec<String>> },
    /// Who signs, with a place for the official seal where one is asked.
    SignOff { fields: Vec<Field>, seal: bool },
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
    pub(crate) share: usize,
}

impl Field {
    pub(crate) fn new(label: impl Into<String>, value: String) -> Field {
        Field { label: label.into(), value }
    }
    /// Whether it fills no more than half a row.
    fn is_short(&self) -> bool {
        const LABEL: usize = 8 * FULL;
        const VALUE: usize = 10 * FULL;
        width(&self.label) <= LABEL && width(&self.value) <= VALUE && !self.value.contains('\n')
    }
}

/// Width of a Chinese character, in twentieths.
pub(crate) const FULL: usize = 20;

/// Width of a text in twentieths of a Chinese character; a little generous, for a text that is too wide runs over its cell.
pub(crate) fn width(text: &str) -> usize {
    let one = |it: char| match it {
        'm' | 'w' | '@' | 'M' | 'W' | '%' => 19,
        'A'..='Z' => 15,
        it if it.is_ascii() => 11,
        _ => FULL,
    };
    text.chars().map(one).sum()
}

/// Fields in rows: two short ones share a row.
pub(crate) fn pair(fields: impl IntoIterator<Item = Field>) -> Vec<Vec<Field>> {
    let mut rows: Vec<Vec<Field>> = Vec::new();
    for field in fields {
        match rows.last_mut() {
            Some(row) if row.len() == 1 && row[0].is_short() && field.is_short() => row.push(field),
            _ => rows.push(vec![field]),
        }
    }
    rows
}

/// A table of fields.
pub(crate) fn fields(title: Option<String>, fields: Vec<Field>) -> Block {
    Block::Fields { title, rows: pair(fields) }
}

/// A grid whose columns share the page so that its tallest cell has the fewest lines.
pub(crate) fn grid(title: Option<String>, labels: Vec<String>, rows: Vec<Vec<String>>) -> Block {
    const PAGE: usize = 39 * FULL;
    let cells = |i: usize| rows.iter().filter_map(move |row| row.get(i)).map(String::as_str).collect::<Vec<_>>();
    let columns: Vec<(&str, Vec<&str>)> = labels.iter().enumerate().map(|(i, it)| (it.as_str(), cells(i))).collect();
    let at_most = |n_lines: usize| columns.iter().map(|(label, cells)| narrowest(label, cells, n_lines)).collect::<Vec<_>>();
    let tried = std::iter::successors(Some(1), |n: &usize| Some(n + 1 + n / 4)).take(40).map(at_most);
    let fitting = tried.into_iter().find(|it| it.iter().sum::<usize>() <= PAGE);
    let shares = fitting.unwrap_or_else(|| vec![1; columns.len()]);
    let head = labels.iter().cloned().zip(shares).map(|(label, share)| Column { label, share }).collect();
    Block::Grid { title, head, rows }
}

/// The narrowest column in which no cell has more than so many lines, no word is torn, and a short label stays on its line.
fn narrowest(label: &str, cells: &[&str], n_lines: usize) -> usize {
    const SIDES: usize = FULL; // the space at both sides of a cell
    const STEP: usize = FULL / 2;
    const WIDEST: usize = 40 * FULL;
    let lines_in = |text: &str, room: usize| text.lines().map(|it| width(it).div_ceil(room).max(1)).sum::<usize>();
    let word = cells.iter().flat_map(|it| it.split(|it: char| !it.is_ascii_graphic())).map(width).max().unwrap_or_default();
    let label_lines = if width(label) <= 6 * FULL { 1 } else { 2 };
    let fits = |room: &usize| lines_in(label, *room) <= label_lines && cells.iter().all(|it| lines_in(it, *room) <= n_lines);
    let least = word.clamp(2 * FULL, WIDEST / 2);
    SIDES + (least..WIDEST).step_by(STEP).find(fits).unwrap_or(WIDEST)
}
