//! Pictures as a PDF, as scanners write it.

use super::file::Encoded;

/// One picture a page, which is as large as its dots say; what is missing to the least size is ballast. `rotate` is what the pages say of
/// how they are to be turned, in degrees clockwise.
pub(super) fn pdf_of(pages: &[Encoded], dpi: u32, rotate: u32, at_least: usize) -> Vec<u8> {
    let mut pdf = Objects::new();
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 3 + i * 3)).collect();
    pdf.object(b"<< /Type /Catalog /Pages 2 0 R >>");
    pdf.object(format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")).as_bytes());
    for (i, Encoded { width, height, filter, bytes }) in pages.iter().enumerate() {
        // Rounded down, so that the dots per inch never come out a hair below what was scanned.
        let points = |dots: &u32| (f64::from(*dots) * 72.0 / f64::from(dpi) * 1000.0).floor() / 1000.0;
        let (w, h, page) = (points(width), points(height), 3 + i * 3);
        let rotate = if rotate == 0 { String::new() } else { format!("/Rotate {rotate} ") };
        pdf.object(
            format!(
                "<< /Type /Page /Parent 2 0 R {rotate}/MediaBox [0 0 {w} {h}] /Contents {} 0 R /Resources << /XObject << /Im {} 0 R >> >> >>",
                page + 1,
                page + 2
            )
            .as_bytes(),
        );
        pdf.stream("", format!("q {w} 0 0 {h} 0 0 cm /Im Do Q").as_bytes());
        pdf.stream(&format!("/Type /XObject /Subtype /Image /Width {width} /Height {height} {filter}"), bytes);
    }
    let missing = at_least.saturating_sub(pdf.bytes.len());
    if missing > 0 {
        pdf.stream("", &vec![b' '; missing]);
    }
    pdf.finish("")
}

/// A PDF, object by object.
pub(in crate::sample) struct Objects {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Objects {
    pub(in crate::sample) fn new() -> Objects {
        Objects { bytes: b"%PDF-1.6\n%\xE2\xE3\xCF\xD3\n".to_vec(), starts: Vec::new() }
    }

    pub(in crate::sample) fn object(&mut self, body: &[u8]) {
        self.starts.push(self.bytes.len());
        self.bytes.extend(format!("{} 0 obj\n", self.starts.len()).bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    pub(in crate::sample) fn stream(&mut self, entries: &str, body: &[u8]) {
        let mut object = format!("<< {entries} /Length {} >>\nstream\n", body.len()).into_bytes();
        object.extend(body);
        object.extend(b"\nendstream");
        self.object(&object);
    }

    /// The table of objects and the trailer, with entries of its own.
    pub(in crate::sample) fn finish(mut self, trailer: &str) -> Vec<u8> {
        let table = self.bytes.len();
        let n = self.starts.len() + 1;
        self.bytes.extend(format!("xref\n0 {n}\n0000000000 65535 f \n").bytes());
        for start in &self.starts {
            self.bytes.extend(format!("{start:010} 00000 n \n").bytes());
        }
        self.bytes.extend(format!("trailer\n<< /Size {n} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes());
        self.bytes
    }
}
