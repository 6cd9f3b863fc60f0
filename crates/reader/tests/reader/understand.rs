//! Pages as text in, facts as text out.
//!
//! A page is drawn as it looks: a Chinese character takes two columns, any other one, and a blank parts words.
//! `青穗@0.55` is a word recognised with that confidence (0.92 without); a line `---` begins the next page.

#[path = "understand/agreement.rs"]
mod agreement;
#[path = "understand/certificate.rs"]
mod certificate;
#[path = "understand/forms.rs"]
mod forms;
#[path = "understand/garbage.rs"]
mod garbage;
#[path = "understand/id.rs"]
mod id;
#[path = "understand/mandate.rs"]
mod mandate;
#[path = "understand/pia.rs"]
mod pia;
#[path = "understand/recognise.rs"]
mod recognise;
#[path = "understand/stated.rs"]
mod stated;
#[path = "understand/tables.rs"]
mod tables;
#[path = "understand/undertaking.rs"]
mod undertaking;

use casework::facts::{Content, DocumentSeen};
use casework::words::Slot;
use reader::text::{LineKind, Look, NoSecondLook, PageText, SecondLook, Source, Word};
use reader::{documents, understand, understand_other};
use serde_json::Value;

use crate::expect::{expect, flush};

/// An electronic document.
#[track_caller]
pub fn typed(slot: Slot, drawn: &str, expected: &str) {
    expect(&understood(slot, &pages(drawn, Source::Embedded), &mut NoSecondLook), expected);
}

/// Other material on a topic.
#[track_caller]
pub fn other(topic: &str, drawn: &str, expected: &str) {
    expect(&said(&understand_other(topic, &pages(drawn, Source::Embedded))), expected);
}

/// A scan that reads the same the second time.
#[track_caller]
pub fn scan(slot: Slot, drawn: &str, expected: &str) {
    scan_again(slot, drawn, &[], expected);
}

/// A scan that reads differently the second time: each first text as the second. A third look sees nothing.
#[track_caller]
pub fn scan_again(slot: Slot, drawn: &str, differences: &[(&str, &str)], expected: &str) {
    let pages = pages(drawn, Source::Ocr);
    expect(&understood(slot, &pages, &mut Again { pages: &pages, differences, third: None }), expected);
}

/// The same with a third look, which sees these differences from the first.
#[track_caller]
pub fn scan_thrice(slot: Slot, drawn: &str, differences: &[(&str, &str)], third: &[(&str, &str)], expected: &str) {
    let pages = pages(drawn, Source::Ocr);
    expect(&understood(slot, &pages, &mut Again { pages: &pages, differences, third: Some(third) }), expected);
}

/// A scan that is read only once.
#[track_caller]
pub fn scan_once(slot: Slot, drawn: &str, expected: &str) {
    expect(&understood(slot, &pages(drawn, Source::Ocr), &mut NoSecondLook), expected);
}

/// The documents recognised in a scan, one a line: kind, pages, and `?` where it is not sure.
#[track_caller]
pub fn recognised(drawn: &str, source: Source, expected: &str) {
    let line = |it: &DocumentSeen| {
        let [from, to] = it.pages;
        format!("{}-{} {}{}\n", from, to, plain(&serde_json::to_value(it.kind).expect("a word")), if it.firm { "" } else { "?" })
    };
    expect(&documents(&pages(drawn, source)).iter().map(line).collect::<String>(), expected);
}

fn understood(slot: Slot, pages: &[PageText], look: &mut dyn SecondLook) -> String {
    said(&understand(slot, pages, &documents(pages), look))
}

/// What a second look finds in an area: the characters of the page whose middle lies there, with some of them read otherwise.
struct Again<'a> {
    pages: &'a [PageText],
    differences: &'a [(&'a str, &'a str)],
    third: Option<&'a [(&'a str, &'a str)]>,
}

