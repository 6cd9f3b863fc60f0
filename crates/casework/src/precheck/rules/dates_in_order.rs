//! Nothing is signed in the future.

use jiff::civil::Date;
use law::{Cite, Wording, cite};

use crate::facts::{Fact, Support};
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Dates in order; ours.
pub const CITE: Cite = cite("infer/dates-in-order");

/// The day as read, or as answered where the paper was not read.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (facts, answers) = (subject.facts, &subject.packet.answers);
    let signed = [
        (Slot::Mandate, facts.mandate().map(|it| &it.signed_on), "mandate", answers.mandate.signed_on),
        (Slot::Undertaking, facts.undertaking().map(|it| &it.signed_on), "undertaking", answers.undertaking.signed_on),
        (Slot::PiaReport, facts.pia().map(|it| &it.signed_on), "pia", answers.pia.signed_on),
    ];
    for (slot, read, head, answered) in signed {
        let (fact, at, seen_on) = match (read, answered) {
            (Some(read), _) => (read.clone(), format!("{}.signed_on", slot.path()), Some(slot)),
            (None, Some(day)) => (Fact::read(day, Support::Typed, None), format!("answers.{head}.signed_on"), None),
            (None, None) => continue,
        };
        let (zh, en) = (format!("{}的签署日期", slot.name().zh), format!("the day the {} was signed", slot.name().en));
        verdict.judge(&at, seen_on, (&zh, &en), &fact, |day| in_future(*day, subject.today, &zh, &en));
    }
    verdict
}

fn in_future(day: Date, today: Date, zh: &str, en: &str) -> Option<Wording> {
    (day > today).then(|| Wording::new(format!("{zh}是 {day}，晚于今天 {today}"), format!("{en} is {day}, after today, {today}")))
}
