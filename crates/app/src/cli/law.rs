//! `facefile law …`: the register, a clause, what held on a day, a deadline day by day, and what is said and not so.

use std::path::{Path, PathBuf};

use actions::Refusal;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use law::{Answer, Cite, Clause, Coverage, Due, Duty, Instrument, Law, Neighbours, Parameter, Value, Wording};

use super::{Desk, Exit, TEMPLATE, likeness, typed_day};
use crate::derivation::{DayKind, span};
use crate::screen::{Ink, Screen, pad};
use crate::words;

#[derive(Subcommand)]
pub enum LawCommand {
    /// 收录的全部文件 the register of texts
    #[command(help_template = TEMPLATE)]
    List,
    /// 一个条款：大意、层级、施行日期、官方地址 one clause: gist, standing, in force, official address
    #[command(help_template = TEMPLATE)]
    Show(ShowArgs),
    /// 某一天的数字，如 10 万人、30 个工作日 the figures that held on a day
    #[command(help_template = TEMPLATE)]
    On(OnArgs),
    /// 最晚哪天备案，逐日推算 when a filing is due, day by day
    #[command(help_template = TEMPLATE)]
    Due(DueArgs),
    /// 传言核对 claims checked
    #[command(help_template = TEMPLATE)]
    Claims,
}

#[derive(Args)]
pub struct ShowArgs {
    /// 地址，如 cac-mps-19-2025/art-15/1 an address
    #[arg(value_name = "CITE")]
    cite: String,
}

#[derive(Args)]
pub struct OnArgs {
    /// 哪一天，如 2026-09-14 the day
    #[arg(value_name = "DATE", value_parser = typed_day)]
    day: Date,
    /// 哪个数字，如 filing-threshold；不写则列出全部 which figure; without it, all
    #[arg(value_name = "PARAMETER")]
    parameter: Option<String>,
}

#[derive(Args)]
pub struct DueArgs {
    /// 首次备案、变更、注销 first filing, change or cancellation
    #[arg(long, value_name = "filing|change|cancellation", value_parser = typed_duty)]
    duty: Duty,
    /// 达到门槛、变更或终止的那一天 the day the threshold was reached, the change took place or use ended
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    from: Date,
}

fn typed_duty(text: &str) -> Result<Duty, String> {
    Duty::parse(text).ok_or_else(|| "filing, change, cancellation".to_owned())
}

