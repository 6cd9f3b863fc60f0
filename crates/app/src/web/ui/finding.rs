//! What a check found, who asks for it, and until when: as cards and as lines beside a field.

use casework::precheck::{Finding, Outcome, Rule};
use jiff::civil::Date;
use law::{Basis, Cite, Due, Force, Law};

use super::{Link, Shell, Tone};
use crate::derivation::{self, DayKind};
use crate::words;

/// Who asks for it, and what it may do.
#[derive(Clone, Debug)]
pub struct BasisView {
    /// `RULE`, `CLAIM` …
    pub standing: String,
    /// The same in words.
    pub kind: String,
    /// Whether it may stop a submission.
    pub is_binding: bool,
    /// The citation as people write it.
    pub cited: String,
    /// The clause's own page here.
    pub href: String,
    /// What it says, in our words; may be empty.
    pub says: String,
    pub note: Option<String>,
    /// What kind of source it is and how sure we are.
    pub remark: String,
    /// The official text.
    pub address: Option<String>,
}

impl BasisView {
    pub fn new(law: &Law, basis: &Basis, shell: &Shell) -> BasisView {
        let clause = law.clause(&basis.cite);
        let address = clause.as_ref().and_then(|it| it.address.clone()).filter(|it| words::is_web(it));
        BasisView {
            standing: basis.standing.to_string(),
            kind: shell.word(&words::standing(basis.standing)).to_owned(),
            is_binding: basis.force == Force::Stops,
            cited: shell.word(&words::cited(law, &basis.cite)).to_owned(),
            href: format!("/law/{}", basis.cite),
            remark: shell.word(&words::remark(clause.as_ref(), basis.standing, basis.force, address.is_some())).to_owned(),
            note: clause.as_ref().and_then(|it| it.note.as_ref()).map(|it| shell.word(it).to_owned()),
            says: clause.map(|it| shell.word(&it.wording).to_owned()).unwrap_or_default(),
            address,
        }
    }

    /// The basis at an address, where there is one.
    pub fn at(law: &Law, cite: &Cite, shell: &Shell) -> Option<BasisView> {
        Some(BasisView::new(law, &law.basis(cite)?, shell))
    }
}

/// A finding.
#[derive(Clone, Debug)]
pub struct FindingView {
    /// Where it stands in a numbered list; the card's address is `#finding-N`.
    pub number: Option<usize>,
    /// `stops`, `answered`, `cannot-tell` or `advice`: the class of its colours.
    pub kind: &'static str,
    /// The same in words.
    pub outcome: String,
    /// `R012`
    pub rule: String,
    pub rule_title: String,
    /// Path into answers or facts.
    pub at: String,
    pub message: String,
    pub fix: String,
    /// Where it is, in words, with the way there.
    pub place: Option<Link>,
    /// How sure a reading is.
    pub sure: Option<String>,
    pub basis: Option<BasisView>,
    /// The reason somebody gave against it.
    pub answered: Option<String>,
    /// Where a reason is sent: `POST` with `rule`, `at`, `reason`. None where it cannot be answered here.
    pub answer_to: Option<String>,
}

impl FindingView {
    pub fn new(law: &Law, finding: &Finding, shell: &Shell) -> FindingView {
        FindingView {
            number: None,
            kind: match (finding.outcome, finding.stops) {
                (Outcome::Fail, true) => "stops",
                (Outcome::Fail, false) => "answered",
                (Outcome::CannotTell, _) => "cannot-tell",
                (Outcome::Advice, _) => "advice",
            },
            outcome: shell.word(&words::outcome(finding)).to_owned(),
            rule: finding.rule.to_owned(),
            rule_title: Rule::find(finding.rule).map(|it| shell.word(&it.title()).to_owned()).unwrap_or_default(),
            at: finding.at.clone(),
            message: shell.word(&finding.message).to_owned(),
            fix: shell.word(&finding.fix).to_owned(),
            place: None,
            sure: None,
            basis: Some(BasisView::new(law, &finding.basis, shell)),
            answered: finding.answered.clone(),
            answer_to: None,
        }
    }

    /// The number it has in a list.
    pub fn numbered(mut self, number: usize) -> FindingView {
        self.number = Some(number);
        self
    }

    /// Where it is.
    pub fn placed(mut self, place: Link) -> FindingView {
        self.place = Some(place);
        self
    }

    /// The id of the box for a reason: one finding is one rule at one place.
    pub fn reason_id(&self) -> String {
        format!("reason-{}-{}", self.rule, self.at.replace('.', "-"))
    }

