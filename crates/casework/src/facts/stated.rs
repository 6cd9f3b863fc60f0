//! What an electronic document states about processing faces: of one face use, or of all of them at once.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Fact;
use crate::packet::{LegalBasis, SafetyMeasure, Storage, StoredForm};
use crate::words::{Mode, RetentionPeriod};

/// 所述: what a document states, each as plainly as it stands there. What it does not say plainly is absent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[doc(alias = "所述")]
pub struct Stated {
    /// The name of the use as the document writes it; absent where it speaks of all uses
    pub name: Fact<String>,
    /// 处理目的
    pub purpose: Fact<String>,
    /// 1:1 or 1:N
    pub mode: Fact<Mode>,
    /// Legal basis under PIPL 13
    pub legal_basis: Fact<LegalBasis>,
    /// Why it is necessary
    pub necessity: Fact<String>,
    /// Which other ways were weighed or are offered
    pub alternatives: Fact<String>,
    /// People stored
    pub headcount: Fact<u64>,
    /// Where faces are stored
    pub storage: Fact<Storage>,
    /// In what form: image, frame, template
    pub stored_form: Fact<Vec<StoredForm>>,
    /// Stored inside China
    pub storage_in_china: Fact<bool>,
    /// Sent over the internet
    pub internet: Fact<bool>,
    /// Faces leave China
    pub cross_border: Fact<bool>,
    /// How long faces are kept
    pub retention: Fact<RetentionPeriod>,
    /// People under 14 among them
    pub under_14: Fact<bool>,
    /// First day of use
    pub started_on: Fact<Date>,
    /// Entrusted parties, by name
    pub entrusted: Fact<Vec<String>>,
    /// Other handlers who receive faces, by name; read and empty where the document says there are none
    pub recipients: Fact<Vec<String>>,
    /// Security measures of art. 14
    pub safety: Fact<Vec<SafetyMeasure>>,
    /// Algorithm, as written
    pub algorithm: Fact<String>,
    /// How long network logs are kept
    pub logs_kept: Fact<RetentionPeriod>,
    /// How long the record of processing (处理情况记录) is kept
    pub record_kept: Fact<RetentionPeriod>,
    /// 网络安全等级保护, 1 to 5
    pub mlps_level: Fact<u64>,
}
