//! A sheet of the form edition as tables, whatever fields it has: the official form replaces the template as data.

use law::{FieldKind, Group};

use super::answer::Answer;
use super::document::{self, Block, Field, fields, pair};
use super::letter::{numeral, sign};
use super::{CopyField, CopySection};

/// 个人信息处理者基本情况表 or 人脸识别技术应用情况备案表: each group a table, a repeated group once for each element.
pub(super) fn tables(answers: &Answer, id: &str) -> Vec<Block> {
    let Some(sheet) = answers.sheet(id) else { return Vec::new() };
    let mut blocks = Vec::new();
    for run in sheet.groups.chunk_by(|a, b| a.repeat == b.repeat) {
        for (i, element) in elements_or_a_blank(answers, &run[0]).iter().enumerate() {
            if run[0].repeat.is_some() {
                blocks.push(Block::Heading { level: 1, text: name_of_use(answers, element, i + 1) });
            }
            blocks.extend(run.iter().flat_map(|group| table(element, group)));
        }
    }
    blocks.push(Block::SignOff { fields: vec![sign("填表人签字"), sign("填表日期")], seal: false });
    blocks
}

/// The same fields one by one, to be copied: a table is one field, a row to a line.
pub(super) fn copy_sections(answers: &Answer, id: &str) -> Vec<CopySection> {
    let Some(sheet) = answers.sheet(id) else { return Vec::new() };
    let mut sections = Vec::new();
    for run in sheet.groups.chunk_by(|a, b| a.repeat == b.repeat) {
        for (i, element) in elements_or_a_blank(answers, &run[0]).iter().enumerate() {
            let of = run[0].repeat.as_ref().map_or(sheet.title.zh.clone(), |_| name_of_use(answers, element, i + 1));
            let section =
                |group: &Group| CopySection { of: of.clone(), group: group.title.zh.clone(), fields: copy_fields(element, group) };
            sections.extend(run.iter().map(section));
        }
    }
    sections
}

/// A form without any face use shows one to be filled in.
fn elements_or_a_blank<'a>(answers: &Answer<'a>, group: &Group) -> Vec<Answer<'a>> {
    let elements = answers.elements(group);
    match &group.repeat {
        Some(list) if elements.is_empty() => vec![answers.at(list).blank_row()],
        _ => elements,
    }
}

fn copy_fields(element: &Answer, group: &Group) -> Vec<CopyField> {
    let value = |field: &law::Field| match field.kind {
        FieldKind::Table => element.of(field).rows().iter().map(|row| row_in_words(row, field)).collect::<Vec<_>>().join("\n"),
        _ => element.of(field).text(),
    };
    group
        .fields
        .iter()
        .map(|it| CopyField { label: it.label.zh.clone(), value: value(it), digits: element.of(it).day_in_digits(it) })
        .collect()
}

/// 系统：门店会员平台；级别：3
fn row_in_words(row: &Answer, table: &law::Field) -> String {
    let cells = table.columns.iter().map(|it| (&it.label.zh, row.at(&it.key).text()));
    cells.filter(|(_, it)| !it.is_empty()).map(|(label, it)| format!("{label}：{it}")).collect::<Vec<_>>().join("；")
}

/// Whose sheet it is, on those that do not ask for it themselves.
pub(super) fn whose(answers: &Answer) -> Block {
    fields(Some("备案单位".to_owned()), answers.at("handler").fields(&["name", "uscc"]))
}

/// A group of fields under its title, and each filled table below it. Only fields of the same thing share a row.
fn table(element: &Answer, group: &Group) -> Vec<Block> {
    let filled = |it: &&law::Field| it.kind == FieldKind::Table && !element.of(it).rows().is_empty();
    let (tables, plain): (Vec<_>, Vec<_>) = group.fields.iter().partition(filled);
    let thing = |it: &law::Field| it.path.rsplit_once('.').map(|(thing, _)| thing.to_owned());
    let row = |it: &&law::Field| Field::new(&it.label.zh, element.of(it).ticked(it));
    let rows: Vec<_> = plain.chunk_by(|a, b| thing(a) == thing(b)).flat_map(|it| pair(it.iter().map(row))).collect();
    let plain = Some(Block::Fields { title: Some(group.title.zh.clone()), rows }).filter(|_| !plain.is_empty());
    let tables = tables.into_iter().map(|it| grid(element, it, Some(it.label.zh.clone())));
    plain.into_iter().chain(tables).collect()
}

/// A field that is itself a table.
pub(super) fn grid(element: &Answer, field: &law::Field, title: Option<String>) -> Block {
    let labels = field.columns.iter().map(|it| it.label.zh.clone()).collect();
    let row = |it: &Answer| field.columns.iter().map(|column| it.at(&column.key).text()).collect();
    document::grid(title, labels, element.of(field).rows().iter().map(row).collect())
}

/// 场景一：门店入口会员通行核验. The report's part on a use says only its id; its name stands in the form.
pub(super) fn name_of_use(answers: &Answer, element: &Answer, number: usize) -> String {
    let number = numeral(number);
    match use_of(answers, element) {
        name if name.is_empty() => format!("场景{number}"),
        name => format!("场景{number}：{name}"),
    }
}

/// The name of a use, or of the use with the same id.
pub(super) fn use_of(answers: &Answer, element: &Answer) -> String {
    let (own, id) = (element.at("name").text(), element.at("id").text());
    let namesake = || answers.blocks("uses").iter().find(|it| it.at("id").text() == id).map(|it| it.at("name").text());
    if own.is_empty() { namesake().filter(|it| !it.is_empty()).unwrap_or(id) } else { own }
}
