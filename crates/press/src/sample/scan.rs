//! From a clean page to what an office scanner makes of it, and into the file it comes as.

use fastrand::Rng;
use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::{ExtendedColorType, RgbImage};

/// 扫描: how a printed page was scanned.
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
    /// In grey, so that no seal can be told.
    pub(super) grey: bool,
    /// Whether the official seal was put on the paper.
    pub(super) sealed: bool,
    /// Empty sheets instead of the document, or after it.
    pub(super) blank: Blank,
    /// A JPEG file as it is, not wrapped into a PDF.
    pub(super) plain_jpeg: bool,
    /// How the official seal is turned, in degrees.
    pub(super) seal_turn: f32,
    /// How far it is off its place, in millimetres.
    pub(super) seal_shift: f32,
    /// The grain's own seed.
    pub(super) seed: u64,
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
        let part = |rng: &mut Rng, most: f32| (rng.f32() * 2.0 - 1.0) * most;
        let white = rng.u8(246..254);
        Scan {
            dpi: 300,
            skew: part(rng, 1.2),
            noise: rng.u8(2..6),
            blur: 0,
            paper: [white, white - rng.u8(0..3), white - rng.u8(2..9)],
            shade: rng.u8(1..7),
            quality: rng.u8(78..90),
            grey: false,
            sealed: true,
            blank: Blank::None,
            plain_jpeg: rng.u8(0..6) == 0,
            seal_turn: part(rng, 14.0),
            seal_shift: part(rng, 7.0),
            seed: rng.u64(..),
        }
    }

    /// Whether a person can still read it.
    pub(super) fn is_readable(&self) -> bool {
        self.blur * 25 < self.dpi as usize && self.blank != Blank::Every
    }

    /// The page as the scanner delivers it.
    pub(super) fn take(&self, clean: &RgbImage) -> RgbImage {
        let blurred = if self.blur > 0 { box_blur(clean, self.blur) } else { clean.clone() };
        self.lay(&blurred)
    }

    /// Turns the sheet, lights it unevenly and adds the grain, in one pass.
    fn lay(&self, sheet: &RgbImage) -> RgbImage {
        let (width, height) = sheet.dimensions();
        let (sin, cos) = self.skew.to_radians().sin_cos();
        let (middle_x, middle_y) = (width as f32 / 2.0, height as f32 / 2.0);
        let mut dots = vec![0; (width * height * 3) as usize];
        let mut grain = Grain::new(self.seed, self.noise);
        let patch = (self.dpi as usize / 25).max(1);
        let per_dot = f32::from(self.shade) / 100.0 / (width + height) as f32;
        for (y, row) in dots.chunks_exact_mut(width as usize * 3).enumerate() {
            let dy = y as f32 - middle_y;
            let (mut from_x, mut from_y) = (-middle_x * cos - dy * sin + middle_x, -middle_x * sin + dy * cos + middle_y);
            for (x, dot) in row.chunks_exact_mut(3).enumerate() {
                let ink = uneven(between(sheet, from_x, from_y), x, y, patch);
                let light = 1.0 - per_dot * (x + y) as f32;
                let speck = grain.next();
                for (i, value) in dot.iter_mut().enumerate() {
                    let lit = ink[i] * f32::from(self.paper[i]) * light / 255.0;
                    *value = (lit + speck).clamp(0.0, 255.0) as u8;
                }
                if self.grey {
                    let grey = (77 * u32::from(dot[0]) + 150 * u32::from(dot[1]) + 29 * u32::from(dot[2])) >> 8;
                    dot.fill(grey as u8);
                }
                from_x += cos;
                from_y += sin;
            }
        }
        RgbImage::from_raw(width, height, dots).expect("three bytes a dot")
    }

    /// The scanned page as a JPEG that states its dots per inch.
    pub(super) fn jpeg(&self, page: &RgbImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, self.quality);
        encoder.set_pixel_density(PixelDensity::dpi(self.dpi as u16));
        encoder
            .encode(page.as_raw(), page.width(), page.height(), ExtendedColorType::Rgb8)
            .expect("a picture in memory of less than 65 536 dots a side");
        bytes
    }
}

/// What a scanner sees where no paper lies.
const LID: [f32; 3] = [226.0, 227.0, 229.0];

/// Stamp ink lies unevenly: up to a third of it is missing in patches of about a millimetre.
fn uneven(ink: [f32; 3], x: usize, y: usize, patch: usize) -> [f32; 3] {
    let red = ink[0] - ink[1].max(ink[2]);
    if red < 40.0 {
        return ink;
    }
    let hash = |x: usize, y: usize| ((x * 7919 + y * 104_729) ^ (x * y * 31)) % 97;
    let part = |a: usize, b: usize, by: usize| a as f32 + (b as f32 - a as f32) * by as f32 / patch as f32;
    let (left, top, right_part, low_part) = (x / patch, y / patch, x % patch, y % patch);
    let upper = part(hash(left, top), hash(left + 1, top), right_part);
    let lower = part(hash(left, top + 1), hash(left + 1, top + 1), right_part);
    let missing = (upper + (lower - upper) * low_part as f32 / patch as f32) / 97.0 / 3.0;
    ink.map(|it| it + (255.0 - it) * missing)
}

/// Grain that costs nothing: the sum of two even draws.
struct Grain {
    state: u32,
    width: f32,
}

