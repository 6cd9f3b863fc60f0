//! `docs/who-may-do-what.md`: what the policies say, asked act by act and role by role.

use std::fmt::Write;
use std::path::Path;

use actions::rights::{Involved, On, Policy, Rights, Seat, Who};
use casework::lifecycle::State;
use casework::rights::{Act, Desk, Role};
use casework::words::Wording;

use crate::rights::Town;

/// Something an act is tried on: what it is called, how a cell says that it may be done there, and the thing itself.
struct Probe<'a> {
    name: &'static str,
    mark: &'static str,
    on: On<'a>,
}

/// What includes every other mark.
const ANY: &str = "○";

fn probes(town: &Town) -> Vec<Probe<'_>> {
    let case = |handler, office, destination| On::Case {
        handler,
        office: Some(office),
        state: State::Transferred,
        involves: Involved { people: &[], destination },
    };
    let probe = |name, mark, on| Probe { name, mark, on };
    vec![
        probe("本单位 the organisation", "●", On::Organisation(&town.mall)),
        probe("事项 a case", "●", case(&town.mall, &town.province, None)),
        probe("事项 a case", "↓", case(&town.gym, &town.county, None)),
        probe("事项 a case", "→", case(&town.gym, &town.neighbour, Some(&town.province))),
        probe("事项 a case", ANY, case(&town.gym, &town.neighbour, None)),
        probe("办公室 the office", "●", On::Office(&town.province)),
        probe("办公室 the office", "↓", On::Office(&town.county)),
        probe("账户 an account", "●", On::Account(&town.lin)),
        probe("账户 an account", ANY, On::Account(&town.wang)),
        probe("公开登记簿 the register", "●", On::Register),
        probe("平台 the platform", "●", On::Platform),
    ]
}

/// Who stands at the head of a column.
enum Head {
    Anyone,
    Person,
    Seat(Box<Seat>),
    System,
}

impl Head {
    fn who<'a>(&'a self, town: &'a Town) -> Who<'a> {
        match self {
            Head::Anyone => Who::Anyone,
            Head::Person => Who::Person(&town.lin),
            Head::Seat(seat) => Who::Seat(seat),
            Head::System => Who::System,
        }
    }

    fn name(&self) -> Wording {
        match self {
            Head::Anyone => Wording::new("访客", "anyone"),
            Head::Person => Wording::new("登录的人", "whoever signed in"),
            Head::Seat(seat) => seat.role.name(),
            Head::System => Role::System.name(),
        }
    }
}

fn heads(town: &Town) -> Vec<Head> {
    let seats = Role::ALL.into_iter().filter(|it| *it != Role::System).map(|it| Head::Seat(Box::new(town.seat(it))));
    [Head::Anyone, Head::Person].into_iter().chain(seats).chain([Head::System]).collect()
}

/// A cell, with what it was tried on and the policies that permit it.
fn cell<'a>(town: &'a Town, who: Who, act: Act) -> (String, Vec<(&'static str, &'a Policy)>) {
    let (mut marks, mut because) = (String::new(), Vec::new());
    for probe in probes(town) {
        if Rights::embedded().allows(who, act, &probe.on) {
            marks += probe.mark;
            because.extend(Rights::embedded().decided_by(who, act, &probe.on).into_iter().map(|it| (probe.name, it)));
        }
    }
    let any = marks.contains(ANY).then(|| ANY.to_owned());
    (any.unwrap_or(marks), because)
}

fn both(it: &Wording) -> String {
    format!("{} {}", it.zh, it.en)
}

