//! Saving: a page's fields together, without a script; one field at a time, with it. And face uses, and reasons.

use actions::case::{self, Edit, Edited, see_case};
use actions::{Refusal, Why};
use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::packet::Packet;
use law::{Field, FieldKind, Wording};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::form::{Section, next_of, page, typed};
use super::{address, case_id};
use crate::web::refused::{refused, rendered, to};
use crate::web::shown::{moment, shell};
use crate::web::ui::{FindingView, Link, Shell};
use crate::web::visit::{Fields, Visit, stale_form};

/// Saves every field of a section that differs from what is kept. A field that somebody else changed meanwhile is told, and nothing of it is lost:
/// it stands in the page as it was typed.
pub async fn save_section(Path((case, name)): Path<(String, String)>, fields: Fields) -> Response {
    save(&fields, &case, &name).await.unwrap_or_else(|it| it)
}

async fn save(fields: &Fields, case: &str, name: &str) -> Result<Response, Response> {
    let visit = &fields.visit;
    let id = case_id(visit, case)?;
    let view = see_case(&visit.ctx, &id).await.map_err(|it| refused(visit, &it))?;
    let absent = || refused(visit, &Refusal::absent());
    let form = visit.ctx.law().form(&view.form).ok_or_else(absent)?;
    let sections = Section::all(form, &view.packet);
    let section = sections.iter().find(|it| it.name() == name).ok_or_else(absent)?;
    let edits = section.fields().filter_map(|(field, path)| edit(fields, &view.packet, &view.versions, field, path)).collect();
    let edited = case::edit_answers(&visit.ctx, &id, edits).await.map_err(|it| refused(visit, &it))?;
    let lost: Vec<Link> = edited.iter().filter_map(|(path, it)| conflict(visit, path, it)).collect();
    if !lost.is_empty() {
        let shown = page(visit, case, name, lost).await?;
        return Ok((StatusCode::PRECONDITION_FAILED, shown).into_response());
    }
    let here = format!("{}/form/{name}", address(&id));
    Ok(match fields.text("do") {
        "continue" => match next_of(form, &view.packet, name) {
            Some(next) => to(&format!("{}/form/{next}", address(&id))),
            None => to(&format!("{}/check", address(&id))),
        },
        "stop" => to(&address(&id)),
        _ => to(&here),
    })
}

