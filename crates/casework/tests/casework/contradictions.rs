//! The table of contradictions: every pair is found where its documents differ and silent where they can mean the same, and the table is
//! printed.

use std::fmt::Write;

use casework::precheck::contradictions::{Document, Matter, PAIRS, Pair};
use casework::precheck::{self, Finding, Profile, RULES, Subject};
use law::Law;

use crate::overlay::scene;
use crate::printed::compare;

/// What one document says otherwise, and what can mean the same as the clean packet.
fn said(matter: Matter) -> (&'static str, &'static str) {
    match matter {
        Matter::Representative => ("\"卢怀瑾\"", "\"林 穗和\""),
        Matter::Agent => ("\"卢怀瑾\"", "\"宋知远\""),
        Matter::Pipo => ("\"卢怀瑾\"", "\"贺清扬\""),
        Matter::Address => ("\"济南市历下区明湖路9号\"", "\"临沂市兰山区青穗路１８号\""),
        Matter::Handler => ("\"临沂青穗智联科技公司\"", "\"临沂青穗智联科技有限公司\""),
        Matter::ThirdParty => ("\"青岛云栈数据有限公司\"", "\"中衡测评\""),
        Matter::Entrusted => ("[\"青岛云栈数据有限公司\"]", "[\"临沂明见门控有限公司\"]"),
        Matter::Recipients => ("[\"青岛云栈数据有限公司\"]", "[]"),
        Matter::Retention => ("{ length = 7, unit = \"day\" }", "{ length = 2, unit = \"month\" }"),
        Matter::Storage => ("\"cloud\"", "\"device\""),
        Matter::StoredForm => ("[\"image\"]", "[\"template\"]"),
        Matter::InChina => ("false", "true"),
        Matter::Internet => ("false", "true"),
        Matter::CrossBorder | Matter::Under14 | Matter::AnyUnder14 | Matter::Cii => ("true", "false"),
        Matter::Stored => ("12840", "128000"),
        Matter::Headcount => ("9400", "8000"),
        Matter::PeopleTotal => ("320200", "302000"),
        Matter::Purpose => ("\"推送促销信息\"", "\"通行大堂闸机时核验员工本人\""),
        Matter::Mode => ("\"1:N\"", "\"1:1\""),
        Matter::LegalBasis => ("\"legal-duty\"", "\"consent\""),
        Matter::StartedOn => ("\"2025-08-01\"", "\"2025-07-01\""),
        Matter::MeasuredOn => ("\"2026-11-02\"", "\"2026-11-20\""),
        Matter::ReachedOn => ("\"2026-10-09\"", "\"2026-11-09\""),
        Matter::AssessedFrom => ("\"2025-06-04\"", "\"2025-06-03\""),
        Matter::AssessedTo => ("\"2025-06-16\"", "\"2025-06-18\""),
        Matter::PiaSignedOn => ("\"2025-06-22\"", "\"2025-06-20\""),
        Matter::Safety => ("[\"encryption\", \"intrusion-detection\"]", "[\"encryption\", \"audit\"]"),
        Matter::Algorithm => ("\"安识比对引擎 2.11\"", "\"QS-Face 3.2\""),
        Matter::Mlps => ("2", "3"),
    }
}

/// What is answered beside the clean packet, so that there is something to compare with.
const ANSWERED: &str = r#"
answers.handler.pipo.name = "贺清扬"
answers.handler.people.total = 302000
answers.handler.mlps = [{ system = "会员系统", level = 3, number = "37130099001-00001" }]
answers.pia.third_party = { name = "临沂市中衡测评有限公司", part = "渗透测试" }
answers.uses.lobby-gate.safety = ["encryption", "audit"]
answers.uses.member-kiosk.safety = ["encryption", "audit"]
with = [
    { slot = "other", topic = "security-plan", file = "materials/security-plan.pdf" },
    { slot = "other", topic = "third-party-agreement", file = "materials/agreement.pdf" },
]
"#;

/// Where a document's facts have a matter.
fn fact(matter: Matter, document: Document) -> String {
    let field = matter.field();
    let of_handler = matches!(
        matter,
        Matter::Representative | Matter::Pipo | Matter::ThirdParty | Matter::Stored | Matter::MeasuredOn | Matter::ReachedOn
    ) || matches!(matter, Matter::AssessedFrom | Matter::AssessedTo | Matter::PiaSignedOn);
    match (document, matter) {
        (Document::Profile, _) => format!("facts.handler_profile.{field}"),
        (Document::UseStatement, _) if of_handler => format!("facts.use_statement.{field}"),
        (Document::UseStatement, _) => format!("facts.use_statement.uses.1.{field}"),
        (Document::Pia, Matter::Mlps) => format!("facts.pia_report.whole.{field}"),
        (Document::Pia, _) if of_handler => format!("facts.pia_report.{field}"),
        (Document::Pia, Matter::Entrusted) => format!("facts.pia_report.uses.2.{field}"),
        (Document::Pia, _) => format!("facts.pia_report.uses.1.{field}"),
        (Document::Certificate, Matter::Address) => "facts.certificate.address".to_owned(),
        (Document::Certificate, _) => format!("facts.certificate.{field}"),
        (Document::RepresentativeId, _) => "facts.legal_representative_id.name".to_owned(),
        (Document::ProcessingRules, Matter::Handler | Matter::Pipo) => format!("facts.processing_rules.{field}"),
        (Document::ProcessingRules, _) => format!("facts.processing_rules.whole.{field}"),
        (Document::Procedures, _) => format!("facts.operating_procedures.whole.{field}"),
        (Document::SecurityPlan, _) => format!("facts.security_plan.whole.{field}"),
        (Document::Agreement, Matter::Handler) => "facts.third_party_agreement.principal".to_owned(),
        (Document::Agreement, Matter::Entrusted) => "facts.third_party_agreement.entrusted".to_owned(),
        (Document::Agreement, _) => format!("facts.third_party_agreement.whole.{field}"),
        (Document::Answers, _) => unreachable!("no answer is read from a document"),
    }
}

