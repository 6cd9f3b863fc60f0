//! 承诺书.

use std::collections::BTreeMap;

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
    /// Which of the usual points it makes, each by its sentence; only what was read
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub points: BTreeMap<UndertakingPoint, Fact<String>>,
}

/// 承诺事项: a point that undertakings usually make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "承诺事项")]
pub enum UndertakingPoint {
    /// 真实
    True,
    /// 完整
    Complete,
    /// 来源合法
    LawfulSource,
    /// 已做影响评估
    Assessed,
    /// 变化了就变更、注销
    Updates,
    /// 配合监督检查
    Cooperation,
    /// 承担责任
    Liability,
}
