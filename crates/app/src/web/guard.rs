//! What holds for every request, whatever page answers it.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What every answer says to the browser. Scripts and styles are our own files and nothing else; nobody frames us; nothing is told to others.
const HEADERS: [(&str, &str); 9] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-frame-options", "DENY"),
];

/// Refuses what another site sends, answers, adds the headers, and writes one line to the log: method, route as it is listed, status, time. Nothing
/// of the person, the address or the content.
pub async fn guard(request: Request, next: Next) -> Response {
    let since = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "-".to_owned(), |it| it.as_str().to_owned());
    let mut answer = match is_from_here(&method, request.headers()) {
        true => next.run(request).await,
        false => {
            (StatusCode::FORBIDDEN, "这个请求来自别的网站，没有执行。 / This request came from another site and was not carried out.\n")
                .into_response()
        }
    };
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry("cache-control").or_insert(HeaderValue::from_static("no-store"));
    let ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status = answer.status().as_u16(), ms, "http.answered");
    answer
}

/// A request that changes something comes from a page of ours: the browser says so, or its origin is our host.
fn is_from_here(method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin.split_once("://").map(|it| it.1) == text(HOST.as_str()),
        // No browser: a program with its own cookie or key.
        (None, None) => true,
    }
}
