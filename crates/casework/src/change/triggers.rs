//! The table: which change of what was filed points to a change filing, and which to a new PIA. Printed to `docs/changes.md`.

use std::collections::BTreeSet;

use law::{Cite, Wording, cite};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FILE_CHANGE, count, is_jump};
use crate::snapshot::{Difference, How, Snapshot};

/// PIPL 55-56: sensitive information, entrusting, providing and export are assessed beforehand.
pub(super) const ASSESS_FIRST: Cite = cite("pipl-2021/art-55");

/// 变更建议: whether a change points to a change filing. Later ones are stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "变更建议")]
pub enum FilingCall {
    /// 不涉及
    None,
    /// 不建议
    NotSuggested,
    /// 没有定义，由处理者判断
    Undefined,
    /// 建议当作实质性变更
    Suggested,
}

/// 评估建议: whether a change points to a new PIA. Later ones are stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "评估建议")]
pub enum PiaCall {
    /// 不涉及
    None,
    /// 看一看
    Look,
    /// 要做
    Required,
}

/// When a row points to a change filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// One of the suggested triggers: INFER.
    Suggested,
    /// Filed content that no suggestion speaks of.
    Undefined,
    /// A contact or a person who handles it: INFER.
    Contact,
    /// A number: suggested where it jumps, by our own measure.
    Jump,
    /// A part of a number, or the day of a count.
    Count,
}

/// When a row points to a new PIA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pia {
    /// It does not.
    No,
    /// Purpose or manner changed: art. 9(2), RULE.
    Redo,
    /// A new use is assessed before it begins: art. 9(1), RULE.
    NewUse,
    /// It may be a change of manner: INFER.
    Look,
    /// Where a party came in: entrusting and providing are assessed beforehand, PIPL, LAW.
    NewParty,
    /// Where faces are to leave China: assessed beforehand, PIPL, LAW.
    Export,
}

/// 变更情形: one row of the table.
#[derive(Clone, Copy, Debug)]
#[doc(alias = "变更情形")]
pub struct Trigger {
    /// Where, `*` standing for any block; what lies below it is meant too. The first row that fits counts.
    pub path: &'static str,
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
    /// For the filing.
    pub filing: Filing,
    /// For the PIA.
    pub pia: Pia,
}

macro_rules! triggers {
    ($($path:literal $zh:literal $en:literal $filing:ident $pia:ident;)*) => {
        /// Every row, the more particular ones first.
        pub const TRIGGERS: &[Trigger] = &[$(Trigger { path: $path, zh: $zh, en: $en, filing: Filing::$filing, pia: Pia::$pia },)*];
    };
}