impl SecondLook for Again<'_> {
    fn read(&mut self, page: u32, areas: &[[f32; 4]], _: LineKind, look: Look) -> Vec<Vec<Option<String>>> {
        let seen = if look == Look::Further { self.third } else { Some(self.differences) };
        let Some(differences) = seen else { return vec![Vec::new(); areas.len()] };
        let words = &self.pages[page as usize - 1].words;
        let read = |[x, y, w, h]: &[f32; 4]| {
            let inside = |(_, [cx, cy]): &(char, [f32; 2])| (*x..x + w).contains(cx) && (*y..y + h).contains(cy);
            let text: String = words.iter().flat_map(characters).filter(inside).map(|it| it.0).collect();
            let text = differences.iter().fold(text, |text, (from, to)| text.replace(from, to));
            vec![Some(text).filter(|it| !it.is_empty())]
        };
        areas.iter().map(read).collect()
    }
}

/// The characters of a word with their middles.
fn characters(word: &Word) -> Vec<(char, [f32; 2])> {
    let [mut x, y, _, h] = word.area;
    let place = |c: char| {
        let width = columns(c) * COLUMN;
        x += width;
        (c, [x - width / 2.0, y + h / 2.0])
    };
    word.text.chars().map(place).collect()
}

/// A hundredth of the page's width; a character is as high as two are wide.
const COLUMN: f32 = 0.01;
const SIZE_MM: [f32; 2] = [210.0, 297.0];
const HEIGHT: f32 = 2.0 * COLUMN * SIZE_MM[0] / SIZE_MM[1];
const PITCH: f32 = 1.6 * HEIGHT;

fn columns(c: char) -> f32 {
    if (c as u32) < 0x2000 { 1.0 } else { 2.0 }
}

pub fn pages(drawn: &str, source: Source) -> Vec<PageText> {
    let drawn = flush(drawn);
    drawn.split("\n---\n").zip(1..).map(|(page, number)| page_text(page, number, source)).collect()
}

fn page_text(drawn: &str, page: u32, source: Source) -> PageText {
    let words = drawn.lines().enumerate().flat_map(|(line, text)| line_words(line as u32, text, source)).collect();
    PageText { page, width: SIZE_MM[0], height: SIZE_MM[1], words, source, ..PageText::default() }
}

fn line_words(line: u32, text: &str, source: Source) -> Vec<Word> {
    let mut column = 10.0;
    let mut words = Vec::new();
    for written in text.split(' ') {
        let (text, confidence) = written.split_once('@').unwrap_or((written, if source == Source::Ocr { "0.92" } else { "1" }));
        let width: f32 = text.chars().map(columns).sum();
        let area = [column * COLUMN, 0.05 + line as f32 * PITCH, width * COLUMN, HEIGHT];
        if !text.is_empty() {
            words.push(Word { text: text.to_owned(), area, confidence: confidence.parse().expect("a confidence"), line });
        }
        column += width + 1.0;
    }
    words
}

/// The facts one a line: the value and what speaks for it, or `?` and why it could not be read. What is absent has no line.
pub fn said(content: &Content) -> String {
    let Value::Object(content) = serde_json::to_value(content).expect("facts can be written") else { return "nothing is asked".to_owned() };
    let mut lines = String::new();
    content.values().for_each(|it| list("", it, &mut lines));
    lines
}

fn list(path: &str, value: &Value, lines: &mut String) {
    let inner = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Array(values) => values.iter().zip(1..).for_each(|(it, i): (_, u32)| list(&inner(&i.to_string()), it, lines)),
        Value::Object(fields) if !["read", "unread"].iter().any(|it| fields.contains_key(*it)) => {
            fields.iter().for_each(|(key, it)| list(&inner(key), it, lines));
        }
        Value::String(word) if word == "absent" => {}
        fact => *lines += &format!("{path}: {}\n", fact_said(fact)),
    }
}

fn fact_said(fact: &Value) -> String {
    let other = fact.get("other").map_or_else(String::new, |it| format!(" or {}", plain(it)));
    match (&fact["read"], &fact["unread"]) {
        (Value::Null, why) => format!("? {}", plain(&why["zh"])),
        (value, _) => format!("{}{other} ({})", plain(value), plain(&fact["support"])),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) if text.chars().count() > SHOWN_MAX => text.chars().take(SHOWN_MAX).chain(['…']).collect(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "nobody".to_owned(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.values().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

const SHOWN_MAX: usize = 40;
