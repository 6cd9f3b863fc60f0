//! A refusal as a page, or as JSON for a program: what, why, what to do. Denied looks like absent.

use std::any::Any;

use actions::{Refusal, Why};
use askama::Template;
use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use law::Wording;
use serde_json::json;

use super::shown::shell;
use super::ui::Shell;
use super::visit::Visit;

#[derive(Template)]
#[template(path = "web/refused.html")]
struct RefusedPage<'a> {
    shell: Shell,
    message: &'a str,
    fix: &'a str,
}

/// The answer to an act that was refused.
pub fn refused(visit: &Visit, refusal: &Refusal) -> Response {
    let status = status(refusal.kind);
    if status.is_server_error() {
        tracing::error!(why = %refusal.message.en, "act.failed");
    }
    let mut answer = match (visit.wants_json, refusal.kind) {
        (true, _) => as_json(status, refusal),
        (false, Why::SignedOut) => to(&format!("/sign-in?next={}", encoded(&visit.path))),
        (false, Why::StepUp) => to(&format!("/account/confirm?next={}", encoded(&visit.back()))),
        (false, _) => as_page(visit, status, refusal),
    };
    if let Why::Wait(seconds) = refusal.kind {
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    answer
}

pub fn status(kind: Why) -> StatusCode {
    match kind {
        Why::Input => StatusCode::UNPROCESSABLE_ENTITY,
        Why::Absent => StatusCode::NOT_FOUND,
        Why::SignedOut => StatusCode::UNAUTHORIZED,
        Why::StepUp => StatusCode::FORBIDDEN,
        Why::NotNow => StatusCode::CONFLICT,
        Why::Changed(_) => StatusCode::PRECONDITION_FAILED,
        Why::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        Why::Full => StatusCode::INSUFFICIENT_STORAGE,
        Why::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Why::Fault => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn as_json(status: StatusCode, refusal: &Refusal) -> Response {
    let version = if let Why::Changed(version) = refusal.kind { version } else { None };
    let body = json!({ "message": refusal.message, "fix": refusal.fix, "version": version });
    (status, axum::Json(body)).into_response()
}

fn as_page(visit: &Visit, status: StatusCode, refusal: &Refusal) -> Response {
    let title = match status {
        StatusCode::NOT_FOUND => Wording::new("没有找到", "Not found"),
        _ if status.is_server_error() => Wording::new("出了故障", "Something failed"),
        _ => Wording::new("没有办成", "Not done"),
    };
    let page = RefusedPage { shell: shell(visit, title), message: visit.say(&refusal.message), fix: visit.say(&refusal.fix) };
    (status, rendered(&page)).into_response()
}

/// A page as it is sent.
pub fn rendered(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => Html(text).into_response(),
        Err(err) => {
            tracing::error!(why = %err, "page.failed");
            plain(StatusCode::INTERNAL_SERVER_ERROR, "页面没有生成。 / The page could not be made.\n")
        }
    }
}

/// On to another page.
pub fn to(address: &str) -> Response {
    // An address of ours and nobody else's.
    let here = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    let address = HeaderValue::from_str(address).ok().filter(|_| here).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}

/// A part of an address.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The answer to an address that is not in the list.
pub async fn no_such_page(visit: Visit) -> Response {
    refused(&visit, &Refusal::absent())
}

/// The same for a file.
pub fn not_there() -> Response {
    plain(StatusCode::NOT_FOUND, "没有找到。 / Not there.\n")
}

/// The program failed inside: nothing of why is told.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("page.panicked");
    plain(StatusCode::INTERNAL_SERVER_ERROR, "程序内部出错。 / The program failed inside.\n")
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
