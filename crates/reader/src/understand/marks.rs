//! Labels on the page (「名称」, 「委托期限」) and the values that stand beside or below them.

mod find;

use std::ops::Range;

use super::layout::{Layout, Span, folded, is_chinese};
use super::values::{self, CodeKind};

/// The labels of one kind of document: a key and the ways it is written. Keys that nobody asks for stop the values of others.
pub type Vocabulary = &'static [(&'static str, &'static [&'static str])];

/// Fewer letters and digits than this are no code, however badly read.
const CODE_LENGTH_MIN: usize = 10;
/// The widest blank inside a code that is printed in groups, in Chinese characters.
const CODE_GAP_MAX: f32 = 3.0;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Labels and values only: a label at the start of a line counts even if nothing parts it from its value.
    Printed,
    /// Labels among sentences: a label counts where a colon or a blank follows.
    Mixed,
}

/// How far a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// It stays on its line.
    Line,
    /// A name or address: a line or two more.
    Name,
    /// Sentences, up to the next label.
    Text,
}

/// A label that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub key: &'static str,
    line: usize,
    /// The label itself.
    glyphs: Range<usize>,
    /// Where its value may begin: after brackets and colon.
    value: usize,
    /// Letter by letter as in the vocabulary.
    exact: bool,
    /// Lower is the more usual way to write it.
    rank: usize,
    /// The second line of a label that is broken in its cell.
    tail: Option<(usize, usize)>,
}

/// The labels of a document, found.
#[derive(Clone, Debug)]
pub struct Marks<'a> {
    layout: &'a Layout,
    /// In reading order.
    pub all: Vec<Mark>,
}

impl Mark {
    /// The line it stands in.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Whether it is letter by letter as in the vocabulary.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// The glyph it begins at.
    pub fn starts_at(&self) -> usize {
        self.glyphs.start
    }
}

