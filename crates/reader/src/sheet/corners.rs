//! The four corners of a sheet that lies before something darker.

use crate::pixels::Picture;

/// Pixels along the longer side on which corners are looked for: exact to a pixel or two of a sheet's 297 mm, and quick.
const SIDE_PX: f32 = 480.0;
/// The desk is darker than this share of the paper, in its darkest channel: wood is dark in blue.
const DESK_MAX: f32 = 0.78;
/// The sheet is so much of the picture at least, and not all of it.
const SHARE: std::ops::Range<f32> = 0.2..0.97;
/// So much of the outline lies on the four lines.
const ON_LINE_MIN: f32 = 0.8;
/// What is not sheet is dark, but for so much of it.
const BRIGHT_OUTSIDE_MAX: f32 = 0.12;

/// Clockwise from the top left, in fractions of the picture; none where nothing looks like a sheet on a desk.
pub fn find(picture: &Picture) -> Option<[[f32; 2]; 4]> {
    let longer = picture.width.max(picture.height) as f32;
    let small = picture.shrunk_to(picture.dpi * SIDE_PX / longer);
    let bright = Bright::of(&small)?;
    let sheet = bright.largest_part()?;
    let corners = sheet.corners()?;
    let share = area(&corners) / (bright.width * bright.height) as f32;
    let fits = SHARE.contains(&share) && bright.share_outside(&corners) <= BRIGHT_OUTSIDE_MAX;
    let (width, height) = (bright.width as f32, bright.height as f32);
    fits.then(|| corners.map(|[x, y]| [(x / width).clamp(0.0, 1.0), (y / height).clamp(0.0, 1.0)]))
}

/// What is brighter than the desk.
struct Bright {
    width: usize,
    height: usize,
    set: Vec<bool>,
}

impl Bright {
    /// Parts the picture into two kinds of brightness; none where they are not clearly two.
    fn of(picture: &Picture) -> Option<Bright> {
        let values: Vec<u8> = picture.pixels().map(|it| *it.iter().min().expect("three channels")).collect();
        let (limit, dark, bright) = two_kinds(&values)?;
        let set = values.iter().map(|it| f32::from(*it) > limit).collect();
        (dark < DESK_MAX * bright).then_some(Bright { width: picture.width as usize, height: picture.height as usize, set })
    }

    /// The largest connected part, without the rest.
    fn largest_part(&self) -> Option<Bright> {
        let mut part_of = vec![0u32; self.set.len()];
        let mut sizes = vec![0usize];
        for start in 0..self.set.len() {
            if self.set[start] && part_of[start] == 0 {
                sizes.push(self.flood(start, sizes.len() as u32, &mut part_of));
            }
        }
        let largest = (1..sizes.len()).max_by_key(|it| sizes[*it])? as u32;
        Some(Bright { set: part_of.into_iter().map(|it| it == largest).collect(), ..*self })
    }

    fn flood(&self, start: usize, number: u32, part_of: &mut [u32]) -> usize {
        let mut open = vec![start];
        part_of[start] = number;
        let mut n = 0;
        while let Some(at) = open.pop() {
            n += 1;
            let x = at % self.width;
            let next = [
                (x > 0).then(|| at - 1),
                (x + 1 < self.width).then_some(at + 1),
                at.checked_sub(self.width),
                Some(at + self.width).filter(|it| *it < self.set.len()),
            ];
            for next in next.into_iter().flatten() {
                if self.set[next] && part_of[next] == 0 {
                    part_of[next] = number;
                    open.push(next);
                }
            }
        }
        n
    }

    /// Where the lines along the four sides meet.
    fn corners(&self) -> Option<[[f32; 2]; 4]> {
        let set: Vec<[f32; 2]> =
            (0..self.set.len()).filter(|at| self.set[*at]).map(|at| [(at % self.width) as f32, (at / self.width) as f32]).collect();
        let furthest = |of: fn(&[f32; 2]) -> f32| set.iter().copied().max_by(|a, b| of(a).total_cmp(&of(b)));
        let rough = [furthest(|[x, y]| -x - y)?, furthest(|[x, y]| x - y)?, furthest(|[x, y]| x + y)?, furthest(|[x, y]| y - x)?];
        let top = self.side(rough[0][0], rough[1][0], |x| (0..self.height).find(|y| self.at(x, *y)), self.width)?;
        let bottom = self.side(rough[3][0], rough[2][0], |x| (0..self.height).rev().find(|y| self.at(x, *y)).map(|y| y + 1), self.width)?;
        let left = self.side(rough[0][1], rough[3][1], |y| (0..self.width).find(|x| self.at(*x, y)), self.height)?;
        let right = self.side(rough[1][1], rough[2][1], |y| (0..self.width).rev().find(|x| self.at(*x, y)).map(|x| x + 1), self.height)?;
        Some([meet(top, left), meet(top, right), meet(bottom, right), meet(bottom, left)])
    }

