//! Two languages, always both: Chinese first, English beside it.

use serde::{Deserialize, Serialize};

/// A sentence or a name in both languages. Neither may be left out, so a missing translation does not compile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Chinese, the authority where the two differ.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The language a person asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Wording {
    /// Both languages at once.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Wording {
        Wording { zh: zh.into(), en: en.into() }
    }

    /// The text in the language asked for.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
