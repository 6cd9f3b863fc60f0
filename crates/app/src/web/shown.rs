//! What several pages show alike: the frame, refusals beside a form, days and states in words.

use actions::Refusal;
use casework::lifecycle::State;
use casework::rights::Desk;
use casework::words::CaseKind;
use jiff::Timestamp;
use jiff::tz::Offset;
use law::Wording;

use super::assets;
use super::ui::{Link, NavItem, OptionView, Person, Shell, TagView, Tone};
use super::visit::Visit;

/// The frame of a page for this visit.
pub fn shell(visit: &Visit, title: Wording) -> Shell {
    let mut shell = Shell {
        lang: visit.lang,
        theme: visit.theme,
        title: visit.say(&title).to_owned(),
        csrf: visit.csrf.clone(),
        is_demo: visit.ctx.platform().is_demo(),
        rulebook: visit.ctx.law().version().to_owned(),
        assets: assets::folder(),
        here: visit.path.clone(),
        ..Shell::default()
    };
    let Some(actor) = visit.ctx.actor() else {
        shell.navigation =
            places(visit, &[("/register", "公开登记簿", "Public register"), ("/law", "规定", "The law"), ("/sign-in", "登录", "Sign in")]);
        return shell;
    };
    let has = |desk: Desk| actor.seats.iter().any(|it| it.role.desk() == Some(desk));
    let mut list: Vec<(&str, &str, &str)> = Vec::new();
    if has(Desk::Handler) {
        shell.desk = Some(Link::new(shell.say("处理者工作台", "Handler desk"), "/handler"));
        list.push(("/handler", "待办和备案", "Due and filings"));
    }
    if has(Desk::Authority) {
        shell.desk = Some(Link::new(shell.say("主管部门工作台", "Authority desk"), "/authority"));
        list.push(("/authority", "待办事项", "Queue"));
    }
    list.extend([("/register", "公开登记簿", "Public register"), ("/law", "规定", "The law"), ("/account", "本人账户", "Your account")]);
    shell.navigation = places(visit, &list);
    let roles: Vec<String> = actor.seats.iter().map(|it| visit.say(&it.role.name()).to_owned()).collect();
    shell.person =
        Some(Person { id: actor.person.to_string(), name: actor.name.reveal().clone(), organisation: roles.join(shell.say("、", ", ")) });
    shell
}

fn places(visit: &Visit, list: &[(&str, &str, &str)]) -> Vec<NavItem> {
    let place = |(href, zh, en): &(&str, &str, &str)| NavItem {
        text: visit.pick(zh, en).to_owned(),
        href: (*href).to_owned(),
        is_current: visit.path.split('?').next() == Some(href),
        count: None,
    };
    list.iter().map(place).collect()
}

/// A refusal at the top of a form, leading to one of its fields.
pub fn problems(visit: &Visit, field: &str, refusal: &Refusal) -> Vec<Link> {
    let text = format!("{} {}", visit.say(&refusal.message), visit.say(&refusal.fix));
    vec![Link::new(text.trim(), format!("#f-{}", field.replace('.', "-")))]
}

/// The provinces, to choose from.
pub fn provinces(visit: &Visit, chosen: &str) -> Vec<OptionView> {
    let option = |it: &law::Authority| OptionView {
        value: it.code.clone(),
        text: visit.say(&it.place).to_owned(),
        hint: None,
        is_chosen: it.code == chosen,
    };
    visit.ctx.law().authorities().iter().map(option).collect()
}

/// A moment as people read it, in Asia/Shanghai.
pub fn moment(at: Timestamp) -> String {
    Offset::constant(8).to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Where a case stands.
pub fn state_tag(visit: &Visit, state: State) -> TagView {
    let tone = match state {
        State::Draft | State::Discarded | State::Withdrawn | State::Closed | State::MovedAway => Tone::Still,
        State::Returned | State::ReturnedElsewhere => Tone::Stops,
        State::Accepted | State::Published | State::InPublicity | State::AcceptedElsewhere => Tone::Good,
        _ => Tone::Advice,
    };
    TagView::new(tone, visit.say(&state.name()))
}

/// What kind of case it is.
pub fn kind_name(visit: &Visit, kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::First => visit.pick("首次备案", "First filing"),
        CaseKind::Change => visit.pick("备案变更", "Change"),
        CaseKind::Cancellation => visit.pick("备案注销", "Cancellation"),
    }
}

/// The last characters of an id: enough to tell two on one page apart.
pub fn short(id: &impl ToString) -> String {
    let id = id.to_string();
    id.chars().skip(id.chars().count().saturating_sub(6)).collect::<String>().to_uppercase()
}

/// A length as people read it.
pub fn size(bytes: i64) -> String {
    match bytes {
        ..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes / 1024),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}
