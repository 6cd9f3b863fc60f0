//! A draft is a packet taken apart: one value for each field, by its path. So two people meet in one field only, and each is kept by itself.

use law::{Form, Law};
use serde_json::{Map, Value};

use super::{Answers, Material, Override, Packet, block_name};
use crate::words::CaseKind;

/// What a packet is beside its answers.
#[derive(Clone, Debug)]
pub struct Head {
    /// First filing, change or cancellation.
    pub kind: CaseKind,
    /// Edition of the forms.
    pub form: String,
    /// Number of the filing changed or cancelled; empty for a first filing.
    pub filing: String,
    /// The materials, in their order.
    pub materials: Vec<Material>,
    /// A person's reasons against findings.
    pub overrides: Vec<Override>,
}

impl Packet {
    /// Puts a draft together. Paths are those of the form with the name of a block in the place of `*`, such as `uses.lobby-gate.purpose`;
    /// blocks come in the order of their first field. Nothing is judged here: answers stay as typed.
    pub fn from_draft(head: Head, fields: impl IntoIterator<Item = (String, Value)>, law: &Law) -> Packet {
        let lists = law.form(&head.form).map(lists_of).unwrap_or_default();
        let mut typed = Value::Object(Map::new());
        for (path, value) in fields {
            put(&mut typed, &path, value, &lists);
        }
        Packet::from_answers(head, typed, law)
    }

    /// A packet with answers as they were typed.
    pub fn from_answers(head: Head, typed: Value, law: &Law) -> Packet {
        let (answers, misfits) = Answers::read(&typed);
        let packet = Packet {
            kind: head.kind,
            form: head.form,
            filing: head.filing,
            answers,
            chosen: typed.clone(),
            typed,
            misfits,
            materials: head.materials,
            overrides: head.overrides,
        };
        packet.by_form_of(law)
    }

    /// Takes the packet apart: every answer by its path, in the packet's order. The opposite of [`Packet::from_draft`].
    pub fn to_draft(&self, law: &Law) -> Vec<(String, Value)> {
        let form = law.form(&self.form);
        let mut fields = Vec::new();
        take(&self.typed, "", "", form, &mut fields);
        fields
    }
}

/// The lists whose elements repeat a group of fields.
fn lists_of(form: &Form) -> Vec<String> {
    let groups = form.sheets.iter().flat_map(|it| &it.groups);
    groups.filter_map(|it| it.repeat.clone()).collect()
}

fn put(root: &mut Value, path: &str, value: Value, lists: &[String]) {
    let steps: Vec<&str> = path.split('.').collect();
    let (mut at, mut walked) = (root, String::new());
    let mut i = 0;
    while i < steps.len() {
        walked = if walked.is_empty() { steps[i].to_owned() } else { format!("{walked}.{}", steps[i]) };
        let Value::Object(map) = at else { return };
        let is_last = i + 1 == steps.len();
        if is_last {
            map.insert(steps[i].to_owned(), value);
            return;
        }
        if lists.contains(&walked) {
            let list = map.entry(steps[i]).or_insert_with(|| Value::Array(Vec::new()));
            at = block(list, steps[i + 1]);
            i += 2;
        } else {
            at = map.entry(steps[i]).or_insert_with(|| Value::Object(Map::new()));
            i += 1;
        }
    }
}

/// The block of this name; a new one at the end if there is none.
fn block<'a>(list: &'a mut Value, name: &str) -> &'a mut Value {
    if !list.is_array() {
        *list = Value::Array(Vec::new());
    }
    let Value::Array(blocks) = list else { unreachable!("it was made a list") };
    let place = blocks.iter().enumerate().position(|(i, it)| block_name(i, it) == name);
    let place = place.unwrap_or_else(|| {
        blocks.push(Value::Object(Map::from_iter([("id".to_owned(), name.into())])));
        blocks.len() - 1
    });
    &mut blocks[place]
}

/// `at` is the path as it is, `asked` the one the form knows, with `*` for a block.
fn take(value: &Value, at: &str, asked: &str, form: Option<&Form>, fields: &mut Vec<(String, Value)>) {
    let join = |to: &str, step: &str| if to.is_empty() { step.to_owned() } else { format!("{to}.{step}") };
    let is_field = form.is_some_and(|it| it.field(asked).is_some());
    let is_list = form.is_some_and(|form| lists_of(form).iter().any(|it| it == asked));
    match value {
        Value::Object(map) if !is_field => {
            for (name, it) in map {
                take(it, &join(at, name), &join(asked, name), form, fields);
            }
        }
        Value::Array(blocks) if is_list => {
            for (i, it) in blocks.iter().enumerate() {
                take(it, &join(at, &block_name(i, it)), &join(asked, "*"), form, fields);
            }
        }
        leaf => fields.push((at.to_owned(), leaf.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(toml: &str) -> Packet {
        Packet::parse(&format!("format = 1\nkind = \"first\"\nform = \"template-v0@1\"\n{toml}")).expect("it is a packet")
    }

    #[test]
    fn a_packet_taken_apart_and_put_together_is_the_same() {
        let law = Law::embedded();
        let whole = packet(
            "[answers.handler]\nname = \"青穗\"\n[[answers.uses]]\nid = \"gate\"\npurpose = \"通行\"\nretention = { length = 90, unit = \"day\" }\n\
             [[answers.uses]]\nid = \"desk\"\n[answers.headcount]\nstored = 128400\n[[answers.pia.uses]]\nid = \"gate\"\n",
        );
        let fields = whole.to_draft(law);
        let paths: Vec<&str> = fields.iter().map(|it| it.0.as_str()).collect();
        assert!(paths.contains(&"uses.gate.retention"), "a field with parts is one field: {paths:?}");
        let head = Head { kind: whole.kind, form: whole.form.clone(), filing: String::new(), materials: vec![], overrides: vec![] };
        assert_eq!(Packet::from_draft(head, fields, law).typed, whole.typed);
    }

    #[test]
    fn a_block_without_a_name_is_called_by_its_place() {
        let fields = packet("[[answers.uses]]\npurpose = \"通行\"\n").to_draft(Law::embedded());
        assert_eq!(fields, [("uses.1.purpose".to_owned(), Value::from("通行"))]);
    }
}
