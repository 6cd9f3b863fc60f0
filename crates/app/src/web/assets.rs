//! Style and script, as they were built in. Their address holds their digest, so a browser keeps them for ever and never an old one.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::refused::not_there;

const STYLE: &str = include_str!("../../assets/style.css");
const SCRIPT: &str = include_str!("../../assets/desk.js");

/// Where both are.
pub fn folder() -> String {
    let mut hasher = DefaultHasher::new();
    (STYLE, SCRIPT).hash(&mut hasher);
    format!("/assets/{:016x}", hasher.finish())
}

/// Either of them.
pub async fn asset(Path((_, name)): Path<(String, String)>) -> Response {
    let (kind, text) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE),
        "desk.js" => ("text/javascript; charset=utf-8", SCRIPT),
        _ => return not_there(),
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], text).into_response()
}
