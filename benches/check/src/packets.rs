//! Which packets are made: companies by their seeds, and up to three things planted in each, as many near misses as faults.

use fastrand::Rng;
use law::Law;
use press::sample::{Scans, faults, near_misses, scene};

use crate::AS_OF;

/// A packet by what it is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The company.
    pub seed: u64,
    /// Faults and near misses, by name.
    pub planted: Vec<&'static str>,
}

/// One half of the set. What is looked at while tuning never comes from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Looked at.
    Tuning,
    /// Only counted.
    HeldOut,
}

impl Half {
    /// By its word.
    pub fn named(word: &str) -> Result<Half, String> {
        match word {
            "tuning" => Ok(Half::Tuning),
            "held-out" => Ok(Half::HeldOut),
            other => Err(format!("no half is called `{other}`: tuning, held-out")),
        }
    }

    fn first_seed(self) -> u64 {
        match self {
            Half::Tuning => 100_000,
            Half::HeldOut => 200_000,
        }
    }
}

/// A tenth of the packets are clean.
const CLEAN_EVERY: usize = 10;
/// After so many names that do not go with those there are, nothing does.
const TRIES_MAX: usize = 12;

/// Names taken from a pack without order come again only when all others came.
struct Deck {
    names: Vec<&'static str>,
    next: usize,
}

impl Deck {
    fn of(names: impl Iterator<Item = &'static str>, rng: &mut Rng) -> Deck {
        let mut names: Vec<&'static str> = names.collect();
        rng.shuffle(&mut names);
        Deck { names, next: 0 }
    }

    fn draw(&mut self, rng: &mut Rng) -> &'static str {
        if self.next == self.names.len() {
            rng.shuffle(&mut self.names);
            self.next = 0;
        }
        self.next += 1;
        self.names[self.next - 1]
    }
}

/// So many packets of a half; the same ones each time, for the same lists of faults and near misses.
pub fn recipes(half: Half, n: usize, salt: u64) -> Vec<Recipe> {
    let first = half.first_seed() + salt;
    let mut rng = Rng::with_seed(first);
    let mut decks = [Deck::of(faults().map(|it| it.name), &mut rng), Deck::of(near_misses().map(|it| it.name), &mut rng)];
    let mut n_planted = 0;
    (0..n)
        .map(|i| {
            let mut recipe = Recipe { seed: first + i as u64, planted: Vec::new() };
            let n_wanted = if i % CLEAN_EVERY == 0 { 0 } else { rng.usize(1..=3) };
            // What changes the kind of the filing stands with nothing else.
            for _ in 0..TRIES_MAX {
                if recipe.planted.len() == n_wanted {
                    break;
                }
                let name = decks[n_planted % 2].draw(&mut rng);
                recipe.planted.push(name);
                if !recipe.stands() {
                    recipe.planted.pop(); // one of them would undo another; it comes round again
                }
                n_planted += 1;
            }
            recipe
        })
        .collect()
}

impl Recipe {
    fn stands(&self) -> bool {
        let twice = self.planted[..self.planted.len() - 1].contains(self.planted.last().expect("just put there"));
        !twice && scene(self.seed, &self.planted, AS_OF, Scans::Office, Law::embedded()).is_ok()
    }
}
