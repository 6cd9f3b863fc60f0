//! The form, one section at a time, as the case's edition has it. A group that is repeated has a section for each face use.

use actions::case::{CaseView, see_case};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::packet::Packet;
use law::{Field, Form, Group, Required, Sheet, Wording};
use serde_json::Value;

use super::{address, case_id};
use crate::web::refused::{refused, rendered};
use crate::web::shown::{provinces, shell};
use crate::web::ui::{FieldNeed, FieldView, FindingView, Input, Link, Shell, TextMode};
use crate::web::visit::Visit;

/// 一节: a group of the form, and for which face use.
#[derive(Clone)]
pub(in crate::web) struct Section<'a> {
    pub sheet: &'a Sheet,
    pub group: &'a Group,
    /// The block of the list it repeats.
    pub element: Option<String>,
}

impl<'a> Section<'a> {
    /// Every section of a case, in the form's order; of a group that is repeated, one for each block that is there.
    pub fn all(form: &'a Form, packet: &Packet) -> Vec<Section<'a>> {
        let mut sections = Vec::new();
        for sheet in &form.sheets {
            let uses = uses(packet);
            let plain = sheet.groups.iter().filter(|it| it.repeat.is_none());
            sections.extend(plain.map(|group| Section { sheet, group, element: None }));
            for name in uses {
                let repeated = sheet.groups.iter().filter(|it| it.repeat.is_some());
                sections.extend(repeated.map(|group| Section { sheet, group, element: Some(name.clone()) }));
            }
        }
        sections
    }

    /// Its name in addresses: `handler-profile.place`, `use-statement.purpose.use-1`.
    pub fn name(&self) -> String {
        let head = format!("{}.{}", self.sheet.id, self.group.id);
        self.element.as_ref().map_or(head.clone(), |it| format!("{head}.{it}"))
    }

    /// The fields that are asked here, with their paths. The name of a block is not asked: it stands in the path.
    pub fn fields(&self) -> impl Iterator<Item = (&'a Field, String)> {
        let element = self.element.clone().unwrap_or_default();
        let is_name = |it: &&Field| it.path.ends_with(".*.id");
        self.group.fields.iter().filter(move |it| !is_name(it)).map(move |it| (it, it.path.replacen('*', &element, 1)))
    }

    /// What it is about, for a trail: the name of the face use.
    pub fn about(&self, packet: &Packet) -> String {
        let Some(element) = &self.element else { return String::new() };
        let name = packet.answer(&format!("uses.{element}.name")).and_then(Value::as_str).filter(|it| !it.trim().is_empty());
        name.unwrap_or(element).to_owned()
    }
}

/// The blocks of face uses, in the packet's order.
pub(super) fn uses(packet: &Packet) -> Vec<String> {
    let blocks = packet.typed.get("uses").and_then(Value::as_array).cloned().unwrap_or_default();
    blocks.iter().enumerate().map(|(i, it)| casework::packet::block_name(i, it)).collect()
}

/// Whether a field must be answered, as the other answers stand.
pub(super) fn is_required(field: &Field, element: Option<&str>, packet: &Packet) -> bool {
    let answer = |path: &str| {
        let path = path.replacen('*', element.unwrap_or("*"), 1);
        packet.answer(&path).and_then(|it| match it {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        })
    };
    match &field.required {
        Required::Yes => true,
        Required::No => false,
        Required::When(condition) => condition.holds(answer),
    }
}

#[derive(Template)]
#[template(path = "web/handler/section.html")]
struct SectionPage {
    shell: Shell,
    case: String,
    kicker: String,
    section: String,
    fields: Vec<FieldView>,
    is_open: bool,
    place: String,
}

/// One section.
pub async fn section(visit: Visit, Path((case, name)): Path<(String, String)>) -> Response {
    match page(&visit, &case, &name, Vec::new()).await {
        Ok(page) | Err(page) => page,
    }
}

/// The section with what is to be mended before it can be saved.
pub(super) async fn page(visit: &Visit, case: &str, name: &str, errors: Vec<Link>) -> Result<Response, Response> {
    let id = case_id(visit, case)?;
    let view = see_case(&visit.ctx, &id).await.map_err(|it| refused(visit, &it))?;
    let law = visit.ctx.law();
    let absent = || refused(visit, &actions::Refusal::absent());
    let form = law.form(&view.form).ok_or_else(absent)?;
    let sections = Section::all(form, &view.packet);
    let at = sections.iter().position(|it| it.name() == name).ok_or_else(absent)?;
    let section = &sections[at];
    let mut shell = shell(visit, section.group.title.clone());
    shell.errors = errors;
    let fields = section.fields().map(|(field, path)| field_view(visit, &view, field, &path, section.element.as_deref(), &shell)).collect();
    let kicker = match section.about(&view.packet) {
        about if about.is_empty() => visit.say(&section.sheet.title).to_owned(),
        about => format!("{} · {about}", visit.say(&section.sheet.title)),
    };
    let place = format!("{} / {}", at + 1, sections.len());
    let is_open = is_open(&view);
    Ok(rendered(&SectionPage { shell, case: id.to_string(), kicker, section: name.to_owned(), fields, is_open, place }))
}

/// Whether the handler may still write.
pub(super) fn is_open(view: &CaseView) -> bool {
    use casework::lifecycle::State;
    matches!(view.state, State::Draft | State::Returned)
}

fn field_view(visit: &Visit, view: &CaseView, field: &Field, path: &str, element: Option<&str>, shell: &Shell) -> FieldView {
    let law = visit.ctx.law();
    let answer = typed(&view.packet, path);
    let version = view.versions.get(path).copied().unwrap_or_default();
    let at = format!("answers.{path}");
    let reason = format!("{}/reason", address(&view.id));
    let mut findings: Vec<FindingView> = view
        .check
        .findings
        .iter()
        .filter(|it| it.at == at && !is_blank(&answer))
        .map(|it| FindingView::new(law, it, shell).answered_at(reason.as_str()))
        .collect();
    for asked in &view.asked {
        let here = asked
            .correction
            .request
            .anchors
            .iter()
            .any(|it| matches!(it, casework::correction::Anchor::Answer { at: place } if *place == at));
        if here {
            findings.insert(0, super::case::asked_as_finding(visit, view, asked, shell));
        }
    }
    let mut shown = FieldView::new(law, field, element, &answer, is_required(field, element, &view.packet), shell)
        .saved(u64::try_from(version).unwrap_or_default(), None)
        .with_findings(findings);
    if field.kind == law::FieldKind::Province {
        let chosen = answer.as_str().unwrap_or_default();
        shown = shown.with_options(provinces(visit, chosen));
    }
    shown
}

/// An answer as it was typed.
pub(super) fn typed(packet: &Packet, path: &str) -> Value {
    packet.answer(path).cloned().unwrap_or(Value::Null)
}

pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(parts) => parts.values().all(is_blank),
        _ => false,
    }
}

/// The section after this one.
pub(super) fn next_of(form: &Form, packet: &Packet, name: &str) -> Option<String> {
    let sections = Section::all(form, packet);
    let at = sections.iter().position(|it| it.name() == name)?;
    sections.get(at + 1).map(Section::name)
}

/// The title of a section, for its line in a list.
pub(super) fn title(section: &Section) -> Wording {
    section.group.title.clone()
}
