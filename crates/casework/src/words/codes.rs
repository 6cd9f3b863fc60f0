//! Codes that carry their own check: who an organisation and who a person is.

use std::fmt;

use super::mask;

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

impl UsccError {
    /// What is wrong with it.
    pub fn message(&self) -> law::Wording {
        use law::Wording;
        let (zh, en) = match self {
            UsccError::Length(n) => (format!("应有 18 位，现有 {n} 位"), format!("it should have 18 characters and has {n}")),
            UsccError::Character(c, at) => (
                format!("第 {at} 位「{c}」不是代码用的字符（数字和大写字母，没有 I、O、S、V、Z）"),
                format!("`{c}` at place {at} is no character of a code (digits and capitals, without I, O, S, V, Z)"),
            ),
            UsccError::Check(c) => (
                format!("按前 17 位，校验位应为 {c}；前面也可能有一位写错"),
                format!("by the first 17 places the last should be {c}, unless one of them is wrong"),
            ),
            UsccError::Organisation(c) => (
                format!("按第 9 至 16 位，第 17 位应为 {c}；前面也可能有一位写错"),
                format!("by places 9 to 16, place 17 should be {c}, unless one of them is wrong"),
            ),
        };
        Wording::new(zh, en)
    }
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
