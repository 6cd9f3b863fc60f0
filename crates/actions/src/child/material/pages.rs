//! Which pages of a file are read by OCR: no more than are needed, and never without end.

use casework::facts::{DocumentSeen, FileFacts};
use casework::words::Slot;
use reader::text::PageText;

use super::Material;

/// Pages that are read by OCR at a time: on the first of them stands what a slot asks for, unless the file holds several documents.
pub(super) const AT_ONCE: usize = 3;
/// Pages of a file that are read by OCR at most.
const MAX: usize = 12;

/// The pages that say nothing by themselves though something is on them, from 0.
pub(super) fn mute(facts: &FileFacts, texts: &[PageText]) -> Vec<usize> {
    let is_mute = |i: &usize| texts[*i].words.is_empty() && facts.pages.get(*i).is_some_and(|it| !it.blank);
    (0..texts.len()).filter(is_mute).collect()
}

/// Those of them that may be read by OCR.
pub(super) fn asked(slots: &[Slot], mute: &[usize], texts: &[PageText]) -> Vec<usize> {
    let is_silent = texts.iter().all(|it| it.words.is_empty());
    let asks = |slot: &Slot| match slot {
        Slot::Other => false,
        // Written electronically: looked at only where the whole file carries no text.
        Slot::HandlerProfile | Slot::UseStatement | Slot::PiaReport => is_silent,
        _ => true,
    };
    if slots.iter().any(asks) { mute.iter().copied().take(MAX).collect() } else { Vec::new() }
}

/// Whether no further page need be read for a slot. A file with more pages may hold several people's cards, and whose is asked for is not
/// known here.
pub(super) fn are_enough(slot: Slot, documents: &[DocumentSeen]) -> bool {
    !slot.is_identity() && documents.iter().any(|it| it.firm && it.kind.suits(slot))
}

/// The scans that no material is named for: they may stand behind others, and the check says where.
pub(super) fn sought(materials: &[Material]) -> Vec<Slot> {
    let scans = [Slot::UsccCertificate, Slot::LegalRepresentativeId, Slot::AgentId, Slot::Mandate, Slot::Undertaking];
    scans.into_iter().filter(|slot| materials.iter().all(|it| it.slot != *slot)).collect()
}
