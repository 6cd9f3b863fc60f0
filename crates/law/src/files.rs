//! One folder of law, from wherever it comes: embedded in the program, or given at start.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::load::Fault;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../law");

/// The file that makes a folder a law folder.
pub(crate) const RULEBOOK: &str = "rulebook.toml";

/// Every file of a law folder, by its path inside it (`parameters/filing-window.toml`).
pub(crate) struct Files(BTreeMap<String, String>);

impl Files {
    /// The folder this program was built with.
    pub(crate) fn embedded() -> Result<Files, Vec<Fault>> {
        let mut read = Reading::default();
        read.embedded(&EMBEDDED);
        read.done()
    }

    /// A folder on disk. One without its rulebook is some other folder, and nothing else in it is looked at.
    pub(crate) fn from_dir(root: &Path) -> Result<Files, Vec<Fault>> {
        if root.is_dir() && !root.join(RULEBOOK).exists() {
            let zh = "没有这个文件，所以这里不是规则库文件夹：请核对 --law 后面的路径";
            return Err(vec![Fault::new(RULEBOOK, None, zh, "is missing, so this is no law folder: check the path after --law")]);
        }
        let mut read = Reading::default();
        read.folder(root, "");
        read.done()
    }

    /// Takes one file out; what is left over at the end is a file that nothing reads.
    pub(crate) fn take(&mut self, path: &str) -> Option<(String, String)> {
        self.0.remove_entry(path)
    }

    /// Whether there is anything to read under a folder.
    pub(crate) fn any_under(&self, folder: &str) -> bool {
        self.0.keys().any(|path| path.starts_with(folder) && path.ends_with(".toml"))
    }

    /// Takes every TOML file under a folder, in natural order (`art-2` before `art-10`).
    pub(crate) fn take_under(&mut self, folder: &str) -> Vec<(String, String)> {
        let read = |path: &&String| path.starts_with(folder) && path.ends_with(".toml");
        let mut paths: Vec<String> = self.0.keys().filter(read).cloned().collect();
        paths.sort_by_key(|path| natural(path));
        paths.iter().filter_map(|path| self.0.remove_entry(path)).collect()
    }

    /// The folders directly under a folder, in natural order.
    pub(crate) fn folders(&self, under: &str) -> Vec<String> {
        let inside = self.0.keys().filter_map(|path| path.strip_prefix(under)?.split_once('/'));
        let mut folders: Vec<String> = inside.map(|(folder, _)| folder.to_owned()).collect();
        folders.sort_by_key(|folder| natural(folder));
        folders.dedup();
        folders
    }

    /// What nobody took.
    pub(crate) fn left(self) -> Vec<String> {
        self.0.into_keys().collect()
    }
}

#[derive(Default)]
struct Reading {
    files: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

impl Reading {
    fn embedded(&mut self, dir: &Dir<'_>) {
        for file in dir.files() {
            self.keep(file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec());
        }
        for inner in dir.dirs() {
            self.embedded(inner);
        }
    }

    fn folder(&mut self, at: &Path, name: &str) {
        let entries = match std::fs::read_dir(at) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(name, &error),
        };
        for entry in entries.flatten() {
            let own = entry.file_name().to_string_lossy().into_owned();
            let path = if name.is_empty() { own } else { format!("{name}/{own}") };
            if entry.path().is_dir() {
                self.folder(&entry.path(), &path);
                continue;
            }
            match std::fs::read(entry.path()) {
                Ok(bytes) => self.keep(path, bytes),
                Err(error) => self.unreadable(&path, &error),
            }
        }
    }

    fn keep(&mut self, path: String, bytes: Vec<u8>) {
        // Editors and file managers leave hidden files; they are no part of the law.
        if path.rsplit('/').next().is_some_and(|name| name.starts_with('.')) {
            return;
        }
        match String::from_utf8(bytes) {
            Ok(text) => drop(self.files.insert(path, text.replace("\r\n", "\n"))),
            Err(_) => {
                self.faults.push(Fault::new(&path, None, "文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8: save it as UTF-8"))
            }
        }
    }

    fn unreadable(&mut self, path: &str, error: &std::io::Error) {
        let path = if path.is_empty() { "." } else { path };
        self.faults.push(Fault::new(
            path,
            None,
            format!("读不了（{error}）：请核对位置和权限"),
            format!("cannot be read ({error}): check the place and the permissions"),
        ));
    }

    fn done(self) -> Result<Files, Vec<Fault>> {
        if self.faults.is_empty() { Ok(Files(self.files)) } else { Err(self.faults) }
    }
}

/// A sort key in which runs of digits are numbers.
pub(crate) fn natural(text: &str) -> Vec<(String, u64)> {
    let mut key = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word_end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(word_end);
        let number_end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        let (number, after) = tail.split_at(number_end);
        key.push((word.to_owned(), number.parse().unwrap_or(0)));
        rest = after;
    }
    key
}
