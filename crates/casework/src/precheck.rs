//! 预检: every rule over one packet, on one day. The order of findings is the order in which to mend them.

mod agreement;
pub mod contradictions;
mod finding;
mod official_seal;
mod page_quality;
mod phrases;
pub mod rules;
mod verdict;

use std::fmt;

use jiff::civil::Date;
use law::{Basis, Force, Law};

pub use finding::{Check, Finding, Outcome, Summary};
pub use rules::{RULES, Rule, Uncited};
pub use verdict::{Hit, Verdict};

use crate::facts::Facts;
use crate::packet::Packet;

/// What a rule looks at.
pub struct Subject<'a> {
    /// What was answered.
    pub packet: &'a Packet,
    /// What was read.
    pub facts: &'a Facts,
    /// What the law says.
    pub law: &'a Law,
    /// The day the packet is judged for.
    pub today: Date,
}

/// 严格程度: which advice is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "严格程度")]
pub enum Profile {
    /// Requirements and sourced advice only.
    Official,
    /// Unsupported practitioner claims advise as well: people want to pass first time.
    #[default]
    Cautious,
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Profile::Official => "official",
            Profile::Cautious => "cautious",
        })
    }
}

/// Runs every rule. `packet_name` is only repeated in the result.
///
/// # Errors
/// A law folder that lacks what a rule, or one of its hits, cites: nothing is judged by it.
pub fn check(subject: &Subject, profile: Profile, packet_name: &str) -> Result<Check, Uncited> {
    rules::all_cited(subject.law)?;
    let mut result = Check::new(packet_name, subject, profile);
    for rule in RULES {
        let verdict = (rule.check)(subject);
        result.count(rule, &verdict);
        for hit in verdict.hits {
            let cite = hit.cite.as_ref().unwrap_or(&rule.cite);
            let basis = subject.law.basis(cite).ok_or_else(|| Uncited(vec![(rule.code, cite.clone())]))?;
            if speaks(&basis, profile) {
                result.add(rule, hit, basis, subject.packet);
            }
        }
    }
    Ok(result.finish())
}

fn speaks(basis: &Basis, profile: Profile) -> bool {
    match basis.force {
        Force::Stops | Force::Advises => true,
        Force::AdvisesCautious => profile == Profile::Cautious,
        Force::Never => false,
    }
}
