//! 公开登记簿: what of a filing anyone may see. No source provides for a public register, so what stands in it is the operator's choice
//! (`house/publicity`) out of a short list. The list is the wall: [`fn@line`] is the only way from a packet to the public, and no person, address,
//! number of people, material, security measure or finding is on it.

use jiff::civil::Date;
use law::{Law, Wording};
use serde::{Deserialize, Serialize};

use crate::filing_number::FilingNumber;
use crate::packet::Packet;
use crate::words::Mode;

/// 公开字段: a field that the operator may publish. There are no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "公开字段")]
pub enum PublicField {
    /// 备案编号
    Number,
    /// 处理者名称
    Handler,
    /// 统一社会信用代码
    Uscc,
    /// 省份
    Province,
    /// 备案机关
    Authority,
    /// 备案日期
    FiledOn,
    /// 备案状态
    Status,
    /// 状态日期
    StatusOn,
    /// 应用名称、方式和目的, one entry a face use
    Uses,
}

/// 备案状态: whether a filing is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "备案状态")]
pub enum FilingStatus {
    /// 有效
    InForce,
    /// 已注销
    Cancelled,
}

/// 备案: what an accepted case began; what the register needs to know of it beside the packet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "备案")]
pub struct Filing {
    /// Its number.
    pub number: FilingNumber,
    /// Six-digit code of the province of the office that accepted it.
    pub province: String,
    /// The day it was accepted first.
    pub filed_on: Date,
    /// In force or cancelled.
    pub status: FilingStatus,
    /// The day of the last accepted change, or of the cancellation.
    pub status_on: Date,
}

/// 登记簿条目: one line of the public register, field by field, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[doc(alias = "登记簿条目")]
pub struct Line(Vec<(PublicField, Vec<String>)>);

impl PublicField {
    /// Every field there is.
    pub const ALL: [PublicField; 9] = [
        PublicField::Number,
        PublicField::Handler,
        PublicField::Uscc,
        PublicField::Province,
        PublicField::Authority,
        PublicField::FiledOn,
        PublicField::Status,
        PublicField::StatusOn,
        PublicField::Uses,
    ];

    /// What a new instance publishes: who filed, where, when, and whether it holds.
    pub const DEFAULT: &[PublicField] = &[
        PublicField::Number,
        PublicField::Handler,
        PublicField::Province,
        PublicField::Authority,
        PublicField::FiledOn,
        PublicField::Status,
        PublicField::StatusOn,
    ];

    /// Its name, as a column has it.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            PublicField::Number => ("备案编号", "filing number"),
            PublicField::Handler => ("处理者名称", "handler"),
            PublicField::Uscc => ("统一社会信用代码", "credit code"),
            PublicField::Province => ("省份", "province"),
            PublicField::Authority => ("备案机关", "authority"),
            PublicField::FiledOn => ("备案日期", "filed on"),
            PublicField::Status => ("状态", "status"),
            PublicField::StatusOn => ("状态日期", "status since"),
            PublicField::Uses => ("应用（名称、方式、目的）", "uses (name, mode, purpose)"),
        };
        Wording::new(zh, en)
    }
}

impl FilingStatus {
    /// Its name.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            FilingStatus::InForce => ("有效", "in force"),
            FilingStatus::Cancelled => ("已注销", "cancelled"),
        };
        Wording::new(zh, en)
    }
}

/// The line of a filing, with the fields the operator chose; a field without a value has an empty list. The values are in Chinese, as filed.
pub fn line(filing: &Filing, packet: &Packet, fields: &[PublicField], law: &Law) -> Line {
    let chosen = PublicField::ALL.into_iter().filter(|it| fields.contains(it));
    Line(chosen.map(|it| (it, values(it, filing, packet, law))).collect())
}

fn values(field: PublicField, filing: &Filing, packet: &Packet, law: &Law) -> Vec<String> {
    let (handler, authority) = (&packet.answers.handler, law.authority(&filing.province));
    let one = match field {
        PublicField::Number => Some(filing.number.to_string()),
        PublicField::Handler => handler.name.clone(),
        PublicField::Uscc => handler.uscc.clone(),
        PublicField::Province => authority.map(|it| it.place.zh.clone()),
        PublicField::Authority => authority.map(|it| it.name.zh.clone()),
        PublicField::FiledOn => Some(filing.filed_on.to_string()),
        PublicField::Status => Some(filing.status.name().zh),
        PublicField::StatusOn => Some(filing.status_on.to_string()),
        PublicField::Uses => return packet.answers.uses.iter().map(use_in_words).collect(),
    };
    one.into_iter().collect()
}

fn use_in_words(it: &crate::packet::FaceUse) -> String {
    let mode = match it.mode {
        Some(Mode::Verification) => "1:1",
        Some(Mode::Identification) => "1:N",
        None => "",
    };
    [it.name.as_deref().unwrap_or_default(), mode, it.purpose.as_deref().unwrap_or_default()].join("｜")
}

impl Line {
    /// The values of a field; nothing if the operator does not publish it.
    pub fn get(&self, field: PublicField) -> Option<&[String]> {
        self.0.iter().find(|it| it.0 == field).map(|it| it.1.as_slice())
    }

    /// Every field with its values.
    pub fn fields(&self) -> impl Iterator<Item = (PublicField, &[String])> {
        self.0.iter().map(|it| (it.0, it.1.as_slice()))
    }
}
