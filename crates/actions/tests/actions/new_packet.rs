//! A packet begun, and the schema beside it: what a person who has never seen one meets first.

use std::fs;

use actions::Overwrite;
use actions::packet::new::new;
use actions::packet::schema::schema;
use casework::packet::Packet;
use casework::precheck::Outcome;
use law::Law;
use press::sample;
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, check};

fn begun() -> (Desk, String) {
    let desk = Desk::empty();
    new(desk.path(), Law::embedded(), Overwrite::Never).expect("an empty folder");
    let text = fs::read_to_string(desk.path().join("packet.toml")).expect("a packet");
    (desk, text)
}

pub fn it_can_be_checked_at_once() {
    let (desk, _) = begun();
    let checked = check(desk.path()).expect("a packet");
    let complete = ["materials-present", "required-fields", "rules-and-procedures"];
    let other: Vec<&str> = checked.check.findings.iter().map(|it| it.name.as_str()).filter(|it| !complete.contains(it)).collect();
    assert!(other.is_empty(), "an empty packet is incomplete and nothing else: {other:?}");
    assert!(checked.check.findings.len() < 100, "{}", checked.check.findings.len());
    assert!(checked.check.findings.iter().all(|it| it.outcome != Outcome::CannotTell && !it.at.contains("..")));
}

pub fn every_field_is_in_it() {
    let (_, text) = begun();
    let packet = Packet::parse(&text).expect("a packet");
    let form = Law::embedded().forms().last().expect("a form");
    for field in form.fields() {
        let explained = format!("# {}", field.label.zh);
        assert!(packet.answer(&field.path.replace('*', "1")).is_some() && text.contains(&explained), "{}", field.path);
    }
    for slot in casework::words::Slot::ALL {
        assert!(text.contains(&format!("# slot = \"{}\"", slot.id())), "{}", slot.id());
    }
}

pub fn the_schema_fits_the_sample_and_no_broken_packet() {
    let law = Law::embedded();
    let schema = schema(law, None).expect("the latest edition");
    let (scene, _) = sample::scene(3, &[], TODAY, sample::Scans::Office, law).expect("a sample");
    let written = as_json(&scene.packet_toml());
    assert_eq!(misfits(&schema, &written, "packet"), Vec::<String>::new());
    let (_, begun) = begun();
    assert_eq!(misfits(&schema, &as_json(&begun), "packet"), Vec::<String>::new());

    let breaks: [(&str, Value); 8] = [
        ("/format", json!(2)),
        ("/kind", json!("firts")),
        ("/materials/0/slot", json!("mandat")),
        ("/answers/uses/0/mode", json!("2:1")),
        ("/answers/uses/0/retention/unit", json!("week")),
        ("/answers/headcount/stored", json!("many")),
        ("/answers/headcount/stored", json!(-1)),
        ("/answers/handler", json!({ "nmae": "x" })),
    ];
    for (place, wrong) in breaks {
        let mut packet = written.clone();
        *packet.pointer_mut(place).expect("the sample has it") = wrong;
        assert_eq!(misfits(&schema, &packet, "packet").len(), 1, "{place}");
    }
}

/// As any TOML reader hands it on: dates are text.
fn as_json(packet: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(it) => it.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(name, it)| (name, plain(it))).collect(),
            toml::Value::Integer(it) => it.into(),
            toml::Value::Boolean(it) => it.into(),
            toml::Value::Float(it) => it.into(),
            toml::Value::String(it) => it.into(),
        }
    }
    plain(toml::Value::Table(packet.parse().expect("TOML")))
}

/// Where a value does not fit: the words of JSON Schema that our schema uses, patterns excepted but for those of digits.
fn misfits(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(ways) = schema["anyOf"].as_array() {
        return if ways.iter().any(|it| misfits(it, value, at).is_empty()) { vec![] } else { vec![at.to_owned()] };
    }
    let is_type = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        other => panic!("a type nobody used before: {other}"),
    };
    let typed = match &schema["type"] {
        Value::String(name) => is_type(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is_type),
        _ => true,
    };
    let listed = schema["enum"].as_array().is_none_or(|it| it.contains(value)) && (schema["const"].is_null() || schema["const"] == *value);
    let large = schema["minimum"].as_i64().is_none_or(|least| value.as_i64().is_none_or(|it| it >= least));
    let digits =
        schema["pattern"] != json!("^[0-9０-９,， ]*$") || value.as_str().is_none_or(|it| it.parse::<u64>().is_ok() || it.is_empty());
    if !(typed && listed && large && digits) {
        return vec![at.to_owned()];
    }
    let mut found = Vec::new();
    for (name, it) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(inner) => found.extend(misfits(inner, it, &format!("{at}.{name}"))),
            None => found.push(format!("{at}.{name}")),
        }
    }
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    found.extend(required.filter(|it| value.get(it).is_none()).map(|it| format!("{at}.{it}")));
    for (i, it) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(misfits(&schema["items"], it, &format!("{at}.{i}")));
    }
    found
}
