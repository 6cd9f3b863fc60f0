//! What documents state: each matter with its name and the theme it belongs to.

use law::Wording;

/// 事项: one thing that several documents state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "事项")]
#[allow(missing_docs, reason = "each is named in both languages below")]
pub enum Matter {
    Representative,
    Agent,
    Pipo,
    Address,
    Handler,
    ThirdParty,
    Entrusted,
    Recipients,
    Retention,
    Storage,
    StoredForm,
    InChina,
    Internet,
    CrossBorder,
    Stored,
    Headcount,
    PeopleTotal,
    Purpose,
    Mode,
    LegalBasis,
    Under14,
    AnyUnder14,
    StartedOn,
    MeasuredOn,
    ReachedOn,
    AssessedFrom,
    AssessedTo,
    PiaSignedOn,
    Safety,
    Algorithm,
    Mlps,
    Cii,
}

/// 矛盾主题: what one rule page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "矛盾主题")]
#[allow(missing_docs, reason = "one rule page each")]
pub enum Theme {
    Parties,
    Retention,
    Storage,
    Headcount,
    Purpose,
    Minors,
    Dates,
    Security,
}

impl Theme {
    /// The code of its rule page.
    pub fn rule(self) -> &'static str {
        match self {
            Theme::Parties => "R063",
            Theme::Retention => "R064",
            Theme::Storage => "R065",
            Theme::Headcount => "R066",
            Theme::Purpose => "R067",
            Theme::Minors => "R068",
            Theme::Dates => "R069",
            Theme::Security => "R070",
        }
    }
}

impl Matter {
    /// What it is called.
    pub fn name(self) -> Wording {
        let (zh, en, _) = self.row();
        Wording::new(zh, en)
    }

    /// The rule page it belongs to.
    pub fn theme(self) -> Theme {
        self.row().2
    }

    #[rustfmt::skip]
    fn row(self) -> (&'static str, &'static str, Theme) {
        match self {
            Matter::Representative => ("法定代表人（负责人）", "the legal representative", Theme::Parties),
            Matter::Agent => ("经办人", "the handling person", Theme::Parties),
            Matter::Pipo => ("个人信息保护负责人", "the personal-information protection officer", Theme::Parties),
            Matter::Address => ("注册地址", "the registered address", Theme::Parties),
            Matter::Handler => ("处理者名称", "the handler's name", Theme::Parties),
            Matter::ThirdParty => ("参与评估的第三方", "the third party in the assessment", Theme::Parties),
            Matter::Entrusted => ("受托方", "the entrusted parties", Theme::Parties),
            Matter::Recipients => ("接收人脸信息的其他处理者", "other handlers who receive faces", Theme::Parties),
            Matter::Retention => ("保存期限", "the retention", Theme::Retention),
            Matter::Storage => ("存储位置", "where faces are stored", Theme::Storage),
            Matter::StoredForm => ("存储形式", "the form faces are stored in", Theme::Storage),
            Matter::InChina => ("是否存储在境内", "whether faces are stored in China", Theme::Storage),
            Matter::Internet => ("是否经互联网传输", "whether faces go over the internet", Theme::Storage),
            Matter::CrossBorder => ("是否出境", "whether faces leave China", Theme::Storage),
            Matter::Stored => ("去重后的存储人数", "the people stored, each once", Theme::Headcount),
            Matter::Headcount => ("存储人数", "the people stored", Theme::Headcount),
            Matter::PeopleTotal => ("处理个人信息的总人数", "the people whose information is processed", Theme::Headcount),
            Matter::Purpose => ("处理目的", "the purpose", Theme::Purpose),
            Matter::Mode => ("处理方式（1:1、1:N）", "the mode (1:1, 1:N)", Theme::Purpose),
            Matter::LegalBasis => ("合法性基础", "the legal basis", Theme::Purpose),
            Matter::Under14 => ("是否处理不满十四周岁的人的人脸", "whether children under 14 are among them", Theme::Minors),
            Matter::AnyUnder14 => ("是否处理不满十四周岁的人的信息", "whether information of children under 14 is processed", Theme::Minors),
            Matter::StartedOn => ("开始使用的日期", "the first day of use", Theme::Dates),
            Matter::MeasuredOn => ("统计日期", "the day people were counted", Theme::Dates),
            Matter::ReachedOn => ("达到门槛之日", "the day the threshold was reached", Theme::Dates),
            Matter::AssessedFrom => ("评估开始日期", "the first day of the assessment", Theme::Dates),
            Matter::AssessedTo => ("评估结束日期", "the last day of the assessment", Theme::Dates),
            Matter::PiaSignedOn => ("评估报告的签署日期", "the day the report was signed", Theme::Dates),
            Matter::Safety => ("安全措施", "the security measures", Theme::Security),
            Matter::Algorithm => ("算法", "the algorithm", Theme::Security),
            Matter::Mlps => ("网络安全等级保护级别", "the MLPS level", Theme::Security),
            Matter::Cii => ("是否关键信息基础设施运营者", "whether the handler operates critical infrastructure", Theme::Security),
        }
    }

    /// The last step of its path in answers and facts.
    #[rustfmt::skip]
    pub fn field(self) -> &'static str {
        match self {
            Matter::Representative => "representative",
            Matter::Agent => "agent",
            Matter::Pipo => "pipo",
            Matter::Address => "registered_address",
            Matter::Handler => "name",
            Matter::ThirdParty => "third_party",
            Matter::Entrusted => "entrusted",
            Matter::Recipients => "recipients",
            Matter::Retention => "retention",
            Matter::Storage => "storage",
            Matter::StoredForm => "stored_form",
            Matter::InChina => "storage_in_china",
            Matter::Internet => "internet",
            Matter::CrossBorder => "cross_border",
            Matter::Stored => "stored",
            Matter::Headcount => "headcount",
            Matter::PeopleTotal => "people_total",
            Matter::Purpose => "purpose",
            Matter::Mode => "mode",
            Matter::LegalBasis => "legal_basis",
            Matter::Under14 | Matter::AnyUnder14 => "under_14",
            Matter::StartedOn => "started_on",
            Matter::MeasuredOn => "measured_on",
            Matter::ReachedOn => "reached_on",
            Matter::AssessedFrom => "assessed_from",
            Matter::AssessedTo => "assessed_to",
            Matter::PiaSignedOn => "signed_on",
            Matter::Safety => "safety",
            Matter::Algorithm => "algorithm",
            Matter::Mlps => "mlps_level",
            Matter::Cii => "cii",
        }
    }
}
