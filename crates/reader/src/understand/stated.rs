//! What part of a document states about processing faces: by its labels first, then by its sentences.

use std::ops::Range;

use casework::facts::{Fact, Stated, Support};
use casework::packet::{LegalBasis, SafetyMeasure, Storage, StoredForm};
use casework::words::RetentionPeriod;
use regex::Regex;

use super::cell::Cells;
use super::layout::{Layout, Span, folded};
use super::marks::{Extent, Mark, Marks};
use super::values;
use super::wording::*;

/// Rows of a table are no further apart, in heights of a line; a footer is.
const ROW_GAP_MAX: f32 = 3.0;

/// Lines of a document that belong together: those of one face use, or all that belong to none.
pub struct Part<'a> {
    cells: &'a Cells<'a>,
    layout: &'a Layout,
    marks: &'a Marks<'a>,
    clauses: Vec<(String, Span)>,
    lines: Vec<Range<usize>>,
}

impl<'a> Part<'a> {
    /// The part that stands in these lines.
    pub fn new(cells: &'a Cells<'a>, lines: Vec<Range<usize>>) -> Part<'a> {
        let (layout, marks) = (cells.layout, cells.marks);
        let inside = |it: &Span| it.0.first().is_some_and(|at| lines.iter().any(|range| range.contains(&at.0)));
        let clauses = layout.paragraphs().into_iter().filter(inside).flat_map(|it| clauses(layout, it)).collect();
        Part { cells, layout, marks, clauses, lines }
    }

    /// All of a document.
    pub fn everything(cells: &'a Cells<'a>) -> Part<'a> {
        Part::new(cells, std::iter::once(0..cells.layout.lines.len()).collect())
    }

    /// All it states of faces.
    pub fn stated(&self) -> Stated {
        Stated {
            name: Fact::Absent,
            purpose: self.labelled("purpose", Extent::Text, prose),
            mode: self.labelled("mode", Extent::Text, |it| only(it, MODES)).or(|| self.agreed(|it| only(it, MODES))),
            legal_basis: self.labelled("legal_basis", Extent::Text, legal_basis),
            necessity: self.labelled("necessity", Extent::Text, prose).or(|| self.argued(ARGUING)),
            alternatives: self.labelled("alternatives", Extent::Text, prose).or(|| self.argued(OTHER_WAYS)),
            headcount: self.labelled("headcount", Extent::Line, values::headcount),
            storage: self.labelled("storage", Extent::Text, storage_cell).or(|| self.agreed(storage_clause)),
            stored_form: self.labelled("stored_form", Extent::Text, |it| several(it, FORMS)).or(|| self.agreed(form_clause)),
            storage_in_china: self.labelled("in_china", Extent::Line, yes_or_no).or(|| self.agreed(stored_in_china)),
            internet: self.labelled("internet", Extent::Line, yes_or_no).or(|| self.agreed(over_the_internet)),
            cross_border: self.labelled("cross_border", Extent::Line, yes_or_no).or(|| self.agreed(abroad)),
            retention: Fact::Absent,
            under_14: self.labelled("under_14", Extent::Line, yes_or_no).or(|| self.agreed(children)),
            started_on: self.labelled("started_on", Extent::Line, values::date),
            entrusted: self.parties("entrusted"),
            recipients: self.parties("recipients").or(|| self.agreed(nobody)),
            safety: self.labelled("safety", Extent::Text, |it| several(it, MEASURES)).or(|| self.measures()),
            algorithm: self.labelled("algorithm", Extent::Line, values::words),
            ..Stated::default()
        }
    }

    /// What holds for the handler and not for a use, wherever it is said.
    pub fn of_handler(&self, stated: Stated) -> Stated {
        let mlps_level = self.matched(&LEVEL, values::numeral);
        Stated { logs_kept: self.kept(&LOGS), record_kept: self.kept(&RECORD), mlps_level, ..stated }
    }

    /// How long faces are kept, beside a label.
    pub fn retention(&self) -> Fact<RetentionPeriod> {
        self.labelled("retention", Extent::Text, values::period)
    }

    /// How long something is kept, where a sentence says so.
    pub fn kept(&self, sentence: &'static Regex) -> Fact<RetentionPeriod> {
        self.matched(sentence, values::period)
    }

    /// The labels in these lines: electronic text has them letter by letter.
    fn labels(&self, key: &str) -> impl Iterator<Item = &'a Mark> {
        let is_own = move |it: &&Mark| it.is_exact() && self.lines.iter().any(|range| range.contains(&it.line()));
        let (marks, key) = (self.marks, key.to_owned());
        marks.all.iter().filter(move |it| it.key == key).filter(is_own)
    }

    /// The value of the first label in these lines that has one.
    fn labelled<T>(&self, key: &str, extent: Extent, read: impl Fn(&str) -> Option<T>) -> Fact<T> {
        let marks = self.labels(key);
        let value = |it: &Mark| if extent == Extent::Text { self.cells.cell(it) } else { self.marks.value_of(it, extent) };
        let values = marks.map(value).filter(|it| !it.is_empty());
        let read = |span: Span| Some((read(&chosen(&self.layout.written(&span)))?, span));
        values.filter_map(read).next().map_or(Fact::Absent, |(value, span)| self.fact(value, &span))
    }

    /// What all clauses that say anything of it agree on; where they differ, nothing is plain.
    fn agreed<T: PartialEq>(&self, says: impl Fn(&str) -> Option<T>) -> Fact<T> {
        let mut said = self.clauses.iter().filter_map(|(text, span)| Some((says(text)?, span)));
        let Some((value, span)) = said.next() else { return Fact::Absent };
        if said.all(|it| it.0 == value) { self.fact(value, span) } else { Fact::Absent }
    }

    fn matched<T: PartialEq>(&self, sentence: &'static Regex, read: impl Fn(&str) -> Option<T>) -> Fact<T> {
        self.agreed(|it| if supposes(it) { None } else { read(sentence.captures(it)?.name("it")?.as_str()) })
    }

    /// A sentence of some length that uses one of the words and recites nothing.
    fn argued(&self, words: &[&str]) -> Fact<String> {
        const ARGUMENT_MIN: usize = 10;
        let argues =
            |it: &&(String, Span)| it.0.chars().count() >= ARGUMENT_MIN && has(&it.0, words) && !has(&it.0, RECITING) && !supposes(&it.0);
        self.clauses.iter().find(argues).map_or(Fact::Absent, |(_, span)| self.fact(self.layout.written(span), span))
    }

    /// The measures that are taken, over all clauses that take any.
    fn measures(&self) -> Fact<Vec<SafetyMeasure>> {
        let taking = |it: &&(String, Span)| has(&it.0, TAKING) && !denies(&it.0) && !supposes(&it.0);
        let mut found: Option<(Vec<SafetyMeasure>, &Span)> = None;
        for (text, span) in self.clauses.iter().filter(taking) {
            let more = several(text, MEASURES).unwrap_or_default();
            match &mut found {
                None if more.is_empty() => {}
                None => found = Some((more, span)),
                Some((all, _)) => all.extend(more),
            }
        }
        let Some((mut all, span)) = found else { return Fact::Absent };
        all.sort();
        all.dedup();
        self.fact(all, span)
    }

    /// Organisations beside a label, or in the first column of the table under it.
    fn parties(&self, key: &str) -> Fact<Vec<String>> {
        let marks = self.labels(key);
        for mark in marks {
            let table = self.table_below(mark.line());
            if !table.is_empty() {
                let names: Vec<String> = table.iter().filter_map(|it| values::organisation(&self.layout.written(it))).collect();
                return if names.is_empty() { Fact::Absent } else { self.fact(names, &table[0]) };
            }
            let span = self.marks.value_of(mark, Extent::Name);
            let names = self.layout.written(&span).split(['、', ';', '；', '。']).filter_map(values::organisation).collect::<Vec<_>>();
            if !names.is_empty() {
                return self.fact(names, &span);
            }
        }
        Fact::Absent
    }

    /// The cells of the column 「名称」 under a line that is a title. A line one pitch below goes on in the same cell; one that has nothing in
    /// the column is the rest of its row.
    fn table_below(&self, title: usize) -> Vec<Span> {
        let lines = &self.layout.lines;
        let Some(header) = lines.get(title + 1).filter(|it| it.folded().starts_with("名称") && it.glyphs.len() > 2) else {
            return Vec::new();
        };
        let next_column = self.layout.cells(title + 1, 0.8).get(1).map_or(f32::INFINITY, |it| self.layout.glyph(it.0[0]).left());
        let mut cells: Vec<Span> = Vec::new();
        for (i, line) in lines.iter().enumerate().skip(title + 2) {
            let is_title = self.marks.all.iter().any(|it| it.line() == i);
            let indent = (line.left() - header.left()) / line.em;
            let far = line.page != 0 && line.top() - lines[i - 1].top() > ROW_GAP_MAX * line.height;
            if is_title || far || line.page != header.page || indent < -1.0 {
                break;
            }
            if indent > 1.0 {
                continue;
            }
            let end = line.glyphs.iter().position(|it| it.left() > next_column - 0.6 * line.em).unwrap_or(line.glyphs.len());
            let first = Span::in_line(i, 0..end);
            let goes_on = |it: &Span| self.cells.are_together(&lines[it.0[it.0.len() - 1].0], line);
            match cells.last_mut() {
                Some(open) if goes_on(open) => open.0.extend(first.0),
                _ => cells.push(first),
            }
        }
        cells
    }

    fn fact<T>(&self, value: T, span: &Span) -> Fact<T> {
        fact(self.layout, value, span)
    }
}

