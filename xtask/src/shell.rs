//! Running other programs from the root of the house.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub type Done = Result<(), String>;

/// The folder that holds the workspace. Cargo says at run time where: two clones that build into one folder share a binary.
pub fn root() -> PathBuf {
    let xtask = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&xtask).parent().expect("xtask stands in the workspace").to_owned()
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// A program, to be started in the root.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs it, with its output shown; a failure names the whole command line.
pub fn run(command: &mut Command) -> Done {
    match run_status(command)? {
        0 => Ok(()),
        code => Err(format!("{} ended with {code}", line(command))),
    }
}

/// Runs it, with its output shown, and gives its exit status.
pub fn run_status(command: &mut Command) -> Result<i32, String> {
    let status = command.status().map_err(|err| format!("{} cannot be started: {err}", line(command)))?;
    Ok(status.code().unwrap_or(-1))
}

/// Runs it quietly and gives its standard output, or nothing if it failed.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|it| it.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Builds a program of the workspace in the given profile (`dev` or `release`) and says where it is.
pub fn build(package: &str, profile: &str) -> Result<PathBuf, String> {
    build_together([package], profile).map(|[it]| it)
}

/// Builds several at once. One by one they would ask different features of the same libraries, and those be built anew for each.
pub fn build_together<const N: usize>(packages: [&str; N], profile: &str) -> Result<[PathBuf; N], String> {
    run(cargo().args(["build", "--profile", profile]).args(packages.map(|it| format!("--package={it}"))))?;
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = root().join(folder).join(if profile == "dev" { "debug" } else { profile });
    Ok(packages.map(|it| folder.join(it)))
}
