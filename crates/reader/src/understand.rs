//! From words with boxes to what a material says: the facts of certificate, ID card, mandate, undertaking, PIA report and the two forms.
//!
//! No page is drawn and no program started here: what must be looked at twice is asked of the [`SecondLook`].
//! A reading is never improved towards what somebody answered; the answers are not known here.

mod certificate;
mod desk;
mod forms;
mod id;
mod layout;
mod mandate;
mod marks;
mod pia;
mod signature;
mod undertaking;
mod values;

use casework::facts::Content;
use casework::words::Slot;

use crate::text::{PageText, SecondLook};
use desk::Desk;
use layout::Layout;

/// What the pages of a material say, by the slot it was handed in for. Of `other` materials nothing is asked.
pub fn understand(slot: Slot, pages: &[PageText], look: &mut dyn SecondLook) -> Content {
    let layout = Layout::of(pages);
    let desk = Desk::new(&layout, pages);
    match slot {
        Slot::HandlerProfile => Content::Profile(forms::profile(&layout, desk, look)),
        Slot::UseStatement => Content::Uses(forms::use_statement(&layout, desk, look)),
        Slot::PiaReport => Content::Pia(pia::report(&layout, desk, look)),
        Slot::UsccCertificate => Content::Certificate(certificate::read(&layout, desk, look)),
        Slot::LegalRepresentativeId | Slot::AgentId => Content::Id(id::read(&layout, desk, look)),
        Slot::Mandate => Content::Mandate(mandate::read(&layout, desk, look)),
        Slot::Undertaking => Content::Undertaking(undertaking::read(&layout, desk, look)),
        Slot::Other => Content::None,
    }
}
