//! Who files: names, codes and numbers, and how the documents agree on them.

use super::Fault;
use crate::sample::invent::{Words, days_before, number_with_a_slip, uscc_with_wrong_inside};
use crate::sample::scene::{Scene, somebody_elses_code};

macro_rules! says_otherwise {
    ($name:literal, $rule:literal, $at:literal, $zh:literal, $en:literal, $value:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let value: fn(&Scene) -> String = $value;
                scene.set($at, value(scene));
            },
            expect: |_, it| it.fail($rule, $at),
        }
    };
}

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "name-on-form-wrong",
        zh: "表单里的单位名称写错，与所有扫描件不一致",
        en: "the name in the forms is wrong and differs from every scan",
        plant: |scene| scene.set("answers.handler.name", third_name(scene)),
        expect: |_, it| {
            it.fail("R007", "certificate.name");
            it.fail("R013", "mandate.principal");
            it.fail("R013", "undertaking.principal");
        },
    },
    Fault {
        name: "code-on-form-mistyped",
        zh: "表单里的统一社会信用代码错一位，校验不过",
        en: "one place of the credit code in the forms is wrong and its check fails",
        plant: |scene| scene.set("answers.handler.uscc", number_with_a_slip(scene.text("answers.handler.uscc"))),
        expect: |_, it| {
            it.fail("R005", "answers.handler.uscc");
            it.fail("R008", "certificate.uscc");
            it.fail("R014", "mandate.principal_uscc");
            it.fail("R014", "undertaking.principal_uscc");
        },
    },
    Fault {
        name: "code-typed-in-groups",
        zh: "表单里的代码按四位一组打了空格",
        en: "the code in the forms is typed in groups with blanks between",
        plant: |scene| scene.set("answers.handler.uscc", in_groups(scene.text("answers.handler.uscc"))),
        expect: |_, it| it.fail("R005", "answers.handler.uscc"),
    },
    Fault {
        name: "code-wrong-inside",
        zh: "代码末位校验对，内含的组织机构代码校验不对，各处一致",
        en: "the code's last check is right, that of the organisation code inside is wrong, alike everywhere",
        plant: |scene| {
            let wrong = uscc_with_wrong_inside(scene.text("certificate.uscc"));
            for at in ["answers.handler.uscc", "certificate.uscc", "mandate.principal_uscc", "undertaking.principal_uscc"] {
                scene.set(at, wrong.clone());
            }
        },
        expect: |_, it| it.fail("R005", "answers.handler.uscc"),
    },
    Fault {
        name: "member-code-mistyped",
        zh: "集团成员的代码错一位",
        en: "one place of a group member's code is wrong",
        plant: |scene| {
            let code = number_with_a_slip(&somebody_elses_code(scene));
            let name = format!("{}分销有限公司", scene.text("answers.handler.name").trim_end_matches("有限公司"));
            scene.set("answers.handler.group", serde_json::json!([{ "name": name, "uscc": code, "role": "控股子公司，由总部统一备案" }]));
        },
        expect: |_, it| it.fail("R005", "answers.handler.group.1.uscc"),
    },
    Fault {
        name: "representative-number-mistyped",
        zh: "表单里法定代表人的身份证号码错一位，校验不过",
        en: "one digit of the representative's ID number in the form is wrong and its check fails",
        plant: |scene| slip(scene, "answers.handler.representative.id_number"),
        expect: |_, it| {
            it.fail("R006", "answers.handler.representative.id_number");
            it.fail("R010", "legal_representative_id.number");
        },
    },
    Fault {
        name: "agent-number-mistyped",
        zh: "表单里经办人的身份证号码错一位，校验不过",
        en: "one digit of the agent's ID number in the form is wrong and its check fails",
        plant: |scene| slip(scene, "answers.handler.agent.id_number"),
        expect: |_, it| {
            it.fail("R006", "answers.handler.agent.id_number");
            it.fail("R011", "agent_id.number");
            it.fail("R045", "mandate.agent_number");
        },
    },
    says_otherwise!(
        "certificate-of-another-name",
        "R007",
        "certificate.name",
        "营业执照上是另一家的名称",
        "the certificate bears another name",
        other_name
    ),
    says_otherwise!(
        "certificate-of-another-code",
        "R008",
        "certificate.uscc",
        "营业执照上是另一个代码",
        "the certificate bears another code",
        somebody_elses_code
    ),
    says_otherwise!(
        "certificate-of-another-representative",
        "R009",
        "certificate.representative",
        "营业执照上是另一位法定代表人",
        "the certificate names another representative",
        other_person
    ),
    says_otherwise!(
        "representative-id-of-another-name",
        "R010",
        "legal_representative_id.name",
        "法定代表人身份证上是别人的姓名",
        "the representative's ID bears another name",
        other_person
    ),
    says_otherwise!(
        "representative-id-of-another-number",
        "R010",
        "legal_representative_id.number",
        "法定代表人身份证上是另一个号码",
        "the representative's ID bears another number",
        other_number
    ),
    says_otherwise!(
        "agent-id-of-another-name",
        "R011",
        "agent_id.name",
        "经办人身份证上是别人的姓名",
        "the agent's ID bears another name",
        other_person
    ),
    says_otherwise!(
        "agent-id-of-another-number",
        "R011",
        "agent_id.number",
        "经办人身份证上是另一个号码",
        "the agent's ID bears another number",
        other_number
    ),
    says_otherwise!(
        "profile-of-another-name",
        "R013",
        "handler_profile.name",
        "基本情况表写的是另一家的名称",
        "the handler profile names another company",
        other_name
    ),
    says_otherwise!(
        "profile-of-another-code",
        "R014",
        "handler_profile.uscc",
        "基本情况表写的是另一个代码",
        "the handler profile bears another code",
        somebody_elses_code
    ),
    says_otherwise!(
        "statement-of-another-name",
        "R013",
        "use_statement.name",
        "备案表写的是另一家的名称",
        "the use statement names another company",
        other_name
    ),
    says_otherwise!(
        "statement-of-another-code",
        "R014",
        "use_statement.uscc",
        "备案表写的是另一个代码",
        "the use statement bears another code",
        somebody_elses_code
    ),
    says_otherwise!(
        "pia-of-another-name",
        "R013",
        "pia_report.name",
        "评估报告写的是另一家的名称",
        "the PIA report names another company",
        other_name
    ),
    says_otherwise!(
        "pia-of-another-code",
        "R014",
        "pia_report.uscc",
        "评估报告写的是另一个代码",
        "the PIA report bears another code",
        somebody_elses_code
    ),
    says_otherwise!(
        "mandate-of-another-name",
        "R013",
        "mandate.principal",
        "委托书的委托单位是另一家",
        "the mandate's principal is another company",
        other_name
    ),
    says_otherwise!(
        "mandate-of-another-code",
        "R014",
        "mandate.principal_uscc",
        "委托书上是另一个代码",
        "the mandate bears another code",
        somebody_elses_code
    ),
    says_otherwise!(
        "undertaking-of-another-name",
        "R013",
        "undertaking.principal",
        "承诺书的承诺单位是另一家",
        "the undertaking is another company's",
        other_name
    ),
    says_otherwise!(
        "undertaking-of-another-code",
        "R014",
        "undertaking.principal_uscc",
        "承诺书上是另一个代码",
        "the undertaking bears another code",
        somebody_elses_code
    ),
    Fault {
        name: "certificate-expired",
        zh: "营业执照的营业期限已满",
        en: "the certificate's term is over",
        plant: |scene| scene.set("certificate.valid_until", days_before(scene.as_of, 12).to_string()),
        expect: |_, it| it.advice("R015", "certificate.valid_until"),
    },
    Fault {
        name: "representative-id-expired",
        zh: "法定代表人身份证已过期",
        en: "the representative's ID has expired",
        plant: |scene| scene.set("legal_representative_id.valid_until", days_before(scene.as_of, 41).to_string()),
        expect: |_, it| it.advice("R016", "legal_representative_id.valid_until"),
    },
    Fault {
        name: "agent-id-expired",
        zh: "经办人身份证昨天到期",
        en: "the agent's ID expired yesterday",
        plant: |scene| scene.set("agent_id.valid_until", days_before(scene.as_of, 1).to_string()),
        expect: |_, it| it.advice("R016", "agent_id.valid_until"),
    },
];

