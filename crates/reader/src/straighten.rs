//! Crooked scans: how far a page is turned, and turning it back.

use crate::pixels::{Grey, Picture};

/// Scans are crooked by a few degrees at most; more is a photo, which is left as it is.
const ANGLE_MAX: f32 = 10.0;

/// A page turned by an angle about its middle, and back.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Turn {
    /// In degrees, clockwise: how far the page's lines fall to the right.
    pub degrees: f32,
}

impl Turn {
    /// Measures how crooked the lines of a page are: at the right angle the rows of ink are sharpest.
    pub fn of(grey: &Grey) -> Turn {
        let is_ink = grey.is_ink();
        let (cx, cy) = (grey.width as f32 / 2.0, grey.height as f32 / 2.0);
        let ink: Vec<(f32, f32)> = (0..grey.height)
            .flat_map(|y| (0..grey.width).map(move |x| (x, y)))
            .filter(|&(x, y)| is_ink(grey.pixels[(y * grey.width + x) as usize]))
            .map(|(x, y)| (x as f32 - cx, y as f32 - cy))
            .collect();
        let sharpest = |from: f32, to: f32, step: f32| {
            let n_steps = ((to - from) / step).round() as i32;
            let angles = (0..=n_steps).map(|i| from + i as f32 * step);
            angles.max_by(|a, b| sharpness(&ink, *a, grey.height).total_cmp(&sharpness(&ink, *b, grey.height))).unwrap_or(0.0)
        };
        if ink.len() < 100 || ink.len() * 3 > grey.pixels.len() {
            return Turn { degrees: 0.0 }; // nothing on it, or a photo
        }
        let coarse = sharpest(-ANGLE_MAX, ANGLE_MAX, 0.5);
        let fine = sharpest(coarse - 0.5, coarse + 0.5, 0.1);
        // An edge of the range is no maximum, and a tenth of a degree is nothing.
        Turn { degrees: if fine.abs() < 0.15 || fine.abs() >= ANGLE_MAX { 0.0 } else { fine } }
    }

    /// The picture with its lines level; white where nothing was.
    pub fn level(self, picture: Picture) -> Picture {
        if self.degrees == 0.0 {
            return picture;
        }
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let (cx, cy) = (picture.width as f32 / 2.0, picture.height as f32 / 2.0);
        let mut rgb = Vec::with_capacity(picture.rgb.len());
        for y in 0..picture.height {
            for x in 0..picture.width {
                let (dx, dy) = (x as f32 - cx, y as f32 - cy);
                rgb.extend(between(&picture, cx + dx * cos - dy * sin, cy + dx * sin + dy * cos));
            }
        }
        Picture { rgb, ..picture }
    }

    /// A box on the level page as the box around it on the page as it is. Both in fractions; `aspect` is height by width.
    pub fn to_page(self, area: [f32; 4], aspect: f32) -> [f32; 4] {
        self.moved(area, aspect, 1.0)
    }

    /// A box from [`Turn::to_page`] back to the level page.
    pub fn to_level(self, area: [f32; 4], aspect: f32) -> [f32; 4] {
        self.moved(area, aspect, -1.0)
    }

    fn moved(self, [x, y, w, h]: [f32; 4], aspect: f32, direction: f32) -> [f32; 4] {
        let (sin, cos) = (direction * self.degrees).to_radians().sin_cos();
        let (cx, cy) = (x + w / 2.0 - 0.5, (y + h / 2.0 - 0.5) * aspect);
        let (cx, cy) = (cx * cos - cy * sin, cx * sin + cy * cos);
        // The box around a turned box is wider and higher; the way back makes it as narrow and flat again.
        let (s, c, h) = (sin.abs(), cos, h * aspect);
        let (w, h) = match direction > 0.0 {
            true => (w * c + h * s, h * c + w * s),
            false => ((w * c - h * s) / (c * c - s * s), (h * c - w * s) / (c * c - s * s)),
        };
        let (w, h) = (w.max(0.0), h.max(0.0) / aspect);
        [cx + 0.5 - w / 2.0, cy / aspect + 0.5 - h / 2.0, w, h]
    }
}

/// How sharply the rows of ink stand apart when the page is turned back by this angle.
fn sharpness(ink: &[(f32, f32)], degrees: f32, height: u32) -> f32 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let n_rows = height as usize * 2;
    let mut rows = vec![0f32; n_rows];
    for (x, y) in ink {
        let row = (y * cos - x * sin + height as f32) as usize;
        if row < n_rows {
            rows[row] += 1.0;
        }
    }
    rows.windows(2).map(|it| (it[1] - it[0]).powi(2)).sum()
}

/// The colour between four pixels.
fn between(picture: &Picture, x: f32, y: f32) -> [u8; 3] {
    if x < 0.0 || y < 0.0 || x >= (picture.width - 1) as f32 || y >= (picture.height - 1) as f32 {
        return [255; 3];
    }
    let (x0, y0) = (x as u32, y as u32);
    let (fx, fy) = (x - x0 as f32, y - y0 as f32);
    let [a, b, c, d] = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| picture.pixel(x0 + dx, y0 + dy));
    std::array::from_fn(|i| {
        let top = f32::from(a[i]) * (1.0 - fx) + f32::from(b[i]) * fx;
        let bottom = f32::from(c[i]) * (1.0 - fx) + f32::from(d[i]) * fx;
        (top * (1.0 - fy) + bottom * fy + 0.5) as u8
    })
}
