//! From words with boxes to lines of glyphs, and from places in lines back to text and boxes.
//!
//! Nothing here knows what a certificate is.

mod lines;

use casework::facts::Place;
use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use crate::pose::Pose;
use crate::text::{PageText, Source};

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
            lines: pages.iter().flat_map(|it| lines::of_page(it)).collect(),
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
        // Words of a crooked line have boxes of very different heights, and its characters are as wide as ever.
        let alike = |a: f32, b: f32| (a - b).abs() < 0.3 * a.max(b);
        let same_size = alike(a.height, b.height) || alike(a.pitch(), b.pitch());
        let indented = b.left() > self.left_margin(b.page) + 1.2 * b.em;
        let near = a.page != b.page || b.top() - a.bottom() < 1.5 * a.height;
        same_size && near && self.is_full(before) && !indented
    }

    /// Whether a line reaches the right margin of its page.
    pub fn is_full(&self, line: usize) -> bool {
        let it = &self.lines[line];
        it.page > 0 && it.is_long() && self.right_margin(it.page) - it.right() < 2.2 * it.em
    }

    /// Where lines of text begin. A margin is where two do: dirt beside one of them is none.
    fn left_margin(&self, page: u32) -> f32 {
        let lines = self.on_page(page).filter(|it| it.glyphs.len() > 8);
        shared_edge(lines.map(|it| (it.left(), it.em)).collect()).unwrap_or(1.0)
    }

    /// Where they end. A few characters that stand apart, such as a name seal beside the signature, end no line of text.
    fn right_margin(&self, page: u32) -> f32 {
        let lines = self.on_page(page).filter(|it| it.is_long() && it.ends_in_text());
        let from_the_right = shared_edge(lines.map(|it| (-it.right(), it.em)).collect());
        from_the_right.map_or_else(|| self.on_page(page).map(Line::right).fold(0.0, f32::max), |it| -it)
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
    /// Longer than a label or a name is.
    fn is_long(&self) -> bool {
        self.right() - self.left() > 12.0 * self.em
    }
    /// Whether no wide blank stands before its last few characters.
    fn ends_in_text(&self) -> bool {
        const FEW: usize = 4;
        (self.glyphs.len().saturating_sub(FEW) + 1..self.glyphs.len()).all(|it| self.gap_before(it) <= 3.0)
    }
    /// From one Chinese character to the next, over the whole line.
    fn pitch(&self) -> f32 {
        let n: f32 = self.glyphs.iter().map(|it| if is_chinese(it.folded) { 1.0 } else { 0.55 }).sum();
        (self.right() - self.left()) / n
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

/// The first edge that the next one shares, by less than a character; the very first where none does.
fn shared_edge(mut edges: Vec<(f32, f32)>) -> Option<f32> {
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let shared = edges.windows(2).find(|it| it[1].0 - it[0].0 < it[0].1);
    shared.map(|it| it[0].0).or_else(|| edges.first().map(|it| it.0))
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
