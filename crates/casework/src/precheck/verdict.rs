//! What a rule answers.

use law::{Cite, Wording};

use crate::facts::{Fact, MaterialFacts, Place, Support, Unread};
use crate::words::Slot;

/// 结论: a rule's answer. Nothing looked at is *not applicable*; looked at and nothing found is *pass*.
#[derive(Clone, Debug, Default)]
#[doc(alias = "结论")]
pub struct Verdict {
    /// Whether there was anything to judge.
    pub applies: bool,
    /// What was found.
    pub hits: Vec<Hit>,
}

/// One thing found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// False: it could not be told.
    pub certain: bool,
    /// Path into answers or facts.
    pub at: String,
    /// The material it was seen on.
    pub material: Option<Slot>,
    /// The file, where the slot alone does not say which.
    pub file: Option<String>,
    /// Where on it.
    pub place: Option<Place>,
    /// What is wrong: both sides of it, by their words.
    pub message: Wording,
    /// What to do, where it differs from the rule page's.
    pub fix: Option<Wording>,
    /// Whose demand it is, where it differs from the rule's.
    pub cite: Option<Cite>,
    /// The code of a file that was refused.
    pub code: Option<String>,
}

impl Verdict {
    /// Nothing to judge: said by leaving at once.
    pub fn not_applicable() -> Verdict {
        Verdict::default()
    }

    /// Looked, and nothing found so far.
    pub fn looked() -> Verdict {
        Verdict { applies: true, hits: Vec::new() }
    }

    /// Notes that there was something to judge.
    pub fn look(&mut self) {
        self.applies = true;
    }

    /// A fault. The hit can be told more.
    pub fn fail(&mut self, at: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> &mut Hit {
        self.push(true, at.into(), Wording::new(zh, en))
    }

    /// Something that cannot be told. The hit can be told more.
    pub fn cannot_tell(&mut self, at: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> &mut Hit {
        self.push(false, at.into(), Wording::new(zh, en))
    }

    /// A fact that is there and could not be read: `what` is its name, such as 「评估报告上的签署日期」.
    pub fn unread(&mut self, at: impl Into<String>, what_zh: &str, what_en: &str, unread: &Unread) -> &mut Hit {
        let why = unread.why.clone().unwrap_or_default();
        let (zh, en) = match why.zh.is_empty() {
            true => (format!("{what_zh}看不清"), format!("{what_en} could not be read")),
            false => (format!("{what_zh}看不清：{}", why.zh), format!("{what_en} could not be read: {}", why.en)),
        };
        self.cannot_tell(at, zh, en).placed(unread.place)
    }

    /// Judges a fact: firm readings may fail, others cannot be told, an absent one is for the completeness rules.
    /// `what` names the fact in both languages, `wrong` says what is wrong with its value, if anything.
    pub fn judge<T>(
        &mut self,
        at: &str,
        slot: Option<Slot>,
        what: (&str, &str),
        fact: &Fact<T>,
        wrong: impl Fn(&T) -> Option<Wording>,
    ) -> Option<&mut Hit> {
        let hit = match fact {
            Fact::Absent => return None,
            Fact::Unread(it) => self.unread(at, what.0, what.1, it),
            Fact::Read(it) => match it.candidates().find_map(wrong) {
                None => {
                    self.look();
                    return None;
                }
                Some(message) if it.is_firm() => self.fail(at, message.zh, message.en).placed(it.place),
                Some(message) => {
                    let (why_zh, why_en) = doubted(it.support, it.other.is_some());
                    let zh = format!("看上去{}；{why_zh}，请人工核对", message.zh);
                    let en = format!("it seems that {}; {why_en}, please compare", message.en);
                    self.cannot_tell(at, zh, en).placed(it.place)
                }
            },
        };
        hit.material = slot;
        Some(hit)
    }

    fn push(&mut self, certain: bool, at: String, message: Wording) -> &mut Hit {
        self.applies = true;
        self.hits.push(Hit { certain, at, material: None, file: None, place: None, message, fix: None, cite: None, code: None });
        self.hits.last_mut().expect("just pushed")
    }
}

/// Why a reading is not enough to fail on.
pub(super) fn doubted(support: Support, differs: bool) -> (&'static str, &'static str) {
    match (support, differs) {
        (_, true) => ("两次识读不一致", "two readings differ"),
        (Support::FaintReadings, _) => ("有的字认得不牢", "some characters are faint"),
        _ => ("只读到一次", "it was read only once"),
    }
}

impl Hit {
    /// The material it was seen on.
    pub fn on(&mut self, slot: Slot) -> &mut Hit {
        self.material = Some(slot);
        self
    }

    /// The file it is about, of however many in its slot.
    pub fn in_file(&mut self, material: &MaterialFacts) -> &mut Hit {
        self.file = Some(material.file.clone());
        self.on(material.slot)
    }

    /// Where on the material.
    pub fn placed(&mut self, place: Option<Place>) -> &mut Hit {
        self.place = place;
        self
    }

    /// Who asks for it, where that is not the rule's own citation.
    pub fn cited(&mut self, cite: Cite) -> &mut Hit {
        self.cite = Some(cite);
        self
    }

    /// What to do, where the rule page's advice does not fit.
    pub fn mend(&mut self, zh: impl Into<String>, en: impl Into<String>) -> &mut Hit {
        self.fix = Some(Wording::new(zh, en));
        self
    }
}
