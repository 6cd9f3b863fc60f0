//! Pictures made smaller, and laid level.

use crate::pixels::{Grey, Picture};
use crate::pose::Pose;

impl Picture {
    /// The same at a lower resolution; as it is where it has no higher one.
    pub fn shrunk_to(&self, dpi: f32) -> Picture {
        if self.dpi <= dpi {
            return self.clone();
        }
        let (width, height) = smaller((self.width, self.height), dpi / self.dpi);
        Picture::new(width, height, shrink::<3>(&self.rgb, (self.width, self.height), (width, height))).at(dpi)
    }

    /// Of this width.
    pub fn shrunk_to_width(&self, width: u32) -> Picture {
        self.shrunk_to(self.dpi * width as f32 / self.width as f32)
    }

    /// The sheet that lies so on it, in colour.
    pub fn laid_level(&self, pose: Pose) -> Picture {
        let (width, height) = pose.size_on(self.width, self.height);
        let mut rgb = vec![255; 3 * width as usize * height as usize];
        for (y, row) in rgb.chunks_exact_mut(3 * width as usize).enumerate() {
            let from = PointsOf::row([0.0, 0.0, 1.0, 1.0], (width, height), y, pose, (self.width, self.height));
            row.chunks_exact_mut(3).zip(from).for_each(|(pixel, at)| mix::<3>(&self.rgb, self.width as usize, at, pixel));
        }
        Picture::new(width, height, rgb).at(self.dpi)
    }
}

impl Grey {
    /// The same at this share of its size, which is one at most.
    pub fn shrunk_by(&self, share: f32) -> Grey {
        let (width, height) = smaller((self.width, self.height), share);
        Grey { width, height, pixels: shrink::<1>(&self.pixels, (self.width, self.height), (width, height)) }
    }

    /// The whole sheet that lies so on it; white where nothing was.
    pub fn laid_level(self, pose: Pose) -> Grey {
        if pose == Pose::LEVEL {
            return self;
        }
        let (width, height) = pose.size_on(self.width, self.height);
        self.part_level(pose, [0.0, 0.0, 1.0, 1.0], (width, height))
    }

    /// An area of the level sheet, in fractions, as so many pixels.
    pub fn part_level(&self, pose: Pose, area: [f32; 4], (width, height): (u32, u32)) -> Grey {
        let mut pixels = vec![255; width as usize * height as usize];
        for (y, row) in pixels.chunks_exact_mut(width.max(1) as usize).enumerate() {
            let from = PointsOf::row(area, (width, height), y, pose, (self.width, self.height));
            row.chunks_exact_mut(1).zip(from).for_each(|(pixel, at)| mix::<1>(&self.pixels, self.width as usize, at, pixel));
        }
        Grey { width, height, pixels }
    }
}

fn smaller((width, height): (u32, u32), share: f32) -> (u32, u32) {
    let to = |side: u32| ((side as f32 * share).round() as u32).clamp(1, side.max(1));
    (to(width), to(height))
}

/// One pixel's share in another, of 256 together.
struct Share {
    first: usize,
    weights: Vec<u16>,
}

/// What each of the fewer pixels of a line is made of: every pixel by the part of it that it covers.
fn shares(n: u32, fewer: u32) -> Vec<Share> {
    let step = n as f32 / fewer as f32;
    let share = |i: u32| {
        let (from, to) = (i as f32 * step, ((i + 1) as f32 * step).min(n as f32));
        let (first, last) = (from as usize, (to.ceil() as usize).clamp(from as usize + 1, n as usize));
        let covered = |at: usize| ((at + 1) as f32).min(to) - (at as f32).max(from);
        let mut weights: Vec<u16> = (first..last).map(|at| (covered(at) / step * 256.0).round() as u16).collect();
        let most = (0..weights.len()).max_by_key(|it| weights[*it]).unwrap_or_default();
        weights[most] = (256 + weights[most]).saturating_sub(weights.iter().sum());
        Share { first, weights }
    };
    (0..fewer).map(share).collect()
}

