//! The reader's children, from outside: what goes in as a file comes out as facts; what must not work does not; what dies is told.
//!
//! This program is also the child: its own `main` asks first whether it is to be one.

#[path = "../../reader/tests/paper/mod.rs"]
mod paper;

use std::path::PathBuf;
use std::process::ExitCode;

use actions::child::{self, Material, ReadOut};
use casework::words::Slot;
use paper::Sheet;
use reader::Limits;

const TESTS: &[(&str, fn())] = &[("a_scan_becomes_facts", a_scan_becomes_facts)];

fn main() -> ExitCode {
    if let Some(code) = child::entry(std::env::args()) {
        return code;
    }
    let filter = std::env::args().skip(1).find(|it| !it.starts_with('-')).unwrap_or_default();
    for (name, test) in TESTS.iter().filter(|it| it.0.contains(&filter)) {
        test();
        println!("test {name} ... ok");
    }
    ExitCode::SUCCESS
}

/// Files in a folder of the test's own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    fn material(&self, slot: Slot, name: &str, bytes: &[u8]) -> Material {
        Material { slot, file: format!("materials/{name}"), path: self.file(name, bytes) }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).expect("the temporary folder takes a file");
        path
    }
}

fn read(materials: &[Material]) -> ReadOut {
    child::read_materials(materials, &Limits::default(), &mut |_| ())
}

fn a_scan_becomes_facts() {
    let mut sheet = Sheet::a4(300.0);
    sheet.text(25.0, 40.0, 6.0, "承诺书");
    sheet.text(25.0, 60.0, 4.2, "我单位承诺所提交的备案材料真实、准确、完整。");
    sheet.text(110.0, 200.0, 4.2, "承诺单位：临沂青穗智联科技有限公司");
    sheet.text(110.0, 210.0, 4.2, "日期：2026年9月20日");
    sheet.seal(140.0, 205.0, 42.0, 42.0, 0.7);
    let folder = Folder::new();
    let material = folder.material(Slot::Undertaking, "undertaking.pdf", &sheet.askew(1.5).pdf());
    std::fs::copy(&material.path, "/tmp/undertaking.pdf").unwrap();
    let out = read(&[material]);
    println!("{:#?}", out);
}
