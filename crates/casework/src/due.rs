//! 待办: what is due for a handler, by when and why. Days come from the law data alone ([`law::Law::due`]); this page only asks which
//! duties there are, how far off they are, and shows the derivation step by step. Where no period is laid down it says so and gives no day.

use jiff::civil::Date;
use law::{Calendar, Cite, Due, Duty, Law, Wording, cite};
use serde::Serialize;

use crate::words::grouped;

/// Days before an expiry from which it is shown: this platform's own (`house/expiry-notice`). Two months give time for a new document.
pub const EXPIRY_NOTICE_DAYS: i32 = 60;

/// 备案处境: what is known of one handler's filing, as the store keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[doc(alias = "备案处境")]
pub struct Situation {
    /// People stored now, each once; nothing if nobody counted.
    pub stored: Option<u64>,
    /// The day the threshold was reached first since the last cancellation. Falling below does not take it back.
    pub reached_on: Option<Date>,
    /// The day a first filing was submitted, here or elsewhere, and not withdrawn or closed since.
    pub filed_on: Option<Date>,
    /// Substantive changes, or what the handler takes for such, that no change case was submitted for; oldest first.
    pub changed_on: Vec<Date>,
    /// The day use ended, while no cancellation was submitted.
    pub ended_on: Option<Date>,
    /// Cases that were returned.
    pub returned: Vec<Returned>,
    /// What runs out.
    pub expiries: Vec<Expiry>,
}

/// A case that was returned and waits for the handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The day of the return.
    pub on: Date,
    /// Requests neither changed nor answered.
    pub n_open: usize,
    /// Whether it was returned elsewhere and recorded here.
    pub elsewhere: bool,
}

/// A document or a power that runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// Which.
    pub what: Expiring,
    /// Its last day.
    pub until: Date,
}

/// 到期事项: what can run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "到期事项")]
pub enum Expiring {
    /// 统一社会信用代码证件
    Certificate,
    /// 法定代表人的证件
    RepresentativeId,
    /// 经办人的证件
    AgentId,
    /// 授权委托书
    Mandate,
}

/// 待办事项: one thing to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[doc(alias = "待办事项")]
pub struct ToDo {
    /// What.
    pub what: What,
    /// The last day; nothing while a notice can move it, and where none is laid down.
    pub due: Option<Date>,
    /// The day before which no notice can put it; nothing where none is laid down.
    pub earliest: Option<Date>,
    /// Whether a holiday notice that is not loaded can move it.
    pub provisional: bool,
    /// Calendar days from today to `earliest`; below zero when it is past.
    pub days_left: Option<i32>,
    /// Working days after today up to `earliest`; nothing when it is past, or while a notice can change their number.
    pub working_days_left: Option<u32>,
    /// Whether it is late. `cannot-tell` while provisional and past the earliest day.
    pub late: Late,
    /// Who asks for it.
    pub basis: Cite,
    /// How the day follows, step by step, each with who says so.
    pub steps: Vec<Step>,
}

/// 待办种类: what kind of thing is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "待办种类")]
pub enum What {
    /// 首次备案
    FirstFiling,
    /// 备案变更
    ChangeFiling,
    /// 备案注销
    Cancellation,
    /// 补正
    Corrections,
    /// 证件、授权到期
    Expires(Expiring),
}

/// 是否逾期: in time, late, or not to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "是否逾期")]
pub enum Late {
    /// 未到期
    No,
    /// 已逾期
    Yes,
    /// 看不出
    CannotTell,
    /// 没有期限
    NoTerm,
}

/// 推算步骤: one step of a derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "推算步骤")]
pub struct Step {
    /// What follows.
    pub says: Wording,
    /// Who says so.
    pub cite: Cite,
}

/// Everything that is due, the most pressing first: what is late, then by day, then what has no day.
pub fn to_do(situation: &Situation, law: &Law, today: Date) -> Vec<ToDo> {
    let mut list: Vec<ToDo> = Vec::new();
    list.extend(first_filing(situation, law, today));
    list.extend(situation.changed_on.iter().filter_map(|day| of_duty(What::ChangeFiling, Duty::Change, *day, law, today)));
    list.extend(situation.ended_on.and_then(|day| of_duty(What::Cancellation, Duty::Cancellation, day, law, today)));
    list.extend(situation.returned.iter().filter(|it| it.n_open > 0).map(|it| corrections(*it, situation, law)));
    list.extend(situation.expiries.iter().filter_map(|it| expiry(*it, law, today)));
    list.sort_by_key(|it| (it.late != Late::Yes, it.earliest.is_none(), it.earliest));
    list
}

