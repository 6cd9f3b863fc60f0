//! Resumable uploads: tus 1.0.0 with creation, checksum, expiration and termination. What arrived of a piece before the connection broke is kept.

use actions::case::{self, Announced, Piece, Progress};
use actions::{CaseId, Refusal, UploadId, Why};
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::words::Slot;
use jiff::tz::Offset;

use super::refused::refused;
use super::visit::{Visit, stale_form};

/// The version of the protocol.
const TUS: &str = "1.0.0";
/// Where uploads are.
const AT: &str = "/upload";

/// What is spoken here.
pub async fn options() -> Response {
    with_tus(
        (
            [("tus-version", TUS), ("tus-extension", "creation,checksum,expiration,termination"), ("tus-checksum-algorithm", "sha256")],
            StatusCode::NO_CONTENT,
        )
            .into_response(),
    )
}

/// Begins an upload.
pub async fn create(visit: Visit, headers: HeaderMap) -> Response {
    let visit = visit.of_a_program();
    let began = async {
        spoken(&visit, &headers)?;
        let announced = announced(&headers)?;
        case::begin_upload(&visit.ctx, announced).await
    };
    match began.await {
        Ok((id, progress)) => {
            let location = format!("{AT}/{id}");
            with_tus(([("location", location), ("upload-expires", expires(&progress))], StatusCode::CREATED).into_response())
        }
        Err(refusal) => with_tus(refused(&visit, &refusal)),
    }
}

/// How far it is.
pub async fn head(visit: Visit, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let visit = visit.of_a_program();
    let asked = async {
        spoken(&visit, &headers)?;
        case::upload_progress(&visit.ctx, &id_of(&id)?).await
    };
    match asked.await {
        Ok(progress) => with_tus(told(&progress, StatusCode::OK)),
        Err(refusal) => with_tus(refused(&visit, &refusal)),
    }
}

/// Takes a piece.
pub async fn patch(visit: Visit, Path(id): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let visit = visit.of_a_program();
    match take(&visit, &id, &headers, body).await {
        Ok(progress) => with_tus(told(&progress, StatusCode::NO_CONTENT)),
        Err(refusal) => {
            let mut answer = refused(&visit, &refusal);
            if matches!(refusal.kind, Why::Changed(_)) {
                *answer.status_mut() = StatusCode::CONFLICT;
            }
            with_tus(answer)
        }
    }
}

async fn take(visit: &Visit, id: &str, headers: &HeaderMap, body: Body) -> Result<Progress, Refusal> {
    spoken(visit, headers)?;
    if text(headers, "content-type") != Some("application/offset+octet-stream") {
        return Err(bad("Content-Type"));
    }
    let offset = text(headers, "upload-offset").and_then(|it| it.parse().ok()).ok_or_else(|| bad("Upload-Offset"))?;
    let checksum = match text(headers, "upload-checksum") {
        Some(it) => Some(checksum(it).ok_or_else(|| bad("Upload-Checksum"))?),
        None => None,
    };
    let mut piece = Piece::begin(&visit.ctx, &id_of(id)?, offset).await?;
    let mut frames = body.into_data_stream();
    let mut is_whole = true;
    loop {
        match next(&mut frames).await {
            Some(Ok(bytes)) => piece.write(&bytes)?,
            Some(Err(_)) => {
                is_whole = false;
                break;
            }
            None => break,
        }
    }
    // A piece that was cut has another checksum; what is there of it is kept.
    Ok(piece.finish(&visit.ctx, checksum.filter(|_| is_whole)).await?.0)
}

async fn next(frames: &mut axum::body::BodyDataStream) -> Option<Result<axum::body::Bytes, axum::Error>> {
    use std::pin::Pin;
    std::future::poll_fn(|context| futures_core::Stream::poll_next(Pin::new(&mut *frames), context)).await
}

/// Gives it up.
pub async fn cancel(visit: Visit, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let visit = visit.of_a_program();
    let cancelled = async {
        spoken(&visit, &headers)?;
        case::cancel_upload(&visit.ctx, &id_of(&id)?).await
    };
    match cancelled.await {
        Ok(()) => with_tus(StatusCode::NO_CONTENT.into_response()),
        Err(refusal) => with_tus(refused(&visit, &refusal)),
    }
}

/// The protocol's version, and a page of ours.
fn spoken(visit: &Visit, headers: &HeaderMap) -> Result<(), Refusal> {
    if text(headers, "tus-resumable") != Some(TUS) {
        return Err(bad("Tus-Resumable"));
    }
    if text(headers, "x-csrf-token") != Some(visit.csrf.as_str()) {
        return Err(stale_form());
    }
    Ok(())
}

fn announced(headers: &HeaderMap) -> Result<Announced, Refusal> {
    let length = text(headers, "upload-length").and_then(|it| it.parse().ok()).ok_or_else(|| bad("Upload-Length"))?;
    let pairs = text(headers, "upload-metadata").unwrap_or_default().split(',').filter_map(|it| it.trim().split_once(' '));
    let decoded = pairs.filter_map(|(key, value)| Some((key, String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?)));
    let all: Vec<(&str, String)> = decoded.collect();
    let get = |key: &str| all.iter().find(|it| it.0 == key).map(|it| it.1.clone()).filter(|it| !it.is_empty());
    Ok(Announced {
        case: get("case").and_then(|it| CaseId::parse(&it)).ok_or_else(|| bad("Upload-Metadata: case"))?,
        slot: get("slot").and_then(|it| Slot::parse(&it)).ok_or_else(|| bad("Upload-Metadata: slot"))?,
        topic: get("topic"),
        name: get("filename").ok_or_else(|| bad("Upload-Metadata: filename"))?,
        length,
    })
}

fn checksum(text: &str) -> Option<[u8; 32]> {
    let (algorithm, value) = text.split_once(' ')?;
    (algorithm == "sha256").then(|| STANDARD.decode(value.trim()).ok()?.try_into().ok()).flatten()
}

fn id_of(text: &str) -> Result<UploadId, Refusal> {
    UploadId::parse(text).ok_or_else(Refusal::absent)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|it| it.to_str().ok())
}

fn told(progress: &Progress, status: StatusCode) -> Response {
    let headers = [
        ("upload-offset", progress.offset.to_string()),
        ("upload-length", progress.length.to_string()),
        ("upload-expires", expires(progress)),
    ];
    (headers, status).into_response()
}

fn expires(progress: &Progress) -> String {
    Offset::UTC.to_datetime(progress.until).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn with_tus(mut answer: Response) -> Response {
    answer.headers_mut().insert("tus-resumable", HeaderValue::from_static(TUS));
    answer
}

fn bad(header: &str) -> Refusal {
    Refusal::new(
        (format!("请求头 {header} 缺少或者不对。"), format!("The header {header} is missing or wrong.")),
        ("这是上传程序的问题，请刷新页面再传。", "The uploading program is at fault: load the page again."),
    )
}
