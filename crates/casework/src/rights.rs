//! The words in which rights are spoken of: who a person is at a desk, and what may be done there. Who may do what is decided by the
//! policies alone; nothing here allows or refuses. The ids are what policies and ledger entries are written in, so they are permanent.

use law::Wording;
use serde::{Deserialize, Serialize};

/// 角色: what somebody is on this platform. One person may hold several, and never be both ends of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "角色")]
pub enum Role {
    /// 处理者管理员
    HandlerOwner,
    /// 经办人
    HandlerAgent,
    /// 处理者查阅人
    HandlerReader,
    /// 接收人员
    Clerk,
    /// 审核人员
    Reviewer,
    /// 复核人员
    Approver,
    /// 负责人
    Supervisor,
    /// 检查人员, for a stated time
    Auditor,
    /// 平台运维: keeps it running, and can read no case
    Operator,
    /// 系统: a timer, through the same doors as people
    System,
}

/// 工作台: where somebody stands when something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "工作台")]
pub enum Desk {
    /// 处理者工作台
    Handler,
    /// 主管部门工作台
    Authority,
    /// 公众
    Public,
    /// 平台: what keeps the instance running
    Platform,
    /// 本人账户: everybody's own account
    Account,
}

/// 行为性质: what an act leaves behind. Every one but a plain look is an entry of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "行为性质")]
pub enum Nature {
    /// 查看: reads what is not sealed, and changes nothing
    Looks,
    /// 拆看: opens sealed data, so looking is an entry of its own
    Opens,
    /// 办理: changes something
    Changes,
    /// 决定: decides on a case or on somebody's rights; asked for the password or passkey again
    Decides,
}

macro_rules! acts {
    ($($act:ident $id:literal $desk:ident $nature:ident $zh:literal $en:literal,)*) => {
        /// 行为: everything that can be done at the desks, by the id that policies name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[doc(alias = "行为")]
        pub enum Act {
            $(
                #[doc = $zh]
                #[serde(rename = $id)]
                $act,
            )*
        }

        impl Act {
            /// Every act, desk by desk.
            pub const ALL: &[Act] = &[$(Act::$act),*];

            /// `submit-case`: the name in policies, ledger entries and the API. Permanent.
            pub fn id(self) -> &'static str {
                match self { $(Act::$act => $id),* }
            }

            /// At which desk it is done.
            pub fn desk(self) -> Desk {
                match self { $(Act::$act => Desk::$desk),* }
            }

            /// What it leaves behind.
            pub fn nature(self) -> Nature {
                match self { $(Act::$act => Nature::$nature),* }
            }

            /// Its name, as a button or a line of a history says it.
            pub fn name(self) -> Wording {
                match self { $(Act::$act => Wording::new($zh, $en)),* }
            }
        }
    };
}

