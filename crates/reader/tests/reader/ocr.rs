//! What Tesseract answers, as words; and what it is shown.

use reader::ocr::{Prepared, line_settings, lines, page_text};
use reader::text::{LineKind, Look, Word};
use reader::{Grey, Limits, Pose, open};

use crate::expect::{expect, flush};
use crate::paper::Sheet;

/// level, page, block, paragraph, line, word, left, top, width, height, confidence, text: set out with blanks here, with tabs there.
fn tsv(rows: &str) -> String {
    flush(rows).lines().map(|it| it.splitn(12, ' ').collect::<Vec<_>>().join("\t") + "\n").collect()
}

#[test]
fn words_with_their_places_lines_and_confidence() {
    let rows = tsv("
        level page_num block_num par_num line_num word_num left top width height conf text
        1 1 0 0 0 0 0 0 1000 2000 -1 
        5 1 1 1 1 1 100 200 300 40 96.5 名称：
        5 1 1 1 1 2 420 200 300 40 31 青穗
        5 1 1 1 1 3 800 200 10 40 95  
        5 1 1 1 2 1 100 300 300 40 90 A B
        5 1 2 1 2 1 100 400 300 40 190 后
        5 2 1 1 1 1 0 0 500 1000 90 beyond
        5 x 1 1 1 1 0 0 500 1000 90 broken
    ");
    let place = |area: [f32; 4]| area.map(|it| (it * 100.0).round()).map(|it| format!("{it}%")).join(" ");
    let word = |it: &Word| format!("line {}, at {}: {} ({})", it.line, place(it.area), it.text, it.confidence);
    let read = page_text(&rows, prepared(Pose::LEVEL), &blank(1000, 2000));
    expect(
        &read.words.iter().map(word).collect::<Vec<_>>().join("\n"),
        "
        line 0, at 10% 10% 30% 2%: 名称： (0.965)
        line 0, at 42% 10% 30% 2%: 青穗 (0.31)
        line 1, at 10% 15% 30% 2%: A B (0.9)
        line 2, at 10% 20% 30% 2%: 后 (1)
    ",
    );
    assert!((read.confidence() - (3.0 * 0.965 + 2.0 * 0.31 + 3.0 * 0.9 + 1.0) / 9.0).abs() < 1e-4, "{}", read.confidence());
}

fn prepared(pose: Pose) -> Prepared {
    Prepared { page: 4, dpi: 200.0, pose }
}

fn blank(width: u32, height: u32) -> Grey {
    Grey { width, height, pixels: vec![255; (width * height) as usize] }
}

#[test]
fn a_page_knows_how_its_sheet_lies_and_how_large_it_is() {
    let read = page_text("", prepared(Pose::turned(1)), &blank(1654, 2339));
    assert_eq!((read.pose, read.width.round(), read.height.round()), (Pose::turned(1), 210.0, 297.0));
}

#[test]
fn a_line_of_low_confidence_was_not_read() {
    let rows = tsv("
        5 1 1 1 1 1 0 0 9 9 90 临沂青穗
        5 1 1 1 1 2 0 0 9 9 40 公司
        5 2 1 1 1 1 0 0 9 9 49 潦草
        5 4 1 1 1 1 0 0 9 9 90 AB
        5 4 1 1 1 2 0 0 9 9 90 12
        5 4 1 1 1 3 0 0 9 9 90 号
        5 9 1 1 1 1 0 0 9 9 90 beyond
    ");
    let read = lines(&rows, 4).into_iter().map(|it| it.unwrap_or_else(|| "-".to_owned()));
    expect(&read.collect::<Vec<_>>().join(" | "), "临沂青穗公司 | - | - | AB 12号");
}

#[test]
fn a_line_is_shown_alone() {
    // Strokes one above the other: bars 6 mm high, and close under them a solid one.
    let mut sheet = Sheet::new(160.0, 100.0, 200.0);
    sheet.paint([20; 3], 1.0, |x, y| (20.0..80.0).contains(&x) && (40.0..46.0).contains(&y) && x % 3.0 < 1.0);
    sheet.paint([20; 3], 1.0, |x, y| (20.0..80.0).contains(&x) && (47.3..53.0).contains(&y));
    let opened = open(sheet.pdf(), "scan.pdf", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code));
    let area = [20.0 / 160.0, 0.40, 60.0 / 160.0, 0.06];
    let crops = opened.crops(1, Pose::LEVEL, &[area], LineKind::Text, Look::Second).expect("a page");
    assert_eq!(crops.len(), 2);
    for crop in &crops {
        let dark = |row: u32| crop.pixels[(row * crop.width) as usize..][..crop.width as usize].iter().filter(|it| **it < 128).count();
        let share: Vec<f32> = (0..crop.height).map(|it| dark(it) as f32 / crop.width as f32).collect();
        assert!(share.iter().all(|it| *it < 0.5), "the neighbour shows: {share:?}");
        assert!(share.iter().filter(|it| **it > 0.2).count() * 3 > share.len(), "the line itself is gone: {share:?}");
        let frame = [0, 15, crop.height - 16, crop.height - 1];
        assert!(frame.iter().all(|it| dark(*it) == 0), "the frame is white");
    }
}

#[test]
fn how_strict_a_second_look_is() {
    let kinds = [LineKind::Text, LineKind::Code, LineKind::IdNumber, LineKind::Date];
    expect(
        &kinds.map(|it| format!("{it:?}: {}", line_settings(it, it == LineKind::Text).join(" "))).join("\n"),
        "
        Text: -l chi_sim --psm 13
        Code: -l eng --psm 7 -c tessedit_char_whitelist=0123456789ABCDEFGHJKLMNPQRTUWXY
        IdNumber: -l eng --psm 7 -c tessedit_char_whitelist=0123456789X
        Date: -l chi_sim --psm 7 -c tessedit_char_whitelist=0123456789年月日.-/至长期
    ",
    );
}
