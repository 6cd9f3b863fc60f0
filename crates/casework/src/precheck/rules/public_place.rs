//! A device in a public place serves public safety, and a sign says so.

use law::{Cite, cite};

use crate::packet::{FaceUse, PlaceKind};
use crate::precheck::phrases::{is_one_of, mentioned, plainly_said};
use crate::precheck::{Subject, Verdict};

/// Art. 13(1): necessary for public safety, a reasonable area, a prominent sign.
pub const CITE: Cite = cite("cac-mps-19-2025/art-13/1");

/// Words of public safety.
const SAFETY: &[&str] = &[
    "公共安全", "治安", "反恐", "防恐", "防暴", "踩踏", "走失", "防盗", "盗窃", "安保", "安防", "安检", "秩序", "应急", "消防", "犯罪", "违法", "寻人",
    "人身安全", "突发事件", "疏散",
];
/// Aims that are something else.
const OTHER_AIMS: &[&str] = &[
    "营销", "推广", "广告", "画像", "会员", "客流", "统计", "考勤", "支付", "收银", "便捷", "便利", "效率", "体验", "服务质量", "优质服务", "商业",
];
/// Areas without a bound.
const UNBOUNDED: &[&str] = &["不限", "无死角", "全覆盖", "全部区域", "所有区域", "整个区域", "任意区域", "全场", "全域", "全部公共区域"];
const DISCLAIMED: &[&str] = &["无关", "不涉及", "不属于", "非公共安全", "没有关系"];
const NOTHING: &[&str] = &["无", "没有", "不适用", "不涉及", "与公共安全无关", "不涉及公共安全", "none", "n/a"];

/// The reason given is judged only by plain words; a blank one is for the completeness rule.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in subject.packet.answers.uses.iter().filter(|it| it.place == Some(PlaceKind::Public)) {
        check_reason(face_use, &mut verdict);
        check_sign(face_use, &mut verdict);
        check_area(face_use, &mut verdict);
    }
    verdict
}

fn check_reason(face_use: &FaceUse, verdict: &mut Verdict) {
    let Some(reason) = face_use.public_safety.as_deref().map(str::trim) else { return };
    let (at, title) = (face_use.at("public_safety"), face_use.title());
    let zh = format!("「{title}」在公共场所，维护公共安全的理由写的是「{reason}」");
    let en = format!("`{title}` is in a public place, and why public safety needs it is answered `{reason}`");
    let about_safety = mentioned(reason, SAFETY).is_some() && mentioned(reason, DISCLAIMED).is_none();
    if is_one_of(reason, NOTHING) {
        verdict.fail(at, zh, en);
    } else if about_safety {
        verdict.look();
    } else if let Some(aim) = other_aim(face_use, reason) {
        verdict.fail(at, format!("{zh}：「{aim}」不是公共安全"), format!("{en}: `{aim}` is not public safety"));
    } else {
        let zh = format!("{zh}，看不出与维护公共安全有什么关系");
        let en = format!("{en}: what public safety has to do with it cannot be told");
        verdict.cannot_tell(at, zh, en);
    }
}

/// Another aim, where the purpose does not speak of public safety either.
fn other_aim(face_use: &FaceUse, reason: &str) -> Option<&'static str> {
    let safety_elsewhere = face_use.purpose.as_deref().is_some_and(|it| mentioned(it, SAFETY).is_some());
    plainly_said(reason, OTHER_AIMS).filter(|_| !safety_elsewhere)
}

fn check_sign(face_use: &FaceUse, verdict: &mut Verdict) {
    match face_use.devices.sign {
        None => {}
        Some(true) => verdict.look(),
        Some(false) => {
            let title = face_use.title();
            let zh = format!("「{title}」在公共场所，填的是没有设置提示标识");
            let en = format!("`{title}` is in a public place, and the answer is that no sign is up");
            let hit = verdict.fail(face_use.at("devices.sign"), zh, en);
            hit.mend(
                "在进入采集区域之前看得见的地方设置醒目的提示标识，拍照留存，再把「devices.sign」改为 true。",
                "Put up a prominent sign where people see it before they enter the capture area, keep a photo, then set `devices.sign` to true.",
            );
        }
    }
}

/// A reasonable capture area is drawn; one without a bound is none. A blank one is for the completeness rule.
fn check_area(face_use: &FaceUse, verdict: &mut Verdict) {
    let Some(area) = face_use.area.as_deref().map(str::trim) else { return };
    verdict.look();
    let word = if is_one_of(area, NOTHING) { Some(area) } else { mentioned(area, UNBOUNDED) };
    if let Some(word) = word {
        let title = face_use.title();
        let zh = format!("「{title}」在公共场所，采集区域写的是「{area}」：「{word}」看不出划定了合理的区域");
        let en = format!("`{title}` is in a public place, and its capture area is answered `{area}`: by `{word}` no reasonable area can be told");
        let hit = verdict.cannot_tell(face_use.at("area"), zh, en);
        hit.mend("写清镜头看到哪里为止，例如「闸机前一米以内」，并在现场划线。", "Say up to where the cameras see, such as one metre before the gate, and mark it on the spot.");
    }
}
