//! Identity documents: both sides of a card on one page or two, cards of several people in one file, and the other kinds: passports,
//! travel and residence permits.

use std::sync::LazyLock;

use casework::facts::{DocumentSeen, Fact, IdFacts, Reading, Unread};
use casework::words::{DocumentKind, Private, Wording, is_surnamed};
use regex::Regex;

use super::desk::{Desk, best_read};
use super::layout::{Layout, Span, is_chinese};
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::values::{self, CodeKind, pattern};
use crate::text::{LineKind, PageText, SecondLook};

const LABELS: Vocabulary = &[
    ("name", &["姓名", "姓名/Name", "姓名Name", "姓名/NAME", "中文姓名"]),
    (
        "number",
        &[
            "公民身份号码",
            "身份号码",
            "公民身份证号码",
            "身份证号码",
            "证件号码",
            "护照号码",
            "护照号",
            "护照号/PassportNo",
            "护照号码/PassportNo",
            "证件号码/IDNumber",
            "证件号码/CardNo",
        ],
    ),
    ("term", &["有效期限", "有效期至", "有效期", "有效日期", "有效期至/Dateofexpiry", "有效期限/PeriodofValidity"]),
    (
        "stop",
        &[
            "性别",
            "民族",
            "出生",
            "出生日期",
            "住址",
            "签发机关",
            "签发日期",
            "签发地点",
            "签发次数",
            "换证次数",
            "通行证号码",
            "国籍",
            "出生地点",
            "居民身份证",
            "中华人民共和国",
        ],
    ),
];

/// The validity stands nowhere else on a card, so it is found without its label too.
static VALIDITY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<it>(19|20)\d{2}[.,·]?[01]\d[.,·]?[0-3]\d[-~一至到.]{1,3}((19|20)\d{2}[.,·]?[01]\d[.,·]?[0-3]\d|长期))"));

/// A number of a passport, permit or card of a foreigner: letters, then digits.
static OTHER_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<it>[A-Z]{1,3}\d{7,12})([^0-9A-Z]|$)"));

/// Reads the documents of all people whose cards are there; the first one's facts carry the others'.
pub fn read(pages: &[&PageText], documents: &[DocumentSeen], look: &mut dyn SecondLook) -> IdFacts {
    let mut people: Vec<Vec<&PageText>> = Vec::new();
    for page in pages {
        let begins = documents.iter().any(|it| it.kind.is_identity() && it.kind != DocumentKind::IdBack && it.pages[0] == page.page);
        match people.last_mut().filter(|it| !begins || !it.iter().any(|page| is_begun(page, documents))) {
            Some(person) => person.push(page),
            None => people.push(vec![page]),
        }
    }
    let n_people = people.len();
    let mut read = people.into_iter().map(|it| read_person(&it, documents, n_people, look)).collect::<Vec<_>>().into_iter();
    let first = read.next().unwrap_or_default();
    IdFacts { beside: read.collect(), ..first }
}

/// Whether a page names a person.
fn is_begun(page: &PageText, documents: &[DocumentSeen]) -> bool {
    documents.iter().any(|it| it.kind.is_identity() && it.kind != DocumentKind::IdBack && it.holds(page.page))
}

fn read_person(pages: &[&PageText], documents: &[DocumentSeen], n_people: usize, look: &mut dyn SecondLook) -> IdFacts {
    let layout = &Layout::of(pages);
    let mut desk = Desk::new(layout, pages);
    let here = || documents.iter().filter(|it| pages.iter().any(|page| it.holds(page.page)));
    let has_check = here().all(|it| has_check(it.kind) || !it.kind.is_identity());
    let marks = Marks::find(layout, LABELS, Manner::Printed);
    if several_people(layout, &marks) || n_people > 1 && here().filter(|it| it.kind == DocumentKind::IdBack).count() > 1 {
        return mixed_up();
    }
    let name = desk.note(marks.value("name", Extent::Line), LineKind::Text);
    let unlabelled = if name.is_none() { desk.note(above_sex(layout), LineKind::Text) } else { None };
    let elsewhere = if name.is_none() && unlabelled.is_none() { desk.note(near_the_head(layout), LineKind::Text) } else { None };
    let number = if has_check {
        desk.note_code(marks.code("number", CodeKind::IdNumber), CodeKind::IdNumber)
    } else {
        let labelled = marks.values("number", Extent::Line).into_iter().find(|it| other_number(&layout.written(it)).is_some());
        desk.note(labelled.or_else(|| found(layout, &OTHER_NUMBER)), LineKind::Text)
    };
    let labelled = marks.value("term", Extent::Line).filter(|it| values::id_until(&layout.written(it)).is_some());
    let term = desk.note(labelled.or_else(|| found(layout, &VALIDITY)).or_else(|| marks.value("term", Extent::Line)), LineKind::Date);
    desk.look_again(look);
    let number = if has_check { desk.code(number, CodeKind::IdNumber) } else { desk.text(number, other_number) };
    IdFacts {
        name: desk.or_not_found(
            best_read([
                desk.text(name, values::person),
                desk.text_without_label(unlabelled, values::person),
                desk.text_out_of_place(elsewhere, values::person),
            ]),
            ("姓名", "name"),
        ),
        number: desk.or_not_found(private(number), ("公民身份号码", "ID number")),
        valid_until: desk.or_illegible(desk.fact(term, values::id_until)),
        beside: Vec::new(),
    }
}

