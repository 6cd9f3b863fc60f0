//! The answers of the forms, field by field (LAW §4.3; every field's own basis stands in `law/forms/`).
//! A field is `None` when it was left blank or does not fit its kind; the completeness rule and the form rule say so, no other rule does.

use std::cell::RefCell;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::node::{Misfit, Node};
use crate::words::{Mode, Private, RetentionPeriod, RetentionUnit};

/// All answers of a packet.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// 个人信息处理者基本情况表
    pub handler: Handler,
    /// 人脸识别技术应用情况备案表, one block per face use
    pub uses: Vec<FaceUse>,
    /// 存储人数
    pub headcount: HeadcountAnswer,
    /// 处理规则、操作规程
    pub rules: RulesAnswer,
    /// 个人信息保护影响评估报告
    pub pia: PiaAnswer,
    /// 授权委托书
    pub mandate: MandateAnswer,
    /// 承诺书
    pub undertaking: UndertakingAnswer,
}

/// 个人信息处理者: the organisation that files.
#[derive(Clone, Debug, Default)]
#[doc(alias = "个人信息处理者")]
pub struct Handler {
    /// 名称, as on the certificate
    pub name: Option<String>,
    /// 统一社会信用代码, as typed
    pub uscc: Option<String>,
    /// enterprise, institution, state-organ …
    pub nature: Option<String>,
    /// 住所
    pub registered_address: Option<String>,
    /// 办公地址
    pub office_address: Option<String>,
    /// Administrative code of the province, six digits
    pub province: Option<String>,
    /// 法定代表人或负责人
    pub representative: Person,
    /// 经办人
    pub agent: Person,
    /// Until when the agent may act
    pub agent_authority_until: Option<Date>,
    /// 个人信息保护负责人
    pub pipo: Pipo,
    /// People whose personal information is processed
    pub people: People,
    /// 关键信息基础设施运营者
    pub cii: Option<bool>,
    /// 网络安全等级保护 systems
    pub mlps: Vec<MlpsSystem>,
    /// Affiliates covered by the filing
    pub group: Vec<GroupMember>,
    /// Contact for the people whose faces they are
    pub contact: Option<String>,
}

/// A person named in the forms.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// 姓名
    pub name: Option<String>,
    /// Which document
    pub id_type: Option<IdType>,
    /// Its number, as typed
    pub id_number: Option<Private<String>>,
    /// 电话
    pub phone: Option<Private<String>>,
    /// 电子邮箱
    pub email: Option<Private<String>>,
    /// 部门
    pub department: Option<String>,
}

/// 身份证件种类: the kind of identity document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "身份证件种类")]
pub enum IdType {
    /// 居民身份证
    IdCard,
    /// 护照
    Passport,
    /// 港澳台居民居住证
    HkMacaoTaiwan,
    /// 外国人永久居留身份证
    ForeignPermanent,
}

/// 个人信息保护负责人: who answers for the protection of personal information.
#[derive(Clone, Debug, Default)]
#[doc(alias = "个人信息保护负责人")]
pub struct Pipo {
    /// 姓名
    pub name: Option<String>,
    /// 职务
    pub post: Option<String>,
    /// Reported to the authority (duty from 1 000 000 people)
    pub reported: Option<bool>,
    /// When
    pub reported_on: Option<Date>,
}

/// How many people the handler processes, faces or not.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// In total
    pub total: Option<u64>,
    /// With sensitive personal information
    pub sensitive: Option<u64>,
    /// Under 14 among them?
    pub under_14: Option<bool>,
    /// How many
    pub under_14_count: Option<u64>,
    /// Under 18 among them?
    pub under_18: Option<bool>,
    /// How many
    pub under_18_count: Option<u64>,
}

/// A system under 网络安全等级保护
#[derive(Clone, Debug, Default)]
pub struct MlpsSystem {
    /// Its name
    pub system: Option<String>,
    /// 1 to 5
    pub level: Option<u64>,
    /// Number of its own filing with the police
    pub number: Option<String>,
}

/// An affiliate covered by the filing
#[derive(Clone, Debug, Default)]
pub struct GroupMember {
    /// 名称
    pub name: Option<String>,
    /// 统一社会信用代码
    pub uscc: Option<String>,
    /// Its part
    pub role: Option<String>,
}

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

/// 场所: what kind of place a use is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "场所")]
pub enum PlaceKind {
    /// 公共场所
    Public,
    /// 经营场所
    Business,
    /// 内部
    Internal,
    /// 线上
    Online,
}

/// 合法性基础: legal basis under PIPL 13.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "合法性基础")]
pub enum LegalBasis {
    /// 取得个人的同意
    Consent,
    /// 订立、履行合同或人力资源管理所必需
    ContractOrHr,
    /// 履行法定职责或者法定义务
    LegalDuty,
    /// 突发公共卫生事件或紧急情况
    Emergency,
    /// 新闻报道、舆论监督
    News,
    /// 已经合法公开的信息
    PublicInformation,
    /// 法律、行政法规规定的其他情形
    OtherLaw,
}

