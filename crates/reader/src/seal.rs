//! 公章: red official seals on a page. Looked for in two preparations of the picture; only where both agree is anything said.

use casework::facts::{SealSeen, SealShape};

use crate::pixels::Picture;

/// What the two looks agree on, and whether they disagree anywhere.
#[derive(Debug, Default)]
pub struct Seals {
    /// Seen in both.
    pub seen: Vec<SealSeen>,
    /// Something was seen in one only: neither a seal nor the lack of one can be claimed.
    pub unsure: bool,
}

/// HOUSE: seals of organisations are 30 to 58 mm (GF 〔1999〕25: 42 for companies), a person's name seal is 15 to 22. With margin for bad scans.
const SIDE_MM: std::ops::RangeInclusive<f32> = 17.0..=65.0;
const NARROW_SIDE_MM_MIN: f32 = 12.0;

/// Two preparations agree when the boxes share half of what they cover.
const OVERLAP_MIN: f32 = 0.5;

/// Finds seals. `knows_size` tells whether the picture's resolution comes from the file.
pub fn seals(picture: &Picture, knows_size: bool) -> Seals {
    let small = picture.clone().shrunk_to(90.0);
    let mm = small.dpi / 25.4;
    let paper = paper_colour(&small);
    let plain = candidates(&Mask::of(&small, |pixel| redness(pixel, paper) > 0.14).closed((0.4 * mm) as i32), mm);
    let blurred = blur(&small, (0.25 * mm).round().max(1.0) as i32);
    let soft = candidates(&Mask::of(&blurred, |pixel| is_red_hue(pixel, paper)).closed((0.6 * mm) as i32), mm);

    let mut seals = Seals::default();
    for candidate in &plain {
        match soft.iter().any(|other| overlap(candidate.area, other.area) >= OVERLAP_MIN) {
            true => seals.seen.push(candidate.seen(&small, knows_size.then_some(mm))),
            false => seals.unsure |= candidate.shape != SealShape::Other,
        }
    }
    let is_new = |other: &&Candidate| plain.iter().all(|it| overlap(it.area, other.area) < OVERLAP_MIN);
    seals.unsure |= soft.iter().filter(is_new).any(|it| it.shape != SealShape::Other);
    seals
}

/// The paper's own colour, so that a yellowish scan has no red in it: the mean of the lighter pixels.
fn paper_colour(picture: &Picture) -> [f32; 3] {
    let (mut sum, mut n) = ([0f64; 3], 0f64);
    for pixel in picture.pixels().filter(|it| it.iter().map(|&c| u32::from(c)).sum::<u32>() > 540) {
        (0..3).for_each(|i| sum[i] += f64::from(pixel[i]));
        n += 1.0;
    }
    sum.map(|it| if n > 0.0 { (it / n) as f32 } else { 255.0 })
}

/// How far red stands above both others, the paper's colour taken as white.
fn redness(pixel: [u8; 3], paper: [f32; 3]) -> f32 {
    let [r, g, b]: [f32; 3] = std::array::from_fn(|i| f32::from(pixel[i]) / paper[i]);
    r - g.max(b)
}

/// Hue within 25 degrees of red, with some colour in it and not nearly black.
fn is_red_hue(pixel: [u8; 3], paper: [f32; 3]) -> bool {
    let [r, g, b]: [f32; 3] = std::array::from_fn(|i| (f32::from(pixel[i]) / paper[i]).min(1.0));
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let chroma = high - low;
    high == r && high > 0.3 && chroma > 0.1 && chroma / high > 0.12 && (g - b).abs() / chroma < 25.0 / 60.0
}

fn blur(picture: &Picture, radius: i32) -> Picture {
    let (width, height) = (picture.width as i32, picture.height as i32);
    let mut rgb = Vec::with_capacity(picture.rgb.len());
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        let (mut sum, mut n) = ([0u32; 3], 0);
        for yy in (y - radius).max(0)..=(y + radius).min(height - 1) {
            for xx in (x - radius).max(0)..=(x + radius).min(width - 1) {
                let pixel = picture.pixel(xx as u32, yy as u32);
                (0..3).for_each(|i| sum[i] += u32::from(pixel[i]));
                n += 1;
            }
        }
        rgb.extend(sum.map(|it| (it / n) as u8));
    }
    Picture { rgb, ..picture.clone() }
}

