//! The words of the field as types. A value that exists was checked; a wrong one is a finding, never a panic.

use std::fmt;

pub use law::Wording;
use serde::{Deserialize, Serialize};

/// I, O, S, V and Z are left out so they are not misread as digits (GB 32100-2015).
pub const USCC_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 统一社会信用代码: unified social credit code (GB 32100-2015), check character verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "统一社会信用代码")]
pub struct Uscc(String);

/// Why a text is no unified social credit code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsccError {
    /// Not 18 characters; holds how many there are.
    #[error("{0} characters instead of 18")]
    Length(usize),
    /// A character outside the alphabet, and its place from 1.
    #[error("character `{0}` at place {1} is not in the alphabet")]
    Character(char, usize),
    /// The check character of the whole code differs; holds the one it should be.
    #[error("the check character should be `{0}`")]
    Check(char),
    /// The check character of the organisation code inside (places 9 to 17, GB 11714) differs; holds the one it should be.
    #[error("the organisation code inside should end in `{0}`")]
    Organisation(char),
}

impl Uscc {
    /// The only way in. Lower case and surrounding blanks are not forgiven: the code is copied as it stands.
    pub fn parse(text: &str) -> Result<Uscc, UsccError> {
        let n_characters = text.chars().count();
        if n_characters != 18 {
            return Err(UsccError::Length(n_characters));
        }
        let mut values = Vec::with_capacity(18);
        for (i, c) in text.chars().enumerate() {
            let value = USCC_ALPHABET.chars().position(|it| it == c);
            values.push(value.ok_or(UsccError::Character(c, i + 1))?);
        }
        let should_be = Uscc::check_character(&text[..17]).expect("every character was found in the alphabet");
        if !text.ends_with(should_be) {
            return Err(UsccError::Check(should_be));
        }
        let inner = organisation_check_character(&text[8..16]).expect("the alphabet is a part of digits and letters");
        if text.as_bytes()[16] != inner as u8 {
            return Err(UsccError::Organisation(inner));
        }
        Ok(Uscc(text.to_owned()))
    }

    /// The check character for the first 17; `None` if one of them is outside the alphabet.
    pub fn check_character(first_17: &str) -> Option<char> {
        let mut weight = 1; // 3^(i-1) mod 31
        let mut sum = 0;
        for c in first_17.chars() {
            sum += USCC_ALPHABET.find(c)? * weight;
            weight = weight * 3 % 31;
        }
        USCC_ALPHABET.chars().nth((31 - sum % 31) % 31)
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// GB 11714: the ninth character of an organisation code, from its first eight.
pub fn organisation_check_character(first_8: &str) -> Option<char> {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let mut sum = 0;
    for (c, weight) in first_8.chars().zip(WEIGHTS) {
        sum += c.to_digit(36)? * weight; // A = 10 … Z = 35
    }
    Some(match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10)?,
    })
}

/// 居民身份证号码: resident identity number (GB 11643-1999), birth date and check character verified.
#[derive(Clone, PartialEq, Eq)]
#[doc(alias = "居民身份证号码")]
pub struct IdNumber(String);

/// Why a text is no resident identity number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdNumberError {
    /// Not 18 characters; holds how many there are.
    #[error("{0} characters instead of 18")]
    Length(usize),
    /// Something else than 17 digits and a digit or X.
    #[error("not 17 digits followed by a digit or X")]
    Character,
    /// Places 7 to 14 are no day of the calendar.
    #[error("the birth date inside is no date")]
    BirthDate,
    /// The check character differs.
    #[error("the check character is wrong")]
    Check,
}

