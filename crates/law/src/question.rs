//! What nobody has answered. A page that would need one of these says "unknown" and never guesses.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::Cite;
use crate::files::Files;
use crate::load::{Desk, Law, Place};
use crate::text::Texts;
use crate::wording::Wording;

/// 未解问题: something the sources leave open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "未解问题")]
pub struct Question {
    /// Its id, such as `form-fields`.
    pub id: String,
    /// What is not known.
    pub question: Wording,
    /// What FaceFile does meanwhile.
    pub meanwhile: Wording,
    /// The clauses nearest to it.
    pub see: Vec<Cite>,
}

impl Law {
    /// What nobody has answered.
    pub fn open_questions(&self) -> &[Question] {
        &self.questions
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestions {
    question: Vec<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    id: Spanned<String>,
    zh: String,
    en: String,
    meanwhile: Wording,
    see: Vec<Spanned<String>>,
}

/// Reads `questions.toml`.
pub(crate) fn read(files: &mut Files, texts: &Texts, desk: &mut Desk) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    let Some((path, text)) = desk.must_have(files, "questions.toml") else { return questions };
    let Some(raw) = desk.parse::<RawQuestions>(&path, &text) else { return questions };
    let at = Place { file: &path, text: &text };
    for one in raw.question {
        if questions.iter().any(|other| other.id == *one.id.get_ref()) {
            desk.repeated(at.file, Some(at.line(&one.id)), one.id.get_ref());
        }
        let see = one.see.iter().filter(|cite| desk.basis(&at, cite, texts).is_some());
        questions.push(Question {
            id: one.id.get_ref().clone(),
            question: Wording::new(one.zh, one.en),
            meanwhile: one.meanwhile,
            see: see.map(|cite| Cite::from(cite.get_ref().as_str())).collect(),
        });
    }
    questions
}
