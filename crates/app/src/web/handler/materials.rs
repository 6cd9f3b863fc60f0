//! 材料: one place for each of the nine, uploads, and pages as pictures.

use actions::case::{self, CaseView, MaterialLine, NewMaterial, see_case};
use actions::{CaseId, MaterialId, Refusal};
use askama::Template;
use axum::extract::{Multipart, Path, Query};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use casework::words::Slot;
use law::Wording;
use serde::Deserialize;

use super::form::is_open;
use super::{address, case_id};
use crate::web::refused::{not_there, refused, rendered, to};
use crate::web::shown::{moment, shell, size};
use crate::web::ui::{FileView, FindingView, Link, Shell, TagView, Tone, UploadView};
use crate::web::visit::{Visit, stale_form};

/// What a browser offers to choose from.
const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.xlsx";
/// What other material is about.
const TOPICS: &[(&str, &str, &str)] = &[
    ("processing-rules", "处理规则", "processing rules"),
    ("operating-procedures", "操作规程", "operating procedures"),
    ("security-plan", "安全保护方案", "security plan"),
    ("storage-proof", "存储证明", "proof of storage"),
    ("third-party-agreement", "与第三方的协议", "third-party agreement"),
    ("penetration-test", "渗透测试报告", "penetration test"),
];
/// Widths in which pages are drawn: in a list, and to be read.
const WIDTHS: std::ops::RangeInclusive<u32> = 120..=1600;

#[derive(Template)]
#[template(path = "web/handler/materials.html")]
struct MaterialsPage {
    shell: Shell,
    case: String,
    uploads: Vec<UploadView>,
    findings: Vec<FindingView>,
    is_open: bool,
}

/// Every place, with what stands in it.
pub async fn materials(visit: Visit, Path(case): Path<String>) -> Response {
    match page(&visit, &case, None).await {
        Ok(answer) | Err(answer) => answer,
    }
}

async fn page(visit: &Visit, case: &str, problem: Option<(String, Refusal)>) -> Result<Response, Response> {
    let id = case_id(visit, case)?;
    let view = see_case(&visit.ctx, &id).await.map_err(|it| refused(visit, &it))?;
    let mut shell = shell(visit, Wording::new("上传材料", "Upload materials"));
    let mut uploads: Vec<UploadView> =
        Slot::ALL.into_iter().filter(|it| *it != Slot::Other).map(|slot| upload(visit, &view, slot, "", visit.say(&slot.name()))).collect();
    uploads.extend(TOPICS.iter().map(|(topic, zh, en)| upload(visit, &view, Slot::Other, topic, visit.pick(zh, en))));
    if let Some((slot, refusal)) = &problem {
        let text = format!("{} {}", visit.say(&refusal.message), visit.say(&refusal.fix));
        shell.errors = vec![Link::new(text.trim(), format!("#u-{slot}-"))];
        for it in uploads.iter_mut().filter(|it| it.slot == *slot) {
            it.error = Some(text.trim().to_owned());
        }
    }
    let law = visit.ctx.law();
    let about_files = view.check.findings.iter().filter(|it| !it.at.starts_with("answers."));
    let findings = about_files.map(|it| {
        let shown = FindingView::new(law, it, &shell);
        let file = it.file.as_ref().and_then(|file| view.materials.iter().find(|line| line.in_packet == *file));
        match file {
            Some(line) => shown.placed(Link::new(
                visit.say(&crate::place::place(law, &view.packet, it)),
                material_address(&id, line, it.page.unwrap_or(1)),
            )),
            None => shown,
        }
    });
    let findings = findings.collect();
    let page = MaterialsPage { case: id.to_string(), uploads, findings, is_open: is_open(&view), shell };
    let status = problem.map_or(axum::http::StatusCode::OK, |(_, it)| crate::web::refused::status(it.kind));
    Ok((status, rendered(&page)).into_response())
}

fn material_address(case: &CaseId, line: &MaterialLine, page: u32) -> String {
    format!("{}/materials/{}?page={page}", address(case), line.id)
}

