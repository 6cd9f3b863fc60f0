//! 个人信息处理者基本情况表, as a document.

use serde::{Deserialize, Serialize};

use super::Fact;

/// Read from 个人信息处理者基本情况表.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileFacts {
    /// 名称
    pub name: Fact<String>,
    /// 统一社会信用代码
    pub uscc: Fact<String>,
    /// 法定代表人或负责人
    pub representative: Fact<String>,
    /// 经办人
    pub agent: Fact<String>,
    /// 个人信息保护负责人
    pub pipo: Fact<String>,
    /// 注册地址
    pub registered_address: Fact<String>,
    /// 处理个人信息的总人数
    pub people_total: Fact<u64>,
    /// People under 14 among them
    pub under_14: Fact<bool>,
    /// 关键信息基础设施运营者
    pub cii: Fact<bool>,
    /// 网络安全等级保护, 1 to 5
    pub mlps_level: Fact<u64>,
}
