//! The words of the forms that are chosen from a list, as packets write them.

use serde::{Deserialize, Serialize};

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