fn in_groups(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn slip(scene: &mut Scene, at: &str) {
    scene.set(at, number_with_a_slip(scene.text(at)));
}

fn other_name(scene: &Scene) -> String {
    name_drawn(scene, 0x0711)
}

/// Another one still, so that a wrong form and a wrong certificate do not agree by chance.
fn third_name(scene: &Scene) -> String {
    name_drawn(scene, 0x0712)
}

fn name_drawn(scene: &Scene, salt: u64) -> String {
    let mut rng = fastrand::Rng::with_seed(scene.seed ^ salt);
    Words::load().other_company_name(&mut rng, scene.text("certificate.name"))
}

/// A name that no person of the scene has.
fn other_person(scene: &Scene) -> String {
    let names = ["佟若谷", "尹书瑶", "邱怀远"];
    let free = |name: &&&str| !scene.tree.to_string().contains(**name);
    names.iter().find(free).copied().unwrap_or("佟若谷").to_owned()
}

/// Another number with a right check character: the order differs.
fn other_number(scene: &Scene) -> String {
    let number = scene.text("answers.handler.representative.id_number");
    let order = if &number[14..17] == "482" { "735" } else { "482" };
    let first_17 = format!("{}{order}", &number[..14]);
    let check = casework::words::IdNumber::check_character(&first_17).unwrap_or('0');
    format!("{first_17}{check}")
}
