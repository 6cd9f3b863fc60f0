//! Into the file a scan comes as.

use fax::encoder::Encoder;
use fax::{Color, VecWriter};
use image::codecs::jpeg::{JpegEncoder, PixelDensity};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, GrayImage, ImageEncoder, RgbImage};

use super::pdf::pdf_of;
use super::{Scan, Tone};

/// 文件: what a scan comes as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Wrapping {
    Pdf,
    Jpeg,
    Png,
    Tiff,
}

impl Wrapping {
    /// The ending of its name.
    pub(in crate::sample) fn extension(self) -> &'static str {
        match self {
            Wrapping::Pdf => "pdf",
            Wrapping::Jpeg => "jpg",
            Wrapping::Png => "png",
            Wrapping::Tiff => "tif",
        }
    }
}

/// A picture as it stands in a file.
pub(super) struct Encoded {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Colours, bits and filter, as a PDF says them.
    pub(super) filter: String,
    pub(super) bytes: Vec<u8>,
}

impl Scan {
    /// The scanned pages as one file of at least so many bytes. A picture that holds one page only takes the first.
    pub(in crate::sample) fn file(&self, pages: &[RgbImage], at_least: usize) -> Vec<u8> {
        match self.wrapping {
            Wrapping::Pdf => {
                let encoded: Vec<Encoded> = pages.iter().map(|it| self.encoded(it)).collect();
                pdf_of(&encoded, self.dpi, self.mark() * 90, at_least)
            }
            Wrapping::Jpeg => self.jpeg(&pages[0]),
            Wrapping::Png => png(&pages[0], self.tone),
            Wrapping::Tiff => tiff(&pages.iter().map(|it| fax_of(it)).collect::<Vec<_>>(), self.dpi),
        }
    }

    /// Quarters clockwise by which the file says that it is to be turned.
    fn mark(&self) -> u32 {
        if self.marked { u32::from(4 - self.turned % 4) % 4 } else { 0 }
    }

    fn encoded(&self, page: &RgbImage) -> Encoded {
        let (width, height) = page.dimensions();
        let (filter, bytes) = match self.tone {
            Tone::Colour => ("/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode".to_owned(), self.jpeg(page)),
            Tone::Grey => ("/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode".to_owned(), self.jpeg(page)),
            Tone::BlackAndWhite => {
                let parms = format!("/DecodeParms << /K -1 /Columns {width} /Rows {height} >>");
                (format!("/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode {parms}"), fax_of(page).bytes)
            }
        };
        Encoded { width, height, filter, bytes }
    }

    /// A JPEG that states its dots per inch, as a scanner's does, or 72, as a phone's.
    fn jpeg(&self, page: &RgbImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, self.quality);
        encoder.set_pixel_density(PixelDensity::dpi(if self.phone.is_some() { 72 } else { self.dpi as u16 }));
        if self.wrapping == Wrapping::Jpeg && self.mark() > 0 {
            encoder.set_exif_metadata(orientation(self.mark())).expect("a JPEG takes such a mark");
        }
        let (width, height) = page.dimensions();
        let written = match self.tone {
            Tone::Colour => encoder.encode(page.as_raw(), width, height, ExtendedColorType::Rgb8),
            _ => encoder.encode(grey(page).as_raw(), width, height, ExtendedColorType::L8),
        };
        written.expect("a picture in memory of less than 65 536 dots a side");
        bytes
    }
}

/// The mark of a camera that was held turned (Exif, tag 274): what to do to see the picture upright.
fn orientation(quarters: u32) -> Vec<u8> {
    let value = [1u8, 6, 3, 8][quarters as usize % 4];
    [b"II*\0\x08\0\0\0".as_slice(), &[1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0]].concat()
}

fn grey(page: &RgbImage) -> GrayImage {
    GrayImage::from_fn(page.width(), page.height(), |x, y| image::Luma([page.get_pixel(x, y).0[0]]))
}

fn png(page: &RgbImage, tone: Tone) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = page.dimensions();
    let written = match tone {
        Tone::Colour => PngEncoder::new(&mut bytes).write_image(page.as_raw(), width, height, ExtendedColorType::Rgb8),
        _ => PngEncoder::new(&mut bytes).write_image(grey(page).as_raw(), width, height, ExtendedColorType::L8),
    };
    written.expect("a picture in memory");
    bytes
}

/// A page of black and white dots as a fax sends it (ITU-T T.6).
struct Fax {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

fn fax_of(page: &RgbImage) -> Fax {
    let (width, height) = page.dimensions();
    let mut encoder = Encoder::new(VecWriter::new());
    for row in page.as_raw().chunks_exact(3 * width as usize) {
        let dots = row.chunks_exact(3).map(|it| if it[0] < 128 { Color::Black } else { Color::White });
        let Ok(()) = encoder.encode_line(dots, width as u16);
    }
    let Ok(writer) = encoder.finish();
    Fax { width, height, bytes: writer.finish() }
}

/// Faxed pages as one TIFF (TIFF 6.0, compression 4, white is zero).
fn tiff(pages: &[Fax], dpi: u32) -> Vec<u8> {
    let mut file = b"II*\0\0\0\0\0".to_vec();
    let mut link = 4; // where the place of the next directory is to be written
    for Fax { width, height, bytes } in pages {
        let dots_at = file.len() as u32;
        file.extend(bytes);
        let dpi_at = file.len() as u32;
        file.extend([dpi, 1].iter().flat_map(|it| it.to_le_bytes()));
        file.resize(file.len().next_multiple_of(2), 0);
        let directory = file.len() as u32;
        file[link..link + 4].copy_from_slice(&directory.to_le_bytes());
        // Tag, type (3 short, 4 long, 5 fraction), value.
        let entries: [(u16, u16, u32); 12] = [
            (256, 4, *width),
            (257, 4, *height),
            (258, 3, 1),
            (259, 3, 4),
            (262, 3, 0),
            (273, 4, dots_at),
            (277, 3, 1),
            (278, 4, *height),
            (279, 4, bytes.len() as u32),
            (282, 5, dpi_at),
            (283, 5, dpi_at),
            (296, 3, 2),
        ];
        file.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, value) in entries {
            file.extend([tag, kind].iter().flat_map(|it| it.to_le_bytes()));
            file.extend([1, value].iter().flat_map(|it: &u32| it.to_le_bytes()));
        }
        link = file.len();
        file.extend([0; 4]);
    }
    file
}
