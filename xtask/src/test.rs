//! `cargo xtask test` and `cargo xtask check`.

use crate::packages::{TO_RUN, TO_TEST, install, install_browser_modules};
use crate::shell::{Done, cargo, run};

/// Installs what the tests need and runs all of them, the examples in the documentation included. `long` runs more rounds of those
/// that draw, scan and read whole packets.
pub fn test(long: bool) -> Done {
    install(&[TO_RUN, TO_TEST])?;
    install_browser_modules()?;
    let mut test = cargo();
    test.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    if long {
        test.env("FACEFILE_LONG", "1");
    }
    run(&mut test)
}

/// The quick part before a commit. Printed pages (glossary, rules, edges) are compared by `cargo xtask test`.
pub fn check() -> Done {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]))
}
