//! What is done to a page's pixels before it is read.

use reader::{Grey, Limits, Opened, Turn, open};

use crate::paper::Sheet;

fn opened(sheet: &Sheet) -> Opened {
    open(sheet.pdf(), "scan.pdf", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code))
}

#[test]
fn how_crooked_a_page_lies_is_measured_to_a_fifth_of_a_degree() {
    for degrees in [-4.0, -0.8, 0.0, 1.75, 7.0] {
        let mut sheet = Sheet::a4(100.0);
        sheet.lines_of_print(30.0, 25);
        let raster = opened(&sheet.askew(degrees)).raster(1).expect("a page");
        assert!((raster.how.turn.degrees - degrees).abs() <= 0.2, "{degrees} was measured as {}", raster.how.turn.degrees);
        assert!(Turn::of(&raster.grey).degrees.abs() <= 0.2, "{degrees} is not level");
    }
}

#[test]
fn a_photo_is_left_as_it_lies() {
    let mut sheet = Sheet::a4(50.0);
    sheet.paint([60, 80, 70], 1.0, |x, y| x + 0.2 * y < 150.0);
    assert_eq!(opened(&sheet).raster(1).expect("a page").how.turn.degrees, 0.0);
}

#[test]
fn a_place_on_the_level_page_is_found_again_on_the_page_and_back() {
    let area = [0.2, 0.7, 0.3, 0.02];
    for degrees in [-9.0, -1.0, 0.0, 3.0] {
        let turn = Turn { degrees };
        let there = turn.to_page(area, 1.414);
        let back = turn.to_level(there, 1.414);
        assert!(area.iter().zip(back).all(|(a, b)| (a - b).abs() < 1e-4), "{degrees}: {back:?}");
        let lower = there[1] + there[3] / 2.0 < 0.71;
        assert_eq!(lower, degrees > 0.0, "left of the middle a page that falls to the right lies higher: {degrees} {there:?}");
    }
}

#[test]
fn a_red_seal_vanishes_and_the_print_under_it_stays() {
    let mut sheet = Sheet::a4(100.0);
    sheet.seal(100.0, 100.0, 42.0, 42.0, 0.8);
    assert!(opened(&sheet).raster(1).expect("a page").grey.is_blank());
    sheet.lines_of_print(80.0, 6);
    assert!(!opened(&sheet).raster(1).expect("a page").grey.is_blank());
}

#[test]
fn uneven_light_becomes_white_paper_and_strokes_stay() {
    let (width, height) = (400, 200);
    let is_stroke = |x: u32, y: u32| y % 40 < 6 && x % 9 < 4;
    let light = |x: u32| 110.0 + 140.0 * x as f32 / width as f32;
    let at = |i: u32| (i % width, i / width);
    let shade = |(x, y): (u32, u32)| if is_stroke(x, y) { 0.3 * light(x) } else { light(x) };
    let page = Grey { width, height, pixels: (0..width * height).map(|i| shade(at(i)) as u8).collect() };
    let white = page.on_white_paper(0.8);
    for i in 0..width * height {
        let (x, y) = at(i);
        let (shade, stroke) = (white.pixels[i as usize], is_stroke(x, y));
        assert!(if stroke { shade < 40 } else { shade > 240 }, "{x} {y}: {shade}");
    }
}

#[test]
fn a_preview_has_the_width_that_was_asked_for() {
    let opened = opened(&Sheet::a4(100.0));
    let preview = |page| opened.preview(page, 300).map(|it| image::load_from_memory(&it).expect("a JPEG").into_rgb8().dimensions());
    assert_eq!([preview(0), preview(1), preview(2)], [None, Some((300, 424)), None]);
}
