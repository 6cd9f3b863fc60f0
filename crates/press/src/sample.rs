//! 样例: a packet for an invented company, drawn so that its scans look like scans, with faults planted on request and the truth beside it.
//!
//! Companies and people are invented, portraits are drawings, and every page carries a faint 样本 SAMPLE that nothing takes off:
//! a sample must be useless to a forger.

mod facts;
mod faults;
mod invent;
mod near_misses;
mod paper;
mod policy;
mod scan;
mod scene;
mod spoil;
mod wording;
mod written;

use casework::words::Slot;
use jiff::civil::Date;
use law::{Law, Wording};
use serde::{Deserialize, Serialize};

use crate::engine::PressError;
use faults::Expectations;

pub use faults::{Expectation, Expected, Fault, faults};
pub use near_misses::{NearMiss, list_near_misses, near_misses};
use scene::EVERYTHING;
pub use scene::Scene;

/// A packet with the truth about it.
#[derive(Debug)]
pub struct Sample {
    /// `packet.toml`, then the materials, by their names in the packet.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is wrong with it.
    pub truth: Truth,
}

/// 真相: what was planted, and every finding to expect from a check in the cautious profile on that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Truth {
    /// What the scene was made from.
    pub seed: u64,
    /// The day to check it for.
    pub as_of: Date,
    /// How its papers were scanned.
    #[serde(default)]
    pub scans: Scans,
    /// The faults planted.
    pub faults: Vec<String>,
    /// What was planted that looks like a fault and is none.
    #[serde(default)]
    pub near_misses: Vec<String>,
    /// The findings to expect, knock-on ones too; none for a clean packet.
    #[serde(default)]
    pub findings: Vec<Expected>,
}

/// 扫描条件: how the papers of a sample are scanned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "扫描条件")]
pub enum Scans {
    /// As a careful office does it: 300 dpi, in colour, nearly straight.
    #[default]
    Office,
    /// As they are met in practice: phones and scanners, grey and colour, 90 to 600 dpi, crooked, turned, with pale and oval seals.
    Practice,
}

/// Why no sample was made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// There is neither a fault nor a near miss of this name.
    #[error("nothing to plant is called `{name}`")]
    Unknown {
        /// As asked.
        name: String,
        /// The names nearest to it.
        nearest: Vec<&'static str>,
    },
    /// Two of them change the same thing, so that one would undo the other.
    #[error("`{one}` and `{other}` both change {at}")]
    Clash {
        /// The first.
        one: &'static str,
        /// The second.
        other: &'static str,
        /// What both change.
        at: String,
    },
    /// The pages could not be set.
    #[error(transparent)]
    Press(#[from] PressError),
}

/// A scene with faults and near misses planted, before anything is drawn: enough to measure the rules on
/// [prepared facts](Scene::true_facts).
///
/// # Errors
/// A name that does not exist; two that change the same thing.
pub fn scene(seed: u64, planted: &[&str], as_of: Date, scans: Scans, law: &Law) -> Result<(Scene, Truth), SampleError> {
    let (near_misses, faults) = chosen(planted)?;
    let mut scene = Scene::new(seed, as_of, scans, law);
    let mut changes = Changes::default();
    for it in &near_misses {
        (it.plant)(&mut scene);
        changes.note(it.name, &mut scene)?;
    }
    for it in &faults {
        (it.plant)(&mut scene);
        changes.note(it.name, &mut scene)?;
    }
    let findings = Expectations::of(&scene, faults.iter().copied());
    let names = |it: Vec<&str>| it.into_iter().map(str::to_owned).collect();
    let near_misses = names(near_misses.iter().map(|it| it.name).collect());
    let faults = names(faults.iter().map(|it| it.name).collect());
    Ok((scene, Truth { seed, as_of, scans, faults, near_misses, findings }))
}

/// Draws a packet: the same bytes for the same seed, plantings, day and scans.
///
/// # Errors
/// As [`scene`]; fonts that are not there.
pub fn make(seed: u64, planted: &[&str], as_of: Date, scans: Scans, law: &Law) -> Result<Sample, SampleError> {
    let (scene, truth) = scene(seed, planted, as_of, scans, law)?;
    let mut files = vec![("packet.toml".to_owned(), scene.packet_toml().into_bytes())];
    files.extend(paper::draw_all(&scene, law)?);
    Ok(Sample { files, truth })
}

