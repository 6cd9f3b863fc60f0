//! 人脸识别技术应用情况备案表, as answered: one block per face use.

use jiff::civil::Date;

use super::{LegalBasis, Node, NoticeItem, OutsideBasis, PlaceKind, SafetyMeasure, Storage, StoredForm};
use crate::words::{Mode, RetentionPeriod, RetentionUnit};

/// 人脸识别技术应用（场景）: one installation and purpose.
#[derive(Clone, Debug, Default)]
#[doc(alias = "人脸识别技术应用")]
pub struct FaceUse {
    /// The block's path, such as `answers.uses.lobby-gate`
    pub path: String,
    /// A short name without spaces
    pub id: Option<String>,
    /// 名称
    pub name: Option<String>,
    /// What it is, plainly
    pub description: Option<String>,
    /// Kind of place
    pub place: Option<PlaceKind>,
    /// Where exactly the devices stand and what they see
    pub area: Option<String>,
    /// 1:1 or 1:N
    pub mode: Option<Mode>,
    /// 处理目的
    pub purpose: Option<String>,
    /// 必要性
    pub necessity: Option<String>,
    /// Why a way without faces does not suffice
    pub why_face: Option<String>,
    /// Why public safety needs it (public places)
    pub public_safety: Option<String>,
    /// The other way offered
    pub alternative: Option<String>,
    /// The state's special rule relied on (art. 10(2)), if any
    pub special_rule: Option<String>,
    /// Legal basis under PIPL 13
    pub legal_basis: Option<LegalBasis>,
    /// Consent is asked for this purpose alone
    pub consent_separate: Option<bool>,
    /// How consent is captured
    pub consent_capture: Option<String>,
    /// Version of the notice shown
    pub notice_version: Option<String>,
    /// Which of the notified matters it holds
    pub notice: Vec<NoticeItem>,
    /// People under 14 among them?
    pub under_14: Option<bool>,
    /// A guardian consents for them
    pub guardian_consent: Option<bool>,
    /// The special rules for them, or where they stand
    pub minor_rules: Option<String>,
    /// Provision for elderly and disabled people
    pub accessibility: Option<String>,
    /// People stored in this use
    pub headcount: Option<u64>,
    /// The day that was counted
    pub measured_on: Option<Date>,
    /// image, frame, template
    pub stored_form: Vec<StoredForm>,
    /// Where faces are stored
    pub storage: Option<Storage>,
    /// Who runs the storage, when it is not the device
    pub storage_provider: Option<String>,
    /// Where that is
    pub storage_region: Option<String>,
    /// Inside China?
    pub storage_in_china: Option<bool>,
    /// On what basis they are stored outside the device
    pub storage_basis: Option<OutsideBasis>,
    /// The law relied on for that
    pub storage_law: Option<String>,
    /// Sent over the internet?
    pub internet: Option<bool>,
    /// On what basis
    pub internet_basis: Option<OutsideBasis>,
    /// The law relied on for that
    pub internet_law: Option<String>,
    /// 保存期限
    pub retention: Retention,
    /// What happens when it is over
    pub disposal: Option<String>,
    /// Entrusted parties
    pub entrusted: Vec<Party>,
    /// Other handlers who receive faces
    pub recipients: Vec<Party>,
    /// Faces leave China?
    pub cross_border: Option<bool>,
    /// By which route
    pub cross_border_route: Option<String>,
    /// The devices
    pub devices: Devices,
    /// Security measures of art. 14
    pub safety: Vec<SafetyMeasure>,
    /// Algorithm and version
    pub algorithm: Option<String>,
    /// National channels used (art. 11)
    pub national_channels: Option<bool>,
    /// How to complain
    pub complaint_channel: Option<String>,
    /// First day of use, or the day it is planned
    pub started_on: Option<Date>,
}

/// 所填保存期限: a length, or the rule that fixes it.
#[derive(Clone, Debug, Default)]
pub struct Retention {
    /// How many units
    pub length: Option<u64>,
    /// Of what
    pub unit: Option<RetentionUnit>,
    /// The rule that fixes it, such as 离职后即删除
    pub rule: Option<String>,
    /// Why this is the shortest time needed
    pub reason: Option<String>,
}

