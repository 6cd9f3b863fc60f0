//! The credit codes typed in the form hold their own check.

use law::{Cite, Wording, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::{Uscc, UsccError, fold};

/// GB 32100-2015: the check character of the whole code.
pub const CITE: Cite = cite("gb-32100-2015/check");

const ALPHABET: Cite = cite("gb-32100-2015/alphabet");
const ORGANISATION_CODE: Cite = cite("gb-32100-2015/organisation-code");

/// The handler's code and those of the group's members.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let handler = &subject.packet.answers.handler;
    let members = handler.group.iter().enumerate().map(|(i, it)| (format!("answers.handler.group.{}.uscc", i + 1), &it.uscc));
    let codes = std::iter::once(("answers.handler.uscc".to_owned(), &handler.uscc)).chain(members);
    for (at, code) in codes.filter_map(|(at, code)| Some((at, code.as_ref()?))) {
        verdict.look();
        if let Err(error) = Uscc::parse(code) {
            let why = why(&error);
            let hit = verdict.fail(at, format!("代码「{code}」不对：{}", why.zh), format!("the code `{code}` is wrong: {}", why.en));
            hit.cited(asked_by(&error));
            if let Ok(meant) = Uscc::parse(&fold(code).to_uppercase()) {
                let meant = meant.as_str();
                hit.mend(format!("去掉空格，用半角大写：{meant}。请对照证件核对。"), format!("Without spaces, in half-width capitals: {meant}. Compare with the certificate."));
            }
        }
    }
    verdict
}

fn why(error: &UsccError) -> Wording {
    let (zh, en) = match error {
        UsccError::Length(n) => (format!("应有 18 位，现有 {n} 位"), format!("it should have 18 characters and has {n}")),
        UsccError::Character(c, at) => (
            format!("第 {at} 位「{c}」不是代码用的字符（数字和大写字母，没有 I、O、S、V、Z）"),
            format!("`{c}` at place {at} is no character of a code (digits and capitals, without I, O, S, V, Z)"),
        ),
        UsccError::Check(c) => {
            (format!("按前 17 位，校验位应为 {c}；前面也可能有一位写错"), format!("by the first 17 places the last should be {c}, unless one of them is wrong"))
        }
        UsccError::Organisation(c) => (
            format!("按第 9 至 16 位，第 17 位应为 {c}；前面也可能有一位写错"),
            format!("by places 9 to 16, place 17 should be {c}, unless one of them is wrong"),
        ),
    };
    Wording::new(zh, en)
}

fn asked_by(error: &UsccError) -> Cite {
    match error {
        UsccError::Length(_) | UsccError::Character(..) => ALPHABET,
        UsccError::Organisation(_) => ORGANISATION_CODE,
        UsccError::Check(_) => CITE,
    }
}