/// A typed value stands; one that was recognised in a picture was read once.
pub fn fact<T>(layout: &Layout, value: T, span: &Span) -> Fact<T> {
    let support = if layout.is_recognised(span) { Support::OneReading } else { Support::Typed };
    Fact::read(value, support, layout.place(span))
}

/// What is said otherwise where nothing was found so far.
trait Otherwise<T> {
    fn or(self, other: impl FnOnce() -> Fact<T>) -> Fact<T>;
}

impl<T> Otherwise<T> for Fact<T> {
    fn or(self, other: impl FnOnce() -> Fact<T>) -> Fact<T> {
        if matches!(self, Fact::Absent) { other() } else { self }
    }
}

/// The clauses of a paragraph. One that begins an exception or a condition is told together with the one it is about.
fn clauses(layout: &Layout, paragraph: Span) -> Vec<(String, Span)> {
    let flow = layout.flow(paragraph);
    let mut clauses = Vec::new();
    let mut from = 0;
    let ends = flow.text.match_indices(['。', ';', ',', '!', '?']).map(|(at, it)| (at, at + it.len()));
    for (at, end) in ends.chain([(flow.text.len(), flow.text.len())]) {
        let goes_on = flow.text[at..end] == *"," && OPENING.is_match(&flow.text[from..at]);
        if goes_on {
            continue;
        }
        if from < at {
            clauses.push((flow.text[from..at].to_owned(), flow.part(from..at)));
        }
        from = end;
    }
    clauses
}

