//! The filing is made within its window: thirty working days from the day the threshold was reached, as the law data count them.

use jiff::civil::Date;
use law::{Calendar, Cite, Due, Duty, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::CaseKind;

/// Art. 15(1): within the window from the day of reaching.
pub const CITE: Cite = cite("cac-mps-19-2025/art-15/1");

/// While a holiday notice is still to come, a day up to the earliest possible one is in time; later ones cannot be told.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(reached) = subject.packet.answers.headcount.reached_on else { return verdict };
    let due = subject.law.due(Duty::Filing, reached);
    if subject.packet.kind != CaseKind::First || reached > subject.today || !due.owed {
        return verdict;
    }
    verdict.look();
    if let Some((certain, zh, en)) = lateness(subject, reached, &due) {
        let at = "answers.headcount.reached_on";
        let hit = if certain { verdict.fail(at, zh, en) } else { verdict.cannot_tell(at, zh, en) };
        hit.cited(due.basis.cite);
    }
    verdict
}

fn lateness(subject: &Subject, reached: Date, due: &Due) -> Option<(bool, String, String)> {
    let (today, earliest) = (subject.today, due.earliest);
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
            let zh = format!("{reached} 达到，最晚应当在 {last}{day_zh}备案；今天 {today}，已经过了最后一天{late_zh}");
            let en = format!("reached on {reached}, due by {last}{day_en}; today is {today}, {late_en}");
            Some((true, zh, en))
        }
        None => {
            let zh = format!("{reached} 达到，最后一天不早于 {earliest}，还要看尚未公布的节假日安排；今天 {today}，是否超过看不出");
            let en = format!("reached on {reached}, the last day is not before {earliest} and hangs on a holiday notice still to come; today is {today}: whether it is late cannot be told");
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
