//! Where a found place becomes a fact: looked at a second time where it was recognised in a picture, and weighed.

use std::collections::BTreeMap;

use casework::facts::{Fact, Reading, Support};
use casework::words::{Wording, mask};
use regex::Regex;

use super::layout::{Layout, Span, folded};
use super::values::{self, CodeKind};
use crate::text::{LineKind, Look, PageText, SecondLook, Source};

/// Below this mean confidence a single reading of a picture is not passed on as a value.
/// Tesseract gives right Chinese words 0.80 to 0.97 and dirt 0.20 to 0.55.
const CONFIDENCE_MIN: f32 = 0.60;
/// Two readings that agree are firm where no character of the first is fainter. Characters that both took for the same wrong one
/// (启 for 局, 袁 for 圳) had 0.35 to 0.61.
const CHARACTER_CONFIDENCE_MIN: f32 = 0.70;
/// A page below this mean confidence was not read as a whole, so nothing can be called absent from it.
const PAGE_CONFIDENCE_MIN: f32 = 0.62;

/// A place noted for a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(usize);

/// Which note, and one of the areas it stands in.
type NotedArea = (usize, [f32; 4]);

struct Note {
    span: Span,
    kind: LineKind,
    manner: Manner,
    /// What each look after the first saw, one for each preparation, all its lines joined.
    seen: Vec<String>,
    settled: bool,
}

/// How the text of a note is read again.
#[derive(Clone, Copy)]
enum Manner {
    /// The value alone.
    Value,
    /// The whole lines it stands in; the pattern finds it there.
    InSentence(&'static Regex),
    /// Several sentences, of which it matters what they speak of: one later reading that agrees is enough.
    Prose,
}

impl Note {
    /// Whether a later reading says the same, as far as letters and digits go.
    fn agrees(&self, first: &str) -> bool {
        let plain = |it: &str| folded(it).chars().filter(|it| it.is_alphanumeric()).collect::<String>();
        self.seen.iter().filter_map(|it| self.in_reading(first, it)).any(|it| plain(&it) == plain(first))
    }

