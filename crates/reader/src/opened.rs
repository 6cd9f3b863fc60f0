//! A file that was opened: what it is, what it says by itself, and its pages as pixels when they are asked for.

use std::fmt::Write;

use casework::facts::{FileFacts, FileKind, PageFacts, RefusedFile};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize};
use image::{ExtendedColorType, RgbImage};
use sha2::{Digest, Sha256};

use crate::archive::is_safe_name;
use crate::kind::kind_of;
use crate::limits::Limits;
use crate::ocr::{Raster, crops};
use crate::office::Office;
use crate::pdf::Pdf;
use crate::photo::Photo;
use crate::pixels::{Grey, Picture};
use crate::refusal::*;
use crate::seal::seals;
use crate::straighten::Turn;
use crate::text::{PageText, Source};
use crate::trailing;

/// A file nothing speaks against.
pub struct Opened {
    /// What it is, apart from what it says.
    pub facts: FileFacts,
    /// What it says by itself; pages of a scan have no words here.
    pub texts: Vec<PageText>,
    content: Content,
    limits: Limits,
}

enum Content {
    Pdf(Pdf),
    Photo(Photo),
    Office,
}

/// 150 to 200 dpi read best: less loses strokes, more keeps the scan's noise. Small pages (a card) have small print.
const READING_DPI: f32 = 200.0;
const READING_DPI_OF_SMALL_PAGES: f32 = 300.0;
const SMALL_PAGE_MM: f32 = 150.0;
const SECOND_LOOK_DPI: f32 = 300.0;

/// Opens a file. Its name only helps to word a refusal.
pub fn open(bytes: Vec<u8>, name: &str, limits: &Limits) -> Result<Opened, RefusedFile> {
    open_watched(bytes, name, limits, &mut |_, _| ())
}

/// The same, for somebody who watches how long it takes: what the file is, and the page that is looked at next; 0 before the first.
pub fn open_watched(bytes: Vec<u8>, name: &str, limits: &Limits, begins: &mut dyn FnMut(FileKind, u32)) -> Result<Opened, RefusedFile> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(FILE_SIZE.refuse(bytes.len() >> 20));
    }
    let kind = kind_of(&bytes, name)?;
    let facts = FileFacts { kind, bytes: bytes.len() as u64, sha256: sha256(&bytes), pages: Vec::new(), flags: Vec::new() };
    let mut opened = Opened { facts, texts: Vec::new(), content: Content::Office, limits: limits.clone() };
    begins(kind, 0);
    match kind {
        FileKind::Pdf => opened.take_pdf(Pdf::open(bytes, limits)?, begins),
        FileKind::Jpeg | FileKind::Png | FileKind::Tiff => {
            opened.take_photo(Photo::open(&bytes, kind, limits)?);
            if trailing::follows(&bytes, kind) {
                opened.tell(IMAGE_TRAILING);
            }
        }
        FileKind::Docx | FileKind::Xlsx => opened.take_office(Office::open(&bytes, kind, limits)?),
    }
    if !is_safe_name(name) {
        opened.tell(NAME_UNSAFE);
    }
    Ok(opened)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, it| {
        write!(hex, "{it:02x}").expect("a string takes everything");
        hex
    })
}

impl Opened {
    fn take_pdf(&mut self, pdf: Pdf, begins: &mut dyn FnMut(FileKind, u32)) {
        self.facts.flags = pdf.flags.iter().map(|it| it.to_string()).collect();
        for i in 0..pdf.len() {
            begins(FileKind::Pdf, i as u32 + 1);
            let (facts, text) = self.pdf_page(&pdf, i);
            self.facts.pages.push(facts);
            self.texts.push(text);
        }
        if pdf.len() > self.limits.pages_looked_at as usize {
            self.tell(PAGES_NOT_LOOKED_AT);
        }
        self.content = Content::Pdf(pdf);
    }

    fn pdf_page(&mut self, pdf: &Pdf, i: usize) -> (PageFacts, PageText) {
        let drawn = pdf.drawn(i);
        let [width_mm, height_mm] = pdf.size_mm(i);
        let scanned = drawn.is_scan();
        let mut facts = PageFacts {
            width_mm,
            height_mm,
            dpi: drawn.dpi(),
            blank: drawn.is_bare(),
            colour: !scanned, // what is drawn electronically could have had colour
            scanned,
            seals: Vec::new(),
        };
        if drawn.needs_eyes() && !facts.blank && i < self.limits.pages_looked_at as usize {
            self.look_at(&mut facts, &pdf.picture(i, READING_DPI, self.limits.image_side_px), true);
        }
        if drawn.has_mute_text() && !scanned {
            self.tell(PDF_FONT);
        }
        let text = PageText { page: i as u32 + 1, width: width_mm, height: height_mm, words: drawn.words(), source: Source::Embedded };
        (facts, text)
    }

