//! `facefile`: the one binary. It takes words into types, calls one action and shows the result; it decides nothing.

mod cli;
mod derivation;
mod page;
mod place;
mod report;
mod screen;
mod web;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    // A child that reads files is this same program; it must be one before anything else happens.
    actions::child::entry(std::env::args_os().map(|it| it.to_string_lossy().into_owned())).unwrap_or_else(cli::run)
}
