//! Every hostile file through the real child: what becomes of it, how long that takes, and that nothing of it stays with us.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use actions::child::{Material, Tesseract, read_file};
use casework::facts::FileState;
use casework::words::{Slot, Wording};
use hostile::{Expected, Kind, Variant};
use reader::Limits;

use crate::desk::Desk;

/// No file may take longer.
const LONGEST: Duration = Duration::from_secs(20);
/// What the parent may have gained at the end, in bytes.
const GAIN_MAX: u64 = 16 << 20;

/// Makes one file, in a process of its own: what it takes to make a bomb is not the reader's.
pub fn make(number: &str, way: &str, place: &Path) -> ExitCode {
    let kinds = hostile::kinds();
    let kind = kinds.iter().find(|it| it.number.to_string() == number).expect("a kind");
    let variant = kind.variants.iter().find(|it| it.name == way).expect("a way");
    fs::write(place, variant.bytes()).expect("a place to write");
    ExitCode::SUCCESS
}

pub fn every_kind_ends_as_it_should() {
    let only = std::env::var("FACEFILE_HOSTILE").ok();
    let long = std::env::var_os("FACEFILE_LONG").is_some();
    let kinds = hostile::kinds();
    let chosen: Vec<(&Kind, &Variant)> = kinds
        .iter()
        .filter(|it| only.as_ref().is_none_or(|only| only.split(',').any(|n| n == it.number.to_string())))
        .flat_map(|kind| kind.variants.iter().map(move |it| (kind, it)))
        .filter(|(_, it)| long || !it.heavy)
        .collect();
    let desk = Desk::empty();
    let before = memory_bytes();
    let (mut wrong, mut times) = (Vec::new(), Vec::new());
    for (kind, variant) in &chosen {
        let (said, time) = said_of(&desk, kind, variant);
        if !as_expected(&said, variant.expected) {
            wrong.push(format!(
                "{} {}, {}: {:?} and not {:?}, {:.1} s",
                kind.number,
                kind.name,
                variant.name,
                said,
                variant.expected,
                time.as_secs_f32()
            ));
        }
        times.push((time, format!("{} {}", kind.number, variant.name)));
    }
    times.sort();
    let gain = memory_bytes().saturating_sub(before);
    let (slowest, which) = times.last().expect("some were looked at");
    println!(
        "{} files of {} kinds: median {:?}, slowest {slowest:?} ({which}); {} KiB gained",
        times.len(),
        kinds.len(),
        times[times.len() / 2].0,
        gain >> 10
    );
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), chosen.len(), wrong.join("\n"));
    assert!(*slowest <= LONGEST, "{which} took {slowest:?}");
    assert!(gain <= GAIN_MAX, "{} MiB gained", gain >> 20);
    assert_eq!(children(), [""; 0], "processes are left");
}

fn said_of(desk: &Desk, kind: &Kind, variant: &Variant) -> (Vec<String>, Duration) {
    let place = made(desk, kind, variant);
    let begun = Instant::now();
    (codes(&place, variant.file), begun.elapsed())
}

/// A hostile file on the desk.
pub fn made(desk: &Desk, kind: &Kind, variant: &Variant) -> PathBuf {
    let place = desk.path().join("hostile");
    let this = std::env::current_exe().expect("this program");
    let made = Command::new(this).args(["--make", &kind.number.to_string(), variant.name]).arg(&place).status().expect("it starts");
    assert!(made.success(), "{} {} was not made", kind.number, variant.name);
    place
}

/// The codes that are told of a file, that of its refusal after a `!`, or why it was not judged after a `?`.
pub fn codes(place: &Path, name: &str) -> Vec<String> {
    let material = Material { slot: Slot::Other, topic: None, file: name.to_owned(), path: place.to_owned() };
    let without: Result<Tesseract, Wording> = Err(Wording::default());
    let (mut facts, _) = read_file(&[&material], &[], &Limits::default(), &without, &mut |_| ());
    match facts.remove(0).state {
        FileState::Opened(file) => file.flags,
        FileState::Refused(refused) => vec![format!("!{}", refused.code)],
        FileState::Unjudged(why) => vec![format!("?{}", why.en)],
        FileState::Missing => vec!["?missing".to_owned()],
    }
}

fn as_expected(said: &[String], expected: Expected) -> bool {
    match expected {
        Expected::Refused(code) => said == [format!("!{code}")],
        Expected::Told(code) => said.iter().any(|it| it == code),
        Expected::Taken => !said.iter().any(|it| it.starts_with(['!', '?'])),
    }
}

/// Ids of the processes that this one started and that are still there.
fn children() -> Vec<String> {
    let threads = fs::read_dir("/proc/self/task").expect("Linux").flatten();
    let of = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("children")).unwrap_or_default();
    threads.flat_map(|it| of(it).split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// What this process holds, in bytes.
fn memory_bytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) << 10
}
