//! People, days and clocks: figures that stand just on the right side.

use jiff::civil::Date;
use law::{Duty, Law};
use serde_json::{Value, json};

use super::NearMiss;
use crate::sample::invent::days_before;
use crate::sample::scene::Scene;

pub(super) const NEAR_MISSES: &[NearMiss] = &[
    NearMiss {
        name: "exactly-threshold",
        rule: "R032",
        zh: "存储人数正好十万，达到即含本数",
        en: "exactly 100 000 people are stored, which reaches the threshold",
        plant: |scene| {
            let last = scene.last_use();
            scene.set(&format!("answers.uses.{last}.headcount"), 99_000);
            scene.set("answers.headcount.stored", 100_000);
        },
    },
    NearMiss {
        name: "counted-on-the-day",
        rule: "R033",
        zh: "统计之日就是达到之日",
        en: "people were counted on the day the threshold was reached",
        plant: |scene| {
            let reached = scene.text("answers.headcount.reached_on").to_owned();
            count_on(scene, &reached);
        },
    },
    NearMiss {
        name: "last-day-of-the-window",
        rule: "R034",
        zh: "今天是三十个工作日的最后一天",
        en: "today is the last of the 30 working days",
        plant: |scene| {
            let began = last_start_in_time(scene.as_of);
            scene.set("answers.headcount.reached_on", began.to_string());
        },
    },
    NearMiss {
        name: "no-one-twice",
        rule: "R035",
        zh: "去重后的人数等于各应用相加：没有人在两个应用里",
        en: "the total equals the sum of all uses: no one is in two of them",
        plant: |scene| {
            let sum: u64 = scene.uses().iter().map(|id| scene.count(&format!("answers.uses.{id}.headcount"))).sum();
            set_people(scene, sum, sum + 90_000);
            scene.set("answers.headcount.stored", sum);
        },
    },
    NearMiss {
        name: "all-in-the-largest",
        rule: "R035",
        zh: "去重后的人数等于最大的应用：其他应用的人都在里面",
        en: "the total equals the largest use: all others are in it",
        plant: |scene| {
            let largest = scene.uses().iter().map(|id| scene.count(&format!("answers.uses.{id}.headcount"))).max();
            scene.set("answers.headcount.stored", largest.unwrap_or_default());
        },
    },
    NearMiss {
        name: "only-people-with-faces",
        rule: "R036",
        zh: "处理个人信息的总人数等于存人脸的人数",
        en: "as many people in total as faces are stored",
        plant: |scene| {
            let stored = scene.count("answers.headcount.stored");
            set_people(scene, stored, stored);
        },
    },
    NearMiss {
        name: "children-on-both-forms",
        rule: "R059",
        zh: "两张表都写有不满十四周岁的人",
        en: "both forms speak of children under 14",
        plant: |scene| {
            scene.with_children();
            scene.set("answers.handler.people.under_14_count", 411);
        },
    },
    NearMiss {
        name: "pia-on-first-day",
        rule: "R012",
        zh: "评估报告在开始使用当天签署",
        en: "the report was signed on the first day of use",
        plant: |scene| {
            let days = scene.uses().into_iter().filter_map(|id| scene.day(&format!("answers.uses.{id}.started_on")));
            let first = days.min().unwrap_or(days_before(scene.as_of, 180));
            scene.set("answers.pia.signed_on", first.to_string());
        },
    },
    NearMiss {
        name: "risk-raised-with-a-reason",
        rule: "R039",
        zh: "风险等级高于矩阵，写了调整和理由",
        en: "a risk stands above the matrix, with its modifier and reason",
        plant: |scene| {
            let raised = [("level", "高"), ("modifier", "影响+1"), ("reason", "涉及人数超过十万，影响程度上调一级")];
            raised.into_iter().for_each(|(field, value)| scene.set(&format!("answers.pia.risks.5.{field}"), value));
        },
    },
    NearMiss {
        name: "risk-table-corner",
        rule: "R039",
        zh: "影响严重、可能性低，等级为中，与矩阵一致",
        en: "grave impact, low likelihood, medium risk, as the matrix has it",
        plant: |scene| {
            scene.set("answers.pia.risks.1.impact", "严重");
            scene.set("answers.pia.risks.1.likelihood", "低");
            scene.set("answers.pia.risks.1.level", "中");
        },
    },
    NearMiss {
        name: "third-party-described",
        rule: "R040",
        zh: "第三方参与评估，写明它做了什么",
        en: "a third party took part and its part is described",
        plant: |scene| {
            let third = json!({ "name": "中衡数据安全测评有限公司", "part": "对模板库和接口做漏洞扫描，核对日志抽样，结果见报告第五章" });
            scene.set("answers.pia.third_party", third);
        },
    },
    NearMiss {
        name: "no-third-party",
        rule: "R040",
        zh: "第三方一栏写「无」",
        en: "the third party's field says there is none",
        plant: |scene| scene.set("answers.pia.third_party", json!({ "name": "无", "part": "无" })),
    },
];

fn set_people(scene: &mut Scene, sensitive: u64, total: u64) {
    scene.set("answers.handler.people.sensitive", sensitive);
    scene.set("answers.handler.people.total", total);
}

fn count_on(scene: &mut Scene, day: &str) {
    scene.set("answers.headcount.measured_on", Value::from(day));
    for id in scene.uses() {
        scene.set(&format!("answers.uses.{id}.measured_on"), Value::from(day));
    }
}

/// The earliest day on which a clock can have begun that has not run out.
fn last_start_in_time(as_of: Date) -> Date {
    let in_time = |from: &Date| Law::embedded().due(Duty::Filing, *from).earliest >= as_of;
    (0..80).map(|n| days_before(as_of, n)).take_while(in_time).last().unwrap_or(as_of)
}