/// 告知事项: what the notice of art. 5 holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "告知事项")]
pub enum NoticeItem {
    /// 处理者名称和联系方式
    Handler,
    /// 目的、方式、保存期限
    PurposeAndRetention,
    /// 必要性和对个人权益的影响
    NecessityAndEffect,
    /// 行使权利的方式和程序
    Rights,
    /// 法律、行政法规规定的其他事项
    Other,
}

/// 存储位置: where faces are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "存储位置")]
pub enum Storage {
    /// 人脸识别设备内
    Device,
    /// 本地服务器
    LocalServer,
    /// 云
    Cloud,
}

/// 存储形式: in what form faces are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "存储形式")]
pub enum StoredForm {
    /// 人脸图像
    Image,
    /// 视频帧
    Frame,
    /// 特征模板
    Template,
}

/// The two exceptions of art. 8(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutsideBasis {
    /// 个人的单独同意
    SeparateConsent,
    /// 法律、行政法规另有规定
    Law,
}

/// 安全措施: the five kinds art. 14 names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "安全措施")]
pub enum SafetyMeasure {
    /// 数据加密
    Encryption,
    /// 安全审计
    Audit,
    /// 访问控制
    AccessControl,
    /// 授权管理
    Authorisation,
    /// 入侵检测和防御
    IntrusionDetection,
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
    /// 名称
    pub name: Option<String>,
    /// Reference of the contract, or the basis
    pub contract: Option<String>,
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

/// 存储人数, as answered
#[derive(Clone, Debug, Default)]
pub struct HeadcountAnswer {
    /// People stored now, each once over all uses
    pub stored: Option<u64>,
    /// The day that was counted
    pub measured_on: Option<Date>,
    /// The day 100 000 was reached
    pub reached_on: Option<Date>,
    /// How people were counted once
    pub method: Option<String>,
}

/// 处理规则和操作规程, as answered
#[derive(Clone, Debug, Default)]
pub struct RulesAnswer {
    /// 处理规则
    pub processing: Option<String>,
    /// 操作规程
    pub procedures: Option<String>,
}

/// The PIA, when it was written here
#[derive(Clone, Debug, Default)]
pub struct PiaAnswer {
    /// 评估开始
    pub assessed_from: Option<Date>,
    /// 评估结束
    pub assessed_to: Option<Date>,
    /// 签署
    pub signed_on: Option<Date>,
    /// Who assessed
    pub assessor: Option<String>,
    /// A third party's name
    pub third_party: Option<String>,
    /// And its part
    pub third_party_part: Option<String>,
    /// The four contents of art. 9(1), in order
    pub contents: [Option<String>; 4],
    /// Use by use
    pub uses: Vec<PiaUse>,
    /// 风险清单
    pub risks: Vec<PiaRisk>,
    /// 剩余风险
    pub residual: Option<String>,
    /// 评估结论
    pub conclusion: Option<String>,
    /// Who approved it
    pub approved_by: Option<String>,
}

/// The PIA's part on one face use
#[derive(Clone, Debug, Default)]
pub struct PiaUse {
    /// The block's path
    pub path: String,
    /// The `id` of the use
    pub id: Option<String>,
    /// Why it is necessary
    pub necessity: Option<String>,
    /// Which alternatives were weighed
    pub alternatives: Option<String>,
    /// How long faces are kept
    pub retention: Retention,
}

/// One risk of the list (GB/T 39335)
#[derive(Clone, Debug, Default)]
pub struct PiaRisk {
    /// The block's path
    pub path: String,
    /// What could happen
    pub what: Option<String>,
    /// 影响: 严重 高 中 低
    pub impact: Option<String>,
    /// 可能性: 很高 高 中 低
    pub likelihood: Option<String>,
    /// 风险等级: 严重 高 中 低
    pub level: Option<String>,
    /// 修正: what moves the level away from the matrix
    pub modifier: Option<String>,
    /// 理由: why
    pub reason: Option<String>,
}

/// 授权委托书, as answered
#[derive(Clone, Debug, Default)]
pub struct MandateAnswer {
    /// 委托事项
    pub scope: Option<String>,
    /// 委托权限
    pub powers: Option<String>,
    /// 期限 from
    pub term_from: Option<Date>,
    /// 期限 to
    pub term_to: Option<Date>,
    /// 日期
    pub signed_on: Option<Date>,
}

/// 承诺书, as answered
#[derive(Clone, Debug, Default)]
pub struct UndertakingAnswer {
    /// What is promised
    pub points: Vec<String>,
    /// 日期
    pub signed_on: Option<Date>,
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

impl Answers {
    /// Reads the fields out of the answers as typed; what does not fit is listed.
    pub fn read(typed: &Value) -> (Answers, Vec<Misfit>) {
        let misfits = RefCell::new(Vec::new());
        let root = Node::root(typed, "answers", &misfits);
        let answers = Answers {
            handler: Handler::read(&root.at("handler")),
            uses: root.blocks("uses").iter().map(FaceUse::read).collect(),
            headcount: HeadcountAnswer::read(&root.at("headcount")),
            rules: RulesAnswer { processing: root.at("rules").text("processing"), procedures: root.at("rules").text("procedures") },
            pia: PiaAnswer::read(&root.at("pia")),
            mandate: MandateAnswer::read(&root.at("mandate")),
            undertaking: UndertakingAnswer {
                points: root.at("undertaking").texts("points"),
                signed_on: root.at("undertaking").date("signed_on"),
            },
        };
        drop(root);
        (answers, misfits.into_inner())
    }
}

impl Handler {
    fn read(it: &Node) -> Handler {
        let pipo = it.at("pipo");
        let people = it.at("people");
        Handler {
            name: it.text("name"),
            uscc: it.text("uscc"),
            nature: it.text("nature"),
            registered_address: it.text("registered_address"),
            office_address: it.text("office_address"),
            province: it.text("province"),
            representative: Person::read(&it.at("representative")),
            agent: Person::read(&it.at("agent")),
            agent_authority_until: it.at("agent").date("authority_until"),
            pipo: Pipo {
                name: pipo.text("name"),
                post: pipo.text("post"),
                reported: pipo.flag("reported"),
                reported_on: pipo.date("reported_on"),
            },
            people: People {
                total: people.count("total"),
                sensitive: people.count("sensitive"),
                under_14: people.flag("under_14"),
                under_14_count: people.count("under_14_count"),
                under_18: people.flag("under_18"),
                under_18_count: people.count("under_18_count"),
            },
            cii: it.flag("cii"),
            mlps: it
                .blocks("mlps")
                .iter()
                .map(|it| MlpsSystem { system: it.text("system"), level: it.count("level"), number: it.text("number") })
                .collect(),
            group: it
                .blocks("group")
                .iter()
                .map(|it| GroupMember { name: it.text("name"), uscc: it.text("uscc"), role: it.text("role") })
                .collect(),
            contact: it.text("contact"),
        }
    }
}

impl Person {
    fn read(it: &Node) -> Person {
        Person {
            name: it.text("name"),
            id_type: it.choice("id_type"),
            id_number: it.text("id_number").map(Private::new),
            phone: it.text("phone").map(Private::new),
            email: it.text("email").map(Private::new),
            department: it.text("department"),
        }
    }
}

impl Retention {
    fn read(it: &Node) -> Retention {
        Retention { length: it.count("length"), unit: it.choice("unit"), rule: it.text("rule"), reason: it.text("reason") }
    }
}

impl Party {
    fn read(it: &Node) -> Party {
        Party { name: it.text("name"), contract: it.text("contract").or_else(|| it.text("basis")), pia_done: it.flag("pia_done") }
    }
}

impl FaceUse {
    fn read(it: &Node) -> FaceUse {
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

impl HeadcountAnswer {
    fn read(it: &Node) -> HeadcountAnswer {
        HeadcountAnswer {
            stored: it.count("stored"),
            measured_on: it.date("measured_on"),
            reached_on: it.date("reached_on"),
            method: it.text("method"),
        }
    }
}

impl PiaAnswer {
    fn read(it: &Node) -> PiaAnswer {
        let (third_party, contents) = (it.at("third_party"), it.at("contents"));
        PiaAnswer {
            assessed_from: it.date("assessed_from"),
            assessed_to: it.date("assessed_to"),
            signed_on: it.date("signed_on"),
            assessor: it.text("assessor"),
            third_party: third_party.text("name"),
            third_party_part: third_party.text("part"),
            contents: ["lawfulness", "effects", "risks", "protections"].map(|name| contents.text(name)),
            uses: it.blocks("uses").iter().map(PiaUse::read).collect(),
            risks: it.blocks("risks").iter().map(PiaRisk::read).collect(),
            residual: it.text("residual"),
            conclusion: it.text("conclusion"),
            approved_by: it.text("approved_by"),
        }
    }
}

impl PiaUse {
    fn read(it: &Node) -> PiaUse {
        PiaUse {
            path: it.path().to_owned(),
            id: it.text("id"),
            necessity: it.text("necessity"),
            alternatives: it.text("alternatives"),
            retention: Retention::read(&it.at("retention")),
        }
    }
}

impl PiaRisk {
    fn read(it: &Node) -> PiaRisk {
        PiaRisk {
            path: it.path().to_owned(),
            what: it.text("what"),
            impact: it.text("impact"),
            likelihood: it.text("likelihood"),
            level: it.text("level"),
            modifier: it.text("modifier"),
            reason: it.text("reason"),
        }
    }
}

impl MandateAnswer {
    fn read(it: &Node) -> MandateAnswer {
        MandateAnswer {
            scope: it.text("scope"),
            powers: it.text("powers"),
            term_from: it.date("term_from"),
            term_to: it.date("term_to"),
            signed_on: it.date("signed_on"),
        }
    }
}
