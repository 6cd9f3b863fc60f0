//! Copies of materials: that they show the same, by the eyes of another program, and hold nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use actions::Overwrite;
use actions::child::{Rebuilding, rebuild as rebuild_file};
use actions::packet::rebuild::{Copy, rebuild};
use actions::packet::sample::{Order, Scans, sample};
use hostile::Expected;
use image::GrayImage;
use law::Law;
use lopdf::{Document, Object};
use reader::Limits;

use crate::desk::{Desk, HEAD, TODAY, material, picture};
use crate::hostile::{codes, made};

/// Two pictures are the same to a person from here on (mean SSIM).
const SAME: f64 = 0.95;

/// How a page is compared: a scan dot for dot. Letters are shaded by every renderer in its own way (poppler at 150 dpi is 0.947 like poppler at
/// 300, halved), so typeset pages are compared as they look from where one reads: shrunk as the authors of SSIM advise, to about 256 dots a side.
struct Sight {
    dpi: u32,
    shrunk: u32,
}

/// A typeset paper, scans of a certificate and a card, a sealed paper as a photo.
const LOOKED_AT: [&str; 4] = ["handler-profile", "uscc-certificate", "agent-id", "mandate"];

const SCAN: Sight = Sight { dpi: 150, shrunk: 1 };
const TYPESET: Sight = Sight { dpi: 200, shrunk: 6 };

/// A whole sample packet: typeset papers, certificates and cards as scans, sealed papers as photos.
pub fn a_copy_shows_the_same_and_holds_nothing_else() {
    let desk = Desk::empty();
    let (packet, into) = (desk.path().join("packet"), desk.path().join("copies"));
    let order = Order { seed: 1, planted: Vec::new(), scans: Scans::Office, as_of: Some(TODAY) };
    sample(&packet, &order, Law::embedded(), Overwrite::Never).expect("a sample");
    let mut worst = 1.0f64;
    for material in rebuild(&packet, &into, Overwrite::Never).expect("copies") {
        let copy: Copy = material.copy.unwrap_or_else(|why| panic!("{}: {}", material.material, why.message.en));
        let (original, copied) = (packet.join(&material.material), into.join(&copy.file));
        holds_pictures_alone(&copied, copy.n_pages);
        assert_eq!(codes(&copied, "copy.pdf").iter().filter(|it| it.starts_with("PDF")).count(), 0, "{}", material.material);
        if !LOOKED_AT.contains(&material.slot.id()) {
            continue; // looking takes longer than copying
        }
        if material.material.ends_with(".pdf") {
            assert_eq!(sizes(&original), sizes(&copied), "{}", material.material);
            let is_scan = ["uscc-certificate", "legal-representative-id", "agent-id"].contains(&material.slot.id());
            let likeness = likeness(&original, &copied, &desk, if is_scan { SCAN } else { TYPESET });
            assert!(likeness >= SAME, "{}: {likeness:.3}", material.material);
            worst = worst.min(likeness);
        }
        let seals = |path: &Path| red_share(&drawn(path, &desk.path().join("red"), 150, "-png"));
        let (before, after) = if material.material.ends_with(".pdf") { (seals(&original), seals(&copied)) } else { (0.0, seals(&copied)) };
        assert!((before - after).abs() < 0.005 || before == 0.0, "{}: red on {before:.4} and {after:.4} of it", material.material);
        assert!(material.slot.id() != "mandate" || after > 0.002, "{}: its seal is gone", material.material);
    }
    println!("copies: SSIM {worst:.3} at the least");
}

/// Catalog, pages, what is drawn, pictures; nothing that names anything.
fn holds_pictures_alone(copy: &Path, n_pages: usize) {
    let bytes = fs::read(copy).expect("a copy");
    let document = Document::load_mem(&bytes).expect("a PDF");
    assert_eq!(document.get_pages().len(), n_pages);
    assert_eq!(document.trailer.iter().map(|it| it.0.clone()).collect::<Vec<_>>(), [b"Size".to_vec(), b"Root".to_vec()]);
    let allowed: [&[u8]; 17] = [
        b"Type",
        b"Pages",
        b"Count",
        b"Kids",
        b"Parent",
        b"MediaBox",
        b"Contents",
        b"Resources",
        b"XObject",
        b"P",
        b"Subtype",
        b"Width",
        b"Height",
        b"ColorSpace",
        b"BitsPerComponent",
        b"Filter",
        b"Length",
    ];
    for object in document.objects.values() {
        keys(object, &mut |key| assert!(allowed.contains(&key), "{}", String::from_utf8_lossy(key)));
        if let Ok(stream) = object.as_stream() {
            // In a JPEG, marks 0xE1 to 0xEF and 0xFE hold EXIF, XMP, colour profiles, thumbnails and comments.
            let head = &stream.content[..stream.content.len().min(600)];
            assert!(!head.windows(2).any(|it| it[0] == 0xff && matches!(it[1], 0xe1..=0xef | 0xfe)), "something is in its JPEG");
        }
    }
}