    /// The page where a reason can be written: the same address, asked with `GET`.
    pub fn answer_href(&self) -> Option<String> {
        let at: String = self
            .at
            .bytes()
            .map(|it| if it.is_ascii_alphanumeric() || b"-._".contains(&it) { char::from(it).to_string() } else { format!("%{it:02X}") })
            .collect();
        Some(format!("{}?rule={}&at={at}", self.answer_to.as_ref()?, self.rule))
    }

    /// Where a reason against it is sent.
    pub fn answered_at(mut self, action: impl Into<String>) -> FindingView {
        self.answer_to = Some(action.into());
        self
    }
}

/// How near a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// More than ten days are left.
    Ahead,
    Soon,
    Past,
    /// No last day is known yet.
    Provisional,
    /// Done in time, or nothing is owed.
    Settled,
}

/// A deadline with its derivation.
#[derive(Clone, Debug)]
pub struct DeadlineView {
    /// What is due.
    pub title: String,
    pub nearness: Nearness,
    /// The last day; while it is provisional, the day before which it cannot be.
    pub day: String,
    pub weekday: String,
    /// 还有 12 天
    pub left: String,
    /// The answer in words, with the advice that goes with it.
    pub note: String,
    pub days: Vec<DayView>,
    pub basis: BasisView,
    /// By what the days were counted.
    pub counted_by: Vec<Link>,
}

/// One day of a derivation.
#[derive(Clone, Debug)]
pub struct DayView {
    pub day: String,
    /// The n-th counted day.
    pub number: Option<usize>,
    /// Why it is not counted, or why it is although at a weekend.
    pub why: String,
}

/// From here on a deadline is near: two working weeks.
const SOON_DAYS: i32 = 14;

impl DeadlineView {
    pub fn new(law: &Law, title: impl Into<String>, due: &Due, today: Date, shell: &Shell) -> DeadlineView {
        let left = due.due.map(|it| (it - today).get_days());
        let nearness = match left {
            None if due.owed => Nearness::Provisional,
            None => Nearness::Settled,
            Some(n) if n < 0 => Nearness::Past,
            Some(n) if n <= SOON_DAYS => Nearness::Soon,
            Some(_) => Nearness::Ahead,
        };
        let left = match left {
            None if due.owed => shell.say("暂定，不会早于这一天", "provisional: not before this day").to_owned(),
            None => shell.word(&words::headline(due)).to_owned(),
            Some(0) => shell.say("今天是最后一天", "today is the last day").to_owned(),
            Some(n) if n < 0 && shell.is_chinese() => format!("已过 {} 天", -n),
            Some(n) if n < 0 => format!("{} days ago", -n),
            Some(n) if shell.is_chinese() => format!("还有 {n} 天"),
            Some(1) => "1 day left".to_owned(),
            Some(n) => format!("{n} days left"),
        };
        DeadlineView {
            title: title.into(),
            nearness,
            day: due.due.unwrap_or(due.earliest).to_string(),
            weekday: shell.word(&words::weekday(due.due.unwrap_or(due.earliest))).to_owned(),
            left,
            note: shell.word(&due.note).to_owned(),
            days: derivation::span(due).into_iter().map(|it| DayView::new(&it, shell)).collect(),
            basis: BasisView::new(law, &due.basis, shell),
            counted_by: due.counted_by.iter().map(|it| Link::new(shell.word(&words::cited(law, it)), format!("/law/{it}"))).collect(),
        }
    }

    /// Its colour.
    pub fn tone(&self) -> Tone {
        match self.nearness {
            Nearness::Ahead => Tone::Advice,
            Nearness::Soon | Nearness::Provisional => Tone::Unsure,
            Nearness::Past => Tone::Stops,
            Nearness::Settled => Tone::Good,
        }
    }
}

impl DayView {
    fn new(day: &derivation::DerivedDay, shell: &Shell) -> DayView {
        let (number, why) = match &day.kind {
            DayKind::Counted { number, made_up: true } => (Some(*number), shell.say("调休上班", "made a working day").to_owned()),
            DayKind::Counted { number, .. } => (Some(*number), String::new()),
            DayKind::Skipped(why) => (None, shell.word(why).to_owned()),
            DayKind::Unsettled => (None, shell.say("放假安排未公布", "holidays not yet announced").to_owned()),
        };
        DayView { day: day.date.to_string(), number, why }
    }
}