/// The answer that is left blank where two documents are compared with each other.
fn blank(matter: Matter) -> &'static str {
    match matter {
        Matter::Representative => "answers.handler.representative.name",
        Matter::Retention => "answers.uses.lobby-gate.retention",
        Matter::Storage => "answers.uses.lobby-gate.storage",
        Matter::Stored => "answers.headcount.stored",
        Matter::Mode => "answers.uses.lobby-gate.mode",
        other => unreachable!("{other:?} is compared between two documents only beside an answer"),
    }
}

/// A report on the first use is about the second where that one has the party; a contract names one party, and a use statement sends.
fn written(pair: &Pair, value: &str) -> String {
    let list_of_one = |it: &str| it.trim_matches(['[', ']']).to_owned();
    match (pair.other, pair.matter) {
        (Document::Agreement, Matter::Entrusted) => list_of_one(value),
        (Document::UseStatement | Document::Pia, Matter::Internet) if value == "false" => "true".to_owned(),
        (Document::UseStatement | Document::Pia, Matter::Internet) => "false".to_owned(),
        (Document::UseStatement, Matter::Entrusted) if value.contains("明见") => "[]".to_owned(),
        _ => value.to_owned(),
    }
}

fn found(pair: &Pair, value: &str) -> Vec<Finding> {
    let typed = |it: &str| format!("{{ read = {it}, support = \"typed\" }}");
    let mut overlay = format!("{} = {}\n", fact(pair.matter, pair.other), typed(&written(pair, value)));
    if pair.one != Document::Answers {
        overlay += &format!("{} = \"\"\n", blank(pair.matter));
        overlay += &format!("{} = {}\n", fact(pair.matter, pair.one), typed(said(pair.matter).1));
    }
    let scene = scene(&(overlay + ANSWERED)).unwrap_or_else(|why| panic!("{pair:?}: {why}"));
    let subject = Subject { packet: &scene.packet, facts: &scene.facts, law: Law::embedded(), today: scene.today };
    let findings = precheck::check(&subject, Profile::Cautious, "pairs").unwrap().findings;
    let rule = RULES.iter().find(|it| it.code == pair.matter.theme().rule()).expect("a rule");
    findings.into_iter().filter(|it| it.rule == rule.code).collect()
}

#[test]
fn every_pair_is_found_where_its_documents_differ_and_silent_where_they_can_mean_the_same() {
    for pair in PAIRS {
        let (otherwise, alike) = said(pair.matter);
        let names = [pair.one.name().zh, pair.other.name().zh, pair.matter.name().zh];
        let hits = found(pair, otherwise);
        assert_eq!(hits.len(), 1, "{pair:?}: {hits:?}");
        assert!(names.iter().all(|it| hits[0].message.zh.contains(it.as_str())), "{pair:?}: {}", hits[0].message.zh);
        assert_eq!(hits[0].basis.cite, pair.cite, "{pair:?}");
        assert!(found(pair, alike).is_empty(), "{pair:?}: {:?}", found(pair, alike));
    }
}

#[test]
fn the_table_is_printed_from_the_code() {
    let mut page = "# 矛盾对 Contradictions\n\nPrinted from the code; `UPDATE_EXPECT=1 cargo test -p casework` rewrites it. ".to_owned();
    page += "Names and codes across materials are compared by R007 to R014 and R045, the retention of form and report by R019, the answers among themselves by R017, R032 to R036 and R059.\n\n";
    page += "| 规则 rule | 事项 matter | 甲 one | 乙 other | 依据 basis | 作用 effect |\n|---|---|---|---|---|---|\n";
    for pair in PAIRS {
        let basis = Law::embedded().basis(&pair.cite).expect("resolves");
        let (what, one, other) = (pair.matter.name(), pair.one.name(), pair.other.name());
        let effect = match basis.force {
            law::Force::Stops => "须改正 stops",
            _ => "建议 advises",
        };
        let row = [what, one, other].map(|it| format!("{} {}", it.zh, it.en)).join(" | ");
        writeln!(page, "| {} | {row} | {} · {} | {effect} |", pair.matter.theme().rule(), basis.standing, basis.cite).unwrap();
    }
    compare("docs/contradictions.md", &page);
}
