//! `cargo xtask fuzz`: every input of the reader, driven by coverage, on the stable compiler.

use std::fs;
use std::path::PathBuf;

use crate::shell::{Done, cargo, command, root, run, run_status};

/// Counts every edge and comparison, and keeps the checks of a debug build. AddressSanitizer cannot be had this way; the code is safe, so
/// panics, overflows, time and memory are what is looked for.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                     -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing \
                     -Coverflow-checks=on -Cdebug-assertions=on";
const MACHINE: &str = "x86_64-unknown-linux-gnu";

/// Runs all targets, so many minutes together, and names those that found something.
pub fn fuzz(minutes: &str) -> Done {
    let minutes: u64 = minutes.parse().map_err(|_| format!("分钟数要是整数 minutes are a whole number: `{minutes}`"))?;
    let targets = targets()?;
    let seconds = (minutes * 60).div_ceil(targets.len() as u64);
    let folder = root().join("fuzz");
    run(cargo().current_dir(&folder).env("RUSTFLAGS", FLAGS).args(["build", "--release", "--locked", "--bins", "--target", MACHINE]))?;
    let program = |name: &str| folder.join("target").join(MACHINE).join("release").join(name).display().to_string();
    run(command(&program("seeds")).arg(folder.join("corpus")))?;
    fs::create_dir_all(folder.join("artifacts")).map_err(|err| format!("artifacts: {err}"))?;
    let mut found = Vec::new();
    for target in &targets {
        println!("\n{target}: {seconds} s");
        let mut fuzzer = command(&program(target));
        fuzzer.arg(folder.join("corpus").join(target)).args(["-rss_limit_mb=512", "-timeout=20", "-print_final_stats=1", "-verbosity=0"]);
        fuzzer.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={}/{target}-", folder.join("artifacts").display()));
        if run_status(&mut fuzzer)? != 0 {
            found.push(target.as_str());
        }
    }
    match found.is_empty() {
        true => Ok(()),
        false => Err(format!("有发现，见 fuzz/artifacts found something, see fuzz/artifacts: {}", found.join(", "))),
    }
}

/// The programs of the fuzz workspace, but for the one that writes seeds.
fn targets() -> Result<Vec<String>, String> {
    let file: PathBuf = root().join("fuzz/Cargo.toml");
    let text = fs::read_to_string(&file).map_err(|err| format!("{}: {err}", file.display()))?;
    let names = text.split("[[bin]]").skip(1).filter_map(|it| it.lines().find_map(|it| it.strip_prefix("name = ")));
    Ok(names.map(|it| it.trim_matches('"').to_owned()).filter(|it| it != "seeds").collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_a_program_of_its_workspace() {
        let mut named = targets().unwrap();
        named.sort();
        let files = fs::read_dir(root().join("fuzz/targets")).unwrap().flatten();
        let mut there: Vec<String> = files.map(|it| it.path().file_stem().unwrap_or_default().to_string_lossy().into_owned()).collect();
        there.sort();
        assert_eq!(named, there);
    }
}
