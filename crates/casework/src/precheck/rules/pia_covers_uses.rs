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
    for face_use in &answers.uses {
        match subject.facts.pia() {
            Some(pia) => check_report(face_use, pia, &mut verdict),
            None => check_answers(face_use, &answers.pia, &mut verdict),
        }
    }
    verdict
}

fn check_report(face_use: &FaceUse, pia: &PiaFacts, verdict: &mut Verdict) {
    let names: Vec<String> = [&face_use.name, &face_use.id].into_iter().flatten().map(|it| bare(it)).collect();
    let listed = pia.uses.iter().filter_map(|it| it.name.value()).any(|it| names.contains(&bare(it)));
    if names.is_empty() || listed {
        return if listed { verdict.look() } else { () };
    }
    let at = format!("pia_report.uses.{}", face_use.id.as_deref().unwrap_or_default());
    let hit = verdict.judge(&at, Some(Slot::PiaReport), ("评估报告的文字", "the text of the report"), &pia.text, |text| {
        let text = bare(text);
        (!names.iter().any(|it| text.contains(it))).then(|| missing(face_use))
    });
    // A place in the text would only say where the text begins.
    hit.filter(|_| matches!(pia.text, Fact::Read(_))).map(|it| it.placed(None));
}

fn check_answers(face_use: &FaceUse, pia: &PiaAnswer, verdict: &mut Verdict) {
    if pia.uses.is_empty() || face_use.id.is_none() {
        return;
    }
    verdict.look();
    if !pia.uses.iter().any(|it| it.id == face_use.id) {
        let it = missing(face_use);
        verdict.fail(format!("answers.pia.uses.{}", face_use.id.as_deref().unwrap_or_default()), it.zh, it.en);
    }
}

fn missing(face_use: &FaceUse) -> Wording {
    let title = face_use.title();
    Wording::new(format!("评估报告里没有找到备案表中的应用「{title}」"), format!("the use `{title}` of the form was not found in the report"))
}
