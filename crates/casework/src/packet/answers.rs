//! The answers of the forms, field by field (LAW §4.3; every field's own basis stands in `law/forms/`).
//! A field is `None` when it was left blank or does not fit its kind; the completeness rule and the form rule say so, no other rule does.

mod choices;
mod face_use;
mod handler;
mod pia;

use std::cell::RefCell;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use choices::*;
pub use face_use::*;
pub use handler::*;
pub use pia::*;

use super::node::{Misfit, Node};

/// All answers of a packet.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// 个人信息处理者基本情况表
    pub handler: Handler,
    /// 人脸识别技术应用情况备案表, one block per face use
    pub uses: Vec<FaceUse>,
    /// 存储人数
    pub headcount: HeadcountAnswer,
    /// 处理规则、操作规程
    pub rules: RulesAnswer,
    /// 变更、注销、重大安全事件
    pub case: CaseAnswer,
    /// 个人信息保护影响评估报告
    pub pia: PiaAnswer,
    /// 授权委托书
    pub mandate: MandateAnswer,
    /// 承诺书
    pub undertaking: UndertakingAnswer,
}

/// 存储人数, as answered
#[derive(Clone, Debug, Default)]
pub struct HeadcountAnswer {
    /// People stored now, each once over all uses
    pub stored: Option<u64>,
    /// The day that was counted
    pub measured_on: Option<Date>,
    /// The day 100 000 was reached
    pub reached_on: Option<Date>,
    /// How people were counted once
    pub method: Option<String>,
}

/// 变更、注销和重大安全事件, as answered
#[derive(Clone, Debug, Default)]
pub struct CaseAnswer {
    /// The day of the substantive change
    pub changed_on: Option<Date>,
    /// What changed
    pub changed: Vec<Changed>,
    /// The day use ended
    pub ended_on: Option<Date>,
    /// What became of the faces then
    pub disposal: Option<String>,
    /// The day of a major security incident (重大安全事件)
    pub incident_on: Option<Date>,
}

/// 变更事项: what a change filing is about. 实质性变更 is not defined; these are our suggestions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "变更事项")]
pub enum Changed {
    /// 处理目的
    Purpose,
    /// 处理方式
    Manner,
    /// 新增或者终止应用
    Use,
    /// 存储地点或者形式
    Storage,
    /// 保存期限
    Retention,
    /// 受托方、接收方
    Parties,
    /// 出境
    CrossBorder,
    /// 人数大幅变化
    Headcount,
    /// 处理者名称、代码、省份、负责人
    Handler,
}

/// 处理规则和操作规程, as answered
#[derive(Clone, Debug, Default)]
pub struct RulesAnswer {
    /// 处理规则
    pub processing: Option<String>,
    /// 操作规程
    pub procedures: Option<String>,
}

/// 授权委托书, as answered
#[derive(Clone, Debug, Default)]
pub struct MandateAnswer {
    /// 委托事项
    pub scope: Option<String>,
    /// 委托权限
    pub powers: Option<String>,
    /// 期限 from
    pub term_from: Option<Date>,
    /// 期限 to
    pub term_to: Option<Date>,
    /// 日期
    pub signed_on: Option<Date>,
}

/// 承诺书, as answered
#[derive(Clone, Debug, Default)]
pub struct UndertakingAnswer {
    /// What is promised
    pub points: Vec<String>,
    /// 日期
    pub signed_on: Option<Date>,
}

impl Answers {
    /// Reads the fields out of the answers as typed; what does not fit is listed.
    pub fn read(typed: &Value) -> (Answers, Vec<Misfit>) {
        let misfits = RefCell::new(Vec::new());
        let root = Node::root(typed, "answers", &misfits);
        let answers = Answers {
            handler: Handler::read(&root.at("handler")),
            uses: root.blocks("uses").iter().map(FaceUse::read).collect(),
            headcount: HeadcountAnswer::read(&root.at("headcount")),
            rules: RulesAnswer { processing: root.at("rules").text("processing"), procedures: root.at("rules").text("procedures") },
            case: CaseAnswer::read(&root.at("case")),
            pia: PiaAnswer::read(&root.at("pia")),
            mandate: MandateAnswer::read(&root.at("mandate")),
            undertaking: UndertakingAnswer {
                points: root.at("undertaking").texts("points"),
                signed_on: root.at("undertaking").date("signed_on"),
            },
        };
        drop(root);
        (answers, misfits.into_inner())
    }
}

impl HeadcountAnswer {
    fn read(it: &Node) -> HeadcountAnswer {
        HeadcountAnswer {
            stored: it.count("stored"),
            measured_on: it.date("measured_on"),
            reached_on: it.date("reached_on"),
            method: it.text("method"),
        }
    }
}

impl CaseAnswer {
    fn read(it: &Node) -> CaseAnswer {
        CaseAnswer {
            changed_on: it.date("changed_on"),
            changed: it.choices("changed"),
            ended_on: it.date("ended_on"),
            disposal: it.text("disposal"),
            incident_on: it.date("incident_on"),
        }
    }
}

impl MandateAnswer {
    fn read(it: &Node) -> MandateAnswer {
        MandateAnswer {
            scope: it.text("scope"),
            powers: it.text("powers"),
            term_from: it.date("term_from"),
            term_to: it.date("term_to"),
            signed_on: it.date("signed_on"),
        }
    }
}
