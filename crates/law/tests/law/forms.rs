//! Forms, materials, offices and the risk matrix.

use std::collections::BTreeSet;

use jiff::civil::date;
use law::{CaseKind, FieldKind, Force, Law, Need, Required, Standing};

/// Where answers stand in a packet. Other rooms read these paths, so a form may not rename one.
const PATHS: &str = "
handler.name handler.uscc handler.nature handler.registered_address handler.office_address handler.province
handler.representative.name handler.representative.id_type handler.representative.id_number handler.representative.phone
handler.agent.name handler.agent.id_type handler.agent.id_number handler.agent.phone handler.agent.email
handler.agent.department handler.agent.authority_until
handler.pipo.name handler.pipo.post handler.pipo.phone handler.pipo.email handler.pipo.reported handler.pipo.reported_on
handler.people.total handler.people.sensitive handler.people.under_14 handler.people.under_14_count
handler.people.under_18 handler.people.under_18_count handler.cii handler.mlps handler.group handler.contact
uses.*.id uses.*.name uses.*.description uses.*.place uses.*.area uses.*.mode uses.*.purpose uses.*.necessity
uses.*.why_face uses.*.public_safety uses.*.alternative uses.*.special_rule uses.*.legal_basis uses.*.consent_separate
uses.*.consent_capture uses.*.consent_evidence uses.*.notice_version uses.*.notice uses.*.under_14
uses.*.guardian_consent uses.*.minor_rules uses.*.accessibility uses.*.headcount uses.*.measured_on uses.*.stored_form
uses.*.storage uses.*.storage_provider uses.*.storage_region uses.*.storage_in_china uses.*.storage_basis
uses.*.storage_law uses.*.internet uses.*.internet_basis uses.*.internet_law uses.*.retention uses.*.disposal
uses.*.entrusted uses.*.recipients uses.*.joint uses.*.cross_border uses.*.cross_border_route uses.*.devices.count
uses.*.devices.model uses.*.devices.vendor uses.*.devices.place uses.*.devices.sign uses.*.devices.sign_photo
uses.*.safety uses.*.algorithm uses.*.national_channels uses.*.complaint_channel uses.*.started_on
headcount.stored headcount.measured_on headcount.reached_on headcount.method
rules.processing rules.procedures
case.changed_on case.changed case.ended_on case.disposal case.incident_on
pia.assessed_from pia.assessed_to pia.signed_on pia.assessor pia.method pia.data_map pia.third_party.name pia.third_party.part
pia.contents.lawfulness pia.contents.effects pia.contents.risks pia.contents.protections
pia.uses.*.id pia.uses.*.necessity pia.uses.*.alternatives pia.uses.*.retention pia.risks pia.residual pia.conclusion
pia.approved_by
mandate.scope mandate.powers mandate.term_from mandate.term_to mandate.signed_on
undertaking.points undertaking.signed_on";

#[test]
fn template_v0_asks_for_every_answer_a_packet_can_hold_and_no_other() {
    let form = Law::embedded().form("template-v0@1").unwrap();
    let asked: BTreeSet<&str> = form.fields().map(|field| field.path.as_str()).collect();
    let fixed: BTreeSet<&str> = PATHS.split_whitespace().collect();
    assert_eq!(asked, fixed);
    assert_eq!(form.fields().count(), fixed.len(), "each stands once");
}

/// An unofficial field must not stop a submission; the four contents of art. 9 and Q&A 2026-01 may.
#[test]
fn template_v0_is_loudly_unofficial() {
    let form = Law::embedded().form("template-v0@1").unwrap();
    assert!(!form.official && form.warning.zh.starts_with("非官方") && form.warning.en.starts_with("UNOFFICIAL"));
    let stopping: Vec<&str> = form.fields().filter(|field| field.basis.force == Force::Stops).map(|field| field.path.as_str()).collect();
    assert_eq!(
        stopping,
        [
            "pia.third_party.name",
            "pia.third_party.part",
            "pia.contents.lawfulness",
            "pia.contents.effects",
            "pia.contents.risks",
            "pia.contents.protections"
        ]
    );
    assert!(form.fields().all(|field| field.basis.standing != Standing::Claim));
}

