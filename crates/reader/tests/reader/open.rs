//! Bytes in; kind, pages, seals and codes as text out.

use casework::facts::FileKind;
use image::ImageFormat;
use reader::{Limits, open};

use crate::expect::expect;
use crate::paper::{Sheet, office, scans, typed, with_text_layer, zip};

/// What a file is, a line a page, or the code of its refusal.
pub fn said(bytes: Vec<u8>, name: &str, limits: &Limits) -> String {
    let facts = match open(bytes, name, limits) {
        Ok(opened) => opened.facts,
        Err(refused) => return format!("refused {}{}", refused.code, refused.page.map_or_else(String::new, |it| format!(" on page {it}"))),
    };
    let mut lines = format!("{:?}\n", facts.kind);
    for (page, number) in facts.pages.iter().zip(1..) {
        lines += &format!("page {number}: {:.0} × {:.0} mm", page.width_mm, page.height_mm);
        page.dpi.iter().for_each(|it| lines += &format!(", {it:.0} dpi"));
        for (word, holds) in
            [("scanned", page.scanned), ("photo", page.photo), ("blank", page.blank), ("colour", page.colour), ("cut off", page.cut_off)]
        {
            lines += &if holds { format!(", {word}") } else { String::new() };
        }
        for seal in &page.seals {
            let [x, y, w, h] = seal.area;
            let middle = [x + w / 2.0, y + h / 2.0].map(|it| it * 100.0);
            let width = seal.width_mm.map_or("?".to_owned(), |it| format!("{it:.0}"));
            lines += &format!("\n  {:?} seal, {width} mm, at {:.0}% {:.0}%", seal.shape, middle[0], middle[1]);
            for (word, holds) in [("faint", seal.faint), ("cut", seal.cut)] {
                lines += &if holds { format!(", {word}") } else { String::new() };
            }
        }
        lines.push('\n');
    }
    facts.flags.iter().for_each(|it| lines += &format!("told {it}\n"));
    lines
}

#[track_caller]
fn opens(bytes: Vec<u8>, expected: &str) {
    expect(&said(bytes, "material", &Limits::default()), expected);
}

fn sheet() -> Sheet {
    let mut sheet = Sheet::a4(100.0);
    sheet.lines_of_print(40.0, 12);
    sheet
}

#[test]
fn a_file_is_what_its_content_is_whatever_it_is_called() {
    let tiff = reader::ocr::tiff(&[&reader::Grey { width: 30, height: 40, pixels: vec![200; 1200] }], 150.0);
    let files = [
        (typed(&[&["text"]], |_, _| {}), FileKind::Pdf),
        (sheet().jpeg(), FileKind::Jpeg),
        (sheet().encoded(ImageFormat::Png), FileKind::Png),
        (tiff, FileKind::Tiff),
        (office("word/document.xml", "<p><r><t>text</t></r></p>"), FileKind::Docx),
        (office("xl/workbook.xml", "<workbook/>"), FileKind::Xlsx),
    ];
    for (bytes, kind) in files {
        for name in ["scan.doc", "scan.jpg", "scan.zip", "scan"] {
            let opened = open(bytes.clone(), name, &Limits::default()).unwrap_or_else(|it| panic!("{name}, {kind:?}: {}", it.code));
            assert_eq!(opened.facts.kind, kind, "{name}");
        }
        let as_pdf = open(bytes, "scan.PDF", &Limits::default()).map(|it| it.facts.kind).map_err(|it| it.code);
        assert_eq!(as_pdf, if kind == FileKind::Pdf { Ok(kind) } else { Err("PDF-NOT-PDF".to_owned()) });
    }
}

