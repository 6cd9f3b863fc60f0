//! 居民身份证: front and back, on one page or two.

use std::sync::LazyLock;

use casework::facts::{Fact, IdFacts, Reading, Unread};
use casework::words::Private;
use regex::Regex;

use super::desk::Desk;
use super::layout::{Layout, Span};
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::values::{self, CodeKind, pattern};
use crate::text::{LineKind, SecondLook};

const LABELS: Vocabulary = &[
    ("name", &["姓名"]),
    ("number", &["公民身份号码", "身份号码", "公民身份证号码", "身份证号码", "证件号码"]),
    ("term", &["有效期限", "有效期至", "有效期", "有效日期"]),
    ("stop", &["性别", "民族", "出生", "住址", "签发机关", "居民身份证", "中华人民共和国"]),
];

/// The validity stands nowhere else on a card, so it is found without its label too.
static VALIDITY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<it>(19|20)\d{2}[.,·]?[01]\d[.,·]?[0-3]\d[-~一至到.]{1,3}((19|20)\d{2}[.,·]?[01]\d[.,·]?[0-3]\d|长期))"));

/// Reads it.
pub fn read(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> IdFacts {
    let marks = Marks::find(layout, LABELS, Manner::Printed);
    let name = desk.note(marks.value("name", Extent::Line), LineKind::Text);
    let number = desk.note_code(marks.code("number", CodeKind::IdNumber), CodeKind::IdNumber);
    let term = desk.note(marks.value("term", Extent::Line).or_else(|| validity(layout)), LineKind::Date);
    desk.look_again(look);
    IdFacts {
        name: desk.or_not_found(desk.text(name, values::person), ("姓名", "name")),
        number: desk.or_not_found(private(desk.code(number, CodeKind::IdNumber)), ("公民身份号码", "ID number")),
        valid_until: desk.or_illegible(desk.fact(term, values::id_until)),
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

fn validity(layout: &Layout) -> Option<Span> {
    (0..layout.lines.len()).find_map(|it| layout.flow(layout.line_span(it)).find(&VALIDITY))
}
