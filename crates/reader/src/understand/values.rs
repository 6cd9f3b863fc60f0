//! From a piece of text to a value: dates, periods, numbers, codes, names. Text in, value out; nothing here knows of pages.
//!
//! All functions take text as written and fold it themselves.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use casework::facts::{LongTerm, Until};
use casework::words::{IdNumber, RetentionPeriod, RetentionUnit, Uscc};
use jiff::Span;
use jiff::civil::Date;
use regex::{Captures, Regex};

use super::layout::{folded, is_chinese};

/// A pattern that is part of the program.
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of the program")
}

/// Years and days as people and Tesseract write them: digits, letters that are taken for digits, or Chinese numerals.
const YEAR: &str = "[12][0-9OoQIl|]{3}|[一二三四五六七八九〇零○oOQ0]{4}";
const SMALL: &str = "[0-9OoIl|]{1,2}|[正元一二三四五六七八九十廿卅]{1,3}";
/// A year of this century whose 2 was lost or taken for a circle: `〇二六`, `O〇二六`, `0026`.
const LOST_YEAR: &str = "[〇零○oOQ0]{1,2}(?P<of_century>[0-9OoQ]{2}|[一二三四五六七八九〇零○oOQ0]{2})";

/// What Tesseract makes of 11 before 月 or 日: `1)`, `11)`, `1]`.
const WITH_BRACKET: &str = r"[0-3]?1?[)!]";

/// A date, anywhere in folded text; groups y (or of_century, in a year that lost its 2), m or mb, and d or db.
pub static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let (month, day) =
        (format!(r"(?P<m>{SMALL})[月./\-,]|(?P<mb>{WITH_BRACKET})月"), format!("(?P<db>{WITH_BRACKET})日|(?P<d>{SMALL})[日号曰目]?"));
    pattern(&format!(r"({LOST_YEAR}年|(?P<y>{YEAR})[年./\-,])({month})({day})"))
});

/// Eight digits in a row, as ID cards read without their dots.
static EIGHT_DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<y>[12]\d{3})[年.,·:]?(?P<m>[01]\d)[月.,·:]?(?P<d>[0-3]\d)日?"));

/// 长期 and its like.
static WITHOUT_END: LazyLock<Regex> = LazyLock::new(|| pattern("长期|长朗|氏期|永久|无固定期限|无期限|不约定期限"));

fn date_of(found: &Captures) -> Option<Date> {
    let small = |name: &str| {
        let bracketed = || Some(found.name(&format!("{name}b"))?.as_str().replace([')', '!'], "1").chars().take(2).collect());
        let text: String = found.name(name).map(|it| it.as_str().to_owned()).or_else(bracketed)?;
        numeral(&text).and_then(|it| i8::try_from(it).ok())
    };
    let year = i16::try_from(numeral(found.name("y")?.as_str())?).ok().filter(|it| YEARS.contains(it) || *it == NEVER)?;
    Date::new(year, small("m")?, small("d")?).ok()
}

/// No date of a filing or of an identity document lies outside.
const YEARS: std::ops::Range<i16> = 1900..2200;
/// 9999年12月31日 is how registers write that something does not end.
const NEVER: i16 = 9999;

/// The text with the 2 put back where a year lost it, if one did. What is read from that is a guess, though a good one.
pub fn with_lost_years(text: &str) -> Option<String> {
    let text = folded(text);
    let lost = DATE.captures_iter(&text).filter_map(|it| it.name("of_century")).collect::<Vec<_>>();
    let (mut so_far, mut end) = (String::new(), 0);
    for it in &lost {
        let before = text[end..it.start()].trim_end_matches(['〇', '零', '○', 'o', 'O', 'Q', '0']);
        let digits = it.as_str().chars().filter_map(numeral_digit).map(|it| it.to_string());
        so_far = so_far + before + "20" + &digits.collect::<String>();
        end = it.end();
    }
    (!lost.is_empty()).then(|| so_far + &text[end..])
}

