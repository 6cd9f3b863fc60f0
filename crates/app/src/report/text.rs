//! The result on a terminal: how it stands, what to mend first, the dates, what could not be told, advice.

use actions::check::{Checked, Deadline};
use casework::precheck::{Finding, Rule, Summary};
use law::{Law, Standing, Wording};

use super::{PARTS, blocks, of_one_kind, rest_on_several, sure, verdict};
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
        for block in blocks(&findings, &checked.facts) {
            screen.gap();
            match block {
                [finding] => set_finding(screen, law, checked, finding, n + 1, part.ink),
                several => set_several(screen, law, checked, several, n + 1, part.ink),
            }
            n += block.len();
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
    let message = screen.say(&finding.message).to_owned();
    screen.block(0, &format!("{n:>2}  "), &message, ink);
    set_rule(screen, finding.rule);
    let place = place::place(law, checked.packet(), finding);
    let place = match place.zh == finding.at {
        true => place.zh,
        false => format!("{} [{}]", screen.say(&place), finding.at),
    };
    screen.field(4, screen.pick("位置", "where"), &place);
    let basis = basis(screen, law, finding);
    set_rest(screen, checked, finding, &basis);
}

/// One heading and one way to mend for all; each with its own words, its place, and its clause where they differ.
fn set_several(screen: &mut Screen, law: &Law, checked: &Checked, several: &[&Finding], n: usize, ink: Ink) {
    let first = several[0];
    let heading = of_one_kind(several.len());
    let heading = screen.say(&heading).to_owned();
    screen.block(0, &format!("{n}–{}  ", n + several.len() - 1), &heading, ink);
    set_rule(screen, first.rule);
    let differ = rest_on_several(several);
    for finding in several {
        let mut line = screen.say(&finding.message).to_owned();
        if let Some(file) = place::file(finding).filter(|it| !line.contains(&it.zh)) {
            line += &format!(" · {}", screen.say(&file));
        }
        line += &match differ {
            true => format!(" [{} · {}]", finding.at, finding.basis.cite),
            false => format!(" [{}]", finding.at),
        };
        screen.marked(4, "·", Ink::Plain, &line);
    }
    let basis = match differ {
        true => format!(
            "{} {}",
            kind_of_source(screen, law, first),
            screen.pick("（条款写在各处的方括号里）", "(the clauses stand in the brackets)")
        ),
        false => basis(screen, law, first),
    };
    set_rest(screen, checked, first, &basis);
}

fn set_rule(screen: &mut Screen, code: &str) {
    let title = Rule::find(code).map(Rule::title).unwrap_or_default();
    let title = format!("{code} {}", screen.say(&title));
    screen.block(4, "", &title, Ink::Faint);
}

/// What is the same for one finding and for a block of several.
fn set_rest(screen: &mut Screen, checked: &Checked, finding: &Finding, basis: &str) {
    if let Some(sure) = sure::how_sure(finding, &checked.facts) {
        let sure = screen.say(&sure).to_owned();
        screen.field(4, screen.pick("把握", "how sure"), &sure);
    }
    screen.field(4, screen.pick("依据", "basis"), basis);
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
    let (standing, cite) = (finding.basis.standing, &finding.basis.cite);
    let (kind, cited, claimed) = (words::standing(standing), words::cited(law, cite), words::claimed(law, cite));
    let claimed = claimed.as_ref().map(|it| screen.say(it)).unwrap_or_default();
    format!("{standing} {} · {}{claimed} [{cite}]", screen.say(&kind), screen.say(&cited))
}

/// Of several clauses of one text, only the text: the clauses stand with the findings.
fn kind_of_source(screen: &Screen, law: &Law, finding: &Finding) -> String {
    let standing = finding.basis.standing;
    let kind = words::standing(standing);
    let head = format!("{standing} {}", screen.say(&kind));
    match standing {
        Standing::House | Standing::Infer | Standing::Claim => head,
        _ => {
            let text = words::cited(law, &words::source(&finding.basis.cite));
            format!("{head} · {}", screen.say(&text))
        }
    }
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
