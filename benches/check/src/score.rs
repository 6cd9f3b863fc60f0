//! Findings against the truth, counted by rule.

use std::collections::{BTreeMap, BTreeSet};

use casework::precheck::{Check, Outcome};
use press::sample::{Expectation, Truth, near_misses};

/// Rule and place.
type Key = (String, String);

/// What a rule came to over many packets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Faults that were there: the truth says fail or advice.
    pub faults: usize,
    /// Of these, said as they are.
    pub found: usize,
    /// Of these, said as a doubt.
    pub doubted: usize,
    /// Doubts that the truth expects, and that were said.
    pub told_apart: usize,
    /// All *fail*s said, and those among them that were right.
    pub fails: usize,
    /// Right ones.
    pub fails_right: usize,
    /// All advice said, and the right one among it.
    pub advice: usize,
    /// Right ones.
    pub advice_right: usize,
    /// Doubts where there was nothing to doubt.
    pub needless_doubts: usize,
    /// Near misses of this rule that were planted.
    pub near_misses: usize,
    /// Those at which the rule said something that is not true.
    pub near_misses_hit: usize,
}

/// All packets of a run.
#[derive(Default)]
pub struct Score {
    /// By rule.
    pub rules: BTreeMap<String, Tally>,
    /// The part of it that is read from scans.
    pub scans: Tally,
    /// Rules that were applied: what they said, or that they passed; of all, and of those that judge scans.
    pub outcomes: usize,
    /// See `outcomes`.
    pub scan_outcomes: usize,
    /// Packets without a fault, and those of them that would have been stopped.
    pub clean: usize,
    /// See `clean`.
    pub clean_stopped: usize,
    /// What was wrong, in words.
    pub wrong: Vec<String>,
}

/// What is said of these stands on scans.
const SCANNED: [&str; 5] = ["certificate.", "legal_representative_id.", "agent_id.", "mandate.", "undertaking."];
/// The rules that judge scans alone.
const OF_SCANS: [&str; 17] = [
    "R007", "R008", "R009", "R010", "R011", "R013", "R015", "R016", "R042", "R043", "R044", "R045", "R046", "R047", "R048", "R049", "R085",
];

impl Score {
    /// Counts one packet.
    pub fn add(&mut self, truth: &Truth, check: &Check) {
        let expected: BTreeMap<Key, Expectation> = truth.findings.iter().map(|it| ((it.rule.clone(), it.at.clone()), it.outcome)).collect();
        let found: BTreeMap<Key, Expectation> =
            check.findings.iter().map(|it| ((it.rule.to_owned(), it.at.clone()), it.outcome.into())).collect();
        if truth.findings.iter().all(|it| it.outcome != Expectation::Fail) {
            self.clean += 1;
            self.clean_stopped += usize::from(check.findings.iter().any(|it| it.outcome == Outcome::Fail));
        }
        let is_of_scans = |at: &str| SCANNED.iter().any(|it| at.starts_with(it));
        self.outcomes += check.passed.len() + check.findings.len();
        self.scan_outcomes += check.passed.iter().filter(|it| OF_SCANS.contains(it)).count();
        self.scan_outcomes += check.findings.iter().filter(|it| is_of_scans(&it.at)).count();
        let keys: BTreeSet<&Key> = expected.keys().chain(found.keys()).collect();
        let mut untrue = BTreeSet::new();
        for key in keys {
            let (wanted, said) = (expected.get(key).copied(), found.get(key).copied());
            if wanted != said {
                self.wrong.push(format!(
                    "{} {} wanted {wanted:?}, said {said:?} · seed {} {:?} {:?}",
                    key.0, key.1, truth.seed, truth.faults, truth.near_misses
                ));
            }
            if wanted.is_none() {
                untrue.insert(key.0.as_str());
            }
            self.rules.entry(key.0.clone()).or_default().count(wanted, said);
            if is_of_scans(&key.1) {
                self.scans.count(wanted, said);
            }
        }
        for near in near_misses().filter(|it| truth.near_misses.iter().any(|name| name == it.name)) {
            let tally = self.rules.entry(near.rule.to_owned()).or_default();
            tally.near_misses += 1;
            tally.near_misses_hit += usize::from(untrue.contains(near.rule));
        }
    }

    /// All rules together.
    pub fn pooled(&self) -> Tally {
        self.rules.values().fold(Tally::default(), Tally::plus)
    }
}

impl Tally {
    fn count(&mut self, wanted: Option<Expectation>, said: Option<Expectation>) {
        use Expectation::{Advice, CannotTell, Fail};
        let right = wanted == said;
        match wanted {
            Some(Fail | Advice) => {
                self.faults += 1;
                self.found += usize::from(right);
                self.doubted += usize::from(said == Some(CannotTell));
            }
            Some(CannotTell) => self.told_apart += usize::from(right),
            None => self.needless_doubts += usize::from(said == Some(CannotTell)),
        }
        match said {
            Some(Fail) => (self.fails, self.fails_right) = (self.fails + 1, self.fails_right + usize::from(right)),
            Some(Advice) => (self.advice, self.advice_right) = (self.advice + 1, self.advice_right + usize::from(right)),
            _ => {}
        }
    }

    fn plus(mut self, other: &Tally) -> Tally {
        self.faults += other.faults;
        self.found += other.found;
        self.doubted += other.doubted;
        self.told_apart += other.told_apart;
        self.fails += other.fails;
        self.fails_right += other.fails_right;
        self.advice += other.advice;
        self.advice_right += other.advice_right;
        self.needless_doubts += other.needless_doubts;
        self.near_misses += other.near_misses;
        self.near_misses_hit += other.near_misses_hit;
        self
    }
}