#[rustfmt::skip]
triggers! {
    "answers.handler.name"                       "处理者名称" "the handler's name"                         Suggested No;
    "answers.handler.uscc"                       "统一社会信用代码" "the credit code"                       Suggested No;
    "answers.handler.province"                   "所在省份" "the province"                                 Suggested No;
    "answers.handler.representative.name"        "法定代表人（负责人）" "the legal representative"          Suggested No;
    "answers.handler.pipo.name"                  "个人信息保护负责人" "the PI protection officer"           Suggested No;
    "answers.handler.representative"             "法定代表人的证件和电话" "the representative's document and telephone" Contact No;
    "answers.handler.pipo"                       "个人信息保护负责人的职务和联系方式" "the officer's post and contact" Contact No;
    "answers.handler.agent"                      "经办人" "the agent"                                      Contact   No;
    "answers.handler.contact"                    "联系方式" "the contact"                                  Contact   No;
    "answers.handler.office_address"             "办公地址" "the office address"                           Contact   No;
    "answers.handler"                            "处理者的其他基本情况" "other basic facts of the handler" Undefined No;
    "answers.uses.*.purpose"                     "处理目的" "the purpose"                                  Suggested Redo;
    "answers.uses.*.mode"                        "处理方式（1:1、1:N）" "the manner (1:1, 1:N)"            Suggested Redo;
    "answers.uses.*.stored_form"                 "存储形式" "the form stored"                              Suggested Look;
    "answers.uses.*.storage"                     "存储位置" "the place of storage"                         Suggested Look;
    "answers.uses.*.storage_provider"            "存储的提供者" "who runs the storage"                     Suggested Look;
    "answers.uses.*.storage_region"              "存储的地区" "the region of storage"                      Suggested Look;
    "answers.uses.*.storage_in_china"            "是否在境内存储" "whether it is stored in China"          Suggested Look;
    "answers.uses.*.retention"                   "保存期限" "the retention"                                Suggested No;
    "answers.uses.*.entrusted"                   "受托方" "the entrusted parties"                          Suggested NewParty;
    "answers.uses.*.recipients"                  "接收方" "the recipients"                                 Suggested NewParty;
    "answers.uses.*.joint"                       "共同处理者" "the joint handlers"                         Suggested No;
    "answers.uses.*.cross_border"                "是否出境" "whether faces leave China"                    Suggested Export;
    "answers.uses.*.cross_border_route"          "出境的路径" "the route out of China"                     Suggested No;
    "answers.uses.*.internet"                    "是否经互联网传输" "whether faces go over the internet"   Undefined Look;
    "answers.uses.*.algorithm"                   "算法和版本" "the algorithm"                              Undefined Look;
    "answers.uses.*.headcount"                   "本应用的人数" "the people of this use"                   Count     No;
    "answers.uses.*.measured_on"                 "统计日期" "the day of counting"                          Count     No;
    "answers.uses.*.complaint_channel"           "投诉渠道" "the complaint channel"                        Contact   No;
    "answers.uses"                               "应用的其他内容" "other answers on a use"                 Undefined No;
    "answers.headcount.stored"                   "存储人数" "the people stored"                            Jump      No;
    "answers.headcount"                          "人数的统计" "how people were counted"                    Count     No;
    "answers.rules"                              "处理规则、操作规程" "processing rules and procedures"    Undefined No;
    "materials.other.processing-rules"           "处理规则（文件）" "the processing rules (file)"          Undefined No;
    "materials.other.operating-procedures"       "操作规程（文件）" "the operating procedures (file)"      Undefined No;
    "materials.other"                            "其他相关材料" "other material"                           Undefined No;
    "materials.uscc-certificate"                 "统一社会信用代码证件" "the certificate"                  Undefined No;
    "materials.legal-representative-id"          "法定代表人的证件" "the representative's ID"              Contact   No;
}

const USE_ADDED: Trigger =
    Trigger { path: "answers.uses.*", zh: "新增一个应用", en: "a new use", filing: Filing::Suggested, pia: Pia::NewUse };
const USE_ENDED: Trigger =
    Trigger { path: "answers.uses.*", zh: "终止一个应用", en: "a use ended", filing: Filing::Suggested, pia: Pia::No };

impl Trigger {
    /// The row for a place; nothing for what belongs to a case and not to the filing (its mandate, undertaking, particulars), and for the PIA
    /// and the printed forms, which say what is answered elsewhere.
    pub fn at(path: &str) -> Option<Trigger> {
        TRIGGERS.iter().copied().find(|it| covers(it.path, path))
    }

    pub(super) fn of_use(how: How) -> Trigger {
        if how == How::Removed { USE_ENDED } else { USE_ADDED }
    }

    /// What the row is about.
    pub fn name(&self) -> Wording {
        Wording::new(self.zh, self.en)
    }

    /// The rows with the two on whole uses, for the printed table.
    pub fn all() -> impl Iterator<Item = Trigger> {
        [USE_ADDED, USE_ENDED].into_iter().chain(TRIGGERS.iter().copied())
    }
}

/// Whether a path is what a pattern names, or below it.
fn covers(pattern: &str, path: &str) -> bool {
    let mut steps = path.split('.');
    pattern.split('.').all(|it| steps.next().is_some_and(|step| it == "*" || it == step))
}

