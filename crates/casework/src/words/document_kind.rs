//! What a page is a page of.

use serde::{Deserialize, Serialize};

use super::Slot;

/// 文件种类: what a document is, by its own words and never by the name of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "文件种类")]
pub enum DocumentKind {
    /// 营业执照
    BusinessLicence,
    /// 事业单位法人证书
    InstitutionCertificate,
    /// 社会团体法人登记证书, and those of foundations and private non-enterprise units
    OrganisationCertificate,
    /// 居民身份证, the side with the portrait
    IdFront,
    /// 居民身份证, the side with the emblem
    IdBack,
    /// 护照
    Passport,
    /// 港澳居民来往内地通行证
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证
    TaiwanPermit,
    /// 港澳台居民居住证
    ResidencePermit,
    /// 外国人永久居留身份证
    ForeignPermanentId,
    /// 授权委托书
    Mandate,
    /// 承诺书
    Undertaking,
    /// 个人信息保护影响评估报告
    PiaReport,
    /// 个人信息处理者基本情况表
    HandlerProfile,
    /// 人脸识别技术应用情况备案表
    UseStatement,
    /// 合同、协议
    Contract,
    /// 规则、规程、制度
    Rules,
}

use DocumentKind::*;

impl DocumentKind {
    /// The slots that ask for such a document; of contracts and rules none of its own.
    pub fn slots(self) -> &'static [Slot] {
        match self {
            BusinessLicence | InstitutionCertificate | OrganisationCertificate => &[Slot::UsccCertificate],
            Mandate => &[Slot::Mandate],
            Undertaking => &[Slot::Undertaking],
            PiaReport => &[Slot::PiaReport],
            HandlerProfile => &[Slot::HandlerProfile],
            UseStatement => &[Slot::UseStatement],
            Contract | Rules => &[Slot::Other],
            _ => &[Slot::LegalRepresentativeId, Slot::AgentId],
        }
    }

    /// Whether a slot asks for such a document. Other material may be anything.
    pub fn suits(self, slot: Slot) -> bool {
        slot == Slot::Other || self.slots().contains(&slot)
    }

    /// A card or booklet of a person.
    pub fn is_identity(self) -> bool {
        self.suits(Slot::AgentId)
    }

    /// Its name, Chinese and English.
    pub fn name(self) -> law::Wording {
        let (zh, en) = match self {
            BusinessLicence => ("营业执照", "business licence"),
            InstitutionCertificate => ("事业单位法人证书", "certificate of a public institution"),
            OrganisationCertificate => ("社会组织登记证书", "certificate of a social organisation"),
            IdFront => ("居民身份证（人像面）", "resident ID card (side with the portrait)"),
            IdBack => ("居民身份证（国徽面）", "resident ID card (side with the emblem)"),
            Passport => ("护照", "passport"),
            HongKongMacaoPermit => ("港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macao residents"),
            TaiwanPermit => ("台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents"),
            ResidencePermit => ("港澳台居民居住证", "residence permit for Hong Kong, Macao and Taiwan residents"),
            ForeignPermanentId => ("外国人永久居留身份证", "permanent residence card of a foreigner"),
            Mandate => ("授权委托书", "mandate"),
            Undertaking => ("承诺书", "undertaking"),
            PiaReport => ("个人信息保护影响评估报告", "PIA report"),
            HandlerProfile => ("个人信息处理者基本情况表", "handler profile"),
            UseStatement => ("人脸识别技术应用情况备案表", "statement of face-recognition uses"),
            Contract => ("合同或协议", "contract"),
            Rules => ("规则、规程或制度", "set of rules"),
        };
        law::Wording::new(zh, en)
    }
}
