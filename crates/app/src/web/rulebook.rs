//! The law in use, clause by clause, and the rules of the check: what every citation on a page leads to.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::precheck::Rule;
use law::{Cite, Wording};

use super::refused::{refused, rendered};
use super::shown::shell;
use super::ui::{BasisView, Shell};
use super::visit::Visit;
use crate::{page, words};

#[derive(Template)]
#[template(path = "web/clause.html")]
struct ClausePage {
    shell: Shell,
    basis: BasisView,
    held: String,
}

/// One clause: what it says in our words, its standing, and where the official text is.
pub async fn clause(visit: Visit, Path(cite): Path<String>) -> Response {
    let law = visit.ctx.law();
    let cite = Cite::from(cite.as_str());
    let Some(basis) = law.basis(&cite) else { return refused(&visit, &actions::Refusal::absent()) };
    let mut shell = shell(&visit, Wording::new("规定", "The law"));
    let view = BasisView::new(law, &basis, &shell);
    shell.title = view.cited.clone();
    let clause = law.clause(&cite);
    let held = clause.as_ref().map(|it| visit.say(&words::in_force(it.from, it.to)).to_owned()).unwrap_or_default();
    rendered(&ClausePage { basis: view, held, shell })
}

#[derive(Template)]
#[template(path = "web/law.html")]
struct LawPage {
    shell: Shell,
    texts: Vec<TextShown>,
}

struct TextShown {
    title: String,
    kind: String,
    clauses: Vec<(String, String)>,
}

/// Every text, with its clauses.
pub async fn index(visit: Visit) -> Response {
    let law = visit.ctx.law();
    let shown = |it: &law::Instrument| TextShown {
        title: visit.say(&it.title).to_owned(),
        kind: visit.say(&words::standing(it.standing)).to_owned(),
        clauses: law
            .addresses(&it.id)
            .into_iter()
            .map(|cite| (format!("/law/{cite}"), visit.say(&words::cited(law, &cite)).to_owned()))
            .collect(),
    };
    let texts = law.instruments().map(shown).collect();
    rendered(&LawPage { shell: shell(&visit, Wording::new("规定和依据", "The rules and their sources")), texts })
}

#[derive(Template)]
#[template(path = "web/claims.html")]
struct ClaimsPage {
    shell: Shell,
    claims: Vec<(String, String)>,
}

/// 传言核对: what practitioners say, and what was found.
pub async fn claims(visit: Visit) -> Response {
    let law = visit.ctx.law();
    let shown = |it: &law::Claim| {
        let found = format!("{}{}{}", visit.say(&it.verdict.wording()), visit.pick("：", ": "), visit.say(&it.finding));
        (visit.say(&it.claim).to_owned(), found)
    };
    let claims = law.claims().iter().map(shown).collect();
    rendered(&ClaimsPage { shell: shell(&visit, Wording::new("传言核对", "Claims checked")), claims })
}

#[derive(Template)]
#[template(path = "web/rule.html")]
struct RulePage {
    shell: Shell,
    code: &'static str,
    reasons: Vec<String>,
    situations: Vec<String>,
    basis: Option<BasisView>,
}

/// One rule of the check: why it is there, and the situations it tells apart.
pub async fn rule(visit: Visit, Path(code): Path<String>) -> Response {
    let Some(rule) = Rule::find(&code) else { return refused(&visit, &actions::Refusal::absent()) };
    let shell = shell(&visit, rule.title());
    let basis = BasisView::at(visit.ctx.law(), &rule.cite, &shell);
    let situations = page::situations(rule).iter().map(|it| visit.say(it).to_owned()).collect();
    rendered(&RulePage { code: rule.code, reasons: page::reasons(rule, visit.lang), situations, basis, shell })
}
