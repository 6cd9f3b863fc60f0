//! A PDF of pictures and nothing else, one a page, written page by page: what is written is not kept.
//!
//! No library of the house writes a page before it knows them all, and a long scan would fill the memory. Of PDF (ISO 32000-2) this needs six
//! kinds of objects; there is no place for a date, a name, a script, a link or a file.

use std::io::{self, Write};

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

/// Pixels of a page, row by row, three bytes each: red, green, blue.
pub struct Pixels<'a> {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// As many bytes as that needs.
    pub rgb: &'a [u8],
}

/// At this quality print of 7 points shows no fringes, and a page of A4 at 200 dpi has about 400 kB.
const QUALITY: u8 = 85;

const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// Objects 1 and 2 are the catalog and the page tree; each page has three more.
const FIRST_PAGE: usize = 3;

/// A PDF that is being written.
pub struct PicturePdf<W> {
    to: W,
    n_bytes: u64,
    /// Where each object begins, by number; the first two are not known until the end.
    places: Vec<u64>,
    n_pages: usize,
}

impl<W: Write> PicturePdf<W> {
    /// Begins one.
    ///
    /// # Errors
    /// What it is written to takes no more.
    pub fn begin(to: W) -> io::Result<PicturePdf<W>> {
        let mut pdf = PicturePdf { to, n_bytes: 0, places: vec![0; FIRST_PAGE - 1], n_pages: 0 };
        pdf.put(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(pdf)
    }

    /// Adds a page of this size in millimetres that shows the pixels from edge to edge. Pixels without colour are kept as grey.
    ///
    /// # Errors
    /// There are not as many pixels as said, or what it is written to takes no more.
    pub fn page(&mut self, pixels: &Pixels<'_>, size_mm: [f32; 2]) -> io::Result<()> {
        let [width, height] = size_mm.map(|it| it * POINTS_PER_MM);
        let page = self.places.len() + 1;
        self.object(&format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3} {height:.3}] /Contents {} 0 R /Resources << /XObject << /P {} 0 R >> >> >>",
            page + 1,
            page + 2
        ))?;
        self.stream("", format!("{width:.3} 0 0 {height:.3} 0 0 cm /P Do").as_bytes())?;
        let (jpeg, space) = encoded(pixels)?;
        let image = format!(
            "/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /{space} /BitsPerComponent 8 /Filter /DCTDecode ",
            pixels.width, pixels.height
        );
        self.stream(&image, &jpeg)?;
        self.n_pages += 1;
        Ok(())
    }

    /// Ends it.
    ///
    /// # Errors
    /// What it is written to takes no more.
    pub fn finish(mut self) -> io::Result<W> {
        let kids: String = (0..self.n_pages).map(|i| format!("{} 0 R ", FIRST_PAGE + 3 * i)).collect();
        self.numbered(1, "<< /Type /Catalog /Pages 2 0 R >>")?;
        self.numbered(2, &format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", self.n_pages))?;
        let (at, size) = (self.n_bytes, self.places.len() + 1);
        let table: String = self.places.iter().map(|it| format!("{it:010} 00000 n \n")).collect();
        let end = format!("xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
        self.put(end.as_bytes())?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn object(&mut self, body: &str) -> io::Result<()> {
        self.places.push(0);
        self.numbered(self.places.len(), body)
    }

    fn numbered(&mut self, number: usize, body: &str) -> io::Result<()> {
        self.places[number - 1] = self.n_bytes;
        self.put(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes())
    }

    fn stream(&mut self, keys: &str, data: &[u8]) -> io::Result<()> {
        self.places.push(self.n_bytes);
        let number = self.places.len();
        self.put(format!("{number} 0 obj\n<< {keys}/Length {} >>\nstream\n", data.len()).as_bytes())?;
        self.put(data)?;
        self.put(b"\nendstream\nendobj\n")
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.n_bytes += bytes.len() as u64;
        self.to.write_all(bytes)
    }
}

/// As JPEG, and the colours it is in.
fn encoded(pixels: &Pixels<'_>) -> io::Result<(Vec<u8>, &'static str)> {
    let Pixels { width, height, rgb } = *pixels;
    if rgb.len() as u64 != 3 * u64::from(width) * u64::from(height) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not as many pixels as said"));
    }
    let is_grey = rgb.chunks_exact(3).all(|it| it[0] == it[1] && it[1] == it[2]);
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    let written = match is_grey {
        true => encoder.encode(&rgb.iter().step_by(3).copied().collect::<Vec<u8>>(), width, height, ExtendedColorType::L8),
        false => encoder.encode(rgb, width, height, ExtendedColorType::Rgb8),
    };
    written.map_err(io::Error::other)?;
    Ok((jpeg, if is_grey { "DeviceGray" } else { "DeviceRGB" }))
}
