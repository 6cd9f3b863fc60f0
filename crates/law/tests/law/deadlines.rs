//! When something is due.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use law::{Duty, Law, WorkingDays};

/// Two pairs the regulator published itself (CAC notices of 28 May and 18 July 2025). The first pins the holiday
/// calendar; the second starts on a working day, so it also shows that the first day is not counted.
#[test]
fn the_regulators_own_deadlines() {
    let law = Law::embedded();
    for (start, end) in [(date(2025, 6, 1), date(2025, 7, 14)), (date(2025, 7, 18), date(2025, 8, 29))] {
        assert_eq!(law.due(Duty::Filing, start).due, Some(end));
        assert_eq!(law.end_of_term(start, WorkingDays(30)), Some(end));
    }
}

/// Deadlines the regulator published, and others counted by hand.
#[test]
fn the_deadline_vectors() {
    let vectors: [(Date, Date); 13] = [
        (date(2025, 6, 1), date(2025, 7, 14)),
        (date(2025, 5, 31), date(2025, 7, 14)),
        (date(2025, 6, 2), date(2025, 7, 14)),
        (date(2025, 7, 18), date(2025, 8, 29)),
        (date(2025, 8, 18), date(2025, 9, 28)), // a Sunday that the State Council made a working day
        (date(2025, 9, 20), date(2025, 11, 6)),
        (date(2025, 9, 28), date(2025, 11, 14)),
        (date(2025, 12, 20), date(2026, 2, 2)),
        (date(2026, 1, 15), date(2026, 3, 4)),
        (date(2026, 2, 1), date(2026, 3, 19)),
        (date(2026, 4, 20), date(2026, 6, 3)),
        (date(2026, 9, 10), date(2026, 10, 28)),
        (date(2026, 11, 11), date(2026, 12, 23)), // the last firm one while 2027 is missing
    ];
    for (from, due) in vectors {
        assert_eq!(Law::embedded().due(Duty::Filing, from).due, Some(due), "from {from}");
    }
}

#[test]
fn provisional_while_next_years_notice_is_missing() {
    // From, and the day before which no notice can put the end: weekends of 24–31 December may be made working days,
    // so each open day counts as one.
    let vectors = [
        (date(2026, 11, 12), date(2026, 12, 24)),
        (date(2026, 11, 20), date(2026, 12, 30)),
        (date(2026, 11, 25), date(2027, 1, 2)),
        (date(2027, 3, 1), date(2027, 3, 31)),
    ];
    for (from, earliest) in vectors {
        let due = Law::embedded().due(Duty::Filing, from);
        assert!(due.provisional && due.due.is_none(), "from {from}");
        assert_eq!(due.earliest, earliest, "from {from}");
        assert!(due.days.iter().all(|day| *day < date(2026, 12, 24)), "only certain days are listed");
        assert!(due.note.zh.contains("2027") && due.note.en.contains("2027"), "{}", due.note.zh);
    }
}

/// The contract of `facefile law due`: these six keys are the contract with outsiders.
#[test]
fn due_as_json() {
    let due = Law::embedded().due(Duty::Filing, date(2025, 5, 20));
    let json = serde_json::to_value(&due).unwrap();
    assert_eq!(json["due"], "2025-07-14");
    assert_eq!(json["provisional"], false);
    assert_eq!(json["earliest"], "2025-07-14");
    assert_eq!(json["days"][0], "2025-06-03");
    assert_eq!(json["days"].as_array().unwrap().len(), 30);
    assert_eq!(json["basis"], serde_json::json!({"standing": "OFFICIAL", "cite": "cac-filing-notice-2025/transition"}));
    assert!(json["note"]["zh"].as_str().unwrap().contains("公告"));
    assert!(json["note"]["en"].as_str().unwrap().contains("announcement"));
}

/// Civil dates end with 9999: a term that runs past it is open, not over.
#[test]
fn the_last_day_of_the_calendar_is_no_deadline() {
    for from in [date(9999, 12, 20), date(9999, 12, 31)] {
        let due = Law::embedded().due(Duty::Filing, from);
        assert_eq!((due.due, due.provisional, due.earliest), (None, true, date(9999, 12, 31)), "from {from}");
    }
}

