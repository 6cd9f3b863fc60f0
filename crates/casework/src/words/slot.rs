//! The nine materials of the official list, as places in a packet.

use serde::{Deserialize, Serialize};

/// 材料位置: the place of a material in a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "材料位置")]
pub enum Slot {
    /// 个人信息处理者基本情况表
    HandlerProfile,
    /// 人脸识别技术应用情况备案表
    UseStatement,
    /// 个人信息保护影响评估报告
    PiaReport,
    /// 统一社会信用代码证件
    UsccCertificate,
    /// 法定代表人或负责人身份证件
    LegalRepresentativeId,
    /// 经办人身份证件
    AgentId,
    /// 经办人授权委托书
    Mandate,
    /// 承诺书
    Undertaking,
    /// 其他相关材料
    Other,
}

impl Slot {
    /// All nine, in the order of the official list.
    pub const ALL: [Slot; 9] = [
        Slot::HandlerProfile,
        Slot::UseStatement,
        Slot::PiaReport,
        Slot::UsccCertificate,
        Slot::LegalRepresentativeId,
        Slot::AgentId,
        Slot::Mandate,
        Slot::Undertaking,
        Slot::Other,
    ];

    /// The id in `packet.toml`, such as `uscc-certificate`.
    pub fn id(self) -> &'static str {
        match self {
            Slot::HandlerProfile => "handler-profile",
            Slot::UseStatement => "use-statement",
            Slot::PiaReport => "pia-report",
            Slot::UsccCertificate => "uscc-certificate",
            Slot::LegalRepresentativeId => "legal-representative-id",
            Slot::AgentId => "agent-id",
            Slot::Mandate => "mandate",
            Slot::Undertaking => "undertaking",
            Slot::Other => "other",
        }
    }

    /// The head of a path into the facts read from this slot, such as `pia_report`; the certificate's is `certificate`.
    pub fn path(self) -> String {
        match self {
            Slot::UsccCertificate => "certificate".to_owned(),
            _ => self.id().replace('-', "_"),
        }
    }

    /// Whether it asks for a person's identity document.
    pub fn is_identity(self) -> bool {
        matches!(self, Slot::LegalRepresentativeId | Slot::AgentId)
    }

    /// The slot with this id.
    pub fn parse(id: &str) -> Option<Slot> {
        Slot::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The Chinese name of the material, and ours in English.
    pub fn name(self) -> law::Wording {
        let (zh, en) = match self {
            Slot::HandlerProfile => ("个人信息处理者基本情况表", "handler profile"),
            Slot::UseStatement => ("人脸识别技术应用情况备案表", "statement of face-recognition uses"),
            Slot::PiaReport => ("个人信息保护影响评估报告", "PIA report"),
            Slot::UsccCertificate => ("统一社会信用代码证件", "credit-code certificate"),
            Slot::LegalRepresentativeId => ("法定代表人或负责人身份证件", "ID of the legal representative or principal"),
            Slot::AgentId => ("经办人身份证件", "ID of the handling person"),
            Slot::Mandate => ("经办人授权委托书", "mandate of the handling person"),
            Slot::Undertaking => ("承诺书", "undertaking"),
            Slot::Other => ("其他相关材料", "other relevant material"),
        };
        law::Wording::new(zh, en)
    }
}
