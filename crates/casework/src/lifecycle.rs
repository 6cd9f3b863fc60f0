//! 办理流程: what a case goes through from draft to number, as one table. A first filing, a change and a cancellation run through the same
//! rows. What moves is a case; the filing is what an accepted case begins, changes or ends, so it stays in force while a change is handled.
//!
//! The Measures set no procedure for the authority: they ask the handler to file, and say no more. So almost every row is this platform's own
//! (HOUSE), and each row says so. A step is looked up, never computed; what should follow from it is *returned* as effects, and nothing here
//! knows how a letter is written or a number is kept.

mod need;
mod refusal;
mod state;
mod table;

pub use need::Need;
pub use refusal::NotAllowed;
pub use state::State;
pub use table::{Kinds, Row, SECOND_PERSON, SecondPerson, TABLE};

use law::{Cite, Wording};
use serde::{Deserialize, Serialize};

use crate::publicity::Publicity;
use crate::rights::{Act, Desk, Role};
use crate::words::CaseKind;

/// 办理上下文: what a step is judged by: who acts, what was done before, and what is at hand. The action fills it in under the same
/// transaction in which it writes the outcome.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "办理上下文")]
pub struct Context<'a> {
    /// First filing, change or cancellation.
    pub kind: CaseKind,
    /// Who acts, by the id the store has for the person; only compared.
    pub actor: &'a str,
    /// In which role. Whether the person holds it is for the policies.
    pub role: Role,
    /// Everybody who belongs to the handler or works on its case, by the same ids.
    pub handler_people: &'a [&'a str],
    /// What was done in this case so far, oldest first.
    pub history: &'a [Done<'a>],
    /// What is at hand.
    pub given: Given<'a>,
}

/// Who did what in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done<'a> {
    /// By the id the store has.
    pub actor: &'a str,
    /// What was done.
    pub act: Act,
}

/// What is at hand when a step is asked for. What a row does not need may be left at its default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// Findings of the check that stop a submission and nobody has answered.
    pub n_stopping: usize,
    /// Correction requests that wait for the handler ([`crate::correction::still_open`]).
    pub n_open_corrections: usize,
    /// Correction requests, or reasons for a return elsewhere, that go with this act.
    pub n_requests: usize,
    /// Objections that nobody has settled.
    pub n_open_objections: usize,
    /// Why, in the words of the person who acts.
    pub reason: &'a str,
    /// Whether the case names a filing that is in force.
    pub filing_in_force: bool,
    /// Whether it is shown what became of the faces (处置证明).
    pub disposal_shown: bool,
    /// Six-digit code of the province of the office that acts.
    pub office: &'a str,
    /// Six-digit code of the province a case is sent to.
    pub destination: &'a str,
    /// Whether `destination` is a province that `law/` knows ([`law::Law::authority`]).
    pub destination_known: bool,
    /// The operator's setting.
    pub publicity: Publicity,
    /// Whether the window's last day is over ([`crate::publicity::Window::is_over`]).
    pub window_over: bool,
    /// The day, and the number or receipt, of something done outside this platform.
    pub elsewhere: Elsewhere<'a>,
}

/// What is known of an act outside this platform.
#[derive(Clone, Copy, Debug, Default)]
pub struct Elsewhere<'a> {
    /// Whether its day is stated and is not in the future.
    pub day_stated: bool,
    /// A number given elsewhere, as it stands there.
    pub number: &'a str,
    /// A receipt, or what stands for one.
    pub receipt: &'a str,
}

/// 下一步: where a case stands after a step, and what has to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "下一步")]
pub struct Next {
    /// The state after it.
    pub state: State,
    /// What the action does in the same transaction.
    pub effects: &'static [Effect],
    /// Who asks for this step to be so.
    pub basis: Cite,
}

