//! 人脸识别技术应用情况备案表, as a document.

use serde::{Deserialize, Serialize};

use super::Fact;

/// Read from 人脸识别技术应用情况备案表.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UseStatementFacts {
    /// 名称
    pub name: Fact<String>,
    /// 统一社会信用代码
    pub uscc: Fact<String>,
    /// 存储人数, de-duplicated
    pub stored: Fact<u64>,
}
