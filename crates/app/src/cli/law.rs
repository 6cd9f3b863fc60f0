//! `facefile law …`: the register, a clause, what held on a day, a deadline day by day, and what is said and not so.

use std::path::{Path, PathBuf};

use actions::Refusal;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use law::{Answer, Cite, Clause, Coverage, Due, Duty, Instrument, Law, Neighbours, Parameter, Standing, Value, Verdict, Wording, Year};

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
                let place = if it.file == "." { folder.to_owned() } else { folder.join(PathBuf::from(&it.file)) };
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
    let gaps = match text.coverage {
        Coverage::Whole => None,
        Coverage::Part => Some(screen.pick("部分收录", "recorded in part")),
        Coverage::Name => Some(screen.pick("仅知其名", "known by name alone")),
    };
    let unverified = (!text.verified).then(|| screen.pick("未与原文核对", "not compared with its text"));
    let since = since(text).map(|it| screen.say(&it).to_owned());
    let parts = [Some(screen.say(&text.title).to_owned()), since, gaps.map(str::to_owned), unverified.map(str::to_owned)];
    let said = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    screen.block(2, &format!("{}  ", pad(&text.id, 30)), &said, Ink::Plain);
}

/// Since when a text counts: the day of effect, else the day it came out. What is our own or hearsay has no such day.
fn since(text: &Instrument) -> Option<Wording> {
    let came_out = text.published.or(text.issued).map(|day| Wording::new(format!("{day} 发布"), format!("of {day}")));
    match text.standing {
        Standing::Draft => {
            let zh = came_out.as_ref().map_or("从未施行".to_owned(), |it| format!("{}，从未施行", it.zh));
            Some(Wording::new(zh, came_out.map_or("never in force".to_owned(), |it| format!("{}, never in force", it.en))))
        }
        Standing::House | Standing::Infer => None,
        Standing::Claim | Standing::Practice => came_out,
        _ if text.from.is_none() && text.to.is_none() => {
            came_out.or_else(|| Some(Wording::new("日期没有收录", "its dates are not recorded")))
        }
        _ => Some(words::in_force(text.from, text.to)),
    }
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
    // A clause without an article is called by its title already.
    let title = clause.title.as_ref().map(|it| screen.say(it)).filter(|it| !screen.say(&name).ends_with(it));
    let heading = format!("{}{}", screen.say(&name), title.map(|it| format!(" · {it}")).unwrap_or_default());
    screen.block(0, "", &heading, Ink::Bold);
    screen.line(clause.cite.as_str());
    screen.gap();
    screen.line(&clause.wording.zh);
    screen.line(&clause.wording.en);
    screen.gap();
    let (standing, force) = (words::standing(clause.standing), words::force(clause.force));
    let confidence = words::confidence(clause.confidence, clause.verified);
    let text = law.instrument(&clause.instrument);
    let cover = text.filter(|it| it.id == clause.cite.as_str());
    let said = |it: &Option<Wording>| it.as_ref().map(|it| screen.say(it).to_owned());
    let rows = [
        (("层级", "standing"), Some(format!("{} {} · {}", clause.standing, screen.say(&standing), screen.say(&force)))),
        (("可信度", "confidence"), Some(screen.say(&confidence).to_owned())),
        (("文号", "number"), cover.and_then(|it| said(&it.number))),
        (("落款", "dated"), cover.and_then(|it| it.issued).map(|day| day.to_string())),
        (("发布", "published"), cover.and_then(|it| it.published).map(|day| day.to_string())),
        (("施行", "in force"), clause_since(clause, text).map(|it| screen.say(&it).to_owned())),
        (("义务人", "binds"), said(&clause.binds)),
        (("数字", "figure"), said(&clause.number)),
        (("说明", "note"), said(&clause.note)),
        (("官方地址", "address"), official_address(screen, clause)),
    ];
    for (label, text) in rows {
        if let Some(text) = text {
            screen.field(0, screen.pick(label.0, label.1), &text);
        }
    }
    match year_of(law, clause) {
        Some(year) => set_calendar(screen, year),
        None => set_unknown(screen, law, clause),
    }
    set_changed(screen, cover);
    set_list(screen, law, screen.pick("推断的根据", "It leans on"), &clause.leans_on);
    set_list(screen, law, screen.pick("相邻条款", "Neighbours"), &around(&clause.neighbours));
}

fn clause_since(clause: &Clause, text: Option<&Instrument>) -> Option<Wording> {
    match text {
        // A notice arranges its own year.
        Some(text) if text.id == "calendar" => None,
        Some(text) if (clause.from, clause.to) == (text.from, text.to) => since(text),
        _ => Some(words::in_force(clause.from, clause.to)),
    }
}

