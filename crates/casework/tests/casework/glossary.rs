//! `GLOSSARY.md`: the words of the field, from the first doc line of every public type (`/// 备案材料: one file of the packet`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::printed::compare;

#[test]
fn the_glossary_is_printed_from_the_code() {
    let mut words = BTreeMap::new();
    for room in ["law", "casework"] {
        for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(room).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            words.extend(words_of(&text).map(|(zh, en, name)| ((zh, room, name), en)));
        }
    }
    let mut page = "# 用语 Glossary\n\nOne word per thing; Chinese is the authority, the English is ours. Printed from the code: the first doc line of every public type of the\nfield in `law` and `casework`. `UPDATE_EXPECT=1 cargo test -p casework` rewrites it.\n\n| 中文 | code | what it is |\n|---|---|---|\n".to_owned();
    for ((zh, room, name), en) in &words {
        page += &format!("| {zh} | `{room}` `{name}` | {en} |\n");
    }
    compare("GLOSSARY.md", &page);
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries
        .flat_map(|it| if it.is_dir() { sources(&it) } else { vec![it] })
        .filter(|it| it.extension().is_some_and(|it| it == "rs"))
        .collect()
}

/// The Chinese, our English and the name of each type whose doc begins in Chinese.
fn words_of(text: &str) -> impl Iterator<Item = (String, String, String)> {
    let (mut doc, mut words) = (String::new(), Vec::new());
    for line in text.lines() {
        match line.strip_prefix("///") {
            Some(more) => doc = format!("{doc}{more}"),
            None if line.starts_with("#[") => {}
            None => {
                let name = ["pub struct ", "pub enum ", "pub trait "].iter().find_map(|it| line.strip_prefix(it));
                words.extend(name.and_then(|it| word(&std::mem::take(&mut doc), it)));
                doc.clear();
            }
        }
    }
    words.into_iter()
}

fn word(doc: &str, name: &str) -> Option<(String, String, String)> {
    let (zh, en) = first_sentence(doc.trim()).split_once(": ")?;
    let name = name.split(|it: char| !it.is_alphanumeric()).next()?;
    zh.starts_with(|it: char| ('\u{4e00}'..='\u{9fff}').contains(&it)).then(|| (zh.to_owned(), en.to_owned(), name.to_owned()))
}

/// Up to a full stop that a capital follows: `art. 14` goes on.
fn first_sentence(doc: &str) -> &str {
    let ends = |at: &usize| doc[at + 2..].starts_with(|it: char| it.is_uppercase() || it == '[');
    let end = doc.match_indices(". ").map(|it| it.0).find(ends);
    doc[..end.unwrap_or(doc.len())].trim_end_matches('.')
}