#[rustfmt::skip]
acts! {
    // The handler's desk: its organisation.
    RegisterOrganisation "register-organisation" Handler   Changes "登记单位" "register an organisation",
    EditOrganisation     "edit-organisation"     Handler   Changes "修改单位信息" "edit the organisation",
    SeeMembers           "see-members"           Handler   Looks   "查看单位成员" "see the organisation's members",
    InviteMember         "invite-member"         Handler   Decides "邀请成员" "invite a member",
    ChangeMemberRole     "change-member-role"    Handler   Decides "调整成员角色" "change a member's role",
    RemoveMember         "remove-member"         Handler   Decides "移除成员" "remove a member",
    // The handler's desk: a filing on its way.
    SeeHome              "see-home"              Handler   Looks   "查看待办和备案" "see what is due and every filing",
    OpenCase             "open-case"             Handler   Changes "新建首次备案" "open a first filing",
    OpenChangeCase       "open-change-case"      Handler   Changes "新建备案变更" "open a change filing",
    OpenCancellationCase "open-cancellation-case" Handler  Changes "新建备案注销" "open a cancellation",
    PrefillCase          "prefill-case"          Handler   Opens   "用以前的备案预填" "prefill from an earlier filing",
    SeeCase              "see-case"              Handler   Opens   "查看事项" "see a case",
    EditAnswers          "edit-answers"          Handler   Changes "填写" "fill in answers",
    AddMaterial          "add-material"          Handler   Changes "上传材料" "add a material",
    RemoveMaterial       "remove-material"       Handler   Changes "撤下材料" "take a material out",
    SeeMaterial          "see-material"          Handler   Opens   "查看材料" "see a material",
    CheckCase            "check-case"            Handler   Opens   "预检" "check a case",
    AnswerFinding        "answer-finding"        Handler   Changes "说明发现" "answer a finding with a reason",
    PrintForms           "print-forms"           Handler   Opens   "打印表格" "print the forms",
    ShareCase            "share-case"            Handler   Decides "邀请同事共同办理" "let a colleague work on a case",
    ImportPacket         "import-packet"         Handler   Changes "导入材料包" "take a packet in",
    ExportPacket         "export-packet"         Handler   Opens   "导出材料包" "take a packet out",
    MakeHandOverKit      "make-hand-over-kit"    Handler   Opens   "生成官方系统填报包" "make the hand-over kit for the official system",
    DiscardDraft         "discard-draft"         Handler   Changes "放弃草稿" "discard a draft",
    SubmitCase           "submit-case"           Handler   Decides "提交" "submit",
    AnswerCorrection     "answer-correction"     Handler   Changes "答复补正要求" "answer a correction request",
    ResubmitCase         "resubmit-case"         Handler   Decides "补正后重新提交" "resubmit after corrections",
    WithdrawCase         "withdraw-case"         Handler   Decides "撤回" "withdraw",
    ProveReceipt         "prove-receipt"         Handler   Looks   "下载回执和证明" "fetch the receipt with its proof",
    // The handler's desk: what was filed elsewhere.
    RecordFiledElsewhere "record-filed-elsewhere" Handler  Changes "登记已在别处提交" "record that it was filed elsewhere",
    RecordReturnElsewhere "record-return-elsewhere" Handler Changes "登记别处退回" "record that it was returned elsewhere",
    RecordNumberElsewhere "record-number-elsewhere" Handler Changes "登记别处的备案编号" "record the number given elsewhere",
    RecordMistaken       "record-mistaken"       Handler   Changes "登记有误，恢复草稿" "undo a mistaken record",
    // The authority's desk: a case on its way.
    SeeQueue             "see-queue"             Authority Looks   "查看待办事项" "see the queue",
    SearchCases          "search-cases"          Authority Looks   "检索事项" "search cases",
    AssignCase           "assign-case"           Authority Changes "分派" "assign a case",
    ReadCase             "read-case"             Authority Opens   "审阅事项" "read a case",
    ReadMaterial         "read-material"         Authority Opens   "审阅材料" "read a material",
    NoteCall             "note-call"             Authority Changes "记录电话沟通" "note a telephone call",
    AdmitCase            "admit-case"            Authority Decides "受理" "admit",
    WriteCorrection      "write-correction"      Authority Changes "拟补正要求" "write a correction request",
    ReturnCase           "return-case"           Authority Decides "退回补正" "return for correction",
    ProposeAcceptance    "propose-acceptance"    Authority Decides "拟通过" "propose acceptance",
    DeclineProposal      "decline-proposal"      Authority Decides "退回重审" "send a proposal back",
    ConfirmAcceptance    "confirm-acceptance"    Authority Decides "复核通过" "confirm acceptance",
    TransferCase         "transfer-case"         Authority Decides "移送" "transfer to the right province",
    ReceiveCase          "receive-case"          Authority Changes "接收移送" "receive a transferred case",
    RecordHandOver       "record-hand-over"      Authority Changes "登记对方平台已收到" "record that the other office's own platform has it",
    CloseCase            "close-case"            Authority Decides "终结办理" "close without acceptance",
    ReopenCase           "reopen-case"           Authority Decides "重新办理" "reopen",
    BeginPublicity       "begin-publicity"       Authority Changes "开始公示" "begin publicity",
    RecordObjection      "record-objection"      Authority Changes "登记异议" "record an objection",
    SettleObjection      "settle-objection"      Authority Decides "答复异议" "settle an objection",
    PublishFiling        "publish-filing"        Authority Changes "列入公开登记簿" "put on the public register",
    PrintLetter          "print-letter"          Authority Opens   "打印文书" "print a letter or notice",
    // The authority's desk: supervision.
    SeeStatistics        "see-statistics"        Authority Looks   "查看统计" "see statistics",
    SeeOverrides         "see-overrides"         Authority Looks   "查看说明过的发现" "see findings that were answered",
    SeeLooks             "see-looks"             Authority Looks   "查看谁看过什么" "see who opened what",
    SeeDutySeparation    "see-duty-separation"   Authority Looks   "查看岗位分离" "see the separation of duties",
    DrawSample           "draw-sample"           Authority Opens   "抽查" "draw a sample",
    InviteOfficer        "invite-officer"        Authority Decides "邀请工作人员" "invite an officer",
    ChangeOfficerRole    "change-officer-role"   Authority Decides "调整工作人员角色" "change an officer's role",
    AppointAuditor       "appoint-auditor"       Authority Decides "指定检查人员" "appoint an auditor for a time",
    // The public.
    LookUpFiling         "look-up-filing"        Public    Looks   "查询公开登记簿" "look up the public register",
    VerifyReceipt        "verify-receipt"        Public    Looks   "核验回执" "verify a receipt",
    // The platform. Nothing here names a case.
    SeeHealth            "see-health"            Platform  Looks   "查看运行状态" "see health and metrics",
    ChangeSettings       "change-settings"       Platform  Decides "修改平台设置" "change settings",
    OpenOffice           "open-office"           Platform  Decides "开设办公室" "open an office",
    ImportLaw            "import-law"            Platform  Decides "导入规则库" "import a law pack",
    CheckStore           "check-store"           Platform  Looks   "核对存储" "check the store for damage",
    BackUp               "back-up"               Platform  Changes "备份" "back up",
    // Everybody's own account.
    SignIn               "sign-in"               Account   Changes "登录" "sign in",
    SignOut              "sign-out"              Account   Changes "退出" "sign out",
    SeeSessions          "see-sessions"          Account   Looks   "查看登录会话" "see own sessions",
    RevokeSession        "revoke-session"        Account   Changes "结束会话" "end a session",
    ChangePassword       "change-password"       Account   Decides "修改密码" "change the password",
    ChangeSecondFactor   "change-second-factor"  Account   Decides "修改动态口令" "change the authenticator",
    AddPasskey           "add-passkey"           Account   Decides "添加通行密钥" "add a passkey",
    RemovePasskey        "remove-passkey"        Account   Decides "移除通行密钥" "remove a passkey",
}

