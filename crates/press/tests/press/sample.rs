//! Samples: invented, alike for the same seed, and marked on every page.

use casework::facts::{Content, Until};
use image::RgbImage;
use jiff::civil::{Date, date};
use law::Law;
use press::engine::pages_as_images;
use press::sample::{make, scene};

fn as_of() -> Date {
    date(2026, 11, 24)
}

#[test]
fn the_same_seed_draws_the_same_bytes_and_marks_every_page() {
    let draw = || make(7, &[], as_of(), Law::embedded()).unwrap();
    let (one, other) = (draw(), draw());
    assert!(one.files == other.files && one.truth == other.truth);
    let electronic: Vec<_> = one.files.iter().filter(|(name, bytes)| name.ends_with(".pdf") && !has_picture(bytes)).collect();
    assert_eq!(electronic.len(), 7, "two forms, a report and four other documents");
    for (name, bytes) in electronic {
        for (i, page) in pages_as_images(bytes, 72.0).unwrap().iter().enumerate() {
            assert!(n_faint(page) > 1_500, "{name}, page {}: {} faint dots", i + 1, n_faint(page));
        }
    }
}

fn has_picture(pdf: &[u8]) -> bool {
    pdf.windows(9).any(|it| it == b"DCTDecode")
}

/// Dots of a grey that only the mark has: a little darker than paper, lighter than any tint of a table.
fn n_faint(page: &RgbImage) -> usize {
    page.pixels().filter(|it| it.0.iter().all(|value| (220..242).contains(value))).count()
}

#[test]
fn an_identity_card_holds_as_long_as_the_age_of_its_holder_allows() {
    for seed in 0..60 {
        let (scene, _) = scene(seed, &[], as_of(), Law::embedded()).unwrap();
        for material in scene.true_facts().materials {
            let Content::Id(card) = material.content else { continue };
            let number = card.number.value().expect("read").reveal().clone();
            let born: i16 = number[6..10].parse().unwrap();
            let age = as_of().year() - born;
            match card.valid_until.value().expect("read") {
                Until::LongTerm(_) => assert!(age >= 46, "seed {seed}: without end at {age}"),
                Until::Day(day) => assert!(day.year() - as_of().year() <= 20 && *day > as_of(), "seed {seed}: {day}"),
            }
        }
    }
}
