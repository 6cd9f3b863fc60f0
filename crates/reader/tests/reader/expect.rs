//! Text out, compared with the text that stands in the test.

use std::panic::Location;
use std::path::Path;
use std::sync::Mutex;

const INDENT: &str = "        ";

/// Compares, or writes what was said into the test's source when `UPDATE_EXPECT` is set.
#[track_caller]
pub fn expect(said: &str, expected: &str) {
    let said = said.trim_end();
    if said == flush(expected) {
        return;
    }
    match std::env::var_os("UPDATE_EXPECT") {
        Some(_) => write(Location::caller().file(), expected, said),
        None => panic!("it says\n\n{said}\n\nand not\n\n{}\n\n(UPDATE_EXPECT=1 writes it)", flush(expected)),
    }
}

/// A text of the source without the indentation all of its lines share.
pub fn flush(text: &str) -> String {
    let lines = || text.trim_end().lines().skip_while(|it| it.trim().is_empty());
    let shared = lines().filter(|it| !it.trim().is_empty()).map(|it| it.len() - it.trim_start().len()).min().unwrap_or(0);
    lines().map(|it| it.get(shared..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn write(file: &str, expected: &str, said: &str) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    let source = std::fs::read_to_string(&path).expect("the test's own source");
    let literal = format!("\"{expected}\"");
    assert_eq!(source.matches(&literal).count(), 1, "an expected text that stands once can be rewritten: {expected}");
    let said = match said.lines().count() {
        0 | 1 => said.to_owned(),
        _ => format!("\n{}    ", said.lines().map(|it| format!("{INDENT}{it}\n")).collect::<String>()),
    };
    std::fs::write(path, source.replace(&literal, &format!("\"{said}\""))).expect("the source can be written");
}