/// The two notices as they were published: spans off, weekend days worked, 248 working days each.
#[test]
fn the_calendars_are_the_notices() {
    type Day = (i8, i8);
    type Notice = (i16, &'static [(Day, Day)], &'static [Day]);
    let notices: [Notice; 2] = [
        (
            2025,
            &[((1, 1), (1, 1)), ((1, 28), (2, 4)), ((4, 4), (4, 6)), ((5, 1), (5, 5)), ((5, 31), (6, 2)), ((10, 1), (10, 8))],
            &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
        ),
        (
            2026,
            &[
                ((1, 1), (1, 3)),
                ((2, 15), (2, 23)),
                ((4, 4), (4, 6)),
                ((5, 1), (5, 5)),
                ((6, 19), (6, 21)),
                ((9, 25), (9, 27)),
                ((10, 1), (10, 7)),
            ],
            &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
        ),
    ];
    let calendar = Law::embedded().calendar();
    assert_eq!(calendar.years().map(|it| it.year).collect::<Vec<_>>(), [2025, 2026]);
    for (year, off, work) in notices {
        let on = |(month, day): Day| date(year, month, day);
        let days = || on((1, 1)).series(1.day()).take_while(|day| day.year() == year);
        for day in days() {
            let holiday = off.iter().any(|(first, last)| on(*first) <= day && day <= on(*last));
            let made_up = work.iter().any(|it| on(*it) == day);
            assert_eq!((calendar.is_holiday(day), calendar.is_made_up(day)), (holiday, made_up), "{day}");
        }
        let working = days().filter(|day| calendar.is_working_day(*day) == Some(true)).count();
        assert_eq!(working, 248, "{year}");
    }
}

#[test]
fn every_day_before_the_measures_answers_the_announcement() {
    let mut day = date(2024, 12, 1);
    while day < date(2025, 6, 1) {
        let due = Law::embedded().due(Duty::Filing, day);
        assert_eq!((due.due, due.owed), (Some(date(2025, 7, 14)), true), "from {day}");
        day = day.tomorrow().unwrap();
    }
    for duty in [Duty::Change, Duty::Cancellation] {
        let due = Law::embedded().due(duty, date(2025, 5, 31));
        assert_eq!((due.due, due.owed, due.provisional), (None, false, false));
    }
}

#[test]
fn a_deadline_on_a_made_up_sunday_says_so_and_advises_a_day_earlier() {
    let due = Law::embedded().due(Duty::Change, date(2025, 8, 18));
    assert_eq!(due.made_up, [date(2025, 9, 28)]);
    assert_eq!(due.advised, Some(date(2025, 9, 26)));
    assert_eq!(
        due.note.zh,
        "备案变更：自 2025-08-18 起 30 个工作日，起算当日不计入，最后一天是 2025-09-28（星期日，含当日）。2025-09-28 是星期日，\
         但按国务院办公厅通知调休上班，算工作日。最后一天几点截止没有官方说法，建议最晚在前一个工作日 2025-09-26 办好。"
    );
    assert_eq!(
        due.note.en,
        "The change filing: 30 working days from 2025-08-18, the starting day not counted; the last day is 2025-09-28 \
         (Sunday), included. 2025-09-28 is a Sunday, but a make-up working day by the State Council's notice, so it counts. \
         Nobody has said at what hour the last day ends: be done by 2025-09-26, the working day before."
    );
    let counted_by: Vec<&str> = due.counted_by.iter().map(|cite| cite.as_str()).collect();
    assert_eq!(counted_by, ["civil-code-2020/art-201", "calendar/2025"]);
}

#[test]
fn each_skipped_day_has_its_reason() {
    let due = Law::embedded().due(Duty::Filing, date(2025, 5, 30));
    let told: Vec<String> = due.skipped.iter().take(3).map(|day| format!("{} {}", day.date, day.why.zh)).collect();
    assert_eq!(
        told,
        ["2025-06-01 起算当日不计入", "2025-06-02 节假日（星期一），国务院办公厅 2025 年放假安排", "2025-06-07 周末（星期六）"]
    );
}

/// Over every start of two years: thirty working days, in order, the start not among them, the end never moving back.
#[test]
fn counting_holds_together_over_every_start() {
    let law = Law::embedded();
    let mut last = date(2025, 1, 1);
    let mut day = date(2025, 6, 1);
    while day < date(2026, 11, 12) {
        let due = law.due(Duty::Filing, day);
        let end = due.due.unwrap();
        assert!(due.days.len() == 30 && due.days.last() == Some(&end) && due.days[0] > day, "from {day}");
        assert!(due.days.is_sorted() && due.days.iter().all(|day| law.calendar().is_working_day(*day) == Some(true)));
        let span = due.days.len() + due.skipped.len();
        assert_eq!(span as i32, (end - day).get_days() + 1, "every day of the span is counted or explained, from {day}");
        assert!(end >= last && due.earliest == end);
        last = end;
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn a_year_without_a_notice_is_unknown() {
    let calendar = Law::embedded().calendar();
    assert_eq!(calendar.is_working_day(date(2027, 1, 4)), None);
    assert_eq!(calendar.is_working_day(date(2024, 12, 31)), None);
    assert_eq!(calendar.is_working_day(date(2026, 12, 31)), Some(true));
    assert!(!calendar.is_settled(date(2026, 12, 24)) && calendar.is_settled(date(2025, 12, 24)));
    assert_eq!(calendar.is_working_day(date(2025, 9, 28)), Some(true));
    assert_eq!(calendar.is_working_day(date(2025, 6, 2)), Some(false));
}