/// Fewer pixels, each the mean of what it covers; rows first, then columns.
fn shrink<const N: usize>(pixels: &[u8], (width, height): (u32, u32), (new_width, new_height): (u32, u32)) -> Vec<u8> {
    if (width, height) == (new_width, new_height) {
        return pixels.to_vec();
    }
    let (across, down) = (shares(width, new_width), shares(height, new_height));
    let mut shrunk = Vec::with_capacity(N * new_width as usize * new_height as usize);
    let mut sums = vec![0u16; N * width as usize]; // 256 times 255 is as much as fits
    for row in down {
        sums.fill(0);
        let rows = pixels.chunks_exact(N * width as usize).skip(row.first);
        for (weight, line) in row.weights.iter().zip(rows) {
            sums.iter_mut().zip(line).for_each(|(sum, it)| *sum += weight * u16::from(*it));
        }
        for column in &across {
            let mut mean = [1u32 << 15; N];
            for (weight, sums) in column.weights.iter().zip(sums[N * column.first..].chunks_exact(N)) {
                mean.iter_mut().zip(sums).for_each(|(mean, sum)| *mean += u32::from(*weight) * u32::from(*sum));
            }
            shrunk.extend(mean.map(|it| (it >> 16) as u8));
        }
    }
    shrunk
}

/// The points of a picture from which a row of the level sheet comes: pixel and 256th parts on the way to the next; none outside.
struct PointsOf {
    /// By x and y in pixels, both times the third, which is the distance.
    at: [f32; 3],
    step: [f32; 3],
    /// The last pixel that has a next.
    last: [f32; 2],
}

impl PointsOf {
    fn row([x, y, w, h]: [f32; 4], (width, height): (u32, u32), row: usize, pose: Pose, size: (u32, u32)) -> PointsOf {
        let (dx, dy) = (w / width as f32, h / height as f32);
        let (at, right) = pose.along([x + 0.5 * dx, y + (row as f32 + 0.5) * dy]);
        let size = [size.0 as f32, size.1 as f32];
        // Seen straight from above the distance is the same everywhere, and is divided by once.
        let whole = if right[2] == 0.0 { 1.0 / at[2] } else { 1.0 };
        let in_pixels = |it: [f32; 3]| [it[0] * size[0] * whole, it[1] * size[1] * whole, it[2] * whole];
        PointsOf { at: in_pixels(at), step: in_pixels(right.map(|it| it * dx)), last: size.map(|it| it - 1.0) }
    }
}

/// A pixel and the parts of the way to the next, by x and by y.
type Point = Option<[(usize, u32); 2]>;

impl Iterator for PointsOf {
    type Item = Point;

    #[inline]
    fn next(&mut self) -> Option<Point> {
        let [x, y, distance] = self.at;
        let [x, y] = if self.step[2] == 0.0 { [x - 0.5, y - 0.5] } else { [x / distance - 0.5, y / distance - 0.5] };
        (0..3).for_each(|i| self.at[i] += self.step[i]);
        if !(x >= 0.0 && x < self.last[0] && y >= 0.0 && y < self.last[1]) {
            return Some(None);
        }
        let parts = |place: f32| (place as u32 as usize, ((place - place as u32 as f32) * 256.0) as u32);
        Some(Some([parts(x), parts(y)]))
    }
}

/// The colour between four pixels; as it was where there are none.
#[inline]
fn mix<const N: usize>(pixels: &[u8], width: usize, point: Point, into: &mut [u8]) {
    let Some([(x, right), (y, low)]) = point else { return };
    let at = N * (y * width + x);
    let (upper, lower) = (&pixels[at..at + 2 * N], &pixels[at + N * width..at + N * width + 2 * N]);
    for i in 0..N {
        let high = u32::from(upper[i]) * (256 - right) + u32::from(upper[i + N]) * right;
        let deep = u32::from(lower[i]) * (256 - right) + u32::from(lower[i + N]) * right;
        into[i] = ((high * (256 - low) + deep * low + (1 << 15)) >> 16) as u8;
    }
}
