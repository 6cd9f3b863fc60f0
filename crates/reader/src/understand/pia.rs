//! 个人信息保护影响评估报告: who, when, the four contents of art. 9(1), and how long each use keeps faces.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use casework::facts::{Fact, PiaFacts, Stated, Support};
use casework::words::RetentionPeriod;
use regex::Regex;

use super::cell::Cells;
use super::desk::{Desk, whole_text};
use super::face_uses::{self, CHAPTER, headed, labelled, use_name};
use super::handler::Handler;
use super::layout::{Layout, Span, folded};
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::signature;
use super::stated::{Part, fact};
use super::values::{self, CodeKind, PERIOD, pattern};
use super::wording::{self, REPORT};
use crate::text::{LineKind, SecondLook};

const LABELS: Vocabulary = &[
    (
        "name",
        &[
            "个人信息处理者名称",
            "个人信息处理者",
            "处理者名称",
            "单位名称",
            "评估单位",
            "评估主体",
            "被评估单位",
            "评估单位名称",
            "组织名称",
            "企业名称",
            "公司名称",
            "机构名称",
            "编制单位",
            "报告单位",
            "名称",
        ],
    ),
    ("uscc", &["统一社会信用代码", "社会信用代码", "信用代码"]),
    ("signed", &["签署日期", "签字日期", "签发日期", "签署时间", "报告签署日期", "签章日期"]),
    (
        "done",
        &[
            "评估完成日期",
            "评估完成时间",
            "完成日期",
            "完成时间",
            "批准日期",
            "审批日期",
            "报告日期",
            "报告完成日期",
            "出具日期",
            "报告出具日期",
        ],
    ),
    ("assessed", &["评估日期", "评估时间", "评估期间", "评估起止日期", "评估起止时间", "日期", "评估工作时间"]),
    ("use", &["应用场景名称", "应用场景", "场景名称", "人脸识别应用名称", "应用名称", "使用场景", "人脸识别应用场景", "场景"]),
    (
        "retention",
        &[
            "保存期限",
            "存储期限",
            "保存时间",
            "存储时间",
            "留存期限",
            "留存时间",
            "保留期限",
            "保存期",
            "存储期",
            "留存期",
            "保存时限",
            "人脸信息保存期限",
        ],
    ),
    (
        "stop",
        &[
            "法定代表人",
            "负责人",
            "评估人员",
            "评估人",
            "评估组长",
            "组长",
            "联系人",
            "联系电话",
            "地址",
            "住所",
            "批准人",
            "审核人",
            "签字",
            "盖章",
            "处理目的",
            "处理方式",
            "处理依据",
            "合法性基础",
            "存储地点",
            "存储方式",
            "存储人数",
            "版本",
            "编号",
            "报告编号",
            "必要性",
            "替代方式",
            "到期处置",
            "第三方机构",
            "评估结论",
            "设备",
            "场所",
            "风险等级",
            "保护措施",
            "期满处理",
            "保存理由",
        ],
    ),
];

/// 「人脸信息保存期限为90日」: a retention period in a sentence. Word order and verb differ, the number does not.
static RETENTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "(保存|存储|留存|保留|储存)(的)?(期限|时间|时限|期间|期|时长|周期)?[^。;\\d一二三四五六七八九十百两半]{{0,14}}(?P<it>{PERIOD})"
    ))
});

/// 「90日后删除」, 「期满30天内」 are about other times; this is about keeping, with the number before the verb.
static KEPT_FOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!("(在|于|采集后|注册后|离职后|最后一次使用后)(?P<it>{PERIOD})(内|后)?(自动|即|予以|立即)?(删除|销毁|清除)"))
});

/// A heading with a number: 「（一）员工通行」, 「3.1 员工通行」, 「场景一：员工通行」.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(第?[一二三四五六七八九十]{1,3}[、.章节部分]+|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(\.\d{1,2}){0,3}[、.)]?|",
        r"(应用|使用)?场景[一二三四五六七八九十\dA-Z]{0,2}[:、.])(?P<it>[^。;]{2,40})$"
    ))
});

