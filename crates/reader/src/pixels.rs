//! A page as pixels, and what can be measured on it without reading.

/// 8-bit RGB, row by row.
#[derive(Clone)]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Three bytes a pixel.
    pub rgb: Vec<u8>,
    /// Pixels per inch of paper; where the file does not say, as if its longer side were that of A4.
    pub dpi: f32,
}

/// 8-bit grey, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// One byte a pixel.
    pub pixels: Vec<u8>,
}

/// The longer side of A4, in inches.
const A4_INCHES: f32 = 297.0 / 25.4;

/// Difference between the strongest and the weakest channel from which a pixel is coloured rather than grey.
const CHROMA_MIN: u8 = 24;

impl Picture {
    /// Of this size; as many bytes as it needs.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Picture {
        assert_eq!(rgb.len(), 3 * width as usize * height as usize, "three bytes a pixel");
        Picture { width, height, rgb, dpi: width.max(height) as f32 / A4_INCHES }
    }

    /// With a known resolution.
    pub fn at(self, dpi: f32) -> Picture {
        Picture { dpi, ..self }
    }

    /// Averages blocks of pixels until the resolution is at most twice `dpi`, so at least `dpi`.
    pub fn shrunk_to(self, dpi: f32) -> Picture {
        match (self.dpi / dpi) as u32 {
            0 | 1 => self,
            n => self.shrunk(n),
        }
    }

    fn shrunk(&self, n: u32) -> Picture {
        let (width, height) = ((self.width / n).max(1), (self.height / n).max(1));
        let mut rgb = Vec::with_capacity(3 * (width * height) as usize);
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            let mut sum = [0u32; 3];
            for (dy, dx) in (0..n).flat_map(|dy| (0..n).map(move |dx| (dy, dx))) {
                let pixel = self.pixel((x * n + dx).min(self.width - 1), (y * n + dy).min(self.height - 1));
                (0..3).for_each(|i| sum[i] += u32::from(pixel[i]));
            }
            rgb.extend(sum.map(|it| (it / (n * n)) as u8));
        }
        Picture { width, height, rgb, dpi: self.dpi / n as f32 }
    }

    /// One pixel.
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let at = 3 * (y as usize * self.width as usize + x as usize);
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }

    /// All pixels.
    pub fn pixels(&self) -> impl Iterator<Item = [u8; 3]> {
        self.rgb.chunks_exact(3).map(|it| [it[0], it[1], it[2]])
    }

    /// As the eye weighs the channels.
    pub fn grey(&self) -> Grey {
        let luma = |[r, g, b]: [u8; 3]| ((299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b)) / 1000) as u8;
        Grey { width: self.width, height: self.height, pixels: self.pixels().map(luma).collect() }
    }

    /// The red channel alone: a red seal vanishes into the paper, and the text under it stays.
    pub fn red_channel(&self) -> Grey {
        Grey { width: self.width, height: self.height, pixels: self.pixels().map(|it| it[0]).collect() }
    }

    /// Colour can be seen. A scan stored as grey, or in colour of a device that saw none, has no such pixels.
    pub fn has_colour(&self) -> bool {
        let coloured = self.pixels().filter(|it| it.iter().max().unwrap_or(&0) - it.iter().min().unwrap_or(&0) >= CHROMA_MIN).count();
        coloured * 5_000 > self.rgb.len() / 3
    }
}

/// Darker than this share of the paper's grey is full black.
const PRINT_DARK: f32 = 0.35;

/// The block whose middle lies before a pixel, and how far on the way to the next one the pixel is.
fn block_and_part(at: u32, side: u32) -> (u32, f32) {
    let from_first_middle = at.saturating_sub(side / 2);
    (from_first_middle / side, (from_first_middle % side) as f32 / side as f32)
}

impl Grey {
    /// One pixel; white outside.
    pub fn at(&self, x: i64, y: i64) -> u8 {
        let inside = (0..i64::from(self.width)).contains(&x) && (0..i64::from(self.height)).contains(&y);
        if inside { self.pixels[(y * i64::from(self.width) + x) as usize] } else { 255 }
    }

    /// The grey of the paper: the commonest value of the lighter half.
    pub fn paper(&self) -> u8 {
        let mut counts = [0usize; 256];
        self.pixels.iter().for_each(|&it| counts[it as usize] += 1);
        (128..=255).max_by_key(|&it| counts[it as usize]).unwrap_or(255)
    }

    /// The same on white paper: uneven light, watermarks and the patterns of certificates gone, print black. The paper's grey is
    /// measured in blocks of 32 pixels, where it is what all but the tenth part is darker than; from the share `white` of it on, all is paper.
    pub fn on_white_paper(&self, white: f32) -> Grey {
        const BLOCK: u32 = 32;
        let (columns, rows) = (self.width.div_ceil(BLOCK), self.height.div_ceil(BLOCK));
        let light = |i: u32| self.lightness((i % columns) * BLOCK, (i / columns) * BLOCK, BLOCK);
        let lights: Vec<u8> = (0..columns * rows).map(light).collect();
        let light_at = |column: u32, row: u32| f32::from(lights[(row.min(rows - 1) * columns + column.min(columns - 1)) as usize]);
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height {
            let (row, fy) = block_and_part(y, BLOCK);
            for x in 0..self.width {
                let (column, fx) = block_and_part(x, BLOCK);
                let above = light_at(column, row) * (1.0 - fx) + light_at(column + 1, row) * fx;
                let below = light_at(column, row + 1) * (1.0 - fx) + light_at(column + 1, row + 1) * fx;
                let paper = above * (1.0 - fy) + below * fy;
                let share = f32::from(self.pixels[(y * self.width + x) as usize]) / paper.max(1.0);
                pixels.push((255.0 * (share - PRINT_DARK) / (white - PRINT_DARK)).clamp(0.0, 255.0) as u8);
            }
        }
        Grey { pixels, ..*self }
    }

    /// What all but a tenth of a block is darker than.
    fn lightness(&self, left: u32, top: u32, side: u32) -> u8 {
        let (right, bottom) = ((left + side).min(self.width), (top + side).min(self.height));
        let mut values: Vec<u8> =
            (top..bottom).flat_map(|y| self.pixels[(y * self.width + left) as usize..(y * self.width + right) as usize].to_vec()).collect();
        let at = values.len() * 9 / 10;
        *values.select_nth_unstable(at).1
    }

    /// Everything that is clearly darker than the paper.
    pub fn is_ink(&self) -> impl Fn(u8) -> bool + use<> {
        let limit = self.paper().saturating_sub(60);
        move |it| it < limit
    }

    /// Nothing stands on it: less than one pixel in 5 000 is ink, the edges (shadows of a scanner) left out.
    pub fn is_blank(&self) -> bool {
        let is_ink = self.is_ink();
        let (mx, my) = (self.width / 30, self.height / 30);
        let rows = self.pixels.chunks_exact(self.width.max(1) as usize).skip(my as usize).take((self.height - 2 * my) as usize);
        let n_ink: usize = rows.map(|row| row[mx as usize..(self.width - mx) as usize].iter().filter(|it| is_ink(**it)).count()).sum();
        n_ink * 5_000 < self.pixels.len()
    }
}
