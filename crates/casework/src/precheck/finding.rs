//! A check's result, as people and programs see it.

use jiff::civil::Date;
use law::{Basis, Force, Wording};
use serde::Serialize;

use super::{Hit, Profile, Rule, Subject, Verdict};
use crate::packet::Packet;

/// 检查结果: all that was found in one packet.
#[derive(Clone, Debug, Serialize)]
#[doc(alias = "检查结果")]
pub struct Check {
    /// The packet's name.
    pub packet: String,
    /// The day it was judged for.
    pub as_of: Date,
    /// How strict.
    pub profile: Profile,
    /// Version of `law/` and the rules.
    pub rulebook: String,
    /// How many of what.
    pub summary: Summary,
    /// What to mend first comes first.
    pub findings: Vec<Finding>,
    /// Codes of the rules that looked and found nothing.
    #[serde(skip)]
    pub passed: Vec<&'static str>,
    /// Codes of the rules that had nothing to judge.
    #[serde(skip)]
    pub not_applicable: Vec<&'static str>,
}

/// Rules that passed or had nothing to judge, and findings by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Rules that looked and found nothing.
    pub pass: usize,
    /// Rules that had nothing to judge.
    pub not_applicable: usize,
    /// Findings that are faults by law, rule or notice.
    pub fail: usize,
    /// Findings that are advice.
    pub advice: usize,
    /// Findings that could not be decided.
    pub cannot_tell: usize,
}

/// 发现: something to look at.
#[derive(Clone, Debug, Serialize)]
#[doc(alias = "发现")]
pub struct Finding {
    /// Code of the rule, such as `R012`.
    pub rule: &'static str,
    /// Its name, such as `pia-before-use`.
    pub name: String,
    /// fail, advice or cannot_tell.
    pub outcome: Outcome,
    /// Whether it stops a submission: a fault whose basis may stop, not answered by a person.
    pub stops: bool,
    /// Who asks for it.
    pub basis: Basis,
    /// Path into answers or facts.
    pub at: String,
    /// Slot of the material.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub material: Option<&'static str>,
    /// Name of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// x y w h in fractions of the page from its top left.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none", serialize_with = "to_four_places")]
    pub area: Option<[f32; 4]>,
    /// Code of a refused file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What is wrong.
    pub message: Wording,
    /// What to do.
    pub fix: Wording,
    /// A person's reason against it.
    #[serde(rename = "override", skip_serializing_if = "Option::is_none")]
    pub answered: Option<String>,
}

/// 结果: what a finding amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 不通过
    Fail,
    /// 无法判断
    CannotTell,
    /// 建议
    Advice,
}

/// A ten-thousandth of a page is finer than any scan's dot; more digits would only be noise.
fn to_four_places<S: serde::Serializer>(area: &Option<[f32; 4]>, serializer: S) -> Result<S::Ok, S::Error> {
    area.map(|it| it.map(|side| (f64::from(side) * 1e4).round() / 1e4)).serialize(serializer)
}

impl Check {
    pub(super) fn new(packet: &str, subject: &Subject, profile: Profile) -> Check {
        Check {
            packet: packet.to_owned(),
            as_of: subject.today,
            profile,
            rulebook: subject.law.version().to_owned(),
            summary: Summary::default(),
            findings: Vec::new(),
            passed: Vec::new(),
            not_applicable: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, rule: &Rule, verdict: &Verdict) {
        match (verdict.applies, verdict.hits.is_empty()) {
            (false, _) => self.not_applicable.push(rule.code),
            (true, true) => self.passed.push(rule.code),
            (true, false) => {}
        }
        self.summary.pass = self.passed.len();
        self.summary.not_applicable = self.not_applicable.len();
    }

    pub(super) fn add(&mut self, rule: &Rule, hit: Hit, basis: Basis, packet: &Packet) {
        let outcome = match (hit.certain, basis.force) {
            (false, _) => Outcome::CannotTell,
            (true, Force::Stops) => Outcome::Fail,
            (true, _) => Outcome::Advice,
        };
        match outcome {
            Outcome::Fail => self.summary.fail += 1,
            Outcome::CannotTell => self.summary.cannot_tell += 1,
            Outcome::Advice => self.summary.advice += 1,
        }
        let answered = packet.overrides.iter().find(|it| it.rule == rule.code && it.at == hit.at).map(|it| it.reason.clone());
        let file = hit.file.or_else(|| packet.materials_of(hit.material?).next().map(|it| it.file.clone()));
        self.findings.push(Finding {
            rule: rule.code,
            name: rule.name(),
            outcome,
            stops: outcome == Outcome::Fail && answered.is_none(),
            basis,
            at: hit.at,
            material: hit.material.map(|it| it.id()),
            file,
            page: hit.place.map(|it| it.page),
            area: hit.place.and_then(|it| it.area),
            code: hit.code,
            message: hit.message,
            fix: hit.fix.unwrap_or_else(|| rule.fix()),
            answered,
        });
    }

    /// Faults first, then what cannot be told, then advice; within each in the order of the rules.
    pub(super) fn finish(mut self) -> Check {
        self.findings.sort_by_key(|it| (!it.stops, it.outcome));
        self
    }

    /// Whether anything stops a submission.
    pub fn stops(&self) -> bool {
        self.findings.iter().any(|it| it.stops)
    }
}