#[test]
fn what_is_not_read_is_refused_by_its_content_too() {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let cut_inside_a_character = &"字".repeat(1_500);
    let files: [(&[u8], &str); 16] = [
        (ole, "FILE-OLE"),
        (b"7z\xbc\xaf\x27\x1c", "FILE-ARCHIVE"),
        (b"\x1f\x8b\x08", "FILE-ARCHIVE"),
        (&zip(&[("materials/a.pdf", "x")]), "FILE-ARCHIVE"),
        (&zip(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "FILE-OFFICE"),
        (&zip(&[("OFD.xml", "<OFD/>"), ("word/document.xml", "<p/>")]), "FILE-OFD"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "FILE-HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "FILE-PICTURE"),
        (b"BM\x10\0\0\0\0\0\0\0", "FILE-PICTURE"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "FILE-PICTURE"),
        (b"<?xml version='1.0'?><svg/>", "FILE-PICTURE"),
        (b"<html><body>", "FILE-HTML"),
        (b"<?xml version='1.0'?><x/>", "FILE-TEXT"),
        (&cut_inside_a_character.as_bytes()[..4_097], "FILE-TEXT"),
        (b"text\0text", "FILE-KIND"),
        (b"", "FILE-EMPTY"),
    ];
    for (bytes, code) in files {
        assert_eq!(said(bytes.to_vec(), "scan.jpg", &Limits::default()), format!("refused {code}"));
    }
}

#[test]
fn where_the_content_says_nothing_the_name_says_what_to_do() {
    let fix = |name: &str| open(vec![1, 2, 3], name, &Limits::default()).err().map(|it| format!("{} {}", it.code, it.fix.en));
    expect(
        &["a.ofd", "a.HEIC", "a.wps", "a.x"].map(|it| fix(it).unwrap_or_default()).join("\n"),
        "
        FILE-KIND Export it as PDF from an OFD reader and keep the OFD original.
        FILE-KIND Save it as JPEG on the phone or computer.
        FILE-KIND Open it and save it as DOCX, XLSX or PDF.
        FILE-KIND Save it as PDF and hand it in again; renaming the file is not enough.
    ",
    );
}

#[test]
fn typed_pages() {
    opens(
        typed(&[&["one"], &[]], |_, _| {}),
        "
        Pdf
        page 1: 210 × 297 mm, colour
        page 2: 210 × 297 mm, blank, colour
    ",
    );
}

#[test]
fn a_scan_with_its_seals() {
    let mut sheet = sheet();
    sheet.seal(150.0, 240.0, 42.0, 42.0, 0.8);
    let mut second = self::sheet();
    second.seal(60.0, 200.0, 45.0, 30.0, 0.8);
    second.name_seal(140.0, 200.0, 20.0);
    opens(
        scans(&[&sheet, &second]),
        "
        Pdf
        page 1: 210 × 297 mm, 100 dpi, scanned, colour
          Round seal, 42 mm, at 71% 81%
        page 2: 210 × 297 mm, 100 dpi, scanned, colour
          Oval seal, 45 mm, at 29% 67%
          Square seal, 20 mm, at 67% 67%
    ",
    );
}

#[test]
fn a_seal_that_touches_a_name_seal_one_over_the_edge_and_a_pale_one() {
    let (mut first, mut second, mut third) = (sheet(), sheet(), sheet());
    first.seal(120.0, 240.0, 42.0, 42.0, 0.8);
    first.name_seal(150.0, 245.0, 19.0);
    second.seal(205.0, 200.0, 42.0, 42.0, 0.8);
    third.seal(100.0, 240.0, 42.0, 42.0, 0.28);
    opens(
        scans(&[&first, &second, &third]),
        "
        Pdf
        page 1: 210 × 297 mm, 100 dpi, scanned, colour
          Round seal, 42 mm, at 57% 81%
        page 2: 210 × 297 mm, 100 dpi, scanned, colour
          Round seal, 42 mm, at 94% 67%, cut
        page 3: 210 × 297 mm, 100 dpi, scanned, colour
          Round seal, 42 mm, at 48% 81%, faint
    ",
    );
}

#[test]
fn print_over_an_edge_is_cut_off_and_a_shadow_or_a_frame_is_not() {
    let (mut cut, mut shadowed, mut framed) = (Sheet::a4(100.0), sheet(), sheet());
    cut.paint([40; 3], 1.0, |x, y| x > 60.0 && (40.0..140.0).contains(&y) && y % 9.0 < 4.0);
    shadowed.paint([60; 3], 1.0, |x, _| x < 3.0);
    framed.paint([40; 3], 1.0, |x, y| y < 1.0 || x > 209.0);
    opens(
        scans(&[&cut, &shadowed, &framed]),
        "
        Pdf
        page 1: 210 × 297 mm, 100 dpi, scanned, cut off
        page 2: 210 × 297 mm, 100 dpi, scanned
        page 3: 210 × 297 mm, 100 dpi, scanned
    ",
    );
}

#[test]
fn a_sheet_on_a_desk_is_a_photo_and_its_seal_lies_where_it_is_seen() {
    let mut sheet = sheet();
    sheet.seal(150.0, 240.0, 42.0, 42.0, 0.8);
    opens(
        sheet.on_a_desk([[0.12, 0.08], [0.86, 0.10], [0.94, 0.93], [0.05, 0.90]], [96, 70, 48]).encoded(ImageFormat::Png),
        "
        Png
        page 1: 0 × 0 mm, scanned, photo, colour
          Round seal, ? mm, at 68% 74%
    ",
    );
}

#[test]
fn what_runs_over_the_edge_of_a_photo_is_the_desk_and_no_print() {
    let mut photo = sheet().on_a_desk([[0.12, 0.08], [0.86, 0.10], [0.94, 0.93], [0.05, 0.90]], [150, 122, 96]);
    photo.paint([20; 3], 1.0, |x, y| x < 4.0 && (40.0..140.0).contains(&y) && y % 9.0 < 4.0);
    opens(
        photo.encoded(ImageFormat::Png),
        "
        Png
        page 1: 0 × 0 mm, scanned, photo, colour
    ",
    );
}

#[test]
fn every_page_of_a_tiff_is_looked_at() {
    let page = |shade| reader::Grey { width: 827, height: 1169, pixels: vec![shade; 827 * 1169] };
    let mut printed = page(255);
    printed
        .pixels
        .iter_mut()
        .enumerate()
        .filter(|(i, _)| i / 827 % 40 < 15 && (4..24).contains(&(i / 827 / 40)) && (100..700).contains(&(i % 827)) && i % 9 < 5)
        .for_each(|it| *it.1 = 30);
    opens(
        reader::ocr::tiff(&[&page(255), &printed], 100.0),
        "
        Tiff
        page 1: 210 × 297 mm, 100 dpi, scanned, blank
        page 2: 210 × 297 mm, 100 dpi, scanned
    ",
    );
}

#[test]
fn blur_is_measured_in_millimetres_whatever_the_resolution() {
    let edge = |dpi: f32, blur_mm: f32| {
        let mut sheet = Sheet::a4(dpi);
        sheet.lines_of_print(30.0, 25);
        let image = image::RgbImage::from_raw(sheet.width, sheet.height, sheet.rgb).expect("three bytes a pixel");
        sheet.rgb = if blur_mm > 0.0 { image::imageops::blur(&image, blur_mm / 25.4 * dpi).into_raw() } else { image.into_raw() };
        let opened = open(sheet.encoded(ImageFormat::Png), "scan.png", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
        opened.facts.pages[0].edge_mm.expect("there is print")
    };
    let (sharp, coarse, soft, coarse_and_soft) = (edge(200.0, 0.0), edge(100.0, 0.0), edge(200.0, 0.5), edge(100.0, 0.5));
    assert!(sharp < 0.3 && coarse < 0.6, "{sharp} {coarse}");
    assert!(soft > 0.9 && (soft - coarse_and_soft).abs() < 0.2 * soft, "{soft} {coarse_and_soft}");
}

#[test]
fn the_letters_around_a_seal_are_unrolled_from_the_gap_on() {
    let mut sheet = Sheet::a4(200.0);
    sheet.seal(100.0, 100.0, 42.0, 42.0, 0.8);
    let opened = open(sheet.pdf(), "scan.pdf", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
    let [strip, _] = opened.ring(1, opened.facts.pages[0].seals[0].area).expect("letters");
    let middle = &strip.pixels[(strip.height / 2 * strip.width) as usize..][..strip.width as usize];
    let n_letters = middle.windows(2).filter(|it| it[0] >= 128 && it[1] < 128).count();
    assert_eq!(n_letters, 10, "all of them, each whole");
    assert!(middle[..8].iter().chain(&middle[middle.len() - 8..]).all(|it| *it == 255), "the strip begins and ends in the gap");
    sheet.paint([255; 3], 1.0, |_, _| true);
    let blank = open(sheet.pdf(), "scan.pdf", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
    assert!(blank.ring(1, [0.3, 0.3, 0.2, 0.14]).is_none());
}

#[test]
fn photos_with_a_seal() {
    let mut sheet = sheet();
    sheet.seal(150.0, 240.0, 42.0, 42.0, 0.8);
    opens(
        sheet.jpeg(),
        "
        Jpeg
        page 1: 210 × 297 mm, 100 dpi, scanned, colour
          Round seal, 42 mm, at 71% 81%
    ",
    );
    opens(
        sheet.encoded(ImageFormat::Tiff),
        "
        Tiff
        page 1: 0 × 0 mm, scanned, colour
          Round seal, ? mm, at 71% 81%
    ",
    );
}

#[test]
fn a_seal_half_as_strong_over_print_is_found_too() {
    let mut sheet = sheet();
    sheet.seal(100.0, 80.0, 40.0, 40.0, 0.5);
    opens(
        sheet.pdf(),
        "
        Pdf
        page 1: 210 × 297 mm, 100 dpi, scanned, colour
          Round seal, 40 mm, at 48% 27%
    ",
    );
}

#[test]
fn red_print_a_red_photo_and_a_red_frame_are_no_seals() {
    let mut sheet = sheet();
    sheet.paint([200, 30, 30], 1.0, |x, y| (30.0..180.0).contains(&x) && (20.0..26.0).contains(&y) && (x * 2.0).sin() > 0.0);
    sheet.paint([190, 40, 40], 1.0, |x, y| (30.0..70.0).contains(&x) && (180.0..220.0).contains(&y));
    sheet.paint([200, 30, 30], 1.0, |x, y| {
        let (dx, dy) = ((x - 105.0).abs() / 95.0, (y - 148.0).abs() / 140.0);
        (0.99..1.0).contains(&dx.max(dy))
    });
    opens(
        sheet.pdf(),
        "
        Pdf
        page 1: 210 × 297 mm, 100 dpi, scanned, colour
    ",
    );
}

#[test]
fn a_grey_scan_shows_no_colour_and_no_seal() {
    let mut sheet = sheet();
    sheet.seal(150.0, 240.0, 42.0, 42.0, 0.8);
    opens(
        sheet.grey().pdf(),
        "
        Pdf
        page 1: 210 × 297 mm, 100 dpi, scanned
    ",
    );
}

#[test]
fn a_blank_page_and_one_with_a_scanners_shadow_at_its_edge() {
    let mut shadowed = Sheet::a4(100.0);
    shadowed.paint([60; 3], 1.0, |x, _| x < 3.0);
    opens(
        scans(&[&Sheet::a4(100.0), &shadowed]),
        "
        Pdf
        page 1: 210 × 297 mm, 100 dpi, scanned, blank
        page 2: 210 × 297 mm, 100 dpi, scanned, blank
    ",
    );
}

#[test]
fn the_text_under_a_scan_is_not_taken_and_that_over_a_logo_is() {
    let under = open(with_text_layer(&sheet(), 210.0), "scan.pdf", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
    assert_eq!(under.texts[0].words, []);
    let logo = open(with_text_layer(&sheet(), 30.0), "scan.pdf", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
    let words: Vec<&str> = logo.texts[0].words.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(words, ["hidden", "words"]);
}

#[test]
fn words_have_their_places() {
    let opened = open(typed(&[&["two words"]], |_, _| {}), "material", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
    let place = |[x, y, w, h]: [f32; 4]| [x * 595.0, y * 842.0, w * 595.0, h * 842.0].map(|it| it.round());
    let words: Vec<_> = opened.texts[0].words.iter().map(|it| format!("{} {:?} {}", it.text, place(it.area), it.line)).collect();
    expect(
        &words.join("\n"),
        "
        two [72.0, 71.0, 19.0, 12.0] 0
        words [94.0, 71.0, 32.0, 12.0] 0
    ",
    );
}

#[test]
fn what_a_document_says_is_read_without_what_it_hides() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let paragraph = |runs: &[&str]| format!("<w:p>{}</w:p>", runs.concat());
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(&[&run(text)]));
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>";
    let docx = [
        paragraph(&[&run("名称："), hidden, &run("青穗 &amp; 公司")]),
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("场景"), cell("期限")),
        paragraph(&["<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>", &run("new"), "</w:ins>"]),
    ];
    let docx = format!("<w:document xmlns:w='w'>{}</w:document>", docx.concat());
    expect(
        &lines(office("word/document.xml", &docx)),
        "
        名称：青穗 & 公司
        场景 期限
        new
        told DOCX-CHANGES
    ",
    );
}

#[test]
fn the_rows_of_all_sheets_are_read_in_their_order() {
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let xlsx = zip(&[
        ("xl/workbook.xml", "<workbook/>"),
        ("xl/sharedStrings.xml", "<sst><si><t>名称</t></si><si><r><t>青</t></r><r><t>穗</t></r></si></sst>"),
        ("xl/worksheets/sheet10.xml", &sheet("<row><c><v>10</v></c></row>")),
        (
            "xl/worksheets/sheet2.xml",
            &sheet(
                "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>9</v></c></row><row><c t='inlineStr'><is><t>in</t></is></c></row>",
            ),
        ),
    ]);
    expect(
        &lines(xlsx),
        "
        名称 青穗
        in
        10
    ",
    );
}

fn lines(bytes: Vec<u8>) -> String {
    let opened = open(bytes, "material", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
    let mut lines: Vec<String> = Vec::new();
    for word in &opened.texts[0].words {
        match lines.get_mut(word.line as usize) {
            Some(line) => *line += &format!(" {}", word.text),
            None => lines.push(word.text.clone()),
        }
    }
    opened.facts.flags.into_iter().for_each(|it| lines.push(format!("told {it}")));
    lines.join("\n")
}

#[test]
fn every_file_cut_anywhere_is_refused_or_read_and_never_falls() {
    let files = [
        sheet().pdf(),
        sheet().jpeg(),
        sheet().encoded(ImageFormat::Png),
        office("word/document.xml", "<p/>"),
        typed(&[&["text"]], |_, _| {}),
    ];
    for bytes in files {
        for part in 0..8 {
            let cut = bytes[..bytes.len() * part / 8].to_vec();
            let _ = open(cut, "material", &Limits::default());
        }
    }
    opens(sheet().pdf()[..3_000].to_vec(), "refused PDF-TRUNCATED");
}
