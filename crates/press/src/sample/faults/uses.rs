//! Face uses: what they are for, how they ask, where they keep what they take.

use serde_json::json;

use super::Fault;
use crate::sample::scene::Scene;

macro_rules! in_a_use {
    ($name:literal, $rule:literal, $field:literal, $use:ident, $zh:literal, $en:literal, $plant:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| {
                let at = format!("answers.uses.{}", scene.$use());
                let plant: fn(&mut Scene, &str) = $plant;
                plant(scene, &at);
            },
            expect: |scene, it| it.fail($rule, format!("answers.uses.{}.{}", scene.$use(), $field)),
        }
    };
}

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "blank-contact",
        zh: "没有填个人信息主体的联系方式",
        en: "the contact for the people concerned is blank",
        plant: |scene| scene.clear("answers.handler.contact"),
        expect: |_, it| it.advice("R003", "answers.handler.contact"),
    },
    Fault {
        name: "blank-purpose",
        zh: "有一个应用没有填处理目的",
        en: "one use states no purpose",
        plant: |scene| {
            let id = scene.first_use();
            scene.clear(&format!("answers.uses.{id}.purpose"));
        },
        expect: |scene, it| it.advice("R003", format!("answers.uses.{}.purpose", scene.first_use())),
    },
    Fault {
        name: "no-processing-rules",
        zh: "没有处理规则",
        en: "no processing rules",
        plant: |scene| {
            scene.clear("answers.rules.processing");
            scene.pieces.retain(|it| it.topic != Some("processing-rules"));
        },
        expect: |_, it| it.fail("R002", "answers.rules.processing"),
    },
    Fault {
        name: "no-operating-procedures",
        zh: "没有操作规程",
        en: "no operating procedures",
        plant: |scene| {
            scene.clear("answers.rules.procedures");
            scene.pieces.retain(|it| it.topic != Some("operating-procedures"));
        },
        expect: |_, it| it.fail("R002", "answers.rules.procedures"),
    },
    Fault {
        name: "mode-against-the-words",
        zh: "处理方式勾选 1:1，文字写的是一对多检索",
        en: "the mode says 1:1 and the words describe a 1:N search",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.last_use());
            scene.set(&format!("{at}.description"), "现场采集人脸后，在全部会员的人脸库中作一对多检索，找出对应的会员账号后继续办理。");
        },
        expect: |scene, it| it.advice("R017", format!("answers.uses.{}.mode", scene.last_use())),
    },
    in_a_use!(
        "retention-without-bound",
        "R018",
        "retention",
        first_use,
        "保存期限写「长期保存」",
        "faces are kept 长期 (without end)",
        |scene, at| {
            scene.set(&format!("{at}.retention"), json!({ "rule": "长期保存，视业务需要另行通知删除", "reason": "便于后续查询" }));
        }
    ),
    Fault {
        name: "retention-over-90-days",
        zh: "保存期限 180 日，表和报告一致",
        en: "faces are kept 180 days, alike in form and report",
        plant: |scene| {
            let id = scene.first_use();
            let kept = json!({ "length": 180, "unit": "day", "reason": "按内部争议处理时限回溯核对" });
            scene.set(&format!("answers.uses.{id}.retention"), kept.clone());
            scene.set(&format!("answers.pia.uses.{id}.retention"), kept);
        },
        expect: |scene, it| it.advice("R055", format!("answers.uses.{}.retention", scene.first_use())),
    },
    in_a_use!("no-alternative", "R020", "alternative", last_use, "没有替代方式", "no other way is offered", |scene, at| {
        scene.set(&format!("{at}.alternative"), "无");
    }),
    in_a_use!("only-face", "R020", "alternative", verifying_use, "只能刷脸", "face is the only way", |scene, at| {
        scene.set(&format!("{at}.alternative"), "不提供其他方式，只能刷脸通过");
    }),
    Fault {
        name: "no-alternative-by-special-rule",
        zh: "没有替代方式，引用国家专门规定，需要人来判断",
        en: "no other way is offered, on a special rule of the state: a person must look",
        plant: |scene| {
            let at = format!("answers.uses.{}", scene.middle_use());
            scene.set(&format!("{at}.alternative"), "无");
            scene.set(&format!("{at}.special_rule"), "国家关于该项业务实名核验的专门规定（见所附说明）");
        },
        expect: |scene, it| it.cannot_tell("R020", format!("answers.uses.{}.alternative", scene.middle_use())),
    },
    in_a_use!(
        "public-place-for-marketing",
        "R021",
        "public_safety",
        first_use,
        "公共场所的设备说不出公共安全的理由",
        "a device in a public place has no public-safety reason",
        |scene, at| {
            make_public(scene, at);
            scene.set(&format!("{at}.purpose"), "统计到店顾客的人次和停留时间，据此调整商品陈列和促销安排");
            scene.set(&format!("{at}.public_safety"), "便于统计客流、分析顾客偏好，提升营销转化");
        }
    ),
    in_a_use!(
        "public-place-without-sign",
        "R021",
        "devices.sign",
        middle_use,
        "公共场所没有设提示标识",
        "no sign in a public place",
        |scene, at| {
            make_public(scene, at);
            scene.set(&format!("{at}.devices.sign"), false);
        }
    ),
    in_a_use!(
        "device-in-changing-room",
        "R022",
        "area",
        first_use,
        "设备装在更衣室内",
        "a device stands in a changing room",
        |scene, at| {
            let area = "员工更衣室内储物区一台，采集区域为柜前1米";
            scene.set(&format!("{at}.place"), "business"); // elsewhere it is left to a person
            scene.set(&format!("{at}.area"), area);
            scene.set(&format!("{at}.devices.place"), area);
        }
    ),
    in_a_use!(
        "consent-not-separate",
        "R023",
        "consent_separate",
        on_device,
        "以同意为依据，却不是单独同意",
        "consent is the basis and is not asked for separately",
        |scene, at| scene.set(&format!("{at}.consent_separate"), false)
    ),
    in_a_use!(
        "consent-by-registration",
        "R023",
        "consent_separate",
        last_use,
        "注册即同意，一揽子取得",
        "consent is bundled: whoever registers agrees",
        |scene, at| scene.set(&format!("{at}.consent_capture"), "用户协议中一揽子约定，注册即同意本公司处理其人脸信息")
    ),
    Fault {
        name: "children-without-guardian",
        zh: "不满十四周岁的人没有监护人同意",
        en: "children under 14 without a guardian's consent",
        plant: |scene| {
            let id = scene.with_children();
            scene.set(&format!("answers.uses.{id}.guardian_consent"), false);
        },
        expect: |scene, it| it.fail("R024", format!("answers.uses.{}.guardian_consent", scene.children_use())),
    },
    Fault {
        name: "children-without-rules",
        zh: "不满十四周岁的人没有专门规则",
        en: "no special rules for children under 14",
        plant: |scene| {
            let id = scene.with_children();
            scene.set(&format!("answers.uses.{id}.minor_rules"), "无");
        },
        expect: |scene, it| it.fail("R025", format!("answers.uses.{}.minor_rules", scene.children_use())),
    },
    Fault {
        name: "internet-by-unnamed-law",
        zh: "经互联网传输，依据写「法律另有规定」而不写哪部",
        en: "faces go over the internet on a law that is not named",
        plant: |scene| scene.set(&format!("answers.uses.{}.internet_basis", scene.last_use()), "law"),
        expect: |scene, it| {
            it.fail("R026", format!("answers.uses.{}.internet_basis", scene.last_use()));
            it.advice("R003", format!("answers.uses.{}.internet_law", scene.last_use()));
        },
    },
    Fault {
        name: "stored-outside-by-unnamed-law",
        zh: "存在设备以外，依据写「法律另有规定」而不写哪部",
        en: "faces are stored outside the device on a law that is not named",
        plant: |scene| scene.set(&format!("answers.uses.{}.storage_basis", scene.last_use()), "law"),
        expect: |scene, it| {
            it.fail("R027", format!("answers.uses.{}.storage_basis", scene.last_use()));
            it.advice("R003", format!("answers.uses.{}.storage_law", scene.last_use()));
        },
    },
    in_a_use!(
        "notice-lacks-rights",
        "R028",
        "notice",
        middle_use,
        "告知里没有行使权利的方式",
        "the notice leaves out how to use one's rights",
        |scene, at| {
            scene.set(&format!("{at}.notice"), json!(["handler", "purpose-and-retention", "necessity-and-effect"]));
        }
    ),
    in_a_use!(
        "safety-lacks-detection",
        "R029",
        "safety",
        middle_use,
        "没有入侵检测和授权管理",
        "no intrusion detection and no authorisation management",
        |scene, at| {
            scene.set(&format!("{at}.safety"), json!(["encryption", "audit", "access-control"]));
        }
    ),
    in_a_use!(
        "export-without-route",
        "R030",
        "cross_border_route",
        last_use,
        "出境而说不出法定路径",
        "faces leave China by no lawful route",
        |scene, at| {
            scene.set(&format!("{at}.cross_border"), true);
            scene.set(&format!("{at}.cross_border_route"), "尚未办理");
        }
    ),
    in_a_use!(
        "vague-purpose",
        "R031",
        "purpose",
        last_use,
        "处理目的只有「身份识别」四个字",
        "the purpose is only 身份识别",
        |scene, at| {
            scene.set(&format!("{at}.purpose"), "身份识别");
        }
    ),
];

/// Planted after all that changes a use.
pub(super) const NONE_AT_ALL: &[Fault] = &[Fault {
    name: "no-uses",
    zh: "一个人脸应用也没有填",
    en: "no face use is filled in",
    plant: |scene| {
        scene.set("answers.uses", json!([]));
        scene.set("answers.pia.uses", json!([]));
        scene.set("pia_report.uses", json!({}));
    },
    expect: |_, it| it.fail("R003", "answers.uses"),
}];

/// A use in a public place that is in order, before the fault is planted.
fn make_public(scene: &mut Scene, at: &str) {
    scene.set(&format!("{at}.place"), "public");
    scene.set(&format!("{at}.public_safety"), "入口为人员密集的公共场所，按安全许可要求核对入场者，为维护公共安全所必需");
}
