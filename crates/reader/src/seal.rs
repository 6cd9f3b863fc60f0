//! 公章: red official seals on a page. Looked for in two preparations of the picture; only where both agree is anything said.

mod mask;
mod ring;

use casework::facts::{Fact, SealSeen, SealShape};

use crate::pixels::Picture;
use mask::{Mask, Part};

pub use ring::strips;

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

/// Seals are looked for at this resolution.
pub const LOOKING_DPI: f32 = 90.0;

/// Two preparations agree when the boxes share half of what they cover.
const OVERLAP_MIN: f32 = 0.5;

/// Finds seals. `knows_size` tells whether the picture's resolution comes from the file.
pub fn seals(picture: &Picture, knows_size: bool) -> Seals {
    let mm = picture.dpi / 25.4;
    let paper = Paper::of(picture);
    let plain_mask = Mask::of(picture, |pixel| paper.redness(pixel) > RED_MIN);
    let strength = |area: [f32; 4]| paper.strength(picture, area);
    let plain = candidates(&plain_mask.closed((0.4 * mm) as usize), mm);
    let blurred = blurred(picture, (0.25 * mm).round().max(1.0) as usize);
    let soft = candidates(&Mask::of(&blurred, |pixel| paper.is_red_hue(pixel)).closed((0.6 * mm) as usize), mm);

    let mut seals = Seals::default();
    for candidate in &plain {
        match soft.iter().any(|other| overlap(candidate.area, other.area) >= OVERLAP_MIN) {
            true => seals.seen.push(candidate.seen(picture, knows_size.then_some(mm), strength(candidate.area))),
            false => seals.unsure |= candidate.shape != SealShape::Other,
        }
    }
    let is_new = |other: &&Candidate| plain.iter().all(|it| overlap(it.area, other.area) < OVERLAP_MIN);
    seals.unsure |= soft.iter().filter(is_new).any(|it| it.shape != SealShape::Other);
    seals
}

/// So much stronger than both others red is in a seal's ink, of the paper's white.
const RED_MIN: f32 = 0.14;
/// Fresh ink on white paper has 0.5 to 0.8 of the paper's white; below this it is faint.
const FAINT_MAX: f32 = 0.30;

/// The paper's own colour, so that a yellowish scan has no red in it: one by the mean of the lighter pixels.
pub struct Paper([f32; 3]);

impl Paper {
    /// Measures it.
    pub fn of(picture: &Picture) -> Paper {
        let (mut sum, mut n) = ([0u64; 3], 0u64);
        for pixel in picture.pixels().filter(|it| it.iter().map(|&c| u32::from(c)).sum::<u32>() > 540) {
            (0..3).for_each(|i| sum[i] += u64::from(pixel[i]));
            n += 1;
        }
        Paper(sum.map(|it| if n > 0 { n as f32 / it as f32 } else { 1.0 / 255.0 }))
    }

    fn share(&self, pixel: [u8; 3]) -> [f32; 3] {
        std::array::from_fn(|i| f32::from(pixel[i]) * self.0[i])
    }

    /// How far red stands above both others, the paper's colour taken as white.
    pub fn redness(&self, pixel: [u8; 3]) -> f32 {
        let [r, g, b] = self.share(pixel);
        r - g.max(b)
    }

    /// Hue within 25 degrees of red, with some colour in it and not nearly black.
    fn is_red_hue(&self, pixel: [u8; 3]) -> bool {
        let [r, g, b] = self.share(pixel).map(|it| it.min(1.0));
        let (high, low) = (r.max(g).max(b), r.min(g).min(b));
        let chroma = high - low;
        high == r && high > 0.3 && chroma > 0.1 && chroma / high > 0.12 && (g - b).abs() / chroma < 25.0 / 60.0
    }

    /// How red the redder tenth of an area's ink is, in pixels.
    fn strength(&self, picture: &Picture, [x, y, w, h]: [f32; 4]) -> f32 {
        let rows = (y as u32..(y + h) as u32).flat_map(|py| (x as u32..(x + w) as u32).map(move |px| (px, py)));
        let mut ink: Vec<f32> = rows.map(|(px, py)| self.redness(picture.pixel(px, py))).filter(|it| *it > RED_MIN).collect();
        let at = ink.len() * 9 / 10;
        if ink.is_empty() { 0.0 } else { *ink.select_nth_unstable_by(at, f32::total_cmp).1 }
    }
}

/// The mean of a square around every pixel, columns first.
fn blurred(picture: &Picture, radius: usize) -> Picture {
    let (width, height) = (3 * picture.width as usize, picture.height as usize);
    let mut rgb = Vec::with_capacity(picture.rgb.len());
    let mut columns = vec![0u32; width];
    let row = |y: usize| &picture.rgb[y * width..(y + 1) * width];
    (0..radius.min(height)).for_each(|y| columns.iter_mut().zip(row(y)).for_each(|(sum, it)| *sum += u32::from(*it)));
    for y in 0..height {
        if y + radius < height {
            columns.iter_mut().zip(row(y + radius)).for_each(|(sum, it)| *sum += u32::from(*it));
        }
        if y > radius {
            columns.iter_mut().zip(row(y - radius - 1)).for_each(|(sum, it)| *sum -= u32::from(*it));
        }
        let n_rows = (y + radius + 1).min(height) - y.saturating_sub(radius);
        means_along(&columns, radius, n_rows as f32, &mut rgb);
    }
    Picture { rgb, width: picture.width, height: picture.height, dpi: picture.dpi }
}

