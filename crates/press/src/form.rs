//! 表单: the papers of a packet set from its answers, ready to be signed and stamped. None of them is an official form, and each page says so:
//! the official field list and texts are not public (LAW 4.3).

mod answer;
mod document;
mod docx;
mod letter;
mod report;
mod sheet;

use std::cell::RefCell;

use casework::packet::Packet;
use casework::words::{CaseKind, Slot};
use jiff::civil::Date;
use law::Law;

use crate::engine::{self, FieldName, PressError, Standard};
use answer::Answer;
pub(crate) use answer::written_day;
use document::{Document, Field, Layout};

/// 文书: what is written from answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "文书")]
pub enum Paper {
    /// 个人信息处理者基本情况表
    HandlerProfile,
    /// 人脸识别技术应用情况备案表
    UseStatement,
    /// 个人信息保护影响评估报告
    PiaReport,
    /// 经办人授权委托书
    Mandate,
    /// 承诺书
    Undertaking,
}

/// A paper, set.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The paper's name, which is also its file's name without the ending.
    pub name: String,
    /// PDF/A-2a and PDF/UA-1.
    pub pdf: Vec<u8>,
    /// The same for those who must still write in it.
    pub docx: Vec<u8>,
}

impl Paper {
    /// All five, in the order of the official list of materials.
    pub const ALL: [Paper; 5] = [Paper::HandlerProfile, Paper::UseStatement, Paper::PiaReport, Paper::Mandate, Paper::Undertaking];

    /// The material it becomes.
    pub fn slot(self) -> Slot {
        match self {
            Paper::HandlerProfile => Slot::HandlerProfile,
            Paper::UseStatement => Slot::UseStatement,
            Paper::PiaReport => Slot::PiaReport,
            Paper::Mandate => Slot::Mandate,
            Paper::Undertaking => Slot::Undertaking,
        }
    }

    /// What the quiet line calls it.
    fn kind(self) -> &'static str {
        match self {
            Paper::HandlerProfile | Paper::UseStatement => "本表",
            Paper::PiaReport => "本报告",
            Paper::Mandate | Paper::Undertaking => "本文书",
        }
    }

    fn layout(self) -> Layout {
        match self {
            Paper::HandlerProfile | Paper::UseStatement => Layout::Form,
            Paper::PiaReport | Paper::Mandate | Paper::Undertaking => Layout::Prose,
        }
    }
}

/// Sets a paper from the packet's answers on a day, which becomes the document's date. Blanks stay blank.
///
/// # Errors
/// Fonts that are not there, characters no font draws (named on their field), an edition of the forms that `law/` does not hold.
pub fn print(packet: &Packet, law: &Law, paper: Paper, on: Date) -> Result<Printed, PressError> {
    let document = describe(packet, law, paper)?;
    let name = document.title.clone();
    let pdf = pdf(&document, on)?;
    let docx = docx::docx(&document).map_err(PressError::Fault)?;
    Ok(Printed { name, pdf, docx })
}

pub(crate) fn describe(packet: &Packet, law: &Law, paper: Paper) -> Result<Document, PressError> {
    let form = law.form(&packet.form).ok_or_else(|| unknown_form(packet, law))?;
    let handed_out = RefCell::new(Vec::new());
    let answers = Answer::root(&packet.chosen, law, form, &handed_out);
    let slot = paper.slot();
    let blocks = match paper {
        Paper::HandlerProfile => sheet::tables(&answers, slot.id()),
        Paper::UseStatement => [vec![sheet::whose(&answers)], sheet::tables(&answers, slot.id())].concat(),
        Paper::PiaReport => report::pia(&answers),
        Paper::Mandate => letter::mandate(&answers),
        Paper::Undertaking => letter::undertaking(&answers),
    };
    let running = [answers.at("handler.name").text(), case_name(packet)];
    refuse_missing_glyphs(&handed_out.borrow())?;
    let notice = if form.official {
        format!("{}按官方版式 {} 排印（由 FaceFile 生成）", paper.kind(), form.edition)
    } else {
        format!("{}为非官方版式 {}（由 FaceFile 生成）", paper.kind(), form.edition)
    };
    Ok(Document { title: slot.name().zh, layout: paper.layout(), notice, running, blocks })
}

