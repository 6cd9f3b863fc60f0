//! Every answer belongs to a field of the form.

use law::{Cite, Field, FieldKind, Form, cite};
use serde_json::{Map, Value};

use crate::packet::block_name;
use crate::precheck::{Subject, Verdict};

/// Our own rule: what no field asks for is not read.
pub const CITE: Cite = cite("house/unknown-field");

const RETENTION: [&str; 4] = ["length", "unit", "rule", "reason"];

/// Of an unknown edition no field is known; that is said by `form-edition`.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (Some(form), Some(answers)) = (subject.law.form(&subject.packet.form), subject.packet.typed.as_object()) else { return verdict };
    verdict.look();
    let mut strangers = Strangers { form, found: Vec::new() };
    strangers.among(answers, "", "answers");
    for at in strangers.found {
        let zh = format!("表单没有「{at}」这个字段，这里写的内容不会被读到");
        verdict.fail(at.clone(), zh, format!("the form has no field `{at}`; what is written there is not read"));
    }
    verdict
}

/// Walks the answers along the paths of the form: `path` as the form writes it, `at` as findings do.
struct Strangers<'a> {
    form: &'a Form,
    found: Vec<String>,
}

impl Strangers<'_> {
    fn among(&mut self, group: &Map<String, Value>, path: &str, at: &str) {
        for (key, value) in group {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.look_at(value, &path, &format!("{at}.{key}"));
        }
    }

    fn look_at(&mut self, value: &Value, path: &str, at: &str) {
        if let Some(field) = self.form.field(path) {
            return self.inside(field, value, at);
        }
        let below = format!("{path}.");
        match value {
            _ if !self.form.fields().any(|it| it.path.starts_with(&below)) => self.found.push(at.to_owned()),
            Value::Object(group) => self.among(group, path, at),
            Value::Array(_) => self.each(value, at, |it, group, at| it.among(group, &format!("{path}.*"), at)),
            _ => {}
        }
    }

    /// The parts of an answer that has parts.
    fn inside(&mut self, field: &Field, value: &Value, at: &str) {
        let unknown = |group: &Map<String, Value>, known: &[&str], at: &str| -> Vec<String> {
            group.keys().filter(|key| !known.contains(&key.as_str())).map(|key| format!("{at}.{key}")).collect()
        };
        match (field.kind, value) {
            (FieldKind::Retention, Value::Object(group)) => self.found.extend(unknown(group, &RETENTION, at)),
            (FieldKind::Table, _) => {
                let columns: Vec<&str> = field.columns.iter().map(|it| it.key.as_str()).collect();
                self.each(value, at, |it, row, at| it.found.extend(unknown(row, &columns, at)));
            }
            _ => {}
        }
    }

    /// The blocks of a list, each by its `id` or its place from 1.
    fn each(&mut self, list: &Value, at: &str, look: impl Fn(&mut Self, &Map<String, Value>, &str)) {
        for (i, block) in list.as_array().into_iter().flatten().enumerate() {
            if let Some(group) = block.as_object() {
                look(self, group, &format!("{at}.{}", block_name(i, block)));
            }
        }
    }
}
