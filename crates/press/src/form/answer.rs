//! A cursor over the answers as they were typed. What it hands out is written as a document writes it, and remembered with its field,
//! so that a character no font draws can be named there.

use std::cell::RefCell;

use casework::words::{RetentionPeriod, RetentionUnit};
use jiff::civil::Date;
use serde_json::Value;

use super::document::Field;

/// Every text that was handed out, with its field.
pub(super) type HandedOut = RefCell<Vec<(String, String)>>;

/// The label of a choice, such as 企业 for `enterprise`, by the field's place in the form.
pub(super) type ChoiceLabel<'a> = dyn Fn(&str, &str) -> Option<String> + 'a;

/// A place in the answers.
#[derive(Clone)]
pub(super) struct Answer<'a> {
    value: Option<&'a Value>,
    /// With blocks named, such as `answers.uses.lobby-gate.purpose`.
    path: String,
    /// Without, as the form names it: `uses.purpose`.
    field: String,
    label: &'a ChoiceLabel<'a>,
    handed_out: &'a HandedOut,
}

impl<'a> Answer<'a> {
    /// All answers.
    pub(super) fn root(answers: &'a Value, label: &'a ChoiceLabel<'a>, handed_out: &'a HandedOut) -> Answer<'a> {
        Answer { value: Some(answers), path: "answers".to_owned(), field: String::new(), label, handed_out }
    }

    /// The field or group of this name; names may be joined, as in `pipo.name`.
    pub(super) fn at(&self, name: &str) -> Answer<'a> {
        let value = name.split('.').try_fold(self.value, |at, step| Some(at?.get(step)));
        let field = if self.field.is_empty() { name.to_owned() } else { format!("{}.{name}", self.field) };
        Answer { value: value.flatten(), path: format!("{}.{name}", self.path), field, ..self.clone() }
    }

    /// The blocks of a list, each named by its `id` or else by its place from 1.
    pub(super) fn blocks(&self, name: &str) -> Vec<Answer<'a>> {
        let list = self.at(name);
        let blocks = list.value.and_then(Value::as_array).into_iter().flatten();
        let block = |(i, value): (usize, &'a Value)| {
            let name = value.get("id").and_then(Value::as_str).map_or((i + 1).to_string(), str::to_owned);
            Answer { value: Some(value), path: format!("{}.{name}", list.path), ..list.clone() }
        };
        blocks.enumerate().map(block).collect()
    }

    /// A list of texts, one by one.
    pub(super) fn items(&self) -> Vec<String> {
        let items = self.value.and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|it| self.written(it)).map(|it| self.hand_out(it)).collect()
    }

    /// The answer as a document writes it: 2026年9月1日, 是, the label of a choice, several joined by 、; empty where nothing was answered.
    pub(super) fn text(&self) -> String {
        let text = self.value.and_then(|it| self.written(it)).unwrap_or_default();
        self.hand_out(text)
    }

    /// The answer of a field below, under a label.
    pub(super) fn labelled(&self, label: &str, name: &str) -> Field {
        Field::new(label, self.at(name).text())
    }

    /// Where it stands, such as `answers.handler.name`.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    fn hand_out(&self, text: String) -> String {
        if !text.is_empty() {
            self.handed_out.borrow_mut().push((self.path.clone(), text.clone()));
        }
        text
    }

    fn written(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::Bool(flag) => Some(if *flag { "是" } else { "否" }.to_owned()),
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some((self.label)(&self.field, text).or_else(|| day(text)).unwrap_or_else(|| text.clone())),
            Value::Array(items) => Some(items.iter().filter_map(|it| self.written(it)).collect::<Vec<_>>().join("、")),
            Value::Object(_) => Some(Answer { value: Some(value), ..self.clone() }.group()),
        }
    }

    /// A group in one cell: a retention period as a person says it, any other group part by part.
    fn group(&self) -> String {
        let period = || {
            let unit: RetentionUnit = serde_json::from_value(self.at("unit").value?.clone()).ok()?;
            Some(RetentionPeriod { length: self.at("length").value?.as_u64()?, unit }.to_string())
        };
        let part = |name: &str| Some(self.at(name).text()).filter(|it| !it.is_empty());
        if let Some(period) = period() {
            let reason = part("reason").map(|it| format!("理由：{it}"));
            return [Some(period), part("rule"), reason].into_iter().flatten().collect::<Vec<_>>().join("\n");
        }
        let names = self.value.and_then(Value::as_object).into_iter().flat_map(serde_json::Map::keys);
        names.filter_map(|it| part(it)).collect::<Vec<_>>().join("\n")
    }
}

/// A day as documents write it, if the text is one.
fn day(text: &str) -> Option<String> {
    let day: Date = text.trim().parse().ok()?;
    Some(written_day(day))
}

/// 2026年9月1日
pub(crate) fn written_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
