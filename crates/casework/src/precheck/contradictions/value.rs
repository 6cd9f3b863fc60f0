//! What is stated, and when two statements can mean the same.

use std::collections::BTreeSet;

use jiff::civil::Date;
use law::Wording;

use crate::packet::{LegalBasis, SafetyMeasure, Storage, StoredForm};
use crate::precheck::phrases::bare;
use crate::words::{Mode, RetentionPeriod, Sameness, compare, fold, grouped};

/// A value of any matter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A person or an organisation, to the character.
    Name(String),
    /// A name that may be written shorter or longer: an address, a product.
    LooseName(String),
    /// Sentences; only their complete difference is a doubt.
    Prose(String),
    /// A number of people.
    Count(u64),
    /// One number of several that may be meant, such as the levels of several systems.
    OneOf(Vec<u64>),
    /// A day.
    Day(Date),
    /// A length of time that is stated.
    Period(RetentionPeriod),
    /// A length of time that a general rule allows at most.
    Limit(RetentionPeriod),
    /// Yes or no.
    Flag(bool),
    /// One of a fixed set of words, in both languages.
    Word(&'static str, &'static str),
    /// Names: a list that is complete, or (false) one that may leave some out.
    Names(Vec<String>, bool),
    /// Words of a fixed set in their usual order, likewise.
    Words(BTreeSet<Choice>, bool),
}

/// One of a fixed set of words: its place in the set, Chinese, English.
type Choice = (u8, &'static str, &'static str);

/// How a statement stands to others; the number is that of the one it is told beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They can mean the same.
    Same,
    /// That cannot be told.
    Unclear(usize),
    /// They cannot.
    Different(usize),
}

/// Rounder figures than tens of thousands are not taken for a rounded count.
const COARSEST_ROUNDING: u64 = 10_000;

impl Value {
    /// Against statements about the same thing: one that means the same is enough.
    pub fn against(&self, others: &[&Value]) -> Likeness {
        others.iter().enumerate().map(|(i, it)| self.likeness(it, i)).min().unwrap_or(Likeness::Same)
    }

    /// A statement about all uses against what is said of each. A general No is contradicted by one Yes, a list by what none has; for
    /// everything else one use that fits is enough.
    pub fn against_all(&self, others: &[&Value]) -> Likeness {
        match self {
            Value::Flag(false) => others.iter().position(|it| **it == Value::Flag(true)).map_or(Likeness::Same, Likeness::Different),
            Value::Names(names, _) if names.is_empty() => {
                let named = |it: &&Value| matches!(it, Value::Names(names, _) if !names.is_empty());
                others.iter().position(named).map_or(Likeness::Same, Likeness::Different)
            }
            Value::Names(..) | Value::Words(..) => match others.iter().copied().cloned().reduce(Value::joined) {
                Some(all) if self.likeness(&all, 0) == Likeness::Same => Likeness::Same,
                _ => Likeness::Different(0),
            },
            _ => self.against(others),
        }
    }

    /// Lists of several uses as one.
    pub fn joined(self, other: Value) -> Value {
        match (self, other) {
            (Value::Names(a, _), Value::Names(b, _)) => Value::Names([a, b].concat(), false),
            (Value::Words(a, _), Value::Words(b, _)) => Value::Words(a.union(&b).copied().collect(), false),
            (one, _) => one,
        }
    }

    fn likeness(&self, other: &Value, i: usize) -> Likeness {
        match (self, other) {
            (Value::Prose(a), Value::Prose(b)) => {
                if share_words(a, b) {
                    Likeness::Same
                } else {
                    Likeness::Unclear(i)
                }
            }
            (Value::Name(a), Value::Name(b)) => match compare(a, b) {
                Sameness::Same | Sameness::SameFolded => Likeness::Same,
                _ => Likeness::Different(i),
            },
            (a, b) => {
                if a.agrees(b) {
                    Likeness::Same
                } else {
                    Likeness::Different(i)
                }
            }
        }
    }

    /// Whether both are long texts, such as addresses, of which each lacks two characters of the other at most: two readings of a scan can
    /// share that many wrong ones.
    pub fn is_a_slip_of(&self, other: &Value) -> bool {
        const LONG: usize = 12;
        let (Value::LooseName(a), Value::LooseName(b)) = (self, other) else { return false };
        let n_lacking = |of: &str, from: &str| of.chars().filter(|it| !from.contains(*it)).count();
        a.chars().count().min(b.chars().count()) >= LONG && n_lacking(a, b) <= 2 && n_lacking(b, a) <= 2
    }

