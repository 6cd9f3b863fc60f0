//! How right the check is and what it costs, on packets whose truth is known. `cargo xtask bench check` runs it; `docs/figures.md` says
//! how to read what it prints.

mod accuracy;
mod cost;
mod packets;
mod readings;
mod score;
mod table;

use std::path::Path;
use std::process::ExitCode;

use jiff::civil::{Date, date};

/// The day all packets are made and judged for: figures of two days can be compared.
const AS_OF: Date = date(2026, 11, 25);

const HELP: &str = "\
bench-check accuracy tuning|held-out PREPARED DRAWN READINGS-DIR [--details]
    so many packets with prepared facts and so many with drawn scans, from the half used for tuning or the one kept from it
bench-check usual DIR SCANS PAGES
    writes a packet of so many scans, 5 or more, and so many electronic pages or a little more
bench-check judge
    milliseconds of all rules over one packet, and how they grow with its face uses
";

fn main() -> ExitCode {
    // The reader's children are this program too.
    if let Some(code) = actions::child::entry(std::env::args_os().map(|it| it.to_string_lossy().into_owned())) {
        return code;
    }
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["accuracy", half, prepared, drawn, readings, details @ ..] => {
            accuracy::accuracy(half, prepared, drawn, Path::new(readings), details.contains(&"--details"))
        }
        ["usual", folder, scans, pages] => cost::usual_packet(Path::new(folder), scans, pages),
        ["judge"] => cost::judge(),
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
