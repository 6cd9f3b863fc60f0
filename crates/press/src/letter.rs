//! 文书: what an authority's desk sends and a handler keeps: the return, the notice of the result, the receipts, and a notice for every other
//! step that has one. They have the usual layout of an official letter, and each says that its form is not an official one: that form is not
//! public (LAW 5.1). A letter says what was decided and nothing more; what no source lays down, such as a time for corrections, is not in it.

mod cited;
mod place;
mod sheet;
mod told;

use casework::correction::Correction;
use casework::filing_number::FilingNumber;
use casework::publicity::Window;
use casework::snapshot::{Held, Snapshot};
use casework::words::CaseKind;
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Law, Wording};

use crate::engine::{self, FieldName, PressError, Standard};

/// 文书: one letter. All of it is given: no clock is read, and the same letter gives the same bytes.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "文书")]
pub struct Letter<'a> {
    /// Whose letter it is, in the red head: the office; for a receipt whoever runs the platform.
    pub sender: &'a Wording,
    /// 文号, as the office gives it. Without one its line names the case.
    pub number: Option<&'a str>,
    /// The day at its foot, which is the document's date too.
    pub on: Date,
    /// The id of the case as people are shown it.
    pub case: &'a str,
    /// First filing, change or cancellation.
    pub kind: CaseKind,
    /// 个人信息处理者: its name, to whom the letter goes.
    pub handler: &'a str,
    /// Its credit code as it was filed; left out where empty.
    pub uscc: &'a str,
    /// Where to ask, as the office wants it written; left out where there is nothing.
    pub contact: Option<&'a str>,
    /// From a demo: every page says so loudly.
    pub is_demo: bool,
    /// What it says.
    pub content: Content<'a>,
}

/// What a letter says.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// 退回补正通知
    Return(Return<'a>),
    /// 备案结果通知
    Notice(Notice<'a>),
    /// 提交回执
    Submission(SubmissionReceipt<'a>),
    /// 撤回回执
    Withdrawn(Withdrawn<'a>),
    /// 受理通知
    Admitted,
    /// 移送通知
    Transferred {
        /// The office it goes to.
        to: &'a Wording,
        /// Why, in the officer's words.
        reason: &'a str,
    },
    /// 移送结果通知: the other office's own platform has it.
    MovedAway {
        /// The office that has it now.
        to: &'a Wording,
        /// Its receipt, as it stands there.
        receipt: &'a str,
    },
    /// 终结办理通知
    Closed {
        /// Why, in the officer's words.
        reason: &'a str,
    },
    /// 重新办理通知
    Reopened {
        /// Why, in the officer's words.
        reason: &'a str,
        /// The filing in force that the case gave or changed, if there is one: it stays.
        filing: Option<&'a FilingNumber>,
    },
    /// 异议处理通知
    ObjectionSettled {
        /// How it was settled, in the officer's words.
        answer: &'a str,
    },
}

/// 退回补正通知: a return with its requests.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "退回补正通知")]
pub struct Return<'a> {
    /// The requests of this return, as they were numbered ([`casework::correction::number`]).
    pub corrections: &'a [Correction],
    /// Edition of the case's form, for the names of its fields.
    pub form: &'a str,
    /// What was submitted, for the names of the face uses.
    pub submitted: &'a Snapshot,
}

/// 备案结果通知: an accepted first filing, change or cancellation.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "备案结果通知")]
pub struct Notice<'a> {
    /// The number that was given, or that of the filing changed or cancelled.
    pub filing: &'a FilingNumber,
    /// The day it was accepted.
    pub accepted_on: Date,
    /// The window of publicity, where the operator has one and it has begun.
    pub publicity: Option<&'a Window>,
}

/// 提交回执: what was handed in, when, and where the ledger has it.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "提交回执")]
pub struct SubmissionReceipt<'a> {
    /// The office it was submitted to.
    pub to: &'a Wording,
    /// When, by the platform's clock.
    pub at: Timestamp,
    /// Whether it was submitted again after corrections.
    pub is_resubmission: bool,
    /// The materials, in the packet's order.
    pub materials: &'a [Held],
    /// Version of the rulebook it was checked under.
    pub rulebook: &'a str,
    /// Edition of the forms it was filled in under.
    pub form: &'a str,
    /// Where the ledger has it.
    pub entry: LedgerEntry<'a>,
}

