//! The credit codes typed in the form hold their own check.

use law::{Cite, cite};

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
            let why = error.message();
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

fn asked_by(error: &UsccError) -> Cite {
    match error {
        UsccError::Length(_) | UsccError::Character(..) => ALPHABET,
        UsccError::Organisation(_) => ORGANISATION_CODE,
        UsccError::Check(_) => CITE,
    }
}
