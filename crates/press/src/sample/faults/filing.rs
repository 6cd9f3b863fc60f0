//! What the assessment argues, what contracts and rules lay down, and what a change or a cancellation must say.

use casework::words::Slot;
use serde_json::json;

use super::Fault;
use crate::sample::invent::days_before;
use crate::sample::scene::Scene;

/// A party that a use entrusts, in order but for what a fault changes.
fn party(name: &str, contract: &str, pia_done: bool) -> serde_json::Value {
    json!([{ "name": name, "contract": contract, "pia_done": pia_done }])
}

macro_rules! in_agreement {
    ($name:literal, $rule:literal $outcome:ident, $at:literal, $zh:literal, $en:literal, $plant:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| {
                scene.add_other("third-party-agreement");
                let plant: fn(&mut Scene) = $plant;
                plant(scene);
            },
            expect: |scene, it| {
                if scene.has_other("third-party-agreement") {
                    it.$outcome($rule, $at);
                }
            },
        }
    };
}

macro_rules! kept_too_short {
    ($name:literal, $topic:literal, $rule:literal $outcome:ident, $at:literal, $zh:literal, $en:literal, $months:literal) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| scene.set($at, json!({ "length": $months, "unit": "month" })),
            expect: |scene, it| {
                if $topic.is_empty() || scene.has_other($topic) {
                    it.$outcome($rule, $at);
                }
            },
        }
    };
}

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "necessity-left-out",
        zh: "评估报告里一个应用的必要性写「略」",
        en: "the report leaves out why one use is necessary",
        plant: |scene| {
            let id = scene.last_use();
            scene.set(&format!("pia_report.uses.{id}.necessity"), "略");
        },
        expect: |scene, it| {
            if !scene.uses().is_empty() {
                it.fail("R071", format!("pia_report.uses.{}.necessity", scene.last_use()));
            }
        },
    },
    Fault {
        name: "alternatives-not-weighed",
        zh: "评估报告里一个应用没有比较替代方式",
        en: "the report weighs no other way for one use",
        plant: |scene| {
            let id = scene.middle_use();
            scene.set(&format!("pia_report.uses.{id}.alternatives"), "无");
        },
        expect: |scene, it| {
            if !scene.uses().is_empty() {
                it.advice("R071", format!("pia_report.uses.{}.alternatives", scene.middle_use()));
            }
        },
    },
    Fault {
        name: "not-assessed-after-incident",
        zh: "发生重大安全事件之后没有重新评估",
        en: "the PIA was not redone after a major incident",
        plant: |scene| scene.set("answers.case.incident_on", days_before(scene.as_of, 6).to_string()),
        expect: |scene, it| {
            let read = scene.is_legible(Slot::PiaReport);
            let signed = scene.day("pia_report.signed_on").filter(|_| read).or_else(|| scene.day("answers.pia.signed_on"));
            if signed < scene.day("answers.case.incident_on") {
                it.fail("R072", if read { "pia_report.signed_on" } else { "answers.pia.signed_on" });
            }
        },
    },
    Fault {
        name: "nobody-signs-for-the-report",
        zh: "评估报告没有批准人",
        en: "nobody approves the report",
        plant: |scene| scene.clear("answers.pia.approved_by"),
        expect: |_, it| it.advice("R073", "pia_report.approved_by"),
    },
    kept_too_short!(
        "record-kept-a-year",
        "",
        "R074" fail,
        "pia_report.record_kept",
        "评估报告写处理情况记录保存一年",
        "the report keeps the record of processing for a year",
        12
    ),
    kept_too_short!(
        "report-kept-two-years",
        "",
        "R074" fail,
        "pia_report.report_kept",
        "评估报告写自己保存两年",
        "the report is kept for two years",
        24
    ),
    kept_too_short!(
        "procedures-keep-records-briefly",
        "operating-procedures",
        "R074" fail,
        "operating_procedures.record_kept",
        "操作规程写处理情况记录保存六个月",
        "the procedures keep the record of processing for six months",
        6
    ),
    kept_too_short!(
        "logs-kept-three-months",
        "operating-procedures",
        "R079" advice,
        "operating_procedures.logs_kept",
        "操作规程写日志留存三个月",
        "the procedures keep logs for three months",
        3
    ),
    kept_too_short!(
        "report-keeps-logs-a-month",
        "",
        "R079" advice,
        "pia_report.logs_kept",
        "评估报告写日志留存一个月",
        "the report keeps logs for a month",
        1
    ),
    Fault {
        name: "entrusted-without-contract",
        zh: "受托方没有合同",
        en: "a party is entrusted without a contract",
        plant: |scene| {
            let id = scene.middle_use();
            scene.set(&format!("answers.uses.{id}.entrusted"), party("青岛云栈运维有限公司", "尚未签订", true));
        },
        expect: |scene, it| it.fail("R075", format!("answers.uses.{}.entrusted.1.contract", scene.middle_use())),
    },
    Fault {
        name: "entrusted-without-assessment",
        zh: "委托之前没有评估",
        en: "entrusting was not assessed",
        plant: |scene| {
            let id = scene.first_use();
            scene.set(&format!("answers.uses.{id}.entrusted"), party("青岛云栈运维有限公司", "QW-2026-902", false));
        },
        expect: |scene, it| it.fail("R075", format!("answers.uses.{}.entrusted.1.pia_done", scene.first_use())),
    },
    Fault {
        name: "provided-for-business",
        zh: "提供给他人的依据写「业务需要」",
        en: "faces are provided on the ground of business",
        plant: |scene| {
            let id = scene.last_use();
            let recipient = json!([{ "name": "青岛云栈支付有限公司", "basis": "业务需要", "contract": "QW-2026-903", "pia_done": true }]);
            scene.set(&format!("answers.uses.{id}.recipients"), recipient);
        },
        expect: |scene, it| {
            it.fail("R075", format!("answers.uses.{}.recipients.1.basis", scene.last_use()));
            if scene.has_other("processing-rules") {
                it.advice("R063", "processing_rules.recipients");
            }
        },
    },
    in_agreement!(
        "contract-lacks-terms",
        "R076" cannot_tell,
        "third_party_agreement.terms",
        "委托协议没有约定信息种类和终止后的处理",
        "the contract lacks the kinds of information and what happens at the end",
        |scene| scene.set("third_party_agreement.without", json!(["kinds", "return-or-delete"]))
    ),
    in_agreement!(
        "contract-passes-on-freely",
        "R076" fail,
        "third_party_agreement.terms",
        "委托协议写可以自行转委托",
        "the contract allows free sub-entrusting",
        |scene| scene.set("third_party_agreement.free_sub_entrusting", true)
    ),
    in_agreement!(
        "contract-without-compensation",
        "R077" advice,
        "third_party_agreement.leak_compensation",
        "委托协议没有泄露赔偿",
        "the contract has no compensation for leaks",
        |scene| scene.set("third_party_agreement.without", json!(["leak-compensation"]))
    ),
    Fault {
        name: "consent-forced",
        zh: "不同意刷脸就不予办理",
        en: "no service without consent",
        plant: |scene| {
            let id = scene.middle_use();
            scene.set(&format!("answers.uses.{id}.consent_capture"), "在自助终端展示告知页，由本人选择，不同意的不予办理");
        },
        expect: |scene, it| it.fail("R078", format!("answers.uses.{}.consent_capture", scene.middle_use())),
    },
    Fault {
        name: "consent-for-ever",
        zh: "同意写成不可撤销",
        en: "consent is irrevocable",
        plant: |scene| {
            let id = scene.first_use();
            scene.set(&format!("answers.uses.{id}.consent_capture"), "单独签署不可撤销的人脸信息使用授权书");
        },
        expect: |scene, it| it.fail("R078", format!("answers.uses.{}.consent_capture", scene.first_use())),
    },
    Fault {
        name: "system-without-police-number",
        zh: "等级保护系统没有备案号",
        en: "an MLPS system has no filing number",
        plant: |scene| scene.clear("answers.handler.mlps.1.number"),
        expect: |_, it| it.advice("R080", "answers.handler.mlps.1.number"),
    },
    Fault {
        name: "infrastructure-without-systems",
        zh: "填了关键信息基础设施运营者，没有一个等级保护系统",
        en: "critical infrastructure without one MLPS system",
        plant: |scene| {
            scene.set("answers.handler.cii", true);
            scene.set("answers.handler.mlps", json!([]));
        },
        expect: |_, it| it.cannot_tell("R080", "answers.handler.mlps"),
    },
    Fault {
        name: "officer-not-reported",
        zh: "处理一百多万人的个人信息，没有报送负责人",
        en: "more than a million people and the officer is not reported",
        plant: |scene| {
            scene.set("answers.handler.people.total", 1_260_000);
            scene.set("answers.handler.pipo.reported", false);
        },
        expect: |_, it| it.cannot_tell("R081", "answers.handler.pipo.reported"),
    },
    Fault {
        name: "group-without-note",
        zh: "集团成员没有备注「总部统一备案」",
        en: "group members without the note 总部统一备案",
        plant: |scene| {
            let member = json!([{ "name": "临沂青穗物业服务有限公司", "uscc": scene.text("answers.handler.uscc"), "role": "全资子公司" }]);
            scene.set("answers.handler.group", member);
        },
        expect: |_, it| it.advice("R083", "answers.handler.group"),
    },
    Fault {
        name: "raw-images-kept",
        zh: "一个应用保存人脸图像",
        en: "one use keeps face images",
        plant: |scene| {
            let id = scene.last_use();
            scene.set(&format!("answers.uses.{id}.stored_form"), json!(["image", "template"]));
        },
        expect: |scene, it| it.advice("R084", format!("answers.uses.{}.stored_form", scene.last_use())),
    },
    Fault {
        name: "area-without-bound",
        zh: "公共场所的采集区域写「全覆盖」",
        en: "the capture area in a public place has no bound",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.middle_use());
            scene.set(&format!("{at}.place"), "public");
            scene.set(&format!("{at}.public_safety"), "入口为人员密集的公共场所，为维护公共安全所必需");
            scene.set(&format!("{at}.area"), "入口广场全覆盖");
        },
        expect: |scene, it| it.cannot_tell("R021", format!("answers.uses.{}.area", scene.middle_use())),
    },
    Fault {
        name: "nothing-for-disabled-people",
        zh: "没有无障碍措施",
        en: "nothing is done for disabled and elderly people",
        plant: |scene| {
            let id = scene.last_use();
            scene.set(&format!("answers.uses.{id}.accessibility"), "无");
        },
        expect: |scene, it| it.cannot_tell("R028", format!("answers.uses.{}.accessibility", scene.last_use())),
    },
    Fault {
        name: "algorithm-unknown",
        zh: "勾选了加密，算法写「待定」",
        en: "encryption is ticked and its algorithm is still open",
        plant: |scene| {
            let id = scene.last_use();
            scene.set(&format!("answers.uses.{id}.algorithm"), "待定");
        },
        expect: |scene, it| it.advice("R029", format!("answers.uses.{}.algorithm", scene.last_use())),
    },
    Fault {
        name: "nature-of-no-kind",
        zh: "单位性质不是所列选项",
        en: "the handler's nature is none of the choices",
        plant: |scene| scene.set("answers.handler.nature", "集体户"),
        expect: |_, it| it.advice("R061", "answers.handler.nature"),
    },
    Fault {
        name: "change-filed-late",
        zh: "变更超过三十个工作日才备案",
        en: "a change is filed after its window",
        plant: |scene| {
            scene.become_kind("change");
            scene.set("answers.case", json!({ "changed_on": days_before(scene.as_of, 96).to_string(), "changed": ["retention"] }));
        },
        expect: |_, it| {
            it.advice("R082", "filing");
            it.fail("R034", "answers.case.changed_on");
        },
    },
    Fault {
        name: "change-without-particulars",
        zh: "变更备案没有写原编号、变更之日和变了什么",
        en: "a change that names neither filing, day nor what changed",
        plant: |scene| scene.become_kind("change"),
        expect: |_, it| ["filing", "answers.case.changed_on", "answers.case.changed"].into_iter().for_each(|at| it.advice("R082", at)),
    },
    Fault {
        name: "cancellation-without-disposal",
        zh: "注销没有写原编号、终止之日和人脸信息怎样处置",
        en: "a cancellation that tells neither filing, day nor disposal",
        plant: |scene| scene.become_kind("cancellation"),
        expect: |_, it| ["filing", "answers.case.ended_on", "answers.case.disposal"].into_iter().for_each(|at| it.advice("R082", at)),
    },
];