/// Owed from the day the threshold is reached; below it nothing is.
fn first_filing(situation: &Situation, law: &Law, today: Date) -> Option<ToDo> {
    if situation.filed_on.is_some() {
        return None;
    }
    let reached = situation.reached_on?;
    let mut to_do = of_duty(What::FirstFiling, Duty::Filing, reached, law, today)?;
    // A stock from before the Measures met no threshold then: the one it had reached when they took effect counts.
    let threshold = law.filing_threshold(reached.max(today))?;
    let fell = situation.stored.filter(|it| *it < threshold);
    to_do.steps.insert(
        0,
        Step {
            says: Wording::new(
                format!("存储的人脸信息在 {reached} 达到 {} 人（含本数）", grouped(threshold)),
                format!("stored faces reached {} people on {reached}, the number itself included", grouped(threshold)),
            ),
            cite: cite("cac-mps-19-2025/art-15/1"),
        },
    );
    if let Some(stored) = fell {
        to_do.steps.push(Step {
            says: Wording::new(
                format!("现在是 {} 人：降到门槛以下不会使已经开始的期限消失，没有规定这样写", grouped(stored)),
                format!("{} people now: falling below ends no window that has opened; no rule says it would", grouped(stored)),
            ),
            cite: cite("infer/below-after-filing"),
        });
    }
    Some(to_do)
}

/// A duty of art. 15 with its derivation; nothing before its event, and where it was not owed on that day.
fn of_duty(what: What, duty: Duty, event: Date, law: &Law, today: Date) -> Option<ToDo> {
    let due = law.due(duty, event);
    if event > today || !due.owed {
        return None;
    }
    Some(ToDo {
        what,
        due: due.due,
        earliest: Some(due.earliest),
        provisional: due.provisional,
        days_left: Some(days_between(today, due.earliest)),
        working_days_left: working_days_left(law.calendar(), today, due.earliest),
        late: lateness(&due, today),
        basis: due.basis.cite.clone(),
        steps: derivation(&due),
    })
}

fn lateness(due: &Due, today: Date) -> Late {
    match (today <= due.earliest, due.provisional) {
        (true, _) => Late::No,
        (false, true) => Late::CannotTell,
        (false, false) => Late::Yes,
    }
}

/// The answer in words, what was skipped, and by which notices.
fn derivation(due: &Due) -> Vec<Step> {
    let mut steps = vec![Step { says: due.note.clone(), cite: due.basis.cite.clone() }];
    let (rule, notices) = match due.counted_by.split_first() {
        Some((rule, notices)) => (rule, notices),
        None => return steps,
    };
    let (counted, skipped) = (due.days.len(), due.skipped.len());
    steps.push(Step {
        says: Wording::new(
            format!("数到的工作日 {counted} 个，不计入的 {skipped} 天（起算当日、周末、节假日）"),
            format!("{counted} working days counted, {skipped} days not (the starting day, weekends, holidays)"),
        ),
        cite: rule.clone(),
    });
    for notice in notices {
        let year = notice.as_str().rsplit('/').next().unwrap_or_default();
        steps.push(Step {
            says: Wording::new(format!("按 {year} 年放假安排"), format!("by the State Council's notice for {year}")),
            cite: notice.clone(),
        });
    }
    steps
}

/// Corrections have no period of their own: none is known, and none is made up.
fn corrections(returned: Returned, situation: &Situation, law: &Law) -> ToDo {
    let Returned { on, n_open, elsewhere } = returned;
    let place = if elsewhere { Wording::new("别处", "elsewhere ") } else { Wording::default() };
    let mut steps = vec![Step {
        says: Wording::new(
            format!("{on} {}退回，还有 {n_open} 条没有改动也没有答复。补正期限没有规定", place.zh),
            format!("returned {}on {on}; {n_open} neither changed nor answered. No time for corrections is laid down", place.en),
        ),
        cite: cite("house/correction"),
    }];
    // Whether a return touches the window is nowhere said: the window's own day is the safe one.
    let window = situation.reached_on.map(|day| law.due(Duty::Filing, day)).filter(|it| it.owed);
    steps.extend(window.map(|due| Step {
        says: Wording::new(
            format!("退回是否影响备案期限没有规定；原来的最后一天不早于 {}，在那之前补正最稳妥", due.earliest),
            format!(
                "whether a return touches the window is not laid down; its own last day is not before {}: safest to be done by then",
                due.earliest
            ),
        ),
        cite: due.basis.cite.clone(),
    }));
    ToDo {
        what: What::Corrections,
        due: None,
        earliest: None,
        provisional: false,
        days_left: None,
        working_days_left: None,
        late: Late::NoTerm,
        basis: cite("house/correction"),
        steps,
    }
}