fn keys(object: &Object, each: &mut dyn FnMut(&[u8])) {
    let dictionary = match object {
        Object::Dictionary(it) => it,
        Object::Stream(it) => &it.dict,
        Object::Array(values) => return values.iter().for_each(|it| keys(it, each)),
        _ => return,
    };
    for (key, value) in dictionary {
        each(key);
        keys(value, each);
    }
}

/// Width and height of each page in points, as poppler says.
fn sizes(pdf: &Path) -> Vec<String> {
    let said = Command::new("pdfinfo").args(["-f", "1", "-l", "9999"]).arg(pdf).output().expect("poppler-utils is installed for the tests");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let numbers = |line: &str| {
        let words = line.split_whitespace().filter_map(|it| it.parse::<f32>().ok()).map(|it| format!("{it:.0}"));
        words.skip(1).take(2).collect::<Vec<_>>().join(" × ")
    };
    said.lines().filter(|it| it.starts_with("Page ") && it.contains("size:")).map(numbers).collect()
}

/// The pages as poppler draws them, in their order.
fn drawn(pdf: &Path, into: &Path, dpi: u32, format: &str) -> Vec<PathBuf> {
    let _ = fs::remove_dir_all(into);
    fs::create_dir(into).expect("a folder");
    let status = Command::new("pdftoppm").args(["-r", &dpi.to_string(), format]).arg(pdf).arg(into.join("page")).status().expect("poppler");
    assert!(status.success());
    let mut pages: Vec<PathBuf> = into.read_dir().expect("a folder").flatten().map(|it| it.path()).collect();
    pages.sort();
    pages
}

/// How much the least like of the pages are alike.
fn likeness(original: &Path, copy: &Path, desk: &Desk, Sight { dpi, shrunk }: Sight) -> f64 {
    let [a, b] = [(original, "a"), (copy, "b")].map(|(pdf, name)| drawn(pdf, &desk.path().join(name), dpi, "-gray"));
    assert_eq!(a.len(), b.len());
    a.iter().zip(&b).map(|(a, b)| ssim(&smaller(&grey(a), shrunk), &smaller(&grey(b), shrunk))).fold(1.0, f64::min)
}

/// Blocks of so many pixels a side, averaged.
fn smaller(image: &GrayImage, n: u32) -> GrayImage {
    GrayImage::from_fn(image.width() / n, image.height() / n, |x, y| {
        let sum: u32 = (0..n * n).map(|i| u32::from(image.get_pixel(x * n + i % n, y * n + i / n).0[0])).sum();
        image::Luma([(sum / (n * n)) as u8])
    })
}

/// PGM, as poppler writes it: three words, one byte, pixels.
fn grey(path: &Path) -> GrayImage {
    let bytes = fs::read(path).expect("a page");
    let head: Vec<&str> = bytes.splitn(5, |it| it.is_ascii_whitespace()).take(4).filter_map(|it| std::str::from_utf8(it).ok()).collect();
    let [_, width, height, _] = head.as_slice() else { panic!("no PGM") };
    let (width, height): (u32, u32) = (width.parse().expect("a width"), height.parse().expect("a height"));
    let pixels = bytes[bytes.len() - (width * height) as usize..].to_vec();
    GrayImage::from_raw(width, height, pixels).expect("as many pixels")
}

