//! 事项: its page with what is left to do, the check of all answers, and the steps a handler takes.

use actions::case::{self, AskedOf, CaseView, HistoryLine, see_case};
use actions::{CorrectionId, Refusal};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::correction::{Anchor, Progress};
use casework::lifecycle::State;
use casework::packet::Packet;
use casework::precheck::Outcome;
use casework::rights::Act;
use law::{Duty, Wording};
use serde_json::Value;

use super::form::{Section, is_blank, is_open, is_required, title, typed, uses};
use super::{address, case_id};
use crate::place;
use crate::web::refused::{refused, rendered, to};
use crate::web::shown::{kind_name, moment, shell, short, state_tag};
use crate::web::ui::{
    BasisView, DeadlineView, EventView, FindingView, Link, Notice, Shell, StepState, StepView, SummaryRow, SummaryView, TagView, TaskGroup,
    TaskView, Tone,
};
use crate::web::visit::{Fields, Visit};

#[derive(Template)]
#[template(path = "web/handler/case.html")]
struct CasePage {
    shell: Shell,
    case: String,
    kicker: String,
    state: TagView,
    steps: Vec<StepView>,
    tasks: Vec<TaskGroup>,
    uses: Vec<(String, String)>,
    asked: Vec<AskedShown>,
    deadline: Option<DeadlineView>,
    events: Vec<EventView>,
    letters: Vec<Link>,
    is_open: bool,
    version: i64,
    may_withdraw: bool,
    may_discard: bool,
}

/// One thing to correct, with the form for a reply.
pub(super) struct AskedShown {
    number: u32,
    says: String,
    places: Vec<Link>,
    basis: Option<BasisView>,
    status: TagView,
    reply: Option<String>,
    answer_to: Option<String>,
    version: i64,
}

/// The page of a case.
pub async fn case(visit: Visit, Path(case): Path<String>) -> Response {
    shown(&visit, &case).await.unwrap_or_else(|it| it)
}

async fn shown(visit: &Visit, case: &str) -> Result<Response, Response> {
    let id = case_id(visit, case)?;
    let view = see_case(&visit.ctx, &id).await.map_err(|it| refused(visit, &it))?;
    let law = visit.ctx.law();
    let form = law.form(&view.form).ok_or_else(|| refused(visit, &Refusal::absent()))?;
    let mut shell = shell(visit, Wording::new("备案事项", "Filing"));
    shell.title = format!("{} {}", kind_name(visit, view.kind), short(&id));
    if view.n_unread > 0 {
        let text = visit.pick("读完以后，检查结果会更完整。", "The check is complete when they are read.");
        shell.messages.push(Notice::new(Tone::Advice, visit.pick("有材料还在识读", "Some materials are still being read"), text));
    }
    let deadline = view.deadline.as_ref().map(|it| {
        let title = match it.duty {
            Duty::Filing => visit.pick("首次备案", "First filing"),
            Duty::Change => visit.pick("备案变更", "Change filing"),
            Duty::Cancellation => visit.pick("备案注销", "Cancellation"),
        };
        DeadlineView::new(law, title, &it.due, visit.ctx.today(), &shell)
    });
    let named = |name: String| {
        let shown = typed(&view.packet, &format!("uses.{name}.name")).as_str().unwrap_or_default().trim().to_owned();
        (if shown.is_empty() { name.clone() } else { shown }, name)
    };
    let letters = view.letters.iter().map(|it| {
        let name = match it.kind.as_str() {
            "return" => visit.pick("退回补正通知", "Letter of return"),
            _ => visit.pick("备案结果通知", "Notice"),
        };
        Link::new(format!("{name} {}", moment(it.at)), format!("{}/letters/{}", address(&id), it.id))
    });
    Ok(rendered(&CasePage {
        kicker: view.handler.clone(),
        state: state_tag(visit, view.state),
        steps: progress(visit, view.state),
        tasks: tasks(visit, &view, form),
        uses: uses(&view.packet).into_iter().map(named).collect(),
        asked: view.asked.iter().map(|it| asked_shown(visit, &view, it, &shell)).collect(),
        events: events(visit, &id, &view.history),
        letters: letters.collect(),
        is_open: is_open(&view),
        version: view.version,
        may_withdraw: view.may.contains(&Act::WithdrawCase),
        may_discard: view.may.contains(&Act::DiscardDraft),
        case: id.to_string(),
        deadline,
        shell,
    }))
}

