//! 险些的错误: what a hasty check would call a fault and is none. A check that says anything of one is wrong.
//!
//! They are the other half of a measurement: faults show what is found, near misses what is left in peace.

mod bundles;
mod identity;
mod numbers;
mod papers;
mod uses;

use law::Wording;

use super::scene::Scene;

/// 险些的错误: something that is in order and looks like a fault.
#[doc(alias = "险些的错误")]
pub struct NearMiss {
    /// What `--near-miss` calls it.
    pub name: &'static str,
    /// The rule whose fault it looks like, such as `R018`.
    pub rule: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Makes it so.
    pub(super) plant: fn(&mut Scene),
}

/// Every near miss, by what it is about.
pub fn near_misses() -> impl Iterator<Item = &'static NearMiss> {
    [uses::NEAR_MISSES, numbers::NEAR_MISSES, identity::NEAR_MISSES, papers::NEAR_MISSES, bundles::NEAR_MISSES].into_iter().flatten()
}

impl NearMiss {
    /// What it does, in a sentence.
    pub fn about(&self) -> Wording {
        Wording::new(self.zh, self.en)
    }
}

/// `--list-near-misses`: one on each line, name first.
pub fn list_near_misses() -> String {
    near_misses().map(|it| format!("{:<40} {} {} · {}\n", it.name, it.rule, it.zh, it.en)).collect()
}