/// Mean structural similarity over windows of 8 × 8 (Wang et al. 2004, their constants).
fn ssim(a: &GrayImage, b: &GrayImage) -> f64 {
    const SIDE: u32 = 8;
    let (width, height) = (a.width().min(b.width()), a.height().min(b.height()));
    assert!(a.width().abs_diff(b.width()) <= 1 && a.height().abs_diff(b.height()) <= 1, "of one size but for rounding");
    let (mut sum, mut n_windows) = (0.0, 0.0);
    for top in (0..height - SIDE).step_by(SIDE as usize) {
        for left in (0..width - SIDE).step_by(SIDE as usize) {
            let at = |image: &GrayImage, i: u32| f64::from(image.get_pixel(left + i % SIDE, top + i / SIDE).0[0]);
            let n = f64::from(SIDE * SIDE);
            let mean = |image: &GrayImage| (0..SIDE * SIDE).map(|i| at(image, i)).sum::<f64>() / n;
            let (ma, mb) = (mean(a), mean(b));
            let product = |x: &GrayImage, mx: f64, y: &GrayImage, my: f64| {
                (0..SIDE * SIDE).map(|i| (at(x, i) - mx) * (at(y, i) - my)).sum::<f64>() / (n - 1.0)
            };
            let (va, vb, cov) = (product(a, ma, a, ma), product(b, mb, b, mb), product(a, ma, b, mb));
            let (c1, c2) = (6.5025, 58.5225);
            sum += (2.0 * ma * mb + c1) * (2.0 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            n_windows += 1.0;
        }
    }
    sum / n_windows
}

/// The share of red among all pixels of some pages.
fn red_share(pages: &[PathBuf]) -> f64 {
    let (mut n_red, mut n) = (0usize, 0usize);
    for page in pages {
        let image = image::open(page).expect("a page").into_rgb8();
        n_red += image
            .pixels()
            .filter(|it| it.0[0] > 140 && it.0[0] > it.0[1].saturating_add(60) && it.0[0] > it.0[2].saturating_add(60))
            .count();
        n += image.pixels().len();
    }
    n_red as f64 / n as f64
}

pub fn what_was_told_of_is_gone() {
    let desk = Desk::empty();
    let copy = desk.path().join("copy.pdf");
    let mut n_copies = 0;
    for kind in hostile::kinds() {
        for variant in kind.variants.iter().filter(|it| !it.heavy && !matches!(it.expected, Expected::Refused(_))) {
            let original = made(&desk, &kind, variant);
            let mut file = fs::File::create(&copy).expect("a copy");
            let name = format!("{} {}", kind.number, variant.name);
            match rebuild_file(&original, "material", &Limits::default(), &mut file) {
                Rebuilding::Done(facts) => holds_pictures_alone(&copy, facts.pages.len()),
                Rebuilding::WithoutPages => continue,
                other => panic!("{name}: {other:?}"),
            }
            assert_eq!(codes(&copy, "copy.pdf"), [""; 0], "{name}");
            n_copies += 1;
        }
    }
    assert!(n_copies > 40, "{n_copies} copies were made");
}

pub fn what_has_no_copy_is_told() {
    let desk = Desk::empty();
    let kinds = hostile::kinds();
    let of = |number: u8| kinds[usize::from(number) - 1].variants[0].bytes();
    let document = hostile::archive(&[("word/document.xml", b"<w:document xmlns:w='w'/>")]);
    let files: [(&str, &[u8]); 3] = [("a.pdf", &of(29)), ("b.docx", &document), ("c.png", &picture(image::ImageFormat::Png))];
    let named: String = files.iter().map(|it| material("other", it.0)).collect();
    desk.put("packet.toml", (HEAD.to_owned() + &named + &material("other", "missing.pdf")).as_bytes());
    files.iter().for_each(|(name, bytes)| drop(desk.put(name, bytes)));
    let into = desk.path().join("copies");
    let rebuilt = rebuild(desk.path(), &into, Overwrite::Never).expect("a folder");
    let told: Vec<String> = rebuilt
        .iter()
        .map(|it| match &it.copy {
            Ok(copy) => format!("{} {}", copy.file, copy.n_pages),
            Err(why) => why.code.clone().unwrap_or_else(|| why.message.en.clone()),
        })
        .collect();
    assert_eq!(told[0], "PDF-SCRIPT");
    assert!(told[1].contains("no pages of its own"), "{told:?}");
    assert_eq!(told[2], "03-other.pdf 1");
    assert!(told[3].contains("No such file"), "{told:?}");
    let there: Vec<_> = into.read_dir().expect("a folder").flatten().map(|it| it.file_name()).collect();
    assert_eq!(there, ["03-other.pdf"]);
}
