//! What electronic documents say otherwise is found by reading them: drawn, opened, understood, judged, and compared with the truth. Scans are
//! taken as read rightly; they are measured elsewhere.

use std::collections::BTreeSet;

use casework::facts::Facts;
use casework::packet::Packet;
use casework::precheck::{Outcome, Profile, Subject, check};
use casework::words::Slot;
use jiff::civil::{Date, date};
use law::Law;
use press::sample::{Expectation, Scans, Scene, list_faults, scene};
use reader::text::NoSecondLook;
use reader::{Limits, documents, open, understand, understand_other};

fn as_of() -> Date {
    date(2026, 11, 24)
}

/// So many faults at most stand in one packet.
const FAULTS_PER_PACKET: usize = 12;

/// Faults of these rules stand in electronic documents.
fn stands_in_documents(rule: &str) -> bool {
    ("R063"..="R079").contains(&rule) && rule != "R075" && rule != "R078" || ["R019", "R037", "R038"].contains(&rule)
}

/// The facts of a scene, those of its electronic documents read from the documents.
fn read(scene: &Scene, packet: &Packet) -> Facts {
    let mut facts = scene.true_facts();
    for (file, bytes) in scene.electronic_files(Law::embedded()).expect("the fonts are there") {
        let opened = open(bytes, &file, &Limits::default()).unwrap_or_else(|it| panic!("{file}: {}", it.code));
        let seen = documents(&opened.texts);
        for material in facts.materials.iter_mut().filter(|it| it.file == file) {
            let topic = packet.materials.iter().find(|it| it.file == file).and_then(|it| it.topic.clone());
            material.content = match material.slot {
                Slot::Other => understand_other(&topic.unwrap_or_default(), &opened.texts),
                slot => understand(slot, &opened.texts, &seen, &mut NoSecondLook),
            };
        }
    }
    facts
}

/// What is said and not true, and what is true and not said, of the rules on documents.
fn differences(seed: u64, faults: &[&str]) -> Option<Vec<String>> {
    let (scene, truth) = scene(seed, faults, as_of(), Scans::Office, Law::embedded()).ok()?;
    let packet = Packet::parse(&scene.packet_toml()).expect("a sample is a packet");
    let facts = read(&scene, &packet);
    let subject = Subject { packet: &packet, facts: &facts, law: Law::embedded(), today: as_of() };
    let findings = check(&subject, Profile::Cautious, "sample").expect("the law is whole").findings;
    let word = |it: Outcome| format!("{:?}", Expectation::from(it));
    let found: BTreeSet<String> = findings.iter().map(|it| format!("{} {} {}", it.rule, it.at, word(it.outcome))).collect();
    let expected: BTreeSet<String> = truth.findings.iter().map(|it| format!("{} {} {:?}", it.rule, it.at, it.outcome)).collect();
    let said = found.difference(&expected).map(|it| format!("seed {seed}: said and not true: {it}"));
    let unsaid = expected.difference(&found).map(|it| format!("seed {seed}: true and not said: {it}"));
    Some(said.chain(unsaid).collect())
}

#[test]
fn clean_documents_are_read_without_a_finding() {
    let wrong: Vec<String> = (0..6).flat_map(|seed| differences(seed, &[]).expect("nothing clashes")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_documents_say_otherwise_is_found() {
    let law = Law::embedded();
    let about_documents = |fault: &&str| {
        let (_, truth) = scene(0, &[*fault], as_of(), Scans::Office, law).expect("a fault can stand alone");
        truth.findings.iter().any(|it| stands_in_documents(&it.rule)) && !truth.findings.iter().any(|it| it.rule == "R001")
    };
    let list = list_faults();
    let mut left: Vec<&str> = list.lines().filter_map(|it| it.split_whitespace().next()).filter(about_documents).collect();
    assert!(left.len() > 80, "{} faults stand in documents", left.len());
    let (mut wrong, mut seed) = (Vec::new(), 0);
    while !left.is_empty() {
        let (mut taken, mut waiting): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for fault in left {
            taken.push(fault);
            if taken.len() > FAULTS_PER_PACKET || scene(seed, &taken, as_of(), Scans::Office, law).is_err() {
                waiting.extend(taken.pop());
            }
        }
        let told = differences(seed, &taken).expect("chosen so that they stand together");
        wrong.extend(told.into_iter().map(|it| format!("{it}   ({})", taken.join(" "))));
        (left, seed) = (waiting, seed + 1);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
