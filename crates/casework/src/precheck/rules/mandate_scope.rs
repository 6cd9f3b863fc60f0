//! The mandate is for the face-recognition filing.

use law::{Cite, Wording, cite};

use crate::facts::{Fact, Support};
use crate::precheck::phrases::mentioned;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// The mandate's fields are not public; that it names its matter is our inference.
pub const CITE: Cite = cite("infer/mandate-fields");

/// A scope that speaks of only one of the two, faces or filing, is left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (scope, at, slot) = scope(subject);
    let (mut faces, mut filing) = (true, true);
    if let Some(text) = scope.value() {
        (faces, filing) = (mentioned(text, &["人脸", "面部识别"]).is_some(), mentioned(text, &["备案"]).is_some());
    }
    let wrong = |text: &String| (!faces || !filing).then(|| no_mention(text, faces, filing));
    if let Some(hit) = verdict.judge(at, slot, ("委托事项", "the matter of the mandate"), &scope, wrong) {
        hit.certain &= !faces && !filing;
    }
    verdict
}

/// The scope as read from the mandate, or as answered where no mandate was read; where it stands.
pub(super) fn scope(subject: &Subject) -> (Fact<String>, &'static str, Option<Slot>) {
    match (subject.facts.mandate(), &subject.packet.answers.mandate.scope) {
        (Some(mandate), _) => (mandate.scope.clone(), "mandate.scope", Some(Slot::Mandate)),
        (None, Some(scope)) => (Fact::read(scope.clone(), Support::Typed, None), "answers.mandate.scope", None),
        (None, None) => (Fact::Absent, "mandate.scope", None),
    }
}

fn no_mention(scope: &str, faces: bool, filing: bool) -> Wording {
    let (zh, en) = match (faces, filing) {
        (true, _) => ("提到人脸识别，没有提到备案", "speaks of face recognition, not of a filing"),
        (_, true) => ("提到备案，没有说是人脸识别的备案", "speaks of a filing, not of face recognition"),
        (false, false) => ("没有提到人脸识别备案", "does not speak of a face-recognition filing"),
    };
    let scope = scope.trim();
    Wording::new(format!("委托事项写的是「{scope}」，{zh}"), format!("the matter of the mandate, `{scope}`, {en}"))
}
