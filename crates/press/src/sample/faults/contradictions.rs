//! What one document says otherwise than the rest: one fault for each pair of the table of contradictions.

use casework::words::Slot;
use serde_json::{Value, json};

use super::{Expectations, Fault};
use crate::sample::invent::{days_after, days_before};
use crate::sample::scene::Scene;

/// A document says something else of the case as a whole.
macro_rules! otherwise {
    ($name:literal, $at:literal, $rule:literal $outcome:ident, $zh:literal, $en:literal, $value:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let value: fn(&Scene) -> Value = $value;
                let value = value(scene);
                if !value.is_null() {
                    scene.set($at, value);
                }
            },
            expect: |scene, it| {
                if scene.get($at).is_some() {
                    it.$outcome($rule, $at);
                }
            },
        }
    };
}

/// A document among the other material, added where it is not there, says something else of all uses.
macro_rules! other_material {
    ($name:literal, $topic:literal, $at:literal, $rule:literal $outcome:ident, $zh:literal, $en:literal, $value:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let value: fn(&Scene) -> Value = $value;
                let value = value(scene);
                if !value.is_null() {
                    scene.add_other($topic);
                    scene.set($at, value);
                }
            },
            expect: |scene, it| {
                if scene.has_other($topic) && scene.get($at).is_some() && !scene.uses().is_empty() {
                    it.$outcome($rule, $at);
                }
            },
        }
    };
}

/// A document says something else of one use.
macro_rules! of_a_use {
    ($name:literal, $document:literal, $use:ident, $field:literal, $rule:literal $outcome:ident, $zh:literal, $en:literal, $value:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let id = scene.$use();
                let value: fn(&Scene, &str) -> Value = $value;
                if !id.is_empty() {
                    scene.set(&format!("{}.uses.{id}.{}", $document, $field), value(scene, &format!("answers.uses.{id}")));
                }
            },
            expect: |scene, it| {
                let id = scene.$use();
                if !id.is_empty() {
                    it.$outcome($rule, format!("{}.uses.{id}.{}", $document, $field));
                }
            },
        }
    };
}

/// Two documents differ where nothing was answered.
macro_rules! unanswered {
    ($name:literal, $field:literal, $rule:literal, $zh:literal, $en:literal, $one:expr, $other:expr, $knock_on:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let id = scene.first_use();
                if id.is_empty() {
                    return;
                }
                scene.clear(&format!("answers.uses.{id}.{}", $field));
                scene.set(&format!("use_statement.uses.{id}.{}", $field), $one);
                scene.set(&format!("pia_report.uses.{id}.{}", $field), $other);
            },
            expect: |scene, it| {
                let id = scene.first_use();
                if !id.is_empty() {
                    if scene.is_legible(Slot::UseStatement) {
                        it.fail($rule, format!("pia_report.uses.{id}.{}", $field));
                    }
                    it.advice("R003", format!("answers.uses.{id}.{}", $field));
                    let knock_on: fn(&str, &mut Expectations) = $knock_on;
                    knock_on(&format!("answers.uses.{id}"), it);
                }
            },
        }
    };
}

/// A document stores everything in a cloud, and no use does.
macro_rules! stored_nowhere {
    ($name:literal, $topic:literal, $at:literal, $zh:literal, $en:literal) => {
        Fault {
            name: $name,
            zh: concat!($zh, "写存储在云端，没有一个应用在云端"),
            en: concat!($en, " in a cloud, and no use does"),
            plant: |scene| {
                scene.add_other($topic);
                scene.set($at, "cloud");
                for id in scene.uses() {
                    let at = format!("answers.uses.{id}.storage");
                    if scene.text(&at) == "cloud" {
                        scene.set(&at, "local-server");
                    }
                }
            },
            expect: |scene, it| {
                let in_cloud = |id: &String| scene.text(&format!("answers.uses.{id}.storage")) == "cloud";
                if scene.has_other($topic) && !scene.uses().is_empty() && !scene.uses().iter().any(in_cloud) {
                    it.advice("R065", $at);
                }
            },
        }
    };
}