impl<'a> Marks<'a> {
    /// Finds them.
    pub fn find(layout: &'a Layout, vocabulary: Vocabulary, manner: Manner) -> Marks<'a> {
        let mut all = Vec::new();
        for (i, line) in layout.lines.iter().enumerate() {
            all.extend(find::marks_in(i, line, vocabulary, manner));
            all.extend(find::broken_mark(layout, i, vocabulary));
        }
        all.sort_by_key(|it| (it.line, it.glyphs.start));
        Marks { layout, all }
    }

    /// The value of the best label with this key: exact before doubtful, usual before unusual, first before last.
    pub fn value(&self, key: &str, extent: Extent) -> Option<Span> {
        self.values(key, extent).into_iter().next()
    }

    /// The values of all labels with this key that have one, the best first.
    pub fn values(&self, key: &str, extent: Extent) -> Vec<Span> {
        let mut marks: Vec<&Mark> = self.all.iter().filter(|it| it.key == key).collect();
        marks.sort_by_key(|it| (!it.exact, it.rank));
        marks.into_iter().map(|it| self.value_of(it, extent)).filter(|it| !it.is_empty()).collect()
    }

    /// The code beside or below the best label with this key, or, without one, a code anywhere whose check character holds.
    pub fn code(&self, key: &str, kind: CodeKind) -> Option<Span> {
        let mut marks: Vec<&Mark> = self.all.iter().filter(|it| it.key == key).collect();
        marks.sort_by_key(|it| (!it.exact, it.rank));
        let labelled = marks.iter().map(|it| {
            let beside = self.code_run(it.line, it.value);
            if beside.0.len() >= CODE_LENGTH_MIN { beside } else { self.code_below(it) }
        });
        let found = labelled.filter(|it| it.0.len() >= CODE_LENGTH_MIN).collect::<Vec<_>>();
        let checked = |it: &&Span| kind.checked(&self.layout.written(it)).is_some();
        // Of several on a scan, the one that was surely read rightly; in typed text the first is what it says, right or wrong.
        let first = found.first().filter(|it| !self.layout.is_recognised(it));
        first.or(found.iter().find(checked)).or(found.first()).cloned().or_else(|| self.unlabelled_code(kind))
    }

    /// Letters and digits from here on, over the end of the line if need be.
    fn code_run(&self, line: usize, from: usize) -> Span {
        let mut span = Span::default();
        let (mut line, mut at) = (line, from);
        loop {
            let it = &self.layout.lines[line];
            let Some(glyph) = it.glyphs.get(at) else {
                let next = self.layout.lines.get(line + 1);
                let goes_on = (1..18).contains(&span.0.len()) && next.is_some_and(|it| it.glyphs[0].folded.is_ascii_alphanumeric());
                if !goes_on {
                    return span;
                }
                (line, at) = (line + 1, 0);
                continue;
            };
            let is_code = glyph.folded.is_ascii_alphanumeric() || glyph.folded == '|';
            let gap = if span.is_empty() { f32::INFINITY } else { CODE_GAP_MAX };
            if at > from && it.gap_before(at) > gap || span.0.len() >= 18 && it.gap_before(at) > 0.4 || is_chinese(glyph.folded) {
                return span;
            }
            if !is_code && !span.is_empty() && ",;。()、".contains(glyph.folded) || span.is_empty() && at > from + 3 {
                return span;
            }
            if is_code {
                span.0.push((line, at));
            }
            at += 1;
        }
    }

    fn code_below(&self, mark: &Mark) -> Span {
        let below = self.below(mark, Extent::Line).or_else(|| self.straddling(mark)).or_else(|| Some(self.value_of(mark, Extent::Line)));
        below.and_then(|it| it.0.first().copied()).map_or_else(Span::default, |(line, glyph)| self.code_run(line, glyph))
    }

    fn unlabelled_code(&self, kind: CodeKind) -> Option<Span> {
        for (i, line) in self.layout.lines.iter().enumerate() {
            let is_code = |at: usize| line.glyphs[at].folded.is_ascii_alphanumeric();
            for start in (0..line.glyphs.len()).filter(|it| is_code(*it) && (*it == 0 || !is_code(it - 1))) {
                let run = self.code_run(i, start);
                if run.0.len() >= 18 && kind.checked(&self.layout.written(&run)).is_some() {
                    return Some(run);
                }
            }
        }
        None
    }

    /// The value of the first label written so that stands under a line that names one of the groups, at most six lines further down.
    pub fn grouped_value(&self, groups: &[&str], label: &str) -> Option<Span> {
        let label_text = |it: &Mark| self.layout.lines[it.line].glyphs[it.glyphs.clone()].iter().map(|it| it.folded).collect::<String>();
        let names_group = |line: usize| groups.iter().any(|it| self.layout.lines[line].folded().contains(it));
        let group = (0..self.layout.lines.len()).find(|it| names_group(*it))?;
        let mark = self.all.iter().find(|it| (group..group + 7).contains(&it.line) && label_text(it) == label)?;
        Some(self.value_of(mark, Extent::Line)).filter(|it| !it.is_empty())
    }

    /// The labels with this key that fill their cell, as in the head of a table.
    pub fn cells_without_value(&self, key: &str) -> Vec<Span> {
        let of_key = self.all.iter().filter(|it| it.key == key);
        let alone = of_key.filter(|it| self.layout.lines[it.line].cell_end(it.glyphs.start, 0.8) <= it.value);
        alone.map(|it| Span::in_line(it.line, it.glyphs.clone())).collect()
    }

    /// The value of one label: the rest of its cell and what it runs on to, or the cell below.
    pub fn value_of(&self, mark: &Mark, extent: Extent) -> Span {
        let line = &self.layout.lines[mark.line];
        let end = self.cell_end(mark.line, mark.value, extent);
        let beside = Span::in_line(mark.line, mark.value..end);
        if let Some(tail) = mark.tail {
            let mut span = beside;
            (mark.line + 1..tail.0).for_each(|between| span.0.extend(self.right_of(mark, between, extent).0));
            span.0.extend((tail.1..self.cell_end(tail.0, tail.1, extent)).map(|it| (tail.0, it)));
            return span;
        }
        if self.text_len(&beside) == 0 {
            return self.straddling(mark).or_else(|| self.below(mark, extent)).unwrap_or_default();
        }
        let left = line.glyphs[mark.value].left();
        let bound = line.glyphs.get(end).map_or(f32::INFINITY, |it| it.left() - 0.3 * line.em);
        let mut span = self.line_above(mark, left, extent).unwrap_or_default();
        span.0.extend(beside.0);
        self.run_on(span, mark, left, bound, extent)
    }

    /// What a line between the two of a broken label has to the right of it: a value half way up its cell.
    fn right_of(&self, mark: &Mark, line: usize, extent: Extent) -> Span {
        let own = &self.layout.lines[mark.line];
        let right = own.glyphs[mark.glyphs.end - 1].right();
        match self.layout.lines[line].glyphs.iter().position(|it| it.left() > right) {
            Some(from) if !self.has_mark_before(line, from + 1) => Span::in_line(line, from..self.cell_end(line, from, extent)),
            _ => Span::default(),
        }
    }

    fn text_len(&self, span: &Span) -> usize {
        span.0.iter().filter(|it| self.layout.glyph(**it).folded.is_alphanumeric()).count()
    }

    /// Up to the next label of the line, or a blank too wide for one value.
    fn cell_end(&self, line: usize, from: usize, extent: Extent) -> usize {
        let widest = if extent == Extent::Text { 6.0 } else { 3.5 };
        let it = &self.layout.lines[line];
        let next_mark = self.all.iter().filter(|it| it.line == line && it.glyphs.start >= from).map(|it| it.glyphs.start).min();
        if from >= it.glyphs.len() {
            return from;
        }
        next_mark.unwrap_or(it.glyphs.len()).min(it.cell_end(from, widest)).max(from)
    }

    /// Adds the lines a value goes on in.
    fn run_on(&self, mut span: Span, mark: &Mark, left: f32, bound: f32, extent: Extent) -> Span {
        let n_more = match extent {
            Extent::Line => 0,
            Extent::Name => 2,
            Extent::Text => 30,
        };
        for _ in 0..n_more {
            let Some(&(last, glyph)) = span.0.last() else { break };
            let next = self.aligned(last, left, bound, extent).or_else(|| self.at_margin(last, glyph, mark));
            let Some(next) = next.filter(|it| self.may_go_on(&span, it, extent)) else { break };
            span.0.extend(next.0);
        }
        span
    }

    /// The part of the next line that stands right under the value, in its column.
    fn aligned(&self, last: usize, left: f32, bound: f32, extent: Extent) -> Option<Span> {
        let (before, line) = (&self.layout.lines[last], self.layout.lines.get(last + 1)?);
        let pitch = if extent == Extent::Text { 1.6 } else { 1.0 };
        if line.page != before.page || line.top() - before.bottom() > pitch * before.height {
            return None;
        }
        let from = line.glyphs.iter().position(|it| it.left() > left - 1.2 * line.em)?;
        let to = line.glyphs.iter().position(|it| it.left() >= bound).unwrap_or(line.glyphs.len());
        let starts_here = (line.glyphs[from].left() - left).abs() < 1.5 * line.em && line.gap_before(from) > 0.8;
        // A label further left has its own value before this piece; one right before it, or inside, makes it another value.
        let is_labelled = self.all.iter().any(|it| it.line == last + 1 && it.glyphs.start < to && it.value >= from);
        (starts_here && from < to && !is_labelled).then(|| Span::in_line(last + 1, from..to))
    }

    /// The next line, where the value fills its own to the margin: text that is not set in columns.
    fn at_margin(&self, last: usize, glyph: usize, mark: &Mark) -> Option<Span> {
        let (before, line) = (&self.layout.lines[last], self.layout.lines.get(last + 1)?);
        let near = line.page != before.page || line.top() - before.bottom() < 1.5 * before.height;
        let at_end = glyph + 1 == before.glyphs.len();
        let own = &self.layout.lines[mark.line];
        let is_first = own.cell_end(0, 3.0) > mark.glyphs.start; // what stands in a further column goes on in it
        let starts_left = is_first && line.left() < own.glyphs[mark.glyphs.start].left() + 0.5 * line.em;
        let fits = near && at_end && starts_left && self.layout.is_full(last) && !self.has_mark_before(last + 1, line.glyphs.len());
        fits.then(|| self.layout.line_span(last + 1))
    }

    fn has_mark_before(&self, line: usize, glyph: usize) -> bool {
        self.all.iter().any(|it| it.line == line && it.glyphs.start < glyph)
    }

    /// A name that is complete does not go on; a date or a lone number is never part of one; a text ends with its sentence and line.
    fn may_go_on(&self, span: &Span, next: &Span, extent: Extent) -> bool {
        let (so_far, next) = (self.layout.written(span), self.layout.written(next));
        let next_folded = folded(&next);
        let is_date = values::date(&next).is_some() && next.chars().count() < 16;
        let n_words = next_folded.chars().filter(|it| is_chinese(*it) || it.is_ascii_alphabetic()).count();
        let is_tail = |it: char| "公司)店厂院室号楼层幢座".contains(it); // 「714室」, 「公司」 broken off
        let has_words = n_words >= 2 || n_words > 0 && next_folded.chars().all(|it| is_tail(it) || it.is_ascii_digit());
        match extent {
            Extent::Line => false,
            Extent::Name => !is_date && has_words && !is_complete(&so_far),
            Extent::Text => !(is_date || so_far.ends_with('。') && span.0.len() > 12),
        }
    }

    /// Two lines of value with the label half way between them.
    fn straddling(&self, mark: &Mark) -> Option<Span> {
        let line = &self.layout.lines[mark.line];
        let right = line.glyphs[mark.value - 1].right();
        let beside = |i: usize| -> Option<Span> {
            let it = self.layout.lines.get(i)?;
            let near = it.page == line.page && (it.middle() - line.middle()).abs() < 1.3 * line.height;
            let from = it.glyphs.iter().position(|glyph| glyph.left() > right)?;
            (near && !self.has_mark_before(i, it.glyphs.len())).then(|| Span::in_line(i, from..it.glyphs.len()))
        };
        let mut span = beside(mark.line.checked_sub(1)?)?;
        span.0.extend(beside(mark.line + 1)?.0);
        Some(span)
    }

    /// The first line of a value whose label stands lower, half way down its cell.
    fn line_above(&self, mark: &Mark, left: f32, extent: Extent) -> Option<Span> {
        if extent == Extent::Line {
            return None;
        }
        let (line, i) = (&self.layout.lines[mark.line], mark.line.checked_sub(1)?);
        let above = &self.layout.lines[i];
        let label = line.glyphs[mark.glyphs.start].area;
        let near = above.page == line.page && (above.middle() - label[1] - label[3] / 2.0).abs() < 0.95 * line.height;
        let from = above.glyphs.iter().position(|it| (it.left() - left).abs() < line.em)?;
        (near && from == 0 && !self.has_mark_before(i, above.glyphs.len())).then(|| self.layout.line_span(i))
    }

    /// The cell under a label that has nothing beside it.
    fn below(&self, mark: &Mark, extent: Extent) -> Option<Span> {
        let line = &self.layout.lines[mark.line];
        let (left, right) = (line.glyphs[mark.glyphs.start].left(), line.glyphs[mark.value - 1].right());
        let mut bottom = line.bottom();
        for i in mark.line + 1..(mark.line + 3).min(self.layout.lines.len()) {
            let it = &self.layout.lines[i];
            if it.page != line.page || it.top() - bottom > 1.5 * line.height.max(it.height) {
                return None;
            }
            bottom = it.bottom();
            let from = it.glyphs.iter().position(|glyph| glyph.left() > left - 1.5 * it.em)?;
            let to = self.cell_end(i, from, extent);
            if it.glyphs[from].left() > right || self.all.iter().any(|m| m.line == i && m.glyphs.start <= from) {
                continue;
            }
            let span = Span::in_line(i, from..to);
            return Some(self.run_on(span, mark, it.glyphs[from].left(), f32::INFINITY, extent));
        }
        None
    }
}

/// Whether a name ends as names of organisations end.
pub fn is_complete(name: &str) -> bool {
    const ENDS: [&str; 12] = ["公司", "中心", "医院", "学校", "大学", "学院", "银行", "幼儿园", "事务所", "研究院", "委员会", "协会"];
    let name = name.trim_end_matches(|c: char| !is_chinese(c));
    ENDS.iter().any(|it| name.ends_with(it))
}
