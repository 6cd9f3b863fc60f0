//! From words with boxes to lines of glyphs, and from places in lines back to text and boxes.
//!
//! Nothing here knows what a certificate is.

use casework::facts::Place;
use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use crate::pose::Pose;
use crate::text::{PageText, Source, Word};

/// One character with its box.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// As the source gives it, radicals and compatibility forms of Chinese characters made ordinary.
    pub written: char,
    /// For comparing: half width, dashes and circles made one.
    pub folded: char,
    /// x, y, width, height in fractions of the page.
    pub area: [f32; 4],
    /// Of the word it stands in, 0 to 1.
    pub confidence: f32,
    /// A word begins here.
    pub opens: bool,
}

/// One line of a page, from left to right.
#[derive(Clone, Debug)]
pub struct Line {
    /// From 1; 0 in a document without pages, where each paragraph and each row of a table is one line and no box is true.
    pub page: u32,
    /// Where its words come from.
    pub source: Source,
    /// Never empty.
    pub glyphs: Vec<Glyph>,
    /// Height of a line of text, as a fraction of the page.
    pub height: f32,
    /// Width of a Chinese character, as a fraction of the page.
    pub em: f32,
}

/// A place in the text: its glyphs, as (line, glyph), in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span(pub Vec<(usize, usize)>);

/// All lines of a material, from its first page to its last.
#[derive(Clone, Debug)]
pub struct Layout {
    /// In reading order.
    pub lines: Vec<Line>,
    /// How the sheet of each page lies.
    poses: Vec<(u32, Pose)>,
}

/// A stretch of folded text in which patterns are sought, each character knowing where it stands.
pub struct Flow {
    /// Folded, without white space.
    pub text: String,
    span: Span,
    /// Byte offset of each character.
    starts: Vec<usize>,
}

impl Layout {
    /// Lines of all pages.
    pub fn of(pages: &[&PageText]) -> Layout {
        Layout {
            lines: pages.iter().flat_map(|it| lines_of_page(it)).collect(),
            poses: pages.iter().map(|it| (it.page, it.pose)).collect(),
        }
    }

    /// The glyph at a place.
    pub fn glyph(&self, (line, glyph): (usize, usize)) -> &Glyph {
        &self.lines[line].glyphs[glyph]
    }

