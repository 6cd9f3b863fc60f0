//! A page as pixels, and what can be measured on it without reading.

use image::RgbImage;
use image::imageops::{rotate90, rotate180, rotate270};

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

/// The resolution of a picture of this size if it showed a whole sheet of A4.
pub fn dpi_as_a4(width: u32, height: u32) -> f32 {
    width.max(height) as f32 / A4_INCHES
}

/// Difference between the strongest and the weakest channel from which a pixel is coloured rather than grey.
const CHROMA_MIN: u8 = 24;

impl Picture {
    /// Of this size; as many bytes as it needs.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Picture {
        assert_eq!(rgb.len(), 3 * width as usize * height as usize, "three bytes a pixel");
        Picture { width, height, rgb, dpi: dpi_as_a4(width, height) }
    }

    /// As if it showed a whole sheet of A4.
    pub fn as_a4(self) -> Picture {
        Picture::new(self.width, self.height, self.rgb)
    }

    /// With a known resolution.
    pub fn at(self, dpi: f32) -> Picture {
        Picture { dpi, ..self }
    }

    /// Turned clockwise by so many quarters.
    pub fn turned(self, quarters: u8) -> Picture {
        if quarters.is_multiple_of(4) {
            return self;
        }
        let image = RgbImage::from_raw(self.width, self.height, self.rgb).expect("three bytes a pixel");
        let turned = match quarters % 4 {
            1 => rotate90(&image),
            2 => rotate180(&image),
            _ => rotate270(&image),
        };
        Picture { width: turned.width(), height: turned.height(), rgb: turned.into_raw(), dpi: self.dpi }
    }

    /// One row of so many, from the first on.
    pub fn every_nth_row(&self, n: u32) -> Picture {
        let width = 3 * self.width as usize;
        let rgb = self.rgb.chunks_exact(width.max(1)).step_by(n as usize).collect::<Vec<_>>().concat();
        Picture { height: self.height.div_ceil(n), rgb, ..*self }
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
