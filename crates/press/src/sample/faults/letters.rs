//! The mandate and the undertaking.

use super::Fault;
use crate::sample::invent::{days_after, days_before};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "mandate-for-another-agent",
        zh: "委托书写的是另一位经办人",
        en: "the mandate names another agent",
        plant: |scene| scene.set("mandate.agent", "卢怀瑾"),
        expect: |_, it| it.fail("R045", "mandate.agent"),
    },
    Fault {
        name: "mandate-for-another-number",
        zh: "委托书上经办人的身份证号码是别人的",
        en: "the mandate bears another person's ID number",
        plant: |scene| {
            let number = scene.text("answers.handler.representative.id_number").to_owned();
            scene.set("mandate.agent_number", number);
        },
        expect: |_, it| it.fail("R045", "mandate.agent_number"),
    },
    Fault {
        name: "mandate-for-something-else",
        zh: "委托事项没有写人脸识别备案",
        en: "the mandate's matter is not the face-recognition filing",
        plant: |scene| scene.set("mandate.scope", "代表本单位办理网络安全等级保护定级材料的报送和年度检查配合事宜"),
        expect: |_, it| {
            it.advice("R046", "mandate.scope");
            it.advice("R047", "mandate.scope");
        },
    },
    Fault {
        name: "mandate-without-the-words",
        zh: "委托事项没有「人脸识别备案专用」字样",
        en: "the mandate lacks the words 人脸识别备案专用",
        plant: |scene| scene.set("mandate.scope", "代表本单位办理人脸识别技术应用备案的填报、提交和补正事宜"),
        expect: |_, it| it.advice("R047", "mandate.scope"),
    },
    Fault {
        name: "mandate-over",
        zh: "委托期限已过",
        en: "the mandate's term is over",
        plant: |scene| {
            scene.set("mandate.signed_on", days_before(scene.as_of, 200).to_string());
            scene.set("mandate.term_from", days_before(scene.as_of, 200).to_string());
            scene.set("mandate.term_to", days_before(scene.as_of, 18).to_string());
        },
        expect: |_, it| it.advice("R048", "mandate.term_to"),
    },
    Fault {
        name: "mandate-not-begun",
        zh: "委托期限还没有开始",
        en: "the mandate's term has not begun",
        plant: |scene| scene.set("mandate.term_from", days_after(scene.as_of, 9).to_string()),
        expect: |_, it| it.advice("R048", "mandate.term_from"),
    },
    Fault {
        name: "mandate-signed-tomorrow",
        zh: "委托书的日期在将来",
        en: "the mandate is dated in the future",
        plant: |scene| scene.set("mandate.signed_on", days_after(scene.as_of, 3).to_string()),
        expect: |_, it| it.advice("R049", "mandate.signed_on"),
    },
    Fault {
        name: "undertaking-signed-tomorrow",
        zh: "承诺书的日期在将来",
        en: "the undertaking is dated in the future",
        plant: |scene| scene.set("undertaking.signed_on", days_after(scene.as_of, 2).to_string()),
        expect: |_, it| it.advice("R049", "undertaking.signed_on"),
    },
];
