//! What is done to a page's pixels before it is read.

use reader::{Grey, Limits, Opened, Pose, open};

use crate::paper::Sheet;

fn opened(sheet: &Sheet) -> Opened {
    open(sheet.pdf(), "scan.pdf", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.code))
}

/// A4 is so much higher than wide.
const A4: f32 = 297.0 / 210.0;

fn pose_of(sheet: Sheet) -> Pose {
    opened(&sheet).raster(1, 0).expect("a page").how.pose
}

fn printed() -> Sheet {
    let mut sheet = Sheet::a4(100.0);
    sheet.lines_of_print(30.0, 25);
    sheet
}

#[test]
fn how_crooked_a_page_lies_is_measured_to_a_fifth_of_a_degree() {
    for degrees in [-4.0, -0.8, 0.0, 1.75, 7.0] {
        let measured = pose_of(printed().askew(degrees)).degrees(A4);
        assert!((measured - degrees).abs() <= 0.2, "{degrees} was measured as {measured}");
    }
}

#[test]
fn lines_that_run_down_the_page_are_laid_across() {
    let raster = opened(&printed().askew(1.0).turned()).raster(1, 0).expect("a page");
    assert!((raster.how.pose.degrees(1.0 / A4) - 91.0).abs() <= 0.2, "{:?}", raster.how.pose);
    assert!(raster.grey.height > raster.grey.width, "the sheet stands upright again");
    let dark = |y: u32| {
        raster.grey.pixels[(y * raster.grey.width) as usize..][..raster.grey.width as usize].iter().filter(|it| **it < 128).count()
    };
    let rows: Vec<usize> = (0..raster.grey.height).map(dark).collect();
    assert!(rows.iter().filter(|it| **it == 0).count() > rows.len() / 2, "the rows between the lines are white");
}

#[test]
fn a_sheet_seen_from_the_side_before_a_desk_is_laid_level() {
    let corners = [[0.12, 0.08], [0.86, 0.10], [0.94, 0.93], [0.05, 0.90]];
    for desk in [[96, 70, 48], [60, 62, 66], [168, 132, 92]] {
        let pose = pose_of(printed().on_a_desk(corners, desk));
        let found = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]].map(|it| pose.at(it));
        let off = |(a, b): (&[f32; 2], &[f32; 2])| (a[0] - b[0]).hypot(a[1] - b[1]);
        assert!(found.iter().zip(&corners).all(|it| off(it) < 0.006), "{desk:?}: {found:?}");
    }
}

#[test]
fn what_is_no_sheet_on_a_desk_is_left_as_it_lies() {
    let mut torn = printed();
    torn.paint([60, 80, 70], 1.0, |x, y| (x - 105.0).hypot(y - 148.0) > 95.0);
    let mut framed = printed();
    framed.paint([120, 90, 40], 1.0, |x, y| (10.0..12.0).contains(&x) || (198.0..200.0).contains(&x) || (10.0..12.0).contains(&y));
    for sheet in [torn, framed, Sheet::a4(50.0)] {
        assert_eq!(pose_of(sheet), Pose::LEVEL);
    }
}

#[test]
fn a_place_on_the_level_sheet_is_found_again_on_the_page_and_back() {
    let area = [0.2, 0.7, 0.3, 0.02];
    let from_the_side = Pose::of_corners([[0.1, 0.1], [0.9, 0.05], [0.95, 0.9], [0.0, 1.0]]).expect("a quadrangle");
    let askew = |degrees| Pose::askew(degrees, A4);
    for pose in [askew(-9.0), askew(0.0), askew(3.0), Pose::turned(1).after(askew(2.0)), Pose::turned(3), from_the_side] {
        let there = pose.to_page(area);
        let back = pose.to_level(there);
        let near = if pose == from_the_side { 0.01 } else { 1e-4 };
        assert!(area.iter().zip(back).all(|(a, b)| (a - b).abs() < near), "{pose:?}: {back:?}");
        let [x, y] = pose.at([0.35, 0.71]);
        assert!((there[0]..there[0] + there[2]).contains(&x) && (there[1]..there[1] + there[3]).contains(&y), "{pose:?}: {there:?}");
    }
    assert_eq!([0, 1, 2, 3, 4].map(|it| Pose::turned(it).quarters()), [0, 1, 2, 3, 0]);
}

#[test]
fn a_red_seal_vanishes_and_the_print_under_it_stays() {
    let mut sheet = Sheet::a4(100.0);
    sheet.seal(100.0, 100.0, 42.0, 42.0, 0.8);
    assert!(opened(&sheet).raster(1, 0).expect("a page").grey.is_blank());
    sheet.lines_of_print(80.0, 6);
    assert!(!opened(&sheet).raster(1, 0).expect("a page").grey.is_blank());
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
