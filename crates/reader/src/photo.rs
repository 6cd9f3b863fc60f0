//! JPEG, PNG and TIFF. Sizes are checked before anything is decoded.

use std::borrow::Cow;
use std::io::Cursor;

use casework::facts::{FileKind, RefusedFile};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};

use crate::kind::find;
use crate::limits::Limits;
use crate::pixels::Picture;
use crate::refusal::*;

/// A picture file. Only a TIFF has more than one page.
pub struct Photo {
    bytes: Vec<u8>,
    kind: FileKind,
    /// Where the pages of a TIFF begin.
    directories: Vec<usize>,
    /// Codes worth telling.
    pub flags: Vec<&'static str>,
}

/// One page of it, decoded.
pub struct PhotoPage {
    /// Upright, as its orientation mark says.
    pub picture: Picture,
    /// Whether its resolution stands in the file.
    pub states_dpi: bool,
}

impl Photo {
    /// Finds its pages; nothing is decoded yet.
    pub fn open(bytes: Vec<u8>, kind: FileKind, limits: &Limits) -> Photo {
        let tiff = Some(kind).filter(|it| *it == FileKind::Tiff).and_then(|_| Tiff::of(&bytes));
        let (directories, flags) = match tiff {
            Some(tiff) => {
                let mut directories = tiff.directories(limits.pages as usize + 1);
                let flags = if directories.len() > limits.pages as usize { vec![IMAGE_PAGES.code] } else { Vec::new() };
                directories.truncate(limits.pages as usize);
                (directories, flags)
            }
            None => (vec![0], Vec::new()),
        };
        Photo { bytes, kind, directories, flags }
    }

    /// How many pages.
    pub fn len(&self) -> usize {
        self.directories.len()
    }

    /// Decodes a page. Pages count from 0 here.
    pub fn page(&self, page: usize, limits: &Limits) -> Result<PhotoPage, RefusedFile> {
        let broken = |_: image::ImageError| IMAGE_BROKEN.refuse("");
        let format = match self.kind {
            FileKind::Jpeg => ImageFormat::Jpeg,
            FileKind::Png => ImageFormat::Png,
            _ => ImageFormat::Tiff,
        };
        let bytes = self.bytes_from(page);
        let mut decoder = ImageReader::with_format(Cursor::new(&*bytes), format).into_decoder().map_err(broken)?;
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
        let stated = stated_dpi(&bytes, self.kind);
        let states_dpi = stated.is_some();
        Ok(PhotoPage {
            picture: match stated {
                Some(dpi) => picture.at(dpi),
                None => picture,
            },
            states_dpi,
        })
    }

    /// The file as if this page were its first: decoders look no further.
    fn bytes_from(&self, page: usize) -> Cow<'_, [u8]> {
        if page == 0 {
            return Cow::Borrowed(&self.bytes);
        }
        let mut bytes = self.bytes.clone();
        let at = self.directories[page] as u32;
        let at = if bytes.starts_with(b"II") { at.to_le_bytes() } else { at.to_be_bytes() };
        bytes[4..8].copy_from_slice(&at);
        Cow::Owned(bytes)
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

    /// Where its directories are, the first ones of them; a chain that comes back to one of them ends there.
    fn directories(mut self, most: usize) -> Vec<usize> {
        let mut directories = vec![self.directory];
        while directories.len() < most {
            match self.n_entries().and_then(|n| self.number(self.directory + 2 + 12 * n, 4)) {
                Some(next) if next != 0 && !directories.contains(&next) => directories.push(next),
                _ => break,
            }
            self.directory = directories[directories.len() - 1];
        }
        directories
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
