//! Paper for tests: pages drawn in pixels and files made of them. Everything is invented, and what acts in a file points at nothing.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};

/// A sheet in pixels, white at first. Places and sizes are in millimetres.
pub struct Sheet {
    pub width: u32,
    pub height: u32,
    pub dpi: f32,
    pub rgb: Vec<u8>,
}

impl Sheet {
    pub fn a4(dpi: f32) -> Sheet {
        Sheet::new(210.0, 297.0, dpi)
    }

    pub fn new(width_mm: f32, height_mm: f32, dpi: f32) -> Sheet {
        let [width, height] = [width_mm, height_mm].map(|it| (it / 25.4 * dpi).round() as u32);
        Sheet { width, height, dpi, rgb: vec![255; 3 * (width * height) as usize] }
    }

    /// Paints where `inside` says so, mixed with what is there: 1 is opaque.
    pub fn paint(&mut self, colour: [u8; 3], opacity: f32, inside: impl Fn(f32, f32) -> bool) {
        let mm = 25.4 / self.dpi;
        for y in 0..self.height {
            for x in 0..self.width {
                if inside((x as f32 + 0.5) * mm, (y as f32 + 0.5) * mm) {
                    let at = 3 * (y * self.width + x) as usize;
                    for (old, new) in self.rgb[at..at + 3].iter_mut().zip(colour) {
                        *old = (f32::from(*old) * (1.0 - opacity) + f32::from(new) * opacity) as u8;
                    }
                }
            }
        }
    }

    /// A round or oval official seal: a ring, a star in its middle, and marks around like letters.
    pub fn seal(&mut self, x: f32, y: f32, width: f32, height: f32, opacity: f32) {
        self.paint([215, 25, 30], opacity, |px, py| {
            let (dx, dy) = ((px - x) / (width / 2.0), (py - y) / (height / 2.0));
            let (r, angle) = (dx.hypot(dy), dy.atan2(dx));
            let ring = (0.94..=1.0).contains(&r);
            let star = r < 0.28 * (1.0 + 0.35 * (5.0 * angle).cos());
            let letters = (0.66..0.82).contains(&r) && (angle * 12.0).sin() > 0.2 && angle.abs() > 0.6;
            ring || star || letters
        });
    }

    /// A square name seal.
    pub fn name_seal(&mut self, x: f32, y: f32, side: f32) {
        self.paint([200, 30, 30], 0.9, |px, py| {
            let (dx, dy) = ((px - x).abs() / (side / 2.0), (py - y).abs() / (side / 2.0));
            let r = dx.max(dy);
            (0.9..=1.0).contains(&r) || r < 0.7 && ((px - x) * 2.0).sin() > 0.4
        });
    }

    /// Grey bars like lines of print, from a height on.
    pub fn lines_of_print(&mut self, from: f32, n_lines: u32) {
        self.paint([40; 3], 1.0, |x, y| {
            let (row, within) = (((y - from) / 8.0).floor(), (y - from).rem_euclid(8.0));
            (25.0..185.0).contains(&x) && (0.0..n_lines as f32).contains(&row) && within < 3.5 && (x * 1.7).sin() > -0.3
        });
    }

    /// The sheet laid askew on the glass: its lines fall to the right by so many degrees.
    pub fn askew(self, degrees: f32) -> Sheet {
        let (sin, cos) = (-degrees).to_radians().sin_cos();
        let (cx, cy) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut rgb = vec![255; self.rgb.len()];
        for y in 0..self.height {
            for x in 0..self.width {
                let (dx, dy) = (x as f32 - cx, y as f32 - cy);
                let (sx, sy) = ((cx + dx * cos - dy * sin).round(), (cy + dx * sin + dy * cos).round());
                if sx >= 0.0 && sy >= 0.0 && sx < self.width as f32 && sy < self.height as f32 {
                    let (from, to) = (3 * (sy as u32 * self.width + sx as u32) as usize, 3 * (y * self.width + x) as usize);
                    rgb[to..to + 3].copy_from_slice(&self.rgb[from..from + 3]);
                }
            }
        }
        Sheet { rgb, ..self }
    }

    /// Turned clockwise by a quarter.
    pub fn turned(self) -> Sheet {
        let from = |x: u32, y: u32| 3 * ((self.height - 1 - x) * self.width + y) as usize;
        let places = (0..self.width).flat_map(|y| (0..self.height).map(move |x| (x, y)));
        let rgb = places.flat_map(|(x, y)| self.rgb[from(x, y)..from(x, y) + 3].iter().copied()).collect();
        Sheet { width: self.height, height: self.width, rgb, ..self }
    }

    /// Seen by a camera: its corners in fractions of the picture, clockwise from the top left, and the desk around it.
    pub fn on_a_desk(self, corners: [[f32; 2]; 4], desk: [u8; 3]) -> Sheet {
        let pose = reader::Pose::of_corners(corners).expect("a quadrangle");
        let (width, height) = (self.width as f32, self.height as f32);
        let mut rgb = desk.repeat((self.width * self.height) as usize);
        // From every dot of the sheet to four of the picture, so that no dot of it is left out.
        for (y, x) in (0..2 * self.height).flat_map(|y| (0..2 * self.width).map(move |x| (y, x))) {
            let [u, v] = pose.at([(x as f32 + 0.5) / 2.0 / width, (y as f32 + 0.5) / 2.0 / height]);
            let (to, from) = ((v * height) as usize * self.width as usize + (u * width) as usize, (y / 2 * self.width + x / 2) as usize);
            rgb[3 * to..3 * to + 3].copy_from_slice(&self.rgb[3 * from..3 * from + 3]);
        }
        Sheet { rgb, ..self }
    }

