//! The whole cell beside a label, however many lines it has and wherever in its height the label stands.
//!
//! Lines of one cell are one pitch apart; the next row of a table begins further down.

use std::collections::BTreeMap;

use super::layout::{Layout, Line, Span};
use super::marks::{Extent, Mark, Marks};

/// Lines further apart than this, in pitches of their page, belong to two rows.
const APART: f32 = 1.2;

/// The cells of a document, by the labels beside them.
pub struct Cells<'a> {
    /// The lines.
    pub layout: &'a Layout,
    /// The labels.
    pub marks: &'a Marks<'a>,
    /// The distance of two lines of one cell, by page.
    pitches: BTreeMap<u32, f32>,
}

impl<'a> Cells<'a> {
    /// Measures the pages.
    pub fn new(layout: &'a Layout, marks: &'a Marks<'a>) -> Cells<'a> {
        let mut pitches = BTreeMap::new();
        for (i, line) in layout.lines.iter().enumerate() {
            let pitch = pitches.entry(line.page).or_insert(f32::INFINITY);
            for below in layout.lines[i + 1..].iter().take(3).filter(|it| it.page == line.page && are_aligned(line, it)) {
                let apart = below.top() - line.top();
                if apart > 0.8 * line.height {
                    *pitch = pitch.min(apart);
                }
            }
        }
        Cells { layout, marks, pitches }
    }

    /// What stands in the cell of a label.
    pub fn cell(&self, mark: &Mark) -> Span {
        let mut span = self.marks.value_of(mark, Extent::Line);
        let Some(&(line, glyph)) = span.0.first() else { return span };
        let left = self.layout.lines[line].glyphs[glyph].left();
        let last = span.0.last().map_or(line, |it| it.0);
        for i in last + 1..self.layout.lines.len() {
            match self.next_line(i - 1, i, left) {
                Some(more) => span.0.extend(more.0),
                None => break,
            }
        }
        for i in (0..line).rev() {
            match self.next_line(i + 1, i, left) {
                Some(mut more) => {
                    more.0.append(&mut span.0);
                    span = more;
                }
                None => break,
            }
        }
        span
    }

    /// Whether two lines are near enough to stand in one cell.
    pub fn are_together(&self, a: &Line, b: &Line) -> bool {
        let pitch = self.pitches.get(&a.page).copied().unwrap_or(f32::INFINITY).min(2.0 * a.height);
        a.page != 0 && a.page == b.page && (a.top() - b.top()).abs() <= APART * pitch
    }

    /// The part of a line that stands in the same column as the value on the line next to it.
    fn next_line(&self, from: usize, to: usize, left: f32) -> Option<Span> {
        let (a, b) = (&self.layout.lines[from], &self.layout.lines[to]);
        let first = b.glyphs.iter().position(|it| (it.left() - left).abs() < 0.8 * b.em)?;
        let opens = first == 0 || b.gap_before(first) > 0.8;
        let labels = || self.marks.all.iter().filter(|it| it.line() == to).map(Mark::starts_at);
        let end = labels().filter(|it| *it > first).min().unwrap_or(b.glyphs.len()).min(b.cell_end(first, 6.0));
        let is_labelled = labels().any(|it| it <= first);
        (self.are_together(a, b) && opens && !is_labelled).then(|| Span::in_line(to, first..end))
    }
}

/// Whether two lines have a cell that begins at one place.
fn are_aligned(a: &Line, b: &Line) -> bool {
    let starts = |it: &Line| (0..it.glyphs.len()).filter(|i| it.gap_before(*i) > 0.8).map(|i| it.glyphs[i].left()).collect::<Vec<_>>();
    let (a_starts, b_starts) = (starts(a), starts(b));
    a_starts.iter().any(|x| b_starts.iter().any(|y| (x - y).abs() < 0.4 * a.em))
}
