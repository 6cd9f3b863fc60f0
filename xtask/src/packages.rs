//! Debian packages that are needed at run time or by tests. They are installed, never copied into the repository.

use std::path::Path;

use crate::shell::{Done, command, output, root, run, run_status};

/// A package and how to see that it is not needed any more.
pub struct Package {
    name: &'static str,
    present: fn() -> bool,
}

/// What `facefile check` uses: optical character recognition with Chinese, and a Chinese font.
pub const TO_RUN: &[Package] = &[
    Package { name: "tesseract-ocr", present: || on_path("tesseract") },
    Package { name: "tesseract-ocr-chi-sim", present: || tesseract_knows("chi_sim") },
    Package { name: "fonts-noto-cjk", present: || Path::new("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc").exists() },
];

/// What the tests use beside that: poppler as an independent reader of our PDFs, PostgreSQL, which they start and stop themselves,
/// strace, which lets a disk fail, and a browser with its driver.
pub const TO_TEST: &[Package] = &[
    Package { name: "postgresql", present: || has_folder_in("/usr/lib/postgresql") },
    Package { name: "poppler-utils", present: || on_path("pdftotext") },
    Package { name: "strace", present: || on_path("strace") },
    Package { name: "chromium", present: || on_path("chromium") },
    Package { name: "nodejs", present: || on_path("node") },
    Package { name: "npm", present: || on_path("npm") },
];

/// What the figures use beside that: Python for the pipeline ours is compared with.
pub const TO_BENCH: &[Package] =
    &[Package { name: "python3-venv", present: || output(command("python3").args(["-m", "venv", "--help"])).is_some() }];

/// Installs what is missing, with Debian's own tool.
pub fn install(packages: &[&[Package]]) -> Done {
    let missing: Vec<&str> = packages.iter().copied().flatten().filter(|it| !(it.present)()).map(|it| it.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("安装 installing: {}", missing.join(" "));
    let by_hand = || {
        let names = missing.join(" ");
        format!(
            "缺少软件包，请安装后再试： sudo apt-get install {names}\nPackages are missing; please install them and try again: sudo apt-get install {names}"
        )
    };
    if !on_path("apt-get") {
        return Err(by_hand());
    }
    // The lists of a fresh machine are empty or old, so the first try may fail.
    if run_status(&mut apt_get(&missing))? != 0 {
        run(&mut as_root(&["apt-get", "update", "-q"])).map_err(|_| by_hand())?;
        run(&mut apt_get(&missing)).map_err(|_| by_hand())?;
    }
    Ok(())
}

/// Installs the browser's driver and the accessibility rules, as locked, into `browser/node_modules`.
pub fn install_browser_modules() -> Done {
    match root().join("browser/node_modules").exists() {
        true => Ok(()),
        false => run(command("npm").args(["ci", "--prefix", "browser", "--no-audit", "--no-fund"])),
    }
}

fn apt_get(packages: &[&str]) -> std::process::Command {
    let mut words = vec!["apt-get", "install", "-y", "-q", "--no-install-recommends"];
    words.extend(packages);
    let mut install = as_root(&words);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install
}

fn as_root(words: &[&str]) -> std::process::Command {
    let is_root = output(command("id").arg("-u")).is_some_and(|it| it.trim() == "0");
    let mut line = if is_root { Vec::new() } else { vec!["sudo"] };
    line.extend(words);
    let mut as_root = command(line[0]);
    as_root.args(&line[1..]);
    as_root
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|it| it.join(program).is_file())
}

/// Debian keeps the programs of each version of PostgreSQL in a folder of its own, off the path.
fn has_folder_in(folder: &str) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut it| it.any(|version| version.is_ok_and(|it| it.path().join("bin/postgres").exists())))
}

fn tesseract_knows(language: &str) -> bool {
    output(command("tesseract").arg("--list-langs")).is_some_and(|it| it.lines().any(|line| line == language))
}
