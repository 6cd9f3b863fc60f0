//! What the README and `docs/figures.md` say is what the program does.

use std::fs;
use std::path::Path;

use law::{Duty, Law};

use crate::world::{AS_OF, ELECTRONIC, facefile};

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

/// The commands of the README: the words before the explanation.
fn commands(readme: &str) -> Vec<Vec<String>> {
    let lines = readme.lines().filter_map(|it| it.strip_prefix("facefile "));
    lines.map(|it| it.split("  ").next().unwrap_or_default().split(' ').map(str::to_owned).collect()).collect()
}

#[test]
fn the_commands_of_the_readme_work() {
    let commands = commands(&read("README.md"));
    assert!(commands.len() >= 8, "{commands:?}");
    for command in &commands {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["law" | "explain", ..] => assert_eq!(facefile(&words).status, 0, "{words:?}"),
            // Those on a packet are tested with one; here, that they and their options exist.
            [..] => {
                let named = words.iter().take_while(|it| it.is_ascii() && !it.starts_with('-')).copied();
                let help = facefile(&named.chain(["--help"]).collect::<Vec<_>>());
                assert_eq!(help.status, 0, "{words:?}: {}", help.err);
                for option in words.iter().filter(|it| it.starts_with("--")) {
                    assert!(help.out.contains(option), "{words:?}: {option}");
                }
            }
        }
    }
}

#[test]
fn the_figures_of_the_law_in_the_readme_are_those_of_the_law() {
    let (readme, law, today) = (read("README.md"), Law::embedded(), AS_OF.parse().unwrap());
    let threshold = law.filing_threshold(today).expect("there is a threshold");
    assert_eq!(threshold % 10_000, 0);
    let days = law.due(Duty::Filing, "2025-07-18".parse().unwrap()).days.len(); // a year whose holidays are all known
    for said in [format!("达到 {} 万人", threshold / 10_000), format!("{days} 个工作日之内"), format!("within {days} working days")]
    {
        assert!(readme.contains(&said), "{said}");
    }
}

#[test]
fn every_stage_has_its_row_in_the_figures() {
    let words = ["check", ELECTRONIC.to_str().unwrap(), "--as-of", AS_OF, "--format", "json", "--timings"];
    let (result, figures) = (facefile(&words).json(), read("docs/figures.md"));
    for stage in result["timings"].as_object().expect("timings").keys() {
        assert!(figures.contains(&format!("| `{stage}` |")), "{stage}");
    }
}
