//! `cargo xtask test` and `cargo xtask check`.

use crate::packages::{TO_RUN, TO_TEST, install};
use crate::shell::{Done, cargo, command, root, run};

/// Installs what the tests need and runs all of them, the examples in the documentation included.
pub fn test() -> Done {
    install(&[TO_RUN, TO_TEST])?;
    if !root().join("browser/node_modules").exists() {
        run(command("npm").args(["ci", "--prefix", "browser", "--no-audit", "--no-fund"]))?;
    }
    run(cargo().args(["test", "--workspace", "--locked"]))
}

/// The quick part before a commit. Printed pages (glossary, rules, edges) are compared by `cargo xtask test`.
pub fn check() -> Done {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"]))
}
