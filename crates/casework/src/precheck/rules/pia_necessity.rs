//! The assessment argues why each use is necessary and weighs other ways.

use law::{Cite, cite};

use crate::facts::{Fact, PiaFacts, Stated};
use crate::packet::{Answers, FaceUse, PiaUse};
use crate::precheck::contradictions::named;
use crate::precheck::phrases::is_one_of;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// Art. 9(1)(i): whether purpose and manner are necessary.
pub const CITE: Cite = cite("cac-mps-19-2025/art-9/1/1");

/// That other ways are weighed follows from arts. 4 and 10; no article says that the report must show it.
const ALTERNATIVES: Cite = cite("infer/pia-chapters");

/// Answers that argue nothing.
const NOTHING: &[&str] = &["无", "没有", "略", "同上", "待补充", "不适用", "必要", "有必要", "确有必要", "见上", "无替代方式", "none", "n/a", "necessary"];

/// What the report says comes first; what was answered here counts where no report was read.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let answers = &subject.packet.answers;
    match subject.facts.pia() {
        Some(pia) => answers.uses.iter().for_each(|it| check_report(it, pia, answers, &mut verdict)),
        None => answers.pia.uses.iter().for_each(|it| check_answer(it, &mut verdict)),
    }
    verdict
}

/// The two arguments: field, name, whose demand.
fn arguments<'a, T>(necessity: &'a T, alternatives: &'a T) -> [(&'static str, (&'static str, &'static str), Cite, &'a T); 2] {
    [
        ("necessity", ("必要性", "why it is necessary"), CITE, necessity),
        ("alternatives", ("替代方式的比较", "which other ways were weighed"), ALTERNATIVES, alternatives),
    ]
}

fn check_answer(pia_use: &PiaUse, verdict: &mut Verdict) {
    for (field, name, asked, answer) in arguments(&pia_use.necessity, &pia_use.alternatives) {
        let Some(text) = answer.as_deref().map(str::trim) else { continue };
        if !is_one_of(text, NOTHING) {
            verdict.look();
            continue;
        }
        let (zh, en) = (format!("评估里的「{}」写的是「{text}」，等于没有论证", name.0), format!("of the assessment, {} is answered `{text}`", name.1));
        verdict.fail(format!("{}.{field}", pia_use.path), zh, en).cited(asked);
    }
}

/// A report that argues for all uses at once argues for each. One that was not read, or does not treat the use, is for other rules.
fn check_report(face_use: &FaceUse, pia: &PiaFacts, answers: &Answers, verdict: &mut Verdict) {
    let is_about_it = |it: &&Stated| named(it, &pia.uses, answers).is_some_and(|it| it.path == face_use.path);
    let Some(treated) = pia.uses.iter().find(is_about_it).filter(|_| pia.text.reading().is_some()) else { return };
    let whole = [&pia.whole.necessity, &pia.whole.alternatives];
    for ((field, name, asked, said), of_all) in arguments(&treated.necessity, &treated.alternatives).into_iter().zip(whole) {
        let at = format!("pia_report.uses.{}.{field}", face_use.id.as_deref().unwrap_or_default());
        let title = face_use.title();
        match (said, of_all) {
            (Fact::Read(it), _) if is_one_of(&it.value, NOTHING) => {
                let zh = format!("评估报告里「{title}」的{}写的是「{}」，等于没有论证", name.0, it.value.trim());
                let en = format!("of `{title}` in the report, {} reads `{}`", name.1, it.value.trim());
                let hit = if it.is_firm() { verdict.fail(at, zh, en) } else { verdict.cannot_tell(at, zh, en) };
                hit.cited(asked).on(Slot::PiaReport).placed(it.place);
            }
            (Fact::Absent, Fact::Absent) => {
                let zh = format!("评估报告里没有找到「{title}」的{}；可能换了说法，请人工看", name.0);
                let en = format!("of `{title}`, {} was not found in the report; it may be said in other words, please look", name.1);
                verdict.cannot_tell(at, zh, en).cited(asked).on(Slot::PiaReport);
            }
            _ => verdict.look(),
        }
    }
}
