//! The register of texts, and what may lean on a clause.

use jiff::civil::date;
use law::{Answer, Cite, Coverage, Force, Law, Standing};

use crate::law_folder;

#[test]
fn a_folder_and_the_embedded_copy_are_one() {
    let folder = Law::from_dir(&law_folder()).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(format!("{folder:?}") == format!("{:?}", Law::embedded()), "they differ");
    assert_eq!((folder.version(), folder.state_of()), ("2026.11.1", date(2026, 11, 22)));
}

/// 20 articles, 32 paragraphs, 20 items; items by paragraph as the text has them.
#[test]
fn the_measures_have_seventy_two_addresses_in_both_languages() {
    let law = Law::embedded();
    let addresses = law.addresses("cac-mps-19-2025");
    let at_depth = |n: usize| addresses.iter().filter(|cite| cite.as_str().matches('/').count() == n).count();
    assert_eq!([at_depth(1), at_depth(2), at_depth(3)], [20, 32, 20]);
    for cite in &addresses {
        let clause = law.clause(cite).unwrap();
        assert!(!clause.wording.zh.is_empty() && !clause.wording.en.is_empty(), "{cite}");
        assert!(clause.binds.is_some(), "{cite} says who is bound");
        assert_eq!((clause.standing, clause.force), (Standing::Rule, Force::Stops), "{cite}");
        assert_eq!((clause.from, clause.to), (Some(date(2025, 6, 1)), None));
    }
    let items = |cite: &str| law.clause(&Cite::from(cite)).unwrap().neighbours.below.len();
    assert_eq!(["art-5/1", "art-9/1", "art-15/1", "art-19/1", "art-15"].map(|at| items(&format!("cac-mps-19-2025/{at}"))), [5, 4, 5, 6, 2]);
}

#[test]
fn a_clause_knows_its_neighbours() {
    let clause = Law::embedded().clause(&Cite::from("cac-mps-19-2025/art-10")).unwrap();
    let near = clause.neighbours;
    assert_eq!(near.before.unwrap().as_str(), "cac-mps-19-2025/art-9");
    assert_eq!(near.after.unwrap().as_str(), "cac-mps-19-2025/art-11");
    assert_eq!(near.above, None);
    let item = Law::embedded().clause(&Cite::from("cac-mps-19-2025/art-15/1/5")).unwrap().neighbours;
    assert_eq!(item.above.unwrap().as_str(), "cac-mps-19-2025/art-15/1");
    assert_eq!((item.before.unwrap().as_str(), item.after), ("cac-mps-19-2025/art-15/1/4", None));
}

/// The standing decides, and confidence below H or an uncompared text only advises.
#[test]
fn standing_and_confidence_decide_together() {
    for (cite, standing, force) in [
        ("cac-mps-19-2025/art-15/1", Standing::Rule, Force::Stops),
        ("cac-filing-notice-2025/transition", Standing::Official, Force::Stops),
        ("shandong-2025-06-06/item-7", Standing::Official, Force::Stops),
        ("pipl-2021/art-56", Standing::Law, Force::Stops),
        ("spc-15-2021/art-10", Standing::Interp, Force::Stops),
        ("gb-32100-2015/check", Standing::StdM, Force::Stops),
        ("calendar/2026", Standing::Official, Force::Stops),
        ("small-handlers-2026/scope", Standing::Rule, Force::Stops),
        ("small-handlers-2026/sensitive", Standing::Rule, Force::Advises), // M
        ("csl-2025/log-retention", Standing::Law, Force::Advises),         // M†
        ("video-systems-2025/art-14", Standing::Law, Force::Advises),      // M†
        ("export-contract-guide/supplement", Standing::Official, Force::Advises), // H text, † clause
        ("gbt-39335-2020/matrix", Standing::Std, Force::Advises),
        ("dacheng-guide-2025/counting", Standing::Practice, Force::Advises),
        ("infer/below-threshold", Standing::Infer, Force::Advises),
        ("house/file-refused", Standing::House, Force::Stops),
        ("house/file-blank", Standing::House, Force::Advises),
        ("claim/17", Standing::Claim, Force::AdvisesCautious),
        ("claim/3b", Standing::Claim, Force::Never),
        ("claim/1", Standing::Claim, Force::Never),
        ("draft-2023/art-16", Standing::Draft, Force::Never),
    ] {
        let basis = Law::embedded().basis(&Cite::from(cite)).unwrap_or_else(|| panic!("{cite}"));
        assert_eq!((basis.standing, basis.force), (standing, force), "{cite}");
    }
}

