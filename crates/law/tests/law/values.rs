//! Values with dates, and claims.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use law::{Amount, Days, Force, Law, Standing, TYPED_PARAMETERS, Unit, Verdict, WorkingDays, Years};

/// Code reads 52 of them; the rest of the ladder of fines and of the neighbours' figures is for people to look up.
#[test]
fn every_figure_is_there_with_its_source() {
    let law = Law::embedded();
    assert_eq!((TYPED_PARAMETERS.len(), law.parameters().count()), (52, 75));
    for parameter in law.parameters() {
        for value in &parameter.values {
            assert!(law.clause(value.cite()).is_some(), "{} cites {}", parameter.id, value.cite());
            let began = law.instrument(value.cite().as_str().split('/').next().unwrap()).and_then(|text| text.from);
            assert!(began.is_none_or(|began| value.from.is_none_or(|from| began <= from)), "{} holds before its source does", parameter.id);
        }
    }
}

/// 民法典 1259: 以上, 达到 take the number in; 超过, 不满 leave it out. Where our source leaves it open, so do we.
#[test]
fn a_number_of_people_or_an_age_says_whether_it_is_meant_itself() {
    let open: BTreeSet<&str> = Law::embedded()
        .parameters()
        .filter(|parameter| matches!(parameter.unit, Unit::People | Unit::Age))
        .filter(|parameter| parameter.values.iter().any(|value| value.included.is_none()))
        .map(|parameter| parameter.id.as_str())
        .collect();
    assert_eq!(open, BTreeSet::from(["audit-middle-threshold", "risk-scale-sensitive"]));
    let included = |id: &str| Law::embedded().parameter(id, date(2026, 10, 1)).and_then(|value| value.included);
    assert_eq!(included("filing-threshold"), Some(true));
    assert_eq!([included("small-handler-limit"), included("minor-age"), included("audit-threshold")], [Some(false); 3]);
}

/// PIPL 66, 条例 55 and the amended CSL (not compared, so it only advises).
#[test]
fn the_ladder_of_fines() {
    let told = |id: &str| {
        let value = Law::embedded().parameter(id, date(2026, 10, 1)).unwrap();
        (value.is, value.basis.force)
    };
    for (id, yuan, force) in [
        ("fine-refusal", 1_000_000, Force::Stops),
        ("fine-refusal-person-least", 10_000, Force::Stops),
        ("fine-refusal-person", 100_000, Force::Stops),
        ("fine-serious", 50_000_000, Force::Stops),
        ("fine-serious-person-least", 100_000, Force::Stops),
        ("fine-serious-person", 1_000_000, Force::Stops),
        ("fine-network-data", 1_000_000, Force::Stops),
        ("fine-mlps-least", 10_000, Force::Advises),
        ("fine-mlps", 50_000, Force::Advises),
        ("fine-mlps-refusal-least", 50_000, Force::Advises),
        ("fine-mlps-refusal", 500_000, Force::Advises),
        ("fine-mlps-leak-least", 500_000, Force::Advises),
        ("fine-mlps-leak", 2_000_000, Force::Advises),
        ("fine-mlps-extra", 10_000_000, Force::Advises),
    ] {
        assert_eq!(told(id), (Amount::Yuan(yuan), force), "{id}");
    }
}

#[test]
fn a_value_is_asked_for_with_a_date() {
    let law = Law::embedded();
    let (before, first) = (date(2025, 5, 31), date(2025, 6, 1));
    assert_eq!((law.filing_threshold(before), law.filing_threshold(first)), (None, Some(100_000)));
    assert_eq!(law.filing_window(first), Some(WorkingDays(30)));
    assert_eq!(law.change_window(first), Some(WorkingDays(30)));
    assert_eq!(law.cancellation_window(first), Some(WorkingDays(30)));
    assert_eq!(law.transition_deadline(first), Some(date(2025, 7, 14)));
    assert_eq!(law.pia_retention(first), Some(Years(3)));
    assert_eq!(law.minor_age(first), Some(Years(14)));
    assert_eq!((law.small_handler_limit(date(2026, 8, 31)), law.small_handler_limit(date(2026, 9, 1))), (None, Some(100_000)));
    assert_eq!(law.claimed_retention(date(2026, 1, 1)), Some(Days(90)));
    assert_eq!(law.claimed_dpi(date(2026, 1, 1)), Some(300));
    assert_eq!(law.minors_audit_due(date(2026, 1, 1)).and_then(|day| day.in_year(2027)), Some(date(2027, 1, 31)));
}

#[test]
fn the_source_of_a_value_changes_with_the_date() {
    let law = Law::embedded();
    let cite = |name: &str, on: Date| law.parameter(name, on).map(|value| value.cite().to_string());
    assert_eq!(cite("pia-retention", date(2025, 5, 31)).as_deref(), Some("pipl-2021/art-56"));
    assert_eq!(cite("pia-retention", date(2025, 6, 1)).as_deref(), Some("cac-mps-19-2025/art-9/2"));
    // The amended Cybersecurity Law was not compared with its text, so from then on the value only advises.
    let force = |on| law.parameter("log-retention", on).map(|value| value.basis.force);
    assert_eq!(force(date(2025, 12, 31)), Some(Force::Stops));
    assert_eq!(force(date(2026, 1, 1)), Some(Force::Advises));
}

/// The draft of 2023 was never law: on every day of eleven years, no value comes from a draft.
#[test]
fn the_draft_is_chosen_on_no_day() {
    let law = Law::embedded();
    let drafts: Vec<_> =
        law.parameters().flat_map(|parameter| &parameter.values).filter(|value| value.basis.standing == Standing::Draft).collect();
    assert_eq!(drafts.len(), 6);
    assert!(drafts.iter().any(|value| value.is == Amount::People(10_000)));
    assert!(drafts.iter().all(|value| value.from.is_none() && value.basis.force == Force::Never));
    let mut day = date(2020, 1, 1);
    while day < date(2031, 1, 1) {
        for parameter in law.parameters() {
            assert!(parameter.on(day).is_none_or(|value| value.basis.standing != Standing::Draft), "{} on {day}", parameter.id);
        }
        assert_ne!(law.filing_threshold(day), Some(10_000));
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn a_value_as_json() {
    let value = Law::embedded().parameter("filing-window", date(2026, 11, 24));
    let json = serde_json::to_value(value).unwrap();
    assert_eq!((&json["is"], &json["unit"], &json["from"]), (&30.into(), &"working-days".into(), &"2025-06-01".into()));
    assert_eq!(json.get("included"), None, "the question does not arise for a length of time");
    assert_eq!(json["basis"], serde_json::json!({"standing": "RULE", "cite": "cac-mps-19-2025/art-15/1"}));
}

/// 6 confirmed, 5 partly, 5 contradicted, 15 unsupported, 1 unverifiable.
#[test]
fn the_claims_are_counted_and_only_unsupported_ones_may_hint() {
    let claims = Law::embedded().claims();
    let count = |verdict| claims.iter().filter(|claim| claim.verdict == verdict).count();
    assert_eq!(claims.len(), 32);
    assert_eq!(
        [Verdict::Confirmed, Verdict::Partly, Verdict::Contradicted, Verdict::Unsupported, Verdict::Unverifiable].map(count),
        [6, 5, 5, 15, 1]
    );
    for claim in claims {
        let basis = Law::embedded().basis(&claim.cite).unwrap();
        let hint = claim.verdict == Verdict::Unsupported;
        assert_eq!(basis.force, if hint { Force::AdvisesCautious } else { Force::Never }, "{}", claim.id);
        assert_eq!(basis.standing, Standing::Claim);
    }
}
