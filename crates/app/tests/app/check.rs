//! `facefile check`: the result outsiders build on, and how the command ends.

use std::fs;

use serde_json::Value;

use crate::world::{ANSWERED, AS_OF, IN_CHINESE, SCANNED, facefile, fresh};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// Whether all keys are known and in the contract's order.
fn in_order(keys: &[&str], contract: &[&str]) -> bool {
    let mut rest = contract.iter();
    keys.iter().all(|key| rest.any(|it| it == key))
}

#[test]
fn a_result_has_the_keys_of_the_contract_in_its_order() {
    let result = IN_CHINESE.said.json();
    assert_eq!(keys(&result), ["packet", "as_of", "profile", "rulebook", "summary", "findings"]);
    assert_eq!(keys(&result["summary"]), ["pass", "not_applicable", "fail", "advice", "cannot_tell"]);
    assert_eq!((&result["packet"], &result["as_of"], &result["profile"]), (&"scanned".into(), &AS_OF.into(), &"cautious".into()));
    const FINDING: [&str; 14] =
        ["rule", "name", "outcome", "stops", "basis", "at", "material", "file", "page", "box", "code", "message", "fix", "override"];
    for finding in result["findings"].as_array().unwrap() {
        let keys = keys(finding);
        assert!(in_order(&keys, &FINDING), "{keys:?}");
        for always in ["rule", "name", "outcome", "stops", "basis", "at", "message", "fix"] {
            assert!(keys.contains(&always), "{always} is missing in {finding}");
        }
    }
}

#[test]
fn a_finding_is_the_same_text_every_time() {
    let result = IN_CHINESE.said.json();
    let vague = result["findings"].as_array().unwrap().iter().find(|it| it["rule"] == "R031").expect("the purpose is vague");
    let expected = r#"{
  "rule": "R031",
  "name": "purpose-specific",
  "outcome": "fail",
  "stops": true,
  "basis": {
    "standing": "RULE",
    "cite": "cac-mps-19-2025/art-4/1"
  },
  "at": "answers.uses.member-check.purpose","#;
    let text = serde_json::to_string_pretty(vague).unwrap();
    assert!(text.starts_with(expected), "{text}");
    assert_eq!(keys(&vague["message"]), ["zh", "en"]);
    assert_eq!(keys(&vague["fix"]), ["zh", "en"]);
}

#[test]
fn a_place_is_a_page_and_fractions_of_it() {
    let result = IN_CHINESE.said.json();
    let name = result["findings"].as_array().unwrap().iter().find(|it| it["rule"] == "R007").expect("the certificate is another's");
    assert_eq!((&name["material"], &name["page"]), (&"uscc-certificate".into(), &1.into()));
    let sides: Vec<f64> = name["box"].as_array().expect("it can be pointed at").iter().filter_map(Value::as_f64).collect();
    assert_eq!(sides.len(), 4);
    for side in sides {
        assert!((0.0..=1.0).contains(&side) && side.to_string().len() <= 6, "{side}");
    }
}

#[test]
fn the_summary_counts_the_findings() {
    let result = IN_CHINESE.said.json();
    for outcome in ["fail", "advice", "cannot_tell"] {
        let n = result["findings"].as_array().unwrap().iter().filter(|it| it["outcome"] == outcome).count();
        assert_eq!(result["summary"][outcome], n, "{outcome}");
    }
}

#[test]
fn timings_stand_beside_the_result_when_asked_for() {
    let words = ["check", ANSWERED.to_str().unwrap(), "--as-of", AS_OF, "--format", "json", "--timings", "--profile", "official"];
    let result = facefile(&words).json();
    assert_eq!(keys(&result).last(), Some(&"timings"));
    assert!(result["timings"]["read.peak_mib"].is_u64());
    assert_eq!(result["profile"], "official");
}

#[test]
fn the_status_says_whether_something_stops() {
    assert_eq!(IN_CHINESE.said.status, 1);
    let answered = facefile(&["check", ANSWERED.to_str().unwrap(), "--as-of", AS_OF, "--format", "json"]);
    assert_eq!(answered.status, 0, "{}", answered.out);
    assert!(answered.json()["findings"].as_array().unwrap().iter().any(|it| it["override"] == "<i>随后补交</i>"));
}

#[test]
fn what_cannot_be_judged_is_a_sentence_and_an_object() {
    let folder = fresh("broken");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("packet.toml"), "format = 1\nkind = \"firstly\"\n").unwrap();
    for packet in [folder.to_str().unwrap(), "no-such-packet"] {
        let text = facefile(&["check", packet]);
        assert_eq!((text.status, text.out.as_str()), (2, ""));
        assert!(text.err.lines().count() >= 2, "both languages: {}", text.err);
        let told = facefile(&["check", packet, "--format", "json"]).json();
        assert_eq!(keys(&told["refused"]), ["message", "fix"]);
    }
}

#[test]
fn a_report_that_is_there_is_refused_before_anything_is_read() {
    let report = &IN_CHINESE.report;
    let said = facefile(&["check", SCANNED.to_str().unwrap(), "--report", report.to_str().unwrap()]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("--force"), "{}", said.err);
}

#[test]
fn a_wrong_word_is_told_in_both_languages() {
    let said = facefile(&["check", "packet", "--as-of", "14 September"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("2026-09-14"), "{}", said.err);
}
