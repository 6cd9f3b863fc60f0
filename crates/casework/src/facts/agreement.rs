//! 第三方协议: a contract with whoever is entrusted with faces.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Fact, Stated};

/// Read from a third-party agreement.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgreementFacts {
    /// The party that entrusts
    pub principal: Fact<String>,
    /// The party that is entrusted
    pub entrusted: Fact<String>,
    /// The terms it holds, by [`AgreementTerm`], each with the sentence that shows it
    pub terms: BTreeMap<AgreementTerm, Fact<String>>,
    /// What it states of the processing
    pub whole: Stated,
    /// The whole text, without white space: what is not in it is absent only if this was read
    pub text: Fact<String>,
}

/// 委托合同条款: what a contract on entrusted processing lays down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "委托合同条款")]
pub enum AgreementTerm {
    /// 目的
    Purpose,
    /// 期限
    Term,
    /// 处理方式
    Manner,
    /// 个人信息的种类
    Kinds,
    /// 保护措施
    Protection,
    /// 双方的权利和义务
    RightsAndDuties,
    /// 期满返还或者删除
    ReturnOrDelete,
    /// 未经同意不得转委托
    NoSubEntrusting,
    /// It may be passed on without asking: the opposite of the last
    FreeSubEntrusting,
    /// 泄露赔偿
    LeakCompensation,
}

impl AgreementTerm {
    /// The eight of PIPL 21.
    pub const ASKED: [AgreementTerm; 8] = [
        AgreementTerm::Purpose,
        AgreementTerm::Term,
        AgreementTerm::Manner,
        AgreementTerm::Kinds,
        AgreementTerm::Protection,
        AgreementTerm::RightsAndDuties,
        AgreementTerm::ReturnOrDelete,
        AgreementTerm::NoSubEntrusting,
    ];
}
