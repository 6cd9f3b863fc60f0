//! What the electronic documents state: form, report, rules, plan and contract.

use std::collections::BTreeMap;

use casework::facts::{AgreementFacts, AgreementTerm, Content, Fact, PiaFacts, PolicyFacts, ProfileFacts, Stated, UseStatementFacts};
use casework::packet::SafetyMeasure;
use casework::words::{RetentionPeriod, Slot};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Ink;
use crate::sample::policy::entrusted;
use crate::sample::scene::{CONTENTS, Scene};

/// Printed answers, as a document of some ink says them.
struct Printed<'a> {
    answers: Value,
    ink: &'a Ink,
}

impl Printed<'_> {
    fn text(&self, at: &str) -> Fact<String> {
        self.ink.says(text_at(&self.answers, at))
    }

    fn day(&self, at: &str) -> Fact<Date> {
        self.ink.says(text_at(&self.answers, at).and_then(|it| it.parse().ok()))
    }

    fn value<T: DeserializeOwned>(&self, at: &str) -> Fact<T> {
        self.ink.says(self.answers.pointer(at).and_then(|it| serde_json::from_value(it.clone()).ok()))
    }

    /// What is printed of a use in the form: all of it; in the report: what its table of uses tells, and its own part.
    fn of_use(&self, printed: &Value, assessed: Option<&Value>) -> Stated {
        let ink = self.ink;
        let text = |name: &str| ink.says(printed[name].as_str().map(str::to_owned));
        let stored = printed.get("retention").and_then(period);
        let stated = Stated {
            name: text("name"),
            purpose: text("purpose"),
            mode: ink.says(read(&printed["mode"])),
            legal_basis: ink.says(read(&printed["legal_basis"])),
            headcount: ink.says(printed["headcount"].as_u64()),
            storage: ink.says(read(&printed["storage"])),
            stored_form: ink.says(read(&printed["stored_form"])),
            storage_in_china: ink.says(printed["storage_in_china"].as_bool()),
            internet: ink.says(printed["internet"].as_bool()),
            cross_border: ink.says(printed["cross_border"].as_bool()),
            retention: ink.says(stored),
            under_14: ink.says(printed["under_14"].as_bool()),
            started_on: ink.says(printed["started_on"].as_str().and_then(|it| it.parse().ok())),
            entrusted: ink.says(names(&printed["entrusted"])),
            recipients: ink.says(names(&printed["recipients"])),
            ..Stated::default()
        };
        match assessed {
            None => Stated { safety: ink.says(read(&printed["safety"])), algorithm: text("algorithm"), ..stated },
            Some(assessed) => Stated {
                necessity: ink.says(assessed["necessity"].as_str().map(str::to_owned)),
                alternatives: ink.says(assessed["alternatives"].as_str().map(str::to_owned)),
                retention: ink.says(period(&assessed["retention"])),
                ..stated
            },
        }
    }
}

impl Scene {
    fn printed<'a>(&self, slot: Slot, ink: &'a Ink) -> Printed<'a> {
        Printed { answers: self.answers_as_printed(slot), ink }
    }

    pub(super) fn profile(&self, ink: &Ink) -> ProfileFacts {
        let it = self.printed(Slot::HandlerProfile, ink);
        ProfileFacts {
            name: it.text("/handler/name"),
            uscc: it.text("/handler/uscc"),
            representative: it.text("/handler/representative/name"),
            agent: it.text("/handler/agent/name"),
            pipo: it.text("/handler/pipo/name"),
            registered_address: it.text("/handler/registered_address"),
            people_total: it.value("/handler/people/total"),
            under_14: it.value("/handler/people/under_14"),
            cii: it.value("/handler/cii"),
            mlps_level: it.value("/handler/mlps/0/level"),
        }
    }

    pub(super) fn statement(&self, ink: &Ink) -> UseStatementFacts {
        let it = self.printed(Slot::UseStatement, ink);
        UseStatementFacts {
            name: it.text("/handler/name"),
            uscc: it.text("/handler/uscc"),
            stored: it.value("/headcount/stored"),
            measured_on: it.day("/headcount/measured_on"),
            reached_on: it.day("/headcount/reached_on"),
            uses: list(&it.answers["uses"]).map(|printed| it.of_use(printed, None)).collect(),
        }
    }

    pub(super) fn report(&self, ink: &Ink) -> PiaFacts {
        let it = self.printed(Slot::PiaReport, ink);
        let content = |(i, name): (usize, &&str)| ((i + 1).to_string(), it.text(&format!("/pia/contents/{name}")));
        let contents: BTreeMap<String, Fact<String>> = CONTENTS.iter().enumerate().map(content).collect();
        let named = |id: &Value| list(&it.answers["uses"]).find(|face_use| face_use["id"] == *id).unwrap_or(&Value::Null);
        let uses = list(&it.answers["pia"]["uses"]).map(|assessed| it.of_use(named(&assessed["id"]), Some(assessed))).collect();
        let said = |name: &str| self.get(&format!("pia_report.{name}"));
        PiaFacts {
            name: it.text("/handler/name"),
            uscc: it.text("/handler/uscc"),
            representative: it.text("/handler/representative/name"),
            pipo: it.text("/handler/pipo/name"),
            assessed_from: it.day("/pia/assessed_from"),
            assessed_to: it.day("/pia/assessed_to"),
            signed_on: it.day("/pia/signed_on"),
            approved_by: it.text("/pia/approved_by"),
            third_party: it.text("/pia/third_party/name"),
            stored: it.value("/headcount/stored"),
            contents,
            report_kept: ink.says(said("report_kept").and_then(period)),
            uses,
            whole: Stated { safety: ink.says(measures(&it.answers)), ..whole(&said, ink, it.value("/handler/mlps/0/level")) },
            text: ink.says(Some(whole_text(&it.answers))),
        }
    }

    /// What is read from the other material of a topic.
    pub(super) fn other(&self, topic: &str, ink: &Ink) -> Content {
        match topic {
            "processing-rules" => Content::ProcessingRules(self.policy("processing_rules", ink)),
            "operating-procedures" => Content::Procedures(self.policy("operating_procedures", ink)),
            "security-plan" => Content::SecurityPlan(self.policy("security_plan", ink)),
            "third-party-agreement" => Content::Agreement(self.agreement(ink)),
            _ => Content::None,
        }
    }

    fn policy(&self, head: &str, ink: &Ink) -> PolicyFacts {
        let usual = match head {
            "processing_rules" => json!({ "recipients": [], "stored_form": ["template"] }),
            _ => json!({}),
        };
        let said = |name: &str| self.get(&format!("{head}.{name}")).or_else(|| usual.get(name));
        let text = |name: &str| ink.says(said(name).and_then(Value::as_str).map(str::to_owned));
        PolicyFacts { name: text("name"), pipo: text("pipo"), whole: whole(&said, ink, Fact::Absent) }
    }

    fn agreement(&self, ink: &Ink) -> AgreementFacts {
        let said = |name: &str| self.get(&format!("third_party_agreement.{name}"));
        let left_out = said("without").cloned().unwrap_or_else(|| json!([]));
        let is_there = |it: &AgreementTerm| !list(&left_out).any(|id| read::<AgreementTerm>(id) == Some(*it));
        let free = said("free_sub_entrusting").is_some();
        let usual = AgreementTerm::ASKED.into_iter().filter(|it| !(free && *it == AgreementTerm::NoSubEntrusting));
        let terms = usual.chain([AgreementTerm::LeakCompensation]).filter(is_there);
        let terms = terms.chain(free.then_some(AgreementTerm::FreeSubEntrusting));
        let party = |name: &str, usual: &str| {
            ink.says(Some(said(name).and_then(Value::as_str).unwrap_or(usual).to_owned()).filter(|it| !it.is_empty()))
        };
        AgreementFacts {
            principal: party("principal", self.text("answers.handler.name")),
            entrusted: party("entrusted", &entrusted(self)),
            terms: terms.map(|it| (it, ink.says(Some("见条款".to_owned())))).collect(),
            whole: whole(&said, ink, Fact::Absent),
            text: ink.says(Some("人脸信息委托处理协议".to_owned())),
        }
    }
}

