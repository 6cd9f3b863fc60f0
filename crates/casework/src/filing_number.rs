//! 备案编号: how a number is made. The official form is unknown, so the form is the operator's data (`house/filing-number`), written in a small
//! pattern language and refused where two filings could ever get one number.
//!
//! | part | stands for |
//! |---|---|
//! | `{province}` | the six-digit code of the office's province |
//! | `{year}` | the four digits of the year in which the number is given |
//! | `{seq:5}` | the running number, padded with zeros to so many digits (3 to 9) |
//! | letters, digits, `-`, `〔` `〕` `号`, other Chinese characters | themselves |
//!
//! Every part has a fixed width, so a number is read in one way only. The running number counts per province and per year, as far as the
//! pattern names them ([`Pattern::series`]): a number that does not show the year is not counted by year.

use std::fmt;

use jiff::civil::Date;
use law::{Cite, Wording, cite};
use serde::{Deserialize, Serialize};

/// The house clause: the form is this platform's, and numbers from elsewhere are kept as they are.
pub const CITE: Cite = cite("house/filing-number");

/// The pattern of a new instance. `FF` is for FaceFile: no official number looks like it.
pub const DEFAULT: &str = "FF{province}{year}{seq:5}";

/// The longest number, in characters.
const LONGEST: usize = 40;

/// 备案编号: a number as it was given, here or elsewhere; never taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[doc(alias = "备案编号")]
pub struct FilingNumber(String);

/// 编号格式: a pattern that gives no number twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[doc(alias = "编号格式")]
pub struct Pattern {
    written: String,
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Is(char),
    Province,
    Year,
    Seq(u8),
}

/// 编号格式不可用: why a pattern is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[doc(alias = "编号格式不可用")]
pub enum BadPattern {
    /// A brace that opens no known part, or is not closed; holds what stands there.
    #[error("unknown part `{0}`")]
    UnknownPart(String),
    /// A character that may not stand in a number.
    #[error("the character `{0}` may not stand in a number")]
    Character(char),
    /// No running number, or more than one: two filings of a year would get one number.
    #[error("{0} running numbers instead of one")]
    Sequence(usize),
    /// No province: two offices, or two platforms, would give the same number.
    #[error("no province")]
    Province,
    /// A part that stands twice.
    #[error("`{0}` stands twice")]
    Twice(&'static str),
    /// A running number of fewer than 3 or more than 9 digits, or without a width.
    #[error("a running number has 3 to 9 digits")]
    Width,
    /// Longer than forty characters.
    #[error("{0} characters, more than 40")]
    Long(usize),
}

/// Why no number is given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoNumber {
    /// The running number has used up its digits; holds the last one it can show.
    #[error("the running number has reached {0}")]
    Full(u64),
    /// Not a six-digit code of a province.
    #[error("`{0}` is no code of a province")]
    Province(String),
    /// A year that has not four digits.
    #[error("the year {0} has not four digits")]
    Year(i16),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is unreadable in it, or by what two filings could get one number.
    pub fn parse(written: &str) -> Result<Pattern, BadPattern> {
        let parts = parts(written)?;
        let count = |is: fn(&Part) -> bool| parts.iter().filter(|it| is(it)).count();
        match count(|it| matches!(it, Part::Seq(_))) {
            1 => {}
            n => return Err(BadPattern::Sequence(n)),
        }
        match (count(|it| *it == Part::Province), count(|it| *it == Part::Year)) {
            (0, _) => return Err(BadPattern::Province),
            (1, 0 | 1) => {}
            (1, _) => return Err(BadPattern::Twice("{year}")),
            _ => return Err(BadPattern::Twice("{province}")),
        }
        let pattern = Pattern { written: written.to_owned(), parts };
        match pattern.width() {
            n if n > LONGEST => Err(BadPattern::Long(n)),
            _ => Ok(pattern),
        }
    }

    /// The name of the counter a number is drawn from: as much of province and year as the number shows.
    pub fn series(&self, province: &str, on: Date) -> String {
        match self.parts.contains(&Part::Year) {
            true => format!("{province}/{}", on.year()),
            false => province.to_owned(),
        }
    }

    /// The number after `last` of its series; `None` is before the first. The day is that on which it is given.
    ///
    /// # Errors
    /// A series that is full, a code that is none, or a year beyond 9999. A number is never widened: it could meet another.
    pub fn next(&self, province: &str, on: Date, last: Option<u64>) -> Result<(u64, FilingNumber), NoNumber> {
        if province.len() != 6 || !province.bytes().all(|it| it.is_ascii_digit()) {
            return Err(NoNumber::Province(province.to_owned()));
        }
        if !(1000..=9999).contains(&on.year()) {
            return Err(NoNumber::Year(on.year()));
        }
        let most = 10u64.pow(u32::from(self.digits())) - 1;
        let n = last.map_or(1, |it| it.saturating_add(1));
        if n > most {
            return Err(NoNumber::Full(most));
        }
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Is(c) => text.push(*c),
                Part::Province => text += province,
                Part::Year => text += &on.year().to_string(),
                Part::Seq(digits) => text += &format!("{n:0width$}", width = usize::from(*digits)),
            }
        }
        Ok((n, FilingNumber(text)))
    }

    /// Whether this pattern and another can ever write the same number. An operator who changes the pattern keeps the old numbers, so the
    /// new one must not be able to: a letter or another length parts them. Says yes where it cannot be sure.
    pub fn can_meet(&self, other: &Pattern) -> bool {
        let (one, two) = (self.letters(), other.letters());
        one.len() == two.len() && one.iter().zip(&two).all(|(a, b)| meets(*a, *b))
    }

    /// One place after another: a character, or any digit.
    fn letters(&self) -> Vec<Option<char>> {
        let place = |part: &Part| match part {
            Part::Is(c) => vec![Some(*c)],
            fixed => vec![None; fixed.width()],
        };
        self.parts.iter().flat_map(place).collect()
    }

    fn width(&self) -> usize {
        self.parts.iter().map(|it| it.width()).sum()
    }

    fn digits(&self) -> u8 {
        self.parts.iter().find_map(|it| if let Part::Seq(digits) = it { Some(*digits) } else { None }).unwrap_or_default()
    }
}

