//! A cursor over answers as they were typed: each field is taken by name and kind, and what does not fit is noted with its path.

use std::cell::RefCell;

use jiff::civil::Date;
use law::Wording;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer of the wrong kind. The answer stays as typed; the rule `answers-well-formed` reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Where, such as `answers.headcount.stored`.
    pub path: String,
    /// What is asked there.
    pub wanted: Wording,
    /// What was typed, as it stands.
    pub typed: String,
}

/// A place in the answers.
pub struct Node<'a> {
    value: Option<&'a Value>,
    path: String,
    misfits: &'a RefCell<Vec<Misfit>>,
}

impl<'a> Node<'a> {
    /// The root; misfits are collected in the given cell.
    pub fn root(value: &'a Value, path: &str, misfits: &'a RefCell<Vec<Misfit>>) -> Node<'a> {
        Node { value: Some(value), path: path.to_owned(), misfits }
    }

    /// The path of this place.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The block or field of this name.
    pub fn at(&self, name: &str) -> Node<'a> {
        if !matches!(self.value, None | Some(Value::Object(_))) {
            self.misfit("一组字段", "a group of fields");
        }
        let value = self.value.and_then(|it| it.get(name)).filter(|it| !is_blank(it));
        Node { value, path: format!("{}.{name}", self.path), misfits: self.misfits }
    }

    /// The blocks of a list, each named by its `id` or else by its place from 1.
    pub fn blocks(&self, name: &str) -> Vec<Node<'a>> {
        let list = self.at(name);
        let blocks = match list.value {
            None => return Vec::new(),
            Some(Value::Array(blocks)) => blocks,
            Some(_) => {
                list.misfit("若干组字段", "a list of groups");
                return Vec::new();
            }
        };
        let node = |(i, value): (usize, &'a Value)| Node {
            value: Some(value),
            path: format!("{}.{}", list.path, block_name(i, value)),
            misfits: self.misfits,
        };
        blocks.iter().enumerate().map(node).collect()
    }

    /// A text, with surrounding white space left as typed; a number is taken as its digits.
    pub fn text(&self, name: &str) -> Option<String> {
        self.at(name).take("文字", "a text", |it| match it {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    /// A whole number, zero or more; also as text, with or without separators (`128,400`, `１２８４００`).
    pub fn count(&self, name: &str) -> Option<u64> {
        self.at(name).take("一个整数", "a whole number", |it| match it {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => plain_number(text),
            _ => None,
        })
    }

    /// Yes or no; also as 是, 否, yes, no.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.at(name).take("是或否（true 或 false）", "yes or no (true or false)", |it| match it {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => match text.trim() {
                "是" | "有" | "yes" | "true" => Some(true),
                "否" | "无" | "no" | "false" => Some(false),
                _ => None,
            },
            _ => None,
        })
    }

    /// A day, written 2026-09-14.
    pub fn date(&self, name: &str) -> Option<Date> {
        self.at(name).take("一个日期，写作 2026-09-14", "a date, written 2026-09-14", |it| it.as_str()?.trim().parse().ok())
    }

    /// One of a fixed set of words.
    pub fn choice<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.at(name).take("所列选项之一", "one of the options listed", |it| serde_json::from_value(it.clone()).ok())
    }

    /// Several of a fixed set of words.
    pub fn choices<T: DeserializeOwned>(&self, name: &str) -> Vec<T> {
        self.at(name)
            .take("所列选项中的若干项", "some of the options listed", |it| serde_json::from_value(it.clone()).ok())
            .unwrap_or_default()
    }

    /// Several texts.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.choices(name)
    }

    fn take<T>(&self, zh: &str, en: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.value?;
        let taken = read(value);
        if taken.is_none() {
            self.misfit(zh, en);
        }
        taken
    }

    fn misfit(&self, zh: &str, en: &str) {
        let typed = match self.value {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => return,
        };
        let mut misfits = self.misfits.borrow_mut();
        if !misfits.iter().any(|it| it.path == self.path) {
            misfits.push(Misfit { path: self.path.clone(), wanted: Wording::new(zh, en), typed });
        }
    }
}

/// What a block of a list is called in paths: by its `id`, or where that is blank by its place from 1.
pub fn block_name(i: usize, block: &Value) -> String {
    let id = block.get("id").and_then(Value::as_str).filter(|it| !it.trim().is_empty());
    id.map_or_else(|| (i + 1).to_string(), str::to_owned)
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn plain_number(text: &str) -> Option<u64> {
    let digits: String = text.trim().chars().filter(|it| !matches!(it, ',' | '，' | ' ')).collect();
    let half_width = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        other => Some(other),
    };
    digits.chars().map(half_width).collect::<Option<String>>()?.parse().ok()
}

/// TOML as the one tree of answers: dates become ISO text.
pub(super) fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(instant) => Value::String(instant.to_string()),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(name, it)| (name, from_toml(it))).collect::<serde_json::Map<_, _>>().into(),
    }
}
