//! The documents of a scene as files: set, printed, sealed, scanned.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use casework::packet::Packet;
use casework::words::Slot;
use image::RgbImage;
use law::Law;
use serde_json::{Value, json};

use super::policy;
use super::scan::{Blank, Scan};
use super::scene::{EDITION, How, Piece, Scene, Sheet, head_of};
use super::wording;
use crate::engine::{PressError, Standard, pages_as_images, set};
use crate::form::{self, Paper};

/// Every template of a sample begins with the mark: there is no way to set one without.
const PAPER: &str = concat!(include_str!("mark.typ"), include_str!("seal.typ"), include_str!("paper.typ"));
const FORM: &str = concat!(include_str!("mark.typ"), include_str!("../form/document.typ"));

/// A file is made larger than practitioners say is taken (claim 16).
const FIFTY_ONE_MEGABYTES: usize = 51 * 1024 * 1024;

/// The bytes of one file; nothing for one that is named and not there.
type Drawn = Result<Option<Vec<u8>>, PressError>;

/// All files that are there, in the packet's order.
pub(super) fn draw_all(scene: &Scene, law: &Law) -> Result<Vec<(String, Vec<u8>)>, PressError> {
    let desk = Desk { scene, law };
    let drawn: Mutex<Vec<(usize, Drawn)>> = Mutex::default();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((i, piece)) = take(&next, &scene.pieces) {
            let result = desk.draw(piece);
            drawn.lock().unwrap_or_else(|it| it.into_inner()).push((i, result));
        }
    };
    let n_workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|threads| (0..n_workers).for_each(|_| _ = threads.spawn(work)));
    let mut drawn = drawn.into_inner().unwrap_or_else(|it| it.into_inner());
    drawn.sort_by_key(|it| it.0);
    let named = |(i, result): (usize, Drawn)| result.map(|bytes| bytes.map(|it| (scene.pieces[i].file.clone(), it))).transpose();
    drawn.into_iter().filter_map(named).collect()
}

/// The papers of a scene before they are scanned, as PDFs whose words can be read without recognising them.
pub(super) fn unscanned(scene: &Scene, law: &Law) -> Result<Vec<(Slot, Vec<u8>)>, PressError> {
    let desk = Desk { scene, law };
    let plain = |piece: &Piece| match &piece.how {
        How::Scanned(scan) if !is_written(piece.slot) => {
            let unstamped = Scan { sealed: false, ..scan.clone() }; // a seal's letters are no words of the paper
            Some(desk.sheet_pdf(Sheet::Paper(piece.slot), &unstamped).map(|it| (piece.slot, it)))
        }
        How::Electronic if piece.slot != Slot::Other => Some(desk.electronic(piece).map(|it| (piece.slot, it))),
        _ => None,
    };
    scene.pieces.iter().filter_map(plain).collect()
}

/// The files that are set and not scanned, in the packet's order: drawn in a fraction of the time.
pub(super) fn draw_electronic(scene: &Scene, law: &Law) -> Result<Vec<(String, Vec<u8>)>, PressError> {
    let desk = Desk { scene, law };
    let pieces = scene.pieces.iter().filter(|it| matches!(it.how, How::Electronic));
    pieces.map(|it| Ok((it.file.clone(), desk.electronic(it)?))).collect()
}

/// The next file nobody draws yet.
fn take<'a>(next: &AtomicUsize, pieces: &'a [Piece]) -> Option<(usize, &'a Piece)> {
    let i = next.fetch_add(1, Ordering::Relaxed);
    Some((i, pieces.get(i)?))
}

struct Desk<'a> {
    scene: &'a Scene,
    law: &'a Law,
}

