//! 落款: the end of a letter, where the organisation and the day stand.

use std::sync::LazyLock;

use regex::Regex;

use super::desk::{Desk, Ticket};
use super::layout::{Layout, Span};
use super::values::{DATE, pattern};
use crate::text::LineKind;

/// A line that is the name of an organisation and nothing else.
static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[^,。;:、]{0,12}?:?(?P<it>[\p{Han}A-Za-z0-9()·]{2,40}(公司|中心|医院|学校|大学|学院|中学|小学|幼儿园|银行|支行|分行|集团|",
        r"工厂|商店|商行|委员会|协会|学会|研究院|研究所|事务所|合作社|酒店|宾馆|饭店|管理局|管理处|图书馆|体育馆|博物馆|健身馆|俱乐部|超市|商场|门诊部))",
        r"(\((盖章|公章|签章)\))?[^\p{Han}]{0,4}$"
    ))
});

/// A line that ends with a date and says little else: 「日期：2026年9月1日」.
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\p{Han}()]{0,14}:?$"));

/// The date of the last line that is only a date.
pub fn date(layout: &Layout) -> Option<Span> {
    (0..layout.lines.len()).rev().find_map(|line| {
        let flow = layout.flow(layout.line_span(line));
        let found = DATE.captures_iter(&flow.text).last()?.get(0)?;
        let (before, after) = (&flow.text[..found.start()], &flow.text[found.end()..]);
        let cell = layout.lines[line].gap_before(before.chars().count()) > 1.5;
        let is_end = after.chars().filter(|it| it.is_alphanumeric()).count() <= 2;
        let is_term = ["至", "期限", "有效", "出生", "自"].iter().any(|it| before.contains(it));
        (is_end && !is_term && (cell || DATE_LINE.is_match(before) || ORGANISATION.is_match(before))).then(|| flow.part(found.range()))
    })
}

/// Notes the day of a letter: the one beside its label, or the one at its end. In Chinese numerals it is looked at again as text.
pub fn note_date(desk: &mut Desk, layout: &Layout, labelled: Option<Span>) -> Option<Ticket> {
    let span = labelled.or_else(|| date(layout))?;
    let in_digits = layout.written(&span).chars().any(|it| it.is_ascii_digit());
    desk.note(Some(span), if in_digits { LineKind::Date } else { LineKind::Text })
}

/// The organisation in the last six lines before the day, or in the last six lines of all.
pub fn organisation(layout: &Layout) -> Option<Span> {
    let end = date(layout).map_or(layout.lines.len(), |it| it.0[0].0 + 2).min(layout.lines.len());
    (end.saturating_sub(7)..end)
        .rev()
        .find_map(|line| layout.cells(line, 2.0).into_iter().find_map(|it| layout.flow(it).find(&ORGANISATION)))
}
