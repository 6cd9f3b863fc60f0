//! Who files: the same name, number or person in another spelling, and documents that still hold.

use serde_json::Value;

use super::NearMiss;
use crate::sample::scene::Scene;

macro_rules! says {
    ($name:literal, $rule:literal, $at:literal, $zh:literal, $en:literal, $value:expr) => {
        NearMiss {
            name: $name,
            rule: $rule,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let value: fn(&Scene) -> String = $value;
                let value = value(scene);
                scene.set($at, value);
            },
        }
    };
}

pub(super) const NEAR_MISSES: &[NearMiss] = &[
    NearMiss {
        name: "brackets-of-another-width",
        rule: "R007",
        zh: "表单里名称的括号是全角，营业执照上是半角",
        en: "the name's brackets are full-width in the form and half-width on the certificate",
        plant: |scene| {
            let name = with_brackets(scene.text("certificate.name"));
            let half = name.replace('（', "(").replace('）', ")");
            scene.set("answers.handler.name", name.clone());
            scene.set("certificate.name", half);
            for letter in ["mandate", "undertaking"] {
                scene.set(&format!("{letter}.principal"), name.clone());
                scene.set(&format!("{letter}.seal"), name.clone());
            }
        },
    },
    says!(
        "representative-with-a-blank",
        "R009",
        "answers.handler.representative.name",
        "表单里法定代表人的姓名中间打了空格",
        "the representative's name is typed with a blank in it",
        |scene| with_a_blank(scene.text("answers.handler.representative.name"))
    ),
    says!(
        "agent-with-a-blank",
        "R011",
        "answers.handler.agent.name",
        "表单里经办人的姓名中间打了空格",
        "the agent's name is typed with a blank in it",
        |scene| with_a_blank(scene.text("answers.handler.agent.name"))
    ),
    says!(
        "certificate-last-day",
        "R015",
        "certificate.valid_until",
        "营业执照今天到期，仍在有效期内",
        "the certificate ends today and is still valid",
        |scene| scene.as_of.to_string()
    ),
    says!(
        "agent-id-last-day",
        "R016",
        "agent_id.valid_until",
        "经办人身份证今天到期，仍在有效期内",
        "the agent's ID expires today and is still valid",
        |scene| scene.as_of.to_string()
    ),
    says!(
        "long-term-id",
        "R016",
        "legal_representative_id.valid_until",
        "法定代表人身份证长期有效",
        "the representative's ID is valid without end",
        |_| "长期".to_owned()
    ),
    NearMiss {
        name: "only-what-is-required",
        rule: "R003",
        zh: "选填项没有填",
        en: "optional fields are blank",
        plant: |scene| {
            for field in ["office_address", "agent.email", "agent.department", "agent.authority_until", "representative.phone"] {
                scene.clear(&format!("answers.handler.{field}"));
            }
        },
    },
    NearMiss {
        name: "group-without-members",
        rule: "R005",
        zh: "集团成员一栏是空表",
        en: "the table of group members is empty",
        plant: |scene| scene.set("answers.handler.group", Value::Array(Vec::new())),
    },
];

/// 临沂青穗智联科技有限公司 becomes 临沂青穗智联科技（华东）有限公司.
fn with_brackets(name: &str) -> String {
    name.replace("有限公司", "（华东）有限公司")
}

fn with_a_blank(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| format!("{first} {}", letters.as_str())).unwrap_or_default()
}
