//! `cargo xtask bench …`: figures, never tests. A machine is noisy: read medians, and ratios within one run.

mod accuracy;
mod peer;
mod stages;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packages::{TO_BENCH, TO_RUN, install};
use crate::shell::{Done, build_together, command, root, run};

/// `bench check`: what a check costs and how right it is. One of the two where a word says which.
pub fn check(words: &[&str]) -> Done {
    install(&[TO_RUN, TO_BENCH])?;
    let programs = Programs::build;
    match words {
        [] => programs().and_then(|it| cost(&it).and_then(|()| accuracy::both_halves(&it))),
        ["cost"] => cost(&programs()?),
        ["accuracy"] => accuracy::both_halves(&programs()?),
        ["accuracy", "tuning"] => accuracy::tuning(&programs()?),
        other => Err(format!("bench check: cost, accuracy, accuracy tuning; there is no `{}`", other.join(" "))),
    }
}

fn cost(programs: &Programs) -> Done {
    stages::table_of_the_sample(programs)?;
    peer::side_by_side(programs)?;
    run(programs.bench().arg("judge"))
}

/// What is measured, and what makes packets whose truth is known and counts.
struct Programs {
    facefile: PathBuf,
    bench: PathBuf,
}

impl Programs {
    fn build() -> Result<Programs, String> {
        let [facefile, bench] = build_together(["facefile", "bench-check"], "release")?;
        Ok(Programs { facefile, bench })
    }

    fn facefile(&self) -> Command {
        command(&self.facefile.display().to_string())
    }

    fn bench(&self) -> Command {
        command(&self.bench.display().to_string())
    }
}

/// A folder under `target`, empty.
fn fresh(name: &str) -> Result<PathBuf, String> {
    let folder = root().join("target").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|err| told(&folder, &err))?;
    }
    Ok(folder)
}

fn told(path: &Path, err: &std::io::Error) -> String {
    format!("{}: {err}", path.display())
}

/// The middle one of figures.
fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The number behind `"key":` in JSON of our own programs.
fn number(json: &str, key: &str) -> Result<f64, String> {
    let after = json.split(&format!("\"{key}\"")).nth(1).ok_or_else(|| format!("no `{key}` in the answer"))?;
    let text: String = after.chars().skip_while(|it| matches!(it, ':' | ' ')).take_while(|it| it.is_ascii_digit() || *it == '.').collect();
    text.parse().map_err(|err| format!("{key}: {err}"))
}

#[cfg(test)]
mod tests {
    use super::{median, number};

    #[test]
    fn a_figure_is_found_behind_its_key() {
        let json = "{ \"timings\": { \"read\": 6.25, \"cpu.tesseract\": 4 } }";
        assert_eq!(number(json, "read"), Ok(6.25));
        assert_eq!(number(json, "cpu.tesseract"), Ok(4.0));
        assert!(number(json, "judge").is_err());
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
    }
}
