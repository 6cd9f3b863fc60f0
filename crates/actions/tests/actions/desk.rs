//! A packet on the desk: made of text and bytes, checked, and what a person is told as text.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use actions::check::{Asked, Checked, check_packet};
use actions::{Refusal, child};
use casework::precheck::Profile;
use image::{ImageFormat, Rgb, RgbImage};
use jiff::civil::{Date, date};
use law::Law;

/// The day on which everything here is judged.
pub const TODAY: Date = date(2026, 11, 22);

/// The beginning of a packet nothing is wrong with.
pub const HEAD: &str = "format = 1\nkind = \"first\"\nform = \"template-v0@1\"\n";

/// A packet in a folder of its own.
pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn empty() -> Desk {
        Desk(tempfile::tempdir().expect("a temporary folder"))
    }

    /// With this `packet.toml`.
    pub fn with(packet: &str) -> Desk {
        let desk = Desk::empty();
        desk.put("packet.toml", packet.as_bytes());
        desk
    }

    /// With these materials, all handed in for one slot.
    pub fn with_materials(slot: &str, files: &[(&str, &[u8])]) -> Desk {
        let named = files.iter().map(|(name, _)| material(slot, name));
        let desk = Desk::with(&(HEAD.to_owned() + &named.collect::<String>()));
        files.iter().for_each(|(name, bytes)| drop(desk.put(name, bytes)));
        desk
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    /// What a check says, the folder's own name left out.
    pub fn says(&self) -> String {
        says(self.path()).replace(&self.path().display().to_string(), "DIR")
    }
}

/// An entry of a packet.
pub fn material(slot: &str, name: &str) -> String {
    format!("\n[[materials]]\nslot = \"{slot}\"\nfile = {name:?}\n")
}

pub fn check(path: &Path) -> Result<Checked, Refusal> {
    check_packet(&Asked { path, as_of: Some(TODAY), profile: Profile::Official, law: Law::embedded() }, &mut |_| ())
}

/// A refusal as its sentences, else what was found about files and packet as a whole, one line each.
pub fn says(path: &Path) -> String {
    match check(path) {
        Err(refusal) => format!("{} {}", refusal.message.zh, refusal.fix.zh),
        Ok(checked) => findings(&checked, &["file-readable", "form-edition", "slot-once"]).join("\n"),
    }
}

/// What these rules found.
pub fn findings(checked: &Checked, rules: &[&str]) -> Vec<String> {
    let about = checked.check.findings.iter().filter(|it| rules.contains(&it.name.as_str()));
    about.map(|it| format!("{} {} {}", it.at, it.code.as_deref().unwrap_or("cannot-tell"), it.message.zh)).collect()
}

/// A sheet with something on it.
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let sheet = RgbImage::from_fn(400, 560, |x, y| Rgb([if (x / 20 + y / 20) % 5 == 0 { 20 } else { 250 }; 3]));
    let mut bytes = Cursor::new(Vec::new());
    sheet.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// A real paper, printed from answers.
pub fn undertaking(handler: &str) -> Vec<u8> {
    let text = format!(
        "{HEAD}[answers.handler]\nname = \"{handler}\"\n[answers.undertaking]\npoints = [\"所提交的材料真实、完整\"]\nsigned_on = 2026-09-20\n"
    );
    let packet = casework::packet::Packet::parse(&text).expect("a packet");
    let paper = press::form::Paper::ALL.into_iter().find(|it| it.slot() == casework::words::Slot::Undertaking).expect("the undertaking");
    press::form::print(&packet, Law::embedded(), paper, TODAY).expect("fonts-noto-cjk is installed for the tests").pdf
}

/// The same as if it came from a scanner, at 200 dpi.
pub fn scanned(paper: &[u8]) -> Vec<u8> {
    let desk = Desk::empty();
    let path = desk.put("paper.pdf", paper);
    child::preview(&path, 1, 1654, &reader::Limits::default()).expect("a page").expect("a picture")
}
