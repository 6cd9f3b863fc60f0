//! The JSON Schema (2020-12) of `packet.toml`: its own shape from here, the answers from the form edition in `law/`.
//! Dates are ISO text, as a TOML reader hands them on. A blank answer is valid: what is missing is the completeness rule's to say.

use casework::packet::FORMAT;
use casework::words::Slot;
use law::{Choice, Column, Field, FieldKind, Form, Law, Required};
use serde_json::{Map, Value, json};

use crate::Refusal;

/// The schema for one edition of the forms; the latest unless named.
///
/// # Errors
/// There is no such edition in `law/`.
pub fn schema(law: &Law, edition: Option<&str>) -> Result<Value, Refusal> {
    let form = form(law, edition)?;
    let slots: Vec<&str> = Slot::ALL.iter().map(|it| it.id()).collect();
    let topics: Vec<&str> = law.topics().iter().map(|it| it.id.as_str()).collect();
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("备案材料包 packet.toml · {}", form.edition),
        "description": format!("{} {}", form.warning.zh, form.warning.en),
        "type": "object",
        "required": ["format", "kind", "form"],
        "additionalProperties": false,
        "properties": {
            "format": { "const": FORMAT },
            "kind": { "enum": ["first", "change", "cancellation"] },
            "form": { "const": form.edition },
            "filing": { "type": "string", "description": "变更、注销时写原备案编号 the number of the filing changed or cancelled" },
            "answers": answers(form),
            "materials": list(json!({
                "type": "object",
                "required": ["slot", "file"],
                "additionalProperties": false,
                "properties": {
                    "slot": { "enum": slots },
                    "file": { "type": "string", "pattern": INSIDE, "description": "材料包内的相对路径 relative path inside the packet" },
                    "topic": { "type": "string", "examples": topics, "description": "其他材料是关于什么的 what an other material is about" },
                },
            })),
            "overrides": list(json!({
                "type": "object",
                "required": ["rule", "at", "reason"],
                "additionalProperties": false,
                "properties": {
                    "rule": { "type": "string", "pattern": "^R[0-9]{3}$" },
                    "at": { "type": "string" },
                    "reason": { "type": "string", "minLength": 1 },
                },
            })),
        },
    }))
}

/// As [`casework::packet::stays_inside`] has it: no step of the path is empty, `.` or `..`, and none holds what is no plain name.
const INSIDE: &str = r"^(?!.*(^|/)\.{0,2}(/|$))[^\\:\u0000]+$";

/// An edition by its name, or the latest.
pub(super) fn form<'a>(law: &'a Law, edition: Option<&str>) -> Result<&'a Form, Refusal> {
    let found = match edition {
        Some(name) => law.form(name),
        None => law.forms().last(),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = law.forms().iter().map(|it| it.edition.as_str()).collect();
        let (asked, known) = (edition.unwrap_or_default(), known.join(", "));
        Refusal::new(
            (format!("没有「{asked}」这一版表单。"), format!("There is no form edition `{asked}`.")),
            (format!("已有的版本：{known}。"), format!("Known editions: {known}.")),
        )
    })
}

fn answers(form: &Form) -> Value {
    let mut root = object();
    for field in form.fields() {
        let steps: Vec<&str> = field.path.split('.').collect();
        place(&mut root, &steps, field_schema(field));
    }
    root
}

/// Puts a leaf where its path leads; `*` is any block of a list.
fn place(at: &mut Value, steps: &[&str], leaf: Value) {
    match steps {
        [] => {}
        [name] => at["properties"][*name] = leaf,
        [name, "*", rest @ ..] => {
            let blocks = at["properties"].as_object_mut().expect("an object").entry(*name).or_insert_with(|| list(object()));
            place(&mut blocks["items"], rest, leaf);
        }
        [name, rest @ ..] => {
            let group = at["properties"].as_object_mut().expect("an object").entry(*name).or_insert_with(object);
            place(group, rest, leaf);
        }
    }
}

fn object() -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": Map::new() })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn field_schema(field: &Field) -> Value {
    let mut schema = kind_schema(field.kind, &field.choices, &field.columns);
    schema["title"] = format!("{} {}", field.label.zh, field.label.en).into();
    let asked = match field.required {
        Required::Yes => "必填 required",
        Required::No => "选填 optional",
        Required::When(_) => "视情况必填 required in some cases",
    };
    schema["description"] = format!("{asked}。{} {}", field.why.zh, field.why.en).into();
    schema
}

fn kind_schema(kind: FieldKind, choices: &[Choice], columns: &[Column]) -> Value {
    let text = json!({ "type": ["string", "integer"] }); // a number is taken as its digits
    match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Phone | FieldKind::Email | FieldKind::Uscc | FieldKind::IdNumber => text,
        FieldKind::Province => json!({ "type": "string", "pattern": "^([0-9]{6})?$" }),
        FieldKind::Integer => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string", "pattern": "^[0-9０-９,， ]*$" }] })
        }
        FieldKind::Date => json!({ "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" }),
        FieldKind::YesNo => json!({ "enum": [true, false, "是", "否", "有", "无", "yes", "no", "true", "false", ""] }),
        FieldKind::Choice => json!({ "enum": choices.iter().map(|it| it.value.as_str()).chain([""]).collect::<Vec<_>>() }),
        FieldKind::Choices => list(json!({ "enum": choices.iter().map(|it| it.value.as_str()).collect::<Vec<_>>() })),
        FieldKind::List => list(text),
        FieldKind::Retention => json!({
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "length": kind_schema(FieldKind::Integer, &[], &[]),
                "unit": { "enum": ["day", "month", "year", ""] },
                "rule": { "type": "string" },
                "reason": { "type": "string" },
            },
        }),
        FieldKind::Table => {
            let cells = columns.iter().map(|it| (it.key.clone(), kind_schema(it.kind, &it.choices, &[]))).collect::<Map<_, _>>();
            list(json!({ "type": "object", "additionalProperties": false, "properties": cells }))
        }
    }
}
