//! Patterns and numbers, as text.

use casework::filing_number::{BadPattern, DEFAULT, FilingNumber, NoNumber, Pattern};
use jiff::civil::date;

fn pattern(text: &str) -> Pattern {
    Pattern::parse(text).unwrap_or_else(|it| panic!("{text}: {it}"))
}

#[test]
fn a_number_is_written_by_its_pattern() {
    let day = date(2026, 11, 28);
    for (written, last, number) in [
        (DEFAULT, None, "FF370000202600001"),
        (DEFAULT, Some(41), "FF370000202600042"),
        ("演示{province}{seq:4}号", Some(9_998), "演示3700009999号"),
        ("鲁网脸备〔{year}〕{province}-{seq:6}", None, "鲁网脸备〔2026〕370000-000001"),
    ] {
        let (n, given) = pattern(written).next("370000", day, last).unwrap();
        assert_eq!((n, given.as_str()), (last.unwrap_or(0) + 1, number));
    }
    assert_eq!(pattern(DEFAULT).series("370000", day), "370000/2026");
    assert_eq!(pattern("A{province}{seq:5}").series("370000", day), "370000", "a number without its year is not counted by year");
}

#[test]
fn a_pattern_that_can_give_a_number_twice_is_refused() {
    let refused = |text: &str| Pattern::parse(text).unwrap_err();
    assert_eq!(refused("FF{province}{year}"), BadPattern::Sequence(0));
    assert_eq!(refused("{province}{seq:3}{seq:3}"), BadPattern::Sequence(2));
    assert_eq!(refused("{year}{seq:5}"), BadPattern::Province);
    assert_eq!(refused("{province}{year}{seq}"), BadPattern::Width);
    assert_eq!(refused("{province}{seq:2}"), BadPattern::Width);
    assert_eq!(refused("{province}{seq:05}"), BadPattern::Width);
    assert_eq!(refused("{province}{province}{seq:5}"), BadPattern::Twice("{province}"));
    assert_eq!(refused("{province}{year}{year}{seq:5}"), BadPattern::Twice("{year}"));
    assert_eq!(refused("{province}{month}{seq:5}"), BadPattern::UnknownPart("{month}".to_owned()));
    assert_eq!(refused("{province}{seq:5"), BadPattern::UnknownPart("{seq:5".to_owned()));
    assert_eq!(refused("ff {province}{seq:5}"), BadPattern::Character('f'));
    assert_eq!(refused(&format!("{}{{province}}{{seq:5}}", "A".repeat(30))), BadPattern::Long(41));
    assert_eq!(refused("{year}{seq:5}").message().zh, "没有省份代码，两个省的平台会发出同一个编号：加上 {province}");
    assert!(serde_json::from_str::<Pattern>("\"{year}{seq:5}\"").is_err(), "nor does a kept setting bring one in");
}

#[test]
fn a_full_series_gives_nothing_and_is_never_widened() {
    let day = date(2026, 11, 28);
    assert_eq!(pattern("{province}{seq:3}").next("370000", day, Some(999)), Err(NoNumber::Full(999)));
    assert_eq!(pattern("{province}{seq:3}").next("370000", day, Some(u64::MAX)), Err(NoNumber::Full(999)));
    assert_eq!(pattern(DEFAULT).next("37", day, None), Err(NoNumber::Province("37".to_owned())));
}

#[test]
fn a_new_pattern_must_not_meet_the_old_numbers() {
    let old = pattern("{province}{year}{seq:5}");
    assert!(old.can_meet(&pattern("{province}{seq:9}")), "370000 2026 00001 is 370000 202600001");
    assert!(old.can_meet(&pattern("37{province}{year}{seq:3}")), "digits of a pattern are any digits");
    assert!(!old.can_meet(&pattern("{province}{year}{seq:6}")), "another length");
    assert!(!old.can_meet(&pattern("A{province}{year}{seq:4}")), "a letter");
    assert!(old.can_meet(&old));
}

/// All numbers of two provinces and three years, from one pattern or another: none stands twice.
#[test]
fn numbers_of_all_series_are_different() {
    for written in [DEFAULT, "{province}{seq:5}", "{year}{province}{seq:3}", "{seq:4}{year}{province}"] {
        let (pattern, mut seen) = (pattern(written), std::collections::BTreeSet::new());
        let mut counters = std::collections::BTreeMap::new();
        for (province, year) in ["370000", "330000"].iter().flat_map(|it| [2025, 2026, 2027].map(|year| (*it, year))) {
            for _ in 0..200 {
                let day = date(year, 6, 1);
                let last = counters.entry(pattern.series(province, day)).or_insert(None);
                let (n, number) = pattern.next(province, day, *last).unwrap();
                *last = Some(n);
                assert!(seen.insert(number), "{written}");
            }
        }
    }
}

#[test]
fn a_number_from_elsewhere_is_kept_as_it_stands() {
    assert_eq!(FilingNumber::from_elsewhere(" 国信网备〔2026〕17号 ").unwrap().as_str(), "国信网备〔2026〕17号");
    assert_eq!(FilingNumber::from_elsewhere(" \t"), None);
    assert_eq!(FilingNumber::from_elsewhere("17\n18"), None);
}
