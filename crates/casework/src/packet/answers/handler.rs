//! 个人信息处理者基本情况表, as answered.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Node;
use crate::words::Private;

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
    /// The row's path
    pub path: String,
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

impl Handler {
    pub(super) fn read(it: &Node) -> Handler {
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
                .map(|it| MlpsSystem {
                    path: it.path().to_owned(),
                    system: it.text("system"),
                    level: it.count("level"),
                    number: it.text("number"),
                })
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
    pub(super) fn read(it: &Node) -> Person {
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
