//! A rule's page, taken apart for a reader: why, and which situations it tells apart. The cases themselves are tests and stay out.

use casework::precheck::Rule;
use law::{Lang, Wording};

/// The reasons, paragraph by paragraph, in one language. A page writes each language in paragraphs of its own.
pub fn reasons(rule: &Rule, lang: Lang) -> Vec<String> {
    let head = rule.page.split("\n## ").next().unwrap_or_default();
    let paragraphs = head.split("\n\n").map(str::trim).filter(|it| !it.starts_with(['#', '|', '*']) && !it.is_empty());
    paragraphs.filter(|it| language_of(it) == lang).map(|it| it.replace('\n', if lang == Lang::Zh { "" } else { " " })).collect()
}

/// The situations, by the headings `## 中文 · English`.
pub fn situations(rule: &Rule) -> Vec<Wording> {
    let headings = rule.page.lines().filter_map(|it| it.strip_prefix("## "));
    headings.map(|it| it.split_once(" · ").unwrap_or((it, it))).map(|(zh, en)| Wording::new(zh.trim(), en.trim())).collect()
}

/// An English paragraph may quote a few Chinese words, and a Chinese one a code or a name; neither is a quarter of it.
fn language_of(paragraph: &str) -> Lang {
    let chinese = paragraph.chars().filter(|it| ('\u{4e00}'..='\u{9fff}').contains(it)).count();
    if chinese * 4 > paragraph.chars().count() { Lang::Zh } else { Lang::En }
}
