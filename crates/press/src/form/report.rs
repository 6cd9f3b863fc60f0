//! 个人信息保护影响评估报告. The filing's own chapters are not known; these are the groups of the form edition, with the handler and its uses told before
//! they are assessed (LAW 4.3(c)).

use law::{FieldKind, Group};

use super::answer::Answer;
use super::document::{self, Block, Field, fields};
use super::letter::{numeral, sign};
use super::sheet::{grid, name_of_use, use_of};

/// The report, chapter by chapter.
pub(super) fn pia(answers: &Answer) -> Vec<Block> {
    let Some(sheet) = answers.sheet("pia-report") else { return Vec::new() };
    let mut chapters: Vec<(String, Vec<Block>)> = sheet.groups.iter().map(|it| (it.title.zh.clone(), chapter(answers, it))).collect();
    let subjects = [("个人信息处理者".to_owned(), handler(answers)), ("应用场景、数据流向与信息系统".to_owned(), face_uses(answers))];
    chapters.splice(1.min(chapters.len())..1.min(chapters.len()), subjects);
    let headed = chapters.into_iter().enumerate().flat_map(|(i, (name, blocks))| {
        let heading = Block::Heading { level: 1, text: format!("{}、{name}", numeral(i + 1)) };
        std::iter::once(heading).chain(blocks)
    });
    headed.chain([signatures(answers)]).collect()
}

fn section(number: usize, name: &str) -> Block {
    Block::Heading { level: 2, text: format!("（{}）{name}", numeral(number)) }
}

/// A group of the sheet: short answers in a table, long ones as prose under their own heading, tables as they are.
fn chapter(answers: &Answer, group: &Group) -> Vec<Block> {
    if group.repeat.is_some() {
        return answers.elements(group).iter().enumerate().map(|(i, it)| use_by_use(answers, it, i + 1, group)).collect();
    }
    let (mut blocks, mut n_sections) = (Vec::new(), 0);
    for run in group.fields.chunk_by(|a, b| is_short(a) && is_short(b)) {
        if is_short(&run[0]) {
            blocks.push(fields(None, run.iter().map(|it| Field::new(&it.label.zh, answers.of(it).text())).collect()));
            continue;
        }
        n_sections += 1;
        blocks.push(section(n_sections, &run[0].label.zh));
        blocks.extend(at_length(answers, &run[0]));
    }
    blocks
}

fn is_short(field: &law::Field) -> bool {
    !matches!(field.kind, FieldKind::LongText | FieldKind::Table)
}

/// A long answer, or a table with what explains it.
fn at_length(answers: &Answer, field: &law::Field) -> Vec<Block> {
    match field.kind {
        FieldKind::Table => [vec![grid(answers, field, None)], matrix(answers, field)].concat(),
        _ => vec![Block::Paragraph { text: answers.of(field).text() }],
    }
}

fn use_by_use(answers: &Answer, assessed: &Answer, number: usize, group: &Group) -> Block {
    let name = Field::new("场景名称", use_of(answers, assessed));
    let rows = group.fields.iter().map(|it| Field::new(&it.label.zh, assessed.of(it).text()));
    fields(Some(name_of_use(answers, assessed, number)), std::iter::once(name).chain(rows).collect())
}

fn handler(answers: &Answer) -> Vec<Block> {
    let mut rows = answers.at("handler").fields(&["name", "uscc", "registered_address", "representative.name"]);
    rows.push(answers.at("handler.pipo").labelled("个人信息保护负责人", "name"));
    rows.extend(answers.at("headcount").fields(&["stored", "measured_on"]));
    vec![fields(None, rows)]
}

/// What the report assesses, use by use: as the form tells it, without the fields that only the form needs.
const TOLD_OF_A_USE: [&str; 14] = [
    "purpose",
    "mode",
    "legal_basis",
    "headcount",
    "under_14",
    "stored_form",
    "storage",
    "storage_region",
    "storage_in_china",
    "internet",
    "cross_border",
    "retention",
    "disposal",
    "started_on",
];

fn face_uses(answers: &Answer) -> Vec<Block> {
    let parties = |it: &Answer, label: &str, list: &str| {
        let names: Vec<String> = it.blocks(list).iter().map(|it| it.at("name").text()).collect();
        (!names.is_empty()).then(|| Field::new(label, names.join("、")))
    };
    let told = |(i, it): (usize, &Answer)| {
        let rows = it.fields(&TOLD_OF_A_USE).into_iter().filter(|it| !it.value.is_empty());
        let others = [parties(it, "受托方", "entrusted"), parties(it, "接收方", "recipients")];
        fields(Some(name_of_use(answers, it, i + 1)), rows.chain(others.into_iter().flatten()).collect())
    };
    let uses: Vec<Block> = answers.blocks("uses").iter().enumerate().map(told).collect();
    let systems = answers.sheet("handler-profile").and_then(|it| it.fields().find(|it| it.path == "handler.mlps"));
    let systems = systems.filter(|it| !answers.of(it).rows().is_empty()).map(|it| grid(answers, it, Some(it.label.zh.clone())));
    uses.into_iter().chain(systems).collect()
}

/// The matrix the levels of a list of risks are read from; no other table has levels.
fn matrix(answers: &Answer, field: &law::Field) -> Vec<Block> {
    let has = |key: &str| field.columns.iter().any(|it| it.key == key);
    let Some(matrix) = answers.law().risk_matrices().last().filter(|_| has("impact") && has("likelihood")) else { return Vec::new() };
    let likelihoods = matrix.likelihoods.iter().map(|it| format!("可能性{it}"));
    let row = |it: &law::RiskRow| [vec![format!("影响{}", it.impact)], it.levels.clone()].concat();
    let labels = std::iter::once("风险等级".to_owned()).chain(likelihoods).collect();
    vec![
        document::grid(Some(matrix.title.zh.clone()), labels, matrix.rows.iter().map(row).collect()),
        Block::Remark {
            text: "推荐性标准给出的矩阵。处理者采用自己的矩阵或者调整等级的，应当记录理由。".to_owned()
        },
    ]
}

fn signatures(answers: &Answer) -> Block {
    let handler = Field::new("评估单位", answers.at("handler.name").text());
    Block::SignOff { fields: vec![handler, sign("评估人签字"), sign("批准人签字")], seal: false }
}
