//! Face uses: words that sound like a fault and say the opposite.

use serde_json::{Value, json};

use super::NearMiss;
use crate::sample::scene::Scene;

/// One answer of one use, in other words.
macro_rules! in_a_use {
    ($name:literal, $rule:literal, $use:ident, $field:literal, $value:expr, $zh:literal, $en:literal) => {
        NearMiss {
            name: $name,
            rule: $rule,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let at = format!("answers.uses.{}.{}", scene.$use(), $field);
                scene.set(&at, $value);
            },
        }
    };
}

/// The same retention in the form and in the report.
macro_rules! kept {
    ($name:literal, $rule:literal, $use:ident, $form:expr, $report:expr, $zh:literal, $en:literal) => {
        NearMiss { name: $name, rule: $rule, zh: $zh, en: $en, plant: |scene| keep(scene, &scene.$use(), $form, $report) }
    };
}

pub(super) const NEAR_MISSES: &[NearMiss] = &[
    in_a_use!(
        "no-search-is-said",
        "R017",
        verifying_use,
        "description",
        "采集现场人脸后只与本人登记的一份模板作一对一比对，不在人脸库中作一对多检索，核对一致即放行。",
        "处理方式 1:1，文字说明不作一对多检索",
        "the mode is 1:1 and the words say that there is no 1:N search"
    ),
    kept!(
        "kept-until-leaving",
        "R018",
        first_use,
        json!({ "rule": "本人离职、注销或者撤回同意之日起7日内删除", "reason": "此后对本目的不再有用" }),
        json!({ "rule": "本人离职、注销或者撤回同意之日起7日内删除", "reason": "此后对本目的不再有用" }),
        "保存到离职或者撤回同意后 7 日，没有写天数",
        "kept until seven days after leaving or withdrawal, with no number of days"
    ),
    kept!(
        "not-kept-long",
        "R018",
        middle_use,
        json!({ "rule": "不长期保存，比对完成后立即删除", "reason": "比对完成即无需要" }),
        json!({ "rule": "不长期保存，比对完成后立即删除", "reason": "比对完成即无需要" }),
        "写「不长期保存」，里面有「长期保存」四个字",
        "不长期保存 (not kept long) holds the words 长期保存"
    ),
    kept!(
        "days-as-months",
        "R019",
        last_use,
        json!({ "length": 90, "unit": "day", "reason": "售后争议的处理期" }),
        json!({ "length": 3, "unit": "month", "reason": "售后争议的处理期" }),
        "表里写 90 日，评估报告写 3 个月",
        "90 days in the form, 3 months in the report"
    ),
    kept!(
        "sixty-days-as-months",
        "R019",
        first_use,
        json!({ "length": 2, "unit": "month", "reason": "核对争议的处理期" }),
        json!({ "length": 60, "unit": "day", "reason": "核对争议的处理期" }),
        "表里写 2 个月，评估报告写 60 日",
        "2 months in the form, 60 days in the report"
    ),
    kept!(
        "exactly-ninety-days",
        "R055",
        middle_use,
        json!({ "length": 90, "unit": "day", "reason": "投诉处理期为90日，期满无需要" }),
        json!({ "length": 90, "unit": "day", "reason": "投诉处理期为90日，期满无需要" }),
        "保存正好 90 日，不超过有人说的 90 日",
        "exactly 90 days, which is not above the 90 that are claimed"
    ),
    in_a_use!(
        "refusers-show-their-badge",
        "R020",
        first_use,
        "alternative",
        "不愿刷脸、无法刷脸的，在同一通道刷工牌并由值守人员核对照片后进入",
        "替代方式里出现「不愿刷脸」「无法刷脸」",
        "the other way speaks of those who will not or cannot use their face"
    ),
    in_a_use!(
        "never-only-face-is-said",
        "R020",
        last_use,
        "alternative",
        "不存在只能刷脸的情形：可到任一门店凭有效证件人工办理，申请页上并列显示",
        "写明不存在只能刷脸的情形",
        "it is said that face is never the only way"
    ),
    NearMiss {
        name: "public-and-safe",
        rule: "R021",
        zh: "公共场所，为公共安全所必需，有提示标识",
        en: "a public place, necessary for public safety, with a sign",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.middle_use());
            scene.set(&format!("{at}.place"), "public");
            scene.set(&format!("{at}.public_safety"), "出入口人员密集，曾发生冒名进入引发的冲突，为防范踩踏和暴力事件、维护公共安全所必需");
            scene.set(&format!("{at}.devices.sign"), true);
        },
    },
    NearMiss {
        name: "outside-changing-room",
        rule: "R022",
        zh: "设备在更衣室门外的走廊，写明不在更衣室内",
        en: "the device stands in the corridor and not in the changing room, as is said",
        plant: |scene| stand(scene, "更衣室门外走廊的通道闸机，不在更衣室内设置任何镜头"),
    },
    NearMiss {
        name: "office-of-the-rooms",
        rule: "R022",
        zh: "设备在客房部办公室，不是客房",
        en: "the device stands in the office of the hotel's room service, which is no hotel room",
        plant: |scene| stand(scene, "客房部办公室门口的考勤终端，采集区域为终端前0.8米"),
    },
    in_a_use!(
        "nothing-is-ticked-beforehand",
        "R023",
        first_use,
        "consent_capture",
        "单独弹窗说明目的、期限和撤回办法，不默认勾选，本人点击同意后才启动镜头",
        "取得同意的写法里有「默认勾选」，意思是不默认勾选",
        "the words 默认勾选 occur, in saying that nothing is ticked beforehand"
    ),
    NearMiss {
        name: "children-in-order",
        rule: "R024",
        zh: "有不满十四周岁的人，监护人同意和专门规则齐全",
        en: "children under 14, with guardians' consent and rules of their own",
        plant: |scene| drop(scene.with_children()),
    },
    NearMiss {
        name: "internet-by-a-named-law",
        rule: "R026",
        zh: "经互联网传输，写明依据哪部法律",
        en: "faces go over the internet on a law that is named",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.last_use());
            scene.set(&format!("{at}.internet_basis"), "law");
            scene.set(&format!("{at}.internet_law"), "《中华人民共和国反洗钱法》关于客户身份识别的规定（具体条款见所附说明）");
        },
    },
    NearMiss {
        name: "stored-outside-by-a-named-law",
        rule: "R027",
        zh: "存在设备以外，写明依据哪部法律",
        en: "faces are stored outside the device on a law that is named",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.last_use());
            scene.set(&format!("{at}.storage_basis"), "law");
            scene.set(&format!("{at}.storage_law"), "《中华人民共和国反洗钱法》关于客户身份资料保存的规定（具体条款见所附说明）");
        },
    },
    in_a_use!(
        "four-matters-without-the-rest",
        "R028",
        first_use,
        "notice",
        json!(["rights", "necessity-and-effect", "purpose-and-retention", "handler"]),
        "告知了四项固定内容，没有「其他事项」，次序也不同",
        "the four fixed matters are told, in another order and without the rest"
    ),
    in_a_use!(
        "measures-in-another-order",
        "R029",
        first_use,
        "safety",
        json!(["intrusion-detection", "authorisation", "access-control", "audit", "encryption"]),
        "五类安全措施都有，次序不同",
        "all five kinds of measures, in another order"
    ),
    NearMiss {
        name: "export-by-a-named-route",
        rule: "R030",
        zh: "出境，写明标准合同备案",
        en: "faces leave China on a standard contract that was filed",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.last_use());
            scene.set(&format!("{at}.cross_border"), true);
            scene.set(&format!("{at}.cross_border_route"), "个人信息出境标准合同，已向省级网信部门备案");
        },
    },
    in_a_use!(
        "short-and-specific",
        "R031",
        last_use,
        "purpose",
        "换绑手机号时核验操作者是账号本人，防止冒用",
        "处理目的很短，但是具体",
        "a purpose that is short and specific"
    ),
    in_a_use!(
        "vague-word-in-a-specific-purpose",
        "R031",
        first_use,
        "purpose",
        "在财务室门禁作身份识别，核对刷工牌的人就是工牌所属员工，防止借用工牌进入财务区域",
        "处理目的里有「身份识别」，后面写明了做什么用",
        "the purpose holds the words 身份识别 and goes on to say what for"
    ),
    NearMiss {
        name: "server-of-ones-own",
        rule: "R057",
        zh: "存在自有机房，没有云服务商",
        en: "faces are stored on a server of one's own, without a cloud provider",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.last_use());
            scene.set(&format!("{at}.storage"), "local-server");
            scene.set(&format!("{at}.storage_provider"), "自有机房（本单位所在园区）");
            scene.set(&format!("{at}.entrusted"), json!([]));
        },
    },
];

fn keep(scene: &mut Scene, id: &str, form: Value, report: Value) {
    scene.set(&format!("answers.uses.{id}.retention"), form);
    scene.set(&format!("answers.pia.uses.{id}.retention"), report);
}

fn stand(scene: &mut Scene, area: &str) {
    let at = format!("answers.uses.{}", scene.first_use());
    scene.set(&format!("{at}.area"), area);
    scene.set(&format!("{at}.devices.place"), area);
}