    /// Without colour, as a scanner set to grey gives it.
    pub fn grey(mut self) -> Sheet {
        for pixel in self.rgb.chunks_exact_mut(3) {
            let luma = (299 * u32::from(pixel[0]) + 587 * u32::from(pixel[1]) + 114 * u32::from(pixel[2])) / 1000;
            pixel.fill(luma as u8);
        }
        self
    }

    pub fn jpeg(&self) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 85);
        encoder.set_pixel_density(image::codecs::jpeg::PixelDensity::dpi(self.dpi as u16));
        encoder.encode(&self.rgb, self.width, self.height, image::ExtendedColorType::Rgb8).expect("a picture");
        jpeg
    }

    pub fn encoded(&self, format: image::ImageFormat) -> Vec<u8> {
        let image = image::RgbImage::from_raw(self.width, self.height, self.rgb.clone()).expect("three bytes a pixel");
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    /// A PDF of one page that is this scan.
    pub fn pdf(&self) -> Vec<u8> {
        scans(&[self])
    }
}

/// A PDF with one scan a page.
pub fn scans(sheets: &[&Sheet]) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let kids: Vec<Object> = sheets.iter().map(|it| scan_page(&mut document, pages, it).into()).collect();
    set_root(&mut document, pages, kids);
    save(document)
}

fn scan_page(document: &mut Document, pages: lopdf::ObjectId, sheet: &Sheet) -> lopdf::ObjectId {
    let image = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => sheet.width, "Height" => sheet.height,
        "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
    };
    let image = document.add_object(Stream::new(image, sheet.jpeg()));
    let [width, height] = [sheet.width, sheet.height].map(|it| it as f32 / sheet.dpi * 72.0);
    // Inside a form, as scanners' programs often have it.
    let form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "I" => image } },
    };
    let place = |name: &str| vec![Operation::new("Do", vec![Object::Name(name.into())])];
    let scaled = [vec![Operation::new("cm", [width, 0.0, 0.0, height, 0.0, 0.0].map(Object::from).to_vec())], place("I")].concat();
    let form = document.add_object(Stream::new(form, Content { operations: scaled }.encode().expect("operations")));
    let content = document.add_object(Stream::new(dictionary! {}, Content { operations: place("F") }.encode().expect("operations")));
    document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "F" => form } },
    })
}

/// A PDF with typed lines, one page per slice, that says what a test wants it to say beyond.
pub fn typed(lines: &[&[&str]], more: impl FnOnce(&mut Document, lopdf::ObjectId)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let kids = lines.iter().map(|lines| {
        let shown = lines.iter().enumerate().flat_map(|(i, line)| {
            [
                Operation::new("BT", vec![]),
                Operation::new("Tf", vec!["F".into(), 12.into()]),
                Operation::new("Td", vec![72.into(), (760 - 20 * i as i64).into()]),
                Operation::new("Tj", vec![Object::string_literal(*line)]),
                Operation::new("ET", vec![]),
            ]
        });
        let content = document
            .add_object(Stream::new(dictionary! {}, Content { operations: shown.collect::<Vec<_>>() }.encode().expect("operations")));
        document
            .add_object(dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
            })
            .into()
    });
    let kids: Vec<Object> = kids.collect();
    let page = kids.first().and_then(|it| it.as_reference().ok()).unwrap_or(pages);
    set_root(&mut document, pages, kids);
    more(&mut document, page);
    save(document)
}

fn set_root(document: &mut Document, pages: lopdf::ObjectId, kids: Vec<Object>) {
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
}

pub fn save(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes everything");
    bytes
}

/// A scan so many millimetres wide, and words that are drawn first and invisibly.
pub fn with_text_layer(sheet: &Sheet, width_mm: f32) -> Vec<u8> {
    typed(&[&["hidden words"]], |document, page| {
        let image = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => sheet.width, "Height" => sheet.height,
            "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
        };
        let image = document.add_object(Stream::new(image, sheet.jpeg()));
        let width = width_mm / 25.4 * 72.0;
        let shown = vec![
            Operation::new("q", vec![]),
            Operation::new("cm", [width, 0.0, 0.0, width * 297.0 / 210.0, 0.0, 0.0].map(Object::from).to_vec()),
            Operation::new("Do", vec!["I".into()]),
            Operation::new("Q", vec![]),
        ];
        let picture = document.add_object(Stream::new(dictionary! {}, Content { operations: shown }.encode().expect("operations")));
        let page = document.get_dictionary_mut(page).expect("the page");
        let text = page.get(b"Contents").expect("its text").clone();
        page.set("Contents", vec![picture.into(), text]);
        page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("its resources").set("XObject", dictionary! { "I" => image });
    })
}

/// An archive of these files, the small ones as they are.
pub fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        let method = if content.len() < 1_000 { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        archive.start_file(*name, options).expect("a file of the archive");
        std::io::Write::write_all(&mut archive, content.as_bytes()).expect("memory takes everything");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A document with this one part.
pub fn office(part: &str, xml: &str) -> Vec<u8> {
    zip(&[("[Content_Types].xml", "<Types/>"), (part, xml)])
}