/// All dates in a text, in order.
pub fn dates(text: &str) -> Vec<Date> {
    DATE.captures_iter(&folded(text)).filter_map(|it| date_of(&it)).collect()
}

/// The only date in a text, or the first of several.
pub fn date(text: &str) -> Option<Date> {
    dates(text).first().copied()
}

/// The last date in a text.
pub fn last_date(text: &str) -> Option<Date> {
    dates(text).last().copied()
}

/// The end of a term: 长期, or its last date.
pub fn until(text: &str) -> Option<Until> {
    if WITHOUT_END.is_match(&folded(text)) {
        return Some(Until::LongTerm(LongTerm::LongTerm));
    }
    last_date(text).map(Until::Day)
}

/// A term: its first day, and how long it holds, as far as it says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// 自
    pub from: Option<Date>,
    /// 至
    pub to: Option<Until>,
}

/// How long a letter holds: from day to day, up to a day, for a time (「一年，自签署之日起」, counted from the day it was signed, its last
/// day being the one before the same day), or until the matter is done. A lone date without 至 is the beginning.
pub fn term(text: &str, signed_on: Option<Date>) -> Term {
    static UNTIL_DONE: LazyLock<Regex> = LazyLock::new(|| pattern("(至|到|直至).{0,16}(办结|完毕|完成|终结|办妥|结束)(之日|时|为止|止)?"));
    static DASH_FOR_ONE: LazyLock<Regex> = LazyLock::new(|| pattern("^-(年|个月)"));
    let text = DASH_FOR_ONE.replace(&folded(text), "一$1").into_owned();
    let days = dates(&text);
    let from_signing =
        ["签署", "签订", "签字", "签发", "盖章", "出具", "本委托书", "即日"].iter().any(|it| text.contains(it)) || days.is_empty();
    let from = term_start(&text, &days).or_else(|| signed_on.filter(|_| days.is_empty() && from_signing));
    let has_end = ["至", "到"].iter().any(|it| text.contains(it));
    let for_a_time = || {
        let last = last_day(from?, period(&DATE.replace_all(&text, ""))?)?;
        (!has_end && last.year() - from?.year() <= TERM_YEARS_MAX).then_some(Until::Day(last))
    };
    let to = match days[..] {
        _ if WITHOUT_END.is_match(&text) || UNTIL_DONE.is_match(&text) => Some(Until::LongTerm(LongTerm::LongTerm)),
        [.., last] if days.len() > 1 || from.is_none() && (has_end || text.contains(['止', '前'])) => Some(Until::Day(last)),
        _ => for_a_time(),
    };
    Term { from: from.filter(|_| to.is_some() || !days.is_empty()), to }
}

fn term_start(folded: &str, days: &[Date]) -> Option<Date> {
    let found = DATE.captures(folded)?;
    let before = &folded[..found.get(0)?.start()];
    let is_end = ["至", "到", "截止"].iter().any(|it| before.contains(it));
    let alone = days.len() == 1 && folded.trim_end_matches(['。', ';']).ends_with('止') && !before.contains('自');
    if is_end || alone { None } else { date_of(&found) }
}

/// The last day of a time that begins on a day: a year from 23 November ends on 22 November.
fn last_day(from: Date, period: RetentionPeriod) -> Option<Date> {
    let n = i64::try_from(period.length).ok()?;
    let span = match period.unit {
        RetentionUnit::Day => Span::new().try_days(n),
        RetentionUnit::Month => Span::new().try_months(n),
        RetentionUnit::Year => Span::new().try_years(n),
    };
    from.checked_add(span.ok()?).ok()?.yesterday().ok()
}

/// Nobody is charged for longer; 「至2027年11月」 with its day misread is no term of 2027 years.
const TERM_YEARS_MAX: i16 = 60;

