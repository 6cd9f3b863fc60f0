//! From a clean page to what a scanner or a phone makes of it, and into the file it comes as.

mod file;
mod pdf;
mod phone;
mod practice;
mod take;

use fastrand::Rng;

pub(super) use file::Wrapping;
pub(super) use pdf::Objects;
pub(super) use phone::Phone;

/// 扫描: how a printed page was stamped and scanned.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    /// Dots per inch.
    pub(super) dpi: u32,
    /// How far the sheet lay askew, in degrees.
    pub(super) skew: f32,
    /// Half width of the grain, in steps of 255.
    pub(super) noise: u8,
    /// Radius of the blur in dots; 0 is sharp.
    pub(super) blur: usize,
    /// The white of the paper.
    pub(super) paper: [u8; 3],
    /// How much darker the dark corner is, in per cent.
    pub(super) shade: u8,
    /// JPEG quality, 1 to 100.
    pub(super) quality: u8,
    /// What is left of the colours.
    pub(super) tone: Tone,
    /// Photographed on a desk instead of laid on the glass.
    pub(super) phone: Option<Phone>,
    /// Quarters clockwise by which the picture came out turned.
    pub(super) turned: u8,
    /// The file says how to turn it back.
    pub(super) marked: bool,
    /// How far the sheet lay beyond the right edge of the glass, in millimetres.
    pub(super) cut_mm: f32,
    /// Whether the official seal was put on the paper.
    pub(super) sealed: bool,
    /// How the official seal came out.
    pub(super) stamp: Stamp,
    /// Empty sheets instead of the document, or after it.
    pub(super) blank: Blank,
    /// What it comes as.
    pub(super) wrapping: Wrapping,
    /// The grain's own seed.
    pub(super) seed: u64,
}

/// 色彩: what is left of the colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Colour,
    /// No seal can be told.
    Grey,
    /// One bit a dot, as a fax: neither seals nor faint print.
    BlackAndWhite,
}

/// 盖章: how the official seal of a company came out on the paper.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    /// How it is turned, in degrees.
    pub(super) turn: f32,
    /// How far it is off its place, in millimetres to the right.
    pub(super) shift: f32,
    /// How much ink there was, in per cent.
    pub(super) ink: u8,
    /// Oval instead of round, as some companies with foreign capital have it.
    pub(super) oval: bool,
    /// Half over the edge of the paper.
    pub(super) over_edge: bool,
    /// The representative's own square seal stands beside it.
    pub(super) name_seal: bool,
}

/// Empty sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    None,
    /// The sheets went through the scanner face down.
    Every,
    /// One more sheet came along.
    Last,
}

impl Scan {
    /// As a careful office does it: 300 dpi, in colour, nearly straight.
    pub(super) fn clean(rng: &mut Rng) -> Scan {
        let white = rng.u8(246..254);
        Scan {
            dpi: 300,
            skew: part(rng, 1.2),
            noise: rng.u8(2..6),
            blur: 0,
            paper: [white, white - rng.u8(0..3), white - rng.u8(2..9)],
            shade: rng.u8(1..7),
            quality: rng.u8(78..90),
            tone: Tone::Colour,
            phone: None,
            turned: 0,
            marked: false,
            cut_mm: 0.0,
            sealed: true,
            blank: Blank::None,
            wrapping: if rng.u8(0..6) == 0 { Wrapping::Jpeg } else { Wrapping::Pdf },
            stamp: Stamp { turn: part(rng, 14.0), shift: part(rng, 7.0), ink: 82, oval: false, over_edge: false, name_seal: false },
            seed: rng.u64(..),
        }
    }

    /// Whether a person can still read it.
    pub(super) fn is_readable(&self) -> bool {
        self.blur * 25 < self.dpi as usize && self.blank != Blank::Every
    }

    /// The dots per inch that stand in the file.
    pub(super) fn stated_dpi(&self) -> Option<u32> {
        let states = match self.wrapping {
            Wrapping::Pdf | Wrapping::Tiff => true,
            Wrapping::Jpeg => self.phone.is_none() && self.dpi >= 100, // less than that is what programs write that know none
            Wrapping::Png => false,
        };
        states.then_some(self.dpi)
    }

    /// Quarters clockwise by which it lies turned before whoever opens it.
    pub(super) fn seen_turned(&self) -> u8 {
        if self.marked { 0 } else { self.turned % 4 }
    }
}

/// Between so much to one side and to the other.
fn part(rng: &mut Rng, most: f32) -> f32 {
    (rng.f32() * 2.0 - 1.0) * most
}
