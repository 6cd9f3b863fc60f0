//! 待办和备案.

use actions::case::{self, CaseLine};
use askama::Template;
use axum::response::Response;
use casework::due::{Late, ToDo};
use law::Wording;

use super::address;
use crate::web::refused::{refused, rendered, to};
use crate::web::shown::{kind_name, moment, shell, short, state_tag};
use crate::web::ui::{BasisView, CellView, ColumnView, EmptyView, Link, Shell, TableView, Tone};
use crate::web::visit::{Fields, Visit};
use crate::words;

#[derive(Template)]
#[template(path = "web/handler/home.html")]
struct HomePage {
    shell: Shell,
    organisation: String,
    due: Vec<DueShown>,
    cases: Option<TableView>,
    filings: Option<TableView>,
    empty: EmptyView,
    may_open: bool,
}

/// One thing to do, with how its day follows.
struct DueShown {
    title: String,
    tone: Tone,
    day: String,
    line: String,
    steps: Vec<(String, Link)>,
    basis: Option<BasisView>,
}

/// What is due, every case, every filing.
pub async fn home(visit: Visit) -> Response {
    let home = match case::home(&visit.ctx).await {
        Ok(home) => home,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let shell = shell(&visit, Wording::new("待办和备案", "Due and filings"));
    let due = home.to_do.iter().map(|it| due_shown(&visit, it, &shell)).collect();
    let empty = EmptyView {
        title: visit.pick("还没有备案", "No filing yet").to_owned(),
        text: visit
            .pick("存储人脸达到10万人的，要在30个工作日内备案。", "Who stores the faces of 100,000 people files within 30 working days.")
            .to_owned(),
        action: None,
    };
    let cases = (!home.cases.is_empty()).then(|| cases_table(&visit, &home.cases));
    let filings = (!home.filings.is_empty()).then(|| TableView {
        caption: visit.pick("有编号的备案", "Filings with a number").to_owned(),
        columns: columns(&visit, &[("备案编号", "Number"), ("备案日期", "Since"), ("状态", "Status")]),
        rows: home
            .filings
            .iter()
            .map(|it| {
                let status = match it.until {
                    Some(day) => format!("{} {day}", visit.pick("已注销", "ended")),
                    None => visit.pick("有效", "in force").to_owned(),
                };
                vec![CellView::new(it.number.as_str()), CellView::new(it.since.to_string()), CellView::new(status)]
            })
            .collect(),
        pager: None,
    });
    rendered(&HomePage { shell, organisation: home.organisation, due, cases, filings, empty, may_open: home.may_open })
}

fn due_shown(visit: &Visit, it: &ToDo, shell: &Shell) -> DueShown {
    let law = visit.ctx.law();
    let step = |step: &casework::due::Step| {
        (visit.say(&step.says).to_owned(), Link::new(visit.say(&words::cited(law, &step.cite)), format!("/law/{}", step.cite)))
    };
    DueShown {
        title: visit.say(&it.what.name()).to_owned(),
        tone: match it.late {
            Late::Yes => Tone::Stops,
            Late::CannotTell => Tone::Unsure,
            Late::No if it.days_left.is_some_and(|days| days <= 14) => Tone::Unsure,
            Late::No => Tone::Advice,
            Late::NoTerm => Tone::Still,
        },
        day: it.due.or(it.earliest).map(|day| visit.say(&words::day(day)).to_owned()).unwrap_or_default(),
        line: visit.say(&it.line()).to_owned(),
        steps: it.steps.iter().map(step).collect(),
        basis: BasisView::at(law, &it.basis, shell),
    }
}

fn columns(visit: &Visit, names: &[(&str, &str)]) -> Vec<ColumnView> {
    names.iter().map(|(zh, en)| ColumnView { title: visit.pick(zh, en).to_owned(), is_amount: false }).collect()
}

fn cases_table(visit: &Visit, cases: &[CaseLine]) -> TableView {
    let row = |it: &CaseLine| {
        let name = format!("{} {}", kind_name(visit, it.kind), short(&it.id));
        vec![
            CellView::link(name, address(&it.id)),
            CellView::tag(state_tag(visit, it.state)),
            CellView::new(moment(it.opened_at)),
            CellView::new(it.submitted_at.map(moment).unwrap_or_else(|| "—".to_owned())),
        ]
    };
    TableView {
        caption: visit.pick("事项", "Cases").to_owned(),
        columns: columns(visit, &[("事项", "Case"), ("状态", "State"), ("新建", "Begun"), ("提交", "Handed in")]),
        rows: cases.iter().map(row).collect(),
        pager: None,
    }
}

/// 新建首次备案
pub async fn open(fields: Fields) -> Response {
    match case::open_case(&fields.visit.ctx).await {
        Ok(id) => to(&address(&id)),
        Err(refusal) => refused(&fields.visit, &refusal),
    }
}