/// 后续事项: what follows from a step; the action does it in the same transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "后续事项")]
pub enum Effect {
    /// 回执, with its proof
    Receipt,
    /// 退回补正通知
    ReturnLetter,
    /// 办理结果通知
    Notice,
    /// 发给备案编号, unless the case has one from before it was reopened
    Number,
    /// 备案生效
    FilingBegins,
    /// 备案内容更新
    FilingChanges,
    /// 备案注销
    FilingEnds,
    /// 公示期起算
    WindowOpens,
    /// 公开登记簿更新
    RegisterLine,
    /// 别处退回的原因成为待办
    Tasks,
    /// 事项转到移送的办公室
    Forward,
}

/// One step of a case, or why it is not allowed. The answer holds for the context it was given and for nothing else.
///
/// # Errors
/// No such row, somebody else's act, one person at both ends, or something that is lacking: each says what, why and what to do.
pub fn step(state: State, act: Act, context: &Context) -> Result<Next, NotAllowed> {
    let row = row(state, act, context.kind).ok_or_else(|| NotAllowed::no_such_step(state, act, context))?;
    if !row.who.contains(&context.role) {
        return Err(NotAllowed::WrongRole { act, role: context.role, may: row.who });
    }
    separate(act, context)?;
    let lacking: Vec<Need> = row.needs.iter().copied().filter(|it| !it.is_met(context)).collect();
    if !lacking.is_empty() {
        return Err(NotAllowed::Lacks { act, needs: lacking });
    }
    Ok(Next { state: row.to, effects: row.effects, basis: row.because.clone() })
}

/// The row that answers, if there is one.
fn row(state: State, act: Act, kind: CaseKind) -> Option<&'static Row> {
    TABLE.iter().find(|it| it.from == state && it.act == act && it.kinds.has(kind))
}

/// What somebody in this role may try in this state, in the order of the table: for the buttons of a page.
/// Whether each succeeds is still for [`step`] to say.
pub fn open_to(state: State, role: Role, kind: CaseKind) -> impl Iterator<Item = Act> {
    TABLE.iter().filter(move |it| it.from == state && it.kinds.has(kind) && it.who.contains(&role)).map(|it| it.act)
}

/// Nobody is both ends of one case: not handler and officer, nor the two persons of one decision.
fn separate(act: Act, context: &Context) -> Result<(), NotAllowed> {
    if context.role == Role::System {
        return Ok(());
    }
    let own = || context.history.iter().filter(|it| it.actor == context.actor).map(|it| it.act);
    let both = |other: Desk| own().find(|it| it.desk() == other);
    let clash = match act.desk() {
        Desk::Authority if context.handler_people.contains(&context.actor) => return Err(NotAllowed::OwnHandler { act }),
        Desk::Authority => both(Desk::Handler),
        Desk::Handler => both(Desk::Authority),
        _ => None,
    };
    let first = SECOND_PERSON.iter().find(|it| it.act == act).and_then(|pair| own().find(|it| pair.not_who_did.contains(it)));
    match clash.or(first) {
        Some(earlier) => Err(NotAllowed::BothEnds { act, earlier }),
        None => Ok(()),
    }
}

/// Whether the case was accepted before, and was reopened since: its number stays, and it can no longer be withdrawn, closed or sent away.
fn accepted_before(context: &Context) -> bool {
    context.history.iter().any(|it| it.act == Act::ConfirmAcceptance)
}

impl Effect {
    /// What it is called in the printed table.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            Effect::Receipt => ("发回执", "a receipt"),
            Effect::ReturnLetter => ("发退回补正通知", "a letter of return"),
            Effect::Notice => ("发结果通知", "a notice"),
            Effect::Number => ("编号（已有的沿用）", "a number, or the one it has"),
            Effect::FilingBegins => ("备案生效", "the filing begins"),
            Effect::FilingChanges => ("备案更新", "the filing changes"),
            Effect::FilingEnds => ("备案注销", "the filing ends"),
            Effect::WindowOpens => ("公示期起算", "the window opens"),
            Effect::RegisterLine => ("登记簿更新", "the register's line"),
            Effect::Tasks => ("退回原因转为待办", "reasons become tasks"),
            Effect::Forward => ("转往移送的办公室", "forwarded to that office"),
        };
        Wording::new(zh, en)
    }
}
