//! The day today, and the processor's time. Nobody below this room may ask.

use std::fs;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Today in Asia/Shanghai. China keeps UTC+8 all year, so no time-zone data is needed.
pub fn today() -> Date {
    day_of(Timestamp::now())
}

/// The day of an instant in Asia/Shanghai.
pub fn day_of(at: Timestamp) -> Date {
    Offset::constant(8).to_datetime(at).date()
}

/// Linux counts processor time for users in these, on every platform (`USER_HZ`).
const TICKS_PER_SECOND: u64 = 100;

/// Processor time this program has spent so far, its children left out.
pub fn spent() -> Duration {
    spent_by("self")
}

/// Processor time of a process that was not waited for yet; nothing where there is none.
pub(crate) fn spent_by(process: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the program's name, which can hold blanks: state and ten more, then ticks of its own and of the kernel for it.
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: u64 = after_name.split(' ').skip(11).take(2).filter_map(|it| it.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND)
}
