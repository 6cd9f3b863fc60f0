//! When something is due: working days from a day, the starting day not counted, the last day included.
//!
//! The Measures do not say how to count. CAC's own dates do: 2025-07-18, a working day, plus 30 working days was
//! announced as 2025-08-29, so the starting day is out and day 30 is the last.

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{Calendar, is_weekend, weekday};
use crate::citation::{Basis, Cite};
use crate::load::Law;
use crate::parameter::{Value, WorkingDays};
use crate::wording::Wording;

/// 备案义务: the three events on which a clock starts (art. 15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "备案义务")]
pub enum Duty {
    /// 首次备案: from the day the threshold is reached.
    Filing,
    /// 备案变更: from the day of the substantive change.
    Change,
    /// 备案注销: from the day use ended.
    Cancellation,
}

impl Duty {
    /// `filing`, `change` or `cancellation`.
    pub fn parse(text: &str) -> Option<Duty> {
        match text {
            "filing" => Some(Duty::Filing),
            "change" => Some(Duty::Change),
            "cancellation" => Some(Duty::Cancellation),
            _ => None,
        }
    }

    fn window(self) -> &'static str {
        match self {
            Duty::Filing => "filing-window",
            Duty::Change => "change-window",
            Duty::Cancellation => "cancellation-window",
        }
    }

    fn wording(self) -> Wording {
        let (zh, en) = match self {
            Duty::Filing => ("备案", "the filing"),
            Duty::Change => ("备案变更", "the change filing"),
            Duty::Cancellation => ("备案注销", "the cancellation"),
        };
        Wording::new(zh, en)
    }
}

/// 截止日: when a duty is due, day by day, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "截止日")]
pub struct Due {
    /// The last day; nothing while it cannot be known, or when nothing is owed.
    pub due: Option<Date>,
    /// Whether a holiday notice still to come can move it.
    pub provisional: bool,
    /// The day before which no notice can put it. Whoever files by then is in time. Equals `due` when that is known.
    pub earliest: Date,
    /// The days that are counted. While provisional: only those that are certain.
    pub days: Vec<Date>,
    /// Who asks for it.
    pub basis: Basis,
    /// The answer in words, with the advice that goes with it.
    pub note: Wording,
    /// Whether the duty exists for that day at all: a change before the Measures took effect owes nothing.
    pub owed: bool,
    /// The working day before the last, which we advise to file by: nobody has said at what hour the last day ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advised: Option<Date>,
    /// The days in the span that are not counted, each with its reason.
    pub skipped: Vec<Skipped>,
    /// Weekend days that are counted because the State Council's notice makes them working days (调休).
    pub made_up: Vec<Date>,
    /// By what the days were counted: the counting rule and the holiday notices.
    pub counted_by: Vec<Cite>,
}

/// 不计入的日子: a day that is not counted, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "不计入的日子")]
pub struct Skipped {
    /// The day.
    pub date: Date,
    /// Why it is not counted.
    pub why: Wording,
}

/// Days counted from a start, as far as the calendar reaches.
pub(crate) struct Counted {
    days: Vec<Date>,
    skipped: Vec<Skipped>,
    made_up: Vec<Date>,
    /// The first day of the span that a notice still to come can turn around.
    unsettled: Option<Date>,
    /// The last day if every unsettled day were a working day: no notice can bring it sooner.
    earliest: Date,
}

impl Law {
    /// When a duty that arose on a day is due. A threshold reached before the Measures took effect answers the
    /// announcement's own day. While a holiday notice can still move the last day, `due` is nothing and `earliest`
    /// holds.
    pub fn due(&self, duty: Duty, from: Date) -> Due {
        match self.parameter(duty.window(), from) {
            Some(window) => self.count(duty, from, window),
            None => self.before_the_measures(duty, from),
        }
    }

    /// The last of so many working days, the starting day not counted; nothing while a notice can still move it.
    pub fn end_of_term(&self, from: Date, length: WorkingDays) -> Option<Date> {
        let counted = count_days(self.calendar(), from, length);
        counted.unsettled.is_none().then_some(counted.earliest)
    }

