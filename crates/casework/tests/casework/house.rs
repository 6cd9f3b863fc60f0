//! What holds for all rules together.

use std::collections::BTreeSet;
use std::fmt::Write;

use casework::precheck::RULES;
use law::{Force, Law, Standing};

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
