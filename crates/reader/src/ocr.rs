//! Around OCR: pages prepared for it, and what it answers as words. The program itself is run by others.

use serde::{Deserialize, Serialize};

use crate::pixels::{Grey, Picture};
use crate::straighten::Turn;
use crate::text::{LineKind, PageText, Source, Word};

/// A page prepared for OCR: grey, its lines level.
#[derive(Clone, Debug)]
pub struct Raster {
    /// What was done to it, to find the places again.
    pub how: Prepared,
    /// Its pixels.
    pub grey: Grey,
}

/// How a page was prepared.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepared {
    /// From 1.
    pub page: u32,
    /// Pixels per inch.
    pub dpi: f32,
    /// How far it was turned.
    pub turn: Turn,
    /// Size of the page in millimetres; 0 where the file does not say.
    pub size_mm: [f32; 2],
}

impl Raster {
    /// Levels a page's picture.
    pub fn of(page: u32, picture: Picture, size_mm: [f32; 2]) -> Raster {
        let turn = Turn::of(&picture.clone().shrunk_to(80.0).grey());
        let dpi = picture.dpi;
        Raster { how: Prepared { page, dpi, turn, size_mm }, grey: turn.level(picture).grey() }
    }
}

/// Height of a line's crop for the second look, in pixels: large characters are told apart better, and larger than this costs only time.
const LINE_HEIGHT_PX: f32 = 64.0;

/// Crops of a page's lines for the second look: another resolution, another grey (red removed), a white frame.
pub fn crops(picture: Picture, turn: Turn, areas: &[[f32; 4]]) -> Vec<Grey> {
    let aspect = picture.height as f32 / picture.width as f32;
    let level = turn.level(picture);
    let grey = level.red_channel();
    areas.iter().map(|area| crop(&grey, turn.to_level(*area, aspect))).collect()
}

fn crop(grey: &Grey, [x, y, w, h]: [f32; 4]) -> Grey {
    let (width, height) = (grey.width as f32, grey.height as f32);
    let margin = 0.25 * h * height;
    let (left, top) = (x * width - margin, y * height - margin);
    let (wide, high) = (w * width + 2.0 * margin, h * height + 2.0 * margin);
    let scale = (LINE_HEIGHT_PX / high.max(1.0)).clamp(0.5, 4.0);
    let to = |it: f32, most: f32| (it * scale).round().clamp(1.0, most) as u32;
    let (wide_px, high_px) = (to(wide, 8_000.0), to(high, 400.0));
    const FRAME: u32 = 10;
    let (full_width, full_height) = (wide_px + 2 * FRAME, high_px + 2 * FRAME);
    let mut pixels = vec![255; (full_width * full_height) as usize];
    for row in 0..high_px {
        for column in 0..wide_px {
            let (fx, fy) = (left + (column as f32 + 0.5) / scale - 0.5, top + (row as f32 + 0.5) / scale - 0.5);
            pixels[((row + FRAME) * full_width + column + FRAME) as usize] = between(grey, fx, fy);
        }
    }
    Grey { width: full_width, height: full_height, pixels }
}

fn between(grey: &Grey, x: f32, y: f32) -> u8 {
    let (x0, y0) = (x.floor(), y.floor());
    let (fx, fy) = (x - x0, y - y0);
    let at = |dx: i64, dy: i64| f32::from(grey.at(x0 as i64 + dx, y0 as i64 + dy));
    let top = at(0, 0) * (1.0 - fx) + at(1, 0) * fx;
    let bottom = at(0, 1) * (1.0 - fx) + at(1, 1) * fx;
    (top * (1.0 - fy) + bottom * fy + 0.5) as u8
}

