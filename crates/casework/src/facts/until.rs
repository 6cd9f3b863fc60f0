//! How long a document holds.

use jiff::civil::Date;
use law::Wording;
use serde::{Deserialize, Serialize};

/// How long a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Until {
    /// Up to and including this day.
    Day(Date),
    /// 长期: no last day.
    LongTerm(LongTerm),
}

impl Until {
    /// What to say when the last day has passed. That day itself belongs to the term.
    pub fn over(&self, today: Date, what: (&str, &str)) -> Option<Wording> {
        match self {
            Until::Day(last) if *last < today => Some(Wording::new(
                format!("{}有效期到 {last} 为止，{today} 已经过期", what.0),
                format!("{} was valid until {last}; on {today} it has expired", what.1),
            )),
            _ => None,
        }
    }
}

/// 长期
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LongTerm {
    /// The one value.
    #[serde(rename = "长期")]
    LongTerm,
}
