//! What a check costs: the usual packet, and the rules alone.

use std::path::Path;
use std::time::Instant;

use casework::packet::Packet;
use casework::precheck::{Profile, Subject, check};
use law::Law;
use press::sample::{Scans, make, scene};

use crate::AS_OF;
use crate::readings::write;

/// Scans of other companies, as further material that nobody asks to read.
const MORE_SCANS: [(&str, &str); 3] =
    [("mandate", "storage-proof"), ("undertaking", "third-party-agreement"), ("uscc-certificate", "storage-proof")];

/// Writes a clean sample with further scans and further electronic documents, reports of other companies.
///
/// # Errors
/// Words that are no numbers; the sample cannot be drawn, or the folder not be written.
pub fn usual_packet(folder: &Path, scans: &str, pages: &str) -> Result<(), String> {
    let number = |it: &str| it.parse::<usize>().map_err(|err| format!("{it}: {err}"));
    let (n_scans, n_pages) = (number(scans)?, number(pages)?);
    let drawn = |seed: u64| make(seed, &[], AS_OF, Scans::Office, Law::embedded()).map(|it| it.files).map_err(|err| err.to_string());
    let mut files = drawn(1)?;
    let mut more: Vec<(String, &str, Vec<u8>)> = Vec::new();
    let (mut scans, mut pages) = (0, 0);
    for (name, bytes) in &files {
        *(if is_scan(name) { &mut scans } else { &mut pages }) += pages_of(bytes);
    }
    for seed in 2.. {
        if scans >= n_scans && pages >= n_pages {
            break;
        }
        let neighbour = drawn(seed)?;
        for (slot, topic) in MORE_SCANS {
            if scans < n_scans {
                let (name, bytes) = named(&neighbour, slot)?;
                let extension = name.rsplit('.').next().unwrap_or("pdf");
                more.push((format!("materials/scan-{seed}-{slot}.{extension}"), topic, bytes.clone()));
                scans += pages_of(bytes);
            }
        }
        for slot in ["pia-report", "use-statement"] {
            if pages < n_pages {
                let (_, bytes) = named(&neighbour, slot)?;
                more.push((format!("materials/annex-{seed}-{slot}.pdf"), "security-plan", bytes.clone()));
                pages += pages_of(bytes);
            }
        }
    }
    let mut packet = String::from_utf8(files[0].1.clone()).map_err(|err| err.to_string())?;
    for (file, topic, bytes) in more {
        packet += &format!("\n[[materials]]\nslot = \"other\"\ntopic = \"{topic}\"\nfile = \"{file}\"\n");
        files.push((file, bytes));
    }
    files[0].1 = packet.into_bytes();
    write(folder, &files)?;
    println!("{scans} scanned pages, {pages} electronic pages");
    Ok(())
}

fn named<'a>(files: &'a [(String, Vec<u8>)], slot: &str) -> Result<&'a (String, Vec<u8>), String> {
    files.iter().find(|it| it.0.contains(slot)).ok_or_else(|| format!("the sample has no {slot}"))
}

fn is_scan(name: &str) -> bool {
    ["scan-", "uscc-certificate", "legal-representative-id", "agent-id", "mandate", "undertaking"].iter().any(|it| name.contains(it))
}

/// One for a picture; none for what is no document.
fn pages_of(bytes: &[u8]) -> usize {
    match bytes {
        [0xff, 0xd8, ..] => 1,
        _ => press::engine::pages_as_images(bytes, 4.0).map_or(0, |it| it.len()),
    }
}

/// Prints milliseconds of the rules alone: once a packet, and for packets of more and more face uses.
///
/// # Errors
/// None that a sample could give.
pub fn judge() -> Result<(), String> {
    println!("| face uses | all rules, ms (median of 21) |\n|---|---|");
    for times in [1, 2, 4, 8, 16] {
        let (scene, _) = scene(1, &[], AS_OF, Scans::Office, Law::embedded()).map_err(|err| err.to_string())?;
        let mut packet = Packet::parse(&scene.packet_toml()).map_err(|err| format!("{err:?}"))?;
        let uses = packet.answers.uses.clone();
        packet.answers.uses = (0..times).flat_map(|_| uses.clone()).collect();
        let facts = scene.true_facts();
        let subject = Subject { packet: &packet, facts: &facts, law: Law::embedded(), today: AS_OF };
        let mut spent: Vec<f64> = (0..21)
            .map(|_| {
                let begun = Instant::now();
                let done = check(&subject, Profile::Cautious, "bench").expect("the law is whole");
                std::hint::black_box(done);
                begun.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        spent.sort_by(f64::total_cmp);
        println!("| {} | {:.3} |", packet.answers.uses.len(), spent[10]);
    }
    Ok(())
}