/// What we wrote ourselves has no official text to look for.
fn official_address(screen: &Screen, clause: &Clause) -> Option<String> {
    let own = matches!(clause.standing, Standing::House | Standing::Infer | Standing::Claim | Standing::Practice);
    let unknown = || screen.pick("没有收录官方网址，请自行查找官方文本", "no official address is recorded; look up the official text");
    clause.address.clone().or_else(|| (!own).then(|| unknown().to_owned()))
}

/// A draft beside what became law of it.
fn set_changed(screen: &mut Screen, cover: Option<&Instrument>) {
    let changed = cover.map(|it| it.changed.as_slice()).unwrap_or_default();
    if changed.is_empty() {
        return;
    }
    screen.heading(screen.pick("草案与正式规定对照", "The draft beside the law"));
    for it in changed {
        let topic = screen.say(&it.topic).to_owned();
        screen.block(2, "", &topic, Ink::Bold);
        for (label, said) in [(("草案", "draft"), &it.draft), (("正式", "law"), &it.law)] {
            let said = screen.say(said).to_owned();
            screen.field(4, screen.pick(label.0, label.1), &said);
        }
    }
}

fn year_of<'a>(law: &'a Law, clause: &Clause) -> Option<&'a Year> {
    law.calendar().year(clause.cite.as_str().strip_prefix("calendar/")?.parse().ok()?)
}

/// The days of a holiday notice, weekend days inside a span included.
fn set_calendar(screen: &mut Screen, year: &Year) {
    let listed = |days: &[Date]| days.iter().map(|day| day.strftime("%m-%d").to_string()).collect::<Vec<_>>().join(" ");
    let rows = [
        (("文号", "number"), year.number.clone()),
        (("落款", "dated"), Some(year.date.to_string())),
        (("放假", "off"), Some(listed(&year.off))),
        (("调休上班", "worked"), Some(listed(&year.work))),
    ];
    for (label, text) in rows.into_iter().filter_map(|(label, text)| Some((label, text?))) {
        screen.field(0, screen.pick(label.0, label.1), &text);
    }
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

/// An address with its title; a claim with what is claimed, because its title is the verdict.
fn index_line(screen: &mut Screen, law: &Law, cite: &Cite) {
    let gist = match (law.instrument(cite.as_str()), law.clause(cite)) {
        (Some(text), _) => text.title.clone(),
        (None, Some(clause)) if clause.standing == Standing::Claim => clause.wording,
        (None, clause) => clause.map(|it| it.title.unwrap_or(it.wording)).unwrap_or_default(),
    };
    let gist = screen.say(&gist).to_owned();
    screen.block(2, &format!("{}  ", pad(cite.as_str(), 32)), &gist, Ink::Plain);
}

/// The addresses most like the one asked for: those of the same text; else those that end with it, as `art-15` does,
/// those whose title holds it, and the names of texts.
fn nearest(law: &Law, asked: &Cite) -> Vec<Cite> {
    const SHOWN: usize = 6;
    let asked = asked.as_str();
    let id = asked.split('/').next().unwrap_or_default();
    if law.instrument(id).is_some() {
        return most_like(law.addresses(id), asked, SHOWN);
    }
    let tail = format!("/{asked}");
    let ends_so = |it: &Cite| !asked.is_empty() && it.as_str().ends_with(&tail);
    let mut found: Vec<Cite> = law.instruments().flat_map(|it| law.addresses(&it.id)).filter(ends_so).collect();
    found.sort_by_key(|it| !it.as_str().starts_with(THE_MEASURES));
    found.truncate(SHOWN);
    let named = law.instruments().filter(|it| !asked.is_empty() && it.title.zh.contains(asked)).map(|it| Cite::from(it.id.as_str()));
    found.extend(named.take(SHOWN - found.len()).collect::<Vec<_>>());
    found.sort_by_key(|it| !THE_MEASURES.starts_with(it.as_str()) && !it.as_str().starts_with(THE_MEASURES));
    let texts = law.instruments().map(|it| Cite::from(it.id.as_str())).filter(|it| !found.contains(it)).collect();
    found.extend(most_like(texts, asked, SHOWN - found.len()));
    found
}

/// Most who ask for an article mean these.
const THE_MEASURES: &str = "cac-mps-19-2025/";

fn most_like(mut all: Vec<Cite>, asked: &str, n: usize) -> Vec<Cite> {
    all.sort_by_cached_key(|it| std::cmp::Reverse(likeness(it.as_str(), asked)));
    all.truncate(n);
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
            (Some(_), Some(one)) => {
                let mut told = told(one);
                told["history"] = serde_json::json!(one.values);
                desk.json(&told);
            }
            _ => desk.json(&parameters.iter().map(told).collect::<Vec<_>>()),
        }
        return Ok(());
    }
    let mut screen = desk.screen();
    match args.parameter.is_some() {
        true => parameters.iter().for_each(|it| set_figure(&mut screen, desk.law(), it, args.day)),
        false => parameters.iter().for_each(|it| figure_line(&mut screen, desk.law(), it, args.day)),
    }
    screen.show();
    Ok(())
}

