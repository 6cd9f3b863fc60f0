//! The law folder as it is shipped, and what happens to a broken one.

use jiff::civil::{Date, date};
use law::{Duty, Law};

/// Two pairs the regulator published itself (CAC notices of 28 May and 18 July 2025). The first pins the holiday
/// calendar; the second starts on a working day, so it also shows that the first day is not counted.
#[test]
fn the_regulators_own_deadlines() {
    let law = Law::embedded();
    for (start, end) in [(date(2025, 6, 1), date(2025, 7, 14)), (date(2025, 7, 18), date(2025, 8, 29))] {
        assert_eq!(law.due(Duty::Filing, start).due, Some(end));
    }
}

/// LAW.md §11 and ANCHORS.md §1.8.
#[test]
fn the_deadline_vectors() {
    let law = Law::embedded();
    let vectors: [(Date, Date); 13] = [
        (date(2025, 6, 1), date(2025, 7, 14)),
        (date(2025, 5, 31), date(2025, 7, 14)),
        (date(2025, 6, 2), date(2025, 7, 14)),
        (date(2025, 7, 18), date(2025, 8, 29)),
        (date(2025, 8, 18), date(2025, 9, 28)),
        (date(2025, 9, 20), date(2025, 11, 6)),
        (date(2025, 9, 28), date(2025, 11, 14)),
        (date(2025, 12, 20), date(2026, 2, 2)),
        (date(2026, 1, 15), date(2026, 3, 4)),
        (date(2026, 2, 1), date(2026, 3, 19)),
        (date(2026, 4, 20), date(2026, 6, 3)),
        (date(2026, 9, 10), date(2026, 10, 28)),
        (date(2026, 11, 11), date(2026, 12, 23)),
    ];
    for (from, due) in vectors {
        assert_eq!(law.due(Duty::Filing, from).due, Some(due), "from {from}");
    }
}
