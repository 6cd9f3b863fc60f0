//! What the tests share: the program, and one sample packet cut down to what is read in seconds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// The day every check of these tests is made for.
pub const AS_OF: &str = "2026-11-25";

/// What the program answered.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|err| panic!("{err}: {}\n{}", self.out, self.err))
    }
}

/// Runs the program with these words, in a window of 80 columns.
pub fn facefile(words: &[&str]) -> Said {
    facefile_in(80, words)
}

/// Runs the program in a window of so many columns.
pub fn facefile_in(columns: usize, words: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_facefile"));
    let output = command.args(words).env("COLUMNS", columns.to_string()).env_remove("NO_COLOR").output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    Said { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A packet that was checked, with its report.
pub struct Checked {
    pub said: Said,
    pub report: PathBuf,
}

/// The electronic forms and one scan: a certificate that bears another name. The purpose of one use is vague, four materials are missing.
pub static SCANNED: LazyLock<PathBuf> = LazyLock::new(|| packet("scanned", "uscc-certificate"));

/// The same without the scan, so that nothing has to be recognised.
pub static ELECTRONIC: LazyLock<PathBuf> = LazyLock::new(|| packet("electronic", "pia-report"));

/// The scanned packet, checked for a program. Recognising the scan takes longer than all else here, so it is done once.
pub static IN_CHINESE: LazyLock<Checked> = LazyLock::new(|| check(&SCANNED, "zh", &["--format", "json"]));

/// The electronic packet, checked for an English reader.
pub static IN_ENGLISH: LazyLock<Checked> = LazyLock::new(|| check(&ELECTRONIC, "en", &["--lang", "en"]));

/// The electronic packet with a reason given against whatever stops it.
pub static ANSWERED: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = packet("answered", "pia-report");
    let found = facefile(&["check", folder.to_str().unwrap(), "--as-of", AS_OF, "--format", "json"]).json();
    let toml = folder.join("packet.toml");
    let mut text = fs::read_to_string(&toml).unwrap();
    for it in found["findings"].as_array().unwrap().iter().filter(|it| it["stops"] == true) {
        text += &format!("\n[[overrides]]\nrule = {}\nat = {}\nreason = \"<i>随后补交</i>\"\n", it["rule"], it["at"]);
    }
    fs::write(&toml, text).unwrap();
    folder
});

static SAMPLE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = fresh("sample");
    let faults = ["--fault", "certificate-of-another-name", "--fault", "vague-purpose"];
    let made = facefile(&[&["packet", "sample", folder.to_str().unwrap(), "--as-of", AS_OF], &faults[..]].concat());
    assert_eq!(made.status, 0, "{}", made.err);
    folder
});

fn check(packet: &Path, name: &str, words: &[&str]) -> Checked {
    let report = packet.with_file_name(format!("{name}.html"));
    let all = [&["check", packet.to_str().unwrap(), "--as-of", AS_OF, "--force", "--report", report.to_str().unwrap()], words].concat();
    Checked { said: facefile(&all), report }
}

/// The sample with its materials up to and including this slot.
fn packet(name: &str, last_slot: &str) -> PathBuf {
    let folder = fresh(name);
    fs::create_dir_all(folder.join("materials")).unwrap();
    let text = fs::read_to_string(SAMPLE.join("packet.toml")).unwrap();
    let end = text.find(last_slot).and_then(|at| Some(at + text[at..].find("[[")?)).expect("the sample names this slot and more");
    fs::write(folder.join("packet.toml"), &text[..end]).unwrap();
    for file in text[..end].lines().filter_map(|it| it.strip_prefix("file = \"")?.strip_suffix('"')) {
        fs::copy(SAMPLE.join(file), folder.join(file)).unwrap();
    }
    folder
}

/// A place in this test run's own folder, with nothing there.
pub fn fresh(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("app").join(name);
    let _ = fs::remove_dir_all(&path);
    let _ = fs::remove_file(path.with_extension("truth.toml"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    path
}
