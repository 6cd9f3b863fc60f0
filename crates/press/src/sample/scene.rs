//! One invented case before it is drawn: what is answered, what each document says, and how each file comes.
//!
//! All that can be said stands in one tree, under the same paths as findings name it: `answers.…` is what the forms answer,
//! `certificate.name`, `mandate.principal` and their like are what the drawn documents say. So a fault is a change of the tree,
//! and a document that disagrees with the form is two values that differ.

mod answers;
mod days;
mod papers;

use casework::words::Slot;
use fastrand::Rng;
use jiff::civil::Date;
use law::Law;
use serde_json::{Map, Value, json};

use super::Scans;
use super::invent::{Words, another_uscc};
use super::policy::sentence;
use super::scan::{Blank, Scan, Wrapping};
use answers::answers;
use days::Days;
use papers::{certificate, identity, mandate, undertaking};

/// 样例: one invented case.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What it was made from.
    pub seed: u64,
    /// The day it is complete and in time.
    pub as_of: Date,
    /// first, change or cancellation.
    pub kind: &'static str,
    /// The form edition the packet names.
    pub form: String,
    /// What is answered and said, by path.
    pub(super) tree: Value,
    /// The files.
    pub(super) pieces: Vec<Piece>,
    /// What was changed since the scene was made.
    pub(super) changed: Vec<String>,
}

/// One file of the packet.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) slot: Slot,
    pub(super) topic: Option<&'static str>,
    pub(super) file: String,
    pub(super) how: How,
}

/// How a file comes to be.
#[derive(Clone, Debug)]
pub(super) enum How {
    /// Set as an electronic PDF.
    Electronic,
    /// Printed, sealed, scanned.
    Scanned(Scan),
    /// The same, then damaged or put into another wrapping.
    Spoiled(super::spoil::Spoil),
    /// The same, made heavier than practitioners say is taken.
    Padded(Scan),
    /// Sheets of several documents behind one another, or a part of one, scanned into one file.
    Bundled(Vec<Sheet>, Scan),
    /// The very file that stands in another slot, named once more.
    Named(Slot),
    /// The bytes of the first file of another slot.
    CopyOf(Slot),
    /// Named in the packet and not there.
    Absent,
}

/// A sheet of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    /// All of the paper of a slot.
    Paper(Slot),
    /// One side of the identity card of a slot.
    Front(Slot),
    Back(Slot),
}

impl Sheet {
    /// Whose paper it is.
    pub(super) fn slot(self) -> Slot {
        match self {
            Sheet::Paper(slot) | Sheet::Front(slot) | Sheet::Back(slot) => slot,
        }
    }
}

/// The four contents of article 9, paragraph 1, as the answers name them.
pub(super) const CONTENTS: [&str; 4] = ["lawfulness", "effects", "risks", "protections"];

/// What a fault changes that turns the whole case into another.
pub(super) const EVERYTHING: &str = "*";

/// The edition of the forms a sample answers.
pub(super) const EDITION: &str = "template-v0@1";

impl Scene {
    /// The case a seed stands for: complete, consistent, and with its filing window open on the day.
    pub(super) fn new(seed: u64, as_of: Date, scans: Scans, law: &Law) -> Scene {
        let mut rng = Rng::with_seed(seed ^ 0xFACE_F11E);
        let mut looks = Rng::with_seed(seed ^ 0x00C0_FFEE); // of its own: another layout is not another company
        let words = Words::load();
        let company = words.company(&mut rng, as_of);
        let representative = words.person(&mut rng, &company.place, as_of);
        let agent = words.person(&mut rng, &company.place, as_of);
        let days = Days::new(&mut rng, as_of, law);
        let mut tree = Map::new();
        let answers = answers(&mut rng, &words, &company, [&representative, &agent], &days);
        tree.insert("certificate".into(), certificate(&mut looks, &company, &representative, &days));
        tree.insert("legal_representative_id".into(), identity(&mut looks, &mut rng, &representative, as_of));
        tree.insert("agent_id".into(), identity(&mut looks, &mut rng, &agent, as_of));
        tree.insert("mandate".into(), mandate(&answers, looks.u64(..1 << 32)));
        tree.insert("undertaking".into(), undertaking(&answers, looks.u64(..1 << 32)));
        for electronic in [
            "handler_profile",
            "use_statement",
            "pia_report",
            "processing_rules",
            "operating_procedures",
            "security_plan",
            "third_party_agreement",
        ] {
            tree.insert(electronic.into(), json!({}));
        }
        tree.insert("answers".into(), answers);
        let pieces = pieces(&mut rng, scans);
        Scene { seed, as_of, kind: "first", form: EDITION.to_owned(), tree: Value::Object(tree), pieces, changed: Vec::new() }
    }

