//! A file that was opened: what it is, what it says by itself, and its pages as pixels when they are asked for.

use std::cell::{OnceCell, RefCell};
use std::fmt::Write;
use std::rc::Rc;

use casework::facts::{FileFacts, FileKind, PageFacts, RefusedFile};
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use sha2::{Digest, Sha256};

use crate::archive::is_safe_name;
use crate::kind::kind_of;
use crate::limits::Limits;
use crate::ocr::{Raster, WHITE_OF_PAGES, crops};
use crate::office::Office;
use crate::pdf::{Drawn, Pdf};
use crate::photo::Photo;
use crate::pixels::{Grey, Picture, dpi_as_a4};
use crate::pose::Pose;
use crate::quality::{ROWS_APART, edge_mm, is_cut_off};
use crate::refusal::*;
use crate::seal::{LOOKING_DPI, seals, strips};
use crate::sheet::Lie;
use crate::text::{LineKind, Look, PageText};
use crate::trailing;

/// A file nothing speaks against.
pub struct Opened {
    /// What it is, apart from what it says.
    pub facts: FileFacts,
    /// What it says by itself; pages of a scan have no words here.
    pub texts: Vec<PageText>,
    content: Content,
    limits: Limits,
    looked: RefCell<Option<Rc<Looked>>>,
}

enum Content {
    Pdf(Pdf),
    Photo(Photo),
    Office,
}

/// Scans are kept at this resolution at most: the second look needs no more.
const KEPT_DPI: f32 = 300.0;
/// Pages that are drawn rather than scanned are looked at in this one: enough for a seal.
const DRAWN_DPI: f32 = 100.0;
/// A sheet's place and edges show in this one.
const SMALL_DPI: f32 = 100.0;
/// Copies have small print still legible; a small page (a card) has the smallest.
const COPIED_DPI: f32 = 200.0;
const COPIED_DPI_OF_SMALL_PAGES: f32 = 300.0;
const SMALL_PAGE_MM: f32 = 150.0;

/// The page that was looked at last. Most files have one, and to decode it costs more than all the rest.
struct Looked {
    page: u32,
    picture: Picture,
    lie: Lie,
    red: OnceCell<Grey>,
}

