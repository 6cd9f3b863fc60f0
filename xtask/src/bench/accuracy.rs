//! How right the check is: 1 500 packets in two halves, of which one was never looked at while tuning.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Programs;
use crate::shell::{Done, command, output, root, run};

/// Packets of one half, with prepared facts and with drawn scans.
const PREPARED: usize = 600;
const DRAWN: usize = 150;

/// Both halves, the second in figures only.
pub fn both_halves(programs: &Programs) -> Done {
    measure(programs, "tuning", &[]).and_then(|()| measure(programs, "held-out", &[]))
}

/// The half that may be looked at, with everything that was wrong.
pub fn tuning(programs: &Programs) -> Done {
    measure(programs, "tuning", &["--details"])
}

fn measure(programs: &Programs, half: &str, more: &[&str]) -> Done {
    let readings = root().join("target/bench-readings").join(reader()?);
    let (prepared, drawn) = (PREPARED.to_string(), DRAWN.to_string());
    run(programs.bench().args(["accuracy", half, &prepared, &drawn]).arg(readings).args(more))
}

/// What a reading depends on, beside the packet.
const READER: [&str; 2] = ["crates/reader/src", "crates/actions/src/child"];

/// The reader's name: what git calls its source, and what was changed since. Readings of another reader are not taken for its own.
fn reader() -> Result<String, String> {
    let told = || "git does not say what the reader's source is".to_owned();
    let names = output(command("git").arg("rev-parse").args(READER.map(|it| format!("HEAD:{it}")))).ok_or_else(told)?;
    let changed = output(command("git").args(["diff", "HEAD", "--"]).args(READER)).ok_or_else(told)?;
    let mut hash = DefaultHasher::new();
    changed.hash(&mut hash);
    let changed = if changed.is_empty() { String::new() } else { format!("-{:x}", hash.finish()) };
    Ok(names.split_whitespace().filter_map(|it| it.get(..10)).collect::<Vec<_>>().join("-") + &changed)
}
