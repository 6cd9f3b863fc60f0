//! The result on a terminal: how it stands, what to mend first, the dates, what could not be told, advice.

use actions::check::{Checked, Deadline};
use casework::precheck::{Finding, Rule, Summary};
use law::{Law, Wording};

use super::{PARTS, sure, verdict};
use crate::screen::{Ink, Screen};
use crate::{place, words};

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
            set_finding(screen, law, checked, finding, n, part.ink);
        }
        if part.id == "answered" {
            dates(screen, checked);
        }
    }
    conclusion(screen, checked);
}

fn head(screen: &mut Screen, checked: &Checked) {
    let check = &checked.check;
    let (day, profile) = (words::day(check.as_of), words::profile(check.profile));
    let who = checked.packet().answers.handler.name.as_deref().unwrap_or_default();
    screen.block(0, "", format!("{}  {who}", check.packet).trim_end(), Ink::Bold);
    let line = Wording::new(
        format!("按 {} 检查 · 规则库 {} · 档位 {}", day.zh, check.rulebook, profile.zh),
        format!("judged for {} · rulebook {} · profile {}", day.en, check.rulebook, profile.en),
    );
    let line = screen.say(&line).to_owned();
    screen.line(&line);
    screen.gap();
    let verdict = verdict(check);
    let verdict = screen.say(&verdict).to_owned();
    screen.block(0, "", &verdict, if check.stops() { Ink::Red } else { Ink::Green });
    let counts = counts(&check.summary);
    let counts = screen.say(&counts).to_owned();
    screen.line(&counts);
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

fn set_finding(screen: &mut Screen, law: &Law, checked: &Checked, finding: &Finding, n: usize, ink: Ink) {
    let title = Rule::find(finding.rule).map(Rule::title).unwrap_or_default();
    let title = format!("{} {}", finding.rule, screen.say(&title));
    screen.gap();
    screen.block(0, &format!("{n:>2}  "), &title, ink);
    let message = screen.say(&finding.message).to_owned();
    screen.block(4, "", &message, Ink::Plain);
    let place = place::place(law, checked.packet(), finding);
    let place = format!("{} [{}]", screen.say(&place), finding.at);
    screen.field(4, screen.pick("位置", "where"), &place);
    if let Some(sure) = sure::how_sure(finding, &checked.facts) {
        let sure = screen.say(&sure).to_owned();
        screen.field(4, screen.pick("把握", "how sure"), &sure);
    }
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
    format!("{} {} · {} [{}]", finding.basis.standing, screen.say(&standing), screen.say(&cited), finding.basis.cite)
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
