//! 传言核对: what practitioners say, checked one by one. A claim never becomes a rule; its verdict decides whether it
//! may even be shown as a hint.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::{Cite, Force};
use crate::files::Files;
use crate::load::{Desk, Law, Place};
use crate::text::{Cited, Entry, Texts};
use crate::wording::Wording;

/// 核对结论: what the evidence says about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "核对结论")]
pub enum Verdict {
    /// 属实. It acts only through the rule named as evidence.
    Confirmed,
    /// 部分属实. It acts only through the rule named as evidence.
    Partly,
    /// 与规定不符. Never a rule.
    Contradicted,
    /// 未见官方依据. An optional hint, in the cautious profile only.
    Unsupported,
    /// 无法核实. Never a rule.
    Unverifiable,
}

impl Verdict {
    /// The verdict in words.
    pub fn wording(self) -> Wording {
        let (zh, en) = match self {
            Verdict::Confirmed => ("属实", "confirmed"),
            Verdict::Partly => ("部分属实", "partly true"),
            Verdict::Contradicted => ("与规定不符", "contradicts the rules"),
            Verdict::Unsupported => ("未见官方依据", "no official source"),
            Verdict::Unverifiable => ("无法核实", "cannot be verified"),
        };
        Wording::new(zh, en)
    }

    /// Only an unsupported claim may be shown as a hint. What is confirmed needs no claim: the rule says it.
    fn force(self) -> Force {
        match self {
            Verdict::Unsupported => Force::AdvisesCautious,
            _ => Force::Never,
        }
    }
}

/// 传言: one statement, who made it and what the evidence says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "传言")]
pub struct Claim {
    /// Its number, such as `17` or `3b`; cited as `claim/17`.
    pub id: String,
    /// Its address.
    pub cite: Cite,
    /// The source that makes it.
    pub source: Cite,
    /// What is claimed.
    pub claim: Wording,
    /// What the evidence says about it.
    pub verdict: Verdict,
    /// Why.
    pub finding: Wording,
    /// Where the evidence stands. Empty when none is known.
    pub evidence: Vec<Cite>,
}

impl Law {
    /// All claims, in the order of their source.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// One claim by its number.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClaims {
    source: Spanned<String>,
    claim: Vec<RawClaim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClaim {
    id: Spanned<String>,
    zh: String,
    en: String,
    verdict: Verdict,
    finding: Wording,
    #[serde(default)]
    evidence: Vec<Spanned<String>>,
}

/// Reads `claims/`, one file for each source.
pub(crate) fn read(files: &mut Files, texts: &mut Texts, desk: &mut Desk) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (path, text) in files.take_under("claims/") {
        let Some(raw) = desk.parse::<RawClaims>(&path, &text) else {
            desk.leave_unread("claim");
            continue;
        };
        let at = Place { file: &path, text: &text };
        desk.basis(&at, &raw.source, texts);
        for one in &raw.claim {
            one.refuse_without_evidence(&at, desk);
            texts.add("claim", one.entry(&at), at.line(&one.id), &at, desk);
            claims.push(one.claim(raw.source.get_ref()));
        }
    }
    claims
}

impl RawClaim {
    fn refuse_without_evidence(&self, at: &Place<'_>, desk: &mut Desk) {
        let line = Some(at.line(&self.id));
        let needs = matches!(self.verdict, Verdict::Confirmed | Verdict::Partly | Verdict::Contradicted);
        if needs && self.evidence.is_empty() {
            desk.fault(
                at.file,
                line,
                "说它属实、部分属实或者不符，都要写出证据「evidence」",
                "confirmed, partly and contradicted each need their `evidence`",
            );
        }
    }

    fn entry(&self, at: &Place<'_>) -> Entry {
        Entry {
            at: self.id.get_ref().clone(),
            title: Some(self.verdict.wording()),
            wording: Wording::new(self.zh.as_str(), self.en.as_str()),
            binds: None,
            number: None,
            confidence: None,
            verified: None,
            from: None,
            to: None,
            leans_on: self.evidence.iter().map(|cite| Cited::new(at, cite)).collect(),
            note: Some(self.finding.clone()),
            force: Some(self.verdict.force()),
            address: None,
        }
    }

    fn claim(&self, source: &str) -> Claim {
        let id = self.id.get_ref();
        Claim {
            id: id.clone(),
            cite: Cite::from(format!("claim/{id}").as_str()),
            source: Cite::from(source),
            claim: Wording::new(self.zh.as_str(), self.en.as_str()),
            verdict: self.verdict,
            finding: self.finding.clone(),
            evidence: self.evidence.iter().map(|cite| Cite::from(cite.get_ref().as_str())).collect(),
        }
    }
}
