//! Which documents a file holds: one, or several behind one another.

use serde::{Deserialize, Serialize};

use super::{MaterialFacts, PageFacts, Place};
use crate::words::{DocumentKind, Slot};

/// A document that was recognised in a file by its own words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentSeen {
    /// What it is.
    pub kind: DocumentKind,
    /// Its first and last page, from 1; both 0 in a file without fixed pages.
    pub pages: [u32; 2],
    /// Several words that only such a document has were read. A rule may fail on it only then.
    pub firm: bool,
    /// The words that tell most: its title, where that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl DocumentSeen {
    /// Whether a page is one of its pages.
    pub fn holds(&self, page: u32) -> bool {
        (self.pages[0]..=self.pages[1]).contains(&page)
    }
}

impl MaterialFacts {
    /// The documents its slot asks for.
    pub fn own_documents(&self) -> impl Iterator<Item = &DocumentSeen> {
        self.documents.iter().filter(|it| it.kind.suits(self.slot))
    }

    /// Whether all that is in the file is surely something else than what its slot asks for. Of a scan every page must say what it is.
    pub fn is_something_else(&self) -> bool {
        let Some(file) = self.state.opened() else { return false };
        let says = |it: &DocumentSeen, page: u32, scanned: bool| it.firm && if scanned { it.pages[0] == page } else { it.holds(page) };
        let is_known = |(page, it): (u32, &PageFacts)| self.documents.iter().any(|document| says(document, page, it.scanned));
        let is_other = self.own_documents().next().is_none() && self.documents.iter().any(|it| it.firm);
        is_other && (1..).zip(&file.pages).filter(|(_, it)| !it.blank).all(is_known)
    }

    /// The pages on which its slot's own document stands, with their numbers from 1; all, where it was not recognised.
    pub fn own_pages(&self) -> Vec<(u32, &PageFacts)> {
        let all: Vec<(u32, &PageFacts)> = self.state.opened().map_or(Vec::new(), |it| (1..).zip(&it.pages).collect());
        let other = |page: u32| self.documents.iter().any(|it| it.firm && it.holds(page) && !it.kind.suits(self.slot));
        let own = |page: u32| self.own_documents().any(|it| it.holds(page));
        all.into_iter().filter(|(page, _)| own(*page) || !other(*page)).collect()
    }
}

/// Documents that suit a slot and stand in files handed in for others. Of a person's slot only what is not that person's own.
pub(super) fn misplaced(materials: &[MaterialFacts], slot: Slot) -> impl Iterator<Item = (&MaterialFacts, &DocumentSeen)> {
    let n_own = move |it: &MaterialFacts| usize::from(slot.is_identity() && it.slot.is_identity());
    let elsewhere = materials.iter().filter(move |it| it.slot != slot);
    elsewhere.flat_map(move |it| {
        let suiting =
            it.documents.iter().filter(move |document| document.kind.slots().contains(&slot) && document.kind != DocumentKind::IdBack);
        suiting.skip(n_own(it)).map(move |document| (it, document))
    })
}