/// The means of a row, of sums over so many rows, of each colour by itself.
fn means_along(sums: &[u32], radius: usize, n_rows: f32, rgb: &mut Vec<u8>) {
    let n = sums.len() / 3;
    let mut sum = [0u32; 3];
    let (mut from, mut to) = (0, 0);
    for x in 0..n {
        while to < (x + radius + 1).min(n) {
            (0..3).for_each(|c| sum[c] += sums[3 * to + c]);
            to += 1;
        }
        while from + radius < x {
            (0..3).for_each(|c| sum[c] -= sums[3 * from + c]);
            from += 1;
        }
        let share = 1.0 / ((to - from) as f32 * n_rows);
        rgb.extend(sum.map(|it| (it as f32 * share) as u8));
    }
}

struct Candidate {
    area: [f32; 4],
    shape: SealShape,
}

impl Candidate {
    fn seen(&self, picture: &Picture, mm: Option<f32>, strength: f32) -> SealSeen {
        let [x, y, w, h] = self.area;
        let (width, height) = (picture.width as f32, picture.height as f32);
        SealSeen {
            area: [x / width, y / height, w / width, h / height],
            width_mm: mm.map(|it| w.max(h) / it),
            shape: self.shape,
            faint: strength < FAINT_MAX,
            cut: x <= 1.0 || y <= 1.0 || x + w >= width - 1.0 || y + h >= height - 1.0,
            text: Fact::Absent,
        }
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
        let Some((part, shape)) = recognised(mask, part) else { continue };
        let (width, height) = part.size();
        let area = [part.left as f32, part.top as f32, width, height];
        match found.iter_mut().find(|it| overlap(it.area, area) > 0.3) {
            Some(known) if known.shape == SealShape::Other => *known = Candidate { area, shape },
            Some(_) => {}
            None => found.push(Candidate { area, shape }),
        }
    }
    found
}

/// What a part is by its own box or, where that fits less well, by a ring that goes beyond it or stands within.
fn recognised(mask: &Mask, part: Part) -> Option<(Part, SealShape)> {
    let own = shape(mask, &part).map(|it| (part, it));
    let rings = || [ring_beyond(mask, part), ring_within(mask, part)].into_iter().flatten().next();
    match own {
        None | Some((_, SealShape::Other)) => rings().or(own),
        Some((_, SealShape::Oval)) => rings().filter(|(ring, _)| on_ring(mask, ring) > on_ring(mask, &part) + CLEARLY).or(own),
        known => known,
    }
}

/// A ring that fits better by so much of its directions.
const CLEARLY: f32 = 0.1;

fn on_ring(mask: &Mask, part: &Part) -> f32 {
    share_on(mask, part, |cos, sin| (cos, sin))
}

/// A round seal that the edge of the page cuts: what is left of its ring, with the box that the whole one had.
fn ring_beyond(mask: &Mask, part: Part) -> Option<(Part, SealShape)> {
    let (width, height) = part.size();
    let missing = (width - height).abs() as i32;
    let whole = match () {
        _ if width < height && part.left <= 1 => Part { left: part.left - missing, ..part },
        _ if width < height && part.right >= mask.width - 2 => Part { right: part.right + missing, ..part },
        _ if height < width && part.top <= 1 => Part { top: part.top - missing, ..part },
        _ if height < width && part.bottom >= mask.height - 2 => Part { bottom: part.bottom + missing, ..part },
        _ => return None,
    };
    (width.min(height) > 0.35 * width.max(height) && shape(mask, &whole) == Some(SealShape::Round)).then_some((part, SealShape::Round))
}

/// A round seal with something red at its side, such as a name seal that touches it: the ring at an end of the box, as high as it.
fn ring_within(mask: &Mask, part: Part) -> Option<(Part, SealShape)> {
    let (width, height) = part.size();
    let (side, longer) = (width.min(height) as i32, width.max(height));
    if longer < 1.2 * width.min(height) || longer > 2.2 * width.min(height) {
        return None;
    }
    let [head, tail] = match width > height {
        true => [Part { right: part.left + side - 1, ..part }, Part { left: part.right - side + 1, ..part }],
        false => [Part { bottom: part.top + side - 1, ..part }, Part { top: part.bottom - side + 1, ..part }],
    };
    [head, tail].into_iter().find(|it| shape(mask, it) == Some(SealShape::Round)).map(|it| (it, SealShape::Round))
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
    if on_box < 0.85 && on_ring(mask, part) >= 0.6 {
        return Some(if width.max(height) / width.min(height) <= 1.15 { SealShape::Round } else { SealShape::Oval });
    }
    match on_box {
        share if share >= 0.7 => Some(SealShape::Square),
        _ if fill < 0.6 && width.min(height) / width.max(height) > 0.6 => Some(SealShape::Other),
        _ => None,
    }
}

/// The share of directions from the middle in which red stands within the outer tenth of an outline, as far as it lies on the page.
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
    let on_page = |i: &usize| {
        let (sin, cos) = (*i as f32 / N_DIRECTIONS as f32 * std::f32::consts::TAU).sin_cos();
        let (ox, oy) = outline(cos, sin);
        mask.holds((cx + ox * width / 2.0) as i32, (cy + oy * height / 2.0) as i32)
    };
    let n = (0..N_DIRECTIONS).filter(on_page).count();
    (0..N_DIRECTIONS).filter(|it| on_page(it) && is_set(it)).count() as f32 / n.max(1) as f32
}

/// What two boxes share, as a part of what they cover together.
fn overlap([ax, ay, aw, ah]: [f32; 4], [bx, by, bw, bh]: [f32; 4]) -> f32 {
    let w = ((ax + aw).min(bx + bw) - ax.max(bx)).max(0.0);
    let h = ((ay + ah).min(by + bh) - ay.max(by)).max(0.0);
    let shared = w * h;
    shared / (aw * ah + bw * bh - shared).max(f32::MIN_POSITIVE)
}
