//! Who keeps silent: a rule with nothing to judge says so, and is not counted as passed.

use casework::facts::Facts;
use casework::packet::Packet;
use casework::precheck::{RULES, Subject};
use jiff::civil::Date;
use law::Law;

use crate::overlay::scene;

fn judging(packet: &Packet, facts: &Facts, today: Date) -> Vec<&'static str> {
    let subject = Subject { packet, facts, law: Law::embedded(), today };
    RULES.iter().filter(|it| (it.check)(&subject).applies).map(|it| it.code).collect()
}

#[test]
fn what_is_absent_is_for_the_completeness_rules_alone() {
    let empty = Packet::parse("format = 1\nkind = \"first\"\nform = \"template-v0@1\"").unwrap();
    let judging = judging(&empty, &Facts::default(), scene("").unwrap().today);
    // Materials, rules and procedures, fields and the edition of the form; a claim about a material; and how the answers are written.
    assert_eq!(judging, ["R001", "R002", "R003", "R004", "R056", "R061", "R062"]);
}

#[test]
fn the_clean_packet_leaves_little_unjudged() {
    let clean = scene("").unwrap();
    let judging = judging(&clean.packet, &clean.facts, clean.today);
    let silent: Vec<&str> = RULES.iter().map(|it| it.code).filter(|it| !judging.contains(it)).collect();
    // A public place, children, leaving China, a third party, a cloud; the threshold once it is reached; documents that state no
    // retention for logs, records and uses, nor children; an agreement; a change.
    let expected = ["R021", "R024", "R025", "R030", "R032", "R040", "R057", "R064", "R068", "R072", "R074", "R076", "R077", "R079", "R082"];
    assert_eq!(silent, expected);
}
