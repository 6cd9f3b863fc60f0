//! 第三方协议: the parties of a contract on entrusted processing, and the terms it lays down.

use std::collections::BTreeMap;

use casework::facts::{AgreementFacts, AgreementTerm, Fact};

use super::desk::{Desk, whole_text};
use super::layout::{Layout, Span};
use super::marks::{Extent, Manner, Marks};
use super::pia::sentences;
use super::stated::fact;
use super::values;
use super::wording::{FREELY, PARTIES, SUB_ENTRUSTING, TERMS, WITH_CONSENT};

/// Reads it.
pub fn read(layout: &Layout, desk: &Desk) -> AgreementFacts {
    let marks = Marks::find(layout, PARTIES, Manner::Mixed);
    let party = |key: &str| {
        let values = marks.values(key, Extent::Name).into_iter();
        let named = values.filter_map(|it| Some((values::organisation(first_sentence(&layout.written(&it)))?, it))).next();
        named.map_or(Fact::Absent, |(name, span)| fact(layout, name, &span))
    };
    AgreementFacts {
        principal: party("principal"),
        entrusted: party("entrusted"),
        terms: terms(layout),
        whole: super::policy::whole(layout),
        text: whole_text(layout, desk),
    }
}

fn first_sentence(text: &str) -> &str {
    text.split(['。', '；', '，', ';']).next().unwrap_or_default()
}

fn terms(layout: &Layout) -> BTreeMap<AgreementTerm, Fact<String>> {
    let sentences = sentences(layout);
    let shown = |found: &(String, Span)| fact(layout, layout.written(&found.1), &found.1);
    let lays_down = |text: &str, ways: &[&[&str]]| ways.iter().any(|words| words.iter().all(|it| text.contains(it)));
    let mut terms: BTreeMap<AgreementTerm, Fact<String>> = BTreeMap::new();
    for (term, ways) in TERMS {
        if let Some(found) = sentences.iter().find(|it| lays_down(&it.0, ways)) {
            terms.insert(*term, shown(found));
        }
    }
    for found in sentences.iter().filter(|it| SUB_ENTRUSTING.is_match(&it.0)) {
        let term = match () {
            _ if WITH_CONSENT.is_match(&found.0) => AgreementTerm::NoSubEntrusting,
            _ if FREELY.is_match(&found.0) => AgreementTerm::FreeSubEntrusting,
            _ => continue, // a heading
        };
        terms.entry(term).or_insert_with(|| shown(found));
    }
    terms
}
