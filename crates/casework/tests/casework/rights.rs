//! The words of rights, and what must hold of them whatever the policies say.

use std::collections::BTreeSet;

use casework::lifecycle::TABLE;
use casework::rights::{Act, Desk, Nature, Role};

#[test]
fn ids_are_permanent_words_and_none_stands_twice() {
    let ids: BTreeSet<&str> = Act::ALL.iter().map(|it| it.id()).collect();
    assert_eq!(ids.len(), Act::ALL.len());
    for act in Act::ALL {
        assert!(act.id().bytes().all(|it| it.is_ascii_lowercase() || it == b'-'), "{}", act.id());
        assert_eq!(Act::parse(act.id()), Some(*act));
        assert_eq!(serde_json::to_value(act).unwrap(), act.id());
        assert!(!act.name().zh.is_empty() && !act.name().en.is_empty());
    }
    for role in Role::ALL {
        assert_eq!(serde_json::to_value(role).unwrap(), role.id());
    }
    let named: BTreeSet<String> = Act::ALL.iter().map(|it| it.name().zh).collect();
    assert_eq!(named.len(), Act::ALL.len(), "two acts with one name");
}

/// Who runs the platform reads no case: no act of its desk opens anything, or stands in the lifecycle.
#[test]
fn the_operator_can_read_no_case() {
    let platform = || Act::ALL.iter().filter(|it| it.desk() == Desk::Platform);
    assert!(platform().all(|it| !it.opens_sealed() && !it.id().contains("case") && !it.id().contains("material")));
    assert!(TABLE.iter().all(|row| row.act.desk() != Desk::Platform && !row.who.contains(&Role::Operator)));
    assert!(TABLE.iter().all(|row| !row.who.contains(&Role::Auditor) && !row.who.contains(&Role::HandlerReader)));
}

/// Whatever moves a case is told apart from a look, and a decision asks who it is anew.
#[test]
fn steps_of_the_lifecycle_change_something() {
    assert!(TABLE.iter().all(|row| matches!(row.act.nature(), Nature::Changes | Nature::Decides)));
    for act in [Act::SubmitCase, Act::ReturnCase, Act::ConfirmAcceptance, Act::TransferCase, Act::CloseCase, Act::ReopenCase] {
        assert!(act.needs_step_up(), "{}", act.id());
    }
}
