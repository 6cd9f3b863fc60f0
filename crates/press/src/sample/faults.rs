//! 植入的错误: what can be wrong with a packet, one at a time or several at once, and what a check should then say.
//!
//! What to expect is written down here from the law pages and never asked of the rules: each is the other's opponent.

mod bundles;
mod contradictions;
mod files;
mod filing;
mod identity;
mod letters;
mod numbers;
mod pia;
mod scans;
mod uses;

use std::collections::BTreeSet;

use casework::precheck::Outcome;
use casework::words::Slot;
use law::Wording;
use serde::{Deserialize, Serialize};

use super::scene::{Scene, head_of};

/// 植入的错误: one thing that is wrong.
#[doc(alias = "植入的错误")]
pub struct Fault {
    /// What `--fault` calls it.
    pub name: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Makes it so.
    pub(super) plant: fn(&mut Scene),
    /// What a check should say, once all faults are planted.
    expect: fn(&Scene, &mut Expectations),
}

/// A finding to expect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The rule, such as `R012`.
    pub rule: String,
    /// The place it names.
    pub at: String,
    /// fail, advice or cannot_tell.
    pub outcome: Expectation,
}

/// [`Outcome`] as a truth file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// A fault on a binding basis.
    Fail,
    /// It cannot be decided.
    CannotTell,
    /// A fault on a basis that only advises.
    Advice,
}

impl From<Outcome> for Expectation {
    fn from(outcome: Outcome) -> Expectation {
        match outcome {
            Outcome::Fail => Expectation::Fail,
            Outcome::CannotTell => Expectation::CannotTell,
            Outcome::Advice => Expectation::Advice,
        }
    }
}

/// What is expected of a packet, as the faults add it up.
#[derive(Default)]
pub(super) struct Expectations {
    said: BTreeSet<Expected>,
    silent: Vec<Slot>,
    formless: bool,
}

impl Expectations {
    fn fail(&mut self, rule: &str, at: impl Into<String>) {
        self.add(rule, at.into(), Expectation::Fail);
    }

    fn advice(&mut self, rule: &str, at: impl Into<String>) {
        self.add(rule, at.into(), Expectation::Advice);
    }

    fn cannot_tell(&mut self, rule: &str, at: impl Into<String>) {
        self.add(rule, at.into(), Expectation::CannotTell);
    }

    /// Nothing can be said about what stands in this material: it is not there, or cannot be opened.
    fn silence(&mut self, slot: Slot) {
        self.silent.push(slot);
    }

    /// What stands below this path cannot be judged; what was expected there so far is dropped.
    fn hide(&mut self, path: &str) {
        self.said.retain(|it| !it.at.starts_with(path));
    }

    /// Without a known edition of the forms nobody can say which fields are required.
    fn without_form(&mut self) {
        self.formless = true;
    }

    fn add(&mut self, rule: &str, at: String, outcome: Expectation) {
        self.said.insert(Expected { rule: rule.to_owned(), at, outcome });
    }

    /// All that faults and scans make one expect, less what nobody can see.
    pub(super) fn of<'a>(scene: &Scene, faults: impl IntoIterator<Item = &'a Fault>) -> Vec<Expected> {
        let mut all = Expectations::default();
        for fault in faults {
            (fault.expect)(scene, &mut all);
        }
        scans::expect_scans(scene, &mut all);
        let Expectations { said, silent, formless } = all;
        let of_the_file = ["R051", "R052", "R053", "R054", "R058", "R086", "R087", "R088", "R089"];
        let hidden = |it: &Expected| {
            silent.iter().any(|slot| {
                let inside = it.at.strip_prefix(&head_of(*slot)).is_some_and(|rest| rest.starts_with('.'));
                inside || (it.at == format!("materials.{}", slot.id()) && of_the_file.contains(&it.rule.as_str()))
            })
        };
        let of_the_form = |it: &Expected| formless && ["R003", "R061", "R062"].contains(&it.rule.as_str());
        said.into_iter().filter(|it| !hidden(it) && !of_the_form(it)).collect()
    }
}

/// Every fault, in the order in which they are planted: what is said first, what becomes of the files last.
pub fn faults() -> impl Iterator<Item = &'static Fault> {
    [
        uses::FAULTS,
        numbers::FAULTS,
        pia::FAULTS,
        filing::FAULTS,
        uses::NONE_AT_ALL,
        identity::FAULTS,
        letters::FAULTS,
        contradictions::FAULTS,
        bundles::FAULTS,
        scans::FAULTS,
        files::FAULTS,
    ]
    .into_iter()
    .flatten()
}

impl Fault {
    /// What it does, in a sentence.
    pub fn about(&self) -> Wording {
        Wording::new(self.zh, self.en)
    }
}

impl std::fmt::Debug for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
