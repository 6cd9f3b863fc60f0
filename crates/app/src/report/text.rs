//! The result on a terminal: how it stands, what to mend first, the dates, what could not be told, advice.

use actions::check::{Checked, Deadline};
use casework::precheck::{Finding, Outcome, Rule, Summary};
use law::{Law, Wording};

use crate::screen::{Ink, Screen};
use crate::words;

/// Shows it.
pub fn show(mut screen: Screen, law: &Law, checked: &Checked) {
    set(&mut screen, law, checked);
    screen.show();
}

fn set(screen: &mut Screen, law: &Law, checked: &Checked) {
    head(screen, checked);
    let mut n = 0;
    for part in PARTS {
        let findings: Vec<&Finding> = checked.check.findings.iter().filter(|it| (part.holds)(it)).collect();
        if !findings.is_empty() {
            screen.heading(screen.pick(part.zh, part.en));
        }
        for finding in findings {
            n += 1;
            set_finding(screen, law, finding, n, part.ink);
        }
        if part.before_dates {
            dates(screen, checked);
        }
    }
    conclusion(screen, checked);
}

/// A part of the report, and which findings stand in it.
struct Part {
    zh: &'static str,
    en: &'static str,
    ink: Ink,
    holds: fn(&Finding) -> bool,
    before_dates: bool,
}

const PARTS: [Part; 4] = [
    Part { zh: "先改这些", en: "Mend these first", ink: Ink::Red, holds: |it| it.stops, before_dates: false },
    Part {
        zh: "已经说明理由的",
        en: "Answered with a reason",
        ink: Ink::Plain,
        holds: |it| it.outcome == Outcome::Fail && !it.stops,
        before_dates: true,
    },
    Part {
        zh: "无法判断，请人工核对",
        en: "Could not be told: please look yourself",
        ink: Ink::Yellow,
        holds: |it| it.outcome == Outcome::CannotTell,
        before_dates: false,
    },
    Part { zh: "建议", en: "Advice", ink: Ink::Blue, holds: |it| it.outcome == Outcome::Advice, before_dates: false },
];

fn head(screen: &mut Screen, checked: &Checked) {
    let check = &checked.check;
    let day = words::day(check.as_of);
    let who = checked.packet().answers.handler.name.as_deref().unwrap_or_default();
    screen.block(0, "", format!("{}  {who}", check.packet).trim_end(), Ink::Bold);
    let line = Wording::new(
        format!("按 {} 检查 · 规则库 {} · 档位 {}", day.zh, check.rulebook, check.profile),
        format!("judged for {} · rulebook {} · profile {}", day.en, check.rulebook, check.profile),
    );
    let line = screen.say(&line).to_owned();
    screen.line(&line);
    screen.gap();
    let (verdict, ink) = verdict(checked);
    let verdict = screen.say(&verdict).to_owned();
    screen.block(0, "", &verdict, ink);
    let counts = counts(&check.summary);
    let counts = screen.say(&counts).to_owned();
    screen.line(&counts);
}

fn verdict(checked: &Checked) -> (Wording, Ink) {
    let n_stops = checked.check.findings.iter().filter(|it| it.stops).count();
    match n_stops {
        0 => (Wording::new("没有发现必须改的地方", "nothing was found that must be mended"), Ink::Green),
        n => (Wording::new(format!("有 {n} 处必须改，改好再提交"), format!("{n} to be mended before submitting")), Ink::Red),
    }
}

/// How many of what. The first three count findings, the other two rules.
pub fn counts(it: &Summary) -> Wording {
    Wording::new(
        format!(
            "不通过 {} · 无法判断 {} · 建议 {}；通过 {} 条规则，不适用 {} 条",
            it.fail, it.cannot_tell, it.advice, it.pass, it.not_applicable
        ),
        format!(
            "{} fail · {} cannot tell · {} advice; {} rules passed, {} not applicable",
            it.fail, it.cannot_tell, it.advice, it.pass, it.not_applicable
        ),
    )
}

fn set_finding(screen: &mut Screen, law: &Law, finding: &Finding, n: usize, ink: Ink) {
    let title = Rule::find(finding.rule).map(Rule::title).unwrap_or_default();
    let title = format!("{} {}", finding.rule, screen.say(&title));
    screen.gap();
    screen.block(0, &format!("{n:>2}  "), &title, ink);
    let message = screen.say(&finding.message).to_owned();
    screen.block(4, "", &message, Ink::Plain);
    let place = words::place(finding);
    let place = screen.say(&place).to_owned();
    screen.field(4, screen.pick("位置", "where"), &place);
    let basis = basis(screen, law, finding);
    screen.field(4, screen.pick("依据", "basis"), &basis);
    let fix = screen.say(&finding.fix).to_owned();
    screen.field(4, screen.pick("怎么改", "to mend"), &fix);
    if let Some(code) = &finding.code {
        screen.field(4, screen.pick("代码", "code"), code);
    }
    if let Some(reason) = &finding.answered {
        screen.field(4, screen.pick("您的理由", "your reason"), reason);
    }
}

fn basis(screen: &Screen, law: &Law, finding: &Finding) -> String {
    let (standing, cited) = (words::standing(finding.basis.standing), words::cited(law, &finding.basis.cite));
    format!("{}（{}） {} [{}]", screen.say(&standing), finding.basis.standing, screen.say(&cited), finding.basis.cite)
}

fn dates(screen: &mut Screen, checked: &Checked) {
    let Some(Deadline { from, due, .. }) = &checked.deadline else { return };
    screen.heading(screen.pick("日期推算", "Dates"));
    let note = screen.say(&due.note).to_owned();
    screen.line(&note);
    let more = format!("{} facefile law due --duty filing --from {from}", screen.pick("逐日推算：", "Day by day:"));
    screen.block(0, "", &more, Ink::Faint);
}

fn conclusion(screen: &mut Screen, checked: &Checked) {
    screen.gap();
    let text = match checked.check.findings.is_empty() {
        true => screen.pick(
            "没有发现问题，不等于一定通过：审核由网信部门作出。非官方软件，不构成法律意见；没有任何内容离开本机。",
            "Nothing found is no promise of acceptance: the authority decides. Unofficial, not legal advice; nothing left this machine.",
        ),
        false => screen.pick(
            "规则的完整说明：facefile explain 编号。非官方软件，不构成法律意见；没有任何内容离开本机。",
            "A rule in full: facefile explain CODE. Unofficial, not legal advice; nothing left this machine.",
        ),
    };
    screen.block(0, "", text, Ink::Faint);
}
