//! The clean packet, and what a page's ```toml block changes in it.
//!
//! | key | changes |
//! |---|---|
//! | `as_of`, `kind`, `form`, `filing` | the value |
//! | `answers.…` | one answer; a block of a list by its `id` (a new id adds a block) or its place from 1; `""` blanks an answer, a list replaces a list |
//! | `without = ["mandate"]` | takes a slot's materials out of the packet, with all that was read from them |
//! | `[[with]]` | adds a material: `slot`, `file`, perhaps `topic` |
//! | `facts.<slot or topic>.…` | one fact of the slot's (first) material, in the written form of `casework::facts` |
//! | `documents.<slot or "file name">` | the documents recognised in the file: `[{ kind, pages = [1, 1], firm }]`; one of the right kind, if it is not said |
//! | `files.<slot or "file name">` | `"missing"`, `{ refused = … }`, `{ unjudged = … }`, or what differs in the opened file |
//! | `[[overrides]]` | a person's answers to findings |
//!
//! Any other key fails.

use std::sync::LazyLock;

use casework::facts::{Content, DocumentSeen, Facts, FileState, MaterialFacts};
use casework::packet::{Material, Packet};
use casework::words::{DocumentKind, Slot};
use jiff::civil::Date;
use law::Law;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

const CLEAN: &str = include_str!("../clean.toml");

/// A packet, what was read from it, and the day it is judged for.
pub struct Scene {
    pub packet: Packet,
    pub facts: Facts,
    pub today: Date,
}

/// The clean packet with an overlay.
///
/// # Errors
/// What in the overlay changes nothing or cannot be read.
pub fn scene(overlay: &str) -> Result<Scene, String> {
    static BASE: LazyLock<Map<String, Value>> = LazyLock::new(|| parse(CLEAN).expect("tests/clean.toml is TOML"));
    let mut tree = BASE.clone();
    let mut overlay = parse(overlay)?;
    if let Some(slots) = overlay.remove("without") {
        leave_out(&mut tree, &slots)?; // first, so that what is added stays
    }
    for (key, value) in overlay {
        match key.as_str() {
            "with" => take(tree.get_mut("materials"))?.extend(value.as_array().cloned().unwrap_or_default()),
            "overrides" => drop(tree.insert(key, value)),
            "documents" => drop(tree.insert(key, value)),
            _ => match tree.get_mut(&key).filter(|_| key != "materials") {
                Some(base) => lay_over(base, value),
                None => return Err(format!("`{key}` is no key of an overlay")),
            },
        }
    }
    build(tree)
}

fn build(mut tree: Map<String, Value>) -> Result<Scene, String> {
    let mut part = |key: &str| tree.remove(key).unwrap_or_default();
    let (today, mut said, mut files, mut documents) = (read(part("as_of"), "as_of")?, part("facts"), part("files"), part("documents"));
    let plain = files.as_object_mut().and_then(|it| it.remove("plain")).ok_or("files.plain is missing")?;
    tree.insert("format".to_owned(), 1.into());
    let text = toml::to_string(&tree).map_err(|it| it.to_string())?;
    let packet = Packet::parse(&text).map_err(|it| it.message.en)?.by_form_of(Law::embedded());
    let materials =
        packet.materials.iter().map(|it| material_facts(it, &mut said, &mut documents, &mut files, &plain)).collect::<Result<_, _>>()?;
    all_used("facts", &said)?;
    all_used("documents", &documents)?;
    all_used("files", &files)?;
    Ok(Scene { packet, facts: Facts { materials }, today })
}

/// What was read from one material. Whatever was described for it is taken out, so that what is left over describes nothing.
fn material_facts(
    material: &Material,
    said: &mut Value,
    documents: &mut Value,
    files: &mut Value,
    plain: &Value,
) -> Result<MaterialFacts, String> {
    let Material { slot, file, .. } = material;
    let take = |from: &mut Value, key: &str| from.as_object_mut().and_then(|it| it.remove(key));
    let (kind, key) = kind_of_content(material);
    let content = match take(said, &key) {
        Some(facts) if !kind.is_empty() => read(json!({ kind: facts }), &format!("facts.{key}"))?,
        Some(_) => return Err(format!("nothing is read from {file}")),
        None => Content::None,
    };
    let state = match take(files, file).or_else(|| take(files, &slot.path())) {
        Some(word @ Value::String(_)) => word,
        Some(Value::Object(mut state)) if state.contains_key("refused") || state.contains_key("unjudged") => {
            state.retain(|key, _| key == "refused" || key == "unjudged");
            state.into()
        }
        differing => json!({ "opened": opened(file, plain, differing) }),
    };
    let state: FileState = read(state, &format!("files.{}", slot.path()))?;
    let content = if state.opened().is_some() { content } else { Content::None };
    let documents = match take(documents, file).or_else(|| take(documents, &slot.path())) {
        Some(seen) => read(seen, &format!("documents.{}", slot.path()))?,
        None if state.opened().is_some() => own_documents(*slot),
        None => Vec::new(),
    };
    Ok(MaterialFacts { slot: *slot, file: file.clone(), state, documents, content })
}

