//! A cursor over the answers as they were typed. What it hands out is written as a document writes it, and remembered with its field,
//! so that a character no font draws can be named there.

use std::cell::RefCell;

use casework::words::{RetentionPeriod, RetentionUnit};
use jiff::civil::Date;
use law::{Column, FieldKind, Form, Group, Law, Sheet};
use serde_json::Value;

use super::document::Field;
use crate::engine::FieldName;

/// Every text that was handed out, with its field.
pub(super) type HandedOut = RefCell<Vec<(FieldName, String)>>;

/// A place in the answers.
#[derive(Clone)]
pub(super) struct Answer<'a> {
    value: Option<&'a Value>,
    /// With blocks named, such as `answers.uses.lobby-gate.purpose`.
    path: String,
    /// As the form names it: `uses.*.purpose`.
    field: String,
    law: &'a Law,
    form: &'a Form,
    handed_out: &'a HandedOut,
}

impl<'a> Answer<'a> {
    /// All answers.
    pub(super) fn root(answers: &'a Value, law: &'a Law, form: &'a Form, handed_out: &'a HandedOut) -> Answer<'a> {
        Answer { value: Some(answers), path: "answers".to_owned(), field: String::new(), law, form, handed_out }
    }

    /// The field or group of this name; names may be joined, as in `pipo.name`.
    pub(super) fn at(&self, name: &str) -> Answer<'a> {
        let value = name.split('.').try_fold(self.value, |at, step| Some(at?.get(step)));
        let field = if self.field.is_empty() { name.to_owned() } else { format!("{}.{name}", self.field) };
        Answer { value: value.flatten(), path: format!("{}.{name}", self.path), field, ..self.clone() }
    }

    /// The blocks of the list of this name.
    pub(super) fn blocks(&self, name: &str) -> Vec<Answer<'a>> {
        self.at(name).rows()
    }

    /// The blocks of this list, each named by its `id` or else by its place from 1.
    pub(super) fn rows(&self) -> Vec<Answer<'a>> {
        let blocks = self.value.and_then(Value::as_array).into_iter().flatten();
        let block = |(i, value): (usize, &'a Value)| {
            let name = value.get("id").and_then(Value::as_str).map_or((i + 1).to_string(), str::to_owned);
            Answer { value: Some(value), path: format!("{}.{name}", self.path), field: format!("{}.*", self.field), ..self.clone() }
        };
        blocks.enumerate().map(block).collect()
    }

    /// The first block of a list that has none.
    pub(super) fn blank_row(&self) -> Answer<'a> {
        Answer { value: None, path: format!("{}.1", self.path), field: format!("{}.*", self.field), ..self.clone() }
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

    /// The answer as a form ticks it: ■是　□否. One that is none of the choices stands as it was typed.
    pub(super) fn ticked(&self, field: &law::Field) -> String {
        let choices: Vec<(&str, &str)> = match field.kind {
            FieldKind::YesNo => vec![("true", "是"), ("false", "否")],
            FieldKind::Choice | FieldKind::Choices => field.choices.iter().map(|it| (it.value.as_str(), it.zh.as_str())).collect(),
            _ => return self.text(),
        };
        let chosen = self.value.map(chosen).unwrap_or_default();
        if chosen.iter().any(|it| choices.iter().all(|(value, _)| value != it)) {
            return self.text();
        }
        let one = |(value, label): &(&str, &str)| format!("{}{label}", if chosen.iter().any(|it| it == value) { '■' } else { '□' });
        choices.iter().map(one).collect::<Vec<_>>().join("　")
    }

    /// A day as a web page takes it: 2026-09-01.
    pub(super) fn day_in_digits(&self, field: &law::Field) -> Option<String> {
        let text = self.value.and_then(Value::as_str).filter(|_| field.kind == FieldKind::Date)?;
        text.trim().parse::<Date>().ok().map(|it| it.to_string())
    }

    /// The answer of a field below, under a label of ours.
    pub(super) fn labelled(&self, label: &str, name: &str) -> Field {
        Field::new(label, self.at(name).text())
    }

    /// The answers of fields below, under the form's own labels; a field this edition does not have is left out.
    pub(super) fn fields(&self, names: &[&str]) -> Vec<Field> {
        let places = names.iter().map(|name| self.at(name));
        places.filter_map(|it| Some(Field::new(&it.form.field(&it.field)?.label.zh, it.text()))).collect()
    }

    /// The place of a form's field: as it stands, or within the element at hand for `uses.*.purpose`.
    pub(super) fn of(&self, field: &law::Field) -> Answer<'a> {
        let within = field.path.strip_prefix(&self.field).filter(|_| !self.field.is_empty());
        self.at(within.map_or(field.path.as_str(), |it| it.trim_start_matches('.')))
    }

    /// A sheet of the form.
    pub(super) fn sheet(&self, id: &str) -> Option<&'a Sheet> {
        self.form.sheet(id)
    }

    /// The elements a group of the form is repeated for; the answers as a whole if it is not.
    pub(super) fn elements(&self, group: &Group) -> Vec<Answer<'a>> {
        group.repeat.as_ref().map_or(vec![self.clone()], |list| self.blocks(list))
    }

    /// The law at hand.
    pub(super) fn law(&self) -> &'a Law {
        self.law
    }

    fn hand_out(&self, text: String) -> String {
        if !text.is_empty() {
            let label = self.form.field(&self.field).map(|it| it.label.clone());
            let label = label.or_else(|| Some(self.column()?.label.clone()));
            self.handed_out.borrow_mut().push((FieldName { at: self.path.clone(), label }, text.clone()));
        }
        text
    }

    fn written(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::Bool(flag) => Some(if *flag { "是" } else { "否" }.to_owned()),
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(self.in_words(text)),
            Value::Array(items) => Some(items.iter().filter_map(|it| self.written(it)).collect::<Vec<_>>().join("、")),
            Value::Object(_) => Some(Answer { value: Some(value), ..self.clone() }.group()),
        }
    }

    /// A day and a choice as a person reads them; any other text as it was typed.
    fn in_words(&self, text: &str) -> String {
        let (kind, choices) = match self.form.field(&self.field) {
            Some(field) => (field.kind, &field.choices),
            None => match self.column() {
                Some(column) => (column.kind, &column.choices),
                None => return text.to_owned(),
            },
        };
        if kind == FieldKind::Province {
            return self.law.authority(text).map_or(text, |it| &it.place.zh).to_owned();
        }
        let label = choices.iter().find(|it| it.value == text).map(|it| it.zh.clone());
        let day = || text.trim().parse().ok().filter(|_| kind == FieldKind::Date).map(written_day);
        label.or_else(day).unwrap_or_else(|| text.to_owned())
    }

    /// The column of a table it stands in: `uses.*.entrusted.*.name` is `name` of `uses.*.entrusted`.
    fn column(&self) -> Option<&'a Column> {
        let (table, key) = self.field.rsplit_once(".*.")?;
        self.form.field(table)?.columns.iter().find(|it| it.key == key)
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

/// The values that were chosen, as typed.
fn chosen(value: &Value) -> Vec<String> {
    match value {
        Value::Bool(flag) => vec![flag.to_string()],
        Value::String(text) if text.trim().is_empty() => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(chosen).collect(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

/// 2026年9月1日
pub(crate) fn written_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