fn upload(visit: &Visit, view: &CaseView, slot: Slot, topic: &str, title: &str) -> UploadView {
    let here = |it: &&MaterialLine| it.slot == slot && it.topic.as_deref().unwrap_or_default() == topic;
    let file = |it: &MaterialLine| FileView {
        name: it.name.clone(),
        href: material_address(&view.id, it, 1),
        about: about(visit, it),
        tag: tag(visit, view, it),
        remove: is_open(view).then(|| format!("{}/materials/{}/remove", address(&view.id), it.id)),
    };
    UploadView {
        slot: slot.id().to_owned(),
        topic: topic.to_owned(),
        title: title.to_owned(),
        hint: visit
            .pick("PDF、JPEG、PNG、TIFF；电子表格也可以用 DOCX、XLSX", "PDF, JPEG, PNG, TIFF; electronic forms also as DOCX, XLSX")
            .to_owned(),
        accept: ACCEPT.to_owned(),
        case: view.id.to_string(),
        action: format!("{}/materials", address(&view.id)),
        tus: "/upload".to_owned(),
        next: format!("{}/materials", address(&view.id)),
        error: None,
        files: view.materials.iter().filter(here).map(file).collect(),
    }
}

fn about(visit: &Visit, it: &MaterialLine) -> String {
    let pages = match (it.n_pages, visit.lang) {
        (0, _) => String::new(),
        (n, law::Lang::Zh) => format!(" · {n} 页"),
        (n, law::Lang::En) => format!(" · {n} pages"),
    };
    format!("{}{pages} · {}", size(it.bytes), moment(it.at))
}

fn tag(visit: &Visit, view: &CaseView, it: &MaterialLine) -> Option<TagView> {
    let n = view.check.findings.iter().filter(|found| found.stops && found.file.as_ref() == Some(&it.in_packet)).count();
    Some(match (it.is_read, n) {
        (false, _) => TagView::new(Tone::Advice, visit.pick("正在识读", "being read")),
        (true, 0) => TagView::new(Tone::Good, visit.pick("已识读", "read")),
        (true, n) => TagView::new(Tone::Stops, format!("{n} {}", visit.pick("处必须改", "to be mended"))),
    })
}

/// Takes a file as the plain form sends it. It is sealed as it arrives.
pub async fn add_material(visit: Visit, Path(case): Path<String>, mut parts: Multipart) -> Response {
    let id = match case_id(&visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let (mut slot, mut topic, mut is_ours) = (None, None, false);
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return refused(&visit, &no_file()),
            Err(_) => return refused(&visit, &broken_off()),
        };
        match part.name().unwrap_or_default() {
            "csrf" => is_ours = part.text().await.is_ok_and(|it| it == visit.csrf),
            "slot" => slot = part.text().await.ok().and_then(|it| Slot::parse(&it)),
            "topic" => topic = part.text().await.ok().filter(|it| TOPICS.iter().any(|topic| topic.0 == it)),
            "file" if !is_ours => return refused(&visit, &stale_form()),
            "file" => {
                let Some(slot) = slot else { return refused(&visit, &no_file()) };
                return match keep(&visit, &id, slot, topic, part).await {
                    Ok(()) => to(&format!("{}/materials", address(&id))),
                    Err(refusal) => match page(&visit, &case, Some((slot.id().to_owned(), refusal))).await {
                        Ok(answer) | Err(answer) => answer,
                    },
                };
            }
            _ => {}
        }
    }
}

async fn keep(
    visit: &Visit,
    id: &CaseId,
    slot: Slot,
    topic: Option<String>,
    mut part: axum::extract::multipart::Field<'_>,
) -> Result<(), Refusal> {
    let name = part.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Err(no_file());
    }
    let mut new = NewMaterial::begin(&visit.ctx, id, slot, topic, &name).await?;
    while let Some(piece) = part.chunk().await.map_err(|_| broken_off())? {
        new.write(&piece)?;
    }
    case::add_material(&visit.ctx, new).await.map(drop)
}

fn no_file() -> Refusal {
    Refusal::new(("没有选文件。", "No file was chosen."), ("请选一份文件再上传。", "Choose a file and upload it."))
}

fn broken_off() -> Refusal {
    Refusal::new(
        ("上传中断，没有收完。", "The upload broke off before its end."),
        ("请重新上传；开了脚本的浏览器会从断点续传。", "Upload it again; with script, a browser goes on where it broke off."),
    )
}

/// Which page.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    page: u32,
}

#[derive(Template)]
#[template(path = "web/handler/material.html")]
struct MaterialPage {
    shell: Shell,
    back: String,
    slot: String,
    about: String,
    sha256: String,
    picture: Option<String>,
    marks: Vec<[String; 4]>,
    page: u32,
    n_pages: usize,
    has_next: bool,
    here: String,
    findings: Vec<FindingView>,
}

