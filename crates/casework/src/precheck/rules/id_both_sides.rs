//! Of a resident ID card both sides are handed in.

use law::{Cite, cite};

use crate::facts::{DocumentSeen, MaterialFacts};
use crate::precheck::{Subject, Verdict};
use crate::words::DocumentKind::{IdBack, IdFront};
use crate::words::{DocumentKind, Slot};

/// The list says 身份证件; that this means both sides is our inference.
pub const CITE: Cite = cite("infer/id-both-sides");

/// Nothing is said where a page was not recognised, or where a side is suspected: it may be the other one.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for slot in [Slot::LegalRepresentativeId, Slot::AgentId] {
        let files: Vec<&MaterialFacts> = subject.facts.files().map(|(it, _)| it).filter(|it| it.slot == slot).collect();
        let seen: Vec<&DocumentSeen> = files.iter().flat_map(|it| &it.documents).collect();
        let is_side = |it: &&&DocumentSeen| matches!(it.kind, IdFront | IdBack);
        let (Some(first), true) = (files.first(), seen.iter().filter(is_side).any(|it| it.firm)) else { continue };
        let is_traced = |side| seen.iter().any(|it| it.kind == side);
        let (numbered, limited) = subject.facts.ids(slot).fold((false, false), |(numbered, limited), (_, it)| {
            (numbered || it.number.reading().is_some(), limited || it.valid_until.reading().is_some())
        });
        let sides = [is_traced(IdFront) || numbered, is_traced(IdBack) || limited]; // a trace of one is enough, and so is what stands on it
        verdict.look();
        if sides.contains(&false) && files.iter().all(|it| is_known(it)) {
            let (there, missing) = if sides[0] { (IdFront, IdBack) } else { (IdBack, IdFront) };
            let (name, there, missing) = (slot.name(), side(there), side(missing));
            let zh = format!("{}只有{}，没有看到{}", name.zh, there.0, missing.0);
            let en = format!("of the {} only the {} is there, the {} is not seen", name.en, there.1, missing.1);
            verdict.fail(format!("{}.sides", slot.path()), zh, en).in_file(first);
        }
    }
    verdict
}

fn side(kind: DocumentKind) -> (&'static str, &'static str) {
    if kind == IdFront { ("人像面", "side with the portrait") } else { ("国徽面（有效期限在这一面）", "side with the emblem (with the validity)") }
}

/// Whether every page says what it is.
fn is_known(material: &MaterialFacts) -> bool {
    let pages = material.state.opened().map(|it| &it.pages).into_iter().flatten();
    (1..).zip(pages).all(|(page, it)| it.blank || material.documents.iter().any(|it| it.firm && it.holds(page)))
}