/// How far a case is, in five steps; none for one that left the way.
fn progress(visit: &Visit, state: State) -> Vec<StepView> {
    let at = match state {
        State::Draft => 0,
        State::Submitted | State::Transferred => 1,
        State::Admitted | State::Returned | State::Resubmitted | State::Proposed => 2,
        State::Accepted | State::InPublicity => 3,
        State::Published => 4,
        _ => return Vec::new(),
    };
    let names = [("填报", "Fill in"), ("提交", "Handed in"), ("审核", "Reviewed"), ("通过", "Accepted"), ("公开", "Public")];
    let step = |(n, (zh, en)): (usize, &(&str, &str))| StepView {
        text: visit.pick(zh, en).to_owned(),
        state: match n.cmp(&at) {
            std::cmp::Ordering::Less => StepState::Past,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Ahead,
        },
    };
    names.iter().enumerate().map(step).collect()
}

/// What is left to do, section by section.
fn tasks(visit: &Visit, view: &CaseView, form: &law::Form) -> Vec<TaskGroup> {
    let mut groups: Vec<TaskGroup> = Vec::new();
    for section in Section::all(form, &view.packet) {
        let about = section.about(&view.packet);
        let sheet = visit.say(&section.sheet.title);
        let heading = if about.is_empty() { sheet.to_owned() } else { format!("{sheet} · {about}") };
        if groups.last().is_none_or(|it| it.title != heading) {
            groups.push(TaskGroup { title: heading, tasks: Vec::new() });
        }
        let task = TaskView {
            title: visit.say(&title(&section)).to_owned(),
            href: Some(format!("{}/form/{}", address(&view.id), section.name())),
            hint: None,
            status: section_status(visit, view, &section),
        };
        if let Some(group) = groups.last_mut() {
            group.tasks.push(task);
        }
    }
    let stops = |prefix: &dyn Fn(&str) -> bool| view.check.findings.iter().filter(|it| it.stops && prefix(&it.at)).count();
    let n_materials = stops(&|at| !at.starts_with("answers."));
    let material_status = match (view.materials.is_empty(), n_materials) {
        (true, _) => TagView::new(Tone::Unsure, visit.pick("还没有上传", "nothing uploaded")),
        (false, 0) => TagView::new(Tone::Good, visit.pick("没有拦住提交的问题", "nothing stops")),
        (false, n) => TagView::new(Tone::Stops, format!("{n} {}", visit.pick("处必须改", "to be mended"))),
    };
    let n_stops = view.check.findings.iter().filter(|it| it.stops).count();
    let check_status = match n_stops {
        0 => TagView::new(Tone::Good, visit.pick("可以提交", "can be handed in")),
        n => TagView::new(Tone::Stops, format!("{n} {}", visit.pick("处必须改", "to be mended"))),
    };
    let line = |title: &str, to: &str, status: TagView| TaskView {
        title: title.to_owned(),
        href: Some(format!("{}/{to}", address(&view.id))),
        hint: None,
        status,
    };
    groups.push(TaskGroup {
        title: visit.pick("材料和提交", "Materials and handing in").to_owned(),
        tasks: vec![
            line(visit.pick("上传材料", "Upload materials"), "materials", material_status),
            line(visit.pick("核对并提交", "Check your answers and hand in"), "check", check_status),
        ],
    });
    groups
}

fn section_status(visit: &Visit, view: &CaseView, section: &Section) -> TagView {
    let fields: Vec<_> = section.fields().collect();
    let is_filled = |path: &str| !is_blank(&typed(&view.packet, path));
    let n_filled = fields.iter().filter(|it| is_filled(&it.1)).count();
    let element = section.element.as_deref();
    let n_missing = fields.iter().filter(|it| !is_filled(&it.1) && is_required(it.0, element, &view.packet)).count();
    let is_faulty = |path: &str| view.check.findings.iter().any(|it| it.stops && it.at == format!("answers.{path}"));
    let n_faulty = fields.iter().filter(|it| is_filled(&it.1) && is_faulty(&it.1)).count();
    match (n_filled, n_missing, n_faulty) {
        (_, _, n) if n > 0 => TagView::new(Tone::Stops, format!("{n} {}", visit.pick("处必须改", "to be mended"))),
        (0, n, _) if n > 0 => TagView::new(Tone::Still, visit.pick("还没有填", "not begun")),
        (0, _, _) => TagView::new(Tone::Still, visit.pick("选填", "optional")),
        (_, 0, _) => TagView::new(Tone::Good, visit.pick("已填", "done")),
        (_, n, _) => {
            TagView::new(Tone::Unsure, format!("{} {n} {}", visit.pick("还差", ""), visit.pick("项", "missing")).trim().to_owned())
        }
    }
}

