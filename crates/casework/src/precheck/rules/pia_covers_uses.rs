//! The report names every face use of the form.

use law::{Cite, Wording, cite};

use crate::facts::{Fact, PiaFacts};
use crate::packet::{FaceUse, PiaAnswer};
use crate::precheck::phrases::bare;
use crate::precheck::{Subject, Verdict};
use crate::words::Slot;

/// A use that is not in the report was not assessed; our inference from art. 9(1).
pub const CITE: Cite = cite("infer/pia-covers-uses");

/// What was read counts; the answers only where the report was written here and not read.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let answers = &subject.packet.answers;
    match subject.facts.pia() {
        Some(pia) => check_report(&answers.uses, pia, &mut verdict),
        None => answers.uses.iter().for_each(|it| check_answers(it, &answers.pia, &mut verdict)),
    }
    verdict
}

fn check_report(uses: &[FaceUse], pia: &PiaFacts, verdict: &mut Verdict) {
    let listed: Vec<String> = pia.uses.iter().filter_map(|it| it.name.value()).map(|it| bare(it)).collect();
    for face_use in uses {
        let names: Vec<String> = [&face_use.name, &face_use.id].into_iter().flatten().map(|it| bare(it)).collect();
        if names.iter().any(|it| listed.contains(it)) {
            verdict.look();
            continue;
        }
        if let Fact::Unread(it) = &pia.text {
            verdict.unread("pia_report.uses", "评估报告的文字", "the text of the report", it).on(Slot::PiaReport);
            return; // one text, one finding
        }
        let at = format!("pia_report.uses.{}", face_use.id.as_deref().unwrap_or_default());
        let absent = |text: &String| {
            let text = bare(text);
            (!names.is_empty() && !names.iter().any(|it| text.contains(it))).then(|| missing(face_use, "评估报告里", "in the report"))
        };
        verdict.judge(&at, Some(Slot::PiaReport), ("评估报告的文字", "the text of the report"), &pia.text, absent);
    }
}

fn check_answers(face_use: &FaceUse, pia: &PiaAnswer, verdict: &mut Verdict) {
    if pia.uses.is_empty() || face_use.id.is_none() {
        return;
    }
    verdict.look();
    if !pia.uses.iter().any(|it| it.id == face_use.id) {
        let it = missing(face_use, "填写的评估里", "in the assessment as answered");
        verdict.fail(format!("answers.pia.uses.{}", face_use.id.as_deref().unwrap_or_default()), it.zh, it.en);
    }
}

fn missing(face_use: &FaceUse, place_zh: &str, place_en: &str) -> Wording {
    let title = face_use.title();
    Wording::new(format!("{place_zh}没有找到备案表中的应用「{title}」"), format!("the use `{title}` of the form was not found {place_en}"))
}