    /// The text as written, a blank only between words of Latin letters or digits.
    pub fn written(&self, span: &Span) -> String {
        let mut text = String::new();
        for at in &span.0 {
            let glyph = self.glyph(*at);
            if glyph.opens && glyph.written.is_ascii_alphanumeric() && text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                text.push(' ');
            }
            text.push(glyph.written);
        }
        text
    }

    /// The boxes of a span on its level sheet, one for each line it touches, with the page.
    pub fn areas(&self, span: &Span) -> Vec<(u32, [f32; 4])> {
        let mut areas: Vec<(usize, [f32; 4])> = Vec::new();
        for &(line, glyph) in &span.0 {
            let area = self.lines[line].glyphs[glyph].area;
            match areas.last_mut() {
                Some((last, union)) if *last == line => *union = joined(*union, area),
                _ => areas.push((line, area)),
            }
        }
        areas.into_iter().map(|(line, area)| (self.lines[line].page, area)).collect()
    }

    /// The same boxes with the blank beside them, up to a character: what the first reading lost at an end is seen there by the next.
    pub fn roomy_areas(&self, span: &Span) -> Vec<(u32, [f32; 4])> {
        let mut ends: Vec<(usize, usize, usize)> = Vec::new();
        for &(line, glyph) in &span.0 {
            match ends.last_mut() {
                Some((last, _, to)) if *last == line => *to = glyph,
                _ => ends.push((line, glyph, glyph)),
            }
        }
        let room = |(line, from, to): (usize, usize, usize)| {
            let line = &self.lines[line];
            let before = from.checked_sub(1).map_or(0.0, |it| line.glyphs[it].right());
            let after = line.glyphs.get(to + 1).map_or(1.0, Glyph::left);
            let (left, right) = (line.glyphs[from].left(), line.glyphs[to].right());
            (left - (0.8 * (left - before)).clamp(0.0, 1.2 * line.em), right + (0.8 * (after - right)).clamp(0.0, 1.2 * line.em))
        };
        let rooms = ends.into_iter().map(room);
        let widened = |((page, [_, y, _, h]), (left, right)): ((u32, [f32; 4]), (f32, f32))| (page, [left, y, right - left, h]);
        self.areas(span).into_iter().zip(rooms).map(widened).collect()
    }

    /// Where a span stands on the page as the file has it: its first page, and the box round what is on it.
    pub fn place(&self, span: &Span) -> Option<Place> {
        let areas = self.areas(span);
        let page = areas.first()?.0;
        let area = areas.iter().filter(|it| it.0 == page).map(|it| it.1).reduce(joined)?;
        let pose = self.poses.iter().find(|it| it.0 == page).map_or(Pose::LEVEL, |it| it.1);
        (page > 0).then_some(Place { page, area: (area[2] > 0.0).then(|| pose.to_page(area)) })
    }

    /// The mean confidence of a span, 0 to 1.
    pub fn confidence(&self, span: &Span) -> f32 {
        let sum: f32 = span.0.iter().map(|at| self.glyph(*at).confidence).sum();
        sum / span.0.len().max(1) as f32
    }

    /// The lowest confidence of a letter, digit or character in a span.
    pub fn faintest(&self, span: &Span) -> f32 {
        let glyphs = span.0.iter().map(|at| self.glyph(*at)).filter(|it| it.folded.is_alphanumeric());
        glyphs.map(|it| it.confidence).fold(1.0, f32::min)
    }

    /// Whether a span was recognised in a picture, in part at least.
    pub fn is_recognised(&self, span: &Span) -> bool {
        span.0.iter().any(|it| self.lines[it.0].source == Source::Ocr)
    }

    /// The text of a span, folded, to seek in.
    pub fn flow(&self, span: Span) -> Flow {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(span.0.len());
        for at in &span.0 {
            starts.push(text.len());
            text.push(self.glyph(*at).folded);
        }
        Flow { text, span, starts }
    }

    /// Everything.
    pub fn whole(&self) -> Span {
        Span((0..self.lines.len()).flat_map(|line| self.line_span(line).0).collect())
    }

    /// One line.
    pub fn line_span(&self, line: usize) -> Span {
        Span((0..self.lines[line].glyphs.len()).map(|it| (line, it)).collect())
    }

    /// The cells of a line: what stands between blanks wider than `gap`.
    pub fn cells(&self, line: usize, gap: f32) -> Vec<Span> {
        let mut cells = Vec::new();
        let mut from = 0;
        while from < self.lines[line].glyphs.len() {
            let to = self.lines[line].cell_end(from, gap);
            cells.push(Span::in_line(line, from..to));
            from = to;
        }
        cells
    }

    /// Paragraphs: lines joined where one is full and the next is not indented. Page numbers are left out.
    pub fn paragraphs(&self) -> Vec<Span> {
        let mut paragraphs: Vec<Span> = Vec::new();
        let mut previous: Option<usize> = None;
        for line in 0..self.lines.len() {
            if is_page_number(&self.lines[line].folded()) {
                continue;
            }
            match (previous, paragraphs.last_mut()) {
                (Some(before), Some(open)) if self.runs_on(before, line) => open.0.extend(self.line_span(line).0),
                _ => paragraphs.push(self.line_span(line)),
            }
            previous = Some(line);
        }
        paragraphs
    }

    /// Whether a paragraph goes on from one line to the next: the first is full, the second starts at the margin.
    fn runs_on(&self, before: usize, line: usize) -> bool {
        let (a, b) = (&self.lines[before], &self.lines[line]);
        let same_size = (a.height - b.height).abs() < 0.3 * a.height.max(b.height);
        let indented = b.left() > self.left_margin(b.page) + 1.2 * b.em;
        let near = a.page != b.page || b.top() - a.bottom() < 1.5 * a.height;
        same_size && near && self.is_full(before) && !indented
    }

    /// Whether a line reaches the right margin of its page.
    pub fn is_full(&self, line: usize) -> bool {
        let it = &self.lines[line];
        if it.page == 0 {
            return false;
        }
        let margin = self.on_page(it.page).map(Line::right).fold(0.0, f32::max);
        margin - it.right() < 2.2 * it.em && it.right() - it.left() > 12.0 * it.em
    }

    fn left_margin(&self, page: u32) -> f32 {
        self.on_page(page).filter(|it| it.glyphs.len() > 8).map(Line::left).fold(1.0, f32::min)
    }

    fn on_page(&self, page: u32) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |it| it.page == page)
    }
}

impl Line {
    /// The folded text.
    pub fn folded(&self) -> String {
        self.glyphs.iter().map(|it| it.folded).collect()
    }
    /// Left edge.
    pub fn left(&self) -> f32 {
        self.glyphs[0].left()
    }
    /// Right edge.
    pub fn right(&self) -> f32 {
        self.glyphs[self.glyphs.len() - 1].right()
    }
    /// Upper edge.
    pub fn top(&self) -> f32 {
        self.glyphs.iter().map(|it| it.area[1]).fold(1.0, f32::min)
    }
    /// Lower edge.
    pub fn bottom(&self) -> f32 {
        self.glyphs.iter().map(|it| it.area[1] + it.area[3]).fold(0.0, f32::max)
    }
    /// Half way between.
    pub fn middle(&self) -> f32 {
        (self.top() + self.bottom()) / 2.0
    }
    /// The blank before a glyph, in Chinese characters; infinite before the first.
    pub fn gap_before(&self, glyph: usize) -> f32 {
        if glyph == 0 {
            return f32::INFINITY;
        }
        (self.glyphs[glyph].left() - self.glyphs[glyph - 1].right()) / self.em
    }
    /// Where the cell that begins at a glyph ends: at the next blank wider than `gap`.
    pub fn cell_end(&self, from: usize, gap: f32) -> usize {
        (from + 1..self.glyphs.len()).find(|it| self.gap_before(*it) > gap).unwrap_or(self.glyphs.len())
    }
}

