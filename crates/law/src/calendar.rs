//! Working days by the State Council's yearly notices. A year without a notice is unknown, never "weekends only".

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::Cite;
use crate::files::Files;
use crate::load::{Day, Desk, Place};
use crate::text::{Entry, Texts};
use crate::wording::Wording;

/// 工作日历: every year for which the State Council's notice is known.
#[derive(Debug, Default)]
#[doc(alias = "工作日历")]
pub struct Calendar {
    years: BTreeMap<i16, Year>,
    off: BTreeSet<Date>,
    work: BTreeSet<Date>,
}

/// 节假日安排: one year's notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "节假日安排")]
pub struct Year {
    /// The year.
    pub year: i16,
    /// The notice's name.
    pub notice: Wording,
    /// Its number, where we know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The day it was issued.
    pub date: Date,
    /// Its official address.
    pub address: String,
    /// Every day inside a holiday span, weekends in it included.
    pub off: Vec<Date>,
    /// 调休上班: weekend days that the notice turns into working days.
    pub work: Vec<Date>,
}

impl Calendar {
    /// Whether this is a working day; nothing when the year's notice is not loaded.
    pub fn is_working_day(&self, day: Date) -> Option<bool> {
        self.years.get(&day.year())?;
        Some(self.work.contains(&day) || (!is_weekend(day) && !self.off.contains(&day)))
    }

    /// Whether no notice still to come can turn this day around: its year is loaded, and it is not one of the last
    /// days of December (24–31) while the next year's notice is missing. The notice for 2019, issued 2018-12-04,
    /// made 2018-12-29 a working day and 2018-12-31 a day off.
    pub fn is_settled(&self, day: Date) -> bool {
        let year_end = day.month() == 12 && day.day() >= 24;
        self.years.contains_key(&day.year()) && (!year_end || self.years.contains_key(&(day.year() + 1)))
    }

    /// Whether the notice turned this weekend day into a working day (调休).
    pub fn is_made_up(&self, day: Date) -> bool {
        self.work.contains(&day)
    }

    /// Whether the day lies in a holiday span of a notice.
    pub fn is_holiday(&self, day: Date) -> bool {
        self.off.contains(&day)
    }

    /// The years that are loaded, with their notices.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// One year's notice.
    pub fn year(&self, year: i16) -> Option<&Year> {
        self.years.get(&year)
    }

    /// Where the notice of the day's year is registered.
    pub fn cite(&self, day: Date) -> Option<Cite> {
        self.years.get(&day.year()).map(|year| Cite::from(format!("calendar/{}", year.year).as_str()))
    }

    /// Reads `calendars/`, one file a year.
    pub(crate) fn read(files: &mut Files, texts: &mut Texts, desk: &mut Desk) -> Calendar {
        let mut calendar = Calendar::default();
        for (path, text) in files.take_under("calendars/") {
            match desk.parse::<RawYear>(&path, &text) {
                Some(raw) => calendar.add(raw, &Place { file: &path, text: &text }, texts, desk),
                None => desk.leave_unread("calendar"),
            }
        }
        calendar
    }

    fn add(&mut self, raw: RawYear, at: &Place<'_>, texts: &mut Texts, desk: &mut Desk) {
        let line = at.line(&raw.year);
        if at.file != format!("calendars/{}.toml", raw.year.get_ref()) {
            // Its days would only be told again as another year's.
            return desk.fault(at.file, Some(line), "年份与文件名不一致", "the year is not the file's name");
        }
        self.refuse_odd_days(&raw, at, desk);
        let year = raw.year();
        texts.add("calendar", year.entry(), line, at, desk);
        self.off.extend(&year.off);
        self.work.extend(&year.work);
        self.years.insert(year.year, year);
    }

    fn refuse_odd_days(&self, raw: &RawYear, at: &Place<'_>, desk: &mut Desk) {
        let mut seen = BTreeSet::new();
        let both = raw.off.iter().map(|day| (day, false)).chain(raw.work.iter().map(|day| (day, true)));
        for (spanned, works) in both {
            let day = spanned.get_ref().0;
            let line = Some(at.line(spanned));
            let known = self.off.contains(&day) || self.work.contains(&day);
            if !seen.insert(day) || known {
                desk.repeated(at.file, line, &day.to_string());
            }
            if works && !is_weekend(day) {
                desk.fault(
                    at.file,
                    line,
                    format!("{day} 是{}，不会是调休上班日：上班日只能是周末", weekday(day).zh),
                    format!("{day} is a {}: only a weekend day can be a make-up working day", weekday(day).en),
                );
            }
            if !belongs(day, *raw.year.get_ref()) {
                desk.fault(
                    at.file,
                    line,
                    format!("{day} 不属于这一年的安排（只能是当年，或者上一年12月24日至31日）"),
                    format!("{day} is not this notice's: that year, or 24–31 December of the year before"),
                );
            }
        }
    }
}

/// A notice arranges its own year, and now and then the last days of the year before.
fn belongs(day: Date, year: i16) -> bool {
    day.year() == year || (day.year() + 1 == year && day.month() == 12 && day.day() >= 24)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    year: Spanned<i16>,
    notice: Wording,
    number: Option<String>,
    date: Day,
    address: String,
    off: Vec<Spanned<Day>>,
    work: Vec<Spanned<Day>>,
}

impl RawYear {
    fn year(&self) -> Year {
        let days = |days: &[Spanned<Day>]| days.iter().map(|day| day.get_ref().0).collect();
        Year {
            year: *self.year.get_ref(),
            notice: self.notice.clone(),
            number: self.number.clone(),
            date: self.date.0,
            address: self.address.clone(),
            off: days(&self.off),
            work: days(&self.work),
        }
    }
}

impl Year {
    fn entry(&self) -> Entry {
        Entry {
            at: self.year.to_string(),
            title: None,
            wording: self.notice.clone(),
            binds: None,
            number: None,
            confidence: None,
            verified: None,
            from: None,
            to: None,
            leans_on: Vec::new(),
            note: None,
            force: None,
            address: Some(self.address.clone()),
        }
    }
}

pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

pub(crate) fn weekday(day: Date) -> Wording {
    let (zh, en) = match day.weekday() {
        Weekday::Monday => ("星期一", "Monday"),
        Weekday::Tuesday => ("星期二", "Tuesday"),
        Weekday::Wednesday => ("星期三", "Wednesday"),
        Weekday::Thursday => ("星期四", "Thursday"),
        Weekday::Friday => ("星期五", "Friday"),
        Weekday::Saturday => ("星期六", "Saturday"),
        Weekday::Sunday => ("星期日", "Sunday"),
    };
    Wording::new(zh, en)
}
