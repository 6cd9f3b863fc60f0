//! One result, three ways to look at it: a terminal, a program, a page.

pub mod html;
pub mod json;
mod sure;
pub mod text;

use casework::facts::Facts;
use casework::precheck::{Check, Finding, Outcome};
use law::Wording;

use crate::screen::Ink;
use crate::words;

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

/// Findings that are told in one block. One rule found them one after the other, the same kind of source asks for them, they are equally
/// sure and the same is to be done; only the place differs. What is shown on a picture stands alone.
fn blocks<'a>(findings: &'a [&'a Finding], facts: &'a Facts) -> impl Iterator<Item = &'a [&'a Finding]> {
    findings.chunk_by(move |a, b| {
        let source = |it: &Finding| words::source(&it.basis.cite);
        let sure = |it: &Finding| sure::how_sure(it, facts).map(|it| it.zh);
        (a.rule, a.outcome, a.stops, a.basis.standing) == (b.rule, b.outcome, b.stops, b.basis.standing)
            && (&a.fix.zh, &a.code, &a.answered) == (&b.fix.zh, &b.code, &b.answered)
            && a.area.is_none()
            && b.area.is_none()
            && (source(a), sure(a)) == (source(b), sure(b))
    })
}

/// What a block of several is called.
fn of_one_kind(n: usize) -> Wording {
    Wording::new(format!("同一类问题 {n} 处"), format!("{n} findings of one kind"))
}

/// Whether each finding of a block rests on a clause of its own.
fn rest_on_several(block: &[&Finding]) -> bool {
    block.iter().any(|it| it.basis.cite != block[0].basis.cite)
}

/// How it stands, in a line.
fn verdict(check: &Check) -> Wording {
    let n_stops = check.findings.iter().filter(|it| it.stops).count();
    match (n_stops, check.summary.cannot_tell) {
        (0, 0) => Wording::new("没有发现必须改的地方", "nothing was found that must be mended"),
        (0, n) => Wording::new(
            format!("没有发现必须改的地方；另有 {n} 处无法判断，要人工核对"),
            format!("nothing was found that must be mended; {n} could not be told and need a look"),
        ),
        (n, _) => Wording::new(format!("有 {n} 处必须改，改好再提交"), format!("{n} to be mended before submitting")),
    }
}