/// The ids that rules lean on. Only these three of the house stop a submission, until an operator says otherwise.
#[test]
fn what_rules_cite_is_there_and_explains_itself() {
    let law = Law::embedded();
    let house = [
        ("file-refused", true),
        ("file-missing", true),
        ("slot-once", true),
        ("form-edition", false),
        ("answer-form", false),
        ("file-duplicated", false),
        ("file-blank", false),
        ("unknown-field", false),
    ];
    for (id, stops) in house {
        let force = law.basis(&Cite::from(format!("house/{id}").as_str())).unwrap().force;
        assert_eq!(force, if stops { Force::Stops } else { Force::Advises }, "{id}");
    }
    for id in [
        "below-threshold",
        "mandate-fields",
        "undertaking-fields",
        "certificate-valid",
        "id-valid",
        "people-total",
        "dates-in-order",
        "electronic-version",
        "statements-agree",
        "pia-covers-uses",
        "certificate-copy",
        "minor-headcount",
        "change-trigger",
        "province-domicile",
    ] {
        let clause = law.clause(&Cite::from(format!("infer/{id}").as_str())).unwrap();
        assert!(!clause.leans_on.is_empty() && clause.title.is_some(), "{id} says what it leans on");
    }
}

/// What is not recorded is unknown: the answer says so, and a rule cannot lean on it.
#[test]
fn what_is_not_recorded_is_not_guessed() {
    let law = Law::embedded();
    let missing = Cite::from("pipl-2021/art-19");
    assert_eq!(law.basis(&missing), None);
    match law.look_up(&missing) {
        Answer::NotRecorded { instrument, note } => {
            assert_eq!(instrument.coverage, Coverage::Part);
            assert_eq!(
                note.zh,
                "《中华人民共和国个人信息保护法》的「pipl-2021/art-19」没有收录：它说什么，这里不知道，也不猜。请查官方文本。"
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(law.look_up(&Cite::from("cac-mps-19-2025/art-21")), Answer::NotRecorded { .. }));
    assert!(matches!(law.look_up(&Cite::from("no-such-law/art-1")), Answer::NoSuchText { .. }));
    assert!(matches!(law.look_up(&Cite::from("draft-2023")), Answer::Clause(_)));
}

#[test]
fn a_draft_is_in_force_on_no_day_and_shows_what_changed() {
    let drafts: Vec<_> = Law::embedded().instruments().filter(|text| text.standing == Standing::Draft).collect();
    assert_eq!(drafts.len(), 3);
    assert!(drafts.iter().all(|text| text.from.is_none()));
    let draft = Law::embedded().instrument("draft-2023").unwrap();
    assert_eq!(draft.changed.len(), 9);
    assert_eq!(Law::embedded().addresses("draft-2023").len(), 25);
}

#[test]
fn an_official_address_is_an_official_one() {
    for text in Law::embedded().instruments() {
        let Some(address) = &text.address else { continue };
        let host = address.trim_start_matches("https://").split('/').next().unwrap_or_default();
        assert!(["www.cac.gov.cn", "www.gov.cn", "grxxbh.cacdtsc.cn"].contains(&host), "{}: {address}", text.id);
    }
}

#[test]
fn what_nobody_has_answered_is_listed() {
    assert_eq!(Law::embedded().open_questions().len(), 11);
}