impl Filing {
    pub(super) fn call(self, at: &str, filed: &Snapshot, now: &Snapshot) -> (FilingCall, Cite) {
        match self {
            Filing::Suggested => (FilingCall::Suggested, cite("infer/change-trigger")),
            Filing::Undefined => (FilingCall::Undefined, FILE_CHANGE),
            Filing::Contact => (FilingCall::NotSuggested, cite("infer/contact-only")),
            Filing::Count => (FilingCall::NotSuggested, cite("house/headcount-jump")),
            Filing::Jump => {
                let jump = count(filed, at).zip(count(now, at)).is_none_or(|(filed, now)| is_jump(filed, now));
                (if jump { FilingCall::Suggested } else { FilingCall::NotSuggested }, cite("house/headcount-jump"))
            }
        }
    }

    /// For the printed table.
    pub fn name(self) -> &'static str {
        match self {
            Filing::Suggested => "建议 suggested · INFER · infer/change-trigger",
            Filing::Undefined => "没有定义 not defined · RULE · cac-mps-19-2025/art-15/2",
            Filing::Contact => "不建议 not suggested · INFER · infer/contact-only",
            Filing::Count => "不建议 not suggested · HOUSE · house/headcount-jump",
            Filing::Jump => "变化一半以上的建议 suggested from a half on · HOUSE · house/headcount-jump",
        }
    }
}

impl Pia {
    pub(super) fn call(self, at: &str, difference: &Difference, filed: &Snapshot, now: &Snapshot) -> (PiaCall, Option<Cite>) {
        let (call, basis) = match self {
            Pia::No => return (PiaCall::None, None),
            Pia::Redo => (PiaCall::Required, cite("cac-mps-19-2025/art-9/2")),
            Pia::NewUse => (PiaCall::Required, cite("cac-mps-19-2025/art-9/1")),
            Pia::Look => (PiaCall::Look, cite("infer/manner-of-processing")),
            Pia::NewParty if has_new_party(at, filed, now) => (PiaCall::Required, ASSESS_FIRST),
            Pia::Export if now.answer(&difference.at()) == Some(&Value::Bool(true)) => (PiaCall::Required, ASSESS_FIRST),
            Pia::NewParty | Pia::Export => return (PiaCall::None, None),
        };
        (call, Some(basis))
    }

    /// For the printed table.
    pub fn name(self) -> &'static str {
        match self {
            Pia::No => "",
            Pia::Redo => "重做 redo · RULE · cac-mps-19-2025/art-9/2",
            Pia::NewUse => "先评估 assess first · RULE · cac-mps-19-2025/art-9/1",
            Pia::Look => "看一看 look · INFER · infer/manner-of-processing",
            Pia::NewParty => "有新的一方的先评估 assess a new party first · LAW · pipl-2021/art-55",
            Pia::Export => "改为出境的先评估 assess export first · LAW · pipl-2021/art-55",
        }
    }
}

fn has_new_party(at: &str, filed: &Snapshot, now: &Snapshot) -> bool {
    let names = |of: &Snapshot| -> BTreeSet<String> {
        let rows = of.answer(at).and_then(Value::as_array).into_iter().flatten();
        rows.filter_map(|it| it.get("name")?.as_str().map(crate::words::fold)).filter(|it| !it.is_empty()).collect()
    };
    !names(now).is_subset(&names(filed))
}

impl FilingCall {
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            FilingCall::None => ("不涉及备案变更", "no change filing"),
            FilingCall::NotSuggested => ("不建议当作实质性变更", "not suggested as a substantive change"),
            FilingCall::Undefined => ("是否实质性变更没有定义", "whether it is substantive is not defined"),
            FilingCall::Suggested => ("建议当作实质性变更", "suggested as a substantive change"),
        }
    }
}

impl PiaCall {
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            PiaCall::None => ("不涉及影响评估", "no PIA"),
            PiaCall::Look => ("看一看要不要重做影响评估", "see whether the PIA is to be redone"),
            PiaCall::Required => ("影响评估要在此之前做", "a PIA is done before"),
        }
    }
}