/// Reads it.
pub fn report(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> PiaFacts {
    let marks = Marks::find(layout, LABELS, Manner::Mixed);
    let named = marks.values("name", Extent::Name).into_iter().find(|it| values::organisation(&layout.written(it)).is_some());
    let name = desk.note(named.or_else(|| signed_by(layout)), LineKind::Text);
    let uscc = desk.note_code(marks.code("uscc", CodeKind::Uscc), CodeKind::Uscc);
    let signed_on = desk.note(signed_on(layout, &marks), LineKind::Date);
    let uses: Vec<_> = uses(layout, &marks)
        .into_iter()
        .map(|it| (desk.note(it.name, LineKind::Text), it.retention.map(|it| desk.note(Some(it), LineKind::Text))))
        .collect();
    desk.look_again(look);
    let known = uses.into_iter().map(|(name, retention)| Stated {
        name: desk.text(name, use_name),
        retention: match retention {
            Some(ticket) => desk.fact(ticket, values::period),
            None => desk.or_illegible(Fact::Absent),
        },
        ..Stated::default()
    });
    let stating = Marks::find(layout, wording::LABELS, Manner::Mixed);
    let cells = Cells::new(layout, &stating);
    let (stated, whole) = face_uses::stated(&cells);
    let report = PiaFacts {
        name: desk.or_illegible(desk.text(name, values::organisation)),
        uscc: desk.or_illegible(desk.code(uscc, CodeKind::Uscc)),
        signed_on: desk.or_illegible(desk.fact(signed_on, values::last_date)),
        uses: known.map(|it| with_more(it, &stated)).collect(),
        contents: contents(layout, &desk),
        report_kept: Part::everything(&cells).kept(&REPORT),
        whole,
        text: whole_text(layout, &desk),
        ..PiaFacts::default()
    };
    Handler::find(layout).into_report(report)
}

/// A use with all that its own part of the report states of it.
fn with_more(known: Stated, stated: &[Stated]) -> Stated {
    let same = |it: &&Stated| it.name.value().map(|it| folded(it)) == known.name.value().map(|it| folded(it));
    match stated.iter().find(same) {
        Some(more) => Stated { name: known.name, retention: known.retention, ..more.clone() },
        None => known,
    }
}

/// How long a document keeps faces, where all that it says of it is one time.
pub fn retention(layout: &Layout, marks: &Marks) -> Fact<RetentionPeriod> {
    let periods = periods(layout, marks).into_iter().filter_map(|it| Some((values::period(&layout.written(&it))?, it)));
    let mut periods = periods.collect::<Vec<_>>().into_iter();
    let Some((first, span)) = periods.next() else { return Fact::Absent };
    if periods.all(|it| it.0 == first) { fact(layout, first, &span) } else { Fact::Absent }
}

/// The organisation at the end of the report, unless its line says that it is somebody else.
fn signed_by(layout: &Layout) -> Option<Span> {
    let names_the_handler = |it: &Span| {
        let line = layout.lines[it.0[0].0].folded();
        !wording::SOMEBODY_ELSE.iter().any(|it| line.contains(it))
    };
    signature::organisation(layout).filter(names_the_handler)
}

/// The day of signing; else the day the assessment was finished; else the day under the report; else the last day of the assessment.
fn signed_on(layout: &Layout, marks: &Marks) -> Option<Span> {
    let labelled = |key| marks.values(key, Extent::Line).into_iter().find(|it| values::date(&layout.written(it)).is_some());
    labelled("signed").or_else(|| labelled("done")).or_else(|| signature::date(layout)).or_else(|| labelled("assessed"))
}

/// A use as the report treats it.
#[derive(Clone, Debug, Default)]
struct FoundUse {
    name: Option<Span>,
    retention: Option<Span>,
}

/// Uses with a numbered heading of their own (「场景一：……」), each with the first retention period that follows it; else one row of a
/// table each; else uses with a label; else the retention periods, each under the heading nearest above it.
fn uses(layout: &Layout, marks: &Marks) -> Vec<FoundUse> {
    let periods = periods(layout, marks);
    let headed = headed(layout);
    if !headed.is_empty() {
        return with_periods(layout, headed, &periods);
    }
    let table = table(layout, marks);
    if !table.is_empty() {
        return table;
    }
    let named = labelled(layout, marks);
    if named.is_empty() {
        return periods.into_iter().map(|it| FoundUse { name: heading_above(layout, &it), retention: Some(it) }).collect();
    }
    with_periods(layout, named, &periods)
}

/// Each use with the first period between its name and the next use, or the next chapter.
fn with_periods(layout: &Layout, named: Vec<Span>, periods: &[Span]) -> Vec<FoundUse> {
    let starts: Vec<(usize, usize)> = named.iter().map(|it| it.0[0]).collect();
    let chapter_after = |line: usize| (line + 1..layout.lines.len()).find(|it| CHAPTER.is_match(&layout.lines[*it].folded()));
    let end = |i: usize| (chapter_after(starts[i].0).unwrap_or(usize::MAX), 0);
    let until = |i: usize| starts.get(i + 1).copied().map_or(end(i), |next| next.min(end(i)));
    let of = |i: usize| periods.iter().find(|it| it.0[0] > starts[i] && it.0[0] < until(i)).cloned();
    let mut uses: Vec<FoundUse> =
        named.iter().enumerate().map(|(i, name)| FoundUse { name: Some(name.clone()), retention: of(i) }).collect();
    drop_repeated(layout, &mut uses);
    uses
}

/// A use that is named again (in the chapters on its risks) keeps the period it has.
fn drop_repeated(layout: &Layout, uses: &mut Vec<FoundUse>) {
    let mut kept: Vec<FoundUse> = Vec::new();
    let name = |it: &FoundUse| it.name.as_ref().and_then(|it| use_name(&layout.written(it))).map(|it| folded(&it));
    for found in uses.drain(..) {
        match kept.iter_mut().find(|it| name(it) == name(&found)) {
            Some(first) => first.retention = first.retention.take().or(found.retention),
            None => kept.push(found),
        }
    }
    *uses = kept;
}

/// All statements of a retention period: what stands beside a label, and what sentences say.
fn periods(layout: &Layout, marks: &Marks) -> Vec<Span> {
    let labelled: Vec<Span> = marks.all.iter().filter(|it| it.key == "retention").map(|it| marks.value_of(it, Extent::Line)).collect();
    let mut periods: Vec<Span> = labelled.into_iter().filter(|it| !it.is_empty()).collect();
    let taken: Vec<usize> = periods.iter().map(|it| it.0[0].0).collect();
    for paragraph in layout.paragraphs() {
        let flow = layout.flow(paragraph);
        for sentence in [&RETENTION, &KEPT_FOR] {
            let found = sentence.captures_iter(&flow.text).filter(|it| !about_logs(&flow.text, it.get(0).map_or(0, |it| it.start())));
            let found = found.filter_map(|it| flow.group(&it, "it"));
            periods.extend(found.filter(|it| !it.is_empty() && !taken.contains(&it.0[0].0)));
        }
    }
    periods.sort_by_key(|it| it.0[0]);
    periods
}

/// Logs, consents and the report itself are kept for times of their own.
fn about_logs(text: &str, at: usize) -> bool {
    let clause = text[..at].rsplit(['。', ';', ',']).next().unwrap_or_default();
    let after: String = text[at..].chars().take_while(|it| !"。;,".contains(*it)).take(16).collect();
    ["日志", "报告", "记录", "同意书", "合同", "录像", "视频"].iter().any(|it| clause.contains(it))
        || ["评估报告", "处理情况记录", "日志"].iter().any(|it| after.contains(it))
}

fn heading_above(layout: &Layout, span: &Span) -> Option<Span> {
    (0..span.0[0].0).rev().find_map(|it| layout.flow(layout.line_span(it)).find(&HEADING))
}

/// A table with the uses in one column and their periods in another.
fn table(layout: &Layout, marks: &Marks) -> Vec<FoundUse> {
    let column = |key: &str, line: usize| marks.cells_without_value(key).into_iter().find(|it| it.0[0].0 == line);
    let header = (0..layout.lines.len()).find_map(|it| Some((it, column("use", it)?, column("retention", it)?)));
    let Some((line, use_cell, retention_cell)) = header else { return Vec::new() };
    let (use_area, retention_area) = (layout.areas(&use_cell)[0], layout.areas(&retention_cell)[0]);
    let mut rows = Vec::new();
    for below in line + 1..layout.lines.len() {
        let cells = layout.cells(below, 0.8);
        let under = |area: [f32; 4]| cells.iter().min_by(|a, b| off(layout, a, area).total_cmp(&off(layout, b, area))).cloned();
        let (Some(name), Some(retention)) = (under(use_area.1), under(retention_area.1)) else { break };
        if values::period(&layout.written(&retention)).is_some() && name != retention {
            rows.push(FoundUse { name: Some(name), retention: Some(retention) });
        } else if !rows.is_empty() && cells.len() < 2 {
            break;
        }
    }
    rows
}

/// How far the middle of a cell is from that of an area.
fn off(layout: &Layout, cell: &Span, area: [f32; 4]) -> f32 {
    let own = layout.areas(cell)[0].1;
    (own[0] + own[2] / 2.0 - area[0] - area[2] / 2.0).abs()
}

/// What shows that each of the four contents of art. 9(1) was treated: all words of one of the lists.
const CONTENTS: [&[&[&str]]; 4] = [
    &[&["合法", "正当", "必要"]],
    &[&["影响", "个人权益"], &["影响", "个人权利"], &["影响", "个人合法权益"], &["影响", "主体权益"], &["影响", "信息主体", "权"]],
    &[&["风险", "*泄露"], &["危害", "*泄露"]],
    &[
        &["措施", "有效", "合法"],
        &["措施", "有效", "相适应"],
        &["措施", "有效", "相匹配"],
        &["措施", "有效", "相称"],
        &["措施", "有效", "适当"],
        &["措施", "与风险程度"],
        &["措施", "有效性"],
    ],
];

/// Article 9(1)(iii) names these; a report that weighs the risk names at least two.
const HARMS: [&str; 10] = ["泄露", "泄漏", "篡改", "丢失", "灭失", "毁损", "损毁", "非法获取", "非法出售", "非法利用"];

fn contents(layout: &Layout, desk: &Desk) -> BTreeMap<String, Fact<String>> {
    let sentences = sentences(layout);
    let treats = |text: &str, i: usize| CONTENTS[i].iter().any(|words| words.iter().all(|it| has(text, it)));
    let is_recital = |text: &str| {
        ["第九条", "应当包括", "应包括", "应当评估", "包括下列", "主要包括"].iter().any(|it| text.contains(it))
            && (0..4).filter(|i| treats(text, *i)).count() >= 2
    };
    let found = |i: usize| sentences.iter().find(|(text, _)| treats(text, i) && !is_recital(text));
    let fact = |i: usize| match found(i) {
        Some((_, span)) => {
            let support = if layout.is_recognised(span) { Support::OneReading } else { Support::Typed };
            Fact::read(layout.written(span), support, layout.place(span))
        }
        None => desk.or_illegible(Fact::Absent),
    };
    (0..4).map(|i| ((i + 1).to_string(), fact(i))).collect()
}

fn has(text: &str, word: &str) -> bool {
    match word {
        "*泄露" => HARMS.iter().filter(|it| text.contains(*it)).count() >= 2,
        _ => text.contains(word),
    }
}

/// The text in sentences and headings. What a chapter of conclusions sums up was assessed elsewhere or not at all: it is left out.
pub fn sentences(layout: &Layout) -> Vec<(String, Span)> {
    let mut sentences = Vec::new();
    let chapter_of = |line: usize| (0..=line).rev().map(|it| layout.lines[it].folded()).find(|it| CHAPTER.is_match(it));
    let concludes = |it: &Span| it.0.first().and_then(|it| chapter_of(it.0)).is_some_and(|it| it.contains("结论"));
    for paragraph in layout.paragraphs().into_iter().filter(|it| !concludes(it)) {
        let flow = layout.flow(paragraph);
        let mut from = 0;
        for (at, end) in
            flow.text.match_indices(['。', '!', '?']).map(|(at, it)| (at, at + it.len())).chain([(flow.text.len(), flow.text.len())])
        {
            if from < at {
                sentences.push((flow.text[from..at].to_owned(), flow.part(from..at)));
            }
            from = end;
        }
    }
    sentences
}
