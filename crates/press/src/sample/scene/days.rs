//! When things happened in an invented case.

use fastrand::Rng;
use jiff::civil::Date;
use law::{Duty, Law};

use crate::sample::invent::{days_after, days_before, pick};

/// The days of a case in the order in which things happen.
pub(super) struct Days {
    pub(super) assessed_from: Date,
    pub(super) assessed_to: Date,
    pub(super) pia_signed_on: Date,
    pub(super) first_use_on: Date,
    pub(super) reached_on: Date,
    pub(super) measured_on: Date,
    pub(super) signed_on: Date,
    pub(super) term_to: Date,
}

impl Days {
    pub(super) fn new(rng: &mut Rng, as_of: Date, law: &Law) -> Days {
        let first_use_on = days_before(as_of, rng.i32(170..330));
        let pia_signed_on = days_before(first_use_on, rng.i32(4..20));
        let assessed_to = days_before(pia_signed_on, rng.i32(1..6));
        let signed_on = days_before(as_of, rng.i32(1..4));
        Days {
            assessed_from: days_before(assessed_to, rng.i32(12..30)),
            assessed_to,
            pia_signed_on,
            first_use_on,
            reached_on: reached_on(rng, as_of, law),
            measured_on: days_before(as_of, rng.i32(4..8)),
            signed_on,
            term_to: days_after(signed_on, 364),
        }
    }
}

/// A day whose filing window is open on the day asked for; one whose last day is certain, where there is one.
fn reached_on(rng: &mut Rng, as_of: Date, law: &Law) -> Date {
    let days: Vec<Date> = (9..40).map(|n| days_before(as_of, n)).collect();
    let in_time = |day: &Date| law.due(Duty::Filing, *day).earliest >= as_of;
    let certain = |day: &Date| law.due(Duty::Filing, *day).due.is_some();
    let open: Vec<Date> = days.iter().copied().filter(in_time).collect();
    let firm: Vec<Date> = open.iter().copied().filter(certain).collect();
    *pick(rng, if firm.is_empty() { &open } else { &firm })
}
