//! 统一社会信用代码证件.

use serde::{Deserialize, Serialize};

use super::{Fact, Until};

/// Read from the certificate (营业执照 and its like).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CertificateFacts {
    /// 名称
    pub name: Fact<String>,
    /// 统一社会信用代码
    pub uscc: Fact<String>,
    /// 法定代表人、负责人 or 经营者
    pub representative: Fact<String>,
    /// 住所
    pub address: Fact<String>,
    /// 营业期限 until
    pub valid_until: Fact<Until>,
}