struct Mask {
    width: i32,
    height: i32,
    set: Vec<bool>,
}

impl Mask {
    fn of(picture: &Picture, is_set: impl Fn([u8; 3]) -> bool) -> Mask {
        Mask { width: picture.width as i32, height: picture.height as i32, set: picture.pixels().map(is_set).collect() }
    }

    fn at(&self, x: i32, y: i32) -> bool {
        (0..self.width).contains(&x) && (0..self.height).contains(&y) && self.set[(y * self.width + x) as usize]
    }

    /// Gaps up to twice the radius are closed: grown, then shrunk again. Rows first, then columns.
    fn closed(self, radius: i32) -> Mask {
        self.spread(radius, true).spread(radius, false)
    }

    fn spread(&self, radius: i32, value: bool) -> Mask {
        let along = |from: &Mask, dx: i32, dy: i32| {
            let set = |x: i32, y: i32| match (-radius..=radius).any(|d| {
                let (xx, yy) = ((x + d * dx).clamp(0, from.width - 1), (y + d * dy).clamp(0, from.height - 1));
                from.at(xx, yy) == value
            }) {
                true => value,
                false => !value,
            };
            let set = (0..from.height).flat_map(|y| (0..from.width).map(move |x| (x, y))).map(|(x, y)| set(x, y)).collect();
            Mask { width: from.width, height: from.height, set }
        };
        along(&along(self, 1, 0), 0, 1)
    }

    /// Connected parts as boxes with their number of pixels; single specks left out.
    fn parts(&self) -> Vec<Part> {
        let mut open = self.set.clone();
        let mut parts = Vec::new();
        for start in 0..open.len() {
            if open[start] {
                let part = self.part(&mut open, start as i32);
                if part.n_pixels >= 8 {
                    parts.push(part);
                }
            }
        }
        parts
    }

    fn part(&self, open: &mut [bool], start: i32) -> Part {
        let (x, y) = (start % self.width, start / self.width);
        let mut part = Part { left: x, top: y, right: x, bottom: y, n_pixels: 0 };
        let mut stack = vec![(x, y)];
        open[start as usize] = false;
        while let Some((x, y)) = stack.pop() {
            part.include(&Part { left: x, top: y, right: x, bottom: y, n_pixels: 1 });
            for (nx, ny) in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (x + dx, y + dy))) {
                if self.at(nx, ny) && std::mem::take(&mut open[(ny * self.width + nx) as usize]) {
                    stack.push((nx, ny));
                }
            }
        }
        part
    }
}

#[derive(Clone, Copy)]
struct Part {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
    n_pixels: usize,
}

impl Part {
    fn include(&mut self, other: &Part) {
        self.left = self.left.min(other.left);
        self.top = self.top.min(other.top);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.max(other.bottom);
        self.n_pixels += other.n_pixels;
    }

    fn is_near(&self, other: &Part, gap: i32) -> bool {
        self.left - gap <= other.right && other.left - gap <= self.right && self.top - gap <= other.bottom && other.top - gap <= self.bottom
    }

    fn size(&self) -> (f32, f32) {
        ((self.right - self.left + 1) as f32, (self.bottom - self.top + 1) as f32)
    }
}

struct Candidate {
    area: [f32; 4],
    shape: SealShape,
}

impl Candidate {
    fn seen(&self, picture: &Picture, mm: Option<f32>) -> SealSeen {
        let [x, y, w, h] = self.area;
        let (width, height) = (picture.width as f32, picture.height as f32);
        SealSeen { area: [x / width, y / height, w / width, h / height], width_mm: mm.map(|it| w.max(h) / it), shape: self.shape }
    }
}