/// One material: a page as a picture, with the findings marked on it.
pub async fn material(visit: Visit, Path((case, material)): Path<(String, String)>, Query(shown): Query<Shown>) -> Response {
    let id = match case_id(&visit, &case) {
        Ok(id) => id,
        Err(answer) => return answer,
    };
    let view = match see_case(&visit.ctx, &id).await {
        Ok(view) => view,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let Some(line) = view.materials.iter().find(|it| it.id.to_string() == material) else { return refused(&visit, &Refusal::absent()) };
    let back = Link::new(visit.pick("上传材料", "Materials"), format!("{}/materials", address(&id)));
    material_page(&visit, line, &view.check, &view.packet, shown.page.max(1), back, &address(&id))
}

/// The page of a material, at either desk.
pub(in crate::web) fn material_page(
    visit: &Visit,
    line: &MaterialLine,
    check: &casework::precheck::Check,
    packet: &casework::packet::Packet,
    page: u32,
    back: Link,
    of_case: &str,
) -> Response {
    let law = visit.ctx.law();
    let mut shell = shell(visit, line.slot.name());
    shell.title = line.name.clone();
    let here = format!("{of_case}/materials/{}", line.id);
    let its: Vec<_> = check.findings.iter().filter(|it| it.file.as_ref() == Some(&line.in_packet)).collect();
    let on_page: Vec<_> = its.iter().filter(|it| it.page == Some(page)).filter_map(|it| it.area).collect();
    let percent = |it: f32| format!("{:.2}", it * 100.0);
    let findings = its.iter().map(|it| {
        let there = Link::new(visit.say(&crate::place::place(law, packet, it)), format!("{here}?page={}", it.page.unwrap_or(1)));
        FindingView::new(law, it, &shell).placed(there)
    });
    rendered(&MaterialPage {
        findings: findings.collect(),
        back: back.href,
        slot: visit.say(&line.slot.name()).to_owned(),
        about: about(visit, line),
        sha256: line.sha256.clone(),
        picture: (line.n_pages > 0).then(|| format!("{here}/pages/{page}?width=1000")),
        marks: on_page.into_iter().map(|it| it.map(percent)).collect(),
        page,
        n_pages: line.n_pages,
        has_next: (page as usize) < line.n_pages,
        here,
        shell,
    })
}

/// How wide a picture is wanted.
#[derive(Deserialize)]
pub struct Wide {
    width: Option<u32>,
}

/// A page as a picture, drawn from its pixels.
pub async fn page_picture(visit: Visit, Path((case, material, page)): Path<(String, String, u32)>, Query(wide): Query<Wide>) -> Response {
    let (Some(case), Some(material)) = (CaseId::parse(&case), MaterialId::parse(&material)) else { return not_there() };
    picture(&visit, case::page_picture(&visit.ctx, &case, &material, page, width(&wide)).await)
}

/// In the limits of what is drawn.
pub(in crate::web) fn width(wide: &Wide) -> u32 {
    wide.width.unwrap_or(1000).clamp(*WIDTHS.start(), *WIDTHS.end())
}

pub(in crate::web) fn picture(visit: &Visit, drawn: Result<Option<Vec<u8>>, Refusal>) -> Response {
    match drawn {
        Ok(Some(jpeg)) => ([(CONTENT_TYPE, "image/jpeg")], jpeg).into_response(),
        Ok(None) => not_there(),
        Err(refusal) => refused(visit, &refusal),
    }
}

/// 撤下材料
pub async fn remove_material(Path((case, material)): Path<(String, String)>, visit: Visit, mut parts: Multipart) -> Response {
    let (Some(id), Some(material)) = (CaseId::parse(&case), MaterialId::parse(&material)) else {
        return refused(&visit, &Refusal::absent());
    };
    let mut is_ours = false;
    // The button stands in the form of the upload, so it comes as that does.
    while let Ok(Some(part)) = parts.next_field().await {
        if part.name() == Some("csrf") {
            is_ours = part.text().await.is_ok_and(|it| it == visit.csrf);
        }
    }
    if !is_ours {
        return refused(&visit, &stale_form());
    }
    match case::remove_material(&visit.ctx, &id, &material).await {
        Ok(()) => to(&format!("{}/materials", address(&id))),
        Err(refusal) => refused(&visit, &refusal),
    }
}
