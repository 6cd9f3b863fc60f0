//! Around OCR: pages prepared for it, and what it answers as words. The program itself is run by others.

use casework::facts::{Fact, Place, Support};
use serde::{Deserialize, Serialize};

use crate::pixels::Grey;
use crate::pose::Pose;
use crate::text::{LineKind, Look, PageText, Source, Word};

/// A page prepared for OCR: its lines level, red seals and faint patterns gone, the paper white.
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
    /// How its sheet lies on the page as it is.
    pub pose: Pose,
}

/// Lighter than this share of the paper's grey is paper: watermarks and patterns are. The second look keeps fainter strokes, so that the
/// two pictures are not the same.
pub const WHITE_OF_PAGES: f32 = 0.80;

/// 150 to 200 dpi read best: less loses strokes, more keeps the scan's noise. Small pages (a card) have small print.
const DPI: f32 = 200.0;
const DPI_OF_SMALL_PAGES: f32 = 300.0;
const SMALL_PAGE_MM: f32 = 150.0;
/// A picture of fewer dots is enlarged, but not beyond that: it does not say more then.
const ENLARGED_MAX: f32 = 2.5;

impl Raster {
    /// Lays a page's sheet level, by its red channel, at the resolution that reads best.
    pub fn of(page: u32, red: &Grey, dpi: f32, pose: Pose, size_mm: [f32; 2]) -> Raster {
        let longer = size_mm[0].max(size_mm[1]);
        let small = longer > 0.0 && longer < SMALL_PAGE_MM;
        let scale = (if small { DPI_OF_SMALL_PAGES } else { DPI } / dpi).min(ENLARGED_MAX);
        let grey = level(red, pose, scale).on_white_paper(WHITE_OF_PAGES);
        Raster { how: Prepared { page, dpi: dpi * scale, pose }, grey }
    }
}

fn level(grey: &Grey, pose: Pose, scale: f32) -> Grey {
    if scale <= 1.0 {
        return grey.shrunk_by(scale).laid_level(pose);
    }
    let (width, height) = pose.size_on(grey.width, grey.height);
    let larger = |side: u32| (side as f32 * scale).round() as u32;
    grey.part_level(pose, [0.0, 0.0, 1.0, 1.0], (larger(width), larger(height)))
}

/// How a line is cut out for another reading.
struct Cut {
    /// Lighter than this share of the paper's grey is paper.
    white: f32,
    /// Height of the line, in pixels.
    height_px: f32,
    /// Its width, as a share of what it would be: a narrower line is cut into characters elsewhere.
    width: f32,
}

/// Codes and dates are told apart best when they are large.
const OF_DIGITS: [Cut; 1] = [Cut { white: 0.92, height_px: 64.0, width: 1.0 }];
/// Chinese at about the size that Tesseract was trained on, a little narrower, and large. Of 80 names and addresses on practice scans it
/// reads 62 right so, and 47 large; what both read wrong alike is rare.
const OF_TEXT: [Cut; 2] = [Cut { white: 0.92, height_px: 40.0, width: 0.92 }, Cut { white: 0.92, height_px: 64.0, width: 1.0 }];
/// Small changes make the engine err elsewhere: what most of these say is right four times in five where the first two looks differ.
const FURTHER: [Cut; 4] = [
    Cut { white: 0.86, height_px: 40.0, width: 0.92 },
    Cut { white: 0.95, height_px: 44.0, width: 1.0 },
    Cut { white: 0.86, height_px: 40.0, width: 0.85 },
    Cut { white: 0.86, height_px: 40.0, width: 1.0 },
];

fn cuts(kind: LineKind, look: Look) -> &'static [Cut] {
    match (look, kind) {
        (Look::Further, _) => &FURTHER,
        (Look::Second, LineKind::Text) => &OF_TEXT,
        (Look::Second, LineKind::Code | LineKind::IdNumber | LineKind::Date) => &OF_DIGITS,
    }
}

/// How many crops a look takes of each line.
pub fn crops_of_a_line(kind: LineKind, look: Look) -> usize {
    cuts(kind, look).len()
}

