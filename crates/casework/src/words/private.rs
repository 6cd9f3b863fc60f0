//! Personal data: what does not print itself, and how much of a number a person may see.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The first six and the last two characters of a number, the rest as stars; short texts are hidden whole.
pub fn mask(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    if characters.len() < 12 {
        return "*".repeat(characters.len());
    }
    let shown = |i: usize| i < 6 || i + 2 >= characters.len();
    characters.iter().enumerate().map(|(i, c)| if shown(i) { *c } else { '*' }).collect()
}

/// Personal data that does not print itself. Every [`Private::reveal`] is a place where it leaves.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Takes it in.
    pub fn new(value: T) -> Private<T> {
        Private(value)
    }
    /// Lets it out.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}
