//! A rule's page is its test: each ```toml block is laid over the clean packet, and the ```findings block after it says what the rule finds.
//! `UPDATE_EXPECT=1 cargo test -p casework` writes what the rules say now; the difference is the review.

use std::path::PathBuf;

use casework::precheck::{self, Finding, Outcome, Profile, RULES, Rule, Subject};
use law::Law;

use crate::overlay::{Scene, scene};

/// Every fault of every page is told at once.
#[test]
fn every_page_says_what_its_rule_finds() {
    let faults: Vec<String> =
        RULES.iter().filter_map(|it| check_page(it).err().map(|why| format!("{} {}: {why}", it.code, it.name()))).collect();
    assert!(faults.is_empty(), "\n\n{}\n", faults.join("\n\n"));
}

#[test]
fn the_clean_packet_has_no_findings() {
    let found: Vec<String> = findings(&scene("").unwrap()).iter().map(|it| format!("{}\n{}", it.rule, written(it, None))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_changes_nothing_is_refused_in_a_page() {
    let refused = [
        "nobody = 1",
        "[facts.pia_report]\nsigned = \"2025-08-15\"",
        "[facts.certificates]\nname = \"\"",
        "[files.mandate]\nsize = 1",
        "[files.\"materials/nowhere.pdf\"]\nbytes = 1",
        "without = [\"the-mandate\"]",
        "[[with]]\nslot = \"other\"\nfile = \"materials/a.pdf\"\ncolour = true",
    ];
    for overlay in refused {
        assert!(scene(overlay).is_err(), "{overlay}");
    }
}

#[test]
fn a_page_that_tests_nothing_is_refused() {
    let refused = [
        "## a\n```python\n```\n",
        "## a\n```toml\n```\n",
        "## a\n```findings\n```\n",
        "```toml\n```\n```findings\n```\n",
        "## a\n```toml\n```\n```toml\n```\n```findings\n```\n",
        "## a\n```toml\n[answers.uses.lobby-gate]\npurpsoe = \"x\"\n```\n```findings\n```\n",
    ];
    for page in refused {
        assert!(rewrite(&RULES[0], page).is_err(), "{page}");
    }
    assert_eq!(rewrite(&RULES[0], "## a\n```toml\n```\n```findings\nfail x\n```\n").unwrap().page, "## a\n```toml\n```\n```findings\n```\n");
}

fn check_page(rule: &Rule) -> Result<(), String> {
    let path = folder().join(format!("{}.md", rule.name().replace('-', "_")));
    let page = std::fs::read_to_string(&path).map_err(|it| it.to_string())?;
    let now = rewrite(rule, &page)?;
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &now.page).map_err(|it| it.to_string())?;
    } else if let Some((line, (said, says))) = page.lines().zip(now.page.lines()).enumerate().find(|(_, (a, b))| a != b) {
        return Err(format!("{}:{}\n  page: {said}\n  rule: {says}\n(UPDATE_EXPECT=1 rewrites it)", path.display(), line + 1));
    } else if page != now.page {
        return Err("the page ends elsewhere than what the rule finds (UPDATE_EXPECT=1 rewrites it)".to_owned());
    }
    demand(page.starts_with(&format!("# {} {} · ", rule.code, rule.name())), "the title is `# CODE name · 中文 · English`")?;
    demand(now.n_bases == 1, "one line `| 依据 basis | … |`")?;
    demand(filled(&rule.title()), "a title in both languages")?;
    demand(filled(&rule.fix()), "lines `**怎么改：** …` and `**Fix:** …`")?;
    demand(now.n_clean > 0, "a case that is clean")?;
    demand(now.n_found > 0, "a case with a finding")
}

fn demand(held: bool, what: &str) -> Result<(), String> {
    if held { Ok(()) } else { Err(format!("the page needs {what}")) }
}

fn filled(wording: &law::Wording) -> bool {
    !wording.zh.is_empty() && !wording.en.is_empty()
}

struct Rewritten {
    page: String,
    n_bases: usize,
    n_clean: usize,
    n_found: usize,
}

/// The page with what the rule says now.
fn rewrite(rule: &Rule, page: &str) -> Result<Rewritten, String> {
    let mut now = Rewritten { page: String::new(), n_bases: 0, n_clean: 0, n_found: 0 };
    let (mut pending, mut heading): (Option<Vec<Finding>>, Option<&str>) = (None, None);
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("| 依据 basis |") {
            now.n_bases += 1;
            now.page += &format!("| 依据 basis | {} |\n", basis(rule));
            continue;
        }
        now.page += &format!("{line}\n");
        heading = line.strip_prefix("## ").or(heading);
        let Some(kind) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
        match (kind, pending.take()) {
            ("toml", None) => {
                let case = heading.take().ok_or("every case has a heading `## 中文 · English`")?;
                let scene = scene(&body.join("\n")).map_err(|why| format!("case `{case}`: {why}"))?;
                pending = Some(found_by(rule, findings(&scene)).map_err(|why| format!("case `{case}`: {why}"))?);
                body.iter().for_each(|it| now.page += &format!("{it}\n"));
            }
            ("findings", Some(found)) => {
                *(if found.is_empty() { &mut now.n_clean } else { &mut now.n_found }) += 1;
                found.iter().for_each(|it| now.page += &written(it, Some(rule)));
            }
            ("toml" | "findings", _) => return Err("each toml block is followed by its findings block".to_owned()),
            (other, _) => return Err(format!("a block of kind `{other}` would test nothing")),
        }
        now.page += "```\n";
    }
    demand(pending.is_none(), "a findings block after its last toml block")?;
    Ok(now)
}

/// An answer that the form does not have would change nothing: only the page about such answers may have one.
fn found_by(rule: &Rule, mut findings: Vec<Finding>) -> Result<Vec<Finding>, String> {
    if let Some(stranger) = findings.iter().find(|it| it.name == "unknown-field" && rule.code != it.rule) {
        return Err(format!("the form has no field `{}`", stranger.at));
    }
    findings.retain(|it| it.rule == rule.code);
    Ok(findings)
}

fn findings(scene: &Scene) -> Vec<Finding> {
    let subject = Subject { packet: &scene.packet, facts: &scene.facts, law: Law::embedded(), today: scene.today };
    precheck::check(&subject, Profile::Cautious, "page").unwrap_or_else(|it| panic!("{it}")).findings
}

fn basis(rule: &Rule) -> String {
    let basis = Law::embedded().basis(&rule.cite).unwrap_or_else(|| panic!("{}: {} is not in law/", rule.code, rule.cite));
    format!("{} · {}", basis.standing, basis.cite)
}

/// A finding as a page shows it; what it has from its rule is not repeated.
fn written(it: &Finding, rule: Option<&Rule>) -> String {
    let outcome = match it.outcome {
        Outcome::Fail => "fail",
        Outcome::Advice => "advice",
        Outcome::CannotTell => "cannot_tell",
    };
    let mut text = format!("{outcome} {}", it.at);
    text += &it.page.map(|page| format!(" page {page}")).unwrap_or_default();
    text += &it.code.as_ref().map(|code| format!(" code {code}")).unwrap_or_default();
    if rule.is_none_or(|rule| rule.cite != it.basis.cite) {
        text += &format!(" basis {} · {}", it.basis.standing, it.basis.cite);
    }
    text += &format!("\nzh {}\nen {}\n", it.message.zh, it.message.en);
    if rule.is_none_or(|rule| rule.fix() != it.fix) {
        text += &format!("改 {}\nfix {}\n", it.fix.zh, it.fix.en);
    }
    text
}

/// Where the rules and their pages are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/precheck/rules")
}
