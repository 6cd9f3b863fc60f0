//! Who asks for something: an address in `law/`, and what its standing lets it do.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 引用: an address in `law/`, such as `cac-mps-19-2025/art-9/1/2`, `shandong-2025-06-06/item-7`, `claim/17` or `house/file-refused`.
/// It holds no standing: that is read from `law/` ([`crate::Law::basis`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[doc(alias = "引用")]
pub struct Cite(std::borrow::Cow<'static, str>);

/// A citation written in code. Whether it resolves is tested for every rule.
pub const fn cite(address: &'static str) -> Cite {
    Cite(std::borrow::Cow::Borrowed(address))
}

impl Cite {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Cite {
    fn from(address: &str) -> Cite {
        Cite(address.to_owned().into())
    }
}

impl fmt::Display for Cite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 效力层级: what kind of source an instrument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[doc(alias = "效力层级")]
pub enum Standing {
    /// 法律、行政法规: statute or State Council regulation.
    #[serde(rename = "LAW")]
    Law,
    /// 部门规章: departmental rule, such as the Measures.
    #[serde(rename = "RULE")]
    Rule,
    /// 司法解释: Supreme People's Court interpretation.
    #[serde(rename = "INTERP")]
    Interp,
    /// 强制性国家标准: mandatory national standard.
    #[serde(rename = "STD-M")]
    StdM,
    /// 官方公告、问答、通知: official notice, Q&A or form.
    #[serde(rename = "OFFICIAL")]
    Official,
    /// 推荐性国家标准: recommended national standard.
    #[serde(rename = "STD")]
    Std,
    /// 实务: a law firm or adviser that says it has filed.
    #[serde(rename = "PRACTICE")]
    Practice,
    /// 推断: our inference.
    #[serde(rename = "INFER")]
    Infer,
    /// 传言: an unsupported practitioner claim.
    #[serde(rename = "CLAIM")]
    Claim,
    /// 征求意见稿: a draft, never in force.
    #[serde(rename = "DRAFT")]
    Draft,
    /// 本平台规则: this platform's own rule.
    #[serde(rename = "HOUSE")]
    House,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// 可信度: how sure we are of what we wrote down, apart from who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[doc(alias = "可信度")]
pub enum Confidence {
    /// High: the instrument's own text, or two independent official copies.
    H,
    /// Middle: one good secondary source, or well-known law not compared with its text.
    M,
    /// Low: a weak or single unofficial source.
    L,
}

/// What a basis may do to a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// A fault on this basis stops a submission until it is mended or answered with a reason.
    Stops,
    /// A fault on this basis is advice.
    Advises,
    /// Advice, and only in the `cautious` profile.
    AdvisesCautious,
    /// Nothing may lean on it: a draft, or a claim that was contradicted.
    Never,
}

/// 依据: who asks for it, as `law/` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "依据")]
pub struct Basis {
    /// The kind of source.
    pub standing: Standing,
    /// Where it stands.
    pub cite: Cite,
    /// What it may do; decided by standing and confidence together, never by the rule that cites it.
    #[serde(skip)]
    pub force: Force,
}

/// Standing, confidence and comparison with the official text together decide what may lean on a source.
/// Claims and house clauses decide by their own field, so they are not asked here.
pub(crate) fn force_of(standing: Standing, confidence: Confidence, verified: bool) -> Force {
    match standing {
        Standing::Law | Standing::Rule | Standing::Interp | Standing::StdM | Standing::Official => {
            if confidence == Confidence::H && verified { Force::Stops } else { Force::Advises }
        }
        Standing::Std | Standing::Practice | Standing::Infer => Force::Advises,
        Standing::House => Force::Advises,
        Standing::Claim | Standing::Draft => Force::Never,
    }
}