/// The end of the validity of an ID card, dots or no dots.
pub fn id_until(text: &str) -> Option<Until> {
    let text = digits_for_letters(&folded(text));
    if WITHOUT_END.is_match(&text) {
        return Some(Until::LongTerm(LongTerm::LongTerm));
    }
    let days: Vec<Date> = EIGHT_DIGITS.captures_iter(&text).filter_map(|it| date_of(&it)).collect();
    match days[..] {
        [from, to] if from < to => Some(Until::Day(to)),
        [] => PASSPORT_DATE.captures_iter(&text).last().and_then(|it| date_of(&it)).map(Until::Day),
        _ => None,
    }
}

/// A date as passports write it: 03 5月/MAY 2028.
static PASSPORT_DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<d>[0-3]\d)(?P<m>[01]?\d)月/?[A-Za-z]{3}(?P<y>20\d{2})"));

fn digits_for_letters(text: &str) -> String {
    text.chars().map(|c| forced(c).filter(char::is_ascii_digit).unwrap_or(c)).collect()
}

/// A whole number in Arabic or Chinese numerals, with 万 and separators: `128,400`, `12.84万`, `十二万八千四百`, `二〇二六`.
pub fn numeral(text: &str) -> Option<u64> {
    let text: String = text.chars().filter(|it| !matches!(it, ',' | '，' | ' ')).collect();
    if let Some(tens_of_thousands) = text.strip_suffix('万')
        && tens_of_thousands.contains('.')
    {
        return decimal_times_10_000(tens_of_thousands);
    }
    let (mut total, mut section, mut digit): (u64, u64, Option<u64>) = (0, 0, None);
    for c in text.chars() {
        if let Some(next) = numeral_digit(c) {
            digit = Some(digit.unwrap_or(0).checked_mul(10)?.checked_add(next)?);
            continue;
        }
        let unit = match c {
            '十' | '拾' => 10,
            '廿' => 20,
            '卅' => 30,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            '万' => {
                total = total.checked_add(section.checked_add(digit.take().unwrap_or(0))?.checked_mul(10_000)?)?;
                section = 0;
                continue;
            }
            _ => return None,
        };
        section = section.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    if text.is_empty() { None } else { total.checked_add(section)?.checked_add(digit.unwrap_or(0)) }
}

fn decimal_times_10_000(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.')?;
    let fraction = format!("{fraction:0<4}");
    if fraction.len() > 4 {
        return None;
    }
    whole.parse::<u64>().ok()?.checked_mul(10_000)?.checked_add(fraction.parse().ok()?)
}

fn numeral_digit(c: char) -> Option<u64> {
    Some(match c {
        '0'..='9' => u64::from(c as u32 - '0' as u32),
        '〇' | '零' | '○' | 'O' | 'o' | 'Q' => 0,
        'I' | 'l' | '|' => 1,
        '一' | '壹' | '元' | '正' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The first number of people in a text.
pub fn headcount(text: &str) -> Option<u64> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9][0-9,]*(\.[0-9]+)?万?|[一二三四五六七八九十百千万零两〇]+"));
    numeral(NUMBER.find(&folded(text))?.as_str())
}

/// A length of time somewhere in folded text, with its number and unit in groups n and u.
pub const PERIOD: &str =
    r"(?P<n>\d{1,5}|[一二三四五六七八九十百两零〇]{1,7}|半)(?P<u>个?工作日|个?自然日|日历日|个?月|年|天|日|个?季度|周|个?星期|个?小时)";

/// A length of time: `90日`, `三个月`, `半年`, `一年`, `72小时`. Working days and parts of a day have no exact length in days and are none.
pub fn period(text: &str) -> Option<RetentionPeriod> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(PERIOD));
    period_of(&PATTERN.captures(&folded(text))?)
}

