//! Pages of everybody's own account.

use actions::account::{self, NewOrganisation, SignedIn};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use casework::rights::Desk;
use law::Wording;
use serde::Deserialize;

use super::refused::{refused, rendered, status, to};
use super::shown::{moment, problems, provinces, shell};
use super::ui::{FieldNeed, FieldView, Input, Link, Shell, TagView, TextMode, Tone};
use super::visit::{Fields, SESSION, Visit};

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct Onward {
    #[serde(default)]
    next: String,
}

/// A short form of questions that are not the filing's.
#[derive(Template)]
#[template(path = "web/form.html")]
struct FormPage<'a> {
    shell: Shell,
    lead: &'a str,
    action: &'a str,
    hidden: Vec<(&'a str, String)>,
    fields: Vec<FieldView>,
    button: &'a str,
    other: Option<Link>,
}

/// The first field says what is wrong; the summary at the top leads to it.
fn marked(mut fields: Vec<FieldView>, errors: &[Link]) -> Vec<FieldView> {
    if let Some(error) = errors.first() {
        let first = fields.iter().position(|it| error.href == format!("#{}", it.id())).unwrap_or_default();
        let field = fields.remove(first).with_error(error.text.as_str());
        fields.insert(first, field);
    }
    fields
}

/// A line of text that is asked.
fn asked(visit: &Visit, name: &str, (zh, en): (&str, &str), value: &str, mode: TextMode) -> FieldView {
    let mut field = FieldView::plain(name, visit.pick(zh, en), Input::Text { value: value.to_owned(), mode });
    field.need = FieldNeed::Required;
    field
}

/// 登录
pub async fn sign_in_page(visit: Visit, Query(onward): Query<Onward>) -> Response {
    match visit.ctx.actor() {
        Some(_) => to(&home_of(&visit, &onward.next)),
        None => rendered(&sign_in_form(&visit, onward.next, "", Vec::new())),
    }
}

fn sign_in_form<'a>(visit: &'a Visit, next: String, login: &str, errors: Vec<Link>) -> FormPage<'a> {
    let mut shell = shell(visit, Wording::new("登录", "Sign in"));
    let said = errors.clone();
    shell.errors = errors;
    let mut code = asked(visit, "code", ("动态口令", "Authenticator code"), "", TextMode::Integer);
    code.need = FieldNeed::Optional;
    FormPage {
        lead: visit.pick("账户开了动态口令的，三项都要填。", "Fill in all three if your account has an authenticator."),
        action: "/sign-in",
        hidden: vec![("next", next)],
        fields: marked(
            vec![
                asked(visit, "login", ("登录名", "Sign-in name"), login, TextMode::Plain),
                asked(visit, "password", ("密码", "Password"), "", TextMode::Password),
                code.with_hint(visit.pick("验证器上的六位数字", "the six digits of your authenticator")),
            ],
            &said,
        ),
        button: visit.pick("登录", "Sign in"),
        other: Some(Link::new(visit.pick("还没有账户：登记单位", "No account yet: register your organisation"), "/join")),
        shell,
    }
}

/// Signs in, and goes where the person was going.
pub async fn sign_in(fields: Fields) -> Response {
    let visit = &fields.visit;
    match account::sign_in(&visit.ctx, &fields.private("login"), fields.private("password"), fields.text("code")).await {
        Ok(session) => with_cookie(to(onward(fields.text("next"))), &session),
        Err(refusal) => {
            let errors = problems(visit, "login", &refusal);
            let page = sign_in_form(visit, fields.text("next").to_owned(), fields.text("login"), errors);
            (status(refusal.kind), rendered(&page)).into_response()
        }
    }
}

fn onward(next: &str) -> &str {
    if next.is_empty() { "/desk" } else { next }
}

/// The desk of whoever is signed in; the start page for everybody else.
pub async fn desk(visit: Visit) -> Response {
    match visit.ctx.actor() {
        Some(_) => to(&home_of(&visit, "")),
        None => to("/"),
    }
}

fn home_of(visit: &Visit, next: &str) -> String {
    let has = |desk: Desk| visit.ctx.actor().iter().flat_map(|it| &it.seats).any(|it| it.role.desk() == Some(desk));
    match next {
        "" if has(Desk::Authority) => "/authority".to_owned(),
        "" if has(Desk::Handler) => "/handler".to_owned(),
        "" => "/account".to_owned(),
        next => next.to_owned(),
    }
}

fn with_cookie(mut answer: Response, session: &SignedIn) -> Response {
    let cookie = format!("{SESSION}={}; Path=/; Secure; HttpOnly; SameSite=Strict", session.reveal_token());
    if let Ok(value) = cookie.parse() {
        answer.headers_mut().append(SET_COOKIE, value);
    }
    answer
}

