//! A risk's level is the one the matrix gives, or a reason says why not.

use law::{Cite, RiskMatrix, cite};

use crate::packet::PiaRisk;
use crate::precheck::{Subject, Verdict};

/// GB/T 39335-2020, table D.5; recommended, so it advises.
pub const CITE: Cite = cite("gbt-39335-2020/matrix");

/// A risk is judged once impact, likelihood and level are all given.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some(matrix) = subject.law.risk_matrices().iter().rfind(|it| it.basis.cite == CITE) else { return verdict };
    for risk in &subject.packet.answers.pia.risks {
        check_one(risk, matrix, &mut verdict);
    }
    verdict
}

fn check_one(risk: &PiaRisk, matrix: &RiskMatrix, verdict: &mut Verdict) {
    let grade = |it: &Option<String>| it.as_deref().map(str::trim).map(str::to_owned);
    let (Some(impact), Some(likelihood), Some(level)) = (grade(&risk.impact), grade(&risk.likelihood), grade(&risk.level)) else { return };
    let (at, what) = (format!("{}.level", risk.path), risk.what.as_deref().unwrap_or("—"));
    match matrix.level(&impact, &likelihood) {
        Some(right) if right == level || risk.reason.is_some() => verdict.look(),
        Some(right) => {
            let zh = format!("风险「{what}」：影响「{impact}」、可能性「{likelihood}」，按矩阵是「{right}」，填的是「{level}」，没有写理由");
            let en = format!("risk `{what}`: impact `{impact}` and likelihood `{likelihood}` make `{right}` by the matrix; `{level}` is given, without a reason");
            verdict.fail(at, zh, en);
        }
        None => {
            let zh = format!("风险「{what}」：影响「{impact}」或者可能性「{likelihood}」不是矩阵里的等级，等级「{level}」对不对看不出");
            let en = format!("risk `{what}`: impact `{impact}` or likelihood `{likelihood}` is no grade of the matrix: whether level `{level}` is right cannot be told");
            verdict.cannot_tell(at, zh, en);
        }
    }
}