/// What a slot's file holds, as it should be.
fn own_documents(slot: Slot) -> Vec<DocumentSeen> {
    let kinds: &[DocumentKind] = match slot {
        Slot::HandlerProfile => &[DocumentKind::HandlerProfile],
        Slot::UseStatement => &[DocumentKind::UseStatement],
        Slot::PiaReport => &[DocumentKind::PiaReport],
        Slot::UsccCertificate => &[DocumentKind::BusinessLicence],
        Slot::LegalRepresentativeId | Slot::AgentId => &[DocumentKind::IdFront, DocumentKind::IdBack],
        Slot::Mandate => &[DocumentKind::Mandate],
        Slot::Undertaking => &[DocumentKind::Undertaking],
        Slot::Other => &[],
    };
    kinds.iter().map(|it| DocumentSeen { kind: *it, pages: [1, 1], firm: true, place: None }).collect()
}

fn opened(file: &str, plain: &Value, differing: Option<Value>) -> Value {
    let mut facts = plain.clone();
    facts["sha256"] = file.bytes().map(|it| format!("{it:02x}")).collect::<String>().into();
    lay_over(&mut facts, differing.unwrap_or_else(|| json!({})));
    facts
}

/// The kind of content and the key its facts stand under: the slot's, and for other material that of its topic.
fn kind_of_content(material: &Material) -> (&'static str, String) {
    let kind = match material.slot {
        Slot::HandlerProfile => "profile",
        Slot::UseStatement => "uses",
        Slot::PiaReport => "pia",
        Slot::UsccCertificate => "certificate",
        Slot::LegalRepresentativeId | Slot::AgentId => "id",
        Slot::Mandate => "mandate",
        Slot::Undertaking => "undertaking",
        Slot::Other => match material.topic.as_deref() {
            Some("processing-rules") => "processing-rules",
            Some("operating-procedures") => "procedures",
            Some("security-plan") => "security-plan",
            Some("third-party-agreement") => "agreement",
            _ => "",
        },
    };
    let topic = material.topic.as_ref().map(|it| it.replace('-', "_"));
    (kind, topic.unwrap_or_else(|| material.slot.path()))
}

/// Tables go into tables and lists by block; everything else replaces. A fact is replaced whole.
fn lay_over(base: &mut Value, overlay: Value) {
    let is_fact = |it: &Value| it.get("read").is_some() || it.get("unread").is_some();
    if is_fact(base) || is_fact(&overlay) {
        *base = overlay;
        return;
    }
    match (base, overlay) {
        (Value::Object(base), Value::Object(overlay)) => {
            for (key, value) in overlay {
                lay_over(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(blocks), Value::Object(overlay)) => {
            for (name, value) in overlay {
                lay_over(block(blocks, &name), value);
            }
        }
        (base, overlay) => *base = overlay,
    }
}

fn block<'a>(blocks: &'a mut Vec<Value>, name: &str) -> &'a mut Value {
    let by_id = blocks.iter().position(|it| it["id"] == name);
    let by_place = || name.parse::<usize>().ok()?.checked_sub(1).filter(|it| *it < blocks.len());
    let at = by_id.or_else(by_place).unwrap_or_else(|| {
        blocks.push(json!({ "id": name }));
        blocks.len() - 1
    });
    &mut blocks[at]
}

fn leave_out(tree: &mut Map<String, Value>, slots: &Value) -> Result<(), String> {
    for slot in slots.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let path = Slot::parse(slot).ok_or(format!("`{slot}` is no slot"))?.path();
        take(tree.get_mut("materials"))?.retain(|it| it["slot"] != slot);
        for part in ["facts", "files"] {
            tree[part].as_object_mut().and_then(|it| it.remove(&path));
        }
    }
    Ok(())
}

fn take(list: Option<&mut Value>) -> Result<&mut Vec<Value>, String> {
    list.and_then(Value::as_array_mut).ok_or_else(|| "not a list".to_owned())
}

fn all_used(part: &str, left: &Value) -> Result<(), String> {
    match left.as_object().and_then(|it| it.keys().next()) {
        Some(key) => Err(format!("`{part}.{key}` is about no material of the packet")),
        None => Ok(()),
    }
}

fn read<T: DeserializeOwned>(value: Value, what: &str) -> Result<T, String> {
    serde_json::from_value(value).map_err(|it| format!("{what}: {it}"))
}

fn parse(text: &str) -> Result<Map<String, Value>, String> {
    let table: toml::Table = toml::from_str(text).map_err(|it| it.to_string())?;
    match plain(toml::Value::Table(table)) {
        Value::Object(tree) => Ok(tree),
        _ => unreachable!("a TOML document is a table"),
    }
}

/// TOML as one tree; dates become their text.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, it)| (key, plain(it))).collect::<Map<_, _>>().into(),
        other => serde_json::to_value(other).expect("a plain value"),
    }
}
