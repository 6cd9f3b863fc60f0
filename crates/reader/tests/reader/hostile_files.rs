//! The table of hostile files as a page, and that it is whole. What becomes of each file is tested through the real child, in `actions`.

use std::collections::HashSet;
use std::path::Path;

use hostile::{Expected, kinds, page};
use reader::reason;

#[test]
fn the_printed_page_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/hostile-files.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, page()).expect("docs can be written");
    }
    let printed = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(printed, page(), "run UPDATE_EXPECT=1 cargo test -p reader hostile and review the difference");
}

#[test]
fn every_kind_has_its_number_three_ways_and_a_code_that_has_words() {
    for (kind, number) in kinds().iter().zip(1..) {
        assert_eq!(kind.number, number, "{}", kind.name);
        let ways: HashSet<&str> = kind.variants.iter().map(|it| it.name).collect();
        assert!(ways.len() >= 3 && ways.len() == kind.variants.len(), "{} {}", kind.number, kind.name);
        for variant in &kind.variants {
            let differs = variant.expected != kind.expected;
            assert_eq!(differs, !variant.why.is_empty(), "{} {}", kind.number, variant.name);
            if let Expected::Refused(code) | Expected::Told(code) = variant.expected {
                assert!(reason(code).is_some(), "{code}");
            }
        }
    }
}
