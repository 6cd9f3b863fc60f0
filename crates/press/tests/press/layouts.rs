//! The papers of samples, read: laid out and worded in many ways, each fact compared with the truth. The words come out of the papers
//! before they are scanned, with slips here and there as recognition makes them, so that layouts and wordings are measured and not Tesseract.

use std::collections::BTreeMap;

use casework::facts::{Content, Facts};
use casework::words::Slot;
use jiff::civil::date;
use law::Law;
use press::sample::{Scans, scene};
use reader::text::{LineKind, Look, PageText, SecondLook, Source, Word};
use reader::{Limits, documents, understand};
use serde_json::Value;

/// How a fact came out.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong_and_firm: Vec<String>,
    wrong: Vec<String>,
    unread: Vec<String>,
}

#[test]
fn what_papers_say_is_read_whatever_their_layout() {
    let n_seeds = std::env::var("FACEFILE_SEEDS").ok().and_then(|it| it.parse().ok()).unwrap_or(12);
    let mut fields: BTreeMap<String, Tally> = BTreeMap::new();
    for seed in 0..n_seeds {
        measure(seed, &mut fields);
    }
    for (field, it) in &fields {
        println!(
            "{field:<36} right {:>4}  wrong and firm {:>3}  wrong {:>3}  unread {:>3}",
            it.right,
            it.wrong_and_firm.len(),
            it.wrong.len(),
            it.unread.len()
        );
        it.wrong_and_firm.iter().chain(&it.wrong).chain(&it.unread).take(12).for_each(|why| println!("    {why}"));
    }
    let sum = |of: fn(&Tally) -> usize| fields.values().map(of).sum::<usize>();
    let (right, firm) = (sum(|it| it.right), sum(|it| it.wrong_and_firm.len()));
    let all = right + firm + sum(|it| it.wrong.len() + it.unread.len());
    assert_eq!(firm, 0, "read wrongly and called sure");
    assert!(right * 100 >= all * 97, "{right} of {all} are right");
}

fn measure(seed: u64, fields: &mut BTreeMap<String, Tally>) {
    let law = Law::embedded();
    let (scene, _) = scene(seed, &[], date(2026, 11, 24), Scans::Office, law).expect("nothing is planted");
    let truth = scene.true_facts();
    for (slot, pdf) in scene.unscanned(law).expect("the fonts are there") {
        let scanned = !is_written(slot);
        if !scanned && seed > 1 {
            continue; // ten pages each, all alike
        }
        let opened = reader::open(pdf, "paper.pdf", &Limits::default()).expect("a paper of ours");
        let pages: Vec<PageText> =
            if scanned { opened.texts.iter().map(|it| recognised(it, seed)).collect() } else { opened.texts.clone() };
        let mut look = Again { pages: &opened.texts };
        let content = understand(slot, &pages, &documents(&pages), &mut look);
        compare(seed, slot, &truth, &content, fields);
    }
}

fn is_written(slot: Slot) -> bool {
    matches!(slot, Slot::HandlerProfile | Slot::UseStatement | Slot::PiaReport)
}

fn compare(seed: u64, slot: Slot, truth: &Facts, read: &Content, fields: &mut BTreeMap<String, Tally>) {
    let truth = &truth.materials.iter().find(|it| it.slot == slot).expect("it is in the packet").content;
    let [truth, read] = [truth, read].map(|it| serde_json::to_value(it).expect("facts can be written"));
    let inner = |it: &Value| it.as_object().and_then(|it| it.values().next().cloned()).unwrap_or_default();
    let (truth, read) = (inner(&truth), inner(&read));
    for (field, said) in truth.as_object().into_iter().flatten().filter(|(_, it)| it.get("read").is_some()) {
        let is_measured = match slot {
            Slot::HandlerProfile => ["name", "uscc", "representative"].contains(&field.as_str()),
            Slot::UseStatement => ["name", "uscc", "stored"].contains(&field.as_str()),
            Slot::PiaReport => ["name", "uscc", "signed_on"].contains(&field.as_str()),
            _ => true,
        };
        if !is_measured {
            continue; // what forms and reports state beyond has its own tests
        }
        let tally = fields.entry(format!("{}.{field}", slot.path())).or_default();
        let (is, should) = (&read[field], &said["read"]);
        let told = format!("seed {seed}: {should} read {is}");
        let is_right = is
            .get("read")
            .is_some_and(|it| it == should || field == "scope" && it.as_str().unwrap_or_default().contains(should.as_str().unwrap_or("?")));
        let is_firm = is["support"].as_str().is_some_and(|it| !["one-reading", "faint-readings"].contains(&it));
        match (is_right, is.get("read").is_some()) {
            (true, _) => tally.right += 1,
            (false, true) if is_firm => tally.wrong_and_firm.push(told),
            (false, true) => tally.wrong.push(told),
            (false, false) => tally.unread.push(told),
        }
    }
}

/// As OCR hands a page over: runs parted at blanks, a character misread here and there.
fn recognised(page: &PageText, seed: u64) -> PageText {
    let mut rng = fastrand::Rng::with_seed(seed);
    let words = page.words.iter().map(|it| {
        let slip = rng.u32(0..150) == 0 && it.text.chars().count() > 1;
        let text = if slip { it.text.replacen(it.text.chars().next().unwrap_or(' '), "囗", 1) } else { it.text.clone() };
        Word { text, confidence: if slip { 0.5 } else { 0.93 }, ..it.clone() }
    });
    PageText { words: words.collect(), source: Source::Ocr, ..page.clone() }
}

/// The second look sees what stands there.
struct Again<'a> {
    pages: &'a [PageText],
}

impl SecondLook for Again<'_> {
    fn read(&mut self, page: u32, areas: &[[f32; 4]], _: LineKind, _: Look) -> Vec<Vec<Option<String>>> {
        let words = &self.pages[page as usize - 1].words;
        let read = |[x, y, w, h]: &[f32; 4]| {
            let inside = |(_, [cx, cy]): &(char, [f32; 2])| (*x..x + w).contains(cx) && (*y..y + h).contains(cy);
            let text: String = words.iter().flat_map(characters).filter(inside).map(|it| it.0).collect();
            vec![Some(text).filter(|it| !it.is_empty())]
        };
        areas.iter().map(read).collect()
    }
}

/// The characters of a word with their middles.
fn characters(word: &Word) -> Vec<(char, [f32; 2])> {
    let weight = |c: char| if (c as u32) < 0x2000 { 0.55 } else { 1.0 };
    let [mut x, y, width, h] = word.area;
    let unit = width / word.text.chars().map(weight).sum::<f32>();
    let place = |c: char| {
        x += unit * weight(c);
        (c, [x - unit * weight(c) / 2.0, y + h / 2.0])
    };
    word.text.chars().map(place).collect()
}
