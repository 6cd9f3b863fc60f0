//! 矛盾: two statements of one matter that cannot both be true. The pairs stand in a [table](PAIRS); a rule page has one theme of them.
//!
//! Of two documents that both differ from the answers each is compared with the answers, and with each other only where the matter was
//! not answered: one slip is one finding. What was not read contradicts nothing.

mod matter;
mod sides;
mod table;
mod value;

use law::Cite;

use super::{Hit, Subject, Verdict};
use crate::facts::{Fact, Reading, Support};
pub use matter::{Matter, Theme};
use sides::Statement;
pub use sides::{Document, named};
pub use table::PAIRS;
use value::{Likeness, Value};

/// 矛盾对: one matter that two documents state.
#[derive(Clone, Debug)]
#[doc(alias = "矛盾对")]
pub struct Pair {
    /// What is stated.
    pub matter: Matter,
    /// The document that is believed first.
    pub one: Document,
    /// The one that is compared with it, and where the finding stands.
    pub other: Document,
    /// Whose content is contradicted; it decides whether the finding stops.
    pub cite: Cite,
}

/// All pairs of a theme over one packet.
pub fn judge(subject: &Subject, theme: Theme) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for pair in PAIRS.iter().filter(|it| it.matter.theme() == theme) {
        pair.judge(subject, &mut verdict);
    }
    verdict
}

impl Pair {
    fn judge(&self, subject: &Subject, verdict: &mut Verdict) {
        let ones = self.one.statements(self.matter, subject);
        let others = self.other.statements(self.matter, subject);
        if ones.is_empty() || others.is_empty() {
            return;
        }
        let answered = match self.one {
            Document::Answers => Vec::new(),
            _ => Document::Answers.statements(self.matter, subject),
        };
        for other in &others {
            let about_it = |it: &&Statement| it.face_use == other.face_use || it.face_use.is_none() || other.face_use.is_none();
            if answered.iter().any(|it| about_it(&it)) {
                continue;
            }
            let ones: Vec<&Statement> = ones.iter().filter(about_it).collect();
            self.compare(&ones, other, verdict);
        }
    }

    /// What is said of one use is compared with what is said of that use; what is said of all of them, with what is said of each.
    fn compare(&self, ones: &[&Statement], other: &Statement, verdict: &mut Verdict) {
        let Some(read) = other.fact.reading() else { return };
        let readings: Vec<&Reading<Value>> = ones.iter().filter_map(|it| it.fact.reading()).collect();
        if readings.is_empty() {
            return;
        }
        verdict.look();
        let values: Vec<&Value> = readings.iter().map(|it| &it.value).collect();
        let of_all = other.face_use.is_none() && ones.iter().any(|it| it.face_use.is_some());
        let likeness = read.candidates().map(|it| if of_all { it.against_all(&values) } else { it.against(&values) }).min();
        let (beside, certain) = match likeness {
            None | Some(Likeness::Same) => return,
            Some(Likeness::Different(i)) => {
                let misread = read.support != Support::Typed && read.value.is_a_slip_of(values[i]);
                (i, !misread && read.is_firm() && readings.iter().all(|it| it.is_firm()))
            }
            Some(Likeness::Unclear(i)) => (i, false),
        };
        // What a scan seems to say is no doubt worth having: the rules on that document say how it reads.
        if !certain && read.support != Support::Typed {
            return;
        }
        let is_list = matches!(read.value, Value::Names(..) | Value::Words(..));
        let (title, expected) = match values.iter().copied().cloned().reduce(Value::joined) {
            Some(all) if of_all && is_list => (None, all),
            _ => (ones[beside].title.as_ref().or(other.title.as_ref()), values[beside].clone()),
        };
        self.say(title, &expected, other, &read.value, certain, verdict);
    }

    fn say(&self, title: Option<&String>, expected: &Value, other: &Statement, stated: &Value, certain: bool, verdict: &mut Verdict) {
        let (what, a, b) = (self.matter.name(), self.one.name(), self.other.name());
        let joint = if what.zh.starts_with('是') { "" } else { "的" };
        let (of_zh, of_en) = title.map(|it| (format!("「{it}」{joint}"), format!(" (`{it}`)"))).unwrap_or_default();
        let (expected, stated) = (expected.shown(), stated.shown());
        let zh = format!("{of_zh}{}：{}是「{}」，{}是「{}」", what.zh, a.zh, expected.zh, b.zh, stated.zh);
        let en = format!("{}{of_en}: `{}` in {}, `{}` in {}", what.en, expected.en, a.en, stated.en, b.en);
        let hit = match certain {
            true => verdict.fail(other.at.clone(), zh, en),
            false => {
                let (zh, en) =
                    (format!("{zh}；说的是不是一回事，请人工核对"), format!("{en}; whether they mean the same is for a person to tell"));
                verdict.cannot_tell(other.at.clone(), zh, en)
            }
        };
        self.locate(other, hit);
    }

    fn locate(&self, other: &Statement, hit: &mut Hit) {
        hit.cited(self.cite.clone()).placed(other.fact.place());
        hit.material = other.slot;
        hit.file = other.file.clone();
    }
}

/// A statement that was answered, and so is firm.
fn answered<T>(value: Option<T>) -> Fact<T> {
    value.map_or(Fact::Absent, |it| Fact::read(it, Support::Typed, None))
}