/// The history, newest first; the same act of one person several times in a row is one line.
pub(in crate::web) fn events(visit: &Visit, id: &actions::CaseId, history: &[HistoryLine]) -> Vec<EventView> {
    let mut events: Vec<(usize, EventView)> = Vec::new();
    for it in history.iter().rev() {
        let line = event(visit, id, it);
        match events.last_mut() {
            Some((n, last)) if last.title == line.title && last.by == line.by && last.link.is_none() => *n += 1,
            _ => events.push((1, line)),
        }
    }
    let counted = |(n, mut it): (usize, EventView)| {
        if n > 1 {
            it.title = format!("{} × {n}", it.title);
        }
        it
    };
    events.into_iter().map(counted).collect()
}

/// One line of the history.
fn event(visit: &Visit, id: &actions::CaseId, it: &HistoryLine) -> EventView {
    let is_receipt = matches!(it.act, Act::SubmitCase | Act::ResubmitCase);
    EventView {
        at: moment(it.at),
        datetime: it.at.to_string(),
        title: visit.say(&it.act.name()).to_owned(),
        tone: match it.act {
            Act::ReturnCase => Tone::Stops,
            Act::ConfirmAcceptance | Act::PublishFiling => Tone::Good,
            Act::SubmitCase | Act::ResubmitCase | Act::AdmitCase => Tone::Advice,
            _ => Tone::Still,
        },
        by: it.by.as_ref().map(|it| it.reveal().clone()),
        text: None,
        link: is_receipt
            .then(|| Link::new(visit.pick("回执和证明", "Receipt and proof"), format!("{}/receipts/{}", address(id), it.index))),
    }
}

fn asked_shown(visit: &Visit, view: &CaseView, it: &AskedOf, shell: &Shell) -> AskedShown {
    let (status, reply) = match &it.progress {
        Some(Progress::Changed(_)) => (TagView::new(Tone::Good, visit.pick("已改动", "changed")), None),
        Some(Progress::Answered(reason)) => (TagView::new(Tone::Advice, visit.pick("已答复", "answered")), Some(reason.clone())),
        _ => (TagView::new(Tone::Stops, visit.pick("待补正", "open")), None),
    };
    let request = &it.correction.request;
    AskedShown {
        number: it.correction.number,
        says: request.says.clone(),
        places: request.anchors.iter().map(|anchor| anchor_link(visit, view, anchor)).collect(),
        basis: BasisView::at(visit.ctx.law(), &request.cite, shell),
        status,
        reply,
        answer_to: is_open(view).then(|| format!("{}/corrections/{}", address(&view.id), it.id)),
        version: it.version,
    }
}

/// Where a request points, as a way there.
fn anchor_link(visit: &Visit, view: &CaseView, anchor: &Anchor) -> Link {
    match anchor {
        Anchor::Answer { at } => {
            let label = place::field(visit.ctx.law(), &view.packet, at).map_or_else(|| at.clone(), |it| visit.say(&it).to_owned());
            Link::new(label, way_to(visit, view, at))
        }
        Anchor::Material { slot, .. } => Link::new(visit.say(&slot.name()), format!("{}/materials#u-{}-", address(&view.id), slot.id())),
    }
}

/// The field on its page.
fn way_to(visit: &Visit, view: &CaseView, at: &str) -> String {
    let path = at.strip_prefix("answers.").unwrap_or(at);
    let form = visit.ctx.law().form(&view.form);
    let sections = form.map(|it| Section::all(it, &view.packet)).unwrap_or_default();
    let holds = |it: &&Section| it.fields().any(|(_, its)| its == path || path.starts_with(&format!("{its}.")));
    match sections.iter().find(holds) {
        Some(section) => format!("{}/form/{}#f-{}", address(&view.id), section.name(), path.replace('.', "-")),
        None => address(&view.id),
    }
}

