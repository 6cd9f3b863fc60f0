//! 授权委托书: with labels, in running prose, or in both.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use casework::facts::{Fact, MandateFacts, MandatePower, Support, Until};
use jiff::civil::Date;
use regex::{Captures, Regex};

use super::desk::{Desk, Ticket, best_read};
use super::id::private;
use super::layout::{Layout, Span, folded};
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::signature;
use super::values::{self, CodeKind, Term, pattern};
use crate::text::{LineKind, SecondLook};

const LABELS: Vocabulary = &[
    (
        "principal",
        &[
            "委托单位",
            "授权单位",
            "委托人",
            "授权人",
            "委托方",
            "授权方",
            "委托单位名称",
            "授权单位名称",
            "委托单位全称",
            "委托人名称",
            "个人信息处理者名称",
            "个人信息处理者",
            "单位名称",
            "委托人(单位)",
            "单位全称",
            "委托单位(委托人)",
            "委托机构",
        ],
    ),
    ("uscc", &["统一社会信用代码", "社会信用代码", "信用代码"]),
    (
        "agent",
        &[
            "受托人",
            "被委托人",
            "被授权人",
            "受委托人",
            "经办人",
            "受托人姓名",
            "被委托人姓名",
            "被授权人姓名",
            "经办人姓名",
            "代理人",
            "委托代理人",
            "受权人",
            "受委托人姓名",
            "受托人(经办人)",
            "代理人姓名",
            "姓名",
        ],
    ),
    (
        "number",
        &[
            "身份证号码",
            "身份证号",
            "公民身份号码",
            "居民身份证号码",
            "身份证件号码",
            "身份证件号",
            "证件号码",
            "证件号",
            "公民身份证号码",
            "身份证",
            "受托人身份证号码",
            "经办人身份证号码",
            "被委托人身份证号",
            "受托人身份证号",
            "经办人身份证号",
        ],
    ),
    ("matter", &["委托事项", "授权事项", "委托内容", "授权内容", "代理事项", "委托办理事项"]),
    ("powers", &["授权范围", "委托权限", "委托范围", "代理权限", "授权权限", "委托授权范围", "权限", "受托权限"]),
    (
        "term",
        &[
            "委托期限",
            "授权期限",
            "委托有效期",
            "授权有效期",
            "有效期限",
            "有效期",
            "委托书有效期",
            "授权委托期限",
            "代理期限",
            "委托时间",
            "期限",
            "本委托书有效期",
            "委托有效期限",
            "授权有效期限",
        ],
    ),
    ("signed", &["日期", "签署日期", "委托日期", "授权日期", "签发日期", "签订日期", "签字日期", "出具日期"]),
    (
        "stop",
        &[
            "法定代表人",
            "法定代表人或负责人",
            "负责人",
            "法定代表人签字",
            "法定代表人(签字)",
            "受托人签字",
            "被委托人签字",
            "经办人签字",
            "受托单位",
            "住所",
            "地址",
            "联系电话",
            "电话",
            "手机",
            "职务",
            "部门",
            "电子邮箱",
            "性别",
            "盖章",
            "单位盖章",
            "附件",
            "附",
            "证件类型",
            "身份证件类型",
            "特此委托",
            "特此授权",
            "工作单位",
            "所在部门",
            "说明",
            "备注",
            "转委托权",
        ],
    ),
];

/// 「兹委托李敏（身份证号：…）为我单位经办人」; the bracket is often read as 〈 or 《
static AGENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(兹|现|特|特此|全权|我单位|我公司|本公司|本单位|司|^|,|。)(全权)?(委托|授权|委派|指派|指定)(我单位|我公司|本单位|本公司)?(的)?(员工|职工|工作人员|同事)?",
        r"(?P<it>[\p{Han}·]{2,12}?)(先生|女士|同志)?([(〈《]|,|:|为|作为|担任|代表|代为|前往|办理|负责|身份证|公民身份)"
    ))
});

/// 「我单位某某公司」, 「某某公司兹委托」
static PRINCIPAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(我单位|本单位|我公司|本公司|我方|^|。|:)[,:(]?(?P<it>[\p{Han}A-Za-z0-9()·]{2,40}?",
        r"(有限公司|公司|中心|医院|学校|大学|学院|中学|小学|幼儿园|银行|支行|分行|集团|厂|店|委员会|协会|研究院|研究所|事务所|合作社))",
        r"([(〈《]|,|兹|现|特|授权|委托|法定代表人|在此|系)"
    ))
});

