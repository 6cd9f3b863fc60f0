//! `docs/changes.md`: each ```toml block is laid over the filed packet, and the ```changes block after it says what is found. `changed_on` is the
//! day of the change; `replaced` names a slot whose files are others, `uses_left` the uses that did not end. `UPDATE_EXPECT=1` writes what the detector says now.

use casework::change::{FilingCall, PiaCall, TRIGGERS, Trigger, detect};
use casework::snapshot::Snapshot;
use casework::words::Slot;
use jiff::civil::Date;
use law::Law;

use crate::overlay::scene;
use crate::printed::compare;

const PAGE: &str = "docs/changes.md";

fn found(block: &str) -> casework::change::ChangeReport {
    let (mut changed_on, mut replaced, mut overlay): (Option<Date>, Vec<Slot>, String) = (None, Vec::new(), String::new());
    let mut kept: Option<Vec<String>> = None;
    for line in block.lines() {
        match line.split_once(" = ") {
            Some(("changed_on", day)) => changed_on = Some(day.trim_matches('"').parse().unwrap()),
            Some(("uses_left", ids)) => kept = Some(ids.split_whitespace().map(|it| it.trim_matches('"').to_owned()).collect()),
            Some(("replaced", slot)) => replaced.push(Slot::parse(slot.trim_matches('"')).unwrap()),
            _ => overlay += &format!("{line}\n"),
        }
    }
    let filed = scene("").unwrap().packet;
    let mut now = scene(&overlay).unwrap_or_else(|it| panic!("{it}\n{overlay}")).packet;
    if let Some(left) = kept {
        now.chosen["uses"].as_array_mut().unwrap().retain(|it| left.contains(&it["id"].as_str().unwrap().to_owned()));
    }
    let filed = Snapshot::of(&filed, |file| Some(file.to_owned()));
    let slot_of = |file: &str| now.materials.iter().find(|it| it.file == file).map(|it| it.slot);
    let now = Snapshot::of(&now, |file| {
        Some(if slot_of(file).is_some_and(|it| replaced.contains(&it)) { format!("{file}+") } else { file.to_owned() })
    });
    detect(&filed, &now, changed_on, Law::embedded())
}

fn rewrite(page: &str) -> String {
    let (mut out, mut lines, mut pending) = (String::new(), page.lines(), None);
    while let Some(line) = lines.next() {
        if line == "<!-- table -->" {
            out += &format!("{line}\n{}<!-- end -->\n", table());
            lines.by_ref().find(|it| *it == "<!-- end -->").expect("the table ends");
            continue;
        }
        out += &format!("{line}\n");
        let Some(kind) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
        match (kind, pending.take()) {
            ("toml", None) => {
                pending = Some(found(&body.join("\n")).lines());
                body.iter().for_each(|it| out += &format!("{it}\n"));
            }
            ("changes", Some(found)) => found.iter().for_each(|it| out += &format!("{}\n{}\n", it.zh, it.en)),
            (other, _) => panic!("a block of kind `{other}` here would test nothing"),
        }
        out += "```\n";
    }
    assert!(pending.is_none(), "a changes block after its last toml block");
    out
}

fn table() -> String {
    let mut table = "| 变更 change | 位置 at | 备案变更 change filing | 影响评估 PIA |\n|---|---|---|---|\n".to_owned();
    for it in Trigger::all() {
        table += &format!("| {} {} | `{}` | {} | {} |\n", it.zh, it.en, it.path, it.filing.name(), it.pia.name());
    }
    table
}

#[test]
fn the_page_says_what_the_detector_finds() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(PAGE);
    let page = std::fs::read_to_string(path).unwrap();
    assert!(page.matches("```changes").count() >= 10, "cases");
    compare(PAGE, &rewrite(&page));
}

#[test]
fn every_citation_of_the_table_resolves_as_the_table_says() {
    for name in Trigger::all().flat_map(|it| [it.filing.name(), it.pia.name()]).filter(|it| !it.is_empty()) {
        let (rest, cited) = name.rsplit_once(" · ").unwrap();
        let basis = Law::embedded().basis(&cited.into()).unwrap_or_else(|| panic!("{cited} is not in law/"));
        assert_eq!(rest.rsplit_once(" · ").unwrap().1, basis.standing.to_string(), "{name}");
    }
}

/// Every field of the form that is part of what is filed has a row, and each row is the first for some place.
#[test]
fn every_field_has_its_row_and_no_row_is_shadowed() {
    let form = Law::embedded().form("template-v0@1").unwrap();
    let outside = ["case.", "mandate.", "undertaking.", "pia.", "uses.*.id"];
    for field in form.fields().filter(|it| !outside.iter().any(|out| it.path.starts_with(out))) {
        let path = format!("answers.{}", field.path.replace('*', "lobby-gate"));
        assert!(Trigger::at(&path).is_some(), "{path} has no row");
    }
    for row in TRIGGERS {
        let first = Trigger::at(&row.path.replace('*', "x")).unwrap();
        assert_eq!(first.path, row.path, "shadowed");
    }
}

#[test]
fn nothing_changed_is_nothing() {
    let report = found("changed_on = \"2026-11-02\"");
    assert_eq!((report.items.len(), report.filing, report.pia, report.due), (0, FilingCall::None, PiaCall::None, None));
    let slight = found("[answers.handler]\nname = \" 临沂青穗智联 科技有限公司\"\n[answers.headcount]\nstored = \"128,400\"");
    assert!(slight.items.is_empty(), "{:?}", slight.items);
}

#[test]
fn a_jump_is_a_half_either_way() {
    let call = |stored: u64| found(&format!("[answers.headcount]\nstored = {stored}")).filing;
    assert_eq!(call(192_599), FilingCall::NotSuggested);
    assert_eq!(call(192_600), FilingCall::Suggested);
    assert_eq!(call(64_201), FilingCall::NotSuggested);
    assert_eq!(call(64_200), FilingCall::Suggested);
}
