//! The table. One row a line; printed to `docs/lifecycle.md`. A new step is a new line here, and the action that takes it.

use law::{Cite, cite};

use super::{Effect, Need, State};
use crate::rights::{Act, Role};
use crate::words::CaseKind;

/// 办理规则: one row of the table: from a state, by an act of certain roles, to a state.
#[derive(Clone, Debug)]
#[doc(alias = "办理规则")]
pub struct Row {
    /// Where the case stands.
    pub from: State,
    /// What is done.
    pub act: Act,
    /// In which roles.
    pub who: &'static [Role],
    /// Where it stands then.
    pub to: State,
    /// For which kinds of case.
    pub kinds: Kinds,
    /// What it needs.
    pub needs: &'static [Need],
    /// What follows.
    pub effects: &'static [Effect],
    /// Who asks for it: standing and force are read from `law/`.
    pub because: Cite,
}

/// 事项范围: which kinds of case a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "事项范围")]
pub enum Kinds {
    /// All three.
    All,
    /// One of them.
    Only(CaseKind),
}

impl Kinds {
    /// Whether the row is for this kind.
    pub fn has(self, kind: CaseKind) -> bool {
        self == Kinds::All || self == Kinds::Only(kind)
    }
}

/// 第二人规则: an act that is not for whoever did certain others in the same case.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "第二人规则")]
pub struct SecondPerson {
    /// The act of the second person.
    pub act: Act,
    /// What the first person did.
    pub not_who_did: &'static [Act],
}

/// Decisions that take two persons. `house/second-person`.
pub const SECOND_PERSON: &[SecondPerson] = &[
    SecondPerson { act: Act::ConfirmAcceptance, not_who_did: &[Act::ProposeAcceptance] },
    SecondPerson { act: Act::CloseCase, not_who_did: &[Act::AdmitCase, Act::ReturnCase, Act::ProposeAcceptance] },
    SecondPerson { act: Act::ReopenCase, not_who_did: &[Act::ConfirmAcceptance, Act::CloseCase] },
];

const HANDLER: &[Role] = &[Role::HandlerOwner, Role::HandlerAgent];
const COUNTER: &[Role] = &[Role::Clerk, Role::Reviewer];
const REVIEWER: &[Role] = &[Role::Reviewer];
const APPROVER: &[Role] = &[Role::Approver];
const DECLINES: &[Role] = &[Role::Approver, Role::Reviewer];
const SUPERVISOR: &[Role] = &[Role::Supervisor];
const TIMED: &[Role] = &[Role::Clerk, Role::System];

const FILE: Cite = cite("cac-mps-19-2025/art-15/1");
const CHANGE_OR_END: Cite = cite("cac-mps-19-2025/art-15/2");
const STEPS: Cite = cite("house/review-steps");
const SECOND: Cite = cite("house/second-person");
const NUMBER: Cite = cite("house/filing-number");
const PUBLICITY: Cite = cite("house/publicity");
const WITHDRAW: Cite = cite("house/withdrawal");
const TRANSFER: Cite = cite("house/transfer");
const CLOSE: Cite = cite("house/closing");
const REOPEN: Cite = cite("house/reopening");
const CORRECT: Cite = cite("house/correction");
const ELSEWHERE: Cite = cite("house/filed-elsewhere");
const DRAFT: Cite = cite("house/draft");

const FIRST: Kinds = Kinds::Only(CaseKind::First);
const CHANGE: Kinds = Kinds::Only(CaseKind::Change);
const CANCELLATION: Kinds = Kinds::Only(CaseKind::Cancellation);

macro_rules! table {
    ($($from:ident $act:ident $who:ident $to:ident $kinds:ident [$($need:ident)*] [$($effect:ident)*] $because:ident;)*) => {
        /// Every step there is.
        pub const TABLE: &[Row] = &[$(Row {
            from: State::$from,
            act: Act::$act,
            who: $who,
            to: State::$to,
            kinds: table!(@kinds $kinds),
            needs: &[$(Need::$need),*],
            effects: &[$(Effect::$effect),*],
            because: $because,
        },)*];
    };
    (@kinds ALL) => { Kinds::All };
    (@kinds $kinds:ident) => { $kinds };
}

