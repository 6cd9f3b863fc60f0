//! The days of a deadline, as people look at days: month by month, a week a row.

use jiff::ToSpan;
use jiff::civil::Date;
use law::{Due, Wording};

use crate::derivation::{DayKind, DerivedDay, span};
use crate::words;

/// One month.
pub struct Month {
    /// 2026年11月
    pub title: Wording,
    /// Seven days a week, from Monday; days of other months are left out.
    pub weeks: Vec<[Option<Day>; 7]>,
}

/// One day of a month.
#[derive(Clone)]
pub struct Day {
    /// The day of the month.
    pub day: i8,
    /// What it is, as a class: counted, made-up, off, unsettled, last, outside.
    pub kind: &'static str,
    /// Its number among the counted days.
    pub number: Option<usize>,
}

/// The months a derivation touches.
pub fn months(due: &Due) -> Vec<Month> {
    let days = span(due);
    let Some((first, last)) = days.first().zip(days.last()) else { return Vec::new() };
    let firsts = first.date.first_of_month().series(1.month()).take_while(|it| *it <= last.date);
    firsts.map(|it| month(it, &days, due)).collect()
}

fn month(first: Date, days: &[DerivedDay], due: &Due) -> Month {
    let mut weeks = vec![<[Option<Day>; 7]>::default()];
    for date in first.series(1.day()).take_while(|it| it.month() == first.month()) {
        let column = date.weekday().to_monday_zero_offset() as usize;
        if column == 0 && date != first {
            weeks.push(Default::default());
        }
        weeks.last_mut().expect("never empty")[column] = Some(day(date, days, due));
    }
    let title = Wording::new(format!("{}年{}月", first.year(), first.month()), first.strftime("%B %Y").to_string());
    Month { title, weeks }
}

fn day(date: Date, days: &[DerivedDay], due: &Due) -> Day {
    let derived = days.iter().find(|it| it.date == date).map(|it| &it.kind);
    let (kind, number) = match derived {
        None => ("outside", None),
        Some(DayKind::Skipped(_)) => ("off", None),
        Some(DayKind::Unsettled) => ("unsettled", None),
        Some(DayKind::Counted { number, .. }) if due.due == Some(date) => ("last", Some(*number)),
        Some(DayKind::Counted { number, made_up: true }) => ("made-up", Some(*number)),
        Some(DayKind::Counted { number, made_up: false }) => ("counted", Some(*number)),
    };
    Day { day: date.day(), kind, number }
}

/// The days that do not follow from the week alone, in words: where it starts, holidays, make-up days.
/// Days still open are one stretch, which the deadline's own note names.
pub fn exceptions(due: &Due) -> Vec<Wording> {
    span(due).iter().filter_map(exception).collect()
}

fn exception(it: &DerivedDay) -> Option<Wording> {
    let (zh, en) = match &it.kind {
        DayKind::Skipped(why) if !why.zh.starts_with("周末") => (why.zh.as_str(), why.en.as_str()),
        DayKind::Counted { made_up: true, .. } => ("调休上班，计入", "a make-up working day, counted"),
        _ => return None,
    };
    let day = words::day(it.date);
    Some(Wording::new(format!("{} {zh}", day.zh), format!("{} {en}", day.en)))
}
