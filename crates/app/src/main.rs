//! `facefile`: the one binary. It takes words into types, calls one action and shows the result; it decides nothing.

mod cli;
mod page;
mod report;
mod screen;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