/// Crops of a sheet's lines for further looks, by their places on the level sheet, all crops of a line one after the other: another
/// resolution, fainter strokes kept, one line alone in a white frame. Only the lines' own surroundings are laid level.
pub fn crops(red: &Grey, pose: Pose, areas: &[[f32; 4]], kind: LineKind, look: Look) -> Vec<Grey> {
    let size = pose.size_on(red.width, red.height);
    let of_line = |area: &[f32; 4]| {
        let area = *area;
        cuts(kind, look).iter().map(move |cut| {
            let (around, line) = around(red, pose, size, area, cut.white);
            crop(&around, line, cut)
        })
    };
    areas.iter().flat_map(of_line).collect()
}

/// As much paper around a line, in heights of it, as it takes to know the paper's grey.
const AROUND: f32 = 1.5;

/// A line with the paper around it, laid level, and where the line lies in that.
fn around(grey: &Grey, pose: Pose, (width, height): (u32, u32), [x, y, w, h]: [f32; 4], white: f32) -> (Grey, [f32; 4]) {
    let (wide, high) = (width as f32, height as f32);
    let air = AROUND * h * high;
    let (left, top) = ((x * wide - air).max(0.0).floor(), (y * high - air).max(0.0).floor());
    let (right, bottom) = (((x + w) * wide + air).min(wide).ceil(), ((y + h) * high + air).min(high).ceil());
    let size = ((right - left).max(1.0) as u32, (bottom - top).max(1.0) as u32);
    let area = [left / wide, top / high, size.0 as f32 / wide, size.1 as f32 / high];
    let around = grey.part_level(pose, area, size).on_white_paper(white);
    let (part_wide, part_high) = (size.0 as f32, size.1 as f32);
    let line = [(x * wide - left) / part_wide, (y * high - top) / part_high, w * wide / part_wide, h * high / part_high];
    (around, line)
}

fn crop(grey: &Grey, [x, y, w, h]: [f32; 4], cut: &Cut) -> Grey {
    let (width, height) = (grey.width as f32, grey.height as f32);
    let (side, margin) = (0.1 * h * height, 0.25 * h * height);
    let (left, top) = (x * width - side, y * height - margin);
    let (wide, high) = (w * width + 2.0 * side, h * height + 2.0 * margin);
    let (line_top, line_high) = line_alone(grey, [left, top, wide, high]);
    let scale = (cut.height_px / line_high.max(1.0)).clamp(0.5, 4.0);
    let across = scale * cut.width;
    let (wide_px, high_px) = ((wide * across).round().clamp(1.0, 8_000.0) as u32, (line_high * scale).round().clamp(1.0, 400.0) as u32);
    const FRAME: u32 = 16;
    let (full_width, full_height) = (wide_px + 2 * FRAME, high_px + 2 * FRAME);
    let mut pixels = vec![255; (full_width * full_height) as usize];
    for row in 0..high_px {
        for column in 0..wide_px {
            let (fx, fy) = (left + (column as f32 + 0.5) / across - 0.5, line_top + (row as f32 + 0.5) / scale - 0.5);
            pixels[((row + FRAME) * full_width + column + FRAME) as usize] = between(grey, fx, fy);
        }
    }
    Grey { width: full_width, height: full_height, pixels }
}

