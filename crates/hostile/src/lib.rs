//! Files that are meant to hurt, made when a test or a fuzzer asks for them. Never part of the program: no room depends on this one.
//!
//! Every file is inert. An action points at port 9 of this machine, where nobody listens, or at nothing; nothing is stored, so a bomb
//! exists only while it is looked at. Kinds 1 to 60 are PDFs, those from 61 on office documents and pictures; packet archives have tests of
//! their own (`crates/actions/tests/actions/archives.rs`).

mod actions;
mod content;
mod encryption;
mod expansions;
mod fonts;
mod history;
mod kind;
mod nesting;
mod office;
mod outside;
mod pages;
mod pdf;
mod pictures;
mod table;

pub use kind::{Expected, Kind, Variant, page};
pub use office::zip as archive;

/// All kinds, by number.
pub fn kinds() -> Vec<Kind> {
    let families = [
        outside::kinds(),
        table::kinds(),
        pages::kinds(),
        history::kinds(),
        encryption::kinds(),
        actions::kinds(),
        content::kinds(),
        expansions::kinds(),
        nesting::kinds(),
        fonts::kinds(),
        office::kinds(),
        pictures::kinds(),
    ];
    let mut kinds: Vec<Kind> = families.into_iter().flatten().collect();
    kinds.sort_by_key(|it| it.number);
    kinds
}