impl Part {
    fn width(&self) -> usize {
        match self {
            Part::Is(_) => 1,
            Part::Province => 6,
            Part::Year => 4,
            Part::Seq(digits) => usize::from(*digits),
        }
    }
}

/// A digit of a pattern is any digit; characters are compared as they stand.
fn meets(a: Option<char>, b: Option<char>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(c), None) | (None, Some(c)) => c.is_ascii_digit(),
        (Some(a), Some(b)) => a == b,
    }
}

fn parts(written: &str) -> Result<Vec<Part>, BadPattern> {
    let (mut parts, mut rest) = (Vec::new(), written);
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '{' => {
                let (name, after) = after.split_once('}').ok_or_else(|| BadPattern::UnknownPart(rest.to_owned()))?;
                parts.push(part(name)?);
                after
            }
            c if stands(c) => {
                parts.push(Part::Is(c));
                after
            }
            c => return Err(BadPattern::Character(c)),
        };
    }
    Ok(parts)
}

fn part(name: &str) -> Result<Part, BadPattern> {
    match name.split_once(':') {
        None if name == "province" => Ok(Part::Province),
        None if name == "year" => Ok(Part::Year),
        None if name == "seq" => Err(BadPattern::Width),
        Some(("seq", width)) => match width.parse() {
            Ok(digits @ 3..=9) if width.len() == 1 => Ok(Part::Seq(digits)),
            _ => Err(BadPattern::Width),
        },
        _ => Err(BadPattern::UnknownPart(format!("{{{name}}}"))),
    }
}

/// What may stand in a number: what people read out, write by hand and search for without doubt.
fn stands(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '〔' | '〕') || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

impl FilingNumber {
    /// A number given elsewhere, kept as it stands; nothing is known of its form. Nothing for a blank text, or one of more than 100
    /// characters or with a line break.
    pub fn from_elsewhere(text: &str) -> Option<FilingNumber> {
        let text = text.trim();
        let fine = !text.is_empty() && text.chars().count() <= 100 && !text.chars().any(char::is_control);
        fine.then(|| FilingNumber(text.to_owned()))
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl BadPattern {
    /// What is wrong and what to do.
    pub fn message(&self) -> Wording {
        match self {
            BadPattern::UnknownPart(part) => Wording::new(
                format!("不认识「{part}」：只有 {{province}}、{{year}}、{{seq:5}} 三种"),
                format!("`{part}` is not known: there are {{province}}, {{year}} and {{seq:5}} only"),
            ),
            BadPattern::Character(c) => Wording::new(
                format!("编号里不能有「{c}」：用大写字母、数字、汉字、- 和〔〕"),
                format!("`{c}` may not stand in a number: capitals, digits, Chinese characters, - and 〔〕 may"),
            ),
            BadPattern::Sequence(0) => Wording::new(
                "没有流水号，两件备案会得到同一个编号：加上 {seq:5}",
                "without a running number two filings get one number: add {seq:5}",
            ),
            BadPattern::Sequence(_) => Wording::new("流水号只能有一个：留下一个 {seq:…}", "one running number only: keep one {seq:…}"),
            BadPattern::Province => Wording::new(
                "没有省份代码，两个省的平台会发出同一个编号：加上 {province}",
                "without the province two provinces' platforms give one number: add {province}",
            ),
            BadPattern::Twice(part) => Wording::new(format!("「{part}」写了两次：留下一个"), format!("`{part}` stands twice: keep one")),
            BadPattern::Width => Wording::new(
                "流水号要写明位数，3 到 9 位，例如 {seq:5}：位数不定的编号会互相撞上",
                "a running number states its digits, 3 to 9, such as {seq:5}: without a width numbers can meet",
            ),
            BadPattern::Long(n) => {
                Wording::new(format!("编号有 {n} 个字，最多 {LONGEST} 个"), format!("{n} characters; the most is {LONGEST}"))
            }
        }
    }
}

impl NoNumber {
    /// What is wrong and what to do.
    pub fn message(&self) -> Wording {
        match self {
            NoNumber::Full(most) => Wording::new(
                format!("流水号已经到 {most}，位数用完了；编号不会自动加宽，请运营者换一个格式"),
                format!("the running number has reached {most} and is never widened: the operator sets another pattern"),
            ),
            NoNumber::Province(code) => {
                Wording::new(format!("「{code}」不是六位的省级代码"), format!("`{code}` is no six-digit code of a province"))
            }
            NoNumber::Year(year) => Wording::new(format!("年份 {year} 不是四位数"), format!("the year {year} has not four digits")),
        }
    }
}

impl fmt::Display for FilingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl TryFrom<String> for Pattern {
    type Error = BadPattern;

    fn try_from(written: String) -> Result<Pattern, BadPattern> {
        Pattern::parse(&written)
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> String {
        pattern.written
    }
}