/// 「办理……事宜」
static SCOPE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<it>(代表我单位|代表我公司|代表本单位|代表本公司|全权|代为|负责)*(办理|处理[^者]|申报|提交|办[^人公法结妥毕]|递交).+?)",
        r"(。|;|,?(委托|授权)(有效)?期限?|,?有效期|,?自(本|[12二]).{0,12}(起|年)|,?期限|$)"
    ))
});

/// The sentence that says how long.
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"((委托|授权|代理|本委托书|本授权书|有效)[\p{Han}]{0,8}(期限?|时间)(限)?[^\d一二自从至]{0,6}|,|。|^)(?P<it>(自|从|至)[^。;]{6,60})",
    )
});

/// Reads it.
pub fn read(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> MandateFacts {
    let marks = Marks::find(layout, LABELS, Manner::Mixed);
    let paragraphs = layout.paragraphs();
    let in_prose = |sought: &Regex| paragraphs.iter().find_map(|it| layout.flow(it.clone()).find(sought));
    let is = |span: &Span, parse: fn(&str) -> Option<String>| parse(&layout.written(span)).is_some();

    let labelled = marks.values("principal", Extent::Name).into_iter().find(|it| is(it, organisation_here));
    let labelled = desk.note(labelled, LineKind::Text);
    let told = desk.note_in_sentence(in_prose(&PRINCIPAL), &PRINCIPAL);
    let signed = desk.note(signature::organisation(layout), LineKind::Text);
    let principal = [labelled, told, signed];

    let labelled = marks.values("agent", Extent::Line).into_iter().find(|it| is(it, person_here));
    let told = paragraphs.iter().filter_map(|it| layout.flow(it.clone()).find(&AGENT)).find(|it| is(it, person_here));
    let agent = desk.note(labelled, LineKind::Text).or_else(|| desk.note_in_sentence(told, &AGENT));

    let uscc = desk.note_code(marks.code("uscc", CodeKind::Uscc), CodeKind::Uscc);
    let number = desk.note_code(marks.code("number", CodeKind::IdNumber), CodeKind::IdNumber);
    let scope = scope(layout, &marks, &mut desk, &paragraphs);
    let span = marks.value("term", Extent::Name).or_else(|| in_prose(&TERM));
    let in_digits = span.as_ref().is_some_and(|it| layout.written(it).chars().filter(char::is_ascii_digit).count() >= 4);
    let term = desk.note(span, if in_digits { LineKind::Date } else { LineKind::Text });
    let signed = marks.values("signed", Extent::Line).into_iter().find(|it| values::date(&layout.written(it)).is_some());
    let signed_on = signature::note_date(&mut desk, layout, signed);
    desk.look_again(look);
    let signed_on = desk.or_illegible(desk.days(signed_on, values::last_date));
    let scope = both(&desk, scope);
    MandateFacts {
        principal: desk.or_illegible(best_read(principal.map(|it| desk.text(it, values::organisation)))),
        principal_uscc: desk.or_illegible(desk.code(uscc, CodeKind::Uscc)),
        agent: desk.or_illegible(desk.text(agent, values::person)),
        agent_number: desk.or_illegible(private(desk.code(number, CodeKind::IdNumber))),
        powers: powers(&scope),
        scope: desk.or_illegible(scope),
        term_from: term_from(&desk, term, &signed_on),
        term_to: term_to(&desk, term, &signed_on),
        signed_on,
    }
}

/// The matter and the powers: where they stand beside labels, and else what the sentences charge the agent with.
fn scope(layout: &Layout, marks: &Marks, desk: &mut Desk, paragraphs: &[Span]) -> Vec<Ticket> {
    let matter: Vec<Span> = marks.value("matter", Extent::Text).into_iter().collect();
    let powers = marks.value("powers", Extent::Text);
    let told = || paragraphs.iter().flat_map(|it| charges(layout, it)).filter(|it| powers.as_ref().is_none_or(|powers| !powers.meets(it)));
    let matter = if matter.is_empty() { told().collect() } else { matter };
    matter.into_iter().chain(powers.clone()).filter_map(|it| desk.note_prose(Some(it))).collect()
}

/// What the sentences of a paragraph charge the agent with.
fn charges(layout: &Layout, paragraph: &Span) -> Vec<Span> {
    let flow = layout.flow(paragraph.clone());
    let is_charge = |it: &Captures| !["承认", "认可", "法律后果", "法律责任", "下列事项"].iter().any(|word| it["it"].contains(word));
    SCOPE.captures_iter(&flow.text).filter(is_charge).filter_map(|it| flow.group(&it, "it")).collect()
}

/// How each power is spoken of; a lawyer may add to it.
const POWERS: &[(MandatePower, &[&str])] = &[
    (MandatePower::Submit, &["提交", "递交", "申报", "填报", "报送", "上传"]),
    (MandatePower::Supplement, &["补正", "补充", "更正", "修改", "完善材料"]),
    (MandatePower::Receive, &["签收", "领取", "接收", "代收", "收取"]),
    (MandatePower::Answer, &["答复", "说明情况", "解释", "沟通", "配合核查", "接受询问"]),
    (MandatePower::Change, &["变更"]),
    (MandatePower::Cancel, &["注销", "终止备案"]),
];

/// The powers that the scope names, each by the word for it, as well supported as the scope.
fn powers(scope: &Fact<String>) -> BTreeMap<MandatePower, Fact<String>> {
    let Fact::Read(scope) = scope else { return BTreeMap::new() };
    let named = POWERS.iter().filter_map(|(power, words)| Some((*power, words.iter().find(|it| scope.value.contains(**it))?)));
    named.map(|(power, word)| (power, Fact::read((*word).to_owned(), scope.support, scope.place))).collect()
}

/// Several texts as one fact, as well supported as the worst of them.
fn both(desk: &Desk, tickets: Vec<Ticket>) -> Fact<String> {
    let mut facts = tickets.into_iter().map(|it| desk.prose(Some(it)));
    let Some(first) = facts.next() else { return Fact::Absent };
    facts.fold(first, |so_far, next| match (so_far, next) {
        (Fact::Read(a), Fact::Read(b)) => {
            let support = if b.is_firm() { a.support } else { b.support }; // the weaker of the two
            Fact::read(format!("{}；{}", a.value, b.value), support, a.place)
        }
        (Fact::Absent, other) | (other, Fact::Absent) | (other @ Fact::Unread(_), _) | (_, other) => other,
    })
}

/// A term may have no beginning of its own (「至2026年12月31日止」): then it is absent, not illegible. So are both ends where they are counted
/// from the day of signing and that is not known: it is that day that could not be read, and one unread day is told once.
fn term_from(desk: &Desk, ticket: Option<Ticket>, signed_on: &Fact<Date>) -> Fact<Date> {
    let of = |text: &str| values::term(text, signed_on.value().copied());
    let has_end_only = |it: Ticket| {
        let said = desk.first(it);
        let term = of(&values::with_lost_years(&said).unwrap_or(said));
        term.from.is_none() && term.to.is_some()
    };
    match ticket {
        Some(it) if waits_for_signing(desk, it, signed_on) => Fact::Absent,
        Some(it) if has_end_only(it) => desk.or_illegible(Fact::Absent),
        _ => desk.or_illegible(counted(desk, ticket, signed_on, |it| it.from)),
    }
}

fn term_to(desk: &Desk, ticket: Option<Ticket>, signed_on: &Fact<Date>) -> Fact<Until> {
    match ticket {
        Some(it) if waits_for_signing(desk, it, signed_on) => Fact::Absent,
        _ => desk.or_illegible(counted(desk, ticket, signed_on, |it| it.to)),
    }
}

/// Whether a term is counted from a day of signing that is not known.
fn waits_for_signing(desk: &Desk, ticket: Ticket, signed_on: &Fact<Date>) -> bool {
    let (text, some_day) = (desk.first(ticket), Date::constant(2026, 1, 1));
    signed_on.value().is_none() && values::term(&text, None).to.is_none() && values::term(&text, Some(some_day)).to.is_some()
}

/// One end of the term. What is counted from the day of signing is no surer than that day.
fn counted<T: PartialEq>(desk: &Desk, ticket: Option<Ticket>, signed_on: &Fact<Date>, end: impl Fn(Term) -> Option<T>) -> Fact<T> {
    let fact = desk.days(ticket, |text| end(values::term(text, signed_on.value().copied())));
    let stands_alone = ticket.is_some_and(|it| end(values::term(&desk.first(it), None)).is_some());
    match fact {
        Fact::Read(it) if !stands_alone && signed_on.reading().is_some_and(|it| !it.is_firm()) => {
            Fact::read(it.value, Support::OneReading, it.place)
        }
        fact => fact,
    }
}

fn organisation_here(text: &str) -> Option<String> {
    let is_sentence = folded(text).contains([',', '。', ';']); // 「就……备案，委托上述受托人……」
    values::organisation(text).filter(|it| it.chars().count() >= 4 && !is_sentence)
}

fn person_here(text: &str) -> Option<String> {
    let is_label = |name: &str| LABELS.iter().any(|(_, aliases)| aliases.iter().any(|it| it.ends_with(name))); // 「委托期限」 too
    values::person(text).filter(|it| it.chars().count() <= 15 && !text.contains("签") && !is_label(it))
}