/// The name without its label, small and pale as that is: alone in the last cell of the line above 性别 and 民族.
fn above_sex(layout: &Layout) -> Option<Span> {
    let above = line_with(layout, &["性别", "民族"])?.checked_sub(1)?;
    layout.cells(above, 1.0).into_iter().next_back().filter(|it| is_name(layout, it))
}

/// The name where neither its label stands nor 性别 below it: a surname and a character or three, alone in a cell of the first line with a
/// label of the side with the portrait, or of the lines above it; the nearest.
fn near_the_head(layout: &Layout) -> Option<Span> {
    let head = line_with(layout, &["性别", "民族", "出生", "住址", "公民身份"])?;
    let is_surnamed_name =
        |it: &Span| is_name(layout, it) && is_surnamed(&layout.written(it)) && values::person(&layout.written(it)).is_some();
    (head.saturating_sub(LINES_ABOVE)..=head).rev().find_map(|line| {
        let of_this_page = layout.lines[line].page == layout.lines[head].page;
        layout.cells(line, 1.0).into_iter().rev().find(|it| of_this_page && is_surnamed_name(it))
    })
}

/// Name, sex and birth stand in three lines above the address.
const LINES_ABOVE: usize = 3;

fn line_with(layout: &Layout, labels: &[&str]) -> Option<usize> {
    (0..layout.lines.len()).find(|it| labels.iter().any(|label| layout.lines[*it].folded().contains(label)))
}

fn is_name(layout: &Layout, span: &Span) -> bool {
    (2..=4).contains(&span.0.len()) && span.0.iter().all(|at| is_chinese(layout.glyph(*at).folded))
}

/// Kinds whose number is an identity number with the check of GB 11643.
fn has_check(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::IdFront | DocumentKind::IdBack | DocumentKind::ResidencePermit)
}

fn other_number(text: &str) -> Option<String> {
    let text = super::layout::folded(text).to_uppercase();
    Some(OTHER_NUMBER.captures(&text)?["it"].to_owned())
}

/// Whether the numbers of two people stand on these pages, or two names.
fn several_people(layout: &Layout, marks: &Marks) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(^|\D)(\d{17}[\dXx])($|\D)"));
    let lines: Vec<String> = layout.lines.iter().map(|it| it.folded()).collect();
    let mut numbers: Vec<&str> = lines.iter().filter_map(|it| Some(NUMBER.captures(it)?.get(2)?.as_str())).collect();
    numbers.sort();
    numbers.dedup();
    numbers.len() > 1 || marks.values("name", Extent::Line).len() > 1
}

/// Whose is whose cannot be told.
fn mixed_up() -> IdFacts {
    let why = || {
        Wording::new(
            "几个人的证件放在了一起，分不清哪一项是谁的",
            "documents of several people stand together, and whose is whose cannot be told",
        )
    };
    IdFacts {
        name: Fact::unread(why(), None),
        number: Fact::unread(why(), None),
        valid_until: Fact::unread(why(), None),
        beside: Vec::new(),
    }
}

/// Hides the value of a fact from what prints itself.
pub fn private(fact: Fact<String>) -> Fact<Private<String>> {
    match fact {
        Fact::Read(Reading { value, place, support, other }) => {
            Fact::Read(Reading { value: Private::new(value), place, support, other: other.map(Private::new) })
        }
        Fact::Unread(Unread { why, place }) => Fact::Unread(Unread { why, place }),
        Fact::Absent => Fact::Absent,
    }
}

fn found(layout: &Layout, sought: &Regex) -> Option<Span> {
    (0..layout.lines.len()).find_map(|it| layout.flow(layout.line_span(it)).find(sought))
}
