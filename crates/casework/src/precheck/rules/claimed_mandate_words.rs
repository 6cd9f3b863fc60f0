//! Some practitioners say the mandate must carry the words 人脸识别备案专用.

use law::{Cite, Wording, cite};

use super::mandate_scope::scope;
use crate::facts::{Fact, Support};
use crate::precheck::phrases::bare;
use crate::precheck::{Subject, Verdict};

/// A claim without official source.
pub const CITE: Cite = cite("claim/28");

const WORDS: &str = "人脸识别备案专用";
/// Of the words on a scan this is enough: one that reads 人有验识别备案专用 does not lack them.
const ON_A_SCAN: &str = "备案专用";

/// Only the scope is looked at. One that could not be read is for `mandate-scope` to tell.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (scope, at, slot) = scope(subject);
    if matches!(scope, Fact::Unread(_)) {
        return verdict;
    }
    let is_scan = scope.reading().is_some_and(|it| it.support != Support::Typed);
    let words = if is_scan { ON_A_SCAN } else { WORDS };
    verdict.judge(at, slot, ("委托事项", "the matter of the mandate"), &scope, |text| {
        let zh = format!("委托事项写的是「{}」，没有「{WORDS}」字样", text.trim());
        let en = format!("the matter of the mandate, `{}`, lacks the words `{WORDS}`", text.trim());
        (!bare(text).contains(words)).then(|| Wording::new(zh, en))
    });
    verdict
}