fn no_such_figure(law: &Law, name: &str) -> Refusal {
    let mut all: Vec<&Parameter> = law.parameters().collect();
    let like = |it: &Parameter| [it.id.as_str(), &it.name.zh, &it.name.en].map(|known| likeness(known, name)).into_iter().max();
    all.sort_by_cached_key(|it| std::cmp::Reverse(like(it)));
    all.truncate(5);
    let names =
        |say: fn(&Wording) -> &String| all.iter().map(|it| format!("{}（{}）", it.id, say(&it.name))).collect::<Vec<_>>().join("、");
    Refusal::new(
        (
            format!("没有「{name}」这个数字。相近的：{}。", names(|it| &it.zh)),
            format!(
                "There is no figure `{name}`. Nearest: {}.",
                names(|it| &it.en).replace('（', " (").replace('）', ")").replace('、', ", ")
            ),
        ),
        ("facefile law on 日期 列出全部。", "facefile law on DATE lists them all."),
    )
}

fn figure_line(screen: &mut Screen, law: &Law, parameter: &Parameter, day: Date) {
    let held = parameter.on(day);
    let said = match held {
        Some(value) => format!("{} · {} · {}", screen.say(&parameter.name), screen.say(&amount(value)), value.basis.standing),
        None => format!("{} · {}", screen.say(&parameter.name), screen.say(&held_nothing(law, parameter, day))),
    };
    screen.block(0, &format!("{}  ", pad(&parameter.id, 32)), &said, if held.is_some() { Ink::Plain } else { Ink::Faint });
}

/// Before its source took effect a figure did not hold; where the source is older than our record we do not know.
fn held_nothing(law: &Law, parameter: &Parameter, day: Date) -> Wording {
    let first = parameter.values.iter().find(|it| it.from.is_some() && it.from == parameter.begins());
    let Some((first, begins)) = first.zip(parameter.begins()).filter(|(_, begins)| day < *begins) else {
        return Wording::new("那一天没有规定", "nothing held on that day");
    };
    let text = first.basis.cite.as_str().split('/').next().unwrap_or_default();
    match law.instrument(text).and_then(|it| it.from) == Some(begins) {
        true => Wording::new(format!("那一天尚未施行（{begins} 起施行）"), format!("not yet in force (from {begins})")),
        false => {
            Wording::new(format!("那一天的没有收录（从 {begins} 起收录）"), format!("not recorded for that day (recorded from {begins})"))
        }
    }
}

/// The number, and whether it is meant itself.
fn amount(value: &Value) -> Wording {
    let said = words::value(value);
    match value.included {
        None => said,
        Some(true) => Wording::new(format!("{}（含本数）", said.zh), format!("{}, the number included", said.en)),
        Some(false) => Wording::new(format!("{}（不含本数）", said.zh), format!("{}, the number not included", said.en)),
    }
}

fn set_figure(screen: &mut Screen, law: &Law, parameter: &Parameter, day: Date) {
    let held = parameter.on(day);
    let said = held.map_or_else(|| held_nothing(law, parameter, day), amount);
    let heading = format!("{}  {}  {day}", screen.say(&parameter.name), screen.say(&said));
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
    let mut said = format!("{} · {} · {} {}", screen.say(&amount(value)), screen.say(&since), value.basis.standing, screen.say(&cited));
    if let Some(clause) = law.clause(&value.basis.cite).filter(|it| it.confidence != law::Confidence::H || !it.verified) {
        let confidence = words::confidence(clause.confidence, clause.verified);
        said += &format!(" · {}{}", screen.pick("可信度", "confidence "), screen.say(&confidence));
    }
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
    let basis = format!("{} {} [{}]", due.basis.standing, screen.say(&cited), due.basis.cite);
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
    let tally = tally(desk.law());
    screen.line(screen.say(&tally).to_owned().as_str());
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

/// How many claims have each verdict.
fn tally(law: &Law) -> Wording {
    let all = [Verdict::Confirmed, Verdict::Partly, Verdict::Contradicted, Verdict::Unsupported, Verdict::Unverifiable];
    let counted = all.map(|verdict| (law.claims().iter().filter(|it| it.verdict == verdict).count(), verdict.wording()));
    let zh = counted.each_ref().map(|(n, verdict)| format!("{} {n}", verdict.zh)).join("、");
    let en = counted.each_ref().map(|(n, verdict)| format!("{} {n}", verdict.en)).join(", ");
    Wording::new(format!("共 {} 条：{zh}。", law.claims().len()), format!("{} claims: {en}.", law.claims().len()))
}

fn verdict_ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Confirmed => Ink::Green,
        Verdict::Contradicted => Ink::Red,
        Verdict::Partly | Verdict::Unsupported | Verdict::Unverifiable => Ink::Yellow,
    }
}