/// A request beside the field it is about.
pub(super) fn asked_as_finding(visit: &Visit, view: &CaseView, it: &AskedOf, shell: &Shell) -> FindingView {
    let shown = asked_shown(visit, view, it, shell);
    FindingView {
        number: None,
        kind: if shown.status.tone == Tone::Stops { "stops" } else { "answered" },
        outcome: format!("{} {} · {}", visit.pick("补正要求", "Request"), shown.number, shown.status.text),
        rule: String::new(),
        rule_title: String::new(),
        at: String::new(),
        message: shown.says,
        fix: visit.pick("直接改这一项；不改的，在事项页面答复。", "Change the answer; to keep it, reply on the case's page.").to_owned(),
        place: None,
        sure: None,
        basis: shown.basis,
        answered: shown.reply,
        answer_to: None,
    }
}

#[derive(Template)]
#[template(path = "web/handler/check.html")]
struct CheckPage {
    shell: Shell,
    case: String,
    kicker: String,
    verdict: Notice,
    stops: Vec<FindingView>,
    others: Vec<FindingView>,
    summaries: Vec<SummaryView>,
    counts: String,
    version: i64,
    key: String,
    may_submit: bool,
    is_again: bool,
}

/// 核对并提交: every answer on one page, every finding with its place.
pub async fn check(visit: Visit, Path(case): Path<String>) -> Response {
    checked(&visit, &case).await.unwrap_or_else(|it| it)
}