/// 撤回回执: a case taken back by its handler.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "撤回回执")]
pub struct Withdrawn<'a> {
    /// The office it had been submitted to.
    pub from: &'a Wording,
    /// When, by the platform's clock.
    pub at: Timestamp,
    /// Where the ledger has it.
    pub entry: LedgerEntry<'a>,
}

/// 日志条目: the entry of an act, and the head of the log that a proof leads to.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "日志条目")]
pub struct LedgerEntry<'a> {
    /// The log's name, as the first line of its checkpoints has it.
    pub log: &'a str,
    /// The entry's place, from 0.
    pub index: u64,
    /// Entries in the log at the checkpoint.
    pub tree_size: u64,
    /// The root, in base64 as the checkpoint has it.
    pub root: &'a str,
}

/// Sets a letter: PDF/A-2a and PDF/UA-1, Chinese first and English after it.
///
/// # Errors
/// Fonts that are not there, characters no font draws (named on their field), an edition of the forms that `law/` does not hold.
pub fn letter(letter: &Letter, law: &Law) -> Result<Vec<u8>, PressError> {
    let typed = letter.typed();
    let missing = engine::missing_glyphs(typed.iter().map(|(at, text)| (at.clone(), *text)))?;
    if !missing.is_empty() {
        return Err(PressError::GlyphsMissing(missing));
    }
    let sheet = told::sheet(letter, law)?;
    let data = serde_json::to_value(sheet).map_err(|it| PressError::Fault(it.to_string()))?;
    engine::set(include_str!("letter/letter.typ"), &data, letter.on, Standard::Readable)
}

impl<'a> Letter<'a> {
    /// Everything that somebody typed, by its field.
    fn typed(&self) -> Vec<(FieldName, &'a str)> {
        let named = |at: &str, zh: &str, en: &str| FieldName { at: at.to_owned(), label: Some(Wording::new(zh, en)) };
        let mut typed = vec![
            (named("sender.zh", "发文单位", "sender"), self.sender.zh.as_str()),
            (named("sender.en", "发文单位英文名", "sender in English"), self.sender.en.as_str()),
            (named("case", "事项编号", "case"), self.case),
            (named("handler", "个人信息处理者名称", "name of the handler"), self.handler),
            (named("uscc", "统一社会信用代码", "credit code"), self.uscc),
        ];
        typed.extend(self.number.map(|it| (named("number", "文号", "reference"), it)));
        typed.extend(self.contact.map(|it| (named("contact", "联系方式", "contact"), it)));
        let office = |it: &'a Wording| {
            [(named("to.zh", "办公室", "office"), it.zh.as_str()), (named("to.en", "办公室英文名", "office in English"), it.en.as_str())]
        };
        let reason = |it: &'a str| (named("reason", "理由", "reason"), it);
        match self.content {
            Content::Return(it) => typed.extend(it.corrections.iter().map(|it| {
                let n = it.number;
                let label = (format!("第 {n} 项补正要求"), format!("correction request {n}"));
                (named(&format!("corrections.{n}"), &label.0, &label.1), it.request.says.as_str())
            })),
            Content::Submission(it) => {
                typed.extend(office(it.to));
                typed.extend(it.materials.iter().map(|it| (named("materials", "材料文件名", "file name of a material"), it.file.as_str())));
            }
            Content::Withdrawn(it) => typed.extend(office(it.from)),
            Content::Transferred { to, reason: why } => {
                typed.extend(office(to));
                typed.push(reason(why));
            }
            Content::MovedAway { to, receipt } => {
                typed.extend(office(to));
                typed.push((named("receipt", "对方回执", "the other platform's receipt"), receipt));
            }
            Content::Closed { reason: why } | Content::Reopened { reason: why, .. } => typed.push(reason(why)),
            Content::ObjectionSettled { answer } => typed.push((named("answer", "处理情况", "how it was settled"), answer)),
            Content::Notice(_) | Content::Admitted => {}
        }
        typed
    }
}
