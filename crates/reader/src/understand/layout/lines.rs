//! From the words of a page to its lines: words that stand level are one line, whatever order the source gives them in.

use super::{Glyph, Line, fold, plain};
use crate::text::{PageText, Word};

/// A run of words that the source itself put on one line, level and from left to right.
type Run<'a> = Vec<&'a Word>;

/// The lines of a page, in reading order.
pub(super) fn of_page(page: &PageText) -> Vec<Line> {
    if page.words.iter().all(|it| it.area[3] == 0.0) {
        return lines_without_boxes(page);
    }
    let mut rows: Vec<Run> = Vec::new();
    let mut runs = runs(page);
    runs.sort_by(|a, b| middle(a[0]).total_cmp(&middle(b[0])));
    for run in runs {
        match rows.iter_mut().rev().take(6).find(|row| are_level(row, &run)) {
            Some(row) => {
                row.extend(run);
                row.sort_by(|a, b| a.area[0].total_cmp(&b.area[0]));
            }
            None => rows.push(run),
        }
    }
    let row_middle = |row: &Run| row.iter().map(|it| middle(it)).sum::<f32>() / row.len() as f32;
    rows.sort_by(|a, b| row_middle(a).total_cmp(&row_middle(b)));
    rows.iter().filter_map(|row| line(page, row)).collect()
}

/// Words without boxes are set out one line under the other, a blank of one character between words; the cells of tables in columns.
fn lines_without_boxes(page: &PageText) -> Vec<Line> {
    const EM: f32 = 0.01;
    let words = || page.words.iter().filter(|it| !it.text.trim().is_empty());
    let lefts = column_lefts(words());
    let mut rows: Vec<(Vec<Word>, f32)> = Vec::new();
    for word in words() {
        let width = word.text.chars().count() as f32 * EM;
        let is_new = rows.last().is_none_or(|(row, _)| row[0].line != word.line);
        if is_new {
            rows.push((Vec::new(), -1.0));
        }
        let (row, column) = rows.last_mut().expect("just pushed");
        let next = row.last().map_or(0.1, |it| it.area[0] + it.area[2] + EM);
        let starts_cell = column_of(word) > 0 && word.area[0] != *column;
        let gap = if row.is_empty() { 0.0 } else { EM }; // two blanks part cells, so that none runs into the next
        let x = if starts_cell { (0.1 + lefts[column_of(word)] as f32 * EM).max(next + gap) } else { next };
        *column = word.area[0];
        row.push(Word { area: [x, word.line as f32 * 1.8 * EM, width, EM], ..word.clone() });
    }
    let square = PageText { width: 1.0, height: 1.0, words: Vec::new(), ..page.clone() };
    rows.iter().filter_map(|(row, _)| line(&square, &row.iter().collect())).collect()
}

/// The column of a word without a place, from 1; 0 outside of tables.
fn column_of(word: &Word) -> usize {
    const COLUMNS_MAX: f32 = 200.0;
    word.area[0].clamp(0.0, COLUMNS_MAX) as usize
}

/// Where each column of tables begins, in characters: after the longest cell before it. What is longer than this is prose in merged cells.
fn column_lefts<'a>(words: impl Iterator<Item = &'a Word>) -> Vec<usize> {
    const CELL_MAX: usize = 24;
    let mut widths: Vec<usize> = vec![0];
    let mut cell = (u32::MAX, 0, 0);
    for word in words {
        let column = column_of(word);
        widths.resize(widths.len().max(column + 2), 0);
        let so_far = if (cell.0, cell.1) == (word.line, column) { cell.2 + 1 } else { 0 };
        cell = (word.line, column, so_far + word.text.chars().count());
        if cell.2 <= CELL_MAX {
            widths[column] = widths[column].max(cell.2);
        }
    }
    widths[0] = 0; // paragraphs
    widths.iter().scan(0, |left, width| Some(std::mem::replace(left, *left + width + 5))).collect()
}

fn runs(page: &PageText) -> Vec<Run<'_>> {
    let mut runs: Vec<Run> = Vec::new();
    for word in page.words.iter().filter(|it| !it.text.trim().is_empty()) {
        match runs.last_mut() {
            Some(run) if goes_on(run[run.len() - 1], word) => run.push(word),
            _ => runs.push(vec![word]),
        }
    }
    runs
}

fn goes_on(before: &Word, word: &Word) -> bool {
    let level = (middle(before) - middle(word)).abs() < 0.6 * before.area[3].max(word.area[3]);
    before.line == word.line && level && word.area[0] >= before.area[0]
}

fn middle(word: &Word) -> f32 {
    word.area[1] + word.area[3] / 2.0
}

/// Whether a run stands beside a row: level with its nearest word, and not on top of any.
fn are_level(row: &Run, run: &Run) -> bool {
    let free = |a: &Word, b: &Word| a.area[0] + 0.7 * a.area[2] <= b.area[0] || b.area[0] + 0.7 * b.area[2] <= a.area[0];
    let (first, last) = (run[0], run[run.len() - 1]);
    let distance = |it: &&&Word| (it.area[0] - last.area[0] - last.area[2]).abs().min((first.area[0] - it.area[0] - it.area[2]).abs());
    let Some(nearest) = row.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))) else { return false };
    let facing = if nearest.area[0] < first.area[0] { first } else { last };
    let overlap = (nearest.area[1] + nearest.area[3]).min(facing.area[1] + facing.area[3]) - nearest.area[1].max(facing.area[1]);
    overlap > 0.5 * nearest.area[3].min(facing.area[3]) && run.iter().all(|a| row.iter().all(|b| free(a, b)))
}

fn line(page: &PageText, row: &Run) -> Option<Line> {
    let glyphs: Vec<Glyph> = row.iter().flat_map(|it| glyphs(it)).collect();
    let mut heights: Vec<f32> = glyphs.iter().map(|it| it.area[3]).collect();
    heights.sort_by(f32::total_cmp);
    let height = *heights.get(heights.len() * 3 / 4)?;
    let slenderness = if page.width > 0.0 && page.height > 0.0 { page.height / page.width } else { std::f32::consts::SQRT_2 };
    let em = (height * slenderness).max(1e-6);
    Some(Line { page: page.page, source: page.source, glyphs, height, em })
}

/// The characters of a word share its box, Chinese ones taking about twice the room of others.
fn glyphs(word: &Word) -> Vec<Glyph> {
    let weight = |c: char| if (c as u32) < 0x2000 { 0.55 } else { 1.0 };
    let characters: Vec<char> = word.text.chars().filter(|it| !it.is_whitespace() && !it.is_control()).collect();
    let unit = word.area[2] / characters.iter().map(|it| weight(*it)).sum::<f32>().max(0.5);
    let mut x = word.area[0];
    let mut glyphs = Vec::with_capacity(characters.len());
    for (i, c) in characters.into_iter().enumerate() {
        let width = unit * weight(c);
        let area = [x, word.area[1], width, word.area[3]];
        glyphs.push(Glyph { written: plain(c), folded: fold(c), area, confidence: word.confidence, opens: i == 0 });
        x += width;
    }
    glyphs
}