fn conflict(visit: &Visit, path: &str, edited: &Edited) -> Option<Link> {
    let Edited::Conflict(other) = edited else { return None };
    let theirs = other.value.as_ref().map(plain).unwrap_or_default();
    let (by, at) = (other.by.reveal(), moment(other.at));
    let text = match visit.lang {
        law::Lang::Zh => format!("这一项 {by} 在 {at} 改成了「{theirs}」，没有覆盖；请看过再填。"),
        law::Lang::En => format!("{by} changed this to `{theirs}` at {at}; it was not overwritten. Look at it and answer again."),
    };
    Some(Link::new(text, format!("#f-{}", path.replace('.', "-"))))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The change of one field, if the page says something else than what is kept.
fn edit(fields: &Fields, packet: &Packet, versions: &std::collections::BTreeMap<String, i64>, field: &Field, path: String) -> Option<Edit> {
    let value = value_of(fields, field, &path);
    let kept = typed(packet, &path);
    let is_same = value.as_ref().unwrap_or(&Value::Null) == &kept || (value.is_none() && super::form::is_blank(&kept));
    let seen = versions.get(&path).copied().unwrap_or_default();
    (!is_same).then_some(Edit { seen, value, path })
}

/// What a page says of a field, in the shape of the packet; nothing where nothing was filled in.
fn value_of(fields: &Fields, field: &Field, path: &str) -> Option<Value> {
    let all = |name: &str| -> Vec<String> {
        fields.all().filter(|it| it.0 == name && !it.1.trim().is_empty()).map(|it| it.1.to_owned()).collect()
    };
    let remove = fields.text("remove");
    let add = fields.text("add") == path;
    match field.kind {
        FieldKind::YesNo => match fields.text(path) {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        FieldKind::Choices => some(all(path).into_iter().map(Value::from).collect()),
        FieldKind::List => {
            let mut lines: Vec<Value> = fields.all().filter(|it| it.0 == path).map(|it| Value::from(it.1)).collect();
            if let Some(n) = remove.strip_prefix(&format!("{path}.")).and_then(|it| it.parse::<usize>().ok()).filter(|n| *n < lines.len()) {
                lines.remove(n);
            }
            lines.retain(|it| it.as_str().is_some_and(|it| !it.trim().is_empty()));
            if add {
                lines.push(Value::from(""));
            }
            some(lines)
        }
        FieldKind::Retention => {
            let part = |key: &str| (key.to_owned(), fields.text(&format!("{path}.{key}")).to_owned());
            let parts = ["length", "unit", "rule", "reason"].map(part);
            let number = |key: &str, text: String| match (key, text.parse::<u64>()) {
                ("length", Ok(n)) => Value::from(n),
                _ => Value::from(text),
            };
            let map: Map<String, Value> =
                parts.into_iter().filter(|it| !it.1.is_empty()).map(|(key, text)| (key.clone(), number(&key, text))).collect();
            (!map.is_empty()).then_some(Value::Object(map))
        }
        FieldKind::Table => {
            let cell = |n: usize, key: &str| fields.text(&format!("{path}.{n}.{key}")).to_owned();
            let row = |n: usize| -> Map<String, Value> {
                let of_row = field.columns.iter().map(|it| (it.key.clone(), shaped(it.kind, cell(n, &it.key))));
                of_row.filter(|it| !super::form::is_blank(&it.1)).collect()
            };
            let taken = remove.strip_prefix(&format!("{path}.")).and_then(|it| it.parse::<usize>().ok());
            let n_rows =
                fields.all().filter_map(|it| it.0.strip_prefix(&format!("{path}."))?.split('.').next()?.parse::<usize>().ok()).max();
            let mut rows: Vec<Value> = match n_rows {
                Some(last) => (0..=last).filter(|n| Some(*n) != taken).map(row).filter(|it| !it.is_empty()).map(Value::Object).collect(),
                None => Vec::new(),
            };
            if add {
                rows.push(Value::Object(Map::new()));
            }
            some(rows)
        }
        kind => {
            let text = fields.all().find(|it| it.0 == path).map_or("", |it| it.1).to_owned();
            Some(shaped(kind, text)).filter(|it| !super::form::is_blank(it))
        }
    }
}

/// Numbers become numbers where they are plain; everything else stays as it was typed.
fn shaped(kind: FieldKind, text: String) -> Value {
    match (kind, text.trim()) {
        (FieldKind::YesNo, "true") => Value::Bool(true),
        (FieldKind::YesNo, "false") => Value::Bool(false),
        (FieldKind::Integer, digits) if digits.len() <= 15 && !digits.starts_with('0') => {
            digits.parse::<u64>().map_or_else(|_| Value::from(text.clone()), Value::from)
        }
        _ => Value::from(text),
    }
}

fn some(list: Vec<Value>) -> Option<Value> {
    (!list.is_empty()).then_some(Value::Array(list))
}

/// A field as the script sends it.
#[derive(Deserialize)]
pub struct Sent {
    value: Value,
}

/// Saves one field; answers with its version and with what the check says now.
pub async fn save_answer(visit: Visit, Path((case, path)): Path<(String, String)>, headers: HeaderMap, Json(sent): Json<Sent>) -> Response {
    let visit = visit.of_a_program();
    if headers.get("x-csrf-token").and_then(|it| it.to_str().ok()) != Some(visit.csrf.as_str()) {
        return refused(&visit, &stale_form());
    }
    let id = match case_id(&visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let seen = headers.get(IF_MATCH).and_then(|it| it.to_str().ok()).and_then(|it| it.trim_matches('"').parse().ok());
    let Some(seen) = seen else { return refused(&visit, &no_version()) };
    let value = Some(reshaped(&visit, &path, sent.value)).filter(|it| !super::form::is_blank(it));
    let saved = case::edit_answer(&visit.ctx, &id, Edit { path: path.clone(), seen, value }).await;
    match saved {
        Ok(Edited::Saved(version)) => {
            let findings = findings_at(&visit, &id).await;
            let body = json!({ "version": version, "findings": findings });
            ([(ETAG, format!("\"{version}\""))], Json(body)).into_response()
        }
        Ok(Edited::Conflict(other)) => {
            let body = json!({ "version": other.version, "value": other.value, "by": other.by.reveal(), "at": moment(other.at) });
            (StatusCode::PRECONDITION_FAILED, Json(body)).into_response()
        }
        Err(refusal) => refused(&visit, &refusal),
    }
}

/// The script sends texts; a field of numbers or of yes and no keeps those.
fn reshaped(visit: &Visit, path: &str, value: Value) -> Value {
    let fields = visit.ctx.law().forms().iter().find_map(|form| casework::packet::field_at(form, &format!("answers.{path}")));
    match (fields.map(|it| it.kind), value) {
        (Some(kind @ (FieldKind::YesNo | FieldKind::Integer)), Value::String(text)) => shaped(kind, text),
        (_, value) => value,
    }
}

/// What the check says of answers; a page shows each beside its field.
async fn findings_at(visit: &Visit, id: &actions::CaseId) -> Vec<Value> {
    let Ok(check) = case::check_case(&visit.ctx, id).await else { return Vec::new() };
    let answers = check.findings.iter().filter(|it| it.at.starts_with("answers."));
    let shown = answers.map(
        |it| json!({ "at": it.at, "outcome": it.outcome, "rule": it.rule, "message": visit.say(&it.message), "fix": visit.say(&it.fix) }),
    );
    shown.collect()
}

fn no_version() -> Refusal {
    Refusal::new(
        ("没有写明看到的版本（If-Match）。", "The version that was seen is missing (If-Match)."),
        ("请刷新页面。", "Load the page again."),
    )
    .of(Why::Input)
}

/// 新增应用场景
pub async fn add_use(Path(case): Path<String>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let id = match case_id(visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match case::add_use(&visit.ctx, &id).await {
        Ok(name) => to(&format!("{}/form/use-statement.use.{name}", address(&id))),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// Takes a face use out.
pub async fn remove_use(Path((case, name)): Path<(String, String)>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let id = match case_id(visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match case::remove_use(&visit.ctx, &id, &name).await {
        Ok(()) => to(&address(&id)),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// Which finding.
#[derive(Deserialize)]
pub struct Which {
    rule: String,
    at: String,
}

#[derive(Template)]
#[template(path = "web/handler/reason.html")]
struct ReasonPage {
    shell: Shell,
    case: String,
    finding: FindingView,
}

/// The page on which a reason is written.
pub async fn reason_page(visit: Visit, Path(case): Path<String>, Query(which): Query<Which>) -> Response {
    let id = match case_id(&visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let check = match case::check_case(&visit.ctx, &id).await {
        Ok(check) => check,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let Some(finding) = check.findings.iter().find(|it| it.rule == which.rule && it.at == which.at) else { return to(&address(&id)) };
    let shell = shell(&visit, Wording::new("有理由不改", "Keep it, with a reason"));
    let finding = FindingView::new(visit.ctx.law(), finding, &shell).answered_at(format!("{}/reason", address(&id)));
    rendered(&ReasonPage { shell, case: id.to_string(), finding })
}

/// Keeps a reason against a finding.
pub async fn give_reason(Path(case): Path<String>, fields: Fields) -> Response {
    let visit = &fields.visit;
    let id = match case_id(visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    match case::answer_finding(&visit.ctx, &id, fields.text("rule"), fields.text("at"), fields.text("reason")).await {
        Ok(()) => to(&format!("{}/check", address(&id))),
        Err(refusal) => refused(visit, &refusal),
    }
}
