//! 个人信息保护影响评估报告, as a document.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Fact, Stated};
use crate::words::RetentionPeriod;

/// Read from the PIA report.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PiaFacts {
    /// The handler it names
    pub name: Fact<String>,
    /// Its code
    pub uscc: Fact<String>,
    /// 法定代表人或负责人
    pub representative: Fact<String>,
    /// 个人信息保护负责人
    pub pipo: Fact<String>,
    /// First day of the assessment
    pub assessed_from: Fact<Date>,
    /// Last day of the assessment
    pub assessed_to: Fact<Date>,
    /// The day it was signed
    pub signed_on: Fact<Date>,
    /// Who approved or signed it, as written: a name or a post; an empty line to sign on is absent
    pub approved_by: Fact<String>,
    /// 参与的第三方
    pub third_party: Fact<String>,
    /// People stored over all uses, each once
    pub stored: Fact<u64>,
    /// The four contents of art. 9(1), by number 1 to 4: the heading or sentence that shows it was treated
    pub contents: BTreeMap<String, Fact<String>>,
    /// How long the report itself is kept
    pub report_kept: Fact<RetentionPeriod>,
    /// What it says about each face use
    pub uses: Vec<Stated>,
    /// What it says of all uses at once
    pub whole: Stated,
    /// The whole text, without white space, for looking up whether a use is named at all
    pub text: Fact<String>,
}
