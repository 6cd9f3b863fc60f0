//! Every field that the edition of the forms requires is answered.

use law::{Cite, Field, Need, Sheet, Wording, cite};
use serde_json::Value;

use crate::packet::{Packet, block_name};
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// The fields of the template are inferred; each hit cites its own field's basis.
pub const CITE: Cite = cite("infer/template-v0");

const PURPOSE_AND_MANNER: Cite = cite("cac-mps-19-2025/art-15/1/2");

/// Of an unknown edition nothing is required; that it is unknown is said by `form-edition`.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(form) = subject.law.form(&subject.packet.form) else { return verdict };
    for sheet in form.sheets.iter().filter(|it| is_asked(subject, it)) {
        for field in sheet.fields() {
            check_field(subject.packet, field, &mut verdict);
        }
        if sheet.id == Slot::UseStatement.id() && subject.packet.answers.uses.is_empty() {
            verdict.fail("answers.uses", "一个人脸识别技术应用也没有填写", "not one use of face recognition is filled in").cited(PURPOSE_AND_MANNER);
        }
    }
    verdict
}

/// A sheet is filled in where its material must be handed in, or is.
fn is_asked(subject: &Subject, sheet: &Sheet) -> bool {
    let material = subject.law.material(subject.packet.kind, &sheet.id, subject.today);
    material.is_some_and(|it| it.need == Need::Required) || subject.packet.materials.iter().any(|it| it.slot.id() == sheet.id)
}

fn check_field(packet: &Packet, field: &Field, verdict: &mut Verdict) {
    for (element, name) in elements(packet, &field.path) {
        let answer = |path: &str| packet.answer(&path.replace('*', &element)).filter(|it| !is_blank(it));
        if !field.required.holds(|path| answer(path).map(text)) {
            continue;
        }
        verdict.look();
        if answer(&field.path).is_none() {
            let whose = whose(packet, field, &element);
            let zh = format!("「{}」没有填写{}。为什么要填：{}", field.label.zh, whose.zh, field.why.zh);
            let en = format!("`{}` is blank{}. Why it is asked: {}", field.label.en, whose.en, field.why.en);
            verdict.fail(format!("answers.{}", field.path.replace('*', &name)), zh, en).cited(field.basis.cite.clone());
        }
    }
}

/// The elements that a path with `*` stands for: each by its place, to look it up, and by its name in findings. A path without is one.
fn elements(packet: &Packet, path: &str) -> Vec<(String, String)> {
    let Some((list, _)) = path.split_once(".*") else { return vec![(String::new(), String::new())] };
    let blocks = packet.answer(list).and_then(Value::as_array);
    let named = |(i, it): (usize, &Value)| ((i + 1).to_string(), block_name(i, it));
    blocks.into_iter().flatten().enumerate().map(named).collect()
}

fn whose(packet: &Packet, field: &Field, element: &str) -> Wording {
    let Some((list, _)) = field.path.split_once(".*") else { return Wording::default() };
    let named = |key: &str| packet.answer(&format!("{list}.{element}.{key}")).and_then(Value::as_str).filter(|it| !it.trim().is_empty());
    let name = named("name").or_else(|| named("id")).unwrap_or(element);
    Wording::new(format!("（应用「{name}」）"), format!(" (use `{name}`)"))
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |it| it.trim().to_owned())
}

/// Nothing, white space, an empty list, or a group whose every field is so.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(fields) => fields.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
