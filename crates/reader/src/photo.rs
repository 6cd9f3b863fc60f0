//! JPEG, PNG and TIFF: one page each. Sizes are checked before anything is decoded.

use std::io::Cursor;

use casework::facts::{FileKind, RefusedFile};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};

use crate::kind::find;
use crate::limits::Limits;
use crate::pixels::Picture;
use crate::refusal::*;

/// A picture file, decoded.
pub struct Photo {
    /// Upright, as its orientation mark says.
    pub picture: Picture,
    /// Whether its resolution stands in the file.
    pub states_dpi: bool,
    /// Codes worth telling.
    pub flags: Vec<&'static str>,
}

impl Photo {
    /// Decodes it.
    pub fn open(bytes: &[u8], kind: FileKind, limits: &Limits) -> Result<Photo, RefusedFile> {
        let broken = |_: image::ImageError| IMAGE_BROKEN.refuse("");
        let format = match kind {
            FileKind::Jpeg => ImageFormat::Jpeg,
            FileKind::Png => ImageFormat::Png,
            _ => ImageFormat::Tiff,
        };
        let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().map_err(broken)?;
        let (width, height) = decoder.dimensions();
        let decoded = decoder.total_bytes().saturating_mul(2); // once as it is coded, once as pixels
        if width.max(height) > limits.image_side_px || width == 0 || height == 0 || decoded > limits.memory_bytes {
            return Err(IMAGE_SIZE.refuse(format_args!("{width} × {height}")));
        }
        let orientation = decoder.orientation().map_err(broken)?;
        let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
        image.apply_orientation(orientation);
        let rgb = on_white(image);
        let picture = Picture::new(rgb.width(), rgb.height(), rgb.into_raw());
        let stated = stated_dpi(bytes, kind);
        let flags =
            if kind == FileKind::Tiff && Tiff::of(bytes).is_some_and(|it| it.has_more_pages()) { vec![IMAGE_PAGES.code] } else { vec![] };
        Ok(Photo { picture: stated.map_or(picture.clone(), |dpi| picture.at(dpi)), states_dpi: stated.is_some(), flags })
    }
}

/// What is transparent shows white, as on paper.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let rgba = image.into_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, alpha] = rgba.get_pixel(x, y).0;
        let over = |c: u8| ((u16::from(c) * u16::from(alpha) + 255 * (255 - u16::from(alpha))) / 255) as u8;
        image::Rgb([r, g, b].map(over))
    })
}

/// The resolution the file states. 72 and 96 are what programs write when they know none.
fn stated_dpi(bytes: &[u8], kind: FileKind) -> Option<f32> {
    let dpi = match kind {
        FileKind::Jpeg => jfif_dpi(bytes),
        FileKind::Png => png_dpi(bytes),
        FileKind::Tiff => Tiff::of(bytes)?.dpi(),
        _ => None,
    }?;
    (100.0..=2_400.0).contains(&dpi).then_some(dpi)
}

/// JFIF: the unit (1 inch, 2 centimetre) and two densities follow the mark and its version.
fn jfif_dpi(bytes: &[u8]) -> Option<f32> {
    let at = find(&bytes[..bytes.len().min(64)], b"JFIF\0")?;
    let density = f32::from(u16::from_be_bytes(bytes.get(at + 8..at + 10)?.try_into().ok()?));
    match bytes.get(at + 7)? {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    }
}

/// PNG: pixels per metre, horizontally first, and 1 for the metre.
fn png_dpi(bytes: &[u8]) -> Option<f32> {
    let at = find(&bytes[..bytes.len().min(4096)], b"pHYs")? + 4;
    let per_metre = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    (bytes.get(at + 8)? == &1).then_some(per_metre as f32 * 0.0254)
}

/// The first directory of a TIFF.
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
    directory: usize,
}

impl Tiff<'_> {
    fn of(bytes: &[u8]) -> Option<Tiff<'_>> {
        let mut tiff = Tiff { bytes, little: bytes.starts_with(b"II"), directory: 0 };
        tiff.directory = tiff.number(4, 4)?;
        Some(tiff)
    }

    fn number(&self, at: usize, n_bytes: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(n_bytes)?)?;
        let join = |sum: usize, it: &u8| sum << 8 | usize::from(*it);
        Some(if self.little { bytes.iter().rev().fold(0, join) } else { bytes.iter().fold(0, join) })
    }

    fn n_entries(&self) -> Option<usize> {
        self.number(self.directory, 2)
    }

    fn has_more_pages(&self) -> bool {
        let next = self.n_entries().and_then(|n| self.number(self.directory + 2 + 12 * n, 4));
        next.is_some_and(|it| it != 0)
    }

    /// Tag 282 is a fraction that stands elsewhere; tag 296 its unit (2 inch, 3 centimetre).
    fn dpi(&self) -> Option<f32> {
        let entry = |tag| (0..self.n_entries()?).map(|i| self.directory + 2 + 12 * i).find(|&at| self.number(at, 2) == Some(tag));
        let fraction = self.number(entry(282)? + 8, 4)?;
        let density = self.number(fraction, 4)? as f32 / self.number(fraction + 4, 4)?.max(1) as f32;
        match entry(296).and_then(|at| self.number(at + 8, 2)).unwrap_or(2) {
            2 => Some(density),
            3 => Some(density * 2.54),
            _ => None,
        }
    }
}
