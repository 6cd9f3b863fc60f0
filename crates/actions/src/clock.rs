//! The day today. Nobody below this room may ask.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Today in Asia/Shanghai. China keeps UTC+8 all year, so no time-zone data is needed.
pub fn today() -> Date {
    Offset::constant(8).to_datetime(Timestamp::now()).date()
}
