//! Samples: invented, alike for the same seed, and marked on every page.

use std::collections::BTreeSet;

use casework::facts::{Content, Until};
use casework::packet::Packet;
use casework::precheck::{Finding, Profile, RULES, Subject, check};
use image::RgbImage;
use jiff::civil::{Date, date};
use law::Law;
use press::engine::pages_as_images;
use press::sample::{Scans, list_faults, make, near_misses, scene};
use serde_json::Value;

fn as_of() -> Date {
    date(2026, 11, 24)
}

#[test]
fn the_same_seed_draws_the_same_bytes_and_marks_every_page() {
    let draw = || make(7, &[], as_of(), Scans::Office, Law::embedded()).unwrap();
    let (one, other) = (draw(), draw());
    assert!(one.files == other.files && one.truth == other.truth);
    let electronic: Vec<_> = one.files.iter().filter(|(name, bytes)| name.ends_with(".pdf") && !has_picture(bytes)).collect();
    assert_eq!(electronic.len(), 7, "two forms, a report and four other documents");
    for (name, bytes) in electronic {
        for (i, page) in pages_as_images(bytes, 72.0).unwrap().iter().enumerate() {
            assert!(n_faint(page) > 1_500, "{name}, page {}: {} faint dots", i + 1, n_faint(page));
        }
    }
}

fn has_picture(pdf: &[u8]) -> bool {
    pdf.windows(9).any(|it| it == b"DCTDecode")
}

/// Dots of a grey that only the mark has: a little darker than paper, lighter than any tint of a table.
fn n_faint(page: &RgbImage) -> usize {
    page.pixels().filter(|it| it.0.iter().all(|value| (220..242).contains(value))).count()
}

#[test]
fn an_identity_card_holds_as_long_as_the_age_of_its_holder_allows() {
    for seed in 0..60 {
        let (scene, _) = scene(seed, &[], as_of(), Scans::Office, Law::embedded()).unwrap();
        for material in scene.true_facts().materials {
            let Content::Id(card) = material.content else { continue };
            let number = card.number.value().expect("read").reveal().clone();
            let born: i16 = number[6..10].parse().unwrap();
            let age = as_of().year() - born;
            match card.valid_until.value().expect("read") {
                Until::LongTerm(_) => assert!(age >= 46, "seed {seed}: without end at {age}"),
                Until::Day(day) => assert!(day.year() - as_of().year() <= 20 && *day > as_of(), "seed {seed}: {day}"),
            }
        }
    }
}

/// What the rules say of a scene whose papers were all read rightly.
fn judged(seed: u64, faults: &[&str], scans: Scans) -> Option<(BTreeSet<String>, BTreeSet<String>)> {
    let law = Law::embedded();
    let (scene, truth) = scene(seed, faults, as_of(), scans, law).ok()?;
    let packet = Packet::parse(&scene.packet_toml()).expect("a sample is a packet");
    let facts = scene.true_facts();
    let subject = Subject { packet: &packet, facts: &facts, law, today: as_of() };
    let check = check(&subject, Profile::Cautious, "sample").expect("the law is whole");
    let json = |it: Value| it.as_str().expect("a word").to_owned();
    let said = |it: &Finding| format!("{} {} {}", it.rule, it.at, json(serde_json::to_value(it.outcome).expect("a word")));
    let found = check.findings.iter().map(said).collect();
    let expected = truth.findings.iter();
    let expected =
        expected.map(|it| format!("{} {} {}", it.rule, it.at, json(serde_json::to_value(it.outcome).expect("a word")))).collect();
    Some((found, expected))
}

fn fault_names() -> Vec<String> {
    list_faults().lines().filter_map(|it| it.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn each_fault_alone_is_all_that_the_rules_find() {
    let (mut planted, mut wrong) = (BTreeSet::new(), Vec::new());
    for seed in 0..3 {
        assert_eq!(judged(seed, &[], Scans::Office).unwrap().0, BTreeSet::new(), "seed {seed}, clean");
        for fault in fault_names() {
            let (found, expected) = judged(seed, &[&fault], Scans::Office).expect("a fault can stand alone");
            if found != expected {
                wrong.push(format!("seed {seed}, {fault}\n  found    {found:?}\n  expected {expected:?}"));
            }
            planted.extend(found.iter().map(|it| it[..4].to_owned()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let rules: BTreeSet<String> = RULES.iter().map(|it| it.code.to_owned()).collect();
    assert_eq!(planted, rules, "every rule has a fault that shows it");
}

#[test]
fn a_near_miss_alone_gives_the_rules_nothing_to_say() {
    let mut wrong = Vec::new();
    for (seed, it) in (0..3).flat_map(|seed| near_misses().map(move |it| (seed, it))) {
        let (found, _) = judged(seed, &[it.name], Scans::Office).expect("a near miss can stand alone");
        if !found.is_empty() {
            wrong.push(format!("seed {seed}, {} ({}): {found:?}", it.name, it.rule));
        }
        assert!(RULES.iter().any(|rule| rule.code == it.rule), "{} comes near to no rule", it.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Three at a time by chance; in the long tests every two.
#[test]
fn faults_together_are_what_the_truth_adds_up_to() {
    let mut names = fault_names();
    names.extend(near_misses().map(|it| it.name.to_owned()));
    let mut rng = fastrand::Rng::with_seed(1);
    let mut any = || names[rng.usize(..names.len())].as_str();
    let mut sets: Vec<Vec<&str>> = (0..300).map(|_| (0..3).map(|_| any()).collect()).collect();
    if std::env::var_os("FACEFILE_LONG").is_some() {
        let pairs = names.iter().enumerate().flat_map(|(i, one)| names[..i].iter().map(move |other| vec![one.as_str(), other.as_str()]));
        sets.extend(pairs);
    }
    let (mut n_judged, mut wrong) = (0, Vec::new());
    for (seed, planted) in sets.iter().enumerate() {
        let Some((found, expected)) = judged(seed as u64, planted, Scans::Practice) else { continue };
        if found != expected {
            wrong.push(format!("seed {seed}, {planted:?}\n  found    {found:?}\n  expected {expected:?}"));
        }
        n_judged += 1;
    }
    assert!(wrong.is_empty(), "{} of {n_judged}\n{}", wrong.len(), wrong.join("\n"));
    assert!(n_judged * 3 > sets.len() * 2, "only {n_judged} of {} could stand together", sets.len());
}
