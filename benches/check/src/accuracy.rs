//! How right the check is: thousands of plantings, each known, against what it says.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use casework::facts::Facts;
use casework::packet::Packet;
use casework::precheck::{Check, Profile, Subject, check};
use law::Law;
use press::sample::{Scans, Truth, make, scene};

use crate::packets::{Half, Recipe, recipes};
use crate::readings::Readings;
use crate::score::Score;
use crate::{AS_OF, table};

/// So that a drawn packet is not a prepared one over again.
const DRAWN: u64 = 50_000;

/// Half an hour without a word is long.
const TOLD_EVERY: usize = 50;

/// Measures one half and prints its tables.
///
/// # Errors
/// Words that are no numbers; a packet that cannot be drawn, read or judged.
pub fn accuracy(half: &str, prepared: &str, drawn: &str, readings: &Path, details: bool) -> Result<(), String> {
    let name = half;
    let half = Half::named(half)?;
    let number = |it: &str| it.parse::<usize>().map_err(|err| format!("{it}: {err}"));
    let (prepared, drawn) = (recipes(half, number(prepared)?, 0), recipes(half, number(drawn)?, DRAWN));
    let on_facts = score(&prepared, |it| {
        let (scene, truth) = scene(it.seed, &it.planted, AS_OF, Scans::Office, Law::embedded()).map_err(|err| err.to_string())?;
        judged(&scene.packet_toml(), &scene.true_facts(), truth)
    })?;
    let readings = Readings(readings.to_owned());
    let on_scans = score(&drawn, |it| {
        let sample = make(it.seed, &it.planted, AS_OF, Scans::Practice, Law::embedded()).map_err(|err| err.to_string())?;
        let facts = readings.of(&sample)?;
        let packet_toml = String::from_utf8_lossy(&sample.files[0].1).into_owned();
        judged(&packet_toml, &facts, sample.truth)
    })?;
    println!("{}", table::pooled(&on_facts, &format!("{name}, prepared facts"), prepared.len()));
    println!("{}", table::pooled(&on_scans, &format!("{name}, drawn scans"), drawn.len()));
    println!("prepared facts, by rule\n\n{}", table::by_rule(&on_facts));
    println!("drawn scans, by rule\n\n{}", table::by_rule(&on_scans));
    if details && half == Half::Tuning {
        on_facts.wrong.iter().chain(&on_scans.wrong).for_each(|it| println!("{it}"));
    }
    Ok(())
}

fn judged(packet_toml: &str, facts: &Facts, truth: Truth) -> Result<(Truth, Check), String> {
    let packet = Packet::parse(packet_toml).map_err(|err| format!("{err:?}"))?;
    let subject = Subject { packet: &packet, facts, law: Law::embedded(), today: AS_OF };
    let check = check(&subject, Profile::Cautious, "bench").map_err(|err| err.to_string())?;
    Ok((truth, check))
}

/// All packets, two at a time: while one is drawn another is read.
fn score(recipes: &[Recipe], judge: impl Fn(&Recipe) -> Result<(Truth, Check), String> + Sync) -> Result<Score, String> {
    let (next, score, trouble) = (AtomicUsize::new(0), Mutex::new(Score::default()), Mutex::new(None));
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some(recipe) = recipes.get(i) else { break };
                    if i.is_multiple_of(TOLD_EVERY) {
                        eprintln!("{i} of {}", recipes.len());
                    }
                    match judge(recipe) {
                        Ok((truth, check)) => score.lock().expect("no one panics with it").add(&truth, &check),
                        Err(why) => *trouble.lock().expect("no one panics with it") = Some(format!("{recipe:?}: {why}")),
                    }
                }
            });
        }
    });
    match trouble.into_inner().expect("no one panics with it") {
        Some(why) => Err(why),
        None => Ok(score.into_inner().expect("no one panics with it")),
    }
}
