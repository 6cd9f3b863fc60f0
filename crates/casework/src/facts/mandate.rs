//! 授权委托书.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Fact, Until};
use crate::words::Private;

/// Read from the mandate.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MandateFacts {
    /// 委托单位
    pub principal: Fact<String>,
    /// Its code
    pub principal_uscc: Fact<String>,
    /// 受托人 (经办人)
    pub agent: Fact<String>,
    /// The agent's ID number
    pub agent_number: Fact<Private<String>>,
    /// 委托事项, as written
    pub scope: Fact<String>,
    /// 委托期限 from
    pub term_from: Fact<Date>,
    /// 委托期限 to
    pub term_to: Fact<Until>,
    /// 日期
    pub signed_on: Fact<Date>,
}
