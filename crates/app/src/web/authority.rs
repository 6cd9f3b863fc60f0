//! 主管部门工作台: an officer's queue, and a case with what was handed in, what the check says, and what can be done.

use actions::review::{self, QueueLine, ReviewView};
use actions::{CaseId, CorrectionId, MaterialId, Refusal, case as cases};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use casework::correction::{Anchor, Kind as Fault, Request};
use casework::lifecycle::State;
use casework::rights::Act;
use casework::snapshot::{Difference, How};
use casework::words::Slot;
use law::{Cite, Wording};
use serde::Deserialize;

use super::handler::{Section, Wide, events, material_page, pdf, picture, summaries, width};
use super::refused::{refused, rendered, to};
use super::shown::{kind_name, moment, shell, short, size, state_tag};
use super::ui::{
    BasisView, CellView, ColumnView, DeadlineView, EmptyView, EventView, FindingView, Link, Shell, SummaryView, TableView, TagView, Tone,
};
use super::visit::{Fields, Visit};
use crate::{place, words};

#[derive(Template)]
#[template(path = "web/authority/queue.html")]
struct QueuePage {
    shell: Shell,
    office: String,
    tables: Vec<(TagView, TableView)>,
    empty: EmptyView,
}

/// 待办事项
pub async fn queue(visit: Visit) -> Response {
    let queue = match review::queue(&visit.ctx).await {
        Ok(queue) => queue,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let tables =
        queue.states.iter().filter(|it| !it.1.is_empty()).map(|(state, lines)| (state_tag(&visit, *state), table(&visit, *state, lines)));
    let empty = EmptyView {
        title: visit.pick("没有待办事项", "Nothing waits").to_owned(),
        text: visit.pick("处理者提交以后会出现在这里。", "Cases appear here when handlers hand them in.").to_owned(),
        action: None,
    };
    let tables = tables.collect();
    rendered(&QueuePage { shell: shell(&visit, Wording::new("待办事项", "Queue")), office: queue.office, tables, empty })
}

fn table(visit: &Visit, state: State, lines: &[QueueLine]) -> TableView {
    let column = |zh, en| ColumnView { title: visit.pick(zh, en).to_owned(), is_amount: false };
    let row = |it: &QueueLine| {
        vec![
            CellView::link(format!("{} {}", kind_name(visit, it.kind), short(&it.id)), address(&it.id)),
            CellView::new(it.handler.as_str()),
            CellView::new(it.submitted_at.map(moment).unwrap_or_default()),
            CellView::new(it.due_on.map(|day| visit.say(&words::day(day)).to_owned()).unwrap_or_else(|| "—".to_owned())),
        ]
    };
    TableView {
        caption: visit.say(&state.name()).to_owned(),
        columns: vec![column("事项", "Case"), column("处理者", "Handler"), column("提交", "Handed in"), column("备案期限", "Filing due")],
        rows: lines.iter().map(row).collect(),
        pager: None,
    }
}

fn address(case: &CaseId) -> String {
    format!("/authority/cases/{case}")
}

#[derive(Template)]
#[template(path = "web/authority/case.html")]
struct CasePage {
    shell: Shell,
    case: String,
    kicker: String,
    state: TagView,
    number: Option<String>,
    findings: Vec<FindingView>,
    counts: String,
    changed: Vec<String>,
    rounds: usize,
    asked: Vec<AskedShown>,
    summaries: Vec<SummaryView>,
    materials: Vec<(String, Link, String)>,
    deadline: Option<DeadlineView>,
    events: Vec<EventView>,
    letters: Vec<Link>,
    steps: Vec<StepShown>,
    may_ask: bool,
    places: Vec<(String, String)>,
    version: i64,
}

/// A request, sent or still being written.
struct AskedShown {
    number: Option<u32>,
    says: String,
    places: Vec<String>,
    basis: Option<BasisView>,
    status: TagView,
    reply: Option<String>,
    take_back: Option<String>,
}

/// A step that this person may try now.
struct StepShown {
    id: &'static str,
    name: String,
    kind: &'static str,
    wants_reason: bool,
}

/// 审阅事项
pub async fn case(visit: Visit, Path(case): Path<String>) -> Response {
    let Some(id) = CaseId::parse(&case) else { return refused(&visit, &Refusal::absent()) };
    let view = match review::read_case(&visit.ctx, &id).await {
        Ok(view) => view,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let law = visit.ctx.law();
    let mut shell = shell(&visit, Wording::new("审阅", "Review"));
    shell.title = format!("{} {}", kind_name(&visit, view.kind), short(&id));
    let finding = |(n, it): (usize, &casework::precheck::Finding)| {
        let shown = FindingView::new(law, it, &shell).numbered(n + 1);
        let file = it.file.as_ref().and_then(|file| view.materials.iter().find(|line| line.in_packet == *file));
        let to = file.map_or_else(
            || format!("#a-{}", it.at.replace('.', "-")),
            |line| format!("{}/materials/{}?page={}", address(&id), line.id, it.page.unwrap_or(1)),
        );
        shown.placed(Link::new(visit.say(&place::place(law, &view.packet, it)), to))
    };
    let findings = view.check.findings.iter().enumerate().map(finding).collect();
    let counts = &view.check.summary;
    let counts = match visit.lang {
        law::Lang::Zh => {
            format!("{} 条通过，{} 处问题，{} 条建议，{} 处无法判断", counts.pass, counts.fail, counts.advice, counts.cannot_tell)
        }
        law::Lang::En => {
            format!("{} pass, {} faults, {} advice, {} could not be told", counts.pass, counts.fail, counts.advice, counts.cannot_tell)
        }
    };
    let deadline = view
        .deadline
        .as_ref()
        .map(|it| DeadlineView::new(law, visit.pick("处理者的备案期限", "The handler's term"), &it.due, visit.ctx.today(), &shell));
    let letters = view.letters.iter().map(|it| {
        let name = if it.kind == "return" {
            visit.pick("退回补正通知", "Letter of return")
        } else {
            visit.pick("备案结果通知", "Notice")
        };
        Link::new(format!("{name} {}", moment(it.at)), format!("{}/letters/{}", address(&id), it.id))
    });
    let materials = view.materials.iter().map(|it| {
        let link = Link::new(it.name.as_str(), format!("{}/materials/{}", address(&id), it.id));
        (visit.say(&it.slot.name()).to_owned(), link, format!("{} · SHA-256 {}…", size(it.bytes), &it.sha256[..12]))
    });
    rendered(&CasePage {
        kicker: view.handler.clone(),
        state: state_tag(&visit, view.state),
        number: view.number.clone(),
        changed: view.changed.iter().map(|it| difference(&visit, &view, it)).collect(),
        rounds: view.rounds,
        asked: view.asked.iter().map(|it| asked(&visit, &view, it, &shell)).collect(),
        summaries: law.form(&view.form).map(|form| summaries(&visit, form, &view.packet, |_, _| None)).unwrap_or_default(),
        materials: materials.collect(),
        events: events(&visit, &id, &view.history).into_iter().map(|it| EventView { link: None, ..it }).collect(),
        letters: letters.collect(),
        steps: view.may.iter().filter_map(|it| step_shown(&visit, *it)).collect(),
        may_ask: view.may.contains(&Act::ReturnCase),
        places: places(&visit, &view),
        version: view.version,
        case: id.to_string(),
        findings,
        counts,
        deadline,
        shell,
    })
}

/// The steps that have a button here, in the table's order.
fn step_shown(visit: &Visit, act: Act) -> Option<StepShown> {
    let (kind, wants_reason) = match act {
        Act::AdmitCase | Act::BeginPublicity | Act::PublishFiling => ("", false),
        Act::ProposeAcceptance | Act::ConfirmAcceptance => ("", true),
        Act::ReturnCase => ("second", false),
        Act::DeclineProposal => ("second", true),
        _ => return None,
    };
    Some(StepShown { id: act.id(), name: visit.say(&act.name()).to_owned(), kind, wants_reason })
}

fn asked(visit: &Visit, view: &ReviewView, it: &cases::AskedOf, shell: &Shell) -> AskedShown {
    use casework::correction::Progress;
    let is_sent = it.correction.number > 0;
    let (status, reply) = match &it.progress {
        _ if !is_sent => (TagView::new(Tone::Unsure, visit.pick("拟稿，尚未发出", "draft, not sent")), None),
        Some(Progress::Changed(_)) => (TagView::new(Tone::Good, visit.pick("已改动", "changed")), None),
        Some(Progress::Answered(reason)) => (TagView::new(Tone::Advice, visit.pick("已答复", "answered")), Some(reason.clone())),
        _ => (TagView::new(Tone::Stops, visit.pick("待补正", "open")), None),
    };
    let request = &it.correction.request;
    let place = |anchor: &Anchor| match anchor {
        Anchor::Answer { at } => place::field(visit.ctx.law(), &view.packet, at).map_or_else(|| at.clone(), |it| visit.say(&it).to_owned()),
        Anchor::Material { slot, .. } => visit.say(&slot.name()).to_owned(),
    };
    AskedShown {
        number: is_sent.then_some(it.correction.number),
        says: request.says.clone(),
        places: request.anchors.iter().map(place).collect(),
        basis: BasisView::at(visit.ctx.law(), &request.cite, shell),
        status,
        reply,
        take_back: (!is_sent).then(|| format!("{}/corrections/{}/take-back", address(&view.id), it.id)),
    }
}

/// Where a request can point: every answer and every material.
fn places(visit: &Visit, view: &ReviewView) -> Vec<(String, String)> {
    let Some(form) = visit.ctx.law().form(&view.form) else { return Vec::new() };
    let mut places: Vec<(String, String)> = Slot::ALL
        .into_iter()
        .filter(|it| *it != Slot::Other)
        .map(|it| (format!("slot:{}", it.id()), visit.say(&it.name()).to_owned()))
        .collect();
    for section in Section::all(form, &view.packet) {
        let about = section.about(&view.packet);
        for (field, path) in section.fields() {
            let label = visit.say(&field.label);
            places.push((format!("answers.{path}"), if about.is_empty() { label.to_owned() } else { format!("{about} · {label}") }));
        }
    }
    places
}

fn difference(visit: &Visit, view: &ReviewView, it: &Difference) -> String {
    let how = |how: How| match how {
        How::Added => visit.pick("新增", "added"),
        How::Removed => visit.pick("删除", "removed"),
        How::Altered => visit.pick("改动", "changed"),
    };
    match it {
        Difference::Answer { at, how: it, .. } => {
            let label = place::field(visit.ctx.law(), &view.packet, at).map_or_else(|| at.clone(), |it| visit.say(&it).to_owned());
            format!("{label}：{}", how(*it))
        }
        Difference::Material { slot, how: it, .. } => format!("{}：{}", visit.say(&slot.name()), how(*it)),
    }
}

/// Takes a step.
pub async fn step(Path((case, step)): Path<(String, String)>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let (Some(id), Some(act)) = (CaseId::parse(&case), Act::parse(&step)) else { return refused(visit, &Refusal::absent()) };
    let (ctx, seen, reason) = (&visit.ctx, fields.number("version"), fields.text("reason"));
    let done = match act {
        Act::AdmitCase => review::admit_case(ctx, &id, seen, reason).await,
        Act::ReturnCase => review::return_case(ctx, &id, seen, reason).await,
        Act::ProposeAcceptance => review::propose_acceptance(ctx, &id, seen, reason).await,
        Act::DeclineProposal => review::decline_proposal(ctx, &id, seen, reason).await,
        Act::ConfirmAcceptance => review::confirm_acceptance(ctx, &id, seen, reason).await.map(drop),
        Act::BeginPublicity => review::begin_publicity(ctx, &id, seen).await,
        Act::PublishFiling => review::publish_filing(ctx, &id, seen).await,
        _ => Err(Refusal::absent()),
    };
    match done {
        Ok(()) => to(&address(&id)),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// 拟补正要求
pub async fn write_correction(Path(case): Path<String>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let Some(id) = CaseId::parse(&case) else { return refused(visit, &Refusal::absent()) };
    let place = fields.text("place");
    let anchor = match place.strip_prefix("slot:").map(Slot::parse) {
        Some(Some(slot)) => Anchor::Material { slot, topic: None, file: None, place: None },
        Some(None) => return refused(visit, &Refusal::absent()),
        None => Anchor::Answer { at: place.to_owned() },
    };
    let kind = match fields.text("kind") {
        "missing-material" => Fault::MissingMaterial,
        "wrong-value" => Fault::WrongValue,
        "contradiction" => Fault::Contradiction,
        "unreadable" => Fault::Unreadable,
        _ => Fault::Other,
    };
    let cite = if fields.text("cite").is_empty() { "house/correction" } else { fields.text("cite") };
    let request = Request { kind, anchors: vec![anchor], cite: Cite::from(cite), says: fields.text("says").to_owned() };
    match review::write_correction(&visit.ctx, &id, request).await {
        Ok(_) => to(&format!("{}#asked", address(&id))),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// Takes a request back that was not sent.
pub async fn take_back(Path((case, correction)): Path<(String, String)>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let (Some(id), Some(correction)) = (CaseId::parse(&case), CorrectionId::parse(&correction)) else {
        return refused(visit, &Refusal::absent());
    };
    match review::withdraw_correction(&visit.ctx, &id, &correction).await {
        Ok(()) => to(&format!("{}#asked", address(&id))),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// Which page.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    page: u32,
}

/// One material, page by page, as pictures.
pub async fn material(visit: Visit, Path((case, material)): Path<(String, String)>, Query(shown): Query<Shown>) -> Response {
    let Some(id) = CaseId::parse(&case) else { return refused(&visit, &Refusal::absent()) };
    let view = match review::read_case(&visit.ctx, &id).await {
        Ok(view) => view,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let Some(line) = view.materials.iter().find(|it| it.id.to_string() == material) else { return refused(&visit, &Refusal::absent()) };
    let back = Link::new(view.handler.as_str(), address(&id));
    material_page(&visit, line, &view.check, &view.packet, shown.page.max(1), back, &address(&id))
}

/// A page as a picture.
pub async fn page_picture(visit: Visit, Path((case, material, page)): Path<(String, String, u32)>, Query(wide): Query<Wide>) -> Response {
    let (Some(case), Some(material)) = (CaseId::parse(&case), MaterialId::parse(&material)) else {
        return refused(&visit, &Refusal::absent());
    };
    picture(&visit, cases::page_picture_for(&visit.ctx, Act::ReadMaterial, &case, &material, page, width(&wide)).await)
}

/// A letter as PDF.
pub async fn letter(visit: Visit, Path((case, letter)): Path<(String, String)>) -> Response {
    pdf(&visit, &case, &letter, Act::PrintLetter).await
}
