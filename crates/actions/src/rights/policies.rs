//! The policies as they are written: read, checked against the words of the schema, and named.

use std::collections::HashSet;
use std::str::FromStr;

use casework::rights::{Act, Desk};
use cedar_policy::{ActionConstraint, Authorizer, Effect, Entities, EntityUid, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use law::Wording;

use super::question::Words;
use super::{Asked, Rights};

pub(super) const SCHEMA: &str = include_str!("../../policies/schema.cedarschema");

/// One file for each desk, in the order in which they are printed.
pub(super) const FILES: &[(Desk, &str)] = &[
    (Desk::Handler, include_str!("../../policies/handler.cedar")),
    (Desk::Authority, include_str!("../../policies/authority.cedar")),
    (Desk::Public, include_str!("../../policies/public.cedar")),
    (Desk::Platform, include_str!("../../policies/platform.cedar")),
    (Desk::Account, include_str!("../../policies/account.cedar")),
];

/// 权限规定: one policy, by its name and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// `nobody-is-both-ends`.
    pub id: String,
    /// At whose desk it is written down.
    pub desk: Desk,
    /// Whether it forbids: then nothing that permits outweighs it.
    pub forbids: bool,
    /// In a sentence.
    pub says: Wording,
}

impl Rights {
    /// # Errors
    /// What is wrong, for whoever wrote the policies.
    pub(super) fn read(schema: &str, files: &[(Desk, &str)]) -> Result<Rights, String> {
        let schema = Schema::from_str(schema).map_err(|it| format!("schema: {it:?}"))?;
        let (mut set, mut listed) = (PolicySet::new(), Vec::new());
        for (desk, text) in files {
            for (policy, line) in named(*desk, text)? {
                set.add(policy).map_err(|it| it.to_string())?;
                listed.push(line);
            }
        }
        let checked = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        if !checked.validation_passed_without_warnings() {
            let faults = checked.validation_errors().map(ToString::to_string);
            return Err(faults.chain(checked.validation_warnings().map(ToString::to_string)).collect::<Vec<_>>().join("\n"));
        }
        let acts = acts(&schema, &set)?;
        Ok(Rights { schema, listed, acts, words: Words::read()?, authorizer: Authorizer::new() })
    }
}

/// The policies of a file under the names they give themselves.
fn named(desk: Desk, text: &str) -> Result<Vec<(cedar_policy::Policy, Policy)>, String> {
    let set = PolicySet::from_str(text).map_err(|it| format!("{desk:?}: {it:?}"))?;
    if set.num_of_templates() > 0 {
        return Err(format!("{desk:?}: a policy with a blank (`?principal`) is one of nobody"));
    }
    let mut policies: Vec<_> = set.policies().collect();
    policies.sort_by_key(|it| place(text, it));
    policies
        .into_iter()
        .map(|it| {
            let note = |key| it.annotation(key).ok_or_else(|| format!("{desk:?}: a policy has no @{key}: {it}"));
            let (id, says) = (note("id")?, note("says")?);
            let (zh, en) = says.rsplit_once('。').ok_or_else(|| format!("{id}: @says is Chinese, a 。, then English"))?;
            let line = Policy {
                id: id.to_owned(),
                desk,
                forbids: it.effect() == Effect::Forbid,
                says: Wording::new(format!("{zh}。"), en.trim()),
            };
            Ok((it.new_id(PolicyId::new(id)), line))
        })
        .collect()
}

/// Where it stands in its file.
fn place(text: &str, policy: &cedar_policy::Policy) -> Option<usize> {
    text.find(&format!("@id(\"{}\")", policy.annotation("id")?))
}

/// Every act with what is said of it. The schema knows each, and none that is no act.
fn acts(schema: &Schema, set: &PolicySet) -> Result<Vec<Asked>, String> {
    let known = schema.action_entities().map_err(|it| it.to_string())?;
    let groups: HashSet<&EntityUid> = schema.action_groups().collect();
    let act_of = |uid: &EntityUid| Act::parse(uid.id().unescaped());
    if let Some(strange) = schema.actions().find(|it| !groups.contains(it) && act_of(it).is_none()) {
        return Err(format!("the schema has {strange}, which is no act"));
    }
    let asked = |act: &Act| {
        let uid = schema.actions().find(|it| act_of(it) == Some(*act)).ok_or_else(|| format!("the schema lacks the act {}", act.id()))?;
        let entity = known.get(uid).cloned().ok_or_else(|| format!("the schema lacks the act {}", act.id()))?;
        let speaking = set.policies().filter(|it| speaks_of(it, uid, &known)).cloned();
        Ok(Asked { entity, set: PolicySet::from_policies(speaking).map_err(|it| it.to_string())? })
    };
    Act::ALL.iter().map(asked).collect()
}

/// Whether what stands in a policy's head under `action` has this act: by its name, or by a group.
fn speaks_of(policy: &cedar_policy::Policy, act: &EntityUid, known: &Entities) -> bool {
    let has = |named: &EntityUid| named == act || known.is_ancestor_of(named, act);
    match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(named) => has(&named),
        ActionConstraint::In(named) => named.iter().any(has),
    }
}
