//! One result, three ways to look at it: a terminal, a program, a page.

pub mod html;
pub mod json;
mod sure;
pub mod text;

use casework::precheck::{Check, Finding, Outcome};
use law::Wording;

use crate::screen::Ink;

/// A part of the report, and which findings stand in it. A check's findings come in this order.
struct Part {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    ink: Ink,
    holds: fn(&Finding) -> bool,
}

const PARTS: [Part; 4] = [
    Part { id: "stops", zh: "先改这些", en: "Mend these first", ink: Ink::Red, holds: |it| it.stops },
    Part {
        id: "answered",
        zh: "已经说明理由的",
        en: "Answered with a reason",
        ink: Ink::Plain,
        holds: |it| it.outcome == Outcome::Fail && !it.stops,
    },
    Part {
        id: "cannot-tell",
        zh: "无法判断，请人工核对",
        en: "Could not be told: please look yourself",
        ink: Ink::Yellow,
        holds: |it| it.outcome == Outcome::CannotTell,
    },
    Part { id: "advice", zh: "建议", en: "Advice", ink: Ink::Blue, holds: |it| it.outcome == Outcome::Advice },
];

/// How it stands, in a line.
fn verdict(check: &Check) -> Wording {
    match check.findings.iter().filter(|it| it.stops).count() {
        0 => Wording::new("没有发现必须改的地方", "nothing was found that must be mended"),
        n => Wording::new(format!("有 {n} 处必须改，改好再提交"), format!("{n} to be mended before submitting")),
    }
}