/// A part of the copy-sheet: a group of a form, or of one face use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopySection {
    /// The form, or the use.
    pub of: String,
    /// The group of fields.
    pub group: String,
    /// Its fields in order.
    pub fields: Vec<CopyField>,
}

impl CopySection {
    /// 个人信息处理者基本情况表 · 单位
    pub fn title(&self) -> String {
        format!("{} · {}", self.of, self.group)
    }
}

/// A field, ready to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyField {
    /// As the form edition calls it.
    pub label: String,
    /// As a document writes it; empty where nothing was answered.
    pub value: String,
    /// As a date field of a web page takes it, where it is a day: 2026-09-01.
    pub digits: Option<String>,
}

/// Every field of the two forms with its answer.
pub(crate) fn copy_sections(packet: &Packet, law: &Law) -> Result<Vec<CopySection>, PressError> {
    let form = law.form(&packet.form).ok_or_else(|| unknown_form(packet, law))?;
    let handed_out = RefCell::new(Vec::new());
    let answers = Answer::root(&packet.chosen, law, form, &handed_out);
    let sections =
        [Paper::HandlerProfile, Paper::UseStatement].iter().flat_map(|it| sheet::copy_sections(&answers, it.slot().id())).collect();
    refuse_missing_glyphs(&handed_out.borrow())?;
    Ok(sections)
}

/// The copy-sheet as a PDF: lists, remarks, and each section as a table.
pub(crate) fn set_copy_sheet(
    packet: &Packet,
    title: &str,
    lists: &[(&str, Vec<String>)],
    notes: Vec<(String, String)>,
    sections: &[CopySection],
    on: Date,
) -> Result<Vec<u8>, PressError> {
    let field = |(label, value)| Field::new(label, value);
    let numbered = |(i, it): (usize, &String)| Field::new((i + 1).to_string(), it.clone());
    let list = |(title, items): &(&str, Vec<String>)| {
        document::fields(Some((*title).to_owned()), items.iter().enumerate().map(numbered).collect())
    };
    let section = |it: &CopySection| {
        let fields = it.fields.iter().map(|it| (it.label.clone(), it.value.clone())).map(field).collect();
        document::fields(Some(it.title()), fields)
    };
    let mut blocks = vec![document::fields(Some("须知".to_owned()), notes.into_iter().map(field).collect())];
    blocks.extend(lists.iter().filter(|(_, items)| !items.is_empty()).map(list));
    blocks.extend(sections.iter().map(section));
    let handler = packet.answers.handler.name.clone().unwrap_or_default();
    let notice = format!("按非官方版式 {} 排列，供对照填报（由 FaceFile 生成）", packet.form);
    let document = Document { title: title.to_owned(), layout: Layout::Form, notice, running: [handler, case_name(packet)], blocks };
    pdf(&document, on)
}

fn pdf(document: &Document, on: Date) -> Result<Vec<u8>, PressError> {
    let data = serde_json::to_value(document).map_err(|it| PressError::Fault(it.to_string()))?;
    engine::set(include_str!("form/document.typ"), &data, on, Standard::Readable)
}

fn refuse_missing_glyphs(handed_out: &[(FieldName, String)]) -> Result<(), PressError> {
    let missing = engine::missing_glyphs(handed_out.iter().map(|(at, text)| (at.clone(), text.as_str())))?;
    if missing.is_empty() { Ok(()) } else { Err(PressError::GlyphsMissing(missing)) }
}

fn unknown_form(packet: &Packet, law: &Law) -> PressError {
    PressError::FormUnknown { edition: packet.form.clone(), known: law.forms().iter().map(|it| it.edition.clone()).collect() }
}

pub(crate) fn case_name(packet: &Packet) -> String {
    let kind = match packet.kind {
        CaseKind::First => "首次备案",
        CaseKind::Change => "变更备案",
        CaseKind::Cancellation => "注销备案",
    };
    if packet.filing.is_empty() { kind.to_owned() } else { format!("{kind}　原备案编号 {}", packet.filing) }
}