const STRANGER: &str = "卢怀瑾";
const STRANGE_COMPANY: &str = "青岛云栈数据有限公司";

fn stranger(_: &Scene) -> Value {
    STRANGER.into()
}

fn strange_company(_: &Scene) -> Value {
    STRANGE_COMPANY.into()
}

fn strange_companies(_: &Scene, _: &str) -> Value {
    json!([{ "name": STRANGE_COMPANY, "contract": "QW-2026-901", "pia_done": true, "basis": "取得单独同意" }])
}

fn another_place(scene: &Scene, at: &str) -> Value {
    if scene.text(&format!("{at}.storage")) == "cloud" { "device".into() } else { "cloud".into() }
}

fn another_mode(scene: &Scene, at: &str) -> Value {
    if scene.text(&format!("{at}.mode")) == "1:1" { "1:N".into() } else { "1:1".into() }
}

fn the_opposite(scene: &Scene, at: &str) -> Value {
    Value::Bool(scene.get(at) != Some(&Value::Bool(true)))
}

fn a_fifth_less(scene: &Scene, at: &str) -> Value {
    (scene.count(at) / 5 * 4 + 7).into()
}

fn later(scene: &Scene, at: &str) -> Value {
    scene.day(at).map_or(Value::Null, |day| days_after(day, 5).to_string().into())
}

fn a_year(_: &Scene, _: &str) -> Value {
    json!({ "length": 1, "unit": "year" })
}

/// Shorter than any use of a sample keeps faces.
fn less_than_a_day(_: &Scene) -> Value {
    json!({ "length": 0, "unit": "day" })
}