fn desk(page: &mut String, town: &Town, heads: &[Head], desk: Desk) {
    let acts = || Act::ALL.iter().filter(|it| it.desk() == desk);
    // A column for each who may do anything here.
    let columns: Vec<&Head> = heads.iter().filter(|head| acts().any(|act| !cell(town, head.who(town), *act).0.is_empty())).collect();
    write!(page, "| 行为 act | 对象 on |").unwrap();
    columns.iter().for_each(|it| write!(page, " {} |", both(&it.name())).unwrap());
    write!(page, " 规定 policy |\n|---|---|{}---|\n", "---|".repeat(columns.len())).unwrap();
    for act in acts() {
        let cells: Vec<_> = columns.iter().map(|it| cell(town, it.who(town), *act)).collect();
        let (mut ons, mut policies) = (Vec::new(), Vec::new());
        for (on, policy) in cells.iter().flat_map(|it| &it.1) {
            if !ons.contains(on) {
                ons.push(*on);
            }
            if !policies.contains(&policy.id.as_str()) {
                policies.push(policy.id.as_str());
            }
        }
        assert_eq!(ons.len(), 1, "{} is done on one kind of thing: {ons:?}", act.id());
        let marks: Vec<&str> = cells.iter().map(|it| it.0.as_str()).collect();
        let policies: Vec<String> = policies.iter().map(|it| format!("[{it}](#{it})")).collect();
        writeln!(page, "| {} | {} | {} | {} |", both(&act.name()), ons[0], marks.join(" | "), policies.join("<br>")).unwrap();
    }
}

const HEAD: &str = "# 谁可以做什么 Who may do what

Printed from the policies in `crates/actions/policies/`, by asking them; `UPDATE_EXPECT=1 cargo test -p actions` rewrites it. 没有规定允许的，一律不许。What no policy permits is refused.
Who may do what is this platform's own rule (HOUSE). When an act fits the state of a case, and which decisions take two persons, stands in `lifecycle.md`.

| | 一格的意思 what a cell says |
|---|---|
| ● | 本单位、本单位的事项；送到本办公室的事项、本办公室；本人账户 the own: organisation and its cases, office and the cases sent to it, account |
| ↓ | 以及下级办公室的 and those of the offices below |
| → | 正在移送给本办公室的事项 a case that is being transferred to the own office |
| ○ | 任何一个 any: the system acts for every office, a visitor tries any account |
";

pub fn the_page_is_printed_from_the_policies() {
    let (town, mut page) = (Town::new(), HEAD.to_owned());
    let heads = heads(&town);
    let desks = [
        (Desk::Handler, "处理者工作台 The handler's desk"),
        (Desk::Authority, "主管部门工作台 The authority's desk"),
        (Desk::Public, "公众 The public"),
        (Desk::Platform, "平台 The platform"),
        (Desk::Account, "本人账户 Everybody's own account"),
    ];
    for (at, title) in desks {
        write!(page, "\n## {title}\n\n").unwrap();
        desk(&mut page, &town, &heads, at);
    }
    page += "\n## 底线 What no permission outweighs\n\n平台运维在事项、单位和办公室上没有任何行为，规定写不出这样的允许。An operator has no act on a case, an organisation or an office: the schema knows none, so no policy can permit one.\n\n";
    let forbids = |policy: &&Policy| policy.forbids;
    let line = |it: &Policy| format!("| <a id=\"{}\"></a>`{}` | {} | {} |\n", it.id, it.id, it.says.zh, it.says.en);
    let rows = |keep: &dyn Fn(&&Policy) -> bool| Rights::embedded().policies().iter().filter(|it| keep(it)).map(line).collect::<String>();
    let columns = "| 规定 policy | | |\n|---|---|---|\n";
    write!(page, "{columns}{}", rows(&forbids)).unwrap();
    write!(page, "\n## 允许 What is permitted, and under which condition\n\n{columns}{}", rows(&|it| !it.forbids)).unwrap();
    compare("docs/who-may-do-what.md", &page);
}

/// Compares a page of the repository with what the policies say now, or writes it when `UPDATE_EXPECT` is set.
fn compare(page: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(page);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, printed).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == printed, "{page} is not what the policies say now; UPDATE_EXPECT=1 cargo test -p actions rewrites it");
}
