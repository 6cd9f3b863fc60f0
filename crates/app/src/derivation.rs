//! A deadline's derivation, day by day, for the terminal and the report.

use jiff::ToSpan;
use jiff::civil::Date;
use law::{Due, Wording};

/// One day of a derivation.
pub struct DerivedDay {
    /// The day.
    pub date: Date,
    /// What became of it.
    pub kind: DayKind,
}

/// What became of a day.
pub enum DayKind {
    /// It is the n-th counted day; `made_up` if a notice made a weekend day a working day.
    Counted {
        /// From 1.
        number: usize,
        /// 调休上班
        made_up: bool,
    },
    /// It is not counted.
    Skipped(Wording),
    /// A notice still to come decides.
    Unsettled,
}

/// Every day from the start to the last, in order.
pub fn span(due: &Due) -> Vec<DerivedDay> {
    let first = due.skipped.iter().map(|it| it.date).chain(due.days.first().copied()).min();
    let Some(first) = first else { return Vec::new() };
    let kind = |date: Date| match due.days.iter().position(|it| *it == date) {
        Some(at) => DayKind::Counted { number: at + 1, made_up: due.made_up.contains(&date) },
        None => match due.skipped.iter().find(|it| it.date == date) {
            Some(skipped) => DayKind::Skipped(skipped.why.clone()),
            None => DayKind::Unsettled,
        },
    };
    first.series(1.day()).take_while(|it| *it <= due.earliest).map(|date| DerivedDay { date, kind: kind(date) }).collect()
}
