//! What a step needs, and what to do where it is lacking.

use law::Wording;

use super::{Context, accepted_before};
use crate::publicity::Publicity;

/// 办理条件: what has to be so before a step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[doc(alias = "办理条件")]
pub enum Need {
    /// No finding of the check stops the submission
    NothingStops,
    /// Every correction request has its change or its answer
    CorrectionsAnswered,
    /// At least one correction request, or reason, goes with the act
    Requests,
    /// Why, in words
    Reason,
    /// The filing that is changed or ended is in force
    FilingInForce,
    /// 处置证明: it is shown what became of the faces
    DisposalShown,
    /// Another province that `law/` knows
    OtherProvince,
    /// The office that acts is the one the case was sent to
    AtDestination,
    /// The case was never accepted: a filing in force ends by cancellation alone
    NeverAccepted,
    /// The operator has set a window
    WindowSet,
    /// The operator publishes, and without a window
    PublishesAtOnce,
    /// The window's last day is over
    WindowOver,
    /// Every objection is settled
    ObjectionsSettled,
    /// The day it was done elsewhere
    DayElsewhere,
    /// The number given elsewhere
    NumberElsewhere,
    /// A receipt from elsewhere
    ReceiptElsewhere,
}

impl Need {
    /// Every need.
    pub const ALL: [Need; 16] = [
        Need::NothingStops,
        Need::CorrectionsAnswered,
        Need::Requests,
        Need::Reason,
        Need::FilingInForce,
        Need::DisposalShown,
        Need::OtherProvince,
        Need::AtDestination,
        Need::NeverAccepted,
        Need::WindowSet,
        Need::PublishesAtOnce,
        Need::WindowOver,
        Need::ObjectionsSettled,
        Need::DayElsewhere,
        Need::NumberElsewhere,
        Need::ReceiptElsewhere,
    ];

    /// Whether it is met.
    pub fn is_met(self, context: &Context) -> bool {
        let given = &context.given;
        let stated = |text: &str| !text.trim().is_empty();
        match self {
            Need::NothingStops => given.n_stopping == 0,
            Need::CorrectionsAnswered => given.n_open_corrections == 0,
            Need::Requests => given.n_requests > 0,
            Need::Reason => stated(given.reason),
            Need::FilingInForce => given.filing_in_force,
            Need::DisposalShown => given.disposal_shown,
            Need::OtherProvince => given.destination_known && given.destination != given.office,
            Need::AtDestination => stated(given.destination) && given.destination == given.office,
            Need::NeverAccepted => !accepted_before(context),
            Need::WindowSet => matches!(given.publicity, Publicity::Window(_)),
            Need::PublishesAtOnce => given.publicity == Publicity::AtOnce,
            Need::WindowOver => given.window_over,
            Need::ObjectionsSettled => given.n_open_objections == 0,
            Need::DayElsewhere => given.elsewhere.day_stated,
            Need::NumberElsewhere => stated(given.elsewhere.number),
            Need::ReceiptElsewhere => stated(given.elsewhere.receipt),
        }
    }

