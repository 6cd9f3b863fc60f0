//! 变更判断: what changed since a filing, and whether that is for a change filing, a new PIA, both or neither; by when and on whose word.
//!
//! What is certain: a substantive change is filed within the law's working days (art. 15(2)), and a new purpose or manner is assessed anew
//! (art. 9(2)). What a *substantive* change is, is nowhere defined: the triggers are our suggestions (INFER) and say so; the handler decides.
//! Nothing here files, or says that a change need not be filed.

mod triggers;

use jiff::civil::Date;
use law::{Basis, Cite, Due, Duty, Law, Wording, cite};
use serde::Serialize;
use serde_json::Value;

pub use triggers::{FilingCall, PiaCall, TRIGGERS, Trigger};

use crate::snapshot::{Difference, How, Snapshot};
use crate::words::Slot;

/// Art. 15(2): the duty itself.
pub const FILE_CHANGE: Cite = cite("cac-mps-19-2025/art-15/2");

/// 变更报告: what changed and what follows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[doc(alias = "变更报告")]
pub struct ChangeReport {
    /// Each change of what was filed, in the order of the answers, materials last.
    pub items: Vec<Item>,
    /// Whether a change filing is suggested: the strongest call of the items.
    pub filing: FilingCall,
    /// When it is due, if it is one; nothing while no day of the change is stated, or where nothing points to a filing.
    pub due: Option<Due>,
    /// Whether a new PIA is asked for: the strongest call of the items.
    pub pia: PiaCall,
    /// Whether the PIA report is another file than the one that was filed.
    pub report_replaced: bool,
    /// Whether no face use is left: then it is the end of use, which is a cancellation and no change.
    pub all_uses_ended: bool,
}

/// 变更项: one change of what was filed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[doc(alias = "变更项")]
pub struct Item {
    /// Where, as a finding names it.
    pub at: String,
    /// What it is about, in words.
    pub what: Wording,
    /// Whether it points to a change filing.
    pub filing: FilingCall,
    /// On whose word.
    pub filing_basis: Basis,
    /// Whether it points to a new PIA.
    pub pia: PiaCall,
    /// On whose word; nothing where it points to none.
    pub pia_basis: Option<Basis>,
}

/// What changed between the filed packet and the new answers. The day is the one on which the change takes effect, not the day it is noticed.
pub fn detect(filed: &Snapshot, now: &Snapshot, changed_on: Option<Date>, law: &Law) -> ChangeReport {
    let differences: Vec<Difference> = filed.differences(now).into_iter().filter(|it| !is_slight(it)).collect();
    let all_uses_ended = has_uses(filed) && !has_uses(now);
    let mut items: Vec<Item> = Vec::new();
    for difference in &differences {
        let Some(item) = Item::of(difference, (filed, now), changed_on, law) else { continue };
        // A use that came or went is one change, not one for each of its answers.
        if !items.iter().any(|it| it.at == item.at) {
            items.push(item);
        }
    }
    let filing = items.iter().map(|it| it.filing).max().unwrap_or(FilingCall::None);
    let pia = items.iter().map(|it| it.pia).max().unwrap_or(PiaCall::None);
    let points = matches!(filing, FilingCall::Suggested | FilingCall::Undefined);
    let duty = if all_uses_ended { Duty::Cancellation } else { Duty::Change };
    ChangeReport {
        due: changed_on.filter(|_| points).map(|day| law.due(duty, day)),
        report_replaced: differences.iter().any(|it| matches!(it, Difference::Material { slot: Slot::PiaReport, .. })),
        items,
        filing,
        pia,
        all_uses_ended,
    }
}

fn is_slight(difference: &Difference) -> bool {
    matches!(difference, Difference::Answer { slight: true, .. })
}

fn has_uses(of: &Snapshot) -> bool {
    of.answers.get("uses").and_then(Value::as_array).is_some_and(|it| !it.is_empty())
}

impl Item {
    fn of(difference: &Difference, (filed, now): (&Snapshot, &Snapshot), changed_on: Option<Date>, law: &Law) -> Option<Item> {
        let at = difference.at();
        let (at, trigger) = match whole_use(&at, filed, now) {
            Some((block, how)) => (block, Trigger::of_use(how)),
            None => {
                let trigger = Trigger::at(&at)?;
                (at, trigger)
            }
        };
        let (filing, filing_cite) = trigger.filing.call(&at, filed, now);
        let (pia, pia_cite) = trigger.pia.call(&at, difference, filed, now);
        Some(Item {
            what: trigger.name(),
            filing,
            filing_basis: law.basis(&filing_cite)?,
            pia,
            pia_basis: pia_cite.and_then(|it| law.basis(&in_force(it, changed_on, law))),
            at,
        })
    }
}

/// Before the Measures took effect the law itself asked for an assessment beforehand (PIPL 55, sensitive information).
fn in_force(asked: Cite, changed_on: Option<Date>, law: &Law) -> Cite {
    let text = asked.as_str().split('/').next().and_then(|id| law.instrument(id));
    match (text.and_then(|it| it.from), changed_on) {
        (Some(from), Some(day)) if day < from => triggers::ASSESS_FIRST,
        _ => asked,
    }
}

