//! The packet is filled in on an edition of the forms that `law/` has.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};

/// The forms are not official; which editions are known is our own matter.
pub const CITE: Cite = cite("house/form-edition");

/// An unknown edition is no fault of the answers: they only cannot be judged field by field.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::looked();
    let edition = &subject.packet.form;
    if subject.law.form(edition).is_none() {
        let known: Vec<&str> = subject.law.forms().iter().map(|it| it.edition.as_str()).collect();
        let zh = format!("不认识表单版本「{edition}」，没有逐项核对必填项；认识的有：{}", known.join("、"));
        let en = format!("the edition `{edition}` of the forms is not known, so required fields were not checked; known are: {}", known.join(", "));
        verdict.cannot_tell("form", zh, en);
    }
    verdict
}