impl Grain {
    fn new(seed: u64, noise: u8) -> Grain {
        Grain { state: seed as u32 | 1, width: f32::from(noise) / 32_768.0 }
    }

    fn next(&mut self) -> f32 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 17;
        self.state ^= self.state << 5;
        let sum = (self.state & 0x7FFF) as i32 + (self.state >> 17) as i32 - 0x7FFF;
        sum as f32 * self.width
    }
}

/// The colour between four dots; beyond the sheet there is the lid of the scanner.
fn between(sheet: &RgbImage, x: f32, y: f32) -> [f32; 3] {
    let (left, top) = (x.floor(), y.floor());
    if left < 0.0 || top < 0.0 || left + 1.0 >= sheet.width() as f32 || top + 1.0 >= sheet.height() as f32 {
        return LID;
    }
    let (right_part, low_part) = (x - left, y - top);
    let raw = sheet.as_raw();
    let stride = sheet.width() as usize * 3;
    let at = top as usize * stride + left as usize * 3;
    let (upper, lower) = (&raw[at..at + 6], &raw[at + stride..at + stride + 6]);
    let mut ink = [0.0; 3];
    for (i, value) in ink.iter_mut().enumerate() {
        let high = f32::from(upper[i]) * (1.0 - right_part) + f32::from(upper[i + 3]) * right_part;
        let low = f32::from(lower[i]) * (1.0 - right_part) + f32::from(lower[i + 3]) * right_part;
        *value = high * (1.0 - low_part) + low * low_part;
    }
    ink
}

/// Three box blurs along rows and columns: nearly a Gaussian, at the same price for every radius.
fn box_blur(clean: &RgbImage, radius: usize) -> RgbImage {
    let (width, height) = (clean.width() as usize, clean.height() as usize);
    let mut dots = clean.as_raw().clone();
    for _ in 0..3 {
        for row in 0..height {
            slide(&mut dots, row * width * 3, 3, width, radius);
        }
        for column in 0..width {
            slide(&mut dots, column * 3, width * 3, height, radius);
        }
    }
    RgbImage::from_raw(clean.width(), clean.height(), dots).expect("as many dots as before")
}

/// Means over a window that slides along one line of dots.
fn slide(dots: &mut [u8], start: usize, step: usize, n: usize, radius: usize) {
    for channel in 0..3 {
        let line: Vec<u32> = (0..n).map(|i| u32::from(dots[start + i * step + channel])).collect();
        let at = |i: isize| line[i.clamp(0, n as isize - 1) as usize];
        let window = 2 * radius as isize + 1;
        let mut sum: u32 = (-(radius as isize)..=radius as isize).map(at).sum();
        for i in 0..n as isize {
            dots[start + i as usize * step + channel] = (sum / window as u32) as u8;
            sum = sum + at(i + radius as isize + 1) - at(i - radius as isize);
        }
    }
}

/// One picture a page, as scanners write it. The page is as large as the dots say; what is missing to the least size is ballast.
pub(super) fn pdf_of(pages: &[(Vec<u8>, u32, u32)], dpi: u32, at_least: usize) -> Vec<u8> {
    let mut pdf = Objects::new();
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 3 + i * 3)).collect();
    pdf.object(b"<< /Type /Catalog /Pages 2 0 R >>");
    pdf.object(format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")).as_bytes());
    for (i, (jpeg, width, height)) in pages.iter().enumerate() {
        // Rounded down, so that the dots per inch never come out a hair below what was scanned.
        let points = |dots: &u32| (f64::from(*dots) * 72.0 / f64::from(dpi) * 1000.0).floor() / 1000.0;
        let (w, h, page) = (points(width), points(height), 3 + i * 3);
        pdf.object(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w} {h}] /Contents {} 0 R /Resources << /XObject << /Im {} 0 R >> >> >>",
                page + 1,
                page + 2
            )
            .as_bytes(),
        );
        pdf.stream("", format!("q {w} 0 0 {h} 0 0 cm /Im Do Q").as_bytes());
        let image = format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
        );
        pdf.stream(&image, jpeg);
    }
    let missing = at_least.saturating_sub(pdf.bytes.len());
    if missing > 0 {
        pdf.stream("", &vec![b' '; missing]);
    }
    pdf.finish("")
}

/// A PDF, object by object.
pub(super) struct Objects {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Objects {
    pub(super) fn new() -> Objects {
        Objects { bytes: b"%PDF-1.6\n%\xE2\xE3\xCF\xD3\n".to_vec(), starts: Vec::new() }
    }

    pub(super) fn object(&mut self, body: &[u8]) {
        self.starts.push(self.bytes.len());
        self.bytes.extend(format!("{} 0 obj\n", self.starts.len()).bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    pub(super) fn stream(&mut self, entries: &str, body: &[u8]) {
        let mut object = format!("<< {entries} /Length {} >>\nstream\n", body.len()).into_bytes();
        object.extend(body);
        object.extend(b"\nendstream");
        self.object(&object);
    }

    /// The table of objects and the trailer, with entries of its own.
    pub(super) fn finish(mut self, trailer: &str) -> Vec<u8> {
        let table = self.bytes.len();
        let n = self.starts.len() + 1;
        self.bytes.extend(format!("xref\n0 {n}\n0000000000 65535 f \n").bytes());
        for start in &self.starts {
            self.bytes.extend(format!("{start:010} 00000 n \n").bytes());
        }
        self.bytes.extend(format!("trailer\n<< /Size {n} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes());
        self.bytes
    }
}