/// The use a path lies in, where the whole use came or went.
fn whole_use(at: &str, filed: &Snapshot, now: &Snapshot) -> Option<(String, How)> {
    let id = at.strip_prefix("answers.uses.")?.split('.').next()?;
    let block = format!("answers.uses.{id}");
    match (filed.answer(&block), now.answer(&block)) {
        (None, Some(_)) => Some((block, How::Added)),
        (Some(_), None) => Some((block, How::Removed)),
        _ => None,
    }
}

impl ChangeReport {
    /// The answer in words: each change, then what follows for the filing, then for the PIA.
    pub fn lines(&self) -> Vec<Wording> {
        let mut lines: Vec<Wording> = self.items.iter().map(Item::line).collect();
        lines.push(self.on_filing());
        lines.push(self.on_pia());
        lines
    }

    /// Whether, by when and on whose word a change is filed.
    pub fn on_filing(&self) -> Wording {
        if self.all_uses_ended {
            return with_due(
                "不再有任何人脸应用：这是终止使用，办理备案注销并依法处置人脸信息（RULE · cac-mps-19-2025/art-15/2）",
                "no face use is left: this is the end of use, so the filing is cancelled and the faces are dealt with lawfully (RULE · cac-mps-19-2025/art-15/2)",
                self.due.as_ref(),
            );
        }
        match self.filing {
            FilingCall::None => Wording::new("备案内容没有变：不涉及备案变更。", "Nothing of what was filed changed: no change filing."),
            FilingCall::NotSuggested => Wording::new(
                "不建议当作实质性变更。“实质性变更”没有定义，由处理者判断。",
                "We do not suggest a substantive change. The term is not defined; the handler decides.",
            ),
            FilingCall::Undefined => with_due(
                "备案内容变了，不在建议的情形里。“实质性变更”没有定义，由处理者判断；是实质性变更的，要办理备案变更（RULE · cac-mps-19-2025/art-15/2）",
                "what was filed changed, in none of the suggested ways. A substantive change is not defined; the handler decides. If it is one, it is filed (RULE · cac-mps-19-2025/art-15/2)",
                self.due.as_ref(),
            ),
            FilingCall::Suggested => with_due(
                "建议当作实质性变更（只是建议，由处理者判断）；实质性变更要办理备案变更（RULE · cac-mps-19-2025/art-15/2）",
                "we suggest to take it as a substantive change (a suggestion only, the handler decides); such a change is filed (RULE · cac-mps-19-2025/art-15/2)",
                self.due.as_ref(),
            ),
        }
    }

    /// Whether, by when and on whose word the PIA is done anew.
    pub fn on_pia(&self) -> Wording {
        let (zh, en) = match self.pia {
            PiaCall::None => return Wording::new("没有看出要重做影响评估的情形。", "No occasion for a new PIA is seen in this."),
            PiaCall::Look => (
                "看一看要不要重做影响评估：可能算处理方式变更（我们的推断）",
                "see whether the PIA is to be redone: it may be a change of manner (our inference)",
            ),
            PiaCall::Required => ("要有新的影响评估，在变化发生之前做完", "a new PIA is asked for, done before the change"),
        };
        let (file_zh, file_en) = match self.report_replaced {
            true => ("评估报告已经换了新的文件", "the report is another file already"),
            false => ("评估报告还是备案时的那份文件", "the report is still the file that was filed"),
        };
        Wording::new(format!("{zh}；{file_zh}。"), format!("{}; {file_en}.", capital(en)))
    }
}

impl Item {
    fn line(&self) -> Wording {
        let (zh, en) = self.filing.words();
        let basis = |it: &Basis| format!("{} · {}", it.standing, it.cite);
        let mut line = Wording::new(
            format!("{}：{zh}（{}）", self.what.zh, basis(&self.filing_basis)),
            format!("{}: {en} ({})", self.what.en, basis(&self.filing_basis)),
        );
        if let Some(pia) = &self.pia_basis {
            let (zh, en) = self.pia.words();
            line.zh += &format!("；{zh}（{}）", basis(pia));
            line.en += &format!("; {en} ({})", basis(pia));
        }
        line
    }
}

fn with_due(zh: &str, en: &str, due: Option<&Due>) -> Wording {
    let (due_zh, due_en) = match due {
        None => ("写明变更发生的那一天，才能算出最晚哪天".to_owned(), "State the day of the change to learn by when".to_owned()),
        Some(due) => (due.note.zh.trim_end_matches('。').to_owned(), due.note.en.trim_end_matches('.').to_owned()),
    };
    Wording::new(format!("{zh}。{due_zh}。"), format!("{}. {due_en}.", capital(en)))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether two head-counts are apart by what this platform calls a jump (`house/headcount-jump`): half as many again, or half or fewer.
pub(crate) fn is_jump(filed: u64, now: u64) -> bool {
    let half_more = filed.saturating_add(filed / 2).saturating_add(filed % 2);
    now >= half_more || now <= filed / 2
}

/// A head-count of a snapshot.
fn count(of: &Snapshot, at: &str) -> Option<u64> {
    match of.answer(at)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok(),
        _ => None,
    }
}