async fn checked(visit: &Visit, case: &str) -> Result<Response, Response> {
    let id = case_id(visit, case)?;
    let view = see_case(&visit.ctx, &id).await.map_err(|it| refused(visit, &it))?;
    let law = visit.ctx.law();
    let form = law.form(&view.form).ok_or_else(|| refused(visit, &Refusal::absent()))?;
    let shell = shell(visit, Wording::new("核对并提交", "Check your answers and hand in"));
    let finding = |(n, it): (usize, &casework::precheck::Finding)| {
        let to = if it.at.starts_with("answers.") { way_to(visit, &view, &it.at) } else { material_way(&view, it) };
        let shown =
            FindingView::new(law, it, &shell).numbered(n + 1).placed(Link::new(visit.say(&place::place(law, &view.packet, it)), to));
        if is_open(&view) && it.outcome == Outcome::Fail { shown.answered_at(format!("{}/reason", address(&id))) } else { shown }
    };
    let findings: Vec<FindingView> = view.check.findings.iter().enumerate().map(finding).collect();
    let (stops, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(|it| it.kind == "stops");
    let n_open = view.asked.iter().filter(|it| it.progress == Some(Progress::Open)).count();
    let verdict = match (stops.len(), n_open) {
        (0, 0) => Notice::new(
            Tone::Good,
            visit.pick("没有拦住提交的问题", "Nothing stops the submission"),
            visit.pick(
                "检查只看得出写明的问题，不代表网信部门的结论。",
                "The check finds only what it names; it is no decision of the authority.",
            ),
        ),
        (0, n) => Notice::new(
            Tone::Stops,
            format!("{n} {}", visit.pick("条补正要求还没有改，也没有答复", "requests have neither a change nor an answer")),
            "",
        ),
        (n, _) => Notice::new(
            Tone::Stops,
            format!("{n} {}", visit.pick("处要先改，或者写明理由", "to be mended first, or answered with a reason")),
            visit.pick(
                "机器不驳回备案：有理由不改的，写给审核人看，照样可以提交。",
                "No machine rejects a filing: give the officer a reason and hand it in all the same.",
            ),
        ),
    };
    let counts = &view.check.summary;
    let counts = match visit.lang {
        law::Lang::Zh => format!(
            "{} 条规则通过，{} 条不适用；{} 处问题，{} 条建议，{} 处无法判断。",
            counts.pass, counts.not_applicable, counts.fail, counts.advice, counts.cannot_tell
        ),
        law::Lang::En => format!(
            "{} rules pass, {} do not apply; {} faults, {} advice, {} could not be told.",
            counts.pass, counts.not_applicable, counts.fail, counts.advice, counts.cannot_tell
        ),
    };
    Ok(rendered(&CheckPage {
        kicker: view.handler.clone(),
        summaries: summaries(visit, form, &view.packet, |section, path| {
            let to = || format!("{}/form/{}#f-{}", address(&id), section.name(), path.replace('.', "-"));
            is_open(&view).then(to)
        }),
        key: format!("submit-{}-{}", id, view.version),
        version: view.version,
        may_submit: is_open(&view) && stops.is_empty() && n_open == 0,
        is_again: view.submitted_at.is_some(),
        case: id.to_string(),
        verdict,
        stops,
        others,
        counts,
        shell,
    }))
}

fn material_way(view: &CaseView, finding: &casework::precheck::Finding) -> String {
    let file = finding.file.as_ref().and_then(|file| view.materials.iter().find(|it| it.in_packet == *file));
    match file {
        Some(it) => format!("{}/materials/{}?page={}", address(&view.id), it.id, finding.page.unwrap_or(1)),
        None => format!("{}/materials{}", address(&view.id), finding.material.map(|it| format!("#u-{it}-")).unwrap_or_default()),
    }
}

/// Every answer, section by section; `change` is the way to change one, where there is one.
pub(in crate::web) fn summaries(
    visit: &Visit,
    form: &law::Form,
    packet: &Packet,
    change: impl Fn(&Section, &str) -> Option<String>,
) -> Vec<SummaryView> {
    let summary = |section: Section| {
        let row = |(field, path): (&law::Field, String)| SummaryRow {
            label: visit.say(&field.label).to_owned(),
            lines: lines(visit, field, &typed(packet, &path)),
            change: change(&section, &path),
            findings: Vec::new(),
        };
        let about = section.about(packet);
        let name = visit.say(&section.group.title);
        SummaryView {
            title: if about.is_empty() { name.to_owned() } else { format!("{about} · {name}") },
            change: None,
            rows: section.fields().map(row).collect(),
        }
    };
    Section::all(form, packet).into_iter().map(summary).collect()
}

/// An answer in words: choices by their labels, yes and no, lists line by line.
fn lines(visit: &Visit, field: &law::Field, value: &Value) -> Vec<String> {
    let label = |text: &str| {
        let choice = field.choices.iter().find(|it| it.value == text);
        choice.map_or_else(|| text.to_owned(), |it| visit.say(&it.wording()).to_owned())
    };
    match value {
        Value::Null => Vec::new(),
        Value::Bool(true) => vec![visit.pick("是", "yes").to_owned()],
        Value::Bool(false) => vec![visit.pick("否", "no").to_owned()],
        Value::String(text) if text.trim().is_empty() => Vec::new(),
        Value::String(text) => vec![label(text)],
        Value::Array(items) => items.iter().flat_map(|it| lines(visit, field, it)).collect(),
        Value::Object(parts) => {
            let part = |(key, it): (&String, &Value)| {
                let text = it.as_str().map_or_else(|| it.to_string(), str::to_owned);
                let column = field.columns.iter().find(|column| column.key == *key);
                column.map_or(text.clone(), |column| format!("{}：{text}", visit.say(&column.label)))
            };
            vec![parts.iter().filter(|it| !is_blank(it.1)).map(part).collect::<Vec<_>>().join(" · ")]
        }
        other => vec![other.to_string()],
    }
}

/// 提交
pub async fn submit(Path(case): Path<String>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let id = match case_id(visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match case::submit_case(&visit.ctx, &id, fields.number("version"), fields.text("key")).await {
        Ok(submitted) => to(&format!("{}/receipts/{}", address(&id), submitted.entry)),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// 撤回
pub async fn withdraw(Path(case): Path<String>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let id = match case_id(visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match case::withdraw_case(&visit.ctx, &id, fields.number("version"), fields.text("reason")).await {
        Ok(()) => to(&address(&id)),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// 放弃草稿
pub async fn discard(Path(case): Path<String>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let id = match case_id(visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match case::discard_draft(&visit.ctx, &id, fields.number("version")).await {
        Ok(()) => to("/handler"),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// 答复补正要求
pub async fn answer_correction(Path((case, correction)): Path<(String, String)>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let id = match case_id(visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let Some(correction) = CorrectionId::parse(&correction) else { return refused(visit, &Refusal::absent()) };
    match case::answer_correction(&visit.ctx, &id, &correction, fields.number("version"), fields.text("reason")).await {
        Ok(()) => to(&address(&id)),
        Err(refusal) => refused(visit, &refusal),
    }
}
