//! 留存文本: what a packet held at one moment, and what is different at another. Corrections and changes are both judged by it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::packet::{Packet, block_name};
use crate::words::{Slot, fold};

/// 留存文本: answers as they stood, and each material by its hash. Kept at every submission and every return; it does not print itself.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "留存文本")]
pub struct Snapshot {
    /// The answers, choices by their words ([`Packet::chosen`]).
    pub answers: Value,
    /// The materials, in the packet's order.
    pub materials: Vec<Held>,
}

/// 留存材料: one material by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "留存材料")]
pub struct Held {
    /// Its slot.
    pub slot: Slot,
    /// What an `other` material is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Its name in the packet.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// 差异: one place where two snapshots differ. It names the place and holds no answer, so it may be logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "差异")]
pub enum Difference {
    /// An answer.
    Answer {
        /// Its path, such as `answers.uses.lobby-gate.purpose`; a list without ids is one answer.
        at: String,
        /// Filled in, cleared or altered.
        how: How,
        /// Whether it differs in the way of writing alone: width, blanks, brackets, separators of a number.
        slight: bool,
    },
    /// The materials of a slot, or of one topic of `other`.
    Material {
        /// The slot.
        slot: Slot,
        /// The topic.
        topic: Option<String>,
        /// Added, taken out or replaced.
        how: How,
    },
}

/// How a place differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// 新增: there was nothing
    Added,
    /// 删除: there is nothing
    Removed,
    /// 改动
    Altered,
}

impl Snapshot {
    /// The packet as it stands, with the hash of each file. A file without a hash (missing, refused) is left out: nothing was handed in.
    pub fn of(packet: &Packet, sha256: impl Fn(&str) -> Option<String>) -> Snapshot {
        let held = |it: &crate::packet::Material| {
            Some(Held { slot: it.slot, topic: it.topic.clone(), file: it.file.clone(), sha256: sha256(&it.file)? })
        };
        Snapshot { answers: packet.chosen.clone(), materials: packet.materials.iter().filter_map(held).collect() }
    }

    /// Where `now` differs from this: answers in their order, then materials by slot.
    pub fn differences(&self, now: &Snapshot) -> Vec<Difference> {
        let mut found = Vec::new();
        compare("answers".to_owned(), Some(&self.answers), Some(&now.answers), &mut found);
        let keys: BTreeSet<_> = self.materials.iter().chain(&now.materials).map(Held::key).collect();
        found.extend(keys.into_iter().filter_map(|(slot, topic)| {
            let how = how(&self.hashes(slot, topic), &now.hashes(slot, topic), BTreeSet::is_empty)?;
            Some(Difference::Material { slot, topic: topic.map(str::to_owned), how })
        }));
        found
    }

    /// The hashes that stand in a slot, or under one topic of it.
    pub fn hashes(&self, slot: Slot, topic: Option<&str>) -> BTreeSet<&str> {
        self.materials.iter().filter(|it| it.key() == (slot, topic)).map(|it| it.sha256.as_str()).collect()
    }

    /// The answer at a path that a difference names.
    pub fn answer(&self, at: &str) -> Option<&Value> {
        at.strip_prefix("answers.")?.split('.').try_fold(&self.answers, |at, step| match at {
            Value::Object(fields) => fields.get(step),
            Value::Array(blocks) => blocks.iter().enumerate().find(|(i, it)| block_name(*i, it) == step).map(|it| it.1),
            _ => None,
        })
    }
}

impl Held {
    fn key(&self) -> (Slot, Option<&str>) {
        (self.slot, self.topic.as_deref())
    }
}

impl Difference {
    /// The path of the answer, or `materials.<slot>` with the topic behind it.
    pub fn at(&self) -> String {
        match self {
            Difference::Answer { at, .. } => at.clone(),
            Difference::Material { slot, topic: None, .. } => format!("materials.{}", slot.id()),
            Difference::Material { slot, topic: Some(topic), .. } => format!("materials.{}.{topic}", slot.id()),
        }
    }

    /// Whether it lies at a path or below it.
    pub fn lies_at(&self, path: &str) -> bool {
        self.at().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("answers", &"[private]").field("materials", &self.materials).finish()
    }
}

fn how<T: PartialEq>(was: &T, is: &T, empty: fn(&T) -> bool) -> Option<How> {
    match (empty(was), empty(is)) {
        (true, true) => None,
        (true, false) => Some(How::Added),
        (false, true) => Some(How::Removed),
        (false, false) => (was != is).then_some(How::Altered),
    }
}

/// Groups go into groups and lists of blocks with ids by id; everything else is one answer.
fn compare(at: String, was: Option<&Value>, is: Option<&Value>, found: &mut Vec<Difference>) {
    if let Some(names) = group_names(was, is) {
        for name in names {
            compare(format!("{at}.{name}"), part(was, &name), part(is, &name), found);
        }
        return;
    }
    let (was, is) = (written(was), written(is));
    if let Some(how) = how(&was, &is, String::is_empty) {
        let slight = how == How::Altered && plain(&was) == plain(&is);
        found.push(Difference::Answer { at, how, slight });
    }
}

/// The names of the parts of two groups or of two lists of blocks with ids, in their order; nothing where one is a plain answer.
fn group_names(was: Option<&Value>, is: Option<&Value>) -> Option<Vec<String>> {
    let names = |it: Option<&Value>| match it {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Object(fields)) => Some(fields.keys().cloned().collect()),
        Some(Value::Array(blocks)) if blocks.iter().all(|it| it.get("id").is_some()) => {
            Some(blocks.iter().enumerate().map(|(i, it)| block_name(i, it)).collect())
        }
        Some(_) => None,
    };
    let (mut all, more): (Vec<String>, Vec<String>) = (names(was)?, names(is)?);
    all.extend(more);
    let mut seen = BTreeSet::new();
    all.retain(|it| seen.insert(it.clone()));
    (!all.is_empty()).then_some(all)
}

fn part<'a>(of: Option<&'a Value>, name: &str) -> Option<&'a Value> {
    match of? {
        Value::Object(fields) => fields.get(name),
        Value::Array(blocks) => blocks.iter().enumerate().find(|(i, it)| block_name(*i, it) == name).map(|it| it.1),
        _ => None,
    }
}

/// An answer as one text; blank and absent are the same, and the order of what was ticked is none.
fn written(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Array(items)) => {
            let mut items: Vec<String> = items.iter().map(|it| written(Some(it))).collect();
            items.sort();
            items.join("\n")
        }
        Some(Value::Object(fields)) => {
            let sorted: BTreeMap<_, _> = fields.iter().map(|(name, it)| (name, written(Some(it)))).filter(|it| !it.1.is_empty()).collect();
            sorted.into_iter().map(|(name, it)| format!("{name}={it};")).collect()
        }
        Some(plain) => plain.to_string(),
    }
}

/// Without what is only a way of writing.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let digits: String = folded.chars().filter(|it| *it != ',').collect();
    if !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) { digits } else { folded }
}