    fn at(&self, x: usize, y: usize) -> bool {
        self.set[y * self.width + x]
    }

    /// The line along a side, as start and rise, through its outermost points between two corners; those off it are left out.
    fn side(&self, from: f32, to: f32, outermost: impl Fn(usize) -> Option<usize>, n: usize) -> Option<[f32; 2]> {
        let trim = 0.06 * (to - from);
        let range = (from + trim) as usize..((to - trim).max(0.0) as usize).min(n);
        let points: Vec<[f32; 2]> = range.filter_map(|i| Some([i as f32 + 0.5, outermost(i)? as f32])).collect();
        let mut line = [median(points.iter().map(|it| it[1]))?, 0.0];
        for near in [f32::MAX, 8.0, 3.0, 1.6] {
            let off = |it: &[f32; 2], line: [f32; 2]| (it[1] - line[0] - line[1] * it[0]).abs();
            let on: Vec<[f32; 2]> = points.iter().copied().filter(|it| off(it, line) <= near).collect();
            if on.len() < 20 || (on.len() as f32) < ON_LINE_MIN * points.len() as f32 {
                return None;
            }
            line = fit(&on);
        }
        Some(line)
    }

    /// How much outside of a quadrangle is bright.
    fn share_outside(&self, corners: &[[f32; 2]; 4]) -> f32 {
        let (mut n, mut n_bright) = (0, 0);
        for (y, x) in (0..self.height).flat_map(|y| (0..self.width).map(move |x| (y, x))) {
            if !is_inside(corners, [x as f32 + 0.5, y as f32 + 0.5]) {
                n += 1;
                n_bright += usize::from(self.at(x, y));
            }
        }
        n_bright as f32 / n.max(1) as f32
    }
}

/// The value that parts dark from bright best (Otsu), and the means of both.
fn two_kinds(values: &[u8]) -> Option<(f32, f32, f32)> {
    let mut counts = [0f64; 256];
    values.iter().for_each(|it| counts[usize::from(*it)] += 1.0);
    let sum: f64 = counts.iter().enumerate().map(|(i, n)| i as f64 * n).sum();
    let (mut n_dark, mut sum_dark) = (0.0, 0.0);
    let mut best: Option<(f64, f32, f32, f32)> = None;
    for (i, n) in counts.iter().enumerate() {
        n_dark += n;
        sum_dark += i as f64 * n;
        let n_bright = values.len() as f64 - n_dark;
        if n_dark > 0.0 && n_bright > 0.0 {
            let (dark, bright) = (sum_dark / n_dark, (sum - sum_dark) / n_bright);
            let apart = n_dark * n_bright * (bright - dark).powi(2);
            if best.is_none_or(|(most, ..)| apart > most) {
                best = Some((apart, i as f32, dark as f32, bright as f32));
            }
        }
    }
    best.map(|(_, limit, dark, bright)| (limit, dark, bright))
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Least squares: start and rise.
fn fit(points: &[[f32; 2]]) -> [f32; 2] {
    let n = points.len() as f32;
    let (mx, my) = (points.iter().map(|it| it[0]).sum::<f32>() / n, points.iter().map(|it| it[1]).sum::<f32>() / n);
    let (sxy, sxx) = points.iter().fold((0.0, 0.0), |(xy, xx), [x, y]| (xy + (x - mx) * (y - my), xx + (x - mx).powi(2)));
    let rise = if sxx > 0.0 { sxy / sxx } else { 0.0 };
    [my - rise * mx, rise]
}

/// Where a flat line (y by x) and a steep one (x by y) meet.
fn meet([y0, dy]: [f32; 2], [x0, dx]: [f32; 2]) -> [f32; 2] {
    let y = (y0 + dy * x0) / (1.0 - dy * dx);
    [x0 + dx * y, y]
}

/// The area of a quadrangle.
fn area(corners: &[[f32; 2]; 4]) -> f32 {
    (0..4).map(|i| corners[i][0] * corners[(i + 1) % 4][1] - corners[(i + 1) % 4][0] * corners[i][1]).sum::<f32>().abs() / 2.0
}

/// Within a quadrangle whose corners go clockwise, or hardly outside of it.
fn is_inside(corners: &[[f32; 2]; 4], [x, y]: [f32; 2]) -> bool {
    (0..4).all(|i| {
        let ([x0, y0], [x1, y1]) = (corners[i], corners[(i + 1) % 4]);
        let (dx, dy) = (x1 - x0, y1 - y0);
        dx * (y - y0) - dy * (x - x0) >= -2.0 * dx.hypot(dy)
    })
}