    fn agrees(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::LooseName(a), Value::LooseName(b)) => either_holds(a, b),
            (Value::Count(a), Value::Count(b)) => a.abs_diff(*b) < rounding(*a).max(rounding(*b)),
            (Value::OneOf(a), Value::OneOf(b)) => a.iter().any(|it| b.contains(it)),
            (Value::Period(a), Value::Period(b)) => a.agrees_with(*b),
            (Value::Limit(limit), Value::Period(it)) | (Value::Period(it), Value::Limit(limit)) => {
                it.days().0 <= limit.days().1 || it.agrees_with(*limit)
            }
            (Value::Names(a, _), Value::Names(b, b_whole)) => {
                let in_list = |name: &String, list: &[String]| list.iter().any(|it| either_holds(name, it));
                let hides_some = a.is_empty() && !b.is_empty();
                !hides_some && a.iter().all(|it| in_list(it, b)) && (!(*b_whole && self.is_whole()) || b.iter().all(|it| in_list(it, a)))
            }
            (Value::Words(a, _), Value::Words(b, b_whole)) => a.is_subset(b) && (!(*b_whole && self.is_whole()) || b.is_subset(a)),
            (a, b) => a == b,
        }
    }

    fn is_whole(&self) -> bool {
        matches!(self, Value::Names(_, true) | Value::Words(_, true))
    }

    /// As a message shows it.
    pub fn shown(&self) -> Wording {
        let alike = |text: String| Wording::new(text.clone(), text);
        match self {
            Value::Name(it) | Value::LooseName(it) => alike(it.clone()),
            Value::Prose(it) => alike(shortened(it)),
            Value::Count(it) => alike(grouped(*it)),
            Value::OneOf(them) => alike(them.iter().map(u64::to_string).collect::<Vec<_>>().join("、")),
            Value::Day(it) => alike(it.to_string()),
            Value::Period(it) => Wording::new(it.to_string(), it.en()),
            Value::Limit(it) => Wording::new(format!("至多{it}"), format!("at most {}", it.en())),
            Value::Flag(true) => Wording::new("是", "yes"),
            Value::Flag(false) => Wording::new("否", "no"),
            Value::Word(zh, en) => Wording::new(*zh, *en),
            Value::Names(names, _) if names.is_empty() => Wording::new("没有", "none"),
            Value::Names(names, _) => Wording::new(names.join("、"), names.join(", ")),
            Value::Words(words, _) => {
                let (zh, en): (Vec<_>, Vec<_>) = words.iter().map(|it| (it.1, it.2)).unzip();
                Wording::new(zh.join("、"), en.join(", "))
            }
        }
    }
}

/// A figure that ends in zeros may be a rounded one: 12.8万 for 128 400. The step it was rounded to.
fn rounding(count: u64) -> u64 {
    let mut step = 1;
    while count != 0 && count.is_multiple_of(step * 10) && step < COARSEST_ROUNDING {
        step *= 10;
    }
    step
}

/// One text, without punctuation and glyph variants, holds the other.
fn either_holds(a: &str, b: &str) -> bool {
    let (a, b) = (bare(&fold(a)), bare(&fold(b)));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

/// Whether a fifth of the shorter text's pairs of characters stand in the longer one.
fn share_words(a: &str, b: &str) -> bool {
    let pairs = |text: &str| {
        let text: Vec<char> = bare(text).chars().collect();
        text.windows(2).map(|it| (it[0], it[1])).collect::<BTreeSet<_>>()
    };
    let (a, b) = (pairs(a), pairs(b));
    a.intersection(&b).count() * 5 >= a.len().min(b.len())
}

fn shortened(text: &str) -> String {
    const SHOWN_MAX: usize = 40;
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The mode.
pub fn mode(it: Mode) -> Value {
    match it {
        Mode::Verification => Value::Word("1:1", "1:1"),
        Mode::Identification => Value::Word("1:N", "1:N"),
    }
}

/// The place of storage.
pub fn storage(it: Storage) -> Value {
    match it {
        Storage::Device => Value::Word("识别设备内", "in the device"),
        Storage::LocalServer => Value::Word("本地服务器", "local server"),
        Storage::Cloud => Value::Word("云", "cloud"),
    }
}

/// The legal basis.
#[rustfmt::skip]
pub fn legal_basis(it: LegalBasis) -> Value {
    let (zh, en) = match it {
        LegalBasis::Consent => ("同意", "consent"),
        LegalBasis::ContractOrHr => ("合同或者人力资源管理所必需", "contract or HR necessity"),
        LegalBasis::LegalDuty => ("履行法定职责、义务", "legal duty"),
        LegalBasis::Emergency => ("公共卫生事件或者紧急情况", "emergency"),
        LegalBasis::News => ("新闻报道、舆论监督", "news or supervision"),
        LegalBasis::PublicInformation => ("已公开的信息", "lawfully public information"),
        LegalBasis::OtherLaw => ("法律、行政法规规定的其他情形", "other, by law"),
    };
    Value::Word(zh, en)
}

/// Forms of storage; `whole` where every one is told.
pub fn stored_forms(them: &[StoredForm], whole: bool) -> Value {
    let word = |it: &StoredForm| match it {
        StoredForm::Image => (1, "人脸图像", "face image"),
        StoredForm::Frame => (2, "视频帧", "video frame"),
        StoredForm::Template => (3, "特征模板", "feature template"),
    };
    Value::Words(them.iter().map(word).collect(), whole)
}

/// Security measures; `whole` where every one is told.
pub fn safety(them: &[SafetyMeasure], whole: bool) -> Value {
    let word = |it: &SafetyMeasure| match it {
        SafetyMeasure::Encryption => (1, "数据加密", "encryption"),
        SafetyMeasure::Audit => (2, "安全审计", "security audit"),
        SafetyMeasure::AccessControl => (3, "访问控制", "access control"),
        SafetyMeasure::Authorisation => (4, "授权管理", "authorisation management"),
        SafetyMeasure::IntrusionDetection => (5, "入侵检测和防御", "intrusion detection and defence"),
    };
    Value::Words(them.iter().map(word).collect(), whole)
}
