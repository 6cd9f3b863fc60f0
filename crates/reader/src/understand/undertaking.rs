//! 承诺书.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use casework::facts::{Fact, Support, UndertakingFacts, UndertakingPoint};
use regex::Regex;

use super::desk::{Desk, best_read};
use super::layout::{Layout, Span};
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::signature;
use super::values::{self, CodeKind, pattern};
use crate::text::{LineKind, SecondLook};

const LABELS: Vocabulary = &[
    (
        "principal",
        &[
            "承诺单位",
            "承诺人",
            "承诺方",
            "承诺单位名称",
            "个人信息处理者名称",
            "个人信息处理者",
            "单位名称",
            "承诺主体",
            "企业名称",
            "公司名称",
            "申报单位",
            "备案单位",
            "处理者名称",
            "名称",
            "单位",
            "承诺人(单位)",
        ],
    ),
    ("uscc", &["统一社会信用代码", "社会信用代码", "信用代码"]),
    ("signed", &["日期", "承诺日期", "签署日期", "签订日期", "签字日期", "承诺时间", "签署时间", "时间"]),
    ("stop", &["法定代表人", "法定代表人或负责人", "法定代表人(签字)", "负责人", "签字", "盖章", "联系电话", "地址"]),
];

/// 「本单位某某公司（统一社会信用代码：…）郑重承诺」
static IN_PROSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(本单位|我单位|本公司|我公司|本机构|我机构|承诺单位|^|。)[,:(]?(?P<it>[\p{Han}A-Za-z0-9()·]{2,40}?",
        r"(有限公司|公司|中心|医院|学校|大学|学院|中学|小学|幼儿园|银行|支行|分行|集团|厂|店|委员会|协会|研究院|研究所|事务所|合作社))",
        r"(\(|,|就|现|作为|在此|郑重|承诺|为)"
    ))
});

/// Reads it.
pub fn read(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> UndertakingFacts {
    let marks = Marks::find(layout, LABELS, Manner::Mixed);
    let labelled = marks.value("principal", Extent::Name).filter(|it| values::organisation(&layout.written(it)).is_some());
    let labelled = desk.note(labelled.or_else(|| signature::organisation(layout)), LineKind::Text);
    let in_prose = layout.paragraphs().into_iter().find_map(|it| layout.flow(it).find(&IN_PROSE));
    let in_prose = desk.note_in_sentence(in_prose, &IN_PROSE); // no seal lies over it
    let uscc = desk.note_code(marks.code("uscc", CodeKind::Uscc), CodeKind::Uscc);
    let signed = marks.value("signed", Extent::Line).filter(|it| values::date(&layout.written(it)).is_some());
    let signed_on = signature::note_date(&mut desk, layout, signed);
    desk.look_again(look);
    UndertakingFacts {
        principal: desk.or_illegible(best_read([labelled, in_prose].map(|it| desk.text(it, values::organisation)))),
        principal_uscc: desk.or_illegible(desk.code(uscc, CodeKind::Uscc)),
        signed_on: desk.or_illegible(desk.days(signed_on, values::last_date)),
        points: points(layout),
    }
}

/// How each of the usual points is spoken of: all words of one of the lists in one sentence; a lawyer may add to it.
const POINTS: &[(UndertakingPoint, &[&[&str]])] = &[
    (UndertakingPoint::True, &[&["真实"], &["属实"]]),
    (UndertakingPoint::Complete, &[&["完整"], &["齐全"]]),
    (UndertakingPoint::LawfulSource, &[&["来源", "合法"], &["合法", "收集"], &["依法", "收集"], &["单独同意"]]),
    (UndertakingPoint::Assessed, &[&["影响评估"]]),
    (UndertakingPoint::Updates, &[&["变更"], &["变化", "备案"]]),
    (UndertakingPoint::Cooperation, &[&["配合"], &["接受", "监督"]]),
    (UndertakingPoint::Liability, &[&["承担", "责任"], &["承担", "后果"]]),
];

/// The points that were read, each by its sentence. One look is enough for them: they are found by words, not characters.
fn points(layout: &Layout) -> BTreeMap<UndertakingPoint, Fact<String>> {
    let sentences: Vec<(String, Span)> = layout.paragraphs().into_iter().flat_map(|it| sentences(layout, it)).collect();
    let makes = |text: &str, ways: &[&[&str]]| ways.iter().any(|words| words.iter().all(|it| text.contains(it)));
    let found = |ways: &[&[&str]]| {
        let (text, span) = sentences.iter().find(|(text, _)| makes(text, ways))?;
        let support = if layout.is_recognised(span) { Support::OneReading } else { Support::Typed };
        Some(Fact::read(text.clone(), support, layout.place(span)))
    };
    POINTS.iter().filter_map(|(point, ways)| Some((*point, found(ways)?))).collect()
}

fn sentences(layout: &Layout, paragraph: Span) -> Vec<(String, Span)> {
    static SENTENCE: LazyLock<Regex> = LazyLock::new(|| pattern("(?P<it>[^。;]+)"));
    let flow = layout.flow(paragraph);
    let spans: Vec<Span> = SENTENCE.captures_iter(&flow.text).filter_map(|it| flow.group(&it, "it")).collect();
    spans.into_iter().map(|it| (layout.written(&it), it)).collect()
}