/// From groups n and u of [`PERIOD`].
pub fn period_of(found: &Captures) -> Option<RetentionPeriod> {
    let unit = found["u"].trim_start_matches('个');
    let (length, unit) = match (&found["n"], unit) {
        ("半", "年") => (6, RetentionUnit::Month),
        ("半", "月") => (15, RetentionUnit::Day),
        (n, "季度") => (numeral(n)? * 3, RetentionUnit::Month),
        (n, "周" | "星期") => (numeral(n)? * 7, RetentionUnit::Day),
        (n, "小时") if numeral(n)? % 24 == 0 => (numeral(n)? / 24, RetentionUnit::Day),
        (n, "月") => (numeral(n)?, RetentionUnit::Month),
        (n, "年") => (numeral(n)?, RetentionUnit::Year),
        (n, "日" | "天" | "自然日" | "日历日") => (numeral(n)?, RetentionUnit::Day),
        _ => return None,
    };
    Some(RetentionPeriod { length, unit })
}

/// The name of an organisation, without what stands round it: colons, underscores, 「（盖章）」. One that closes a bracket it never opened
/// is the rest of a name.
pub fn organisation(text: &str) -> Option<String> {
    static STAMP: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[(（](盖章|公章|签章|盖单位公章|加盖公章|单位公章|盖公章|签字|公童|盖童)[^)）]*[)）]?"));
    static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[^:：]{0,8}[)）][:：]"));
    static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"([(（〈《【\[]?统一社|[(（〈《【\[]统).*$"));
    let text = STAMP.replace_all(text, "");
    let text = LABEL.replace(&text, "");
    let text = CODE.replace(&text, "");
    let text = text.trim_matches(|c: char| !(is_chinese(c) || c.is_ascii_alphanumeric() || "()（）".contains(c)));
    let text = unbalanced_off(text);
    let is_name = text.chars().filter(|it| is_chinese(*it) || it.is_ascii_alphabetic()).count() >= 2;
    (is_name && !closes_unopened(text)).then(|| text.to_owned())
}

fn closes_unopened(text: &str) -> bool {
    let depths = text.chars().scan(0, |depth, c| {
        *depth += i32::from("(（".contains(c)) - i32::from(")）".contains(c));
        Some(*depth)
    });
    depths.min().is_some_and(|it| it < 0)
}

/// A bracket at an end that its partner is missing for is dirt.
fn unbalanced_off(text: &str) -> &str {
    let count = |set: &[char]| text.matches(set).count();
    match count(&['(', '（']).cmp(&count(&[')', '）'])) {
        std::cmp::Ordering::Greater => text.trim_start_matches(['(', '（']).trim_end_matches(['(', '（']),
        std::cmp::Ordering::Less => text.trim_start_matches([')', '）']).trim_end_matches([')', '）']),
        std::cmp::Ordering::Equal => text.trim_start_matches([')', '）']).trim_end_matches(['(', '（']),
    }
}

/// The name of a person: its first run of Chinese characters (and `·`), 先生 and 女士 off; or Latin letters.
pub fn person(text: &str) -> Option<String> {
    let text: String = text.chars().map(|it| if matches!(it, '•' | '・' | '．') { '·' } else { it }).collect();
    let text = text.trim_start_matches(|c: char| !is_chinese(c) && !c.is_ascii_alphabetic());
    let belongs = |c: char| {
        let latin = text.starts_with(|it: char| it.is_ascii_alphabetic());
        if latin { c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'') } else { is_chinese(c) || c == '·' }
    };
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    let name = ["先生", "女士", "同志"].iter().fold(&text[..end], |name, it| name.strip_suffix(it).unwrap_or(name)).trim();
    let is_name = (2..=20).contains(&name.chars().count()) && !WORDS_OF_LETTERS.iter().any(|it| name.contains(it));
    is_name.then(|| name.to_owned())
}

/// Nobody is called so: what has such a word in it stands beside a name, or was taken for one.
const WORDS_OF_LETTERS: [&str; 9] = ["委托", "代理人", "公司", "单位", "权限", "身份证", "姓名", "性别", "民族"];