/// What each planting changed, to see whether one undoes another.
#[derive(Default)]
struct Changes(Vec<(&'static str, Vec<String>)>);

impl Changes {
    fn note(&mut self, name: &'static str, scene: &mut Scene) -> Result<(), SampleError> {
        let changed = std::mem::take(&mut scene.changed);
        if let Some((one, at)) = self.0.iter().find_map(|(one, before)| Some((one, overlap(before, &changed)?))) {
            return Err(SampleError::Clash { one, other: name, at });
        }
        self.0.push((name, changed));
        Ok(())
    }
}

impl Scene {
    /// The papers before they are scanned, by the slot they are for: PDFs whose words can be read without recognising them. What was
    /// damaged, bundled or left out is not among them.
    ///
    /// # Errors
    /// Fonts that are not there.
    pub fn unscanned(&self, law: &Law) -> Result<Vec<(Slot, Vec<u8>)>, PressError> {
        paper::unscanned(self, law)
    }

    /// The electronic documents alone, by their names in the packet: enough to measure how they are read.
    ///
    /// # Errors
    /// Fonts that are not there.
    pub fn electronic_files(&self, law: &Law) -> Result<Vec<(String, Vec<u8>)>, PressError> {
        paper::draw_electronic(self, law)
    }

    /// Every material, drawn, by its name in the packet.
    ///
    /// # Errors
    /// Fonts that are not there.
    pub fn files(&self, law: &Law) -> Result<Vec<(String, Vec<u8>)>, PressError> {
        paper::draw_all(self, law)
    }

    /// The packet's own file, as text.
    pub fn packet_toml(&self) -> String {
        written::packet_toml(self)
    }
}

impl Truth {
    /// The truth as a file beside the packet.
    pub fn to_toml(&self) -> String {
        let note = "# 样例的真相：植入了什么，按谨慎档检查应当发现什么 · the truth of a sample: what was planted, and what a cautious check finds\n";
        note.to_owned() + &toml::to_string(self).expect("plain values only")
    }
}

/// `--list-faults`: one on each line, name first.
pub fn list_faults() -> String {
    faults().map(|it| format!("{:<40} {} · {}\n", it.name, it.about().zh, it.about().en)).collect()
}

/// What these names stand for, in the order of planting: what is in order first, so that a fault finds it.
fn chosen(names: &[&str]) -> Result<(Vec<&'static NearMiss>, Vec<&'static Fault>), SampleError> {
    let is_known = |name: &str| faults().any(|it| it.name == name) || near_misses().any(|it| it.name == name);
    if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
        return Err(SampleError::Unknown { name: (*unknown).to_owned(), nearest: nearest(unknown) });
    }
    Ok((near_misses().filter(|it| names.contains(&it.name)).collect(), faults().filter(|it| names.contains(&it.name)).collect()))
}

/// The three names that need the fewest changes.
fn nearest(name: &str) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = faults().map(|it| it.name).chain(near_misses().map(|it| it.name)).collect();
    names.sort_by_key(|it| distance(it, name));
    names.truncate(3);
    names
}

/// Letters to put in, take out or change.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

/// The first path that both change, or that stands below one of the other.
fn overlap(one: &[String], other: &[String]) -> Option<String> {
    if [one, other].iter().any(|it| it.iter().any(|path| path == EVERYTHING)) {
        return Some("kind".to_owned());
    }
    let below = |a: &str, b: &str| a == b || a.strip_prefix(b).is_some_and(|rest| rest.starts_with('.'));
    other.iter().find(|b| one.iter().any(|a| below(a, b) || below(b, a))).cloned()
}

impl SampleError {
    /// What happened and what to do, for a person.
    pub fn message(&self) -> Wording {
        match self {
            SampleError::Unknown { name, nearest } => Wording::new(
                format!(
                    "没有名为「{name}」的植入内容。相近的有：{}；全部见 facefile packet sample --list-faults 和 --list-near-misses",
                    nearest.join("、")
                ),
                format!(
                    "Nothing to plant is called `{name}`. Near to it: {}; all of them: facefile packet sample --list-faults and --list-near-misses",
                    nearest.join(", ")
                ),
            ),
            SampleError::Clash { one, other, at } => Wording::new(
                format!("「{one}」和「{other}」都要改 {at}，放在一起就说不清应当发现什么。请分两次生成"),
                format!("`{one}` and `{other}` both change {at}; together nobody could say what to expect. Make two samples"),
            ),
            SampleError::Press(it) => it.message(),
        }
    }
}
