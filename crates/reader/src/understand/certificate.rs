//! 统一社会信用代码证件: the business licence (营业执照), and the certificates of institutions and social organisations.

use casework::facts::CertificateFacts;

use super::desk::{Desk, best_read};
use super::layout::{Layout, Span, is_chinese};
use super::marks::{Extent, Manner, Marks, Vocabulary, is_complete};
use super::values::{self, CodeKind};
use crate::text::{LineKind, SecondLook};

const LABELS: Vocabulary = &[
    ("name", &["名称", "单位名称", "企业名称", "机构名称", "公司名称", "字号名称"]),
    ("uscc", &["统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码"]),
    (
        "representative",
        &[
            "法定代表人",
            "法定代表人(负责人)",
            "负责人",
            "经营者",
            "主要负责人",
            "投资人",
            "执行事务合伙人",
            "经营者姓名",
            "法人代表",
            "首席代表",
        ],
    ),
    ("address", &["住所", "经营场所", "主要经营场所", "营业场所", "注册地址", "地址", "机构地址"]),
    ("term", &["营业期限", "有效期", "有效期限", "经营期限", "合伙期限", "证书有效期", "有效期至", "驻在期限"]),
    (
        "stop",
        &[
            "类型",
            "组成形式",
            "经营范围",
            "注册资本",
            "成立日期",
            "注册日期",
            "登记机关",
            "登记日期",
            "开办资金",
            "举办单位",
            "经费来源",
            "宗旨和业务范围",
            "业务范围",
            "业务主管单位",
            "活动地域",
            "出资额",
            "副本",
            "证照编号",
            "登记证号",
            "发证机关",
            "发证日期",
            "核准日期",
            "国家企业信用信息公示系统网址",
            "年月日",
            "扫描二维码",
        ],
    ),
];

/// The name without its label, whose two wide-spaced characters OCR likes to lose: the first cell that is the name of an organisation and
/// not of a kind of them.
fn first_organisation(layout: &Layout) -> Option<Span> {
    let is_name = |text: &str| is_complete(text) && (6..=40).contains(&text.chars().count()) && !KINDS.iter().any(|it| text.contains(it));
    let is_of_the_label = |it: &&(usize, usize)| !is_chinese(layout.glyph(**it).folded) || layout.glyph(**it).folded == '称';
    let without_label = |it: Span| Span(it.0.iter().skip_while(is_of_the_label).copied().collect());
    let cells = (0..layout.lines.len()).flat_map(|line| layout.cells(line, 2.0)).map(without_label);
    cells.into_iter().find(|it| is_name(&layout.written(it)))
}

/// Words of the line 类型.
const KINDS: [&str; 6] = ["有限责任公司", "股份有限公司(", "股份有限公司（", "独资", "控股", "上市"];

/// Reads it.
pub fn read(layout: &Layout, mut desk: Desk, look: &mut dyn SecondLook) -> CertificateFacts {
    let marks = Marks::find(layout, LABELS, Manner::Printed);
    let labelled = desk.note(marks.value("name", Extent::Name), LineKind::Text);
    let unlabelled = if labelled.is_none() { desk.note(first_organisation(layout), LineKind::Text) } else { None };
    let representative = desk.note(marks.value("representative", Extent::Line), LineKind::Text);
    let address = desk.note(marks.value("address", Extent::Name), LineKind::Text);
    let term = desk.note(marks.value("term", Extent::Line), LineKind::Date);
    let uscc = desk.note_code(marks.code("uscc", CodeKind::Uscc), CodeKind::Uscc);
    desk.look_again(look);
    CertificateFacts {
        name: desk.or_not_found(
            best_read([desk.text(labelled, values::organisation), desk.text_without_label(unlabelled, values::organisation)]),
            ("名称", "name"),
        ),
        uscc: desk.or_not_found(desk.code(uscc, CodeKind::Uscc), ("统一社会信用代码", "credit code")),
        representative: desk.or_not_found(desk.text(representative, values::person), ("法定代表人", "legal representative")),
        address: desk.or_illegible(desk.text(address, values::words)),
        valid_until: desk.or_illegible(desk.fact(term, values::until)),
    }
}