/// A person's own copy of the law folder; every fault with file, line and reason.
pub fn read_own(folder: &Path) -> Result<Law, Refusal> {
    Law::from_dir(folder).map_err(|faults| {
        let lines = |say: fn(&Wording) -> &String| {
            let line = |it: &law::Fault| {
                let place = folder.join(PathBuf::from(&it.file));
                let number = it.line.map(|n| format!("{n}:")).unwrap_or_default();
                format!("{}:{number} {}", place.display(), say(&it.reason))
            };
            faults.0.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        Refusal::new(
            (lines(|it| &it.zh), lines(|it| &it.en)),
            ("规则库有错就整体不用；改好以上各处再试。", "A law folder with a fault is not used at all; mend these places and try again."),
        )
    })
}

pub fn run(desk: &Desk, command: &LawCommand) -> Result<Exit, Refusal> {
    match command {
        LawCommand::List => list(desk),
        LawCommand::Show(args) => return show(desk, &Cite::from(args.cite.trim().trim_matches('/'))),
        LawCommand::On(args) => on(desk, args)?,
        LawCommand::Due(args) => due(desk, args),
        LawCommand::Claims => claims(desk),
    }
    Ok(Exit::Clear)
}

fn list(desk: &Desk) {
    let law = desk.law();
    if desk.wants_json() {
        return desk.json(&law.instruments().collect::<Vec<_>>());
    }
    let mut screen = desk.screen();
    let head = Wording::new(
        format!("规则库 {} · 收录至 {} · 均为自行摘要，以官方文本为准", law.version(), law.state_of()),
        format!("rulebook {} · as of {} · summaries of our own; the official texts win", law.version(), law.state_of()),
    );
    let head = screen.say(&head).to_owned();
    screen.line(&head);
    let mut texts: Vec<&Instrument> = law.instruments().collect();
    texts.sort_by_key(|it| it.standing);
    let mut standing = None;
    for text in texts {
        if standing.replace(text.standing) != Some(text.standing) {
            let words = words::standing(text.standing);
            let heading = format!("{} {}", text.standing, screen.say(&words));
            screen.heading(&heading);
        }
        register_line(&mut screen, text);
    }
    screen.show();
}

fn register_line(screen: &mut Screen, text: &Instrument) {
    let since = words::in_force(text.from, text.to);
    let mut said = format!("{} · {}", screen.say(&text.title), screen.say(&since));
    let gaps = match text.coverage {
        Coverage::Whole => None,
        Coverage::Part => Some(screen.pick("部分收录", "recorded in part")),
        Coverage::Name => Some(screen.pick("仅知其名", "known by name alone")),
    };
    if let Some(gaps) = gaps {
        said += &format!(" · {gaps}");
    }
    screen.block(2, &format!("{}  ", pad(&text.id, 30)), &said, Ink::Plain);
}

fn show(desk: &Desk, cite: &Cite) -> Result<Exit, Refusal> {
    let answer = desk.law().look_up(cite);
    let nearest = nearest(desk.law(), cite);
    let exit = if matches!(answer, Answer::Clause(_)) { Exit::Clear } else { Exit::NotJudged };
    if desk.wants_json() {
        let mut told = serde_json::to_value(&answer).expect("an answer has string keys");
        if exit == Exit::NotJudged {
            told["nearest"] = serde_json::json!(nearest);
        }
        desk.json(&told);
        return Ok(exit);
    }
    let mut screen = desk.screen();
    match &answer {
        Answer::Clause(clause) => set_clause(&mut screen, desk.law(), clause),
        Answer::NotRecorded { note, .. } | Answer::NoSuchText { note, .. } => {
            screen.line(&note.zh);
            screen.line(&note.en);
            screen.heading(screen.pick("相近的地址", "Nearest addresses"));
            nearest.iter().for_each(|it| index_line(&mut screen, desk.law(), it));
        }
    }
    screen.show();
    Ok(exit)
}

/// A clause stands in both languages whatever was asked: it is what people compare with the official text.
fn set_clause(screen: &mut Screen, law: &Law, clause: &Clause) {
    let name = words::cited(law, &clause.cite);
    let heading = format!("{}{}", screen.say(&name), clause.title.as_ref().map(|it| format!(" · {}", screen.say(it))).unwrap_or_default());
    screen.block(0, "", &heading, Ink::Bold);
    screen.line(clause.cite.as_str());
    screen.gap();
    screen.line(&clause.wording.zh);
    screen.line(&clause.wording.en);
    screen.gap();
    let (standing, force) = (words::standing(clause.standing), words::force(clause.force));
    let confidence = words::confidence(clause.confidence, clause.verified);
    let since = words::in_force(clause.from, clause.to);
    let mut rows = vec![
        (Wording::new("层级", "standing"), Some(format!("{} {} · {}", clause.standing, screen.say(&standing), screen.say(&force)))),
        (Wording::new("可信度", "confidence"), Some(screen.say(&confidence).to_owned())),
        (Wording::new("施行", "in force"), Some(screen.say(&since).to_owned())),
        (Wording::new("义务人", "binds"), clause.binds.as_ref().map(|it| screen.say(it).to_owned())),
        (Wording::new("数字", "figure"), clause.number.as_ref().map(|it| screen.say(it).to_owned())),
        (Wording::new("说明", "note"), clause.note.as_ref().map(|it| screen.say(it).to_owned())),
    ];
    let unknown_address =
        screen.pick("没有收录官方网址，请自行查找官方文本", "no official address is recorded; look up the official text").to_owned();
    rows.push((Wording::new("官方地址", "address"), Some(clause.address.clone().unwrap_or(unknown_address))));
    for (label, text) in rows {
        if let Some(text) = text {
            screen.field(0, label.in_lang(screen.lang), &text);
        }
    }
    set_unknown(screen, law, clause);
    set_list(screen, law, screen.pick("推断的根据", "It leans on"), &clause.leans_on);
    set_list(screen, law, screen.pick("相邻条款", "Neighbours"), &around(&clause.neighbours));
}

/// What is not written down here is said, so that silence is not taken for absence.
fn set_unknown(screen: &mut Screen, law: &Law, clause: &Clause) {
    let Some(text) = law.instrument(&clause.instrument) else { return };
    let unknown = match text.coverage {
        Coverage::Whole => return,
        Coverage::Part => {
            screen.pick("这份文件只收录了一部分，其余内容这里不知道", "only a part of this text is recorded; the rest is unknown here")
        }
        Coverage::Name => screen.pick("这份文件仅知其名，内容这里不知道", "this text is known by name alone; what it says is unknown here"),
    };
    screen.field(0, screen.pick("未知", "unknown"), unknown);
}

fn set_list(screen: &mut Screen, law: &Law, heading: &str, cites: &[Cite]) {
    if cites.is_empty() {
        return;
    }
    screen.heading(heading);
    cites.iter().for_each(|it| index_line(screen, law, it));
}

fn around(neighbours: &Neighbours) -> Vec<Cite> {
    let single = [&neighbours.above, &neighbours.before, &neighbours.after];
    single.into_iter().flatten().chain(&neighbours.below).cloned().collect()
}

fn index_line(screen: &mut Screen, law: &Law, cite: &Cite) {
    let clause = law.clause(cite);
    let gist = clause.map(|it| it.title.unwrap_or(it.wording)).unwrap_or_default();
    let gist = screen.say(&gist).to_owned();
    screen.block(2, &format!("{}  ", pad(cite.as_str(), 32)), &gist, Ink::Plain);
}

/// The addresses most like the one asked for: those of the same text, or all texts, by how many pairs of characters they share.
fn nearest(law: &Law, asked: &Cite) -> Vec<Cite> {
    const SHOWN: usize = 6;
    let id = asked.as_str().split('/').next().unwrap_or_default();
    let mut all: Vec<Cite> = match law.instrument(id) {
        Some(_) => law.addresses(id),
        None => law.instruments().map(|it| Cite::from(it.id.as_str())).collect(),
    };
    all.sort_by_cached_key(|it| std::cmp::Reverse(likeness(it.as_str(), asked.as_str())));
    all.truncate(SHOWN);
    all
}

fn on(desk: &Desk, args: &OnArgs) -> Result<(), Refusal> {
    let parameters: Vec<&Parameter> = match &args.parameter {
        Some(name) => vec![desk.law().parameter_history(name).ok_or_else(|| no_such_figure(desk.law(), name))?],
        None => desk.law().parameters().collect(),
    };
    if desk.wants_json() {
        let told = |it: &&Parameter| serde_json::json!({ "id": it.id, "name": it.name, "on": args.day, "value": it.on(args.day) });
        match (&args.parameter, parameters.first()) {
            (Some(_), Some(one)) => desk.json(&told(one)),
            _ => desk.json(&parameters.iter().map(told).collect::<Vec<_>>()),
        }
        return Ok(());
    }
    let mut screen = desk.screen();
    match args.parameter.is_some() {
        true => parameters.iter().for_each(|it| set_figure(&mut screen, desk.law(), it, args.day)),
        false => parameters.iter().for_each(|it| figure_line(&mut screen, it, args.day)),
    }
    screen.show();
    Ok(())
}

fn no_such_figure(law: &Law, name: &str) -> Refusal {
    let mut names: Vec<&str> = law.parameters().map(|it| it.id.as_str()).collect();
    names.sort_by_cached_key(|it| std::cmp::Reverse(likeness(it, name)));
    names.truncate(5);
    let names = names.join(", ");
    Refusal::new(
        (format!("没有「{name}」这个数字。相近的：{names}。"), format!("There is no figure `{name}`. Nearest: {names}.")),
        ("facefile law on 日期 列出全部。", "facefile law on DATE lists them all."),
    )
}

fn figure_line(screen: &mut Screen, parameter: &Parameter, day: Date) {
    let held = parameter.on(day);
    let said = match held {
        Some(value) => format!("{} · {} · {}", screen.say(&parameter.name), screen.say(&words::value(value)), value.basis.standing),
        None => format!("{} · {}", screen.say(&parameter.name), screen.pick("那一天没有规定", "nothing held on that day")),
    };
    screen.block(0, &format!("{}  ", pad(&parameter.id, 32)), &said, if held.is_some() { Ink::Plain } else { Ink::Faint });
}

fn set_figure(screen: &mut Screen, law: &Law, parameter: &Parameter, day: Date) {
    let held = parameter.on(day);
    let amount = match held {
        Some(value) => words::value(value),
        None => Wording::new("没有规定", "nothing held"),
    };
    let heading = format!("{}  {}  {day}", screen.say(&parameter.name), screen.say(&amount));
    screen.block(0, "", &heading, Ink::Bold);
    let gloss = screen.say(&parameter.gloss).to_owned();
    screen.line(&gloss);
    screen.gap();
    for value in &parameter.values {
        set_period(screen, law, value, held == Some(value));
    }
}

fn set_period(screen: &mut Screen, law: &Law, value: &Value, holds: bool) {
    let since = match value.from {
        Some(_) => words::in_force(value.from, value.to),
        None => Wording::new("任何一天都不适用", "holds on no day"),
    };
    let cited = words::cited(law, &value.basis.cite);
    let amount = words::value(value);
    let said = format!("{} · {} · {} {}", screen.say(&amount), screen.say(&since), value.basis.standing, screen.say(&cited));
    screen.block(0, if holds { "▶ " } else { "  " }, &said, if holds { Ink::Plain } else { Ink::Faint });
    if let Some(note) = &value.note {
        let note = screen.say(note).to_owned();
        screen.block(2, "", &note, Ink::Faint);
    }
}

fn due(desk: &Desk, args: &DueArgs) {
    let due = desk.law().due(args.duty, args.from);
    if desk.wants_json() {
        return desk.json(&due);
    }
    let mut screen = desk.screen();
    set_due(&mut screen, desk.law(), &due);
    screen.show();
}

/// The answer, then every day of the span: counted with its number, or not counted with its reason.
pub fn set_due(screen: &mut Screen, law: &Law, due: &Due) {
    let headline = words::headline(due);
    let (headline, note) = (screen.say(&headline).to_owned(), screen.say(&due.note).to_owned());
    screen.block(0, "", &headline, Ink::Bold);
    screen.line(&note);
    let cited = words::cited(law, &due.basis.cite);
    let basis = format!("{} {}（{}）", due.basis.standing, screen.say(&cited), due.basis.cite);
    screen.field(0, screen.pick("依据", "basis"), &basis);
    let counted_by: Vec<String> = due.counted_by.iter().map(|it| screen.say(&words::cited(law, it)).to_owned()).collect();
    if !counted_by.is_empty() {
        let joined = counted_by.join(screen.pick("、", "; "));
        screen.field(0, screen.pick("怎么数", "counted by"), &joined);
    }
    if !due.days.is_empty() {
        screen.heading(screen.pick("逐日推算", "Day by day"));
        set_days(screen, due);
    }
}

fn set_days(screen: &mut Screen, due: &Due) {
    for day in span(due) {
        let weekday = words::weekday(day.date);
        let date = format!("{} {}", day.date, pad(screen.say(&weekday), screen.pick("星期一", "Wednesday").len().min(9)));
        match &day.kind {
            DayKind::Counted { number, made_up } => {
                let made_up = if *made_up { screen.pick("调休上班，计入", "a make-up working day, counted") } else { "" };
                screen.block(0, &format!("{number:>4}  {date}  "), made_up, Ink::Plain);
            }
            DayKind::Skipped(why) => {
                let why = screen.say(why).to_owned();
                screen.block(0, &format!("   ·  {date}  "), &why, Ink::Faint);
            }
            DayKind::Unsettled => {
                let why = screen.pick("放假安排未公布，不能确定", "the holiday notice is not out, so it cannot be told");
                screen.block(0, &format!("   ?  {date}  "), why, Ink::Yellow);
            }
        }
    }
}

fn claims(desk: &Desk) {
    if desk.wants_json() {
        return desk.json(&desk.law().claims());
    }
    let mut screen = desk.screen();
    let head = screen.pick(
        "传言核对：业内怎么说，规定怎么写。未见官方依据的，只在 cautious 档位作提示；与规定不符的，从不适用。",
        "Claims checked: what is said, and what the rules say. What has no official source is a hint in the cautious profile; what contradicts the rules is never applied.",
    );
    screen.line(head);
    for claim in desk.law().claims() {
        screen.gap();
        let (verdict, said, finding) =
            (claim.verdict.wording(), screen.say(&claim.claim).to_owned(), screen.say(&claim.finding).to_owned());
        screen.block(0, &format!("{:>3}  ", claim.id), &said, Ink::Plain);
        let verdict = screen.say(&verdict).to_owned();
        screen.marked(5, &verdict, verdict_ink(claim.verdict), &finding);
        if !claim.evidence.is_empty() {
            let evidence: Vec<&str> = claim.evidence.iter().map(Cite::as_str).collect();
            screen.block(5, "", &format!("{} {}", screen.pick("见", "see"), evidence.join(", ")), Ink::Faint);
        }
    }
    screen.show();
}

fn verdict_ink(verdict: law::Verdict) -> Ink {
    match verdict {
        law::Verdict::Confirmed => Ink::Green,
        law::Verdict::Contradicted => Ink::Red,
        law::Verdict::Partly | law::Verdict::Unsupported | law::Verdict::Unverifiable => Ink::Yellow,
    }
}