/// Several grey pictures as one TIFF of several pages, uncompressed: what Tesseract takes on its standard input.
pub fn tiff(pages: &[&Grey], dpi: f32) -> Vec<u8> {
    let mut file = b"II*\0\0\0\0\0".to_vec();
    let mut link = 4; // where the offset of the next directory is to be written
    for page in pages {
        let (pixels_at, n_pixels) = (file.len() as u32, page.pixels.len() as u32);
        file.extend(&page.pixels);
        let dpi_at = file.len() as u32;
        file.extend([(dpi * 100.0) as u32, 100].iter().flat_map(|it| it.to_le_bytes()));
        file.resize(file.len().next_multiple_of(2), 0);
        let directory = file.len() as u32;
        file[link..link + 4].copy_from_slice(&directory.to_le_bytes());
        // Tag, type (3 short, 4 long, 5 fraction), value: TIFF 6.0, baseline grey.
        let entries: [(u16, u16, u32); 11] = [
            (256, 4, page.width),
            (257, 4, page.height),
            (258, 3, 8),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, pixels_at),
            (277, 3, 1),
            (278, 4, page.height),
            (279, 4, n_pixels),
            (282, 5, dpi_at),
            (283, 5, dpi_at),
        ];
        file.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, value) in entries {
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend(1u32.to_le_bytes());
            file.extend(value.to_le_bytes());
        }
        link = file.len();
        file.extend([0; 4]);
    }
    file
}

/// One word as Tesseract's TSV has it.
struct Row<'a> {
    page: usize,
    line: [&'a str; 3],
    area: [f32; 4],
    confidence: f32,
    text: &'a str,
}

fn rows(tsv: &str) -> impl Iterator<Item = Row<'_>> {
    tsv.lines().filter_map(|line| {
        let [level, page, block, paragraph, line, _, left, top, width, height, confidence, text] =
            line.splitn(12, '\t').collect::<Vec<_>>().try_into().ok()?;
        let number = |it: &str| it.parse::<f32>().ok();
        let area = [number(left)?, number(top)?, number(width)?, number(height)?];
        let is_word = level == "5" && !text.trim().is_empty();
        is_word.then_some(Row {
            page: page.parse().ok()?,
            line: [block, paragraph, line],
            area,
            confidence: (number(confidence)? / 100.0).clamp(0.0, 1.0),
            text: text.trim(),
        })
    })
}

/// What Tesseract read on pages, as words with places on the pages as they were before they were levelled.
pub fn page_texts(tsv: &str, rasters: &[(Prepared, u32, u32)]) -> Vec<PageText> {
    let mut texts: Vec<PageText> = rasters
        .iter()
        .map(|(how, ..)| PageText { page: how.page, width: how.size_mm[0], height: how.size_mm[1], words: Vec::new(), source: Source::Ocr })
        .collect();
    let mut line_before = (usize::MAX, [""; 3]);
    let mut number = 0;
    for row in rows(tsv) {
        let Some(i) = row.page.checked_sub(1).filter(|i| *i < rasters.len()) else { continue };
        let (how, width, height) = &rasters[i];
        let (width, height) = (*width as f32, *height as f32);
        let [x, y, w, h] = row.area;
        let area = how.turn.to_page([x / width, y / height, w / width, h / height], height / width);
        if line_before != (row.page, row.line) {
            number = if line_before.0 == row.page { number + 1 } else { 0 };
            line_before = (row.page, row.line);
        }
        texts[i].words.push(Word { text: row.text.to_owned(), area, confidence: row.confidence, line: number });
    }
    texts
}

/// What Tesseract read on crops of one line each.
pub fn lines(tsv: &str, n_crops: usize) -> Vec<Option<String>> {
    let mut lines: Vec<Option<String>> = vec![None; n_crops];
    for row in rows(tsv) {
        if let Some(line) = row.page.checked_sub(1).and_then(|i| lines.get_mut(i)) {
            let line = line.get_or_insert_default();
            let ascii = |it: Option<char>| it.is_some_and(|c| c.is_ascii_alphanumeric());
            if ascii(line.chars().last()) && ascii(row.text.chars().next()) {
                line.push(' ');
            }
            line.push_str(row.text);
        }
    }
    lines
}

/// The settings of a second look at lines of one kind: page mode 7 is one line.
pub fn line_settings(how: LineKind) -> Vec<&'static str> {
    let (languages, only) = match how {
        LineKind::Text => ("chi_sim", None),
        LineKind::Code => ("eng", Some("tessedit_char_whitelist=0123456789ABCDEFGHJKLMNPQRTUWXY")),
        LineKind::IdNumber => ("eng", Some("tessedit_char_whitelist=0123456789X")),
        LineKind::Date => ("chi_sim", Some("tessedit_char_whitelist=0123456789年月日.-/至长期")),
    };
    let only = only.into_iter().flat_map(|it| ["-c", it]);
    ["-l", languages, "--psm", "7"].into_iter().chain(only).collect()
}
