//! What holds for all rules together.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use casework::precheck::{self, Profile, RULES, Subject};
use law::{Force, Law, Standing};

use crate::overlay::scene;
use crate::pages::folder;
use crate::printed::compare;

#[test]
fn codes_ascend_and_every_file_is_a_rule() {
    assert!(RULES.is_sorted_by(|a, b| a.code < b.code), "codes ascend and none stands twice");
    let listed: BTreeSet<String> =
        RULES.iter().flat_map(|it| ["md", "rs"].map(|end| format!("{}.{end}", it.name().replace('-', "_")))).collect();
    let there = std::fs::read_dir(folder()).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<_>>(), listed);
}

#[test]
fn every_citation_resolves_and_weak_ones_never_stop() {
    for rule in RULES {
        let basis = Law::embedded().basis(&rule.cite).unwrap_or_else(|| panic!("{}: {} is not in law/", rule.code, rule.cite));
        let weak = matches!(basis.standing, Standing::Std | Standing::Practice | Standing::Infer | Standing::Claim | Standing::Draft);
        assert!(!(weak && basis.force == Force::Stops), "{}: {} stops on {}", rule.code, basis.cite, basis.standing);
    }
}

#[test]
fn a_law_folder_without_a_cited_clause_judges_nothing_and_says_which() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("law-without-a-clause");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law"), &root);
    let text = std::fs::read_to_string(root.join("texts/house/text.toml")).unwrap();
    std::fs::write(root.join("texts/house/text.toml"), text.replace("\"file-blank\"", "\"file-pale\"")).unwrap();
    let (law, clean) = (Law::from_dir(&root).unwrap(), scene("").unwrap());
    let subject = Subject { packet: &clean.packet, facts: &clean.facts, law: &law, today: clean.today };
    let refused = precheck::check(&subject, Profile::Cautious, "clean").unwrap_err();
    assert_eq!(refused.0, [("R052", law::cite("house/file-blank"))]);
    assert!(refused.message().en.contains("R052 house/file-blank"), "{refused}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).unwrap();
        }
    }
}

/// The fields that rules know stand twice: where answers are read, and in the forms. A name read that no form has would never be answered.
#[test]
fn every_answer_that_is_read_is_asked_for() {
    let form = Law::embedded().form("template-v0@1").unwrap();
    let columns = form.fields().flat_map(|it| &it.columns).map(|it| it.key.as_str());
    let asked: BTreeSet<&str> =
        form.fields().flat_map(|it| it.path.split('.')).chain(columns).chain(["length", "unit", "rule", "reason"]).collect();
    let source = ["answers.rs", "answers/handler.rs", "answers/face_use.rs", "answers/pia.rs"]
        .map(|it| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/packet").join(it)).unwrap())
        .concat();
    let calls = ["text", "texts", "count", "flag", "date", "choice", "choices", "at", "blocks"].map(|it| format!(".{it}(\""));
    let read: BTreeSet<&str> =
        calls.iter().flat_map(|call| source.split(call.as_str()).skip(1)).filter_map(|it| Some(it.split_once('"')?.0)).collect();
    assert!(read.len() > 100, "the source is read");
    assert_eq!(read.difference(&asked).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn the_index_of_rules_is_printed_from_the_code() {
    let mut index = "# Rules\n\nPrinted from the code; `UPDATE_EXPECT=1 cargo test -p casework` rewrites it. `facefile explain CODE` shows a rule's page.\n\n".to_owned();
    index += "| 代码 code | 名称 name | 查什么 | what it checks | 依据 basis | 作用 effect |\n|---|---|---|---|---|---|\n";
    for rule in RULES {
        let (title, basis) = (rule.title(), Law::embedded().basis(&rule.cite).expect("tested above"));
        let effect = match basis.force {
            Force::Stops => "须改正 stops",
            Force::Advises => "建议 advises",
            Force::AdvisesCautious => "谨慎时建议 advises when cautious",
            Force::Never => "不适用 never",
        };
        let page = format!("../crates/casework/src/precheck/rules/{}.md", rule.name().replace('-', "_"));
        let row = format!("[{}]({page}) | {} | {} | {} | {} · {}", rule.code, rule.name(), title.zh, title.en, basis.standing, basis.cite);
        writeln!(index, "| {row} | {effect} |").unwrap();
    }
    compare("docs/rules.md", &index);
}
