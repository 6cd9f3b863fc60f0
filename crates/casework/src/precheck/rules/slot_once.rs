//! Each material is handed in once.

use law::{Cite, cite};

use crate::facts::MaterialFacts;
use crate::precheck::{Subject, Verdict};
use crate::words::DocumentKind::{IdBack, IdFront};
use crate::words::Slot;

/// Our own rule: with two, nobody knows which counts.
pub const CITE: Cite = cite("house/slot-once");

/// Other material may be of any number, and the two sides of a card may be two pictures.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for slot in Slot::ALL.into_iter().filter(|it| *it != Slot::Other) {
        let files: Vec<&str> = subject.packet.materials_of(slot).map(|it| it.file.as_str()).collect();
        if !files.is_empty() {
            verdict.look();
        }
        if let [_, .., last] = files.as_slice()
            && !are_two_sides(subject, slot)
        {
            let (name, n) = (slot.name(), files.len());
            let zh = format!("{}交了 {n} 份：{}；只核对了第一份", name.zh, quoted(&files, "「", "」", "、"));
            let en = format!("the {} is there {n} times: {}; only the first was checked", name.en, quoted(&files, "`", "`", ", "));
            verdict.fail(format!("materials.{}", slot.id()), zh, en).on(slot).file = Some((*last).to_owned());
        }
    }
    verdict
}

/// Whether a person's slot holds two files, each surely one side of a card.
fn are_two_sides(subject: &Subject, slot: Slot) -> bool {
    let files: Vec<&MaterialFacts> = subject.facts.files().map(|(it, _)| it).filter(|it| it.slot == slot).collect();
    let has = |it: &MaterialFacts, kind| it.documents.iter().any(|it| it.firm && it.kind == kind);
    let is_only = |it: &MaterialFacts, side, other| has(it, side) && !has(it, other);
    let are = |front, back| is_only(front, IdFront, IdBack) && is_only(back, IdBack, IdFront);
    matches!(files[..], [one, other] if slot.is_identity() && (are(one, other) || are(other, one)))
}

fn quoted(files: &[&str], open: &str, close: &str, between: &str) -> String {
    files.iter().map(|it| format!("{open}{it}{close}")).collect::<Vec<_>>().join(between)
}
