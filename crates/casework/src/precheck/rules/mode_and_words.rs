//! The mode and the words of a use agree: whoever ticks 1:1 does not describe a search among many, and the reverse.

use law::{Cite, cite};

use crate::packet::FaceUse;
use crate::precheck::phrases::plainly_said;
use crate::precheck::{Subject, Verdict};
use crate::words::Mode;

/// The forms and reports say the same thing alike; ours.
pub const CITE: Cite = cite("infer/statements-agree");

/// Words that can only mean a comparison with many (art. 19(1)(6)).
const MANY: &[&str] = &[
    "一对多", "1:n", "1对n", "1比n", "1vn", "1:多", "1对多", "1比多", "名单比对", "布控", "以脸搜人", "以脸搜脸", "以图搜图", "人脸搜索",
];
/// Words that mean it in the Measures or among engineers, and something looser elsewhere.
const PERHAPS_MANY: &[&str] = &["辨识", "检索", "陌生人", "黑名单", "白名单", "重点人员"];
/// Words that can only mean a comparison with one (art. 19(1)(5)).
const ONE: &[&str] = &["一对一", "1:1", "1对1", "1比1", "1v1", "人证比对", "人证核验", "人证合一"];

/// A denied word (「不做一对多检索」) says nothing; both kinds together are left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        if let Some(mode) = face_use.mode {
            check_one(face_use, mode, &mut verdict);
        }
    }
    verdict
}

fn check_one(face_use: &FaceUse, mode: Mode, verdict: &mut Verdict) {
    let texts = [&face_use.name, &face_use.description, &face_use.purpose];
    let said = |words: &[&'static str]| texts.into_iter().flatten().find_map(|it| plainly_said(it, words));
    if texts.into_iter().flatten().next().is_none() {
        return;
    }
    let (ticked, other, same) = match mode {
        Mode::Verification => ("1:1", said(MANY), said(ONE)),
        Mode::Identification => ("1:N", said(ONE), said(MANY).or_else(|| said(PERHAPS_MANY))),
    };
    let perhaps = said(PERHAPS_MANY).filter(|_| mode == Mode::Verification && same.is_none());
    let (at, title) = (face_use.at("mode"), face_use.title());
    match (other, same, perhaps) {
        (Some(other), None, _) => {
            let zh = format!("「{title}」选的是 {ticked}，文字里却写「{other}」");
            let en = format!("`{title}` is ticked as {ticked}, and its words say `{other}`");
            verdict.fail(at, zh, en);
        }
        (Some(other), Some(same), _) => {
            let zh = format!("「{title}」选的是 {ticked}，文字里「{same}」和「{other}」都有，看不出是哪一种");
            let en = format!("`{title}` is ticked as {ticked}, and its words say both `{same}` and `{other}`: which it is cannot be told");
            verdict.cannot_tell(at, zh, en);
        }
        (None, _, Some(word)) => {
            let zh = format!("「{title}」选的是 {ticked}，文字里写「{word}」；这个词常指一对多，请人工核对");
            let en = format!("`{title}` is ticked as {ticked}, and its words say `{word}`, which often means one to many; please compare");
            verdict.cannot_tell(at, zh, en);
        }
        (None, _, None) => verdict.look(),
    }
}
