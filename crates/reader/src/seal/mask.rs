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

    /// Every pixel of this value spread to a square: each row becomes one with the rows around it, then each pixel with those beside it.
    fn spread(self, radius: usize, value: bool) -> Mask {
        let (width, n_rows) = (self.width as usize, self.height as usize);
        let mut set = Vec::with_capacity(self.set.len());
        let mut around = vec![0u16; width]; // how many of the rows around have this value here
        let row = |y: usize| self.set[y * width..(y + 1) * width].iter().map(|it| u16::from(*it == value));
        (0..radius.min(n_rows)).for_each(|y| around.iter_mut().zip(row(y)).for_each(|(n, it)| *n += it));
        for y in 0..n_rows {
            if y + radius < n_rows {
                around.iter_mut().zip(row(y + radius)).for_each(|(n, it)| *n += it);
            }
            if y > radius {
                around.iter_mut().zip(row(y - radius - 1)).for_each(|(n, it)| *n -= it);
            }
            let start = set.len();
            set.resize(start + width, !value);
            let mut reached = 0;
            for x in (0..width).filter(|x| around[*x] > 0) {
                let to = (x + radius + 1).min(width);
                set[start + reached.max(x.saturating_sub(radius))..start + to].fill(value);
                reached = to;
            }
        }
        Mask { set, ..self }
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
