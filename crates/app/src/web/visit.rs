//! Who visits, in which language, and the fields of a form that was sent.

use actions::account::actor_of;
use actions::{Ctx, Platform, Refusal, Why};
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE, HOST, REFERER};
use axum::http::request::Parts;
use axum::response::Response;
use casework::words::Private;
use cookie::Cookie;
use law::{Lang, Wording};

use super::refused::refused;
use super::ui::Theme;

/// The cookie of a session: of this host alone, over TLS (or to this machine), and never readable by a script.
pub const SESSION: &str = "__Host-facefile";
/// Language and theme.
pub const LANG: &str = "facefile-lang";
/// See [`LANG`].
pub const THEME: &str = "facefile-theme";
/// The longest form, in bytes: a section of a PIA is a few thousand characters.
const LONGEST_FORM: usize = 4 << 20;

/// A visit: one request of somebody.
#[derive(Clone)]
pub struct Visit {
    /// Who, when, with what.
    pub ctx: Ctx,
    /// Chinese unless something else was chosen.
    pub lang: Lang,
    /// Light, dark, or as the machine is set.
    pub theme: Theme,
    /// The address, for the way back.
    pub path: String,
    /// What forms send back, so that nobody else's page can send them.
    pub csrf: String,
    /// The page of ours the request came from, if the browser says so.
    referer: Option<String>,
    /// Whether a program asks.
    pub wants_json: bool,
}

impl Visit {
    /// A text in the visitor's language.
    pub fn say<'a>(&self, wording: &'a Wording) -> &'a str {
        wording.in_lang(self.lang)
    }

    /// The same visit, answered as a program is.
    pub fn of_a_program(self) -> Visit {
        Visit { wants_json: true, ..self }
    }

    /// A text of ours; both languages stand at the place of use.
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.lang == Lang::Zh { zh } else { en }
    }

    /// Where to go back to after something in between: the page, not what was posted to.
    pub fn back(&self) -> String {
        self.referer.clone().unwrap_or_else(|| "/desk".to_owned())
    }
}

impl FromRequestParts<Platform> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, platform: &Platform) -> Result<Visit, Response> {
        let lang = lang(parts);
        let token = cookie(parts, SESSION).unwrap_or_default();
        let mut visit = Visit {
            ctx: Ctx::visitor(platform),
            lang,
            theme: cookie(parts, THEME).map(|it| Theme::parse(&it)).unwrap_or_default(),
            path: parts.uri.path_and_query().map(|it| it.as_str().to_owned()).unwrap_or_default(),
            referer: came_from(parts),
            csrf: actions::account::form_token(&token),
            wants_json: header(parts, ACCEPT.as_str()).is_some_and(|it| it.contains("application/json")),
        };
        match actor_of(platform, &token).await {
            Ok(ctx) => visit.ctx = ctx,
            Err(refusal) => return Err(refused(&visit, &refusal)),
        }
        Ok(visit)
    }
}

/// The fields of a form, in the order in which they stand on the page. It was sent from a page of ours: its token says so.
pub struct Fields {
    /// Who sent it.
    pub visit: Visit,
    fields: Vec<(String, String)>,
}

impl FromRequest<Platform> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, platform: &Platform) -> Result<Fields, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, platform).await?;
        let bytes = to_bytes(body, LONGEST_FORM).await.map_err(|_| refused(&visit, &too_long()))?;
        let fields: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
        let fields = Fields { visit, fields };
        match fields.text("csrf") == fields.visit.csrf {
            true => Ok(fields),
            false => Err(refused(&fields.visit, &stale_form())),
        }
    }
}

impl Fields {
    /// The text of a field, without blanks around it; nothing typed is an empty text.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|it| it.0 == name).map_or("", |it| it.1.trim())
    }

    /// A text that does not print itself, as it was typed.
    pub fn private(&self, name: &str) -> Private<String> {
        Private::new(self.fields.iter().find(|it| it.0 == name).map_or_else(String::new, |it| it.1.clone()))
    }

    /// A number, such as the version that was seen.
    pub fn number(&self, name: &str) -> i64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|it| (it.0.as_str(), it.1.as_str()))
    }
}

/// The token of a page that was opened before the last sign-in, or of no page of ours.
pub fn stale_form() -> Refusal {
    Refusal::new(
        ("页面已经过期，没有执行。", "The page is out of date; nothing was carried out."),
        ("请返回并刷新页面，再试一次。", "Go back, load the page again, and try once more."),
    )
    .of(Why::SignedOut)
}

fn too_long() -> Refusal {
    Refusal::new(("表单超过 4 MiB。", "The form is over 4 MiB."), ("请分几次保存。", "Save it in parts."))
}

/// The value of a cookie.
fn cookie(parts: &Parts, name: &str) -> Option<String> {
    let all = parts.headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
    all.flat_map(Cookie::split_parse).flatten().find(|it| it.name() == name).map(|it| it.value().to_owned())
}

/// The path of the page the request came from; only of this host.
fn came_from(parts: &Parts) -> Option<String> {
    let (_, rest) = header(parts, REFERER.as_str())?.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    (Some(host) == header(parts, HOST.as_str())).then(|| format!("/{path}"))
}

fn header<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts.headers.get(name).and_then(|it| it.to_str().ok())
}

/// As chosen; else English for a browser that asks for no Chinese at all.
fn lang(parts: &Parts) -> Lang {
    match cookie(parts, LANG).as_deref() {
        Some("en") => Lang::En,
        Some(_) => Lang::Zh,
        None => match header(parts, ACCEPT_LANGUAGE.as_str()) {
            Some(asked) if asked.starts_with("en") && !asked.contains("zh") => Lang::En,
            _ => Lang::Zh,
        },
    }
}