    /// The value in a reading of this note.
    fn in_reading(&self, first: &str, text: &str) -> Option<String> {
        let Manner::InSentence(sentence) = self.manner else { return Some(text.to_owned()) };
        let (text, first) = (folded(text), folded(first));
        if text.contains(&first) {
            return Some(first);
        }
        Some(sentence.captures(&text)?.name("it")?.as_str().to_owned())
    }
}

/// Collects places, reads the doubtful ones again all at once, and answers with facts.
pub struct Desk<'a> {
    layout: &'a Layout,
    notes: Vec<Note>,
    is_whole: bool,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    pub fn new(layout: &'a Layout, pages: &[&PageText]) -> Desk<'a> {
        Desk { layout, notes: Vec::new(), is_whole: !pages.is_empty() && pages.iter().all(|it| was_read(it)) }
    }

    /// Whether the whole text could be read, so that what was not found is not there.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Notes the place of a value.
    pub fn note(&mut self, span: Option<Span>, kind: LineKind) -> Option<Ticket> {
        self.add(span?, kind, Manner::Value)
    }

    /// Notes the place of sentences, for [`Desk::prose`].
    pub fn note_prose(&mut self, span: Option<Span>) -> Option<Ticket> {
        self.add(span?, LineKind::Text, Manner::Prose)
    }

    /// Notes the place of a value inside a sentence. It is read again with its whole lines, and found in them by the pattern (group `it`).
    pub fn note_in_sentence(&mut self, span: Option<Span>, sentence: &'static Regex) -> Option<Ticket> {
        self.add(span?, LineKind::Text, Manner::InSentence(sentence))
    }

    /// Notes the place of a code; it is read again only if its check character does not hold at once.
    pub fn note_code(&mut self, span: Option<Span>, kind: CodeKind) -> Option<Ticket> {
        let of_line = if kind == CodeKind::Uscc { LineKind::Code } else { LineKind::IdNumber };
        let ticket = self.note(span, of_line)?;
        let note = &mut self.notes[ticket.0];
        note.settled = kind.checked(&self.layout.written(&note.span)).is_some();
        Some(ticket)
    }

    fn add(&mut self, span: Span, kind: LineKind, manner: Manner) -> Option<Ticket> {
        if span.is_empty() {
            return None;
        }
        self.notes.push(Note { span, kind, manner, seen: Vec::new(), settled: false });
        Some(Ticket(self.notes.len() - 1))
    }

    /// Reads again what was recognised in a picture; and text and dates several times more where the first two readings differ.
    pub fn look_again(&mut self, eyes: &mut dyn SecondLook) {
        self.look(eyes, Look::Second, |it, _| !it.settled);
        let is_asked = |it: &Note| matches!(it.kind, LineKind::Text | LineKind::Date) && !matches!(it.manner, Manner::Prose);
        self.look(eyes, Look::Further, |it, first| is_asked(it) && !it.agrees(first));
    }

    /// One look at the lines of these notes, one call for each page and kind.
    fn look(&mut self, eyes: &mut dyn SecondLook, look: Look, is_asked: impl Fn(&Note, &str) -> bool) {
        let mut lines: BTreeMap<(u32, LineKind), Vec<NotedArea>> = BTreeMap::new();
        let asked = |it: &Note| self.layout.is_recognised(&it.span) && is_asked(it, &self.layout.written(&it.span));
        for (i, note) in self.notes.iter().enumerate().filter(|(_, it)| asked(it)) {
            let in_sentence = matches!(note.manner, Manner::InSentence(_));
            let span = if in_sentence { note.span.lines(self.layout) } else { note.span.clone() };
            for (page, area) in self.layout.roomy_areas(&span) {
                lines.entry((page, note.kind)).or_default().push((i, area));
            }
        }
        let mut seen: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for ((page, kind), lines) in lines {
            let areas: Vec<[f32; 4]> = lines.iter().map(|it| it.1).collect();
            for ((note, _), readings) in lines.iter().zip(eyes.read(page, &areas, kind, look)) {
                let so_far = seen.entry(*note).or_default();
                so_far.resize(so_far.len().max(readings.len()), String::new());
                so_far.iter_mut().zip(readings).for_each(|(text, line)| text.push_str(line.unwrap_or_default().trim()));
            }
        }
        seen.into_iter().for_each(|(note, texts)| self.notes[note].seen.extend(texts));
    }

    /// The first reading, as written.
    pub fn first(&self, ticket: Ticket) -> String {
        self.layout.written(&self.notes[ticket.0].span)
    }

    /// What the second look says.
    fn again(&self, ticket: Ticket) -> Option<String> {
        let note = &self.notes[ticket.0];
        let text = note.seen.first().filter(|it| !it.is_empty())?;
        note.in_reading(&self.first(ticket), text)
    }

    /// What most of all readings say: two of them at least, and more than say anything else. True, if every reading says so.
    fn most_say<T>(&self, ticket: Ticket, parse: &impl Fn(&str) -> Option<T>, same: &impl Fn(&T, &T) -> bool) -> Option<(T, bool)> {
        let (note, first) = (&self.notes[ticket.0], self.first(ticket));
        let later = note.seen.iter().filter(|it| !it.is_empty()).filter_map(|it| note.in_reading(&first, it));
        let values: Vec<T> = [first.clone()].into_iter().chain(later).filter_map(|it| parse(&it)).collect();
        let voices = |it: &T| values.iter().filter(|other| same(it, other)).count();
        let most = values.iter().map(voices).max().filter(|it| *it >= 2)?;
        let leading = values.iter().position(|it| voices(it) == most)?;
        let is_alone = values.iter().all(|it| voices(it) < most || same(it, &values[leading]));
        values.into_iter().nth(leading).filter(|_| is_alone).map(|it| (it, most == 1 + note.seen.len()))
    }

    /// The fact at a noted place, the value made of its text by `parse`.
    pub fn fact<T: PartialEq>(&self, ticket: Option<Ticket>, parse: impl Fn(&str) -> Option<T>) -> Fact<T> {
        self.weigh(ticket, parse, |a, b| a == b)
    }

    /// The same for days. Where none could be read of a scan because a year lost its 2, it is read with the 2 put back, and is never firm.
    pub fn days<T: PartialEq>(&self, ticket: Option<Ticket>, parse: impl Fn(&str) -> Option<T>) -> Fact<T> {
        let is_scan = |it: &Ticket| self.layout.is_recognised(&self.notes[it.0].span);
        let mended = |text: &str| parse(&values::with_lost_years(text)?).or_else(|| parse(text));
        match self.fact(ticket, &parse) {
            Fact::Unread(it) if ticket.as_ref().is_some_and(is_scan) => match self.fact(ticket, mended) {
                Fact::Read(it) => never_firm(it),
                _ => Fact::Unread(it),
            },
            fact => fact,
        }
    }

    /// The same for text, where differences of width and blanks do not count. What all looks agree on and one character is faint in, is
    /// not firm: one engine may take it for the same wrong one each time.
    pub fn text(&self, ticket: Option<Ticket>, parse: impl Fn(&str) -> Option<String>) -> Fact<String> {
        match (self.weigh(ticket, parse, |a, b| folded(a) == folded(b)), ticket) {
            (Fact::Read(it), Some(ticket)) if it.support == Support::TwoReadings && self.is_faint(ticket) => {
                Fact::read(it.value, Support::FaintReadings, it.place)
            }
            (fact, _) => fact,
        }
    }

    /// The same for text that was found without its label: it is never firm.
    pub fn text_without_label(&self, ticket: Option<Ticket>, parse: impl Fn(&str) -> Option<String>) -> Fact<String> {
        match self.text(ticket, parse) {
            Fact::Read(it) => never_firm(it),
            fact => fact,
        }
    }

    /// The same for text that was found neither beside its label nor where it always stands: one reading, however often it was read so.
    pub fn text_out_of_place(&self, ticket: Option<Ticket>, parse: impl Fn(&str) -> Option<String>) -> Fact<String> {
        match self.text(ticket, parse) {
            Fact::Read(it) => Fact::Read(Reading { support: Support::OneReading, ..it }),
            fact => fact,
        }
    }

    fn is_faint(&self, ticket: Ticket) -> bool {
        self.layout.faintest(&self.notes[ticket.0].span) < CHARACTER_CONFIDENCE_MIN
    }

    /// The same for sentences. Of them it matters what they speak of, so faint characters do not count, and two readings that
    /// tell the same story in slightly other characters are one reading.
    pub fn prose(&self, ticket: Option<Ticket>) -> Fact<String> {
        match self.weigh(ticket, values::words, |a, b| folded(a) == folded(b)) {
            Fact::Read(it) if it.other.is_some() => Fact::read(it.value, Support::OneReading, it.place),
            fact => fact,
        }
    }

    fn weigh<T>(&self, ticket: Option<Ticket>, parse: impl Fn(&str) -> Option<T>, same: impl Fn(&T, &T) -> bool) -> Fact<T> {
        let Some(ticket) = ticket else { return Fact::Absent };
        let span = &self.notes[ticket.0].span;
        let place = self.layout.place(span);
        let first = self.first(ticket);
        if is_blank(&first) {
            return Fact::Absent;
        }
        if !self.layout.is_recognised(span) {
            return match parse(&first) {
                Some(value) => Fact::read(value, Support::Typed, place),
                None => Fact::unread(not_such(&first), place),
            };
        }
        if let Some((value, all)) = self.most_say(ticket, &parse, &same) {
            let is_prose = matches!(self.notes[ticket.0].manner, Manner::Prose);
            return Fact::read(value, if all || is_prose { Support::TwoReadings } else { Support::FaintReadings }, place);
        }
        let sure = self.layout.confidence(span) >= CONFIDENCE_MIN;
        match (parse(&first), self.again(ticket).as_deref().and_then(&parse)) {
            (Some(a), Some(b)) if sure => Fact::differing(a, b, place),
            (Some(a), Some(b)) => Fact::differing(b, a, place),
            (Some(a), None) if sure => Fact::read(a, Support::OneReading, place),
            (Some(_), None) => Fact::unread(faint(&first), place),
            (None, Some(b)) => Fact::read(b, Support::OneReading, place),
            (None, None) => Fact::unread(not_such(&first), place),
        }
    }

    /// The code at a noted place. A text that holds none is a code that could not be read.
    pub fn code(&self, ticket: Option<Ticket>, kind: CodeKind) -> Fact<String> {
        let Some(ticket) = ticket else { return Fact::Absent };
        let span = &self.notes[ticket.0].span;
        let place = self.layout.place(span);
        let first = self.first(ticket);
        if !self.layout.is_recognised(span) {
            let code: String = folded(&first).chars().filter(char::is_ascii_alphanumeric).collect();
            return if code.is_empty() { Fact::Absent } else { Fact::read(code, Support::Typed, place) };
        }
        let again = self.again(ticket).unwrap_or_default();
        let shown = |text: &str| if kind == CodeKind::IdNumber { mask(&kind.plain(text)) } else { kind.plain(text) };
        let differ = || Fact::unread(two_readings(&shown(&first), &shown(&again)), place);
        match (kind.checked(&first), kind.checked(&again)) {
            (Some(a), Some(b)) if a != b => return differ(),
            (Some(code), _) | (None, Some(code)) => return Fact::read(code, Support::CheckDigit, place),
            (None, None) => {}
        }
        let (plain, plain_again) = (kind.plain(&first), kind.plain(&again));
        let mut mended = kind.mended(&first);
        mended.extend(kind.mended(&again));
        let agree = plain == plain_again && plain.len() == 18;
        match mended.pop_first().filter(|_| mended.is_empty()) {
            Some(_) if agree => Fact::unread(check_fails(&shown(&first)), place),
            Some(code) if plain_again.is_empty() => Fact::read(code, Support::OneReading, place), // perhaps a misprint, mended
            Some(code) => Fact::read(code, Support::CheckDigit, place),
            None if agree => Fact::read(plain, Support::TwoReadings, place),
            None if plain == plain_again => Fact::unread(of_wrong_length(&shown(&first), plain.len()), place),
            None if plain_again.is_empty() || plain.is_empty() => Fact::unread(check_fails(&shown(&format!("{first}{again}"))), place),
            None => differ(),
        }
    }

    /// Something a document of this kind always says and that was not found on it.
    pub fn or_not_found<T>(&self, fact: Fact<T>, what: (&str, &str)) -> Fact<T> {
        match fact {
            Fact::Absent => Fact::unread(
                Wording::new(format!("没有认出「{}」一栏", what.0), format!("the field `{}` was not recognised", what.1)),
                None,
            ),
            found => found,
        }
    }

    /// Something a document may say: absent only if all of it could be read.
    pub fn or_illegible<T>(&self, fact: Fact<T>) -> Fact<T> {
        match fact {
            Fact::Absent if !self.is_whole => Fact::unread(illegible(), None),
            found => found,
        }
    }
}

/// What several looks agree on, and yet may be otherwise.
fn never_firm<T>(reading: Reading<T>) -> Fact<T> {
    match reading.support {
        Support::TwoReadings => Fact::read(reading.value, Support::FaintReadings, reading.place),
        _ => Fact::Read(reading),
    }
}

/// Of one thing that a document says in several places, what was read best; the earlier of two read alike.
pub fn best_read<T>(facts: impl IntoIterator<Item = Fact<T>>) -> Fact<T> {
    let rank = |it: &Fact<T>| match it {
        Fact::Read(it) if it.is_firm() => 0,
        Fact::Read(it) if it.support == Support::FaintReadings => 1,
        Fact::Read(it) if it.other.is_none() => 2,
        Fact::Read(_) => 3,
        Fact::Unread(_) => 4,
        Fact::Absent => 5,
    };
    facts.into_iter().min_by_key(rank).unwrap_or(Fact::Absent)
}

/// Part of the material could not be read, so nothing can be called absent.
pub fn illegible() -> Wording {
    Wording::new("部分页面的文字没有读出来", "the text of some pages could not be read")
}

/// Nothing but lines to write on and the 年月日 of an empty date.
fn is_blank(text: &str) -> bool {
    text.chars().all(|it| !it.is_alphanumeric() || matches!(it, '年' | '月' | '日'))
}

fn was_read(page: &PageText) -> bool {
    page.source == Source::Embedded || page.confidence() >= PAGE_CONFIDENCE_MIN
}

fn two_readings(a: &str, b: &str) -> Wording {
    Wording::new(format!("两次识读不一致：「{a}」与「{b}」"), format!("two readings differ: `{a}` and `{b}`"))
}

fn faint(text: &str) -> Wording {
    Wording::new(format!("字迹不清，只能读出「{text}」"), format!("it is faint and reads like `{text}`"))
}

fn not_such(text: &str) -> Wording {
    Wording::new(format!("写的是「{text}」，无法识别为这一项的内容"), format!("it reads `{text}`, which is no value for this field"))
}

fn of_wrong_length(text: &str, n: usize) -> Wording {
    Wording::new(
        format!("只读出「{text}」，共 {n} 位，应当是 18 位"),
        format!("it reads `{text}`, {n} characters where there should be 18"),
    )
}

fn check_fails(text: &str) -> Wording {
    Wording::new(
        format!("读出的「{text}」校验位不符，可能有误读"),
        format!("it reads `{text}`, whose check character fails, perhaps misread"),
    )
}

/// The whole text, for looking up whether something is named at all; unread where some of it could not be read.
pub fn whole_text(layout: &Layout, desk: &Desk) -> Fact<String> {
    let whole = layout.whole();
    if !desk.is_whole() || whole.is_empty() {
        return Fact::unread(illegible(), None);
    }
    let text: String = whole.0.iter().map(|it| layout.glyph(*it).written).collect();
    let support = if layout.is_recognised(&whole) { Support::OneReading } else { Support::Typed };
    Fact::read(text, support, None)
}
