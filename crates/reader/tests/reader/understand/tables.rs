//! Forms that other people made in Word and Excel: their tables, with the label beside the value or above it, and in merged cells.

use casework::words::Slot::{self, HandlerProfile, UseStatement};
use reader::text::NoSecondLook;
use reader::{Limits, open};

use super::understood;
use crate::expect::expect;
use crate::paper::{office, zip};

/// Rows as `a | b`, one a line; `2*a` is a cell over two columns. A line without a bar is a paragraph.
fn docx(drawn: &str) -> Vec<u8> {
    let cell = |it: &str| match it.trim().split_once('*') {
        Some((n, text)) => format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{n}\"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"),
        None => format!("<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>", it.trim()),
    };
    let line = |it: &str| match it.contains('|') {
        true => format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", it.split('|').map(cell).collect::<String>()),
        false => format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", it.trim()),
    };
    let body: String = drawn.trim().lines().map(line).collect();
    office("word/document.xml", &format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"))
}

/// The same as a sheet; an empty cell is not written, as Excel does it.
fn xlsx(drawn: &str) -> Vec<u8> {
    let cell = |row: usize, column: usize, text: &str| {
        let name = format!("{}{row}", char::from(b'A' + column as u8));
        format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let row = |(i, line): (usize, &str)| {
        let cells = line.split('|').map(str::trim).enumerate().filter(|it| !it.1.is_empty());
        format!("<row r=\"{}\">{}</row>", i + 1, cells.map(|(column, it)| cell(i + 1, column, it)).collect::<String>())
    };
    let rows: String = drawn.trim().lines().enumerate().map(row).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zip(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", &sheet)])
}

#[track_caller]
fn says(slot: Slot, bytes: Vec<u8>, expected: &str) {
    let opened = open(bytes, "form", &Limits::default()).unwrap_or_else(|it| panic!("{}", it.message.zh));
    expect(&understood(slot, &opened.texts, &mut NoSecondLook), expected);
}

const PROFILE: &str = "
    个人信息处理者基本情况表
    企业名称 | 临沂青穗智联科技有限公司 | 统一代码 | 91371300MA7QHXL0XD
    单位性质 | 企业 | 所在省份 | 山东省
    法人姓名 | 林穗和 | 证件号码 | 371302198304170011
    经办人 | 宋知远 | 联系电话 | 16000000000
    注册地址 | 山东省临沂市兰山区柳青街道青穗路18号青年创意园3号楼1805室 |  |
";

#[test]
fn labels_beside_their_values_in_word() {
    says(
        HandlerProfile,
        docx(PROFILE),
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        representative: 林穗和 (typed)
    ",
    );
}

#[test]
fn labels_beside_their_values_in_excel() {
    says(
        HandlerProfile,
        xlsx(PROFILE),
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        representative: 林穗和 (typed)
    ",
    );
}

const ABOVE: &str = "
    4*个人信息处理者基本情况表 |
    机构名称 | 信用代码 | 单位负责人 | 单位性质
    临沂青穗文化中心 | 91371300MA7QHXL0XD | 林穗和 | 事业单位
    经办人 | 部门 | 电话 | 邮箱
    宋知远 | 法务部 | 16000000000 | a@b.example
";

#[test]
fn labels_above_their_values() {
    says(
        HandlerProfile,
        docx(ABOVE),
        "
        name: 临沂青穗文化中心 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        representative: 林穗和 (typed)
    ",
    );
    says(
        HandlerProfile,
        xlsx(&ABOVE.replace("4*", "")),
        "
        name: 临沂青穗文化中心 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        representative: 林穗和 (typed)
    ",
    );
}

#[test]
fn a_merged_heading_beside_its_rows() {
    says(
        HandlerProfile,
        xlsx(
            "
    个人信息处理者基本情况表
    单位信息 | 单位全称 | 临沂青穗智联科技有限公司 |
             | 统一社会信用代码 | 91371300MA7QHXL0XD |
    法定代表人 | 姓名 | 林穗和 |
               | 证件号码 | 371302198304170011 |
    经办人 | 姓名 | 宋知远 |
",
        ),
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        representative: 林穗和 (typed)
    ",
    );
}

#[test]
fn uses_in_columns_with_their_total() {
    says(
        UseStatement,
        xlsx(
            "
    人脸识别技术应用情况备案表
    企业名称 | 临沂青穗智联科技有限公司 | 信用代码 | 91371300MA7QHXL0XD
    序号 | 应用名称 | 处理目的 | 存储人数
    1 | 员工通行 | 核对员工本人 | 3200
    2 | 会员入场 | 核对会员本人 | 126000
    合计人数 | | | 128400
",
        ),
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        stored: 128400 (typed)
    ",
    );
}

#[test]
fn a_merged_cell_of_prose_moves_no_column() {
    says(
        HandlerProfile,
        docx(
            "
    4*填表说明：本表由个人信息处理者填写，内容应当与证照一致，逐项核对之后再提交，不得遗漏，不清楚的可以咨询所在地网信部门 |
    单位全称 | 3*临沂青穗智联科技有限公司
    统一社会信用代码 | 91371300MA7QHXL0XD | 负责人姓名 | 林穗和
",
        ),
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        representative: 林穗和 (typed)
    ",
    );
}
