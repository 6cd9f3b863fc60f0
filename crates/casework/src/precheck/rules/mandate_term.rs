//! The mandate holds today.

use jiff::civil::Date;
use law::{Cite, Wording, cite};

use crate::facts::{Fact, MandateFacts, Support, Until};
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// The mandate's fields are not public; that its term covers today is our inference.
pub const CITE: Cite = cite("infer/mandate-fields");

/// The first and the last day of the term belong to it.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let today = subject.today;
    let over = |last: &Until| match last {
        Until::Day(last) if *last < today => Some(Wording::new(
            format!("委托期限到 {last} 为止，今天 {today} 已经过期"),
            format!("the mandate's term ended on {last}, before today, {today}"),
        )),
        _ => None,
    };
    let not_begun = |first: &Date| {
        let zh = format!("委托期限从 {first} 开始，今天 {today} 还没有到");
        let en = format!("the mandate's term begins on {first}, after today, {today}");
        (*first > today).then(|| Wording::new(zh, en))
    };
    let (first, last, head, slot) = term(subject);
    verdict.judge(&format!("{head}.term_to"), slot, ("委托期限的终止日", "the last day of the mandate"), &last, over);
    verdict.judge(&format!("{head}.term_from"), slot, ("委托期限的起始日", "the first day of the mandate"), &first, not_begun);
    verdict
}

/// Whether a doubt about the first day is another finding's: of a sentence that could not be read the last day speaks; of the day of
/// signing, from which a term is often counted, R049.
fn is_told_elsewhere(mandate: &MandateFacts) -> bool {
    let unsure = |it: &Fact<Date>| it.reading().filter(|it| !it.is_firm()).map(|it| it.value);
    let is_unread = matches!((&mandate.term_from, &mandate.term_to), (Fact::Unread(_), Fact::Unread(_)));
    is_unread || unsure(&mandate.term_from).is_some_and(|it| unsure(&mandate.signed_on) == Some(it))
}

/// The term as read from the mandate, or as answered where no mandate was read.
fn term(subject: &Subject) -> (Fact<Date>, Fact<Until>, &'static str, Option<Slot>) {
    if let Some(mandate) = subject.facts.mandate() {
        let first = if is_told_elsewhere(mandate) { Fact::Absent } else { mandate.term_from.clone() };
        return (first, mandate.term_to.clone(), "mandate", Some(Slot::Mandate));
    }
    let answered = &subject.packet.answers.mandate;
    let first = answered.term_from.map_or(Fact::Absent, |it| Fact::read(it, Support::Typed, None));
    let last = answered.term_to.map_or(Fact::Absent, |it| Fact::read(Until::Day(it), Support::Typed, None));
    (first, last, "answers.mandate", None)
}