/// Of boxes, those that are ticked; of a text without boxes, all of it.
fn chosen(text: &str) -> String {
    const TICKED: [char; 5] = ['■', '☑', '✓', '√', '☒'];
    if !text.contains(TICKED) {
        return if text.contains(['□', '☐']) { String::new() } else { text.to_owned() };
    }
    let mut kept = String::new();
    let mut ticked = false;
    for c in text.chars() {
        match c {
            it if TICKED.contains(&it) => {
                kept.push(';');
                ticked = true;
            }
            '□' | '☐' => ticked = false,
            it if ticked => kept.push(it),
            _ => {}
        }
    }
    kept
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|it| text.contains(it))
}

fn denies(clause: &str) -> bool {
    let clause = NOT_DENYING.iter().fold(clause.to_owned(), |clause, word| clause.replace(word, "·"));
    has(&clause, DENYING)
}

fn supposes(clause: &str) -> bool {
    has(clause, SUPPOSING)
}

/// The one of the set whose words the text has.
fn only<T: Copy>(text: &str, set: &[(T, &[&str])]) -> Option<T> {
    let text = folded(text);
    let mut found = set.iter().filter(|(_, words)| has(&text, words));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

/// All of the set whose words the text has.
fn several<T: Copy>(text: &str, set: &[(T, &[&str])]) -> Option<Vec<T>> {
    let text = folded(text);
    let found: Vec<T> = set.iter().filter(|(_, words)| has(&text, words)).map(|it| it.0).collect();
    (!found.is_empty()).then_some(found)
}

fn prose(text: &str) -> Option<String> {
    values::words(text)
}

/// The first basis in the order of the words: a consent beside a contract is no plain answer, but consent alone is.
fn legal_basis(text: &str) -> Option<LegalBasis> {
    const ANSWER_MAX: usize = 40;
    let text = folded(text);
    let found: Vec<LegalBasis> = BASES.iter().filter(|(_, words)| has(&text, words)).map(|it| it.0).collect();
    match found[..] {
        [one] if text.chars().count() <= ANSWER_MAX => Some(one),
        _ => None,
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    let text: String = folded(text).chars().filter(|it| it.is_alphanumeric()).collect();
    match text.as_str() {
        "是" | "有" | "涉及" | "yes" => Some(true),
        "否" | "无" | "没有" | "不涉及" | "不" | "不出境" | "no" => Some(false),
        _ => None,
    }
}

/// Yes or no, by its box or in words.
pub fn ticked(text: &str) -> Option<bool> {
    yes_or_no(&chosen(text))
}

fn storage_cell(text: &str) -> Option<Storage> {
    let cell: String = folded(text).chars().filter(|it| it.is_alphanumeric()).collect();
    let lone = PLACE_CELLS.iter().find(|(_, words)| words.iter().any(|it| *it == cell));
    lone.map(|it| it.0).or_else(|| only(text, PLACES))
}

fn storage_clause(clause: &str) -> Option<Storage> {
    (has(clause, KEEPING) && !denies(clause) && !supposes(clause)).then(|| only(clause, PLACES))?
}

fn form_clause(clause: &str) -> Option<Vec<StoredForm>> {
    (has(clause, KEEPING) && !denies(clause) && !supposes(clause)).then(|| several(clause, FORMS))?
}

fn stored_in_china(clause: &str) -> Option<bool> {
    let found = STORED_WHERE.captures(clause).filter(|_| !denies(clause) && !supposes(clause))?;
    Some(found.name("side").or(found.name("too"))?.as_str() == "内")
}

fn over_the_internet(clause: &str) -> Option<bool> {
    (has(clause, INTERNET) && has(clause, SENDING) && !supposes(clause)).then(|| !denies(clause))
}

fn abroad(clause: &str) -> Option<bool> {
    (ABROAD.is_match(clause) && !supposes(clause)).then(|| !denies(clause))
}

fn children(clause: &str) -> Option<bool> {
    if !CHILDREN.is_match(clause) || supposes(clause) {
        return None;
    }
    if denies(clause) { Some(false) } else { HAVING_CHILDREN.is_match(clause).then_some(true) }
}

fn nobody(clause: &str) -> Option<Vec<String>> {
    (PROVIDING_TO_NOBODY.is_match(clause) && !supposes(clause)).then(Vec::new)
}