/// Text as written, without colons and lines to write on at its ends.
pub fn words(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "_:：|·.-—".contains(c));
    (!text.is_empty()).then(|| text.to_owned())
}

/// A kind of code with a check character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// GB 32100
    Uscc,
    /// GB 11643
    IdNumber,
}

impl CodeKind {
    /// Whether the check character holds.
    pub fn holds(self, code: &str) -> bool {
        match self {
            CodeKind::Uscc => Uscc::parse(code).is_ok(),
            CodeKind::IdNumber => IdNumber::parse(code).is_ok(),
        }
    }

    fn allows(self, c: char) -> bool {
        match self {
            CodeKind::Uscc => casework::words::USCC_ALPHABET.contains(c),
            CodeKind::IdNumber => c.is_ascii_digit() || c == 'X',
        }
    }

    /// The code as it stands in a text: capitals and digits only, what the alphabet does not have replaced by what it is mistaken for.
    pub fn plain(self, text: &str) -> String {
        let text = folded(text).to_uppercase();
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| if self.allows(c) { c } else { forced(c).filter(|it| self.allows(*it)).unwrap_or(c) }).collect()
    }

    /// The code in a text whose check character holds, if there is one.
    pub fn checked(self, text: &str) -> Option<String> {
        let code: Vec<char> = self.plain(text).chars().collect();
        code.windows(18).map(|it| it.iter().collect::<String>()).find(|it| self.holds(it))
    }

    /// Every code the text can stand for if one character, or two, were mistaken for a look-alike or one was read twice.
    pub fn mended(self, text: &str) -> BTreeSet<String> {
        let code: Vec<char> = self.plain(text).chars().collect();
        let mut codes: Vec<Vec<char>> = vec![code.clone()];
        match code.len() {
            18 => {
                let once = self.swapped(&code);
                codes.extend(once.iter().flat_map(|it| self.swapped(it)));
                codes.extend(once);
            }
            19 => codes.extend((0..19).map(|i| code[..i].iter().chain(&code[i + 1..]).copied().collect())),
            _ => {}
        }
        codes.into_iter().map(|it| it.into_iter().collect::<String>()).filter(|it| self.holds(it)).collect()
    }

    fn swapped(self, code: &[char]) -> Vec<Vec<char>> {
        let mut codes = Vec::new();
        for (i, c) in code.iter().enumerate() {
            for other in look_alikes(*c).chars().filter(|it| self.allows(*it)) {
                let mut swapped = code.to_vec();
                swapped[i] = other;
                codes.push(swapped);
            }
        }
        codes
    }
}

/// Letters that neither alphabet has, and what they are mistaken for.
fn forced(c: char) -> Option<char> {
    Some(match c {
        'O' | 'o' | 'Q' | 'D' => '0',
        'I' | 'l' | '|' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'B' => '8',
        'G' => '6',
        'V' => 'Y',
        _ => return None,
    })
}

fn look_alikes(c: char) -> &'static str {
    match c {
        '0' => "DQ8C",
        '1' => "7LJT",
        '2' => "7",
        '3' => "8",
        '4' => "A",
        '5' => "6",
        '6' => "G85",
        '7' => "1T2",
        '8' => "B360",
        '9' => "8",
        'A' => "4",
        'B' => "8R",
        'C' => "G0",
        'D' => "0",
        'E' => "FB",
        'F' => "EP",
        'G' => "6C",
        'H' => "NMW",
        'J' => "1",
        'K' => "X",
        'L' => "1",
        'M' => "NHW",
        'N' => "MH",
        'P' => "FR",
        'Q' => "0",
        'R' => "PB",
        'T' => "71Y",
        'U' => "J",
        'W' => "M",
        'X' => "KY",
        'Y' => "TX",
        _ => "",
    }
}
