//! Corrections: asked with number, place and basis; open until something changed there or somebody said why not.

use casework::correction::{
    Anchor, BadRequest, Correction, Kind, Pointed, Progress, Reply, Request, number, progress, second_look, still_open,
};
use casework::facts::Place;
use casework::packet::Packet;
use casework::snapshot::{Difference, Snapshot};
use casework::words::Slot;
use law::{Law, cite};

use crate::overlay::scene;

/// A packet as it stands: the hash of a file is its name, unless its bytes were replaced.
pub fn snapshot(overlay: &str, replaced: &[&str]) -> Snapshot {
    let packet: Packet = scene(overlay).unwrap_or_else(|it| panic!("{it}")).packet;
    Snapshot::of(&packet, |file| Some(format!("{file}{}", if replaced.contains(&file) { "+" } else { "" })))
}

fn answer(at: &str) -> Anchor {
    Anchor::Answer { at: at.to_owned() }
}

fn material(slot: Slot) -> Anchor {
    Anchor::Material { slot, topic: None, file: None, place: None }
}

fn asks(kind: Kind, anchors: Vec<Anchor>, basis: &str, says: &str) -> Request {
    Request { kind, anchors, cite: basis.into(), says: says.to_owned() }
}

fn pointed(packet: &Snapshot) -> Pointed<'_> {
    Pointed { form: Law::embedded().form("template-v0@1").unwrap(), packet, law: Law::embedded() }
}

/// Four requests of one return.
fn returned(then: &Snapshot) -> Vec<Correction> {
    let requests = vec![
        asks(Kind::WrongValue, vec![answer("answers.uses.lobby-gate.purpose")], "cac-mps-19-2025/art-4", "目的写得太笼统，请写明具体用途"),
        asks(
            Kind::Contradiction,
            vec![answer("answers.uses.member-kiosk.retention"), material(Slot::PiaReport)],
            "infer/statements-agree",
            "备案表写60日，评估报告写一年",
        ),
        asks(Kind::Unreadable, vec![material(Slot::Mandate)], "shandong-2025-06-06/item-7", "公章看不清，请重新扫描"),
        asks(Kind::Other, vec![answer("answers.handler")], "house/correction", "请核对联系方式"),
    ];
    number(requests, &[], pointed(then)).unwrap()
}

#[test]
fn only_what_changed_is_asked_again() {
    let then = snapshot("", &[]);
    let corrections = returned(&then);
    assert_eq!(corrections.iter().map(|it| (it.number, it.round)).collect::<Vec<_>>(), [(1, 1), (2, 1), (3, 1), (4, 1)]);
    assert_eq!(still_open(&corrections, &then, &then, &[]), [1, 2, 3, 4]);

    let mandate = scene("").unwrap().packet.materials_of(Slot::Mandate).next().unwrap().file.clone();
    let change = "[answers.uses.lobby-gate]\npurpose = \"核对本人持卡进入A座\"\nalgorithm = \"QS-Face 3.3\"";
    let now = snapshot(change, &[&mandate]);
    assert_eq!(still_open(&corrections, &then, &now, &[]), [2, 4]);
    let replies = [Reply { number: 2, reason: "报告第7页已写60日，一年是日志".to_owned() }, Reply { number: 4, reason: " ".to_owned() }];
    assert_eq!(still_open(&corrections, &then, &now, &replies), [4], "an empty answer is none");

    let look = second_look(&corrections, &then, &now, &replies);
    assert!(matches!(look.asked[0].1, Progress::Changed(_)) && matches!(look.asked[1].1, Progress::Answered(_)));
    let unasked: Vec<String> = look.unasked.iter().map(Difference::at).collect();
    assert_eq!(unasked, ["answers.uses.lobby-gate.algorithm"], "what nobody asked for is looked at, and nothing else");
}

#[test]
fn a_contradiction_is_open_until_one_of_its_sides_changed() {
    let then = snapshot("", &[]);
    let corrections = returned(&then);
    let report = scene("").unwrap().packet.materials_of(Slot::PiaReport).next().unwrap().file.clone();
    let open = |now: &Snapshot| still_open(&corrections, &then, now, &[]).contains(&2);
    assert!(!open(&snapshot("", &[&report])));
    assert!(!open(&snapshot("[answers.uses.member-kiosk.retention]\nlength = 365", &[])));
    assert!(open(&snapshot("[answers.uses.lobby-gate.retention]\nlength = 365", &[])), "another use");
    assert!(open(&snapshot("without = [\"pia-report\"]", &[])), "taking the report away mends nothing");
}

