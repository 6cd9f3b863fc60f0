//! From words with boxes to what a material says: the facts of certificate, ID card, mandate, undertaking, PIA report and the two forms.
//!
//! No page is drawn and no program started here: what must be looked at twice is asked of the [`SecondLook`].
//! A reading is never improved towards what somebody answered; the answers are not known here.

mod agreement;
mod cell;
mod certificate;
mod desk;
mod face_uses;
mod forms;
mod handler;
mod id;
mod layout;
mod mandate;
mod marks;
mod pia;
mod policy;
mod recognise;
mod signature;
mod stated;
mod undertaking;
mod values;
mod wording;

use casework::facts::{Content, DocumentSeen};
use casework::words::Slot;

use crate::text::{PageText, SecondLook};
use desk::Desk;
use layout::Layout;

pub use recognise::documents;

/// What a material says in the pages that its slot asks for, as its [`documents`] show them. Where all of it is surely another document,
/// and of `other` materials, nothing is asked.
pub fn understand(slot: Slot, pages: &[PageText], documents: &[DocumentSeen], look: &mut dyn SecondLook) -> Content {
    let pages = own_pages(slot, pages, documents);
    if pages.is_empty() {
        return Content::None;
    }
    let layout = Layout::of(&pages);
    let desk = Desk::new(&layout, &pages);
    match slot {
        Slot::HandlerProfile => Content::Profile(forms::profile(&layout, desk, look)),
        Slot::UseStatement => Content::Uses(forms::use_statement(&layout, desk, look)),
        Slot::PiaReport => Content::Pia(pia::report(&layout, desk, look)),
        Slot::UsccCertificate => Content::Certificate(certificate::read(&layout, desk, look)),
        Slot::LegalRepresentativeId | Slot::AgentId => Content::Id(id::read(&pages, documents, look)),
        Slot::Mandate => Content::Mandate(mandate::read(&layout, desk, look)),
        Slot::Undertaking => Content::Undertaking(undertaking::read(&layout, desk, look)),
        Slot::Other => Content::None,
    }
}

/// What other material on a topic says. Of topics that no rule asks anything of, nothing.
pub fn understand_other(topic: &str, pages: &[PageText]) -> Content {
    let pages: Vec<&PageText> = pages.iter().collect();
    let layout = Layout::of(&pages);
    match topic {
        "processing-rules" => Content::ProcessingRules(policy::read(&layout)),
        "operating-procedures" => Content::Procedures(policy::read(&layout)),
        "security-plan" => Content::SecurityPlan(policy::read(&layout)),
        "third-party-agreement" => Content::Agreement(agreement::read(&layout, &Desk::new(&layout, &pages))),
        _ => Content::None,
    }
}

/// The pages of the documents that suit a slot; without one, those that are surely nothing else. The other side of a card may be among
/// those that nobody recognised.
fn own_pages<'a>(slot: Slot, pages: &'a [PageText], documents: &[DocumentSeen]) -> Vec<&'a PageText> {
    let holds = |page: &PageText, suiting: bool| documents.iter().any(|it| it.kind.suits(slot) == suiting && it.holds(page.page));
    let own: Vec<&PageText> = pages.iter().filter(|it| holds(it, true)).collect();
    if !own.is_empty() && !slot.is_identity() {
        return own;
    }
    pages.iter().filter(|it| holds(it, true) || !holds(it, false)).collect()
}
