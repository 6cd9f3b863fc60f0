//! `facefile explain R012`: a rule's own page, set for a terminal.

use actions::Refusal;
use casework::precheck::contradictions::PAIRS;
use casework::precheck::{RULES, Rule};
use clap::Args;
use law::{Cite, Lang};

use super::{Desk, Exit, likeness};
use crate::screen::{Ink, Screen};
use crate::{page, words};

#[derive(Args)]
pub struct ExplainArgs {
    /// 规则的编号或名字，如 R012；不写则列出全部 a rule's code or name; without it, all are listed
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

pub fn run(desk: &Desk, args: &ExplainArgs) -> Result<Exit, Refusal> {
    match &args.rule {
        Some(asked) => one(desk, Rule::find(asked).ok_or_else(|| unknown(asked))?),
        None => all(desk),
    }
    Ok(Exit::Clear)
}

fn one(desk: &Desk, rule: &Rule) {
    match desk.wants_json() {
        true => desk.json(&told(desk, rule)),
        false => {
            let mut screen = desk.screen();
            set(&mut screen, desk, rule);
            screen.show();
        }
    }
}

fn all(desk: &Desk) {
    if desk.wants_json() {
        return desk.json(&RULES.iter().map(|it| told(desk, it)).collect::<Vec<_>>());
    }
    let mut screen = desk.screen();
    for rule in RULES {
        let (title, basis) = (rule.title(), desk.law().basis(&rule.cite));
        let standing = basis.map(|it| it.standing.to_string()).unwrap_or_default();
        let title = screen.say(&title).to_owned();
        screen.block(0, &format!("{}  {}", rule.code, crate::screen::pad(&standing, 10)), &title, Ink::Plain);
    }
    screen.show();
}

fn told(desk: &Desk, rule: &Rule) -> serde_json::Value {
    serde_json::json!({
        "rule": rule.code, "name": rule.name(), "title": rule.title(),
        "basis": desk.law().basis(&rule.cite), "fix": rule.fix(), "page": rule.page, "pairs": told_pairs(rule),
    })
}

fn told_pairs(rule: &Rule) -> Vec<serde_json::Value> {
    let pairs = PAIRS.iter().filter(|it| it.matter.theme().rule() == rule.code);
    pairs
        .map(|it| serde_json::json!({ "matter": it.matter.name(), "one": it.one.name(), "other": it.other.name(), "cite": it.cite }))
        .collect()
}

/// The page without its test cases: those are for whoever changes the rule.
fn set(screen: &mut Screen, desk: &Desk, rule: &Rule) {
    let title = rule.title();
    screen.block(0, "", &format!("{} {} · {}", rule.code, rule.name(), screen.say(&title)), Ink::Bold);
    screen.gap();
    basis(screen, desk, &rule.cite);
    for paragraph in page::reasons(rule, screen.lang) {
        screen.gap();
        screen.line(&paragraph);
    }
    let fix = rule.fix();
    screen.gap();
    let (name, fix) = (screen.pick("怎么改", "to mend"), screen.say(&fix).to_owned());
    screen.field(0, name, &fix);
    pairs(screen, desk, rule);
    let cases = page::situations(rule);
    if !cases.is_empty() {
        screen.heading(screen.pick("它分得清的情形", "What it tells apart"));
    }
    for case in cases {
        let case = screen.say(&case).to_owned();
        screen.block(0, "· ", &case, Ink::Plain);
    }
}

/// The pairs of statements that a rule on contradictions compares.
fn pairs(screen: &mut Screen, desk: &Desk, rule: &Rule) {
    let mut pairs = PAIRS.iter().filter(|it| it.matter.theme().rule() == rule.code).peekable();
    if pairs.peek().is_none() {
        return;
    }
    screen.heading(screen.pick("它成对比较的说法", "What it compares"));
    for pair in pairs {
        let force = desk.law().basis(&pair.cite).map(|it| words::force(it.force)).unwrap_or_default();
        let [matter, one, other] = [pair.matter.name(), pair.one.name(), pair.other.name()];
        let text = match screen.lang {
            Lang::Zh => format!("{}：{} 与 {}，{}（{}）", matter.zh, one.zh, other.zh, force.zh, pair.cite),
            Lang::En => format!("{}: {} and {}, {} ({})", matter.en, one.en, other.en, force.en, pair.cite),
        };
        screen.block(0, "· ", &text, Ink::Plain);
    }
}

fn basis(screen: &mut Screen, desk: &Desk, cite: &Cite) {
    let Some(clause) = desk.law().clause(cite) else { return };
    let (cited, standing, force) = (words::cited(desk.law(), cite), words::standing(clause.standing), words::force(clause.force));
    let text = format!("{} {} · {} · {} [{cite}]", clause.standing, screen.say(&standing), screen.say(&cited), screen.say(&force));
    screen.field(0, screen.pick("依据", "basis"), &text);
    let wording = screen.say(&clause.wording).to_owned();
    screen.field(0, screen.pick("条文大意", "in short"), &wording);
    let confidence = words::confidence(clause.confidence, clause.verified);
    let confidence = screen.say(&confidence).to_owned();
    screen.field(0, screen.pick("可信度", "confidence"), &confidence);
    if let Some(address) = &clause.address {
        screen.field(0, screen.pick("官方文本", "official"), address);
    }
}

fn unknown(asked: &str) -> Refusal {
    let nearest: Vec<String> = nearest(asked).iter().map(|it| format!("{} {}", it.code, it.name())).collect();
    let (zh, en) = (nearest.join("、"), nearest.join(", "));
    Refusal::new(
        (format!("没有「{asked}」这条规则。相近的：{zh}。"), format!("There is no rule `{asked}`. Nearest: {en}.")),
        ("facefile explain 列出全部规则。", "facefile explain lists them all."),
    )
}

/// The rules whose code or name is most like what was asked.
fn nearest(asked: &str) -> Vec<&'static Rule> {
    const SHOWN: usize = 3;
    let asked = asked.to_lowercase();
    let like = |it: &&Rule| likeness(&it.code.to_lowercase(), &asked).max(likeness(&it.name(), &asked));
    let mut rules: Vec<&Rule> = RULES.iter().collect();
    rules.sort_by_cached_key(|it| std::cmp::Reverse(like(it)));
    rules.truncate(SHOWN);
    rules
}
