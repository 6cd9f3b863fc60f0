//! The two forms: 个人信息处理者基本情况表 and 人脸识别技术应用情况备案表. Only what the rules ask of them.

use casework::facts::{ProfileFacts, Stated, UseStatementFacts};

use super::cell::Cells;
use super::desk::Desk;
use super::face_uses;
use super::handler::Handler;
use super::layout::Layout;
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::stated::Part;
use super::values::{self, CodeKind};
use super::wording;
use crate::text::{LineKind, SecondLook};

const LABELS: Vocabulary = &[
    (
        "name",
        &[
            "个人信息处理者名称",
            "单位名称",
            "名称",
            "处理者名称",
            "单位全称",
            "机构名称",
            "组织名称",
            "企业名称",
            "公司名称",
            "个人信息处理者",
            "填报单位",
            "申报单位",
            "备案单位",
            "全称",
            "名称(与证照一致)",
            "企业全称",
            "公司全称",
            "单位(企业)名称",
            "填表单位",
        ],
    ),
    ("uscc", &["统一社会信用代码", "社会信用代码", "信用代码", "统一代码", "统一信用代码", "机构代码", "组织机构代码"]),
    (
        "representative",
        &[
            "法定代表人或负责人",
            "法定代表人",
            "法定代表人或负责人姓名",
            "法定代表人或者负责人姓名",
            "法定代表人或者负责人",
            "法定代表人(负责人)姓名",
            "法定代表人姓名",
            "法人代表",
            "法人姓名",
            "法定代表人/负责人",
            "法定代表人(负责人)",
            "单位负责人",
            "主要负责人",
            "负责人姓名",
            "负责人",
        ],
    ),
    (
        "total",
        &[
            "去重后存储总人数",
            "去重后总人数",
            "去重总人数",
            "存储人数合计",
            "存储总人数",
            "人脸信息存储总人数",
            "人脸信息存储数量",
            "人脸信息存储人数",
            "存储人脸信息总人数",
            "去重后的存储人数",
            "全部应用去重后的存储人数",
            "存储人数(去重)",
            "存储人数(去重合计)",
            "存储人数合计(去重)",
            "去重合计",
            "去重人数",
            "存储人脸信息人数",
            "存储的人脸信息人数",
            "合计人数",
            "人脸信息存储总量",
            "现存人脸信息人数",
        ],
    ),
    ("stored", &["存储人数", "存储数量", "本应用存储人数", "人脸信息数量"]),
    (
        "stop",
        &[
            "单位性质",
            "性质",
            "注册地址",
            "住所",
            "办公地址",
            "实际办公地址",
            "所在地",
            "省份",
            "行政区划",
            "证件类型",
            "证件号码",
            "身份证号",
            "联系电话",
            "电话",
            "手机",
            "电子邮箱",
            "邮箱",
            "经办人",
            "经办人姓名",
            "姓名",
            "部门",
            "职务",
            "个人信息保护负责人",
            "应用场景",
            "场景名称",
            "处理目的",
            "处理方式",
            "必要性",
            "统计日期",
            "统计时间",
            "达到日期",
            "保存期限",
            "存储地点",
            "存储方式",
        ],
    ),
];

/// The representative's name where the form has a group 「法定代表人或负责人」 with 「姓名」 inside.
const REPRESENTATIVE_GROUP: [&str; 2] = ["法定代表人", "负责人"];

/// Reads the handler profile.
pub fn profile(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> ProfileFacts {
    let marks = Marks::find(layout, LABELS, Manner::Mixed);
    let name = desk.note(marks.value("name", Extent::Name), LineKind::Text);
    let uscc = desk.note_code(marks.code("uscc", CodeKind::Uscc), CodeKind::Uscc);
    let representative = marks.value("representative", Extent::Line).filter(|it| values::person(&layout.written(it)).is_some());
    let representative = representative.or_else(|| marks.grouped_value(&REPRESENTATIVE_GROUP, "姓名"));
    let representative = desk.note(representative, LineKind::Text);
    desk.look_again(look);
    let known = ProfileFacts {
        name: desk.or_illegible(desk.text(name, values::organisation)),
        uscc: desk.or_illegible(desk.code(uscc, CodeKind::Uscc)),
        representative: desk.or_illegible(desk.text(representative, values::person)),
        ..ProfileFacts::default()
    };
    Handler::find(layout).into_profile(known)
}

/// Reads the statement of uses. The total is taken where a label calls it that; a lone 「存储人数」 is the total of a lone use.
pub fn use_statement(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> UseStatementFacts {
    let marks = Marks::find(layout, LABELS, Manner::Mixed);
    let name = desk.note(marks.value("name", Extent::Name), LineKind::Text);
    let uscc = desk.note_code(marks.code("uscc", CodeKind::Uscc), CodeKind::Uscc);
    let lone = || Some(marks.values("stored", Extent::Line)).filter(|it| it.len() == 1).and_then(|it| it.into_iter().next());
    let stored = desk.note(marks.value("total", Extent::Line).or_else(lone), LineKind::Text);
    desk.look_again(look);
    let handler = Handler::find(layout);
    let stating = Marks::find(layout, wording::LABELS, Manner::Mixed);
    UseStatementFacts {
        name: desk.or_illegible(desk.text(name, values::organisation)),
        uscc: desk.or_illegible(desk.code(uscc, CodeKind::Uscc)),
        stored: desk.or_illegible(desk.fact(stored, values::headcount)),
        measured_on: handler.last_day("measured"),
        reached_on: handler.last_day("reached"),
        uses: uses(&Cells::new(layout, &stating)),
    }
}

/// Use by use, each with the first period beside its label of retention.
fn uses(cells: &Cells) -> Vec<Stated> {
    let sections = face_uses::sections(cells.layout, cells.marks);
    let (stated, _) = face_uses::stated(cells);
    let retention = |section: &face_uses::Section| Part::new(cells, section.lines.clone()).retention();
    stated.into_iter().zip(&sections).map(|(it, section)| Stated { retention: retention(section), ..it }).collect()
}
