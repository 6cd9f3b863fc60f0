//! What was read from the materials, as opposed to what was answered. Declared here, filled by `reader`.
//!
//! A fact is never a decision, and a scan too poor to read is not a missing fact: [`Fact`] has three states.

mod agreement;
mod certificate;
mod document;
mod fact;
mod file;
mod id;
mod mandate;
mod pia;
mod policy;
mod profile;
mod stated;
mod undertaking;
mod until;
mod uses;

use law::Wording;
use serde::{Deserialize, Serialize};

pub use agreement::{AgreementFacts, AgreementTerm};
pub use certificate::CertificateFacts;
pub use document::DocumentSeen;
pub use fact::{Fact, Place, Reading, Support, Unread};
pub use file::{FileFacts, FileKind, FileState, PageFacts, RefusedFile, SealSeen, SealShape};
pub use id::IdFacts;
pub use mandate::{MandateFacts, MandatePower};
pub use pia::PiaFacts;
pub use policy::PolicyFacts;
pub use profile::ProfileFacts;
pub use stated::Stated;
pub use undertaking::{UndertakingFacts, UndertakingPoint};
pub use until::{LongTerm, Until};
pub use uses::UseStatementFacts;

use crate::words::Slot;

/// 材料事实: what was read from all materials of a packet, in the packet's order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "材料事实")]
pub struct Facts {
    /// One entry per material named in the packet.
    pub materials: Vec<MaterialFacts>,
}

/// What was read from one material.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialFacts {
    /// Which material it should be.
    pub slot: Slot,
    /// Its name in the packet, such as `materials/certificate.pdf`.
    pub file: String,
    /// What became of the file.
    pub state: FileState,
    /// The documents recognised in it, in the order of its pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentSeen>,
    /// What its text says.
    #[serde(default)]
    pub content: Content,
}

/// What the text of a material says, by the slot it was handed in for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(clippy::large_enum_variant, reason = "one a material, a dozen a packet")]
pub enum Content {
    /// Nothing was looked for, or nothing could be.
    #[default]
    None,
    /// A form or report that is written electronically, or the parts of it the rules need.
    Profile(ProfileFacts),
    /// The statement of face uses.
    Uses(UseStatementFacts),
    /// The PIA report.
    Pia(PiaFacts),
    /// The certificate.
    Certificate(CertificateFacts),
    /// An identity document.
    Id(IdFacts),
    /// The mandate.
    Mandate(MandateFacts),
    /// The undertaking.
    Undertaking(UndertakingFacts),
    /// The processing rules, among the other material.
    ProcessingRules(PolicyFacts),
    /// The operating procedures, among the other material.
    Procedures(PolicyFacts),
    /// The security plan, among the other material.
    SecurityPlan(PolicyFacts),
    /// A third-party agreement, among the other material.
    Agreement(AgreementFacts),
}

impl Facts {
    /// Every file that was opened, in the packet's order.
    pub fn files(&self) -> impl Iterator<Item = (&MaterialFacts, &FileFacts)> {
        self.materials.iter().filter_map(|it| Some((it, it.state.opened()?)))
    }

    /// The first material of a slot that was opened, with its index. Several of one slot are a finding of their own.
    pub fn opened(&self, slot: Slot) -> Option<(&MaterialFacts, &FileFacts)> {
        self.files().find(|(it, _)| it.slot == slot)
    }

    /// Documents a slot asks for that stand in files handed in for other slots.
    pub fn misplaced(&self, slot: Slot) -> impl Iterator<Item = (&MaterialFacts, &DocumentSeen)> {
        document::misplaced(&self.materials, slot)
    }

    fn content(&self, slot: Slot) -> Option<&Content> {
        self.opened(slot).map(|(material, _)| &material.content)
    }

    /// What the certificate says.
    pub fn certificate(&self) -> Option<&CertificateFacts> {
        match self.content(Slot::UsccCertificate)? {
            Content::Certificate(it) => Some(it),
            _ => None,
        }
    }

    /// What the identity documents of a slot say, file by file: the two sides of a card may come as two pictures.
    pub fn ids(&self, slot: Slot) -> impl Iterator<Item = (&MaterialFacts, &IdFacts)> {
        let of_slot = self.files().filter(move |(it, _)| it.slot == slot);
        of_slot.filter_map(|(material, _)| match &material.content {
            Content::Id(it) => Some((material, it)),
            _ => None,
        })
    }

    /// What the mandate says.
    pub fn mandate(&self) -> Option<&MandateFacts> {
        match self.content(Slot::Mandate)? {
            Content::Mandate(it) => Some(it),
            _ => None,
        }
    }

    /// What the undertaking says.
    pub fn undertaking(&self) -> Option<&UndertakingFacts> {
        match self.content(Slot::Undertaking)? {
            Content::Undertaking(it) => Some(it),
            _ => None,
        }
    }

    /// What the PIA report says.
    pub fn pia(&self) -> Option<&PiaFacts> {
        match self.content(Slot::PiaReport)? {
            Content::Pia(it) => Some(it),
            _ => None,
        }
    }

    /// What the handler profile says.
    pub fn profile(&self) -> Option<&ProfileFacts> {
        match self.content(Slot::HandlerProfile)? {
            Content::Profile(it) => Some(it),
            _ => None,
        }
    }

    /// The contents of the other material that was opened, each with the material it stands in.
    pub fn others(&self) -> impl Iterator<Item = (&MaterialFacts, &Content)> {
        self.files().filter(|(it, _)| it.slot == Slot::Other).map(|(it, _)| (it, &it.content))
    }

    /// What the statement of uses says.
    pub fn use_statement(&self) -> Option<&UseStatementFacts> {
        match self.content(Slot::UseStatement)? {
            Content::Uses(it) => Some(it),
            _ => None,
        }
    }
}

impl MaterialFacts {
    /// Where findings about the file itself stand: `materials.mandate`, and for other material `materials.<file>`.
    pub fn path(&self) -> String {
        match self.slot {
            Slot::Other => format!("materials.{}", self.file),
            slot => format!("materials.{}", slot.id()),
        }
    }

    /// What to call it in a message: its material, and the file where the slot alone does not say which.
    pub fn title(&self) -> Wording {
        let name = self.slot.name();
        match self.slot {
            Slot::Other => Wording::new(format!("{}「{}」", name.zh, self.file), format!("{} `{}`", name.en, self.file)),
            _ => name,
        }
    }
}
