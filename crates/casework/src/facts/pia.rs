//! 个人信息保护影响评估报告, as a document.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Fact;
use crate::words::RetentionPeriod;

/// Read from the PIA report.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PiaFacts {
    /// The handler it names
    pub name: Fact<String>,
    /// Its code
    pub uscc: Fact<String>,
    /// The day it was signed
    pub signed_on: Fact<Date>,
    /// The four contents of art. 9(1), by number 1 to 4: the heading or sentence that shows it was treated
    pub contents: BTreeMap<String, Fact<String>>,
    /// What it says about each face use
    pub uses: Vec<PiaUseFacts>,
    /// The whole text, without white space, for looking up whether a use is named at all
    pub text: Fact<String>,
}

/// What a PIA report says about one face use.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PiaUseFacts {
    /// The name of the use as the report writes it
    pub name: Fact<String>,
    /// How long faces are kept
    pub retention: Fact<RetentionPeriod>,
}