/// Shown from [`EXPIRY_NOTICE_DAYS`] before; no rule asks that a filed document be renewed.
fn expiry(expiry: Expiry, law: &Law, today: Date) -> Option<ToDo> {
    let left = days_between(today, expiry.until);
    if left > EXPIRY_NOTICE_DAYS {
        return None;
    }
    let (name, until) = (expiry.what.name(), expiry.until);
    Some(ToDo {
        what: What::Expires(expiry.what),
        due: Some(until),
        earliest: Some(until),
        provisional: false,
        days_left: Some(left),
        working_days_left: working_days_left(law.calendar(), today, until),
        late: if left < 0 { Late::Yes } else { Late::No },
        basis: expiry.what.basis(),
        steps: vec![Step {
            says: Wording::new(
                format!(
                    "{}有效期到 {until}（含当日）；提前 {EXPIRY_NOTICE_DAYS} 天提示。没有规定要求备案后换新，下次提交时要用有效的",
                    name.zh
                ),
                format!(
                    "{} is valid until {until}, included; shown {EXPIRY_NOTICE_DAYS} days before. No rule asks for a new one after filing; the next submission takes a valid one",
                    name.en
                ),
            ),
            cite: cite("house/expiry-notice"),
        }],
    })
}

/// From one day to another, negative when the second is past.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map(|it| it.get_days()).unwrap_or(if to < from { i32::MIN } else { i32::MAX })
}

/// Working days after today up to a day; nothing while a notice can still change the number, or when the day is past.
fn working_days_left(calendar: &Calendar, today: Date, until: Date) -> Option<u32> {
    if until < today {
        return None;
    }
    let mut days = today.series(jiff::Span::new().days(1)).skip(1).take_while(|it| *it <= until);
    days.try_fold(0, |n, day| match calendar.is_settled(day) {
        true => Some(n + u32::from(calendar.is_working_day(day)?)),
        false => None,
    })
}

impl Expiring {
    /// Its name.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            Expiring::Certificate => ("统一社会信用代码证件", "the credit-code certificate"),
            Expiring::RepresentativeId => ("法定代表人（负责人）的证件", "the representative's identity document"),
            Expiring::AgentId => ("经办人的证件", "the agent's identity document"),
            Expiring::Mandate => ("授权委托书", "the mandate"),
        };
        Wording::new(zh, en)
    }

    /// Who would have it valid: an inference, in every case.
    fn basis(self) -> Cite {
        match self {
            Expiring::Certificate => cite("infer/certificate-valid"),
            Expiring::RepresentativeId | Expiring::AgentId => cite("infer/id-valid"),
            Expiring::Mandate => cite("infer/dates-in-order"),
        }
    }
}

impl What {
    /// What is to be done, as the head of an entry.
    pub fn name(self) -> Wording {
        match self {
            What::FirstFiling => Wording::new("首次备案", "first filing"),
            What::ChangeFiling => Wording::new("备案变更", "change filing"),
            What::Cancellation => Wording::new("备案注销", "cancellation"),
            What::Corrections => Wording::new("补正", "corrections"),
            What::Expires(it) => Wording::new(format!("{}到期", it.name().zh), format!("{} expires", it.name().en)),
        }
    }
}

impl ToDo {
    /// One line for a list: what, by when, how far off.
    pub fn line(&self) -> Wording {
        let (what, when) = (self.what.name(), self.when());
        Wording::new(format!("{}：{}", what.zh, when.zh), format!("{}: {}", what.en, when.en))
    }

    fn when(&self) -> Wording {
        let (Some(earliest), Some(days)) = (self.earliest, self.days_left) else {
            return Wording::new("没有规定期限，尽快办理", "no period is laid down; as soon as you can");
        };
        let expires = matches!(self.what, What::Expires(_));
        let working = match self.working_days_left {
            Some(n) if !expires => Wording::new(format!("，{n} 个工作日"), format!(", {n} working days")),
            _ => Wording::default(),
        };
        match self.late {
            Late::Yes if expires => Wording::new(format!("{earliest} 已经过期"), format!("expired on {earliest}")),
            Late::Yes => Wording::new(
                format!("最晚 {earliest}，已经过了 {} 天", -i64::from(days)),
                format!("was due by {earliest}, {} days ago", -i64::from(days)),
            ),
            Late::CannotTell => Wording::new(
                format!("最后一天不早于 {earliest}，是否已经过期要看尚未导入的放假安排"),
                format!("the last day is not before {earliest}; whether it is past hangs on a holiday notice that is not loaded"),
            ),
            _ if self.provisional => Wording::new(
                format!("最后一天暂定，{earliest} 当天或者之前办好不会迟（还有 {days} 天）"),
                format!("the last day is provisional; whoever is done by {earliest} is in time ({days} days left)"),
            ),
            _ => Wording::new(
                format!("最晚 {earliest}（含当日），还有 {days} 天{}", working.zh),
                format!("by {earliest}, included; {days} days left{}", working.en),
            ),
        }
    }
}
