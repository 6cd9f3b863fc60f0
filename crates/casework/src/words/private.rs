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

/// The text with what may be the number of an identity document made unreadable.
pub fn mask_numbers(text: &str) -> String {
    let is_number = |run: &str| run.len() >= 15 && run.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'X' | b'x'));
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(rest.len()).max(c.len_utf8());
        let (run, after) = rest.split_at(end);
        if is_number(run) {
            out += &mask(run)
        } else {
            out += run
        }
        rest = after;
    }
    out
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