pub(super) const FAULTS: &[Fault] = &[
    otherwise!("profile-of-another-representative", "handler_profile.representative", "R063" fail, "基本情况表上是另一位法定代表人", "the profile names another legal representative", stranger),
    otherwise!("report-of-another-representative", "pia_report.representative", "R063" advice, "评估报告上是另一位法定代表人", "the report names another legal representative", stranger),
    otherwise!("profile-of-another-agent", "handler_profile.agent", "R063" fail, "基本情况表上是另一位经办人", "the profile names another handling person", stranger),
    otherwise!("profile-of-another-officer", "handler_profile.pipo", "R063" advice, "基本情况表上是另一位个人信息保护负责人", "the profile names another protection officer", stranger),
    otherwise!("report-of-another-officer", "pia_report.pipo", "R063" advice, "评估报告上是另一位个人信息保护负责人", "the report names another protection officer", stranger),
    other_material!("rules-of-another-officer", "processing-rules", "processing_rules.pipo", "R063" advice, "处理规则里是另一位个人信息保护负责人", "the rules name another protection officer", stranger),
    otherwise!("profile-of-another-address", "handler_profile.registered_address", "R063" advice, "基本情况表上是另一处注册地址", "the profile has another registered address", |_| "山东省济南市历下区明湖路9号2号楼".into()),
    otherwise!("certificate-of-another-address", "certificate.address", "R063" advice, "营业执照上是另一处住所", "the certificate has another address", |_| "四川省成都市青羊区锦里路88号1栋".into()),
    other_material!("rules-of-another-handler", "processing-rules", "processing_rules.name", "R063" advice, "处理规则是别家公司的", "the rules are another company’s", strange_company),
    other_material!("contract-of-another-handler", "third-party-agreement", "third_party_agreement.principal", "R063" advice, "委托协议的委托方是别家公司", "the contract is another company’s", strange_company),
    other_material!("contract-with-a-stranger", "third-party-agreement", "third_party_agreement.entrusted", "R063" advice, "委托协议的受托方没有填报", "the contract is with a party nobody named", strange_company),
    of_a_use!("statement-entrusts-a-stranger", "use_statement", last_use, "entrusted", "R063" advice, "备案表的受托方不是填报的那家", "the use statement entrusts somebody else", strange_companies),
    of_a_use!("report-entrusts-a-stranger", "pia_report", last_use, "entrusted", "R063" advice, "评估报告的受托方不是填报的那家", "the report entrusts somebody else", strange_companies),
    of_a_use!("statement-provides", "use_statement", middle_use, "recipients", "R063" fail, "备案表多出一个接收方", "the use statement has a recipient that was not answered", strange_companies),
    of_a_use!("report-provides", "pia_report", middle_use, "recipients", "R063" fail, "评估报告多出一个接收方", "the report has a recipient that was not answered", strange_companies),
    of_a_use!("statement-retention-otherwise", "use_statement", first_use, "retention", "R064" fail, "打印的备案表上，保存期限改成了一年", "the printed use statement keeps faces for a year", a_year),
    other_material!("rules-retention-shorter", "processing-rules", "processing_rules.retention", "R064" advice, "处理规则写的保存期限比哪个应用都短", "the rules keeps faces shorter than any use", less_than_a_day),
    other_material!("procedures-retention-shorter", "operating-procedures", "operating_procedures.retention", "R064" advice, "操作规程写的保存期限比哪个应用都短", "the procedures keeps faces shorter than any use", less_than_a_day),
    other_material!("plan-retention-shorter", "security-plan", "security_plan.retention", "R064" advice, "安全防护方案写的保存期限比哪个应用都短", "the security plan keeps faces shorter than any use", less_than_a_day),
    other_material!("contract-retention-shorter", "third-party-agreement", "third_party_agreement.retention", "R064" advice, "委托协议写的保存期限比哪个应用都短", "the contract keeps faces shorter than any use", less_than_a_day),
    of_a_use!("statement-storage-otherwise", "use_statement", first_use, "storage", "R065" fail, "打印的备案表上，存储位置不同", "the printed use statement stores elsewhere", another_place),
    of_a_use!("report-storage-otherwise", "pia_report", first_use, "storage", "R065" fail, "评估报告上，存储位置不同", "the report stores elsewhere", another_place),
    of_a_use!("statement-form-otherwise", "use_statement", middle_use, "stored_form", "R065" fail, "打印的备案表上，保存人脸图像", "the printed use statement keeps images", |_, _| json!(["image", "template"])),
    of_a_use!("report-form-otherwise", "pia_report", middle_use, "stored_form", "R065" fail, "评估报告上，保存人脸图像", "the report keeps images", |_, _| json!(["image", "template"])),
    other_material!("rules-form-otherwise", "processing-rules", "processing_rules.stored_form", "R065" advice, "处理规则写保存视频帧", "the rules keep video frames", |_| json!(["frame"])),
    of_a_use!("statement-stored-abroad", "use_statement", last_use, "storage_in_china", "R065" advice, "打印的备案表上，存储在境外", "the printed use statement stores abroad", |scene, at| the_opposite(scene, &format!("{at}.storage_in_china"))),
    of_a_use!("report-stored-abroad", "pia_report", last_use, "storage_in_china", "R065" advice, "评估报告上，存储在境外", "the report stores abroad", |scene, at| the_opposite(scene, &format!("{at}.storage_in_china"))),
    of_a_use!("statement-internet-otherwise", "use_statement", middle_use, "internet", "R065" fail, "打印的备案表上，经互联网传输", "the printed use statement sends over the internet", |scene, at| the_opposite(scene, &format!("{at}.internet"))),
    of_a_use!("report-internet-otherwise", "pia_report", middle_use, "internet", "R065" fail, "评估报告上，经互联网传输", "the report sends over the internet", |scene, at| the_opposite(scene, &format!("{at}.internet"))),
    other_material!("rules-internet-otherwise", "processing-rules", "processing_rules.internet", "R065" advice, "处理规则写一律不经互联网传输", "the rules never send over the internet", |_| false.into()),
    of_a_use!("statement-export-otherwise", "use_statement", first_use, "cross_border", "R065" fail, "打印的备案表上，出境", "the printed use statement sends faces abroad", |scene, at| the_opposite(scene, &format!("{at}.cross_border"))),
    of_a_use!("report-export-otherwise", "pia_report", first_use, "cross_border", "R065" fail, "评估报告上，出境", "the report sends faces abroad", |scene, at| the_opposite(scene, &format!("{at}.cross_border"))),
    other_material!("rules-export-otherwise", "processing-rules", "processing_rules.cross_border", "R065" advice, "处理规则写出境，没有一个应用出境", "the rules send faces abroad, and no use does", export_nobody_has),
    other_material!("contract-export-otherwise", "third-party-agreement", "third_party_agreement.cross_border", "R065" advice, "委托协议写出境，没有一个应用出境", "the contract sends faces abroad, and no use does", export_nobody_has),
    otherwise!("statement-total-otherwise", "use_statement.stored", "R066" fail, "打印的备案表上，总人数不同", "the printed use statement has another total", |scene| a_fifth_less(scene, "answers.headcount.stored")),
    otherwise!("report-total-otherwise", "pia_report.stored", "R066" fail, "评估报告上，总人数不同", "the report has another total", |scene| a_fifth_less(scene, "answers.headcount.stored")),
    of_a_use!("statement-people-otherwise", "use_statement", first_use, "headcount", "R066" fail, "打印的备案表上，一个应用的人数不同", "the printed use statement has other people in a use", |scene, at| a_fifth_less(scene, &format!("{at}.headcount"))),
    of_a_use!("report-people-otherwise", "pia_report", first_use, "headcount", "R066" fail, "评估报告上，一个应用的人数不同", "the report has other people in a use", |scene, at| a_fifth_less(scene, &format!("{at}.headcount"))),
    otherwise!("profile-people-otherwise", "handler_profile.people_total", "R066" advice, "基本情况表上，总人数不同", "the profile has another total of people", |scene| a_fifth_less(scene, "answers.handler.people.total")),
    of_a_use!("statement-purpose-otherwise", "use_statement", middle_use, "purpose", "R067" cannot_tell, "打印的备案表上，目的说的是别的事", "the printed use statement has another purpose", |_, _| "推送促销优惠".into()),
    of_a_use!("report-purpose-otherwise", "pia_report", middle_use, "purpose", "R067" cannot_tell, "评估报告上，目的说的是别的事", "the report has another purpose", |_, _| "推送促销优惠".into()),
    of_a_use!("statement-mode-otherwise", "use_statement", last_use, "mode", "R067" fail, "打印的备案表上，方式不同", "the printed use statement has another mode", another_mode),
    of_a_use!("report-mode-otherwise", "pia_report", last_use, "mode", "R067" fail, "评估报告上，方式不同", "the report has another mode", another_mode),
    of_a_use!("statement-basis-otherwise", "use_statement", first_use, "legal_basis", "R067" advice, "打印的备案表上，合法性基础不同", "the printed use statement has another legal basis", |_, _| "legal-duty".into()),
    of_a_use!("report-basis-otherwise", "pia_report", first_use, "legal_basis", "R067" advice, "评估报告上，合法性基础不同", "the report has another legal basis", |_, _| "legal-duty".into()),
    of_a_use!("statement-children-otherwise", "use_statement", last_use, "under_14", "R068" fail, "打印的备案表上，有不满十四周岁的人", "the printed use statement has children", |scene, at| the_opposite(scene, &format!("{at}.under_14"))),
    of_a_use!("report-children-otherwise", "pia_report", last_use, "under_14", "R068" fail, "评估报告上，有不满十四周岁的人", "the report has children", |scene, at| the_opposite(scene, &format!("{at}.under_14"))),
    otherwise!("profile-children-otherwise", "handler_profile.under_14", "R068" advice, "基本情况表上，有没有不满十四周岁的人说得不同", "the profile says otherwise of children", |scene| the_opposite(scene, "answers.handler.people.under_14")),
    of_a_use!("statement-start-otherwise", "use_statement", middle_use, "started_on", "R069" advice, "打印的备案表上，开始使用的日期不同", "the printed use statement begins on another day", |scene, at| later(scene, &format!("{at}.started_on"))),
    of_a_use!("report-start-otherwise", "pia_report", middle_use, "started_on", "R069" advice, "评估报告上，开始使用的日期不同", "the report begins on another day", |scene, at| later(scene, &format!("{at}.started_on"))),
    otherwise!("statement-count-day-otherwise", "use_statement.measured_on", "R069" advice, "打印的备案表上，统计日期不同", "the printed use statement counts on another day", |scene| later(scene, "answers.headcount.measured_on")),
    otherwise!("statement-reached-otherwise", "use_statement.reached_on", "R069" advice, "打印的备案表上，达到门槛之日不同", "the printed use statement reaches on another day", |scene| later(scene, "answers.headcount.reached_on")),
    otherwise!("report-begun-otherwise", "pia_report.assessed_from", "R069" advice, "评估报告上，评估开始的日期不同", "the report begins its assessment on another day", |scene| scene.day("answers.pia.assessed_from").map_or(Value::Null, |it| days_before(it, 3).to_string().into())),
    otherwise!("report-done-otherwise", "pia_report.assessed_to", "R069" advice, "评估报告上，评估结束的日期不同", "the report ends its assessment on another day", |scene| scene.day("answers.pia.assessed_to").map_or(Value::Null, |it| days_before(it, 1).to_string().into())),
    otherwise!("report-signed-otherwise", "pia_report.signed_on", "R069" advice, "评估报告上，签署日期不同", "the report is signed on another day", |scene| scene.day("answers.pia.signed_on").map_or(Value::Null, |it| days_before(it, 1).to_string().into())),
    of_a_use!("statement-safety-otherwise", "use_statement", first_use, "safety", "R070" fail, "打印的备案表上，少一类安全措施", "the printed use statement lacks a measure", fewer_measures),
    of_a_use!("statement-algorithm-otherwise", "use_statement", first_use, "algorithm", "R070" advice, "打印的备案表上，算法不同", "the printed use statement names another algorithm", |_, _| "辨容算法 V9".into()),
    other_material!("plan-algorithm-otherwise", "security-plan", "security_plan.algorithm", "R070" advice, "安全防护方案写的算法哪个应用也不用", "the plan names an algorithm that no use has", |_| "辨容算法 V9".into()),
    otherwise!("profile-level-otherwise", "handler_profile.mlps_level", "R070" advice, "基本情况表上，等级保护级别不同", "the profile has another MLPS level", another_level),
    otherwise!("report-level-otherwise", "pia_report.mlps_level", "R070" advice, "评估报告上，等级保护级别不同", "the report has another MLPS level", another_level),
    other_material!("plan-level-otherwise", "security-plan", "security_plan.mlps_level", "R070" advice, "安全防护方案上，等级保护级别不同", "the plan has another MLPS level", another_level),
    otherwise!("profile-infrastructure-otherwise", "handler_profile.cii", "R070" advice, "基本情况表上，是关键信息基础设施运营者", "the profile says critical infrastructure", |scene| the_opposite(scene, "answers.handler.cii")),
    unanswered!(
        "mode-left-to-documents",
        "mode",
        "R067",
        "没有填方式，备案表和评估报告不同",
        "no mode is answered, and form and report differ",
        "1:1",
        "1:N",
        |_, _| {}
    ),
    unanswered!(
        "retention-left-to-documents",
        "retention",
        "R064",
        "没有填保存期限，备案表和评估报告不同",
        "no retention is answered, and form and report differ",
        json!({ "length": 30, "unit": "day" }),
        json!({ "length": 1, "unit": "year" }),
        |_, _| {}
    ),
    unanswered!(
        "storage-left-to-documents",
        "storage",
        "R065",
        "没有填存储位置，备案表和评估报告不同",
        "no place of storage is answered, and form and report differ",
        "device",
        "local-server",
        |_, _| {}
    ),
    stored_nowhere!("rules-storage-otherwise", "processing-rules", "processing_rules.storage", "处理规则", "the rules store"),
    stored_nowhere!("plan-storage-otherwise", "security-plan", "security_plan.storage", "安全防护方案", "the plan stores"),
    Fault {
        name: "total-left-to-documents",
        zh: "没有填总人数，备案表和评估报告不同",
        en: "no total is answered, and form and report differ",
        plant: |scene| {
            let stored = scene.count("answers.headcount.stored");
            scene.clear("answers.headcount.stored");
            scene.set("use_statement.stored", stored);
            scene.set("pia_report.stored", stored / 2 + 3);
        },
        expect: |scene, it| {
            if scene.is_legible(Slot::UseStatement) {
                it.fail("R066", "pia_report.stored");
            }
            it.advice("R003", "answers.headcount.stored");
        },
    },
    Fault {
        name: "id-of-another-representative-unanswered",
        zh: "没有填法定代表人，营业执照和身份证是两个人",
        en: "no representative is answered, and certificate and ID name two people",
        plant: |scene| {
            scene.clear("answers.handler.representative.name");
            scene.set("legal_representative_id.name", STRANGER);
        },
        expect: |scene, it| {
            if scene.is_legible(Slot::UsccCertificate) {
                it.fail("R063", "legal_representative_id.name");
            }
            it.advice("R003", "answers.handler.representative.name");
        },
    },
    Fault {
        name: "report-of-another-third-party",
        zh: "评估报告上是另一家第三方",
        en: "the report names another third party",
        plant: |scene| {
            scene.set("answers.pia.third_party", json!({ "name": "济宁市中衡数据安全测评有限公司", "part": "承担渗透测试和日志抽查" }));
            scene.set("pia_report.third_party", STRANGE_COMPANY);
        },
        expect: |_, it| it.advice("R063", "pia_report.third_party"),
    },
    Fault {
        name: "rules-provide-to-nobody",
        zh: "处理规则写不向其他处理者提供，有一个应用提供",
        en: "the rules provide to nobody, and a use does",
        plant: |scene| {
            let id = scene.first_use();
            let recipient = json!([{ "name": STRANGE_COMPANY, "basis": "取得单独同意", "contract": "QW-2026-901", "pia_done": true }]);
            scene.set(&format!("answers.uses.{id}.recipients"), recipient);
        },
        expect: |scene, it| {
            if scene.has_other("processing-rules") {
                it.advice("R063", "processing_rules.recipients");
            }
        },
    },
    Fault {
        name: "rules-have-no-children",
        zh: "处理规则写不处理儿童，有一个应用处理",
        en: "the rules have no children, and a use does",
        plant: |scene| {
            scene.with_children();
            scene.set("processing_rules.under_14", false);
        },
        expect: |scene, it| {
            if scene.has_other("processing-rules") {
                it.advice("R068", "processing_rules.under_14");
            }
        },
    },
    Fault {
        name: "plan-has-a-measure-nobody-ticked",
        zh: "安全防护方案写了哪个应用也没有勾选的措施",
        en: "the plan has a measure that no use ticked",
        plant: |scene| {
            for id in scene.uses() {
                scene.set(&format!("answers.uses.{id}.safety"), json!(["encryption", "audit", "access-control", "authorisation"]));
            }
            scene.add_other("security-plan");
            scene.set("security_plan.safety", json!(["encryption", "intrusion-detection"]));
        },
        expect: |scene, it| {
            scene.uses().iter().for_each(|id| it.fail("R029", format!("answers.uses.{id}.safety")));
            if !scene.uses().is_empty() {
                it.advice("R070", "security_plan.safety");
                it.advice("R070", "pia_report.safety");
            }
        },
    },
];

fn export_nobody_has(scene: &Scene) -> Value {
    let exports = |id: &String| scene.get(&format!("answers.uses.{id}.cross_border")) == Some(&Value::Bool(true));
    if scene.uses().iter().any(exports) { Value::Null } else { true.into() }
}

fn fewer_measures(_: &Scene, _: &str) -> Value {
    json!(["encryption", "audit", "access-control", "authorisation"])
}

fn another_level(scene: &Scene) -> Value {
    match scene.count("answers.handler.mlps.1.level") {
        0 => Value::Null, // no system, no level
        2 => 3.into(),
        _ => 2.into(),
    }
}
