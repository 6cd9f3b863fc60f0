//! People, days and clocks.

use super::Fault;
use crate::sample::invent::{days_after, days_before};
use crate::sample::scene::Scene;

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "below-threshold",
        zh: "存储人数不到十万",
        en: "fewer than 100 000 people are stored",
        plant: |scene| {
            let last = scene.last_use();
            for id in scene.uses().into_iter().filter(|id| *id != last) {
                scene.set(&format!("answers.uses.{id}.headcount"), 2_100);
            }
            scene.set(&format!("answers.uses.{last}.headcount"), 86_400);
            scene.set("answers.headcount.stored", 87_950);
            scene.clear("answers.headcount.reached_on");
        },
        expect: |_, it| {
            it.advice("R032", "answers.headcount.stored");
            it.advice("R003", "answers.headcount.reached_on");
        },
    },
    Fault {
        name: "reached-in-future",
        zh: "达到十万人的日期在将来",
        en: "the day 100 000 was reached lies in the future",
        plant: |scene| scene.set("answers.headcount.reached_on", days_after(scene.as_of, 6).to_string()),
        expect: |_, it| it.fail("R033", "answers.headcount.reached_on"),
    },
    Fault {
        name: "reached-after-measured",
        zh: "达到之日晚于统计之日",
        en: "the threshold was reached after the day people were counted",
        plant: |scene| {
            if let Some(reached) = scene.day("answers.headcount.reached_on") {
                let measured = days_before(reached, 5).to_string();
                scene.set("answers.headcount.measured_on", measured.clone());
                for id in scene.uses() {
                    scene.set(&format!("answers.uses.{id}.measured_on"), measured.clone()); // all were counted on one day
                }
            }
        },
        expect: |scene, it| {
            let day = |name: &str| scene.day(&format!("answers.headcount.{name}"));
            if day("reached_on") > day("measured_on") {
                it.fail("R033", "answers.headcount.reached_on");
            }
        },
    },
    Fault {
        name: "window-missed",
        zh: "达到十万人已经超过三十个工作日",
        en: "more than 30 working days have gone since 100 000 was reached",
        plant: |scene| scene.set("answers.headcount.reached_on", days_before(scene.as_of, 96).to_string()),
        expect: |_, it| it.fail("R034", "answers.headcount.reached_on"),
    },
    Fault {
        name: "more-than-the-sum",
        zh: "去重后的人数比各应用相加还多",
        en: "the de-duplicated total is above the sum of all uses",
        plant: |scene| {
            let sum = in_uses(scene).iter().sum::<u64>();
            scene.set("answers.headcount.stored", sum + 1_234);
            scene.set("answers.handler.people.sensitive", sum + 9_000);
            scene.set("answers.handler.people.total", sum + 80_000);
        },
        expect: |scene, it| {
            if !scene.uses().is_empty() {
                it.fail("R035", "answers.headcount.stored");
            }
        },
    },
    Fault {
        name: "less-than-the-largest",
        zh: "去重后的人数比最大的一个应用还少",
        en: "the de-duplicated total is below the largest use",
        plant: |scene| {
            let last = scene.last_use();
            let stored = scene.count("answers.headcount.stored");
            scene.set(&format!("answers.uses.{last}.headcount"), stored + 4_321);
        },
        expect: |_, it| it.fail("R035", "answers.headcount.stored"),
    },
    Fault {
        name: "people-fewer-than-faces",
        zh: "个人信息总人数比人脸人数还少",
        en: "fewer people in total than people with faces",
        plant: |scene| {
            let stored = scene.count("answers.headcount.stored");
            scene.set("answers.handler.people.total", stored - 700);
        },
        expect: |_, it| it.advice("R036", "answers.handler.people.total"),
    },
    Fault {
        name: "children-disagree",
        zh: "有应用处理不满十四周岁的人，基本情况表却写没有",
        en: "a use holds children under 14 and the profile says there are none",
        plant: |scene| {
            scene.with_children();
            scene.set("answers.handler.people.under_14", false);
            scene.clear("answers.handler.people.under_14_count");
        },
        expect: |_, it| it.advice("R059", "answers.handler.people.under_14"),
    },
    Fault {
        name: "number-in-words",
        zh: "设备数量写成了「若干台」",
        en: "the number of devices is written in words",
        plant: |scene| {
            let id = scene.first_use();
            scene.set(&format!("answers.uses.{id}.devices.count"), "若干台");
        },
        expect: |scene, it| it.advice("R061", format!("answers.uses.{}.devices.count", scene.first_use())),
    },
    Fault {
        name: "misspelt-field",
        zh: "多出一个表单里没有的字段",
        en: "the answers hold a field that the form does not have",
        plant: |scene| scene.set("answers.handler.fax_nubmer", "0000-0000000"),
        expect: |_, it| it.advice("R062", "answers.handler.fax_nubmer"),
    },
];

fn in_uses(scene: &Scene) -> Vec<u64> {
    scene.uses().iter().map(|id| scene.count(&format!("answers.uses.{id}.headcount"))).collect()
}
