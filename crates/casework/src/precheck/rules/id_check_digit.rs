//! The identity numbers typed in the form hold their own check.

use law::{Cite, Wording, cite};

use crate::packet::{IdType, Person};
use crate::precheck::{Subject, Verdict};
use crate::words::{IdNumber, IdNumberError, fold, mask};

/// GB 11643-1999: the check character.
pub const CITE: Cite = cite("gb-11643-1999/check");

const BIRTH: Cite = cite("gb-11643-1999/birth");

/// Only resident identity cards: other documents have no such check.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let handler = &subject.packet.answers.handler;
    judge(&handler.representative, "representative", ("法定代表人（负责人）", "the representative"), &mut verdict);
    judge(&handler.agent, "agent", ("经办人", "the agent"), &mut verdict);
    verdict
}

fn judge(person: &Person, field: &str, who: (&str, &str), verdict: &mut Verdict) {
    let (Some(IdType::IdCard), Some(number)) = (person.id_type, &person.id_number) else { return };
    verdict.look();
    let Err(error) = IdNumber::parse(number.reveal()) else { return };
    let (why, shown) = (why(&error), mask(number.reveal()));
    let zh = format!("{}的身份证号码「{shown}」不对：{}", who.0, why.zh);
    let en = format!("the ID number `{shown}` of {} is wrong: {}", who.1, why.en);
    let hit = verdict.fail(format!("answers.handler.{field}.id_number"), zh, en);
    if error == IdNumberError::BirthDate {
        hit.cited(BIRTH);
    }
    if IdNumber::parse(&fold(number.reveal()).to_uppercase()).is_ok() {
        hit.mend("去掉空格，用半角数字，末位是 X 的用大写 X。", "Without spaces, in half-width digits, with a capital X where it ends in X.");
    }
}

fn why(error: &IdNumberError) -> Wording {
    let (zh, en) = match error {
        IdNumberError::Length(n) => (format!("应有 18 位，现有 {n} 位"), format!("it should have 18 characters and has {n}")),
        IdNumberError::Character => ("应是 17 位数字加一位数字或大写 X".to_owned(), "it should be 17 digits and a digit or capital X".to_owned()),
        IdNumberError::BirthDate => ("第 7 至 14 位不是真实存在的日期".to_owned(), "places 7 to 14 are no day of the calendar".to_owned()),
        IdNumberError::Check => ("与校验位不符，其中至少有一位写错".to_owned(), "it does not fit its check character, so at least one place is wrong".to_owned()),
    };
    Wording::new(zh, en)
}