impl IdNumber {
    /// The only way in.
    pub fn parse(text: &str) -> Result<IdNumber, IdNumberError> {
        let n_characters = text.chars().count();
        if n_characters != 18 {
            return Err(IdNumberError::Length(n_characters));
        }
        let (body, last) = text.split_at_checked(17).ok_or(IdNumberError::Character)?;
        if !body.bytes().all(|it| it.is_ascii_digit()) || !matches!(last.as_bytes(), [b'0'..=b'9' | b'X']) {
            return Err(IdNumberError::Character);
        }
        let number = |range: std::ops::Range<usize>| body[range].parse::<i16>().expect("digits");
        let birth = jiff::civil::Date::new(number(6..10), number(10..12) as i8, number(12..14) as i8);
        birth.map_err(|_| IdNumberError::BirthDate)?;
        if last.chars().next() != IdNumber::check_character(body) {
            return Err(IdNumberError::Check);
        }
        Ok(IdNumber(text.to_owned()))
    }

    /// The check character for the first 17 digits; `None` if one is no digit.
    pub fn check_character(first_17: &str) -> Option<char> {
        const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let mut sum = 0;
        for (c, weight) in first_17.chars().zip(WEIGHTS) {
            sum += c.to_digit(10)? * weight;
        }
        "10X98765432".chars().nth((sum % 11) as usize)
    }

    /// For a person who must see which number is meant: the first six and the last two places.
    pub fn masked(&self) -> String {
        mask(&self.0)
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}

/// The first six and the last two characters of a number, the rest as stars; short texts are hidden whole.
pub fn mask(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    if characters.len() < 12 {
        return "*".repeat(characters.len());
    }
    let shown = |i: usize| i < 6 || i + 2 >= characters.len();
    characters.iter().enumerate().map(|(i, c)| if shown(i) { *c } else { '*' }).collect()
}

/// Personal data that does not print itself. Every [`Private::reveal`] is a place where it leaves.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Takes it in.
    pub fn new(value: T) -> Private<T> {
        Private(value)
    }
    /// Lets it out.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}

/// 备案事项: what kind of case a packet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "备案事项")]
pub enum CaseKind {
    /// 首次备案
    First,
    /// 变更备案
    Change,
    /// 注销备案
    Cancellation,
}

/// 材料位置: the place of a material in a packet (DESIGN §4).
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

/// 处理方式: one-to-one verification or one-to-many identification (Measures art. 19(1)(v), (vi)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[doc(alias = "处理方式")]
pub enum Mode {
    /// 验证个人身份
    #[serde(rename = "1:1")]
    Verification,
    /// 辨识特定个人
    #[serde(rename = "1:N")]
    Identification,
}

/// 保存期限: a length of time faces are kept, as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[doc(alias = "保存期限")]
pub struct RetentionPeriod {
    /// How many units.
    pub length: u64,
    /// Of what.
    pub unit: RetentionUnit,
}

/// The unit of a retention period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionUnit {
    /// 日
    Day,
    /// 个月
    Month,
    /// 年
    Year,
}

impl RetentionPeriod {
    /// The shortest and the longest number of days it can mean: a month has 28 to 31, a year 365 or 366, and several in a row less spread than that times their number.
    pub fn days(self) -> (u64, u64) {
        let n = self.length;
        match self.unit {
            RetentionUnit::Day => (n, n),
            RetentionUnit::Month => (n * 28, n.saturating_mul(31)),
            RetentionUnit::Year => (n.saturating_mul(365), n.saturating_mul(366)),
        }
    }

    /// Whether two statements can mean the same time: 3 months and 90 days can, 3 months and 1 year cannot.
    pub fn agrees_with(self, other: RetentionPeriod) -> bool {
        let ((a_min, a_max), (b_min, b_max)) = (self.days(), other.days());
        a_min <= b_max && b_min <= a_max
    }
}

impl fmt::Display for RetentionPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            RetentionUnit::Day => "日",
            RetentionUnit::Month => "个月",
            RetentionUnit::Year => "年",
        };
        write!(f, "{}{unit}", self.length)
    }
}

impl RetentionPeriod {
    /// The period in English.
    pub fn en(self) -> String {
        let unit = match self.unit {
            RetentionUnit::Day => "day",
            RetentionUnit::Month => "month",
            RetentionUnit::Year => "year",
        };
        format!("{} {unit}{}", self.length, if self.length == 1 { "" } else { "s" })
    }
}
