//! The impact assessment.

use serde_json::{Value, json};

use super::{Expectations, Fault};
use crate::sample::invent::{days_after, days_before};
use crate::sample::scene::Scene;

macro_rules! without_content {
    ($name:literal, $number:literal, $zh:literal, $en:literal) => {
        Fault {
            name: $name,
            zh: concat!("评估报告没有写", $zh),
            en: concat!("the PIA report does not treat ", $en),
            plant: |scene| scene.set(concat!("pia_report.contents.", $number), Value::Null),
            expect: |_, it| it.fail("R037", concat!("pia_report.contents.", $number)),
        }
    };
}

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "pia-after-use",
        zh: "评估报告在开始使用之后才签署",
        en: "the PIA was signed after use began",
        plant: |scene| {
            let began = first_day_of_use(scene);
            scene.set("answers.pia.signed_on", days_after(began, 33).to_string());
            scene.set("answers.pia.assessed_to", days_after(began, 30).to_string());
            scene.set("answers.pia.assessed_from", days_after(began, 9).to_string());
        },
        expect: |scene, it| too_late(scene, it),
    },
    Fault {
        name: "pia-signed-tomorrow",
        zh: "评估报告的签署日期在将来",
        en: "the PIA is dated in the future",
        plant: |scene| scene.set("pia_report.signed_on", days_after(scene.as_of, 4).to_string()),
        expect: |scene, it| {
            it.advice("R049", "pia_report.signed_on");
            too_late(scene, it);
            it.advice("R069", "pia_report.signed_on");
        },
    },
    Fault {
        name: "retention-disagrees",
        zh: "表里写的是几十天，评估报告写的是一年",
        en: "the form keeps faces for days, the PIA report for a year",
        plant: |scene| {
            let id = scene.last_use();
            scene.set(&format!("pia_report.uses.{id}.retention"), json!({ "length": 1, "unit": "year", "reason": "与会员资料一并保存" }));
        },
        expect: |scene, it| it.fail("R019", format!("pia_report.uses.{}.retention", scene.last_use())),
    },
    without_content!("pia-without-lawfulness", "1", "合法、正当、必要", "lawfulness, legitimacy and necessity"),
    without_content!("pia-without-effects", "2", "对个人权益的影响", "the effects on people's interests"),
    without_content!("pia-without-risks", "3", "泄露等风险和危害", "the risks of leaks and the harm"),
    without_content!("pia-without-protections", "4", "保护措施是否相适应", "whether the protections fit the risk"),
    Fault {
        name: "pia-content-blank",
        zh: "评估的第一项内容没有填，报告里也就没有",
        en: "the first content of the PIA was left blank, so the report lacks it",
        plant: |scene| scene.clear("answers.pia.contents.lawfulness"),
        expect: |_, it| {
            it.fail("R003", "answers.pia.contents.lawfulness");
            it.fail("R037", "pia_report.contents.1");
        },
    },
    Fault {
        name: "pia-passes-over-a-use",
        zh: "评估报告漏了一个应用",
        en: "the PIA report passes over a face use",
        plant: |scene| {
            let id = scene.first_use();
            scene.set(&format!("pia_report.uses.{id}"), Value::Null);
        },
        expect: |scene, it| it.advice("R038", format!("pia_report.uses.{}", scene.first_use())),
    },
    Fault {
        name: "risk-level-too-low",
        zh: "风险等级写低了：影响高、可能性中，写成低",
        en: "a risk of high impact and medium likelihood is called low",
        plant: |scene| {
            scene.set("answers.pia.risks.5.impact", "高");
            scene.set("answers.pia.risks.5.likelihood", "中");
            scene.set("answers.pia.risks.5.level", "低");
        },
        expect: |_, it| it.advice("R039", "answers.pia.risks.5.level"),
    },
    Fault {
        name: "third-party-undescribed",
        zh: "写了第三方参与评估，没写它做了什么",
        en: "a third party took part in the PIA and its part is not described",
        plant: |scene| scene.set("answers.pia.third_party", json!({ "name": "中衡数据安全测评有限公司", "part": "无" })),
        expect: |_, it| it.fail("R040", "answers.pia.third_party.part"),
    },
];

fn first_day_of_use(scene: &Scene) -> jiff::civil::Date {
    let days = scene.uses().into_iter().filter_map(|id| scene.day(&format!("answers.uses.{id}.started_on")));
    days.min().unwrap_or(days_before(scene.as_of, 180))
}

/// Later than the first use, where there is one.
fn too_late(scene: &Scene, it: &mut Expectations) {
    if !scene.uses().is_empty() {
        it.fail("R012", "pia_report.signed_on");
    }
}
