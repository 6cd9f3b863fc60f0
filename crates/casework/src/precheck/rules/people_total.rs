//! Whoever stores a face processes that person's information, and a sensitive kind of it.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::grouped;

/// The figures make sense together; ours.
pub const CITE: Cite = cite("infer/people-total");

/// Each figure is compared only where it was given.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let (people, stored) = (&subject.packet.answers.handler.people, subject.packet.answers.headcount.stored);
    let Some(stored) = stored else { return verdict };
    for (n, field, zh, en) in [
        (people.total, "total", "处理个人信息的总人数", "the number of people whose personal information is processed"),
        (people.sensitive, "sensitive", "处理敏感个人信息的人数", "the number of people whose sensitive information is processed"),
    ] {
        match n {
            None => {}
            Some(n) if n >= stored => verdict.look(),
            Some(n) => {
                let (n, stored) = (grouped(n), grouped(stored));
                let zh = format!("{zh} {n} 少于存储人脸的 {stored} 人：人脸信息也在其内");
                let en = format!("{en}, {n}, is below the {stored} people whose faces are stored, which are among them");
                verdict.fail(format!("answers.handler.people.{field}"), zh, en);
            }
        }
    }
    verdict
}