    /// The value at a path.
    pub(super) fn get(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.tree, |at, step| match at {
            Value::Object(map) => map.get(step),
            Value::Array(blocks) => blocks.get(place_in(blocks, step)?),
            _ => None,
        })
    }

    /// The text at a path; empty where there is none.
    pub(super) fn text(&self, path: &str) -> &str {
        self.get(path).and_then(Value::as_str).unwrap_or_default()
    }

    /// The number at a path; 0 where there is none.
    pub(super) fn count(&self, path: &str) -> u64 {
        self.get(path).and_then(Value::as_u64).unwrap_or_default()
    }

    /// The day at a path.
    pub(super) fn day(&self, path: &str) -> Option<Date> {
        self.text(path).parse().ok()
    }

    /// Puts a value at a path; groups on the way are made.
    pub(super) fn set(&mut self, path: &str, value: impl Into<Value>) {
        self.changed.push(path.to_owned());
        let (group, last) = path.rsplit_once('.').expect("a path has a head");
        let at = group.split('.').fold(&mut self.tree, |at, step| match at {
            Value::Array(blocks) => {
                let place = place_in(blocks, step).unwrap_or_else(|| panic!("no block `{step}` on the way to {path}"));
                &mut blocks[place]
            }
            other => &mut other[step],
        });
        at[last] = value.into();
    }

    /// Makes another kind of case of it, with which no other fault can stand.
    pub(super) fn become_kind(&mut self, kind: &'static str) {
        self.kind = kind;
        self.changed.push(EVERYTHING.to_owned());
    }

    /// Adds a plan or a contract to the other material; what a case has to begin with is not brought back.
    pub(super) fn add_other(&mut self, topic: &'static str) {
        let is_extra = ["security-plan", "third-party-agreement"].contains(&topic);
        if is_extra && self.pieces.iter().all(|it| it.topic != Some(topic)) {
            self.pieces.push(Piece { slot: Slot::Other, topic: Some(topic), file: format!("materials/{topic}.pdf"), how: How::Electronic });
        }
    }

    /// Whether the file of a slot is there and a person can read it.
    pub(super) fn is_legible(&self, slot: Slot) -> bool {
        self.piece(slot).is_some_and(|it| match &it.how {
            How::Electronic => true,
            How::Scanned(scan) | How::Padded(scan) => scan.is_readable() && scan.blank != Blank::Every,
            _ => false,
        })
    }

    /// Whether the other material on a topic is there to be read.
    pub(super) fn has_other(&self, topic: &str) -> bool {
        self.pieces.iter().any(|it| it.topic == Some(topic) && matches!(it.how, How::Electronic))
    }

    /// Leaves a path blank.
    pub(super) fn clear(&mut self, path: &str) {
        self.changed.push(path.to_owned());
        let (group, last) = path.rsplit_once('.').expect("a path has a head");
        let mut at = &mut self.tree;
        for step in group.split('.') {
            let next = match at {
                Value::Object(map) => map.get_mut(step),
                Value::Array(blocks) => place_in(blocks, step).and_then(|it| blocks.get_mut(it)),
                _ => None,
            };
            match next {
                Some(next) => at = next,
                None => return,
            }
        }
        if let Value::Object(map) = at {
            map.shift_remove(last);
        }
    }

    /// The ids of the face uses, in order.
    pub(super) fn uses(&self) -> Vec<String> {
        let blocks = self.get("answers.uses").and_then(Value::as_array);
        blocks.into_iter().flatten().filter_map(|it| it["id"].as_str().map(str::to_owned)).collect()
    }

    /// The use with which a reader begins.
    pub(super) fn first_use(&self) -> String {
        self.uses().first().cloned().unwrap_or_default()
    }

    /// One in the middle.
    pub(super) fn middle_use(&self) -> String {
        self.uses().get(1).cloned().unwrap_or_default()
    }

    /// The online one, which carries most of the people.
    pub(super) fn last_use(&self) -> String {
        self.uses().last().cloned().unwrap_or_default()
    }

    /// The first that verifies one person: of it alone article 10 surely asks for another way.
    pub(super) fn verifying_use(&self) -> String {
        let verifies = |id: &String| self.text(&format!("answers.uses.{id}.mode")) == "1:1";
        self.uses().into_iter().find(verifies).unwrap_or_default()
    }

    /// A use that keeps faces in the device.
    pub(super) fn on_device(&self) -> String {
        let on_device = |id: &String| self.text(&format!("answers.uses.{id}.storage")) == "device";
        self.uses().into_iter().find(on_device).unwrap_or_default()
    }

    /// The use that holds children under 14; empty where none does.
    pub(super) fn children_use(&self) -> String {
        let children = |id: &String| self.get(&format!("answers.uses.{id}.under_14")) == Some(&Value::Bool(true));
        self.uses().into_iter().find(children).unwrap_or_default()
    }

    /// Sees to it that one use holds children under 14, with all that belongs to it.
    pub(super) fn with_children(&mut self) -> String {
        let there = self.children_use();
        if !there.is_empty() {
            return there;
        }
        let id = self.first_use();
        self.set(&format!("answers.uses.{id}.under_14"), true);
        self.set(&format!("answers.uses.{id}.guardian_consent"), true);
        self.set(
            &format!("answers.uses.{id}.minor_rules"),
            "《不满十四周岁未成年人人脸信息处理规则》（2026年第1版），由监护人同意，单独加密存放，不转移不披露",
        );
        self.set("answers.handler.people.under_14", true);
        self.set("answers.handler.people.under_14_count", 320);
        id
    }

    /// The first file of a slot.
    pub(super) fn piece(&self, slot: Slot) -> Option<&Piece> {
        self.pieces.iter().find(|it| it.slot == slot)
    }

    /// The first file of a slot, to change it.
    pub(super) fn piece_mut(&mut self, slot: Slot) -> Option<&mut Piece> {
        self.pieces.iter_mut().find(|it| it.slot == slot)
    }

    /// Notes that a planting changes which file a slot has: no other may.
    pub(super) fn note_file(&mut self, slot: Slot) {
        self.changed.push(format!("materials.{}", slot.id()));
    }

    /// Scans other sheets into the file of a slot, where that is still a plain scan.
    pub(super) fn bundle(&mut self, slot: Slot, sheets: &[Sheet]) {
        sheets.iter().for_each(|it| self.note_file(it.slot()));
        if let Some(piece) = self.piece_mut(slot)
            && let How::Scanned(scan) = &piece.how
        {
            let scan = Scan { wrapping: Wrapping::Pdf, ..Scan::clean(&mut Rng::with_seed(scan.seed)) }; // carefully
            piece.how = How::Bundled(sheets.to_vec(), scan);
            piece.file = format!("materials/{}.pdf", slot.id());
        }
    }

    /// Whether a slot's paper lies on its long side.
    pub(super) fn lies(&self, slot: Slot) -> bool {
        ["lying", "one-column", "beside"].contains(&self.text(&format!("{}.layout", head_of(slot))))
    }

    /// The answers as a form or report prints them: the packet's own, with what this one document says otherwise.
    pub(super) fn answers_as_printed(&self, slot: Slot) -> Value {
        let head = head_of(slot);
        let mut printed = self.clone();
        let Some(Value::Object(said)) = self.tree.get(&head) else { return self.tree["answers"].clone() };
        for (name, value) in said {
            printed.print_otherwise(name, value);
        }
        printed.tree["answers"].take()
    }

    /// A field of the document stands in an answer that it prints; what no answer holds is said in a sentence of the data map.
    fn print_otherwise(&mut self, name: &str, value: &Value) {
        match (name, printed_at(name)) {
            ("uses", _) => self.print_uses_otherwise(value),
            ("contents", _) => self.print_contents_otherwise(value),
            (_, Some(at)) => self.set(at, value.clone()),
            _ => {
                let said = format!("{}{}", self.text("answers.pia.data_map"), sentence(name, value));
                self.set("answers.pia.data_map", said);
            }
        }
    }

    /// `{ "1": null }` for a content the report does not treat.
    fn print_contents_otherwise(&mut self, said: &Value) {
        for number in said.as_object().into_iter().flatten().map(|(number, _)| number) {
            let name = number.parse::<usize>().ok().and_then(|it| CONTENTS.get(it.checked_sub(1)?));
            self.clear(&format!("answers.pia.contents.{}", name.expect("one of the four contents")));
        }
    }

    /// `{ "<id>": { "retention": … } }`, or null for a use that the report passes over.
    fn print_uses_otherwise(&mut self, said: &Value) {
        for (id, value) in said.as_object().into_iter().flatten() {
            for (field, value) in value.as_object().into_iter().flatten() {
                for at in printed_of_use(field) {
                    self.set(&format!("{at}.{id}.{field}"), value.clone());
                }
            }
            if value.is_null() {
                for list in ["/answers/uses", "/answers/pia/uses"] {
                    let blocks = self.tree.pointer_mut(list).and_then(Value::as_array_mut);
                    blocks.into_iter().for_each(|it| it.retain(|block| block["id"] != **id));
                }
            }
        }
    }
}

