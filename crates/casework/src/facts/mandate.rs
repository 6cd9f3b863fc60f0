//! 授权委托书.

use std::collections::BTreeMap;

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
    /// What the agent may do, each by the word for it; only what the scope names
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub powers: BTreeMap<MandatePower, Fact<String>>,
    /// 委托期限 from
    pub term_from: Fact<Date>,
    /// 委托期限 to
    pub term_to: Fact<Until>,
    /// 日期
    pub signed_on: Fact<Date>,
}

/// 委托权限: an act that a mandate names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "委托权限")]
pub enum MandatePower {
    /// 提交、填报
    Submit,
    /// 补正、更正
    Supplement,
    /// 签收、领取
    Receive,
    /// 答复、说明
    Answer,
    /// 变更
    Change,
    /// 注销
    Cancel,
}
