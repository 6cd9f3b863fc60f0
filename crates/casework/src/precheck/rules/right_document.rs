//! What stands in a slot is what the slot asks for.

use law::{Cite, cite};

use crate::facts::{DocumentSeen, MaterialFacts};
use crate::packet::{IdType, Person};
use crate::precheck::{Subject, Verdict};
use crate::words::{DocumentKind, Slot};

/// Our own rule.
pub const CITE: Cite = cite("house/right-document");

/// Fails only where several words of another kind were read on every page; a file of which part was not recognised is left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for (material, _) in subject.facts.files().filter(|(it, _)| it.slot != Slot::Other) {
        judge(material, &mut verdict);
    }
    let handler = &subject.packet.answers.handler;
    judge_kind(subject, Slot::LegalRepresentativeId, (&handler.representative, "representative"), &mut verdict);
    judge_kind(subject, Slot::AgentId, (&handler.agent, "agent"), &mut verdict);
    verdict
}

fn judge(material: &MaterialFacts, verdict: &mut Verdict) {
    let slot = material.slot.name();
    if material.own_documents().next().is_some() {
        return verdict.look();
    }
    let Some(seen) = material.documents.iter().find(|it| it.firm) else { return };
    let (kind, at) = (seen.kind.name(), material.path());
    let hit = if material.is_something_else() {
        let zh = format!("{}的位置放的是{}（「{}」）", slot.zh, kind.zh, material.file);
        let en = format!("in the place of the {} there is a {} (`{}`)", slot.en, kind.en, material.file);
        let (fix_zh, fix_en) = put_elsewhere(seen, material.slot);
        verdict.fail(at, zh, en).mend(fix_zh, fix_en)
    } else {
        let zh = format!("「{}」里有{}，没有认出{}；有的页没有认出是什么，请人工核对", material.file, kind.zh, slot.zh);
        let en = format!("`{}` holds a {} and no {} was recognised; some pages were not, please look", material.file, kind.en, slot.en);
        verdict.cannot_tell(at, zh, en)
    };
    hit.in_file(material).placed(seen.place);
}

fn put_elsewhere(seen: &DocumentSeen, slot: Slot) -> (String, String) {
    let (own, slots) = (slot.name(), seen.kind.slots());
    let ids: Vec<&str> = slots.iter().map(|it| it.id()).collect();
    let kind = seen.kind.name();
    (
        format!("这一项换上{}；{}放到 {} 那一项。", own.zh, kind.zh, ids.join(" 或 ")),
        format!("Put the {} here; the place of the {} is slot {}.", own.en, kind.en, ids.join(" or ")),
    )
}

/// The kind of a person's document against the kind the form names.
fn judge_kind(subject: &Subject, slot: Slot, (person, field): (&Person, &str), verdict: &mut Verdict) {
    let (Some(answered), Some((material, _))) = (person.id_type, subject.facts.opened(slot)) else { return };
    let mut kinds = material.own_documents().filter(|it| it.firm);
    let (Some(seen), None) = (kinds.next(), kinds.find(|it| !is_side(it.kind))) else { return };
    if is(answered, seen.kind) {
        return;
    }
    let (form, file) = (name(answered), seen.kind.name());
    let zh = format!("证件种类：表单选的是{}，{}的文件是{}", form.0, slot.name().zh, file.zh);
    let en = format!("kind of document: the form says {}, the file of the {} is a {}", form.1, slot.name().en, file.en);
    let hit = verdict.fail(format!("answers.handler.{field}.id_type"), zh, en).in_file(material).placed(seen.place);
    hit.mend("把表单里的证件种类改成所交证件的种类，号码也照证件填写；或者换一份证件。", "Name the kind of the document handed in, with its number; or hand in the other document.");
}

fn is_side(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::IdFront | DocumentKind::IdBack)
}

/// A permit to travel to the mainland is none of the form's four: nothing is said about it.
fn is(answered: IdType, kind: DocumentKind) -> bool {
    match kind {
        DocumentKind::Passport => answered == IdType::Passport,
        DocumentKind::ResidencePermit => answered == IdType::HkMacaoTaiwan,
        DocumentKind::ForeignPermanentId => answered == IdType::ForeignPermanent,
        DocumentKind::IdFront | DocumentKind::IdBack => answered == IdType::IdCard,
        _ => true,
    }
}

fn name(answered: IdType) -> (&'static str, &'static str) {
    match answered {
        IdType::IdCard => ("居民身份证", "resident ID card"),
        IdType::Passport => ("护照", "passport"),
        IdType::HkMacaoTaiwan => ("港澳台居民居住证", "residence permit for Hong Kong, Macao and Taiwan residents"),
        IdType::ForeignPermanent => ("外国人永久居留身份证", "permanent residence card of a foreigner"),
    }
}
