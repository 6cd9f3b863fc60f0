//! 身份证件.

use serde::{Deserialize, Serialize};

use super::{Fact, Until};
use crate::words::Private;

/// Read from an identity document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdFacts {
    /// 姓名
    pub name: Fact<String>,
    /// 公民身份号码
    pub number: Fact<Private<String>>,
    /// 有效期限 until
    pub valid_until: Fact<Until>,
    /// Documents of other people in the same file
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<IdFacts>,
}