impl Role {
    /// Every role, handler's first.
    pub const ALL: [Role; 10] = [
        Role::HandlerOwner,
        Role::HandlerAgent,
        Role::HandlerReader,
        Role::Clerk,
        Role::Reviewer,
        Role::Approver,
        Role::Supervisor,
        Role::Auditor,
        Role::Operator,
        Role::System,
    ];

    /// `handler-owner`: the name in policies. Permanent.
    pub fn id(self) -> &'static str {
        match self {
            Role::HandlerOwner => "handler-owner",
            Role::HandlerAgent => "handler-agent",
            Role::HandlerReader => "handler-reader",
            Role::Clerk => "clerk",
            Role::Reviewer => "reviewer",
            Role::Approver => "approver",
            Role::Supervisor => "supervisor",
            Role::Auditor => "auditor",
            Role::Operator => "operator",
            Role::System => "system",
        }
    }

    /// Its name.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            Role::HandlerOwner => ("处理者管理员", "handler's owner"),
            Role::HandlerAgent => ("经办人", "handler's agent"),
            Role::HandlerReader => ("处理者查阅人", "handler's reader"),
            Role::Clerk => ("接收人员", "clerk"),
            Role::Reviewer => ("审核人员", "reviewer"),
            Role::Approver => ("复核人员", "approver"),
            Role::Supervisor => ("负责人", "supervisor"),
            Role::Auditor => ("检查人员", "auditor"),
            Role::Operator => ("平台运维", "platform operator"),
            Role::System => ("系统", "the system"),
        };
        Wording::new(zh, en)
    }

    /// The desk it stands at; the system stands at none.
    pub fn desk(self) -> Option<Desk> {
        match self {
            Role::HandlerOwner | Role::HandlerAgent | Role::HandlerReader => Some(Desk::Handler),
            Role::Clerk | Role::Reviewer | Role::Approver | Role::Supervisor | Role::Auditor => Some(Desk::Authority),
            Role::Operator => Some(Desk::Platform),
            Role::System => None,
        }
    }

    /// Whether it is held until a stated day only.
    pub fn is_time_limited(self) -> bool {
        self == Role::Auditor
    }
}

impl Act {
    /// The act with this id.
    pub fn parse(id: &str) -> Option<Act> {
        Act::ALL.iter().copied().find(|it| it.id() == id)
    }

    /// Whether the person proves anew who they are before it is done.
    pub fn needs_step_up(self) -> bool {
        self.nature() == Nature::Decides
    }

    /// Whether it opens what is sealed.
    pub fn opens_sealed(self) -> bool {
        self.nature() == Nature::Opens
    }
}