#[rustfmt::skip]
table! {
    // from           act                   who        to                kinds        needs                                      effects                          because
    Draft             SubmitCase            HANDLER    Submitted         FIRST        [NothingStops]                             [Receipt]                        FILE;
    Draft             SubmitCase            HANDLER    Submitted         CHANGE       [NothingStops FilingInForce]               [Receipt]                        CHANGE_OR_END;
    Draft             SubmitCase            HANDLER    Submitted         CANCELLATION [NothingStops FilingInForce DisposalShown] [Receipt]                        CHANGE_OR_END;
    Draft             DiscardDraft          HANDLER    Discarded         ALL          []                                         []                               DRAFT;
    Draft             RecordFiledElsewhere  HANDLER    FiledElsewhere    ALL          [DayElsewhere]                             []                               ELSEWHERE;
    Draft             RecordNumberElsewhere HANDLER    AcceptedElsewhere FIRST        [DayElsewhere NumberElsewhere]             [FilingBegins]                   ELSEWHERE;

    Submitted         AdmitCase             COUNTER    Admitted          ALL          []                                         [Notice]                         STEPS;
    Submitted         TransferCase          COUNTER    Transferred       ALL          [OtherProvince Reason]                     [Notice]                         TRANSFER;
    Submitted         WithdrawCase          HANDLER    Withdrawn         ALL          []                                         [Receipt]                        WITHDRAW;

    Admitted          ReturnCase            REVIEWER   Returned          ALL          [Requests]                                 [ReturnLetter]                   CORRECT;
    Admitted          ProposeAcceptance     REVIEWER   Proposed          ALL          []                                         []                               SECOND;
    Admitted          TransferCase          REVIEWER   Transferred       ALL          [OtherProvince Reason NeverAccepted]       [Notice]                         TRANSFER;
    Admitted          CloseCase             APPROVER   Closed            ALL          [Reason NeverAccepted]                     [Notice]                         CLOSE;
    Admitted          WithdrawCase          HANDLER    Withdrawn         ALL          [NeverAccepted]                            [Receipt]                        WITHDRAW;

    Returned          ResubmitCase          HANDLER    Resubmitted       ALL          [NothingStops CorrectionsAnswered]         [Receipt]                        CORRECT;
    Returned          CloseCase             APPROVER   Closed            ALL          [Reason NeverAccepted]                     [Notice]                         CLOSE;
    Returned          WithdrawCase          HANDLER    Withdrawn         ALL          [NeverAccepted]                            [Receipt]                        WITHDRAW;

    Resubmitted       AdmitCase             COUNTER    Admitted          ALL          []                                         [Notice]                         STEPS;
    Resubmitted       WithdrawCase          HANDLER    Withdrawn         ALL          [NeverAccepted]                            [Receipt]                        WITHDRAW;

    Proposed          ConfirmAcceptance     APPROVER   Accepted          FIRST        []                                         [Number FilingBegins Notice]     NUMBER;
    Proposed          ConfirmAcceptance     APPROVER   Accepted          CHANGE       [FilingInForce]                            [FilingChanges Notice]           SECOND;
    Proposed          ConfirmAcceptance     APPROVER   Accepted          CANCELLATION [FilingInForce]                            [FilingEnds Notice]              SECOND;
    Proposed          DeclineProposal       DECLINES   Admitted          ALL          [Reason]                                   []                               SECOND;
    Proposed          WithdrawCase          HANDLER    Withdrawn         ALL          [NeverAccepted]                            [Receipt]                        WITHDRAW;

    Accepted          BeginPublicity        TIMED      InPublicity       ALL          [WindowSet]                                [WindowOpens]                    PUBLICITY;
    Accepted          PublishFiling         TIMED      Published         ALL          [PublishesAtOnce]                          [RegisterLine]                   PUBLICITY;
    Accepted          ReopenCase            SUPERVISOR Admitted          ALL          [Reason]                                   [Notice]                         REOPEN;

    InPublicity       RecordObjection       COUNTER    InPublicity       ALL          [Reason]                                   []                               PUBLICITY;
    InPublicity       SettleObjection       REVIEWER   InPublicity       ALL          [Reason]                                   [Notice]                         PUBLICITY;
    InPublicity       PublishFiling         TIMED      Published         ALL          [WindowOver ObjectionsSettled]             [RegisterLine]                   PUBLICITY;
    InPublicity       ReopenCase            SUPERVISOR Admitted          ALL          [Reason]                                   [Notice]                         REOPEN;

    Published         ReopenCase            SUPERVISOR Admitted          ALL          [Reason]                                   [Notice]                         REOPEN;
    Closed            ReopenCase            SUPERVISOR Admitted          ALL          [Reason]                                   [Notice]                         REOPEN;

    Transferred       ReceiveCase           COUNTER    Submitted         ALL          [AtDestination]                            [Forward]                        TRANSFER;
    Transferred       RecordHandOver        COUNTER    MovedAway         ALL          [ReceiptElsewhere]                         [Notice]                         TRANSFER;
    Transferred       WithdrawCase          HANDLER    Withdrawn         ALL          []                                         [Receipt]                        WITHDRAW;

    FiledElsewhere    RecordReturnElsewhere HANDLER    ReturnedElsewhere ALL          [DayElsewhere Requests]                    [Tasks]                          ELSEWHERE;
    FiledElsewhere    RecordNumberElsewhere HANDLER    AcceptedElsewhere FIRST        [DayElsewhere NumberElsewhere]             [FilingBegins]                   ELSEWHERE;
    FiledElsewhere    RecordNumberElsewhere HANDLER    AcceptedElsewhere CHANGE       [DayElsewhere FilingInForce]               [FilingChanges]                  ELSEWHERE;
    FiledElsewhere    RecordNumberElsewhere HANDLER    AcceptedElsewhere CANCELLATION [DayElsewhere FilingInForce]               [FilingEnds]                     ELSEWHERE;
    FiledElsewhere    RecordMistaken        HANDLER    Draft             ALL          [Reason]                                   []                               ELSEWHERE;
    FiledElsewhere    WithdrawCase          HANDLER    Withdrawn         ALL          [Reason]                                   []                               WITHDRAW;

    ReturnedElsewhere RecordFiledElsewhere  HANDLER    FiledElsewhere    ALL          [DayElsewhere]                             []                               ELSEWHERE;
    ReturnedElsewhere RecordMistaken        HANDLER    FiledElsewhere    ALL          [Reason]                                   []                               ELSEWHERE;
    ReturnedElsewhere WithdrawCase          HANDLER    Withdrawn         ALL          [Reason]                                   []                               WITHDRAW;

    AcceptedElsewhere RecordNumberElsewhere HANDLER    AcceptedElsewhere FIRST        [DayElsewhere NumberElsewhere Reason]      []                               ELSEWHERE;
}
