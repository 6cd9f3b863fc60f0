//! The red of a page as points that are set or not, and its connected parts.

use crate::pixels::Picture;

/// Which pixels are red.
pub struct Mask {
    pub width: i32,
    pub height: i32,
    set: Vec<bool>,
}

impl Mask {
    /// By what each pixel is.
    pub fn of(picture: &Picture, is_set: impl Fn([u8; 3]) -> bool) -> Mask {
        Mask { width: picture.width as i32, height: picture.height as i32, set: picture.pixels().map(is_set).collect() }
    }

    /// Whether there is such a pixel.
    pub fn holds(&self, x: i32, y: i32) -> bool {
        (0..self.width).contains(&x) && (0..self.height).contains(&y)
    }

    /// Whether a pixel is set; outside none is.
    pub fn at(&self, x: i32, y: i32) -> bool {
        self.holds(x, y) && self.set[(y * self.width + x) as usize]
    }

    /// Gaps up to twice the radius are closed: grown, then shrunk again.
    pub fn closed(self, radius: usize) -> Mask {
        self.spread(radius, true).spread(radius, false)
    }

    /// Every pixel of this value spread to a square; along the rows, then along the columns.
    fn spread(self, radius: usize, value: bool) -> Mask {
        let Mask { width, height, set } = self;
        let along = |set: Vec<bool>, step: usize, n: usize, starts: &mut dyn Iterator<Item = usize>| {
            let mut spread = set.clone();
            for start in starts {
                for i in (0..n).filter(|i| set[start + i * step] == value) {
                    (i.saturating_sub(radius)..(i + radius + 1).min(n)).for_each(|j| spread[start + j * step] = value);
                }
            }
            spread
        };
        let (w, h) = (width as usize, height as usize);
        let rows = along(set, 1, w, &mut (0..h).map(|y| y * w));
        Mask { width, height, set: along(rows, w, h, &mut (0..w)) }
    }

    /// Connected parts as boxes with their number of pixels; single specks left out.
    pub fn parts(&self) -> Vec<Part> {
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

/// A connected part, or several together: the box around it.
#[derive(Clone, Copy)]
pub struct Part {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub n_pixels: usize,
}

impl Part {
    /// Takes another one in.
    pub fn include(&mut self, other: &Part) {
        self.left = self.left.min(other.left);
        self.top = self.top.min(other.top);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.max(other.bottom);
        self.n_pixels += other.n_pixels;
    }

    /// Whether two boxes stand so close.
    pub fn is_near(&self, other: &Part, gap: i32) -> bool {
        self.left - gap <= other.right && other.left - gap <= self.right && self.top - gap <= other.bottom && other.top - gap <= self.bottom
    }

    /// Width and height.
    pub fn size(&self) -> (f32, f32) {
        ((self.right - self.left + 1) as f32, (self.bottom - self.top + 1) as f32)
    }
}
