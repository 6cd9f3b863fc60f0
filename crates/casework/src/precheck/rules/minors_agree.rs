//! What the profile says of children fits what the uses say.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::grouped;

/// The figures make sense together; ours.
pub const CITE: Cite = cite("infer/minor-headcount");

/// Children in the profile and in no use are no contradiction: other information of theirs may be processed.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let people = &subject.packet.answers.handler.people;
    let Some(age) = subject.law.minor_age(subject.today).map(|it| it.0) else { return verdict };
    if people.under_14.is_none() && people.under_14_count.is_none() {
        return verdict;
    }
    verdict.look();
    let with_children = subject.packet.answers.uses.iter().find(|it| it.under_14 == Some(true));
    let denied = people.under_14 == Some(false) || people.under_14_count == Some(0);
    if let Some(face_use) = with_children.filter(|_| denied) {
        let title = face_use.title();
        let zh = format!("基本情况表说不处理不满 {age} 周岁未成年人的信息，应用「{title}」却说有");
        let en = format!("the profile says no children under {age}, and the use `{title}` says there are");
        verdict.fail("answers.handler.people.under_14", zh, en);
    }
    if let (Some(false), Some(n @ 1..)) = (people.under_14, people.under_14_count) {
        let n = grouped(n);
        let zh = format!("基本情况表说不处理不满 {age} 周岁未成年人的信息，人数却填 {n}");
        let en = format!("the profile says no children under {age}, and gives their number as {n}");
        verdict.fail("answers.handler.people.under_14_count", zh, en);
    }
    verdict
}