#[test]
fn a_condition_holds_or_not() {
    let form = Law::embedded().form("template-v0@1").unwrap();
    let needed = |path: &str, answers: &[(&str, &str)]| {
        let answer = |asked: &str| answers.iter().find(|(path, _)| *path == asked).map(|(_, value)| value.to_string());
        form.field(path).unwrap().required.holds(answer)
    };
    let guardian = "uses.*.guardian_consent";
    assert!(needed(guardian, &[("uses.*.under_14", "true"), ("uses.*.legal_basis", "consent")]));
    assert!(!needed(guardian, &[("uses.*.under_14", "true"), ("uses.*.legal_basis", "legal-duty")]));
    assert!(!needed(guardian, &[]));
    assert!(needed("uses.*.storage_basis", &[("uses.*.storage", "cloud")]));
    assert!(!needed("uses.*.storage_basis", &[("uses.*.storage", "device")]));
    assert!(!needed("uses.*.storage_basis", &[]), "an unanswered question is the other field's fault");
    assert!(needed("uses.*.alternative", &[]));
    assert!(!needed("uses.*.alternative", &[("uses.*.special_rule", "某规定")]));
    assert_eq!(form.field("handler.name").unwrap().required, Required::Yes);
    assert_eq!(form.field("uses.*.retention").unwrap().kind, FieldKind::Retention);
}

/// The filing manual's list, as two provinces restate it.
#[test]
fn the_nine_materials() {
    let law = Law::embedded();
    let on = date(2026, 11, 24);
    let lines: Vec<String> = law
        .materials(CaseKind::First, on)
        .iter()
        .map(|one| format!("{} {} {:?} {:?} {:?} {}", one.number, one.slot, one.form, one.seal, one.need, one.basis.cite))
        .collect();
    assert_eq!(
        lines,
        [
            "1 handler-profile Electronic NotStated Required shandong-2025-06-06/item-1",
            "2 use-statement Electronic NotStated Required shandong-2025-06-06/item-2",
            "3 pia-report Electronic NotStated Required shandong-2025-06-06/item-3",
            "4 uscc-certificate Scan OnPhotocopy Required shandong-2025-06-06/item-4",
            "5 legal-representative-id Scan NotStated Required shandong-2025-06-06/item-5",
            "6 agent-id Scan NotStated Required shandong-2025-06-06/item-6",
            "7 mandate Scan Required Required shandong-2025-06-06/item-7",
            "8 undertaking Scan Required Required shandong-2025-06-06/item-8",
            "9 other Scan NotStated IfAny shandong-2025-06-06/item-9",
        ]
    );
    let covered: BTreeSet<&str> = law.materials(CaseKind::First, on).iter().flat_map(|one| &one.covers).map(|cite| cite.as_str()).collect();
    assert_eq!(covered.len(), 5, "all five headings of art. 15(1)");
    assert!(law.materials(CaseKind::First, date(2025, 5, 31)).is_empty());
}

/// Nothing official says what goes with a change or a cancellation, so nothing there may claim to be law.
#[test]
fn materials_of_later_cases_are_our_own() {
    for kind in [CaseKind::Change, CaseKind::Cancellation] {
        let materials = Law::embedded().materials(kind, date(2026, 11, 24));
        assert!(materials.iter().all(|one| one.basis.standing == Standing::House && one.basis.force == Force::Advises));
        let needed: Vec<&str> = materials.iter().filter(|one| one.need == Need::Required).map(|one| one.slot.as_str()).collect();
        assert_eq!(needed, ["agent-id", "mandate"], "{kind:?}");
    }
}

#[test]
fn thirty_two_offices_and_two_known_contacts() {
    let law = Law::embedded();
    assert_eq!(law.authorities().len(), 32);
    let shandong = law.authority("370000").unwrap();
    assert_eq!(shandong.name.zh, "山东省互联网信息办公室");
    assert_eq!(shandong.named_by.standing, Standing::Infer);
    assert_eq!(shandong.contact.as_ref().unwrap().phone, "0531-51771297");
    assert!(law.authority("660000").is_some() && law.authority("371300").is_none());
    let known: Vec<&str> = law.authorities().iter().filter(|office| office.contact.is_some()).map(|office| office.code.as_str()).collect();
    assert_eq!(known, ["140000", "370000"]);
}

/// GB/T 39335-2020, table D.5.
#[test]
fn the_risk_matrix() {
    let matrix = Law::embedded().risk_matrix("gbt-39335-2020@1").unwrap();
    let row = |impact: &str| {
        let level = |likelihood: &str| matrix.level(impact, likelihood).unwrap();
        format!("{impact}: {} {} {} {}", level("低"), level("中"), level("高"), level("很高"))
    };
    assert_eq!(["严重", "高", "中", "低"].map(row), ["严重: 中 高 严重 严重", "高: 中 中 高 严重", "中: 低 中 中 高", "低: 低 低 中 中"]);
    assert_eq!(matrix.level("很高", "低"), None);
    assert_eq!(matrix.basis.force, Force::Advises);
}