/// Top and height of the line in the middle of an area, the feet and heads of its neighbours left out: from the middle up and down
/// to where nothing is inked over more than the gap inside a character such as 二.
fn line_alone(grey: &Grey, [left, top, wide, high]: [f32; 4]) -> (f32, f32) {
    let rows: Vec<bool> = {
        let is_ink = grey.is_ink();
        let inked = |y: i64| (0..wide as i64).filter(|x| is_ink(grey.at(left as i64 + x, y))).count();
        (0..high as i64).map(|y| inked(top as i64 + y) * 200 > wide as usize).collect()
    };
    let (n, gap) = (rows.len(), (rows.len() / 8).max(2));
    let Some(middle) = (0..n).filter(|i| rows[*i]).min_by_key(|i| i.abs_diff(n / 2)) else { return (top, high) };
    let last_of = |rows: &mut dyn Iterator<Item = usize>| {
        let mut last = middle;
        for i in rows {
            if i.abs_diff(last) > gap {
                break;
            }
            last = i;
        }
        last
    };
    let below = last_of(&mut (middle..n).filter(|i| rows[*i]));
    let above = last_of(&mut (0..=middle).rev().filter(|i| rows[*i]));
    let air = (below - above) as f32 * 0.2;
    (top + above as f32 - air, (below - above + 1) as f32 + 2.0 * air)
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

/// What Tesseract read on a page, as words with places on the level sheet.
pub fn page_text(tsv: &str, how: Prepared, raster: &Grey) -> PageText {
    let (width, height) = (raster.width as f32, raster.height as f32);
    let mut words: Vec<Word> = Vec::new();
    let mut line_before = None;
    for row in rows(tsv).filter(|it| it.page == 1) {
        let [x, y, w, h] = row.area;
        let same_line = line_before.replace(row.line).is_none_or(|it| it == row.line);
        let line = words.last().map_or(0, |it| it.line + u32::from(!same_line));
        let area = [x / width, y / height, w / width, h / height];
        words.push(Word { text: row.text.to_owned(), area, confidence: row.confidence, line });
    }
    let mm = |px: f32| px / how.dpi * 25.4;
    PageText { page: how.page, width: mm(width), height: mm(height), words, source: Source::Ocr, pose: how.pose }
}

/// Below this mean confidence a line was not read: dirt gives 0 to 0.40, Chinese characters 0.80 to 0.97.
const LINE_CONFIDENCE_MIN: f32 = 0.5;

/// What Tesseract read on crops of one line each; `None` where it read nothing it could stand by.
pub fn lines(tsv: &str, n_crops: usize) -> Vec<Option<String>> {
    let mut lines = vec![(String::new(), 0.0, 0.0); n_crops];
    for row in rows(tsv) {
        let Some((line, sure, n_chars)) = row.page.checked_sub(1).and_then(|i| lines.get_mut(i)) else { continue };
        let ascii = |it: Option<char>| it.is_some_and(|c| c.is_ascii_alphanumeric());
        if ascii(line.chars().last()) && ascii(row.text.chars().next()) {
            line.push(' ');
        }
        line.push_str(row.text);
        let n = row.text.chars().count() as f32;
        *sure += n * row.confidence;
        *n_chars += n;
    }
    let is_read = |(_, sure, n_chars): &(String, f32, f32)| *n_chars > 0.0 && sure / n_chars >= LINE_CONFIDENCE_MIN;
    lines.into_iter().map(|it| is_read(&it).then_some(it.0)).collect()
}

/// What two looks at a seal's ring say together. A name on a seal is Chinese: fewer than five such characters, or much else among
/// them, is none.
pub fn ring_text(looks: &[Option<String>], place: Place) -> Fact<String> {
    let is_chinese = |it: char| ('\u{4e00}'..='\u{9fff}').contains(&it);
    let name = |it: &Option<String>| {
        let name: String = it.iter().flat_map(|it| it.chars()).filter(|it| it.is_alphanumeric() || "（）()".contains(*it)).collect();
        let (n, n_chinese) = (name.chars().count(), name.chars().filter(|it| is_chinese(*it)).count());
        (n_chinese >= 5 && n_chinese * 5 >= n * 4).then_some(name)
    };
    let mut names = looks.iter().filter_map(name);
    match (names.next(), names.next()) {
        (Some(a), Some(b)) if a == b => Fact::read(a, Support::FaintReadings, Some(place)), // letters unrolled from a ring are never sharp
        (Some(a), Some(b)) => Fact::differing(a, b, Some(place)),
        (Some(a), None) => Fact::read(a, Support::OneReading, Some(place)),
        (None, _) => Fact::Absent,
    }
}

/// The settings of a second look at lines of one kind. Page mode 7 is one line; `raw` is mode 13, which asks no more whether that is a
/// line at all: short names are sometimes taken for none.
pub fn line_settings(how: LineKind, raw: bool) -> Vec<&'static str> {
    let (languages, only) = match how {
        LineKind::Text => ("chi_sim", None),
        LineKind::Code => ("eng", Some("tessedit_char_whitelist=0123456789ABCDEFGHJKLMNPQRTUWXY")),
        LineKind::IdNumber => ("eng", Some("tessedit_char_whitelist=0123456789X")),
        LineKind::Date => ("chi_sim", Some("tessedit_char_whitelist=0123456789年月日.-/至长期")),
    };
    let only = only.into_iter().flat_map(|it| ["-c", it]);
    ["-l", languages, "--psm", if raw { "13" } else { "7" }].into_iter().chain(only).collect()
}
