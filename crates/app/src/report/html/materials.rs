//! What was read: every file with its kind, pages and resolution, and what could be made of it.

use actions::check::Checked;
use casework::facts::{Content, FileFacts, FileKind, FileState, MaterialFacts};
use casework::words::Slot;
use law::{Law, Wording};
use serde_json::Value;

use crate::place;

/// A file of the packet.
pub struct MaterialShown {
    /// Which material it is.
    pub name: Wording,
    /// What other material is about.
    pub topic: Option<Wording>,
    /// Its name in the packet.
    pub file: String,
    /// opened or not, as a class.
    pub kind: &'static str,
    /// In one line: kind, size, pages, resolution, seals.
    pub measured: Vec<Wording>,
    /// Why it was not read, where it was not.
    pub trouble: Option<Wording>,
    /// What could be read of it.
    pub read: Vec<Wording>,
    /// What stands there and could not be read.
    pub unread: Vec<Wording>,
    /// Its text is not judged, whatever it says.
    pub text_unjudged: bool,
}

/// All of them, in the packet's order.
pub fn shown(law: &Law, checked: &Checked) -> Vec<MaterialShown> {
    let named = &checked.packet().materials;
    let topic = |file: &str| named.iter().find(|it| it.file == file).and_then(|it| Some(topic(law, it.topic.as_deref()?)));
    checked.facts.materials.iter().map(|it| material(it, topic(&it.file))).collect()
}

/// A topic by its name, or as it was typed where it is not one of the known ones.
fn topic(law: &Law, typed: &str) -> Wording {
    let known = law.topics().iter().find(|it| it.id == typed);
    known.map_or_else(|| Wording::new(typed, typed), |it| it.name.clone())
}

fn material(it: &MaterialFacts, topic: Option<Wording>) -> MaterialShown {
    let (read, unread) = recognised(&it.content);
    let opened = it.state.opened();
    MaterialShown {
        name: it.slot.name(),
        topic,
        file: it.file.clone(),
        kind: if opened.is_some() { "opened" } else { "not-opened" },
        measured: opened.map(measured).unwrap_or_default(),
        trouble: trouble(&it.state),
        read,
        unread,
        text_unjudged: it.slot == Slot::Other && opened.is_some(),
    }
}

fn trouble(state: &FileState) -> Option<Wording> {
    match state {
        FileState::Opened(_) => None,
        FileState::Missing => Some(Wording::new("材料包里没有这个文件", "the file is not in the packet")),
        FileState::Refused(it) => {
            Some(Wording::new(format!("{}（{}）", it.message.zh, it.code), format!("{} ({})", it.message.en, it.code)))
        }
        FileState::Unjudged(why) => Some(why.clone()),
    }
}

fn measured(file: &FileFacts) -> Vec<Wording> {
    let mut said = vec![kind(file.kind), size(file.bytes)];
    match file.pages.len() {
        0 => {}
        1 => said.push(Wording::new("1 页", "1 page")),
        n => said.push(Wording::new(format!("{n} 页"), format!("{n} pages"))),
    }
    if let Some(dpi) = file.pages.iter().filter_map(|it| it.dpi).min_by(f32::total_cmp) {
        said.push(Wording::new(format!("最低 {dpi:.0} dpi"), format!("lowest {dpi:.0} dpi")));
    }
    if file.pages.iter().any(|it| it.scanned && !it.colour && !it.blank) {
        said.push(Wording::new("有灰度扫描页", "scanned in grey"));
    }
    if file.pages.iter().any(|it| it.blank) {
        said.push(Wording::new("有空白页", "with a blank page"));
    }
    match file.pages.iter().map(|it| it.seals.len()).sum::<usize>() {
        0 => {}
        1 => said.push(Wording::new("看到 1 枚红章", "1 red seal seen")),
        n => said.push(Wording::new(format!("看到 {n} 枚红章"), format!("{n} red seals seen"))),
    }
    said
}

fn kind(kind: FileKind) -> Wording {
    let name = match kind {
        FileKind::Pdf => "PDF",
        FileKind::Jpeg => "JPEG",
        FileKind::Png => "PNG",
        FileKind::Tiff => "TIFF",
        FileKind::Docx => "DOCX",
        FileKind::Xlsx => "XLSX",
    };
    Wording::new(name, name)
}

fn size(bytes: u64) -> Wording {
    let text = match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    };
    Wording::new(text.as_str(), text.as_str())
}

/// The names of what was read, and of what stands there and could not be; never their values.
fn recognised(content: &Content) -> (Vec<Wording>, Vec<Wording>) {
    let Ok(Value::Object(variant)) = serde_json::to_value(content) else { return Default::default() };
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    for (name, fact) in variant.values().filter_map(Value::as_object).flatten() {
        let Some(label) = place::read(name) else { continue };
        match state(fact) {
            State::Read => read.push(label),
            State::Unread => unread.push(label),
            State::Absent => {}
        }
    }
    (read, unread)
}

#[derive(PartialEq, PartialOrd, Eq, Ord)]
enum State {
    Absent,
    Read,
    Unread,
}

/// One fact, or a group of them: unread where one of the group is.
fn state(fact: &Value) -> State {
    match fact {
        Value::String(word) if word == "unread" => State::Unread,
        Value::Object(it) if it.contains_key("read") => State::Read,
        Value::Object(it) if it.contains_key("unread") => State::Unread,
        Value::Object(it) => it.values().map(state).max().unwrap_or(State::Absent),
        Value::Array(all) => all.iter().map(state).max().unwrap_or(State::Absent),
        _ => State::Absent,
    }
}
