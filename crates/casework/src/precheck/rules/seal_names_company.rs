//! A seal whose ring is read names the company that files.

use law::{Cite, cite};

use crate::facts::{Place, Reading, SealSeen, Support};
use crate::precheck::agreement::ends_alike;
use crate::precheck::{Subject, Verdict};
use crate::words::{Sameness, Slot, compare, fold};

/// Items 7 and 8 of the list: the seal is the handler's own. Each hit cites its own item.
pub const CITE: Cite = cite("shandong-2025-06-06/item-7");

/// A ring that was not read says nothing.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(handler) = subject.packet.answers.handler.name.as_ref() else { return verdict };
    for slot in [Slot::Mandate, Slot::Undertaking] {
        let Some((material, _)) = subject.facts.opened(slot).filter(|(it, _)| !it.is_something_else()) else { continue };
        let read = material.own_pages().into_iter().flat_map(|(page, it)| it.seals.iter().map(move |seal| (page, seal)));
        for (page, seal, reading) in read.filter_map(|(page, seal)| Some((page, seal, seal.text.reading()?))) {
            verdict.look();
            let Some(certain) = names_another(handler, reading) else { continue };
            let (name, at, shown) = (slot.name(), format!("{}.seal", slot.path()), shown(reading));
            let zh = format!("{}上的印章写着「{}」，表单写「{handler}」", name.zh, shown.0);
            let en = format!("the seal on the {} reads `{}`, the form says `{handler}`", name.en, shown.1);
            let hit = match certain {
                true => verdict.fail(at, zh, en),
                false => verdict.cannot_tell(at, format!("{zh}；印文认得不牢，请人工核对"), format!("{en}; the ring is not surely read, please compare")),
            };
            hit.in_file(material).placed(Some(place(page, seal)));
            if let Some(asked) = subject.law.material(subject.packet.kind, slot.id(), subject.today) {
                hit.cited(asked.basis.cite.clone());
            }
        }
    }
    verdict
}

/// So many characters that the other name has not are no misreading: fewer may be, for letters on a ring are hard to read.
const ANOTHER_CERTAIN: usize = 4;
const ANOTHER_PERHAPS: usize = 3;

/// Whether a ring names somebody else; surely only where two looks see the same name. None where it may be the handler's.
fn names_another(handler: &str, reading: &Reading<String>) -> Option<bool> {
    let fewest = reading.candidates().map(|it| n_other(handler, it)).min()?;
    let is_whole = || reading.candidates().all(|it| ends_alike(handler, it));
    (fewest >= ANOTHER_PERHAPS).then(|| sees_one_name(reading) && is_whole() && fewest >= ANOTHER_CERTAIN)
}

/// Two looks that read the same, or all but a character alike.
fn sees_one_name(reading: &Reading<String>) -> bool {
    let alike = |other: &String| n_lacking(&reading.value, other).max(n_lacking(other, &reading.value)) <= 1;
    reading.is_firm() || reading.support == Support::FaintReadings || reading.other.as_ref().is_some_and(alike)
}

fn n_lacking(of: &str, from: &str) -> usize {
    of.chars().filter(|it| !from.contains(*it)).count()
}

/// How many characters each name has that the other has not, at least; 0 where one says the other.
fn n_other(handler: &str, ring: &str) -> usize {
    let (a, b) = (fold(handler), fold(ring));
    if b.contains(&a) || !matches!(compare(handler, ring), Sameness::Different(_)) {
        return 0;
    }
    n_lacking(&a, &b).min(n_lacking(&b, &a))
}

fn shown(reading: &Reading<String>) -> (String, String) {
    let read: Vec<&str> = reading.candidates().map(String::as_str).collect();
    (read.join("」或「"), read.join("` or `"))
}

fn place(page: u32, seal: &SealSeen) -> Place {
    Place { page, area: Some(seal.area) }
}
