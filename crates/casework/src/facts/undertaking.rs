//! 承诺书.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Fact;

/// Read from the undertaking.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UndertakingFacts {
    /// 承诺单位
    pub principal: Fact<String>,
    /// Its code
    pub principal_uscc: Fact<String>,
    /// 日期
    pub signed_on: Fact<Date>,
}
