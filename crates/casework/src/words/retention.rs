//! How long faces are kept, as stated in forms and reports.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 保存期限: a length of time faces are kept, as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[doc(alias = "保存期限")]
pub struct RetentionPeriod {
    /// How many units.
    pub length: u64,
    /// Of what.
    pub unit: RetentionUnit,
}

/// The unit of a retention period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionUnit {
    /// 日
    Day,
    /// 个月
    Month,
    /// 年
    Year,
}

/// Days in so many months running, fewest and most, from none to eleven.
#[rustfmt::skip]
const MONTHS_IN_DAYS: [(u64, u64); 12] = [
    (0, 0), (28, 31), (59, 62), (89, 92), (120, 123), (150, 153), (181, 184), (212, 215), (242, 245), (273, 276), (303, 306), (334, 337),
];

impl RetentionPeriod {
    /// The shortest and the longest number of days it can mean by the calendar.
    pub fn days(self) -> (u64, u64) {
        let years = |n: u64| (n.saturating_mul(365), n.saturating_mul(366));
        match self.unit {
            RetentionUnit::Day => (self.length, self.length),
            RetentionUnit::Month => {
                let ((least, most), (least_over, most_over)) = (years(self.length / 12), MONTHS_IN_DAYS[(self.length % 12) as usize]);
                (least.saturating_add(least_over), most.saturating_add(most_over))
            }
            RetentionUnit::Year => years(self.length),
        }
    }

    /// Whether two statements can mean the same time: 3 months and 90 days can, 3 months and 1 year cannot.
    /// A month is also taken as 30 days, as people do: 6 months and 180 days can mean the same.
    pub fn agrees_with(self, other: RetentionPeriod) -> bool {
        let loosely = |it: RetentionPeriod| match (it.days(), it.unit) {
            ((least, most), RetentionUnit::Month) => (least.min(it.length.saturating_mul(30)), most),
            (days, _) => days,
        };
        let ((a_min, a_max), (b_min, b_max)) = (loosely(self), loosely(other));
        a_min <= b_max && b_min <= a_max
    }
}

impl fmt::Display for RetentionPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            RetentionUnit::Day => "日",
            RetentionUnit::Month => "个月",
            RetentionUnit::Year => "年",
        };
        write!(f, "{}{unit}", self.length)
    }
}

impl RetentionPeriod {
    /// The period in English.
    pub fn en(self) -> String {
        let unit = match self.unit {
            RetentionUnit::Day => "day",
            RetentionUnit::Month => "month",
            RetentionUnit::Year => "year",
        };
        format!("{} {unit}{}", self.length, if self.length == 1 { "" } else { "s" })
    }
}
