//! What a scanner or a phone makes of a sheet.

use image::imageops::{rotate90, rotate180, rotate270};
use image::{Rgb, RgbImage};

use super::phone::Phone;
use super::{Scan, Tone};

impl Scan {
    /// The page as it is delivered.
    pub(in crate::sample) fn take(&self, clean: &RgbImage) -> RgbImage {
        let blurred = if self.blur > 0 { &box_blur(clean, self.blur) } else { clean };
        let mut page = match &self.phone {
            Some(phone) => self.photograph(phone, blurred),
            None => self.scan(blurred),
        };
        self.tone.apply(&mut page);
        match self.turned % 4 {
            1 => rotate90(&page),
            2 => rotate180(&page),
            3 => rotate270(&page),
            _ => page,
        }
    }

    /// On the glass: turned a little, perhaps beyond its edge, lit unevenly, with grain.
    fn scan(&self, sheet: &RgbImage) -> RgbImage {
        let (width, height) = sheet.dimensions();
        let (sin, cos) = self.skew.to_radians().sin_cos();
        let (middle_x, middle_y) = (width as f32 / 2.0, height as f32 / 2.0);
        let beyond = self.cut_mm / 25.4 * self.dpi as f32;
        let per_dot = f32::from(self.shade) / 100.0 / (width + height) as f32;
        self.lay(sheet, (width, height), |x, y| {
            let (dx, dy) = (x - middle_x - beyond, y - middle_y);
            let light = 1.0 - per_dot * (x + y);
            ([dx * cos - dy * sin + middle_x, dx * sin + dy * cos + middle_y], light, LID)
        })
    }

    fn photograph(&self, phone: &Phone, sheet: &RgbImage) -> RgbImage {
        let (width, height) = sheet.dimensions();
        let (wide, high) = phone.frame(width, height);
        let to_sheet = phone.to_sheet();
        let shares = move |x: f32, y: f32| [x / wide as f32, y / high as f32];
        self.lay(sheet, (wide, high), |x, y| {
            let [u, v] = to_sheet(shares(x, y));
            let [px, py] = shares(x, y);
            ([u * width as f32 - 0.5, v * height as f32 - 0.5], phone.light(px, py), phone.desk(x, y))
        })
    }

    /// Every dot of the picture from its place on the sheet, with its light; what lies beyond the sheet has a colour of its own.
    fn lay(&self, sheet: &RgbImage, (width, height): (u32, u32), from: impl Fn(f32, f32) -> ([f32; 2], f32, [f32; 3])) -> RgbImage {
        let mut grain = Grain::new(self.seed, self.noise);
        let patch = (self.dpi as usize / 25).max(1);
        RgbImage::from_fn(width, height, |x, y| {
            let ([from_x, from_y], light, beyond) = from(x as f32, y as f32);
            let speck = grain.next();
            let ink = match between(sheet, from_x, from_y) {
                Some(ink) => {
                    let ink = uneven(ink, from_x as usize, from_y as usize, patch);
                    std::array::from_fn(|i| ink[i] * f32::from(self.paper[i]) / 255.0)
                }
                None => beyond,
            };
            Rgb(ink.map(|it| (it * light + speck).clamp(0.0, 255.0) as u8))
        })
    }
}

impl Tone {
    /// What is left of the colours; all three channels are alike then.
    fn apply(self, page: &mut RgbImage) {
        if self == Tone::Colour {
            return;
        }
        for dot in page.pixels_mut() {
            let [r, g, b] = dot.0.map(u32::from);
            let grey = ((77 * r + 150 * g + 29 * b) >> 8) as u8;
            let value = if self == Tone::Grey { grey } else { u8::from(grey >= BLACK_MAX) * 255 };
            dot.0.fill(value);
        }
    }
}

/// Darker than this is black on a scanner set to black and white.
const BLACK_MAX: u8 = 150;

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

/// The colour between four dots; none beyond the sheet.
fn between(sheet: &RgbImage, x: f32, y: f32) -> Option<[f32; 3]> {
    let (left, top) = (x.floor(), y.floor());
    if left < 0.0 || top < 0.0 || left + 1.0 >= sheet.width() as f32 || top + 1.0 >= sheet.height() as f32 {
        return None;
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
    Some(ink)
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