/// The answer in which a document prints what it says.
fn printed_at(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => "answers.handler.name",
        "uscc" => "answers.handler.uscc",
        "representative" => "answers.handler.representative.name",
        "agent" => "answers.handler.agent.name",
        "pipo" => "answers.handler.pipo.name",
        "registered_address" => "answers.handler.registered_address",
        "people_total" => "answers.handler.people.total",
        "under_14" => "answers.handler.people.under_14",
        "cii" => "answers.handler.cii",
        "mlps_level" => "answers.handler.mlps.1.level",
        "stored" => "answers.headcount.stored",
        "measured_on" => "answers.headcount.measured_on",
        "reached_on" => "answers.headcount.reached_on",
        "third_party" => "answers.pia.third_party.name",
        "assessed_from" => "answers.pia.assessed_from",
        "assessed_to" => "answers.pia.assessed_to",
        "signed_on" => "answers.pia.signed_on",
        "approved_by" => "answers.pia.approved_by",
        _ => return None,
    })
}

/// The blocks that hold a field of a use: what the report says of retention stands in its own block as well as in the table of uses.
fn printed_of_use(field: &str) -> &'static [&'static str] {
    match field {
        "retention" => &["answers.pia.uses", "answers.uses"],
        "necessity" | "alternatives" => &["answers.pia.uses"],
        _ => &["answers.uses"],
    }
}

