//! 人脸识别技术应用情况备案表, as a document.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Fact, Stated};

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
    /// 统计日期
    pub measured_on: Fact<Date>,
    /// 达到门槛之日
    pub reached_on: Fact<Date>,
    /// Use by use
    pub uses: Vec<Stated>,
}