impl Glyph {
    /// Left edge.
    pub fn left(&self) -> f32 {
        self.area[0]
    }
    /// Right edge.
    pub fn right(&self) -> f32 {
        self.area[0] + self.area[2]
    }
}

impl Span {
    /// Glyphs of one line.
    pub fn in_line(line: usize, glyphs: std::ops::Range<usize>) -> Span {
        Span(glyphs.map(|it| (line, it)).collect())
    }
    /// No glyph at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Whether they share a glyph.
    pub fn meets(&self, other: &Span) -> bool {
        other.0.iter().any(|it| self.0.contains(it))
    }
    /// The lines it touches, whole.
    pub fn lines(&self, layout: &Layout) -> Span {
        let mut lines: Vec<usize> = self.0.iter().map(|it| it.0).collect();
        lines.dedup();
        Span(lines.into_iter().flat_map(|it| layout.line_span(it).0).collect())
    }
}

impl Flow {
    /// The place of a group of a match.
    pub fn group(&self, found: &Captures, name: &str) -> Option<Span> {
        let group = found.name(name)?;
        Some(self.part(group.range()))
    }

    /// The place of a stretch of bytes of `text`.
    pub fn part(&self, bytes: std::ops::Range<usize>) -> Span {
        let from = self.starts.partition_point(|it| *it < bytes.start);
        let to = self.starts.partition_point(|it| *it < bytes.end);
        Span(self.span.0[from..to].to_vec())
    }

    /// The first match's group called `it`.
    pub fn find(&self, pattern: &Regex) -> Option<Span> {
        self.group(&pattern.captures(&self.text)?, "it")
    }
}

/// One character made comparable: half width, one dash, one circle.
pub fn fold(c: char) -> char {
    match plain(c) {
        '—' | '–' | '―' | '‐' | '‑' | '−' | '─' => '-',
        '○' | '◯' => '〇',
        '～' | '〜' => '~',
        '【' | '〔' | '[' => '(',
        '】' | '〕' | ']' => ')',
        other => compatible(other),
    }
}

/// Text made comparable, without white space.
pub fn folded(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).map(fold).collect()
}

/// Radicals and compatibility ideographs, which some PDF fonts yield, are the ordinary characters they look like.
fn plain(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => compatible(c),
        _ => c,
    }
}

fn compatible(c: char) -> char {
    let mut forms = std::iter::once(c).nfkc();
    match (forms.next(), forms.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Whether a character is a Chinese one.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

fn is_page_number(folded: &str) -> bool {
    static PATTERN: std::sync::LazyLock<Regex> =
        std::sync::LazyLock::new(|| Regex::new(r"^[-·]*(第?\d{1,4}页?([,/]?(共|of)?\d{1,4}页?)?)[-·]*$").expect("a pattern"));
    folded.len() < 30 && PATTERN.is_match(folded)
}

fn joined(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    let (x, y) = (a[0].min(b[0]), a[1].min(b[1]));
    [x, y, (a[0] + a[2]).max(b[0] + b[2]) - x, (a[1] + a[3]).max(b[1] + b[3]) - y]
}

/// A run of words that the source itself put on one line, level and from left to right.
type Run<'a> = Vec<&'a Word>;

fn lines_of_page(page: &PageText) -> Vec<Line> {
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

/// Words without boxes are set out one line under the other, a blank of one character between words.
fn lines_without_boxes(page: &PageText) -> Vec<Line> {
    const EM: f32 = 0.01;
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in page.words.iter().filter(|it| !it.text.trim().is_empty()) {
        let width = word.text.chars().count() as f32 * EM;
        let row = match rows.last_mut() {
            Some(row) if row[0].line == word.line => row,
            _ => {
                rows.push(Vec::new());
                rows.last_mut().expect("just pushed")
            }
        };
        let x = row.last().map_or(0.1, |it| it.area[0] + it.area[2] + EM);
        let y = word.line as f32 * 1.8 * EM;
        row.push(Word { area: [x, y, width, EM], ..word.clone() });
    }
    let square = PageText { width: 1.0, height: 1.0, words: Vec::new(), ..page.clone() };
    rows.iter().filter_map(|row| line(&square, &row.iter().collect())).collect()
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
