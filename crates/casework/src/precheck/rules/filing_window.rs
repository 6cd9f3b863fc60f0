//! The filing is made within its window: thirty working days from the day the threshold was reached, a change happened or use
//! ended, as the law data count them.

use jiff::civil::Date;
use law::{Calendar, Cite, Due, Duty, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::CaseKind;

/// Art. 15(1): within the window from the day of reaching.
pub const CITE: Cite = cite("cac-mps-19-2025/art-15/1");

/// While a holiday notice is still to come, a day up to the earliest possible one is in time; later ones cannot be told.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(event) = event(subject) else { return verdict };
    let due = subject.law.due(event.duty, event.day);
    if event.day > subject.today || !due.owed {
        return verdict;
    }
    verdict.look();
    if let Some((certain, zh, en)) = lateness(subject, &event, &due) {
        let hit = if certain { verdict.fail(event.at, zh, en) } else { verdict.cannot_tell(event.at, zh, en) };
        hit.cited(due.basis.cite);
    }
    verdict
}

/// What opens a window, and the answer that says when it happened.
struct Event {
    duty: Duty,
    day: Date,
    at: &'static str,
    zh: &'static str,
    en: &'static str,
}

/// The threshold reached, a substantive change, or the end of use.
fn event(subject: &Subject) -> Option<Event> {
    let answers = &subject.packet.answers;
    let (duty, day, at, zh, en) = match subject.packet.kind {
        CaseKind::First => (Duty::Filing, answers.headcount.reached_on, "answers.headcount.reached_on", "达到", "reached"),
        CaseKind::Change => (Duty::Change, answers.case.changed_on, "answers.case.changed_on", "变更", "changed"),
        CaseKind::Cancellation => (Duty::Cancellation, answers.case.ended_on, "answers.case.ended_on", "终止使用", "ended"),
    };
    Some(Event { duty, day: day?, at, zh, en })
}

fn lateness(subject: &Subject, event: &Event, due: &Due) -> Option<(bool, String, String)> {
    let (today, earliest) = (subject.today, due.earliest);
    let Event { day, zh: happened_zh, en: happened_en, .. } = event;
    match due.due {
        Some(last) if today <= last => None,
        None if today <= earliest => None,
        Some(last) => {
            let calendar = subject.law.calendar();
            let (day_zh, day_en) = match calendar.is_made_up(last) {
                true => ("（周末调休上班，算工作日）", " (a make-up working day)"),
                false => (" ", ""),
            };
            let (late_zh, late_en) = match working_days(calendar, last, today) {
                Some(0) => (String::new(), "past that day".to_owned()),
                Some(n) => (format!("，超过 {n} 个工作日"), format!("{n} working day{} late", if n == 1 { "" } else { "s" })),
                None => (
                    "；超过几个工作日还要看尚未公布的节假日安排".to_owned(),
                    "past that day; how many working days hangs on a holiday notice still to come".to_owned(),
                ),
            };
            let zh = format!("{day} {happened_zh}，最晚应当在 {last}{day_zh}备案；今天 {today}，已经过了最后一天{late_zh}");
            let en = format!("{happened_en} on {day}, due by {last}{day_en}; today is {today}, {late_en}");
            Some((true, zh, en))
        }
        None => {
            let zh = format!("{day} {happened_zh}，最后一天不早于 {earliest}，还要看尚未公布的节假日安排；今天 {today}，是否超过看不出");
            let en = format!("{happened_en} on {day}, the last day is not before {earliest} and hangs on a holiday notice still to come; today is {today}: whether it is late cannot be told");
            Some((false, zh, en))
        }
    }
}

/// How many working days lie after a day up to another; nothing while a notice can still change it.
fn working_days(calendar: &Calendar, after: Date, until: Date) -> Option<usize> {
    let mut days = after.series(jiff::Span::new().days(1)).skip(1).take_while(|it| *it <= until);
    days.try_fold(0, |n, day| match calendar.is_settled(day) {
        true => Some(n + usize::from(calendar.is_working_day(day)?)),
        false => None,
    })
}
