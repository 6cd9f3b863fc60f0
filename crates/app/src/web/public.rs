//! Pages for anyone: the start, the public register, preferences; and what machines ask: health, the ledger's checkpoint.

use actions::{FilingId, look};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use casework::register::PublicField;
use law::Wording;
use serde::Deserialize;

use super::refused::{refused, rendered, to};
use super::shown::{moment, shell};
use super::ui::{CellView, ColumnView, EmptyView, Pager, Shell, TableView};
use super::visit::{Fields, LANG, THEME, Visit};

#[derive(Template)]
#[template(path = "web/start.html")]
struct StartPage {
    shell: Shell,
}

/// 首页
pub async fn start(visit: Visit) -> Response {
    rendered(&StartPage { shell: shell(&visit, Wording::new("人脸识别技术应用备案", "Filing of face recognition")) })
}

/// Where a page of the register begins.
#[derive(Deserialize)]
pub struct From {
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "web/register.html")]
struct RegisterPage {
    shell: Shell,
    table: Option<TableView>,
    empty: EmptyView,
}

/// 公开登记簿
pub async fn register(visit: Visit, Query(from): Query<From>) -> Response {
    let before = from.before.as_deref().and_then(FilingId::parse);
    let page = match look::register(&visit.ctx, before.as_ref()).await {
        Ok(page) => page,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let columns = [PublicField::Number, PublicField::Handler, PublicField::Authority, PublicField::FiledOn, PublicField::Status];
    let column = |it: &PublicField| ColumnView { title: visit.say(&it.name()).to_owned(), is_amount: false };
    let cell = |line: &look::RegisterLine, field: PublicField| {
        let text = line.fields.iter().find(|it| it.0 == field).map(|it| it.1.join("；")).unwrap_or_default();
        match field {
            PublicField::Number => CellView::link(text, format!("/register/{}", line.id)),
            _ => CellView::new(text),
        }
    };
    let rows = page.lines.iter().map(|line| columns.iter().map(|it| cell(line, *it)).collect()).collect();
    let pager = before.is_some() || page.next.is_some();
    let pager = pager.then(|| Pager {
        shown: String::new(),
        first: before.as_ref().map(|_| "/register".to_owned()),
        next: page.next.as_ref().map(|it| format!("/register?before={it}")),
    });
    let caption = visit.pick("已备案", "Filed").to_owned();
    let table = TableView { caption, columns: columns.iter().map(column).collect(), rows, pager };
    let empty = EmptyView {
        title: visit.pick("还没有公开的备案", "No filing is public yet").to_owned(),
        text: visit.pick("通过并公开的备案会列在这里。", "Filings that were accepted and published stand here.").to_owned(),
        action: None,
    };
    let table = (!page.lines.is_empty()).then_some(table);
    rendered(&RegisterPage { shell: shell(&visit, Wording::new("公开登记簿", "Public register")), table, empty })
}

#[derive(Template)]
#[template(path = "web/filing.html")]
struct FilingPage {
    shell: Shell,
    number: String,
    rows: Vec<(String, Vec<String>)>,
    published: String,
}

/// One line of the register.
pub async fn filing(visit: Visit, Path(id): Path<String>) -> Response {
    let Some(id) = FilingId::parse(&id) else { return refused(&visit, &actions::Refusal::absent()) };
    let line = match look::filing(&visit.ctx, &id).await {
        Ok(line) => line,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let row = |(field, values): &(PublicField, Vec<String>)| (visit.say(&field.name()).to_owned(), values.clone());
    let number = line.fields.iter().find(|it| it.0 == PublicField::Number).map(|it| it.1.join("")).unwrap_or_default();
    let shell = shell(&visit, Wording::new("备案信息", "Filing"));
    rendered(&FilingPage { shell, number, rows: line.fields.iter().map(row).collect(), published: moment(line.published_at) })
}

/// 语言和外观: kept in this browser for a year.
pub async fn preferences(fields: Fields) -> Response {
    let mut answer = to(fields.text("back"));
    for (name, cookie, known) in [("lang", LANG, &["zh", "en"][..]), ("theme", THEME, &["auto", "light", "dark"])] {
        let chosen = fields.text(name);
        if known.contains(&chosen)
            && let Ok(value) = format!("{cookie}={chosen}; Path=/; Max-Age=31536000; SameSite=Lax; Secure; HttpOnly").parse()
        {
            answer.headers_mut().append(SET_COOKIE, value);
        }
    }
    answer
}

/// The ledger's signed head, for witnesses and for whoever keeps one.
pub async fn checkpoint(visit: Visit) -> Response {
    match look::checkpoint(&visit.ctx).await {
        Ok(note) => ([(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-cache")], note).into_response(),
        Err(refusal) => refused(&visit, &refusal),
    }
}

/// Whether it serves: for whoever watches over it. Nothing of what is kept.
pub async fn health(visit: Visit) -> Response {
    match look::checkpoint(&visit.ctx).await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable\n").into_response(),
    }
}

#[derive(Template)]
#[template(path = "web/accessibility.html")]
struct AccessibilityPage {
    shell: Shell,
}

/// 无障碍说明
pub async fn accessibility(visit: Visit) -> Response {
    rendered(&AccessibilityPage { shell: shell(&visit, Wording::new("无障碍说明", "Accessibility")) })
}
