//! Letters and scans: worded otherwise, dated today, stamped crookedly, scanned poorly, and in order.

use casework::words::Slot;

use super::NearMiss;
use crate::sample::invent::days_before;
use crate::sample::scan::Scan;
use crate::sample::scene::{How, Scene};

macro_rules! scanned {
    ($name:literal, $rule:literal, $slot:ident, $zh:literal, $en:literal, $plant:expr) => {
        NearMiss { name: $name, rule: $rule, zh: $zh, en: $en, plant: |scene| rescan(scene, Slot::$slot, $plant) }
    };
}

pub(super) const NEAR_MISSES: &[NearMiss] = &[
    NearMiss {
        name: "mandate-last-day",
        rule: "R048",
        zh: "委托期限今天届满，仍在期内",
        en: "the mandate ends today and still holds",
        plant: |scene| scene.set("mandate.term_to", scene.as_of.to_string()),
    },
    NearMiss {
        name: "mandate-first-day",
        rule: "R048",
        zh: "委托书今天签署，期限从今天开始",
        en: "the mandate is signed today and begins today",
        plant: |scene| {
            let today = scene.as_of.to_string();
            scene.set("mandate.signed_on", today.clone());
            scene.set("mandate.term_from", today);
        },
    },
    NearMiss {
        name: "undertaking-signed-today",
        rule: "R049",
        zh: "承诺书今天签署",
        en: "the undertaking is signed today",
        plant: |scene| scene.set("undertaking.signed_on", scene.as_of.to_string()),
    },
    NearMiss {
        name: "scope-in-other-words",
        rule: "R046",
        zh: "委托事项换了说法，仍是人脸识别备案",
        en: "the mandate's matter is worded otherwise and is the face-recognition filing",
        plant: |scene| {
            scene.set("mandate.scope", "全权办理本单位人脸识别技术应用的备案手续，包括填报、提交、补正和查询（人脸识别备案专用）")
        },
    },
    scanned!(
        "certificate-at-300-dpi",
        "R053",
        UsccCertificate,
        "营业执照正好 300 dpi",
        "the certificate is scanned at exactly 300 dpi",
        |it| it.dpi = 300
    ),
    scanned!(
        "mandate-stamped-crookedly",
        "R042",
        Mandate,
        "委托书的章盖歪了，也偏了位置",
        "the mandate's seal is turned and off its place",
        |it| (it.stamp.turn, it.stamp.shift) = (38.0, -11.0)
    ),
    scanned!(
        "undertaking-scanned-crookedly",
        "R043",
        Undertaking,
        "承诺书扫歪了三度，章还是完整的",
        "the undertaking lay three degrees askew; its seal is whole",
        |it| it.skew = 3.0
    ),
    scanned!(
        "mandate-on-yellow-paper",
        "R042",
        Mandate,
        "委托书的纸发黄，章是红的",
        "the mandate's paper is yellowish and the seal is red",
        |it| it.paper = [244, 234, 206]
    ),
    scanned!(
        "certificate-a-little-soft",
        "R007",
        UsccCertificate,
        "营业执照扫得略虚，字还认得",
        "the certificate is a little soft and can be read",
        |it| it.blur = 1
    ),
    scanned!(
        "agent-id-with-grain",
        "R011",
        AgentId,
        "经办人身份证扫得有颗粒，字还认得",
        "the agent's ID is grainy and can be read",
        |it| it.noise = 11
    ),
    NearMiss {
        name: "file-name-with-blanks",
        rule: "R050",
        zh: "文件名里有空格、括号和汉字",
        en: "a file name holds blanks, brackets and Chinese",
        plant: |scene| {
            let Some(piece) = scene.piece_mut(Slot::Undertaking) else { return };
            let extension = piece.file.rsplit('.').next().unwrap_or("pdf").to_owned();
            piece.file = format!("materials/承诺书 （盖章）(1).{extension}");
        },
    },
    NearMiss {
        name: "mandate-of-last-week",
        rule: "R049",
        zh: "委托书一周前签署，昨天起生效",
        en: "the mandate was signed a week ago and holds since yesterday",
        plant: |scene| {
            scene.set("mandate.signed_on", days_before(scene.as_of, 7).to_string());
            scene.set("mandate.term_from", days_before(scene.as_of, 1).to_string());
        },
    },
];

/// Scans a material in another way.
fn rescan(scene: &mut Scene, slot: Slot, change: fn(&mut Scan)) {
    if let Some(How::Scanned(scan)) = scene.piece_mut(slot).map(|it| &mut it.how) {
        change(scan);
    }
}