/// The head of what a document says, as findings name it.
pub(super) fn head_of(slot: Slot) -> String {
    if slot == Slot::UsccCertificate { "certificate".to_owned() } else { slot.path() }
}

fn place_in(blocks: &[Value], step: &str) -> Option<usize> {
    let by_id = blocks.iter().position(|it| it["id"] == step);
    by_id.or_else(|| step.parse::<usize>().ok()?.checked_sub(1).filter(|it| *it < blocks.len()))
}

fn pieces(rng: &mut Rng, scans: Scans) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for slot in Slot::ALL.into_iter().filter(|it| *it != Slot::Other) {
        let electronic = matches!(slot, Slot::HandlerProfile | Slot::UseStatement | Slot::PiaReport);
        let scan = match scans {
            Scans::Office => Scan::clean(rng),
            Scans::Practice => Scan::practice(rng),
        };
        let extension = if electronic { "pdf" } else { scan.wrapping.extension() };
        let how = if electronic { How::Electronic } else { How::Scanned(scan) };
        pieces.push(Piece { slot, topic: None, file: format!("materials/{}.{extension}", slot.id()), how });
    }
    for topic in ["processing-rules", "operating-procedures", "storage-proof", "penetration-test"] {
        pieces.push(Piece { slot: Slot::Other, topic: Some(topic), file: format!("materials/{topic}.pdf"), how: How::Electronic });
    }
    pieces
}

/// A code of another invented company.
pub(super) fn somebody_elses_code(scene: &Scene) -> String {
    another_uscc(scene.text("certificate.uscc"))
}