    fn count(&self, duty: Duty, from: Date, window: &Value) -> Due {
        let length = match window.is {
            crate::Amount::WorkingDays(length) => length,
            // The loader refuses another unit for these files.
            _ => WorkingDays(0),
        };
        let counted = count_days(self.calendar(), from, length);
        let due = counted.unsettled.is_none().then_some(counted.earliest);
        let advised = due.and_then(|_| counted.days.iter().rev().nth(1).copied());
        let note = match (due, counted.unsettled) {
            (Some(due), _) => note_firm(duty, from, length, due, advised, self.calendar()),
            (None, day) => note_provisional(duty, from, length, counted.earliest, day.unwrap_or(counted.earliest)),
        };
        Due {
            due,
            provisional: due.is_none(),
            earliest: counted.earliest,
            basis: window.basis.clone(),
            note,
            owed: true,
            advised,
            counted_by: self.counted_by(from, counted.earliest),
            days: counted.days,
            skipped: counted.skipped,
            made_up: counted.made_up,
        }
    }

    /// Before the Measures: a stock of faces had a day of its own, and nothing else was owed.
    fn before_the_measures(&self, duty: Duty, from: Date) -> Due {
        let begins = self.parameter_history(duty.window()).and_then(|window| window.begins());
        let stock = begins.filter(|_| duty == Duty::Filing).and_then(|begins| {
            let stated = self.parameter("transition-deadline", begins)?;
            Some((begins, self.transition_deadline(begins)?, stated.basis.clone()))
        });
        match stock {
            Some((begins, due, basis)) => self.stock(from, begins, due, basis),
            None => self.nothing_owed(duty, from, begins),
        }
    }

    fn stock(&self, from: Date, begins: Date, due: Date, basis: Basis) -> Due {
        let counted = count_days(self.calendar(), begins, self.filing_window(begins).unwrap_or(WorkingDays(0)));
        let advised = counted.days.iter().rev().nth(1).copied();
        let advice = advice(advised);
        Due {
            due: Some(due),
            provisional: false,
            earliest: due,
            basis,
            note: Wording::new(
                format!("{from} 早于办法施行日 {begins}：这之前已经达到的，按国家网信办公告，最晚 {due}（含当日）备案。{}", advice.zh),
                format!(
                    "{from} is before the Measures took effect on {begins}: whoever had reached the threshold by then files by {due}, that day included, on the CAC announcement. {}",
                    advice.en
                ),
            ),
            owed: true,
            advised,
            counted_by: self.counted_by(begins, due),
            days: counted.days,
            skipped: counted.skipped,
            made_up: counted.made_up,
        }
    }

    fn nothing_owed(&self, duty: Duty, from: Date, begins: Option<Date>) -> Due {
        let word = duty.wording();
        let begins = begins.map(|day| day.to_string()).unwrap_or_default();
        let basis = self.parameter_history(duty.window()).and_then(|window| window.values.first());
        Due {
            due: None,
            provisional: false,
            earliest: from,
            days: Vec::new(),
            // The loader refuses a parameter without a value, so there is a first one.
            basis: basis.map(|value| value.basis.clone()).unwrap_or_else(|| unreachable!("no window for {duty:?}")),
            note: Wording::new(
                format!("{from} 早于办法施行日 {begins}，那一天还没有{}的义务。", word.zh),
                format!("{from} is before the Measures took effect on {begins}: {} was not yet owed.", word.en),
            ),
            owed: false,
            advised: None,
            skipped: Vec::new(),
            made_up: Vec::new(),
            counted_by: Vec::new(),
        }
    }

    /// The counting rule, then the notice of each year in the span.
    fn counted_by(&self, from: Date, to: Date) -> Vec<Cite> {
        let rule = Cite::from("civil-code-2020/art-201");
        let notices = (from.year()..=to.year()).filter_map(|year| self.calendar().cite(Date::constant(year, 1, 1)));
        std::iter::once(rule).chain(notices).collect()
    }
}