/// Somebody else who touches the faces
#[derive(Clone, Debug, Default)]
pub struct Party {
    /// The row's path
    pub path: String,
    /// 名称
    pub name: Option<String>,
    /// Reference of the contract
    pub contract: Option<String>,
    /// On what basis a recipient receives faces
    pub basis: Option<String>,
    /// Assessed before
    pub pia_done: Option<bool>,
}

/// The devices of a use
#[derive(Clone, Debug, Default)]
pub struct Devices {
    /// How many
    pub count: Option<u64>,
    /// Model
    pub model: Option<String>,
    /// Vendor
    pub vendor: Option<String>,
    /// Where they stand
    pub place: Option<String>,
    /// A prominent sign is up
    pub sign: Option<bool>,
}

impl Retention {
    /// The period, when it is given as a length.
    pub fn period(&self) -> Option<RetentionPeriod> {
        Some(RetentionPeriod { length: self.length?, unit: self.unit? })
    }
}

impl FaceUse {
    /// The path of one of its fields, as findings name it.
    pub fn at(&self, field: &str) -> String {
        format!("{}.{field}", self.path)
    }

    /// What to call it in a message: its name, or its id.
    pub fn title(&self) -> &str {
        self.name.as_deref().or(self.id.as_deref()).unwrap_or("—")
    }
}

impl Retention {
    pub(super) fn read(it: &Node) -> Retention {
        Retention { length: it.count("length"), unit: it.choice("unit"), rule: it.text("rule"), reason: it.text("reason") }
    }
}

impl Party {
    pub(super) fn read(it: &Node) -> Party {
        Party {
            path: it.path().to_owned(),
            name: it.text("name"),
            contract: it.text("contract"),
            basis: it.text("basis"),
            pia_done: it.flag("pia_done"),
        }
    }
}

impl FaceUse {
    pub(super) fn read(it: &Node) -> FaceUse {
        let devices = it.at("devices");
        FaceUse {
            path: it.path().to_owned(),
            id: it.text("id"),
            name: it.text("name"),
            description: it.text("description"),
            place: it.choice("place"),
            area: it.text("area"),
            mode: it.choice("mode"),
            purpose: it.text("purpose"),
            necessity: it.text("necessity"),
            why_face: it.text("why_face"),
            public_safety: it.text("public_safety"),
            alternative: it.text("alternative"),
            special_rule: it.text("special_rule"),
            legal_basis: it.choice("legal_basis"),
            consent_separate: it.flag("consent_separate"),
            consent_capture: it.text("consent_capture"),
            notice_version: it.text("notice_version"),
            notice: it.choices("notice"),
            under_14: it.flag("under_14"),
            guardian_consent: it.flag("guardian_consent"),
            minor_rules: it.text("minor_rules"),
            accessibility: it.text("accessibility"),
            headcount: it.count("headcount"),
            measured_on: it.date("measured_on"),
            stored_form: it.choices("stored_form"),
            storage: it.choice("storage"),
            storage_provider: it.text("storage_provider"),
            storage_region: it.text("storage_region"),
            storage_in_china: it.flag("storage_in_china"),
            storage_basis: it.choice("storage_basis"),
            storage_law: it.text("storage_law"),
            internet: it.flag("internet"),
            internet_basis: it.choice("internet_basis"),
            internet_law: it.text("internet_law"),
            retention: Retention::read(&it.at("retention")),
            disposal: it.text("disposal"),
            entrusted: it.blocks("entrusted").iter().map(Party::read).collect(),
            recipients: it.blocks("recipients").iter().map(Party::read).collect(),
            cross_border: it.flag("cross_border"),
            cross_border_route: it.text("cross_border_route"),
            devices: Devices {
                count: devices.count("count"),
                model: devices.text("model"),
                vendor: devices.text("vendor"),
                place: devices.text("place"),
                sign: devices.flag("sign"),
            },
            safety: it.choices("safety"),
            algorithm: it.text("algorithm"),
            national_channels: it.flag("national_channels"),
            complaint_channel: it.text("complaint_channel"),
            started_on: it.date("started_on"),
        }
    }
}
