//! 个人信息保护影响评估, where it was written here.

use jiff::civil::Date;

use super::{Node, Retention};

/// The PIA, when it was written here
#[derive(Clone, Debug, Default)]
pub struct PiaAnswer {
    /// 评估开始
    pub assessed_from: Option<Date>,
    /// 评估结束
    pub assessed_to: Option<Date>,
    /// 签署
    pub signed_on: Option<Date>,
    /// Who assessed
    pub assessor: Option<String>,
    /// A third party's name
    pub third_party: Option<String>,
    /// And its part
    pub third_party_part: Option<String>,
    /// The four contents of art. 9(1), in order
    pub contents: [Option<String>; 4],
    /// Use by use
    pub uses: Vec<PiaUse>,
    /// 风险清单
    pub risks: Vec<PiaRisk>,
    /// 剩余风险
    pub residual: Option<String>,
    /// 评估结论
    pub conclusion: Option<String>,
    /// Who approved it
    pub approved_by: Option<String>,
}

/// The PIA's part on one face use
#[derive(Clone, Debug, Default)]
pub struct PiaUse {
    /// The block's path
    pub path: String,
    /// The `id` of the use
    pub id: Option<String>,
    /// Why it is necessary
    pub necessity: Option<String>,
    /// Which alternatives were weighed
    pub alternatives: Option<String>,
    /// How long faces are kept
    pub retention: Retention,
}

/// One risk of the list (GB/T 39335)
#[derive(Clone, Debug, Default)]
pub struct PiaRisk {
    /// The block's path
    pub path: String,
    /// What could happen
    pub what: Option<String>,
    /// 影响: 严重 高 中 低
    pub impact: Option<String>,
    /// 可能性: 很高 高 中 低
    pub likelihood: Option<String>,
    /// 风险等级: 严重 高 中 低
    pub level: Option<String>,
    /// 修正: what moves the level away from the matrix
    pub modifier: Option<String>,
    /// 理由: why
    pub reason: Option<String>,
}

impl PiaAnswer {
    pub(super) fn read(it: &Node) -> PiaAnswer {
        let (third_party, contents) = (it.at("third_party"), it.at("contents"));
        PiaAnswer {
            assessed_from: it.date("assessed_from"),
            assessed_to: it.date("assessed_to"),
            signed_on: it.date("signed_on"),
            assessor: it.text("assessor"),
            third_party: third_party.text("name"),
            third_party_part: third_party.text("part"),
            contents: ["lawfulness", "effects", "risks", "protections"].map(|name| contents.text(name)),
            uses: it.blocks("uses").iter().map(PiaUse::read).collect(),
            risks: it.blocks("risks").iter().map(PiaRisk::read).collect(),
            residual: it.text("residual"),
            conclusion: it.text("conclusion"),
            approved_by: it.text("approved_by"),
        }
    }
}

impl PiaUse {
    pub(super) fn read(it: &Node) -> PiaUse {
        PiaUse {
            path: it.path().to_owned(),
            id: it.text("id"),
            necessity: it.text("necessity"),
            alternatives: it.text("alternatives"),
            retention: Retention::read(&it.at("retention")),
        }
    }
}

impl PiaRisk {
    pub(super) fn read(it: &Node) -> PiaRisk {
        PiaRisk {
            path: it.path().to_owned(),
            what: it.text("what"),
            impact: it.text("impact"),
            likelihood: it.text("likelihood"),
            level: it.text("level"),
            modifier: it.text("modifier"),
            reason: it.text("reason"),
        }
    }
}
