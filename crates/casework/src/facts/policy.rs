//! 处理规则, 操作规程, 安全防护方案: what a handler lays down for itself.

use serde::{Deserialize, Serialize};

use super::{Fact, Stated};

/// Read from processing rules, operating procedures or a security plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyFacts {
    /// The handler it names
    pub name: Fact<String>,
    /// 个人信息保护负责人
    pub pipo: Fact<String>,
    /// What it states of all uses
    pub whole: Stated,
}
