//! The name around a seal's ring, unrolled to a straight line that can be read.

use std::f32::consts::TAU;

use super::{Paper, RED_MIN};
use crate::pixels::{Grey, Picture};
use crate::pose::Pose;

/// Letters stand between these shares of the radius: outside of the star, inside of the ring.
const LETTERS: std::ops::Range<f32> = 0.56..0.97;
/// The ring itself is inked all around.
const RING_SHARE_MIN: f32 = 0.55;
/// A blank nearly as wide as the widest ends the name: a line below the star has one on either side.
const GAP_SHARE: f32 = 0.7;
/// Directions in which the ring is looked at.
const N_DIRECTIONS: usize = 720;
/// Height of the unrolled line, in pixels.
const HEIGHT: u32 = 72;
/// White around it.
const FRAME: u32 = 14;

/// Two preparations of the line around a round or oval seal that lies in an area of the page; none where no letters are seen.
pub fn strips(picture: &Picture, pose: Pose, area: [f32; 4]) -> Option<[Grey; 2]> {
    let ring = Ring::at(picture, pose, area);
    let band = ring.band()?;
    let span = ring.longest_span(band)?;
    Some([ring.unrolled(band, span, 1.2, 1.0), ring.unrolled(band, span, 1.32, 0.7)])
}

/// A ring on a picture: the middle and the radii of its outer edge, on the level sheet in fractions.
struct Ring<'a> {
    picture: &'a Picture,
    paper: Paper,
    pose: Pose,
    middle: [f32; 2],
    radii: [f32; 2],
    /// The redness that counts as full ink.
    full: f32,
}

impl Ring<'_> {
    fn at(picture: &Picture, pose: Pose, area: [f32; 4]) -> Ring<'_> {
        let [x, y, w, h] = pose.to_level(area);
        let paper = Paper::of(&picture.shrunk_to(super::LOOKING_DPI));
        let mut ring = Ring { picture, paper, pose, middle: [x + w / 2.0, y + h / 2.0], radii: [w / 2.0, h / 2.0], full: 1.0 };
        let mut inks: Vec<f32> = (0..N_DIRECTIONS)
            .flat_map(|i| (50..100).step_by(2).map(move |r| (i, r as f32 / 100.0)))
            .map(|(i, r)| ring.redness(angle(i), r))
            .filter(|it| *it > RED_MIN)
            .collect();
        let at = inks.len() * 3 / 4;
        if !inks.is_empty() {
            ring.full = *inks.select_nth_unstable_by(at, f32::total_cmp).1;
        }
        ring
    }

    /// The redness at an angle, clockwise from above, and a share of the radius.
    fn redness(&self, angle: f32, r: f32) -> f32 {
        let (sin, cos) = angle.sin_cos();
        let [x, y] = self.pose.at([self.middle[0] + r * self.radii[0] * sin, self.middle[1] - r * self.radii[1] * cos]);
        let (x, y) = (x * self.picture.width as f32 - 0.5, y * self.picture.height as f32 - 0.5);
        if x < 0.0 || y < 0.0 || x + 1.0 >= self.picture.width as f32 || y + 1.0 >= self.picture.height as f32 {
            return 0.0;
        }
        let (left, top, right, low) = (x as u32, y as u32, x.fract(), y.fract());
        let red = |dx, dy| self.paper.redness(self.picture.pixel(left + dx, top + dy));
        (red(0, 0) * (1.0 - right) + red(1, 0) * right) * (1.0 - low) + (red(0, 1) * (1.0 - right) + red(1, 1) * right) * low
    }

    fn is_ink(&self, angle: f32, r: f32) -> bool {
        self.redness(angle, r) > 0.45 * self.full
    }

    /// Where letters stand, by the radius: from inside of the ring inwards to where the star or the paper begins.
    fn band(&self) -> Option<[f32; 2]> {
        let share = |r: f32| (0..N_DIRECTIONS).filter(|i| self.is_ink(angle(*i), r)).count() as f32 / N_DIRECTIONS as f32;
        let ring = (0..16).map(|i| 1.01 - 0.01 * i as f32).rev().find(|r| share(*r) >= RING_SHARE_MIN);
        let outer = ring.map_or(LETTERS.end, |it| it - 0.01).min(LETTERS.end);
        let inner_ring = (0..20).map(|i| outer - 0.01 * i as f32).find(|r| share(*r) < 0.3 * RING_SHARE_MIN + 0.1)?;
        Some([LETTERS.start, inner_ring])
    }

    /// The longest stretch of letters, from one angle to another beyond it.
    fn longest_span(&self, [inner, outer]: [f32; 2]) -> Option<[f32; 2]> {
        let radii: Vec<f32> = (1..12).map(|i| inner + (outer - inner) * i as f32 / 12.0).collect();
        let inked: Vec<bool> = (0..N_DIRECTIONS).map(|i| radii.iter().filter(|r| self.is_ink(angle(i), **r)).count() >= 2).collect();
        let letters: Vec<usize> = (0..N_DIRECTIONS).filter(|i| inked[*i]).collect();
        let after = |k: usize| letters[(k + 1) % letters.len()] + if k + 1 < letters.len() { 0 } else { N_DIRECTIONS };
        let blank = |k: &usize| after(*k) - letters[*k];
        let widest = (0..letters.len()).max_by_key(blank)?;
        let limit = (GAP_SHARE * blank(&widest) as f32) as usize;
        let (mut spans, mut since) = (Vec::new(), after(widest) % N_DIRECTIONS);
        for k in (1..=letters.len()).map(|step| (widest + step) % letters.len()).filter(|k| blank(k) > limit) {
            let last = if letters[k] < since { letters[k] + N_DIRECTIONS } else { letters[k] };
            spans.push([since, last]);
            since = after(k) % N_DIRECTIONS;
        }
        let longest = spans.into_iter().max_by_key(|it| it[1] - it[0])?;
        let air = 0.03;
        (longest[1] - longest[0] > N_DIRECTIONS / 8).then(|| [angle(longest[0]) - air, angle(longest[1]) + air])
    }

    /// The stretch as a line: dark letters on white, drawn out by `wide`, their ink as strong as the power `soft` of it says.
    fn unrolled(&self, [inner, outer]: [f32; 2], [from, to]: [f32; 2], wide: f32, soft: f32) -> Grey {
        let aspect = (self.radii[1] * self.picture.height as f32) / (self.radii[0] * self.picture.width as f32);
        let middle = (inner + outer) / 2.0 * (1.0 + aspect) / 2.0;
        let length = (to - from) * middle / (outer - inner) * HEIGHT as f32 * wide;
        let (width, height) = (length as u32 + 2 * FRAME, HEIGHT + 2 * FRAME);
        let mut grey = Grey { width, height, pixels: vec![255; (width * height) as usize] };
        for y in 0..HEIGHT {
            let r = outer - (outer - inner) * (y as f32 + 0.5) / HEIGHT as f32;
            for x in 0..length as u32 {
                let ink = self.redness(from + (to - from) * (x as f32 + 0.5) / length, r) / self.full;
                let ink = ((ink - 0.15) / 0.7).clamp(0.0, 1.0).powf(soft);
                grey.pixels[((y + FRAME) * width + x + FRAME) as usize] = (255.0 * (1.0 - ink)) as u8;
            }
        }
        grey
    }
}

fn angle(i: usize) -> f32 {
    i as f32 / N_DIRECTIONS as f32 * TAU
}
