//! The report treats the four contents the article names.

use law::{Cite, Wording, cite};

use crate::facts::{Fact, PiaFacts};
use crate::packet::PiaAnswer;
use crate::precheck::phrases::is_one_of;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Art. 9(1): four contents.
pub const CITE: Cite = cite("cac-mps-19-2025/art-9/1");

const CONTENTS: [(Cite, &str, &str, &str); 4] = [
    (cite("cac-mps-19-2025/art-9/1/1"), "lawfulness", "目的、方式是否合法、正当、必要", "whether purpose and manner are lawful, legitimate, necessary"),
    (cite("cac-mps-19-2025/art-9/1/2"), "effects", "对个人权益的影响，减轻影响的措施是否有效", "the effect on people's interests, and whether mitigation works"),
    (cite("cac-mps-19-2025/art-9/1/3"), "risks", "泄露、篡改、丢失、毁损或者被非法获取、出售、使用的风险和危害", "the risk of leak, tampering, loss or unlawful use, and the harm"),
    (cite("cac-mps-19-2025/art-9/1/4"), "protections", "保护措施是否合法、有效、与风险相适应", "whether the protections are lawful, effective, proportionate"),
];

/// Answers that treat nothing.
const NOTHING: &[&str] = &["无", "没有", "略", "待补充", "同上", "不适用", "none", "n/a"];

/// What was read counts; the answers only where the report was written here and not read.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    match subject.facts.pia() {
        Some(pia) => check_report(pia, &mut verdict),
        None => check_answers(&subject.packet.answers.pia, &mut verdict),
    }
    verdict
}

/// A content is missing only from a text that was read.
fn check_report(pia: &PiaFacts, verdict: &mut Verdict) {
    let contents = || (1..=CONTENTS.len()).map(|n| pia.contents.get(&n.to_string()).unwrap_or(&Fact::Absent));
    if let (Fact::Unread(it), true) = (&pia.text, contents().any(|it| *it == Fact::Absent)) {
        verdict.unread("pia_report.contents", "评估报告的文字", "the text of the report", it).on(Slot::PiaReport);
    }
    for (i, (content, (asked, _, zh, en))) in contents().zip(CONTENTS).enumerate() {
        let at = format!("pia_report.contents.{}", i + 1);
        let what = (format!("评估报告的第 {} 项内容「{zh}」", i + 1), format!("content {} of the report, `{en}`,", i + 1));
        let read_without = match (content, &pia.text) {
            (Fact::Absent, Fact::Read(text)) => Fact::read(false, text.support, None),
            (Fact::Absent, _) => continue,
            (Fact::Unread(it), _) => Fact::Unread(it.clone()),
            (Fact::Read(it), _) => Fact::read(true, it.support, it.place),
        };
        let hit = verdict.judge(&at, Some(Slot::PiaReport), (&what.0, &what.1), &read_without, |there| missing(*there, i, zh, en));
        hit.map(|it| it.cited(asked));
    }
}

fn missing(there: bool, i: usize, zh: &str, en: &str) -> Option<Wording> {
    let n = i + 1;
    (!there).then(|| Wording::new(format!("评估报告里没有找到第 {n} 项内容：{zh}"), format!("content {n} was not found in the report: {en}")))
}

/// A content left blank is for the completeness rule, on the same article.
fn check_answers(pia: &PiaAnswer, verdict: &mut Verdict) {
    for (content, (asked, field, zh, en)) in pia.contents.iter().zip(CONTENTS) {
        match content.as_deref().map(str::trim) {
            None => {}
            Some(text) if is_one_of(text, NOTHING) => {
                let (zh, en) = (format!("评估报告的「{zh}」写的是「{text}」"), format!("of the report, `{en}` is answered `{text}`"));
                verdict.fail(format!("answers.pia.contents.{field}"), zh, en).cited(asked);
            }
            Some(_) => verdict.look(),
        }
    }
}