/// Parts, and groups of parts that stand close together (a ring in pieces, its star, its letters), of the size of a seal.
fn candidates(mask: &Mask, mm: f32) -> Vec<Candidate> {
    let parts = mask.parts();
    let mut found: Vec<Candidate> = Vec::new();
    for part in groups(&parts, mm as i32).into_iter().chain(parts.iter().copied()) {
        let (width, height) = part.size();
        if !SIDE_MM.contains(&(width.max(height) / mm)) || width.min(height) / mm < NARROW_SIDE_MM_MIN {
            continue;
        }
        let Some(shape) = shape(mask, &part) else { continue };
        let area = [part.left as f32, part.top as f32, width, height];
        match found.iter_mut().find(|it| overlap(it.area, area) > 0.3) {
            Some(known) if known.shape == SealShape::Other => *known = Candidate { area, shape },
            Some(_) => {}
            None => found.push(Candidate { area, shape }),
        }
    }
    found
}

fn groups(parts: &[Part], gap: i32) -> Vec<Part> {
    let mut groups: Vec<Part> = parts.to_vec();
    let mut i = 0;
    while i < groups.len() {
        match (i + 1..groups.len()).find(|&j| groups[i].is_near(&groups[j], gap)) {
            Some(j) => {
                let other = groups.swap_remove(j);
                groups[i].include(&other);
                i = 0; // the larger box may now touch an earlier one
            }
            None => i += 1,
        }
    }
    groups
}

/// Round and oval: red all around, on the ellipse that fits the box. Square: the same on the box itself. A filled area is no seal.
fn shape(mask: &Mask, part: &Part) -> Option<SealShape> {
    let (width, height) = part.size();
    let n_set =
        (part.top..=part.bottom).flat_map(|y| (part.left..=part.right).map(move |x| (x, y))).filter(|&(x, y)| mask.at(x, y)).count();
    let fill = n_set as f32 / (width * height);
    if !(0.04..=0.75).contains(&fill) {
        return None;
    }
    let on_box = |cos: f32, sin: f32| (cos / cos.abs().max(sin.abs()), sin / cos.abs().max(sin.abs()));
    let on_box = share_on(mask, part, on_box);
    // A ring touches its box in little more than half of all directions, and the characters in a frame lie on its ring too.
    if on_box < 0.85 && share_on(mask, part, |cos, sin| (cos, sin)) >= 0.6 {
        return Some(if width.max(height) / width.min(height) <= 1.15 { SealShape::Round } else { SealShape::Oval });
    }
    match on_box {
        share if share >= 0.7 => Some(SealShape::Square),
        _ if fill < 0.6 && width.min(height) / width.max(height) > 0.6 => Some(SealShape::Other),
        _ => None,
    }
}

/// The share of directions from the middle in which red stands within the outer tenth of an outline.
fn share_on(mask: &Mask, part: &Part, outline: impl Fn(f32, f32) -> (f32, f32)) -> f32 {
    const N_DIRECTIONS: usize = 90;
    let (width, height) = part.size();
    let (cx, cy) = (part.left as f32 + width / 2.0, part.top as f32 + height / 2.0);
    let is_set = |i: &usize| {
        let (sin, cos) = (*i as f32 / N_DIRECTIONS as f32 * std::f32::consts::TAU).sin_cos();
        let (ox, oy) = outline(cos, sin);
        (0..12).any(|step| {
            let r = 1.01 - 0.01 * step as f32;
            mask.at((cx + ox * r * width / 2.0) as i32, (cy + oy * r * height / 2.0) as i32)
        })
    };
    (0..N_DIRECTIONS).filter(is_set).count() as f32 / N_DIRECTIONS as f32
}

/// What two boxes share, as a part of what they cover together.
fn overlap([ax, ay, aw, ah]: [f32; 4], [bx, by, bw, bh]: [f32; 4]) -> f32 {
    let w = ((ax + aw).min(bx + bw) - ax.max(bx)).max(0.0);
    let h = ((ay + ah).min(by + bh) - ay.max(by)).max(0.0);
    let shared = w * h;
    shared / (aw * ah + bw * bh - shared).max(f32::MIN_POSITIVE)
}