/// 退出
pub async fn sign_out(fields: Fields) -> Response {
    match account::sign_out(&fields.visit.ctx).await {
        Ok(()) => {
            let gone = format!("{SESSION}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
            ([(SET_COOKIE, gone)], to("/")).into_response()
        }
        Err(refusal) => refused(&fields.visit, &refusal),
    }
}

/// 登记单位
pub async fn join_page(visit: Visit) -> Response {
    rendered(&join_form(&visit, [""; 5], Vec::new()))
}

fn join_form<'a>(visit: &'a Visit, [name, uscc, province, person, login]: [&str; 5], errors: Vec<Link>) -> FormPage<'a> {
    let mut shell = shell(visit, Wording::new("登记单位", "Register your organisation"));
    let said = errors.clone();
    shell.errors = errors;
    let mut where_it_is = FieldView::plain(
        "province",
        visit.pick("登记住所所在省份", "Province of the registered domicile"),
        Input::LongText { value: String::new() },
    )
    .with_options(provinces(visit, province))
    .with_hint(visit.pick("备案向这个省的网信部门提交", "filings go to the cyberspace administration of this province"));
    where_it_is.need = FieldNeed::Required;
    FormPage {
        lead: visit.pick("登记以后您是本单位的管理员，可以邀请同事。", "You become your organisation's owner and can invite colleagues."),
        action: "/join",
        hidden: Vec::new(),
        fields: marked(
            vec![
                asked(visit, "name", ("单位名称", "Name of the organisation"), name, TextMode::Plain)
                    .with_hint(visit.pick("与证件上一字不差", "exactly as on its certificate")),
                asked(visit, "uscc", ("统一社会信用代码", "Unified social credit code"), uscc, TextMode::Code),
                where_it_is,
                asked(visit, "person", ("您的姓名", "Your name"), person, TextMode::Plain),
                asked(visit, "login", ("登录名", "Sign-in name"), login, TextMode::Plain),
                asked(visit, "password", ("密码", "Password"), "", TextMode::Password).with_hint(visit.pick(
                    "至少 8 个字符；几个不相干的词最好记也最难猜",
                    "at least 8 characters; a few unrelated words are easy to keep and hard to guess",
                )),
            ],
            &said,
        ),
        button: visit.pick("登记", "Register"),
        other: Some(Link::new(visit.pick("已有账户：登录", "Have an account: sign in"), "/sign-in")),
        shell,
    }
}

/// Brings an organisation in, and signs its first person in.
pub async fn join(fields: Fields) -> Response {
    let visit = &fields.visit;
    let typed = ["name", "uscc", "province", "person", "login"].map(|it| fields.text(it));
    let new = NewOrganisation {
        name: typed[0].to_owned(),
        uscc: typed[1].to_owned(),
        province: typed[2].to_owned(),
        person: fields.private("person"),
        login: fields.private("login"),
        password: fields.private("password"),
    };
    let joined = async {
        account::register_organisation(&visit.ctx, new).await?;
        account::sign_in(&visit.ctx, &fields.private("login"), fields.private("password"), "").await
    };
    match joined.await {
        Ok(session) => with_cookie(to("/handler"), &session),
        Err(refusal) => {
            let errors = problems(visit, "name", &refusal);
            (status(refusal.kind), rendered(&join_form(visit, typed, errors))).into_response()
        }
    }
}

#[derive(Template)]
#[template(path = "web/account.html")]
struct AccountPage {
    shell: Shell,
    roles: Vec<String>,
    sessions: Vec<SessionShown>,
}

struct SessionShown {
    id: String,
    since: String,
    seen: String,
    tag: Option<TagView>,
}

/// 本人账户: roles and sessions.
pub async fn account_page(visit: Visit) -> Response {
    let sessions = match account::my_sessions(&visit.ctx).await {
        Ok(sessions) => sessions,
        Err(refusal) => return refused(&visit, &refusal),
    };
    let shown = |it: account::MySession| SessionShown {
        since: moment(it.since),
        seen: moment(it.seen),
        tag: it.is_this.then(|| TagView::new(Tone::Good, visit.pick("本次", "this one"))),
        id: it.id,
    };
    let seats = visit.ctx.actor().map(|it| it.seats.as_slice()).unwrap_or_default();
    let roles = seats.iter().map(|it| visit.say(&it.role.name()).to_owned()).collect();
    let sessions = sessions.into_iter().map(shown).collect();
    rendered(&AccountPage { shell: shell(&visit, Wording::new("本人账户", "Your account")), roles, sessions })
}

/// Ends one of the person's sessions.
pub async fn end_session(Path(session): Path<String>, fields: Fields) -> Response {
    match account::revoke_session(&fields.visit.ctx, &session).await {
        Ok(()) => to("/account"),
        Err(refusal) => refused(&fields.visit, &refusal),
    }
}

/// 再次确认身份
pub async fn confirm_page(visit: Visit, Query(onward): Query<Onward>) -> Response {
    match visit.ctx.actor() {
        Some(_) => rendered(&confirm_form(&visit, onward.next, Vec::new())),
        None => to("/sign-in"),
    }
}

fn confirm_form<'a>(visit: &'a Visit, next: String, errors: Vec<Link>) -> FormPage<'a> {
    let mut shell = shell(visit, Wording::new("再次确认身份", "Confirm that it is you"));
    let said = errors.clone();
    shell.errors = errors;
    let mut code = asked(visit, "code", ("动态口令", "Authenticator code"), "", TextMode::Integer);
    code.need = FieldNeed::Optional;
    FormPage {
        lead: visit.pick(
            "提交和决定之前，请再输一次密码。确认之后请把刚才的事再办一次。",
            "Before handing in or deciding, enter your password again; then do once more what you were about to do.",
        ),
        action: "/account/confirm",
        hidden: vec![("next", next)],
        fields: marked(vec![asked(visit, "password", ("密码", "Password"), "", TextMode::Password), code], &said),
        button: visit.pick("确认", "Confirm"),
        other: None,
        shell,
    }
}

/// Proves anew who the person is, and goes back.
pub async fn confirm(fields: Fields) -> Response {
    let visit = &fields.visit;
    match account::step_up(&visit.ctx, fields.private("password"), fields.text("code")).await {
        Ok(()) => to(onward(fields.text("next"))),
        Err(refusal) => {
            let page = confirm_form(visit, fields.text("next").to_owned(), problems(visit, "password", &refusal));
            (status(refusal.kind), rendered(&page)).into_response()
        }
    }
}