/// Counts so many working days after a day. Days that are not settled count as working days here, so the last one
/// is the earliest possible; they are not listed as counted.
pub(crate) fn count_days(calendar: &Calendar, from: Date, length: WorkingDays) -> Counted {
    let why = Wording::new("起算当日不计入", "the starting day is not counted");
    let mut counted =
        Counted { days: Vec::new(), skipped: vec![Skipped { date: from, why }], made_up: Vec::new(), unsettled: None, earliest: from };
    let mut left = length.0;
    while left > 0 {
        // Civil dates end with the year 9999: a term that runs past it stays open.
        let Ok(day) = counted.earliest.tomorrow() else {
            counted.unsettled.get_or_insert(counted.earliest);
            break;
        };
        counted.earliest = day;
        left -= u16::from(counted.takes(calendar, day));
    }
    counted
}

impl Counted {
    /// Puts one day where it belongs, and says whether it uses up a working day.
    fn takes(&mut self, calendar: &Calendar, day: Date) -> bool {
        if !calendar.is_settled(day) {
            self.unsettled.get_or_insert(day);
            return true;
        }
        if calendar.is_working_day(day) != Some(true) {
            self.skipped.push(Skipped { date: day, why: why_skipped(calendar, day) });
            return false;
        }
        if calendar.is_made_up(day) {
            self.made_up.push(day);
        }
        // After an unsettled day it is no longer certain that a later one is still needed.
        if self.unsettled.is_none() {
            self.days.push(day);
        }
        true
    }
}

fn why_skipped(calendar: &Calendar, day: Date) -> Wording {
    let name = weekday(day);
    match calendar.is_holiday(day) {
        true => Wording::new(
            format!("节假日（{}），国务院办公厅 {} 年放假安排", name.zh, day.year()),
            format!("holiday ({}), State Council notice for {}", name.en, day.year()),
        ),
        false => Wording::new(format!("周末（{}）", name.zh), format!("weekend ({})", name.en)),
    }
}

fn note_firm(duty: Duty, from: Date, length: WorkingDays, due: Date, advised: Option<Date>, calendar: &Calendar) -> Wording {
    let (word, day, advice, n) = (duty.wording(), weekday(due), advice(advised), length.0);
    let mut note = Wording::new(
        format!("{}：自 {from} 起 {n} 个工作日，起算当日不计入，最后一天是 {due}（{}，含当日）。", word.zh, day.zh),
        format!(
            "{}: {n} working days from {from}, the starting day not counted; the last day is {due} ({}), included. ",
            capital(&word.en),
            day.en
        ),
    );
    if is_weekend(due) && calendar.is_made_up(due) {
        note.zh += &format!("{due} 是{}，但按国务院办公厅通知调休上班，算工作日。", day.zh);
        note.en += &format!("{due} is a {}, but a make-up working day by the State Council's notice, so it counts. ", day.en);
    }
    Wording::new(note.zh + &advice.zh, note.en + &advice.en)
}

fn note_provisional(duty: Duty, from: Date, length: WorkingDays, earliest: Date, unsettled: Date) -> Wording {
    let (word, n) = (duty.wording(), length.0);
    let year = if unsettled.month() == 12 && unsettled.day() >= 24 { unsettled.year() + 1 } else { unsettled.year() };
    Wording::new(
        format!(
            "{}：自 {from} 起 {n} 个工作日，起算当日不计入。期间从 {unsettled} 起的日子要看 {year} 年放假安排，规则库里还没有，所以最后一天暂定，不会早于 {earliest}。在 {earliest} 当天或者之前办好，怎么安排都不会迟；通知公布后把 {year} 年日历放进 law/calendars 再算一次。",
            word.zh
        ),
        format!(
            "{}: {n} working days from {from}, the starting day not counted. From {unsettled} on the span depends on the holiday notice for {year}, which is not loaded, so the last day is provisional; it cannot be before {earliest}. Whoever is done by {earliest} is in time whatever the notice says; put the {year} calendar into law/calendars and ask again.",
            capital(&word.en)
        ),
    )
}

fn advice(advised: Option<Date>) -> Wording {
    match advised {
        None => Wording::default(),
        Some(day) => Wording::new(
            format!("最后一天几点截止没有官方说法，建议最晚在前一个工作日 {day} 办好。"),
            format!("Nobody has said at what hour the last day ends: be done by {day}, the working day before."),
        ),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