#[test]
fn a_missing_material_is_there_when_something_new_is() {
    let then = snapshot("without = [\"undertaking\"]", &[]);
    let asked = number(
        vec![asks(Kind::MissingMaterial, vec![material(Slot::Undertaking)], "shandong-2025-06-06/item-8", "缺承诺书")],
        &[],
        pointed(&then),
    );
    let asked = asked.unwrap();
    assert_eq!(still_open(&asked, &then, &snapshot("", &[]), &[]), [] as [u32; 0]);
    assert_eq!(still_open(&asked, &then, &then, &[]), [1]);
}

/// The name differs in the width of a bracket alone: that is what was asked for, so it counts as changed.
#[test]
fn one_character_is_a_change() {
    let then = snapshot("[answers.handler]\nname = \"青穗(临沂)科技有限公司\"", &[]);
    let asked = vec![asks(Kind::WrongValue, vec![answer("answers.handler.name")], "shandong-2025-06-06/item-4", "括号与证件不一致")];
    let asked = number(asked, &[], pointed(&then)).unwrap();
    let now = snapshot("[answers.handler]\nname = \"青穗（临沂）科技有限公司\"", &[]);
    let found = progress(&asked, &then, &now, &[]);
    let Progress::Changed(differences) = &found[0].1 else { panic!("{found:?}") };
    assert!(matches!(differences[0], Difference::Answer { slight: true, .. }));
}

#[test]
fn numbers_run_on_through_the_returns_of_a_case() {
    let then = snapshot("", &[]);
    let mut all = returned(&then);
    let again = all[3].asked_again(2, None);
    let more = asks(Kind::Other, vec![material(Slot::Other)], "house/correction", "请补操作规程");
    all.extend(number(vec![more], &all, pointed(&then)).unwrap());
    assert_eq!((again.number, again.round, all[4].number, all[4].round), (4, 2, 5, 2));
}

#[test]
fn a_request_without_place_words_or_ground_is_not_sent() {
    let then = snapshot("", &[]);
    let on_page = |place| Anchor::Material { slot: Slot::Mandate, topic: None, file: None, place: Some(place) };
    let no_file = Anchor::Material { slot: Slot::Mandate, topic: None, file: Some("materials/no.pdf".to_owned()), place: None };
    let name = || vec![answer("answers.handler.name")];
    let cases = [
        (asks(Kind::WrongValue, name(), "house/correction", " "), BadRequest::Silent),
        (asks(Kind::WrongValue, vec![], "house/correction", "x"), BadRequest::Pointless(1)),
        (asks(Kind::Contradiction, name(), "house/correction", "x"), BadRequest::Pointless(2)),
        (asks(Kind::Unreadable, name(), "house/correction", "x"), BadRequest::NotAMaterial),
        (
            asks(Kind::Other, vec![answer("answers.handler.colour")], "house/correction", "x"),
            BadRequest::NoSuchField("answers.handler.colour".to_owned()),
        ),
        (asks(Kind::Other, vec![no_file], "house/correction", "x"), BadRequest::NoSuchFile("materials/no.pdf".to_owned())),
        (asks(Kind::Other, vec![on_page(Place { page: 0, area: None })], "house/correction", "x"), BadRequest::OffThePage),
        (
            asks(Kind::Other, vec![on_page(Place { page: 1, area: Some([0.5, 0.5, 0.6, 0.1]) })], "house/correction", "x"),
            BadRequest::OffThePage,
        ),
        (asks(Kind::Other, name(), "cac-mps-19-2025/art-99", "x"), BadRequest::NotInLaw(cite("cac-mps-19-2025/art-99"))),
        (asks(Kind::Other, name(), "claim/16", "x"), BadRequest::NoGround(cite("claim/16"))),
        (asks(Kind::Other, name(), "claim/19", "x"), BadRequest::NoGround(cite("claim/19"))),
        (asks(Kind::Other, name(), "draft-2023/art-16", "x"), BadRequest::NoGround(cite("draft-2023/art-16"))),
    ];
    for (request, fault) in cases {
        let sent = number(vec![request.clone()], &[], pointed(&then));
        assert_eq!(sent, Err(vec![(1, fault)]), "{request:?}");
    }
}

#[test]
fn a_correction_is_kept_as_it_was() {
    let then = snapshot("", &[]);
    for correction in returned(&then) {
        let kept = serde_json::to_string(&correction).unwrap();
        assert_eq!(serde_json::from_str::<Correction>(&kept).unwrap(), correction);
    }
    let kept = serde_json::to_string(&then).unwrap();
    assert_eq!(serde_json::from_str::<Snapshot>(&kept).unwrap(), then);
    assert!(!format!("{then:?}").contains("青穗"), "answers do not print themselves");
}
