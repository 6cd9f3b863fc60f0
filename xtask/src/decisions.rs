//! The index of `docs/decisions/`: printed from the decisions themselves, and compared.

use std::fs;

use crate::shell::root;

const INDEX: &str = "README.md";

/// The page as the decisions say it now.
fn page() -> String {
    let mut page = String::from(
        "# Decisions\n\nWhy it is so, what else was considered, what it costs. Printed from the files (`UPDATE_EXPECT=1 cargo test -p xtask`).\n\n\
         Numbers are permanent and leave gaps: 00 the house, 01 hostile bytes, 02 documents, 03 rules, 04 the report, 05 reading,\n\
         06 what is kept, 07 the course of a case, 08 who may, 09 the pages. A decision that no longer holds keeps its number and says which one took its place.\n\n| decision | | state |\n|---|---|---|\n",
    );
    for (file, text) in decisions() {
        let mut lines = text.lines().filter(|it| !it.is_empty());
        let (title, state) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let (number, title) =
            title.strip_prefix("# ").and_then(|it| it.split_once(' ')).unwrap_or_else(|| panic!("{file}: `# NNNN Title`"));
        assert!(file.starts_with(&format!("{number}-")) && number.len() == 4, "{file} calls itself {number}");
        assert!(state.contains(" · "), "{file}: the line below the title is `YYYY-MM-DD · state`");
        page += &format!("| [{number}]({file}) | {title} | {state} |\n");
    }
    page
}

fn decisions() -> Vec<(String, String)> {
    let folder = root().join("docs/decisions");
    let files = fs::read_dir(&folder).expect("the decisions stand there").map(|it| it.expect("a readable folder").path());
    let mut decisions: Vec<(String, String)> = files
        .map(|it| (it.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read_to_string(&it).expect("text")))
        .filter(|(name, _)| name != INDEX)
        .collect();
    decisions.sort();
    decisions
}

#[test]
fn the_index_of_decisions_is_up_to_date() {
    let file = root().join("docs/decisions").join(INDEX);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, page()).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap_or_default(), page(), "run UPDATE_EXPECT=1 cargo test -p xtask and review the difference");
}