impl Desk<'_> {
    fn draw(&self, piece: &Piece) -> Drawn {
        Ok(Some(match &piece.how {
            How::Absent | How::Named(_) => return Ok(None),
            How::CopyOf(slot) => return self.scene.piece(*slot).map_or(Ok(None), |original| self.draw(original)),
            How::Spoiled(spoil) => spoil.bytes(),
            How::Electronic => self.electronic(piece)?,
            How::Padded(scan) => self.scanned(piece, scan, FIFTY_ONE_MEGABYTES)?,
            How::Scanned(scan) => self.scanned(piece, scan, 0)?,
            How::Bundled(sheets, scan) => self.bundled(sheets, scan)?,
        }))
    }

    fn electronic(&self, piece: &Piece) -> Result<Vec<u8>, PressError> {
        let paper = match piece.slot {
            Slot::HandlerProfile => Paper::HandlerProfile,
            Slot::UseStatement => Paper::UseStatement,
            Slot::PiaReport => Paper::PiaReport,
            _ => return self.policy(piece),
        };
        let packet = self.packet_as_printed(piece.slot);
        let document = form::describe(&packet, self.law, paper)?;
        let mut data = serde_json::to_value(&document).map_err(|it| PressError::Fault(it.to_string()))?;
        leave_out_empty_sections(&mut data);
        set(FORM, &data, self.scene.as_of, Standard::Readable)
    }

    /// The packet with what this one document says otherwise.
    fn packet_as_printed(&self, slot: Slot) -> Packet {
        let mut printed = self.scene.clone();
        printed.tree["answers"] = self.scene.answers_as_printed(slot);
        printed.form = EDITION.to_owned();
        Packet::parse(&printed.packet_toml()).expect("a packet of ours, and the tests read it")
    }

    fn policy(&self, piece: &Piece) -> Result<Vec<u8>, PressError> {
        let mut data = policy::text(self.scene, piece.topic.unwrap_or_default());
        data["paper"] = "policy".into();
        data["company"] = self.scene.tree["certificate"]["name"].clone();
        data["on"] = self.scene.tree["mandate"]["signed_on"].clone();
        set(PAPER, &data, self.scene.as_of, Standard::Lasting)
    }

    /// One paper, perhaps with empty sheets.
    fn scanned(&self, piece: &Piece, scan: &Scan, at_least: usize) -> Result<Vec<u8>, PressError> {
        let mut sheets = match (scan.blank, is_written(piece.slot)) {
            (Blank::Every, _) => self.blank_sheet(piece.slot, scan.dpi)?,
            (_, true) => pages_as_images(&self.electronic(piece)?, scan.dpi as f32)?,
            (_, false) => self.sheets(Sheet::Paper(piece.slot), scan)?,
        };
        if scan.blank == Blank::Last {
            sheets.extend(self.blank_sheet(piece.slot, scan.dpi)?);
        }
        Ok(into_file(&sheets, scan, at_least))
    }

    fn bundled(&self, bundle: &[Sheet], scan: &Scan) -> Result<Vec<u8>, PressError> {
        let sheets: Vec<Vec<RgbImage>> = bundle.iter().map(|it| self.sheets(*it, scan)).collect::<Result<_, _>>()?;
        Ok(into_file(&sheets.concat(), scan, 0))
    }

    fn blank_sheet(&self, slot: Slot, dpi: u32) -> Result<Vec<RgbImage>, PressError> {
        let wide = self.scene.lies(slot);
        let pdf = set(PAPER, &json!({ "paper": "blank", "wide": wide }), self.scene.as_of, Standard::Lasting)?;
        pages_as_images(&pdf, dpi as f32)
    }

    /// A paper as it goes into the scanner.
    fn sheets(&self, sheet: Sheet, scan: &Scan) -> Result<Vec<RgbImage>, PressError> {
        pages_as_images(&self.sheet_pdf(sheet, scan)?, scan.dpi as f32)
    }

    fn sheet_pdf(&self, sheet: Sheet, scan: &Scan) -> Result<Vec<u8>, PressError> {
        let slot = sheet.slot();
        let said = &self.scene.tree[head_of(slot)];
        let mut said = match slot {
            Slot::Mandate => with_names(wording::mandate(said), said),
            Slot::Undertaking => with_names(wording::undertaking(said), said),
            Slot::UsccCertificate => as_paper(said, "certificate"),
            _ => as_paper(said, "identity"),
        };
        said["side"] = match sheet {
            Sheet::Paper(_) => "both",
            Sheet::Front(_) => "front",
            Sheet::Back(_) => "back",
        }
        .into();
        let stamp = &scan.stamp;
        said["sealed"] = scan.sealed.into();
        said["turn"] = json!(stamp.turn);
        said["shift"] = json!(stamp.shift);
        said["stamp"] = json!({ "ink": stamp.ink, "oval": stamp.oval, "over_edge": stamp.over_edge, "name_seal": stamp.name_seal });
        set(PAPER, &said, self.scene.as_of, Standard::Lasting)
    }
}

fn as_paper(said: &Value, paper: &str) -> Value {
    let mut said = said.clone();
    said["paper"] = paper.into();
    said
}

/// A letter with the names that stand under it.
fn with_names(mut letter: Value, said: &Value) -> Value {
    for name in ["principal", "representative", "seal"] {
        letter[name] = said[name].clone();
    }
    letter
}

/// Whether the paper of a slot is set electronically and only scanned by mistake.
fn is_written(slot: Slot) -> bool {
    matches!(slot, Slot::HandlerProfile | Slot::UseStatement | Slot::PiaReport | Slot::Other)
}

/// The sheets as they came out of the scanner, in a file of at least so many bytes where it is a PDF.
fn into_file(sheets: &[RgbImage], scan: &Scan, at_least: usize) -> Vec<u8> {
    let taken = |(i, sheet): (usize, &RgbImage)| Scan { seed: scan.seed.wrapping_add(i as u64), ..scan.clone() }.take(sheet);
    let pages: Vec<RgbImage> = sheets.iter().enumerate().map(taken).collect();
    scan.file(&pages, at_least)
}

/// A report that does not treat a matter has no heading for it either.
fn leave_out_empty_sections(document: &mut Value) {
    let Some(blocks) = document["blocks"].as_array_mut() else { return };
    let is_empty = |it: &Value| it["kind"] == "paragraph" && it["text"] == "";
    let empty: Vec<usize> = (1..blocks.len()).filter(|i| is_empty(&blocks[*i]) && blocks[i - 1]["kind"] == "heading").collect();
    for i in empty.into_iter().rev() {
        blocks.drain(i - 1..=i);
    }
}
