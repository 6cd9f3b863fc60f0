//! The risk matrix of an impact assessment, as versioned data. The guide lets an organisation design its own, but not
//! change it at will: so a matrix has an edition, and a report remembers the one it used.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::Basis;
use crate::files::Files;
use crate::form::Choice;
use crate::load::{Desk, Law, Place};
use crate::text::Texts;
use crate::wording::Wording;

/// 风险矩阵: impact and likelihood in, level of risk out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "风险矩阵")]
pub struct RiskMatrix {
    /// Its id with its edition number, such as `gbt-39335-2020@1`.
    pub edition: String,
    /// Its name.
    pub title: Wording,
    /// Who says so: a recommended standard.
    pub basis: Basis,
    /// A remark.
    pub note: Wording,
    /// The grades in words.
    pub words: Vec<Choice>,
    /// The grades of likelihood, in the order of every row.
    pub likelihoods: Vec<String>,
    /// One row for each grade of impact.
    pub rows: Vec<RiskRow>,
}

/// One row of a matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskRow {
    /// 影响: the grade of impact.
    pub impact: String,
    /// 风险等级: one level for each grade of likelihood.
    pub levels: Vec<String>,
}

impl RiskMatrix {
    /// The level of risk; nothing for a grade this matrix does not have.
    pub fn level(&self, impact: &str, likelihood: &str) -> Option<&str> {
        let column = self.likelihoods.iter().position(|grade| grade == likelihood)?;
        let row = self.rows.iter().find(|row| row.impact == impact)?;
        row.levels.get(column).map(String::as_str)
    }
}

impl Law {
    /// All editions of risk matrices.
    pub fn risk_matrices(&self) -> &[RiskMatrix] {
        &self.risk_matrices
    }

    /// One edition, such as `gbt-39335-2020@1`.
    pub fn risk_matrix(&self, edition: &str) -> Option<&RiskMatrix> {
        self.risk_matrices.iter().find(|matrix| matrix.edition == edition)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMatrix {
    edition: Spanned<String>,
    title: Wording,
    cite: Spanned<String>,
    note: Wording,
    words: Vec<Choice>,
    likelihoods: Vec<String>,
    row: Vec<RawRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    impact: String,
    levels: Spanned<Vec<String>>,
}

/// Reads `risk/`, one file an edition.
pub(crate) fn read(files: &mut Files, texts: &Texts, desk: &mut Desk) -> Vec<RiskMatrix> {
    let mut matrices = Vec::new();
    for (path, text) in files.take_under("risk/") {
        let Some(raw) = desk.parse::<RawMatrix>(&path, &text) else { continue };
        let at = Place { file: &path, text: &text };
        raw.refuse_odd_shape(&at, desk);
        matrices.extend(desk.basis(&at, &raw.cite, texts).map(|basis| raw.matrix(basis)));
    }
    matrices
}

impl RawMatrix {
    fn refuse_odd_shape(&self, at: &Place<'_>, desk: &mut Desk) {
        if at.file != format!("risk/{}.toml", self.edition.get_ref()) {
            let line = Some(at.line(&self.edition));
            desk.fault(at.file, line, "版本号与文件名不一致", "the edition is not the file's name");
        }
        for row in &self.row {
            let levels = row.levels.get_ref();
            let known = levels.iter().all(|level| self.words.iter().any(|word| word.value == *level));
            if levels.len() != self.likelihoods.len() || !known {
                desk.fault(
                    at.file,
                    Some(at.line(&row.levels)),
                    "每一行的等级要与「likelihoods」一样多，并且都在「words」里",
                    "each row has as many levels as `likelihoods`, all of them in `words`",
                );
            }
        }
    }

    fn matrix(self, basis: Basis) -> RiskMatrix {
        let row = |row: RawRow| RiskRow { impact: row.impact, levels: row.levels.into_inner() };
        RiskMatrix {
            edition: self.edition.into_inner(),
            title: self.title,
            basis,
            note: self.note,
            words: self.words,
            likelihoods: self.likelihoods,
            rows: self.row.into_iter().map(row).collect(),
        }
    }
}
