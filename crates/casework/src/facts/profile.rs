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
}