    fn take_photo(&mut self, photo: Photo) {
        self.facts.flags = photo.flags.iter().map(|it| it.to_string()).collect();
        let [width_mm, height_mm] = photo.size_mm();
        let dpi = photo.states_dpi.then_some(photo.picture.dpi);
        let mut facts = PageFacts { width_mm, height_mm, dpi, blank: false, colour: false, scanned: true, seals: Vec::new() };
        self.look_at(&mut facts, &photo.picture, photo.states_dpi);
        self.facts.pages.push(facts);
        self.texts.push(PageText { page: 1, width: width_mm, height: height_mm, ..PageText::default() });
        self.content = Content::Photo(photo);
    }

    fn take_office(&mut self, office: Office) {
        self.facts.flags = office.flags.iter().map(|it| it.to_string()).collect();
        self.texts.push(office.text);
    }

    /// What only pixels can tell.
    fn look_at(&mut self, facts: &mut PageFacts, picture: &Picture, knows_size: bool) {
        let small = picture.clone().shrunk_to(90.0);
        facts.blank |= small.grey().is_blank() && !small.has_colour();
        facts.colour |= small.has_colour();
        let seals = seals(&small, knows_size);
        facts.seals = seals.seen;
        if seals.unsure {
            self.tell(SEAL_UNSURE);
        }
    }

    fn tell(&mut self, reason: Reason) {
        if !self.facts.flags.iter().any(|it| it == reason.code) {
            self.facts.flags.push(reason.code.to_owned());
        }
    }

    /// A page prepared for OCR; `None` where there is no such page or no pixels. Pages count from 1.
    pub fn raster(&self, page: u32) -> Option<Raster> {
        let size = self.facts.pages.get(page.checked_sub(1)? as usize).map(|it| [it.width_mm, it.height_mm])?;
        Some(Raster::of(page, self.picture(page, reading_dpi(size))?, size))
    }

    /// Crops of a page's lines for the second look. The turn is that of the page's raster.
    pub fn crops(&self, page: u32, turn: Turn, areas: &[[f32; 4]]) -> Option<Vec<Grey>> {
        Some(crops(self.picture(page, SECOND_LOOK_DPI)?, turn, areas))
    }

    /// A page for a person to look at: JPEG, in colour, of this width.
    pub fn preview(&self, page: u32, width_px: u32) -> Option<Vec<u8>> {
        let inches = self.facts.pages.get(page.checked_sub(1)? as usize)?.width_mm / 25.4;
        let dpi = if inches > 0.0 { width_px as f32 / inches } else { f32::MAX };
        let picture = self.picture(page, dpi)?;
        let width = width_px.clamp(1, picture.width.max(1));
        let height = (picture.height as u64 * width as u64 / picture.width as u64).max(1) as u32;
        let picture = resized(picture, width, height);
        let mut jpeg = Vec::new();
        let written = JpegEncoder::new_with_quality(&mut jpeg, 80).encode(&picture.rgb, width, height, ExtendedColorType::Rgb8);
        written.ok().map(|()| jpeg)
    }

    /// A page as pixels, for a copy that is nothing else: in colour, fine enough for small print and the ring of a seal. `None` where the file
    /// has no pages of its own.
    pub fn pixels(&self, page: u32) -> Option<Picture> {
        let size = self.facts.pages.get(page.checked_sub(1)? as usize).map(|it| [it.width_mm, it.height_mm])?;
        let finest = self.limits.copied_side_px as f32 / size[0].max(size[1]).max(1.0) * 25.4;
        self.picture(page, reading_dpi(size).min(finest))
    }

    /// A page as pixels, at most at this resolution.
    fn picture(&self, page: u32, dpi: f32) -> Option<Picture> {
        let i = page.checked_sub(1)? as usize;
        match &self.content {
            Content::Pdf(pdf) if i < pdf.len() => Some(pdf.picture(i, dpi, self.limits.image_side_px)),
            Content::Photo(photo) if i == 0 => Some(photo.at(dpi)),
            _ => None,
        }
    }
}

fn reading_dpi([width_mm, height_mm]: [f32; 2]) -> f32 {
    let longer = width_mm.max(height_mm);
    if longer > 0.0 && longer < SMALL_PAGE_MM { READING_DPI_OF_SMALL_PAGES } else { READING_DPI }
}

impl Photo {
    fn size_mm(&self) -> [f32; 2] {
        let mm = |px: u32| if self.states_dpi { px as f32 / self.picture.dpi * 25.4 } else { 0.0 };
        [mm(self.picture.width), mm(self.picture.height)]
    }

    /// The picture at most at this resolution.
    fn at(&self, dpi: f32) -> Picture {
        let scale = dpi / self.picture.dpi;
        if scale >= 1.0 {
            return self.picture.clone();
        }
        let [width, height] = [self.picture.width, self.picture.height].map(|it| ((it as f32 * scale).round() as u32).max(1));
        resized(self.picture.clone(), width, height)
    }
}

fn resized(picture: Picture, width: u32, height: u32) -> Picture {
    if (width, height) == (picture.width, picture.height) {
        return picture;
    }
    let dpi = picture.dpi * width as f32 / picture.width as f32;
    let image = RgbImage::from_raw(picture.width, picture.height, picture.rgb).expect("three bytes a pixel");
    let smaller = resize(&image, width, height, FilterType::Triangle);
    Picture::new(width, height, smaller.into_raw()).at(dpi)
}