    /// What it is, as the printed table has it.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            Need::NothingStops => ("没有拦住提交的发现", "no finding that stops"),
            Need::CorrectionsAnswered => ("补正要求都有改动或者答复", "every correction answered"),
            Need::Requests => ("列出至少一条要求或者原因", "at least one request or reason listed"),
            Need::Reason => ("写明理由", "a reason in words"),
            Need::FilingInForce => ("所变更、注销的备案有效", "the filing concerned is in force"),
            Need::DisposalShown => ("人脸信息处置证明", "the disposal certificate"),
            Need::OtherProvince => ("另一个省级办公室", "another province's office"),
            Need::AtDestination => ("由移送到的办公室接收", "the office it was sent to"),
            Need::NeverAccepted => ("从未通过", "never accepted before"),
            Need::WindowSet => ("运营者设了公示期", "the operator set a window"),
            Need::PublishesAtOnce => ("运营者公开且不设公示期", "the operator publishes without a window"),
            Need::WindowOver => ("公示期已满", "the window is over"),
            Need::ObjectionsSettled => ("异议都已答复", "every objection settled"),
            Need::DayElsewhere => ("别处办理的日期", "the day elsewhere"),
            Need::NumberElsewhere => ("别处给的编号", "the number elsewhere"),
            Need::ReceiptElsewhere => ("别处的回执", "a receipt from elsewhere"),
        };
        Wording::new(zh, en)
    }

    /// Why it is needed, as the middle of a refusal.
    pub(super) fn why(self) -> Wording {
        let (zh, en) = match self {
            Need::NothingStops => {
                ("预检还有拦住提交的发现，没有改，也没有说明", "the check has findings that stop, neither mended nor answered")
            }
            Need::CorrectionsAnswered => {
                ("还有补正要求既没有改动，也没有答复", "some correction requests have neither a change nor an answer")
            }
            Need::Requests => ("没有列出要求或者原因，对方不知道要改什么", "nothing is listed, so nobody would know what to mend"),
            Need::Reason => ("没有写理由", "no reason is given"),
            Need::FilingInForce => ("事项没有写明一件有效的备案", "the case names no filing that is in force"),
            Need::DisposalShown => ("没有说明人脸信息怎样处置", "it is not shown what became of the faces"),
            Need::OtherProvince => ("没有选定另一个认识的省级办公室", "no other known province is named"),
            Need::AtDestination => ("事项是移送给另一个办公室的", "the case was sent to another office"),
            Need::NeverAccepted => ("事项曾经通过，备案已经生效", "the case was accepted before and its filing is in force"),
            Need::WindowSet => ("运营者没有设公示期", "the operator has set no window"),
            Need::PublishesAtOnce => ("运营者设了公示期，或者不公开", "the operator has set a window, or publishes nothing"),
            Need::WindowOver => ("公示期还没有满，或者最后一天还定不下来", "the window is not over, or its last day is not settled"),
            Need::ObjectionsSettled => ("还有异议没有答复", "an objection is not settled"),
            Need::DayElsewhere => ("没有写在别处办理的日期，或者写的是将来的日子", "the day elsewhere is missing or lies in the future"),
            Need::NumberElsewhere => ("没有写别处给的编号", "the number given elsewhere is missing"),
            Need::ReceiptElsewhere => ("没有对方平台的回执", "there is no receipt of the other platform"),
        };
        Wording::new(zh, en)
    }

    /// What to do about it.
    pub(super) fn remedy(self) -> Wording {
        let (zh, en) = match self {
            Need::NothingStops => ("逐条改正，或者写明为什么这样是对的", "mend each, or say why it is right as it is"),
            Need::CorrectionsAnswered => ("在每条要求的位置改动，或者写明为什么不改", "change what each points at, or say why not"),
            Need::Requests => ("至少列一条，写明位置和依据", "list at least one, with its place and its basis"),
            Need::Reason => ("写一句话说明", "say why in a sentence"),
            Need::FilingInForce => ("填写要变更或者注销的备案编号", "give the number of the filing to be changed or ended"),
            Need::DisposalShown => {
                ("填写处置情况，附删除或者匿名化的证明", "state the disposal and add the proof of deletion or anonymisation")
            }
            Need::OtherProvince => ("从列出的省份里选一个，不能是本省", "choose one of the provinces listed, not your own"),
            Need::AtDestination => ("请移送到的办公室接收", "let the office it was sent to receive it"),
            Need::NeverAccepted => {
                ("备案只能通过注销结束：请处理者提交备案注销", "a filing ends by cancellation alone: the handler files one")
            }
            Need::WindowSet => ("直接公开，或者请运营者设定公示期", "publish at once, or have the operator set a window"),
            Need::PublishesAtOnce => ("先公示，或者请运营者修改设置", "begin publicity first, or have the operator change the setting"),
            Need::WindowOver => (
                "等公示期最后一天过去；来年的放假安排没有导入的，先导入",
                "wait until its last day is over; load next year's calendar if that is missing",
            ),
            Need::ObjectionsSettled => ("逐条答复异议，或者重新办理", "settle each objection, or reopen the case"),
            Need::DayElsewhere => ("写明那一天，例如 2026-11-20", "state the day, such as 2026-11-20"),
            Need::NumberElsewhere => ("照抄别处的编号，不要改格式", "copy the number as it stands there"),
            Need::ReceiptElsewhere => ("照抄回执上的编号或者上传回执", "copy the receipt's number, or add the receipt"),
        };
        Wording::new(zh, en)
    }
}