impl Looked {
    fn red(&self) -> &Grey {
        self.red.get_or_init(|| self.picture.red_channel())
    }
}

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
    let mut opened = Opened { facts, texts: Vec::new(), content: Content::Office, limits: limits.clone(), looked: RefCell::default() };
    begins(kind, 0);
    match kind {
        FileKind::Pdf => opened.take_pdf(Pdf::open(bytes, limits)?, begins),
        FileKind::Jpeg | FileKind::Png | FileKind::Tiff => {
            let follows = trailing::follows(&bytes, kind);
            opened.take_photo(Photo::open(bytes, kind, limits))?;
            if follows {
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
        let mut drawn = pdf.drawn();
        for i in 0..pdf.len() {
            begins(FileKind::Pdf, i as u32 + 1);
            let Some(drawn) = drawn.next() else { break };
            let (facts, text) = self.pdf_page(&pdf, i, &drawn);
            self.facts.pages.push(facts);
            self.texts.push(text);
        }
        drop(drawn);
        if pdf.len() > self.limits.pages_looked_at as usize {
            self.tell(PAGES_NOT_LOOKED_AT);
        }
        self.content = Content::Pdf(pdf);
    }

    fn pdf_page(&mut self, pdf: &Pdf, i: usize, drawn: &Drawn) -> (PageFacts, PageText) {
        let [width_mm, height_mm] = pdf.size_mm(i);
        let scanned = drawn.is_scan();
        let mut facts = PageFacts {
            width_mm,
            height_mm,
            dpi: drawn.dpi(),
            blank: drawn.is_bare(),
            colour: !scanned, // what is drawn electronically could have had colour
            scanned,
            ..PageFacts::default()
        };
        if drawn.needs_eyes() && !facts.blank && i < self.limits.pages_looked_at as usize {
            match scanned {
                true => self.look_at_sheet(&mut facts, i as u32 + 1, pdf.scan(i, KEPT_DPI, self.limits.image_side_px), true),
                false => self.look_at(&mut facts, &pdf.picture(i, DRAWN_DPI, self.limits.image_side_px), true),
            }
        }
        if drawn.has_mute_text() && !scanned {
            self.tell(PDF_FONT);
        }
        let text = PageText { page: i as u32 + 1, width: width_mm, height: height_mm, words: drawn.words(), ..PageText::default() };
        (facts, text)
    }

    fn take_photo(&mut self, photo: Photo) -> Result<(), RefusedFile> {
        self.facts.flags = photo.flags.iter().map(|it| it.to_string()).collect();
        for i in 0..photo.len() {
            let number = i as u32 + 1;
            let page = photo.page(i, &self.limits)?;
            let mm = |px: u32| if page.states_dpi { px as f32 / page.picture.dpi * 25.4 } else { 0.0 };
            let [width_mm, height_mm] = [mm(page.picture.width), mm(page.picture.height)];
            let dpi = page.states_dpi.then_some(page.picture.dpi);
            let mut facts = PageFacts { width_mm, height_mm, dpi, scanned: true, ..PageFacts::default() };
            if i < self.limits.pages_looked_at as usize {
                self.look_at_sheet(&mut facts, number, page.picture.shrunk_to(KEPT_DPI), page.states_dpi);
            }
            self.facts.pages.push(facts);
            self.texts.push(PageText { page: number, width: width_mm, height: height_mm, ..PageText::default() });
        }
        if photo.len() > self.limits.pages_looked_at as usize {
            self.tell(PAGES_NOT_LOOKED_AT);
        }
        self.content = Content::Photo(photo);
        Ok(())
    }

    fn take_office(&mut self, office: Office) {
        self.facts.flags = office.flags.iter().map(|it| it.to_string()).collect();
        self.texts.push(office.text);
    }

    /// What only pixels can tell of a sheet of paper, which lies on its picture in some way.
    fn look_at_sheet(&mut self, facts: &mut PageFacts, page: u32, picture: Picture, knows_size: bool) {
        let small = picture.shrunk_to(SMALL_DPI);
        let lie = Lie::on(&small);
        facts.photo = lie.on_a_desk;
        if lie.on_a_desk {
            let sheet = small.laid_level(lie.pose).as_a4();
            self.look_at(facts, &sheet, false);
            facts.blank |= facts.seals.is_empty() && sheet.shrunk_to(LOOKING_DPI).grey().on_white_paper(WHITE_OF_PAGES).is_blank();
            facts.seals.iter_mut().for_each(|it| it.area = lie.pose.to_page(it.area));
        } else {
            self.look_at(facts, &small, knows_size);
        }
        if !facts.blank {
            let (sheet, dpi) = match lie.on_a_desk {
                true => {
                    let (width, height) = lie.pose.size_on(picture.width, picture.height);
                    let sheet = picture.grey().part_level(lie.pose, [0.0, 0.0, 1.0, 1.0], (width, height / ROWS_APART));
                    (sheet, dpi_as_a4(width, height))
                }
                false => (picture.every_nth_row(ROWS_APART).grey(), picture.dpi),
            };
            facts.edge_mm = edge_mm(&sheet, dpi);
            // A sheet whose four corners lie in the picture is there as a whole: what touches the edges is the desk.
            facts.cut_off = !lie.on_a_desk && is_cut_off(&small.red_channel().on_white_paper(WHITE_OF_PAGES), small.dpi);
        }
        *self.looked.get_mut() = Some(Rc::new(Looked { page, picture, lie, red: OnceCell::new() }));
    }

    fn look_at(&mut self, facts: &mut PageFacts, picture: &Picture, knows_size: bool) {
        let small = picture.shrunk_to(LOOKING_DPI);
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

    /// A page prepared for OCR, further turned clockwise by so many quarters than its lines show; `None` where there is no such page or no
    /// pixels. Pages count from 1.
    pub fn raster(&self, page: u32, quarters: u8) -> Option<Raster> {
        let size = self.facts.pages.get(page.checked_sub(1)? as usize).map(|it| [it.width_mm, it.height_mm])?;
        let looked = self.looked(page)?;
        Some(Raster::of(page, looked.red(), looked.picture.dpi, looked.lie.pose.after(Pose::turned(quarters)), size))
    }

    /// Crops of a page's lines for the second look, by their places on the level sheet. The pose is that of the page's raster.
    pub fn crops(&self, page: u32, pose: Pose, areas: &[[f32; 4]], kind: LineKind, look: Look) -> Option<Vec<Grey>> {
        Some(crops(self.looked(page)?.red(), pose, areas, kind, look))
    }

    /// The name around a seal on a page, unrolled and prepared in two ways; `None` where no letters are seen.
    pub fn ring(&self, page: u32, area: [f32; 4]) -> Option<[Grey; 2]> {
        let looked = self.looked(page)?;
        strips(&looked.picture, looked.lie.pose, area)
    }

    /// A page for a person to look at: JPEG, in colour, of this width.
    pub fn preview(&self, page: u32, width_px: u32) -> Option<Vec<u8>> {
        let inches = self.facts.pages.get(page.checked_sub(1)? as usize)?.width_mm / 25.4;
        let dpi = if inches > 0.0 { width_px as f32 / inches } else { f32::MAX };
        let picture = self.picture(page, dpi)?;
        let picture = picture.shrunk_to_width(width_px.clamp(1, picture.width.max(1)));
        let mut jpeg = Vec::new();
        let written =
            JpegEncoder::new_with_quality(&mut jpeg, 80).encode(&picture.rgb, picture.width, picture.height, ExtendedColorType::Rgb8);
        written.ok().map(|()| jpeg)
    }

    /// A page as pixels, with the place of its sheet.
    fn looked(&self, page: u32) -> Option<Rc<Looked>> {
        let mut looked = self.looked.borrow_mut();
        if let Some(known) = looked.as_ref().filter(|it| it.page == page) {
            return Some(known.clone());
        }
        *looked = None; // two pages in memory are one too many
        let picture = self.picture(page, KEPT_DPI)?;
        let lie = Lie::on(&picture.shrunk_to(SMALL_DPI));
        *looked = Some(Rc::new(Looked { page, picture, lie, red: OnceCell::new() }));
        looked.clone()
    }

    /// A page as pixels, for a copy that is nothing else: in colour, fine enough for small print and the ring of a seal. `None` where the file
    /// has no pages of its own.
    pub fn pixels(&self, page: u32) -> Option<Picture> {
        let size = self.facts.pages.get(page.checked_sub(1)? as usize).map(|it| [it.width_mm, it.height_mm])?;
        let finest = self.limits.copied_side_px as f32 / size[0].max(size[1]).max(1.0) * 25.4;
        self.picture(page, copied_dpi(size).min(finest))
    }

    /// A page as pixels, at most at this resolution.
    fn picture(&self, page: u32, dpi: f32) -> Option<Picture> {
        let i = page.checked_sub(1)? as usize;
        match &self.content {
            Content::Pdf(pdf) if i < pdf.len() => Some(match self.facts.pages[i].scanned {
                true => pdf.scan(i, dpi, self.limits.image_side_px),
                false => pdf.picture(i, dpi, self.limits.image_side_px),
            }),
            Content::Photo(photo) if i < photo.len() => Some(photo.page(i, &self.limits).ok()?.picture.shrunk_to(dpi)),
            _ => None,
        }
    }
}

fn copied_dpi([width_mm, height_mm]: [f32; 2]) -> f32 {
    let longer = width_mm.max(height_mm);
    if longer > 0.0 && longer < SMALL_PAGE_MM { COPIED_DPI_OF_SMALL_PAGES } else { COPIED_DPI }
}
