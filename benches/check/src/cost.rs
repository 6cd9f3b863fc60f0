//! What a check costs: the usual packet, and the rules alone.

use std::path::Path;
use std::time::Instant;

use casework::packet::Packet;
use casework::precheck::{Profile, Subject, check};
use law::Law;
use press::sample::{Scans, make, scene};

use crate::AS_OF;
use crate::readings::write;

/// Electronic pages of the usual packet, at least.
const ELECTRONIC_PAGES: usize = 50;

/// Further scans, so that there are eight with the sample's own five.
const MORE_SCANS: [(&str, &str); 3] =
    [("mandate", "storage-proof"), ("undertaking", "third-party-agreement"), ("uscc-certificate", "storage-proof")];

/// Writes a usual packet: a clean sample, three more scans, and reports of other companies as further electronic material.
///
/// # Errors
/// The sample cannot be drawn, or the folder not be written.
pub fn usual_packet(folder: &Path) -> Result<(), String> {
    let drawn = |seed: u64| make(seed, &[], AS_OF, Scans::Office, Law::embedded()).map_err(|err| err.to_string());
    let mut files = drawn(1)?.files;
    let mut more: Vec<(String, &str, Vec<u8>)> = Vec::new();
    let neighbour = drawn(2)?.files;
    for (i, (slot, topic)) in MORE_SCANS.iter().enumerate() {
        let (name, bytes) = named(&neighbour, slot)?;
        let extension = name.rsplit('.').next().unwrap_or("pdf");
        more.push((format!("materials/scan-{i}.{extension}"), topic, bytes.clone()));
    }
    let mut n_pages: usize = files.iter().map(|(name, bytes)| if is_scan(name) { 0 } else { pages(bytes) }).sum();
    for seed in 3.. {
        if n_pages >= ELECTRONIC_PAGES {
            break;
        }
        for slot in ["pia-report", "use-statement"] {
            let (_, bytes) = named(&drawn(seed)?.files, slot).map(|it| (it.0.clone(), it.1.clone()))?;
            n_pages += pages(&bytes);
            more.push((format!("materials/annex-{seed}-{slot}.pdf"), "security-plan", bytes));
        }
    }
    let mut packet = String::from_utf8(files[0].1.clone()).map_err(|err| err.to_string())?;
    for (file, topic, bytes) in more {
        packet += &format!("\n[[materials]]\nslot = \"other\"\ntopic = \"{topic}\"\nfile = \"{file}\"\n");
        files.push((file, bytes));
    }
    files[0].1 = packet.into_bytes();
    write(folder, &files)?;
    println!("{} scans, {n_pages} electronic pages", files.iter().filter(|it| is_scan(&it.0)).count());
    Ok(())
}

fn named<'a>(files: &'a [(String, Vec<u8>)], slot: &str) -> Result<&'a (String, Vec<u8>), String> {
    files.iter().find(|it| it.0.contains(slot)).ok_or_else(|| format!("the sample has no {slot}"))
}

fn is_scan(name: &str) -> bool {
    ["scan-", "uscc-certificate", "legal-representative-id", "agent-id", "mandate", "undertaking"].iter().any(|it| name.contains(it))
}

/// Pages of a PDF of ours, whose page objects stand uncompressed or not at all.
fn pages(pdf: &[u8]) -> usize {
    press::engine::pages_as_images(pdf, 4.0).map_or(0, |it| it.len())
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