/// What a document says of all uses, in sentences.
fn whole<'a>(said: &impl Fn(&str) -> Option<&'a Value>, ink: &Ink, mlps_level: Fact<u64>) -> Stated {
    let kept = |name: &str| ink.says(said(name).and_then(period));
    let flag = |name: &str| ink.says(said(name).and_then(Value::as_bool));
    let names = |name: &str| ink.says(said(name).and_then(read));
    let level = said("mlps_level").and_then(Value::as_u64);
    Stated {
        retention: kept("retention"),
        logs_kept: kept("logs_kept"),
        record_kept: kept("record_kept"),
        storage: ink.says(said("storage").and_then(read)),
        stored_form: ink.says(said("stored_form").and_then(read)),
        storage_in_china: flag("storage_in_china"),
        internet: flag("internet"),
        cross_border: flag("cross_border"),
        under_14: flag("under_14"),
        recipients: names("recipients"),
        entrusted: names("entrusted"),
        safety: ink.says(said("safety").and_then(read)),
        algorithm: ink.says(said("algorithm").and_then(Value::as_str).map(str::to_owned)),
        mlps_level: if level.is_some() { ink.says(level) } else { mlps_level },
        ..Stated::default()
    }
}

/// The report tells of all five kinds of measures where it treats the protections.
fn measures(printed: &Value) -> Option<Vec<SafetyMeasure>> {
    let told = text_at(printed, "/pia/contents/protections").is_some_and(|it| it.contains("五类措施"));
    let all = ["encryption", "audit", "access-control", "authorisation", "intrusion-detection"];
    told.then(|| read(&json!(all)).expect("the five"))
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The names in a table; nothing where it has no row.
fn names(table: &Value) -> Option<Vec<String>> {
    let names: Vec<String> = list(table).filter_map(|it| it["name"].as_str().map(str::to_owned)).collect();
    (!names.is_empty()).then_some(names)
}

fn text_at(printed: &Value, at: &str) -> Option<String> {
    printed.pointer(at)?.as_str().map(str::to_owned)
}

fn period(retention: &Value) -> Option<RetentionPeriod> {
    let unit = serde_json::from_value(retention["unit"].clone()).ok()?;
    Some(RetentionPeriod { length: retention["length"].as_u64()?, unit })
}

/// All that the report prints, without white space.
fn whole_text(printed: &Value) -> String {
    let mut whole = String::new();
    let said = [&printed["handler"]["name"], &printed["handler"]["uscc"], &printed["uses"], &printed["pia"]];
    for part in said {
        gather(part, &mut whole);
    }
    whole.retain(|it| !it.is_whitespace());
    whole
}

fn gather(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => into.push_str(text),
        Value::Number(number) => into.push_str(&number.to_string()),
        Value::Array(items) => items.iter().for_each(|it| gather(it, into)),
        Value::Object(fields) => fields.iter().filter(|it| it.0 != "id").for_each(|it| gather(it.1, into)),
        Value::Null | Value::Bool(_) => {}
    }
}
