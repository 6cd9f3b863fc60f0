//! The purpose is a specific one: who, where, to do what.

use law::{Cite, cite};

use crate::precheck::phrases::{bare, squeeze};
use crate::precheck::{Subject, Verdict};

/// Art. 4: a specific purpose with sufficient need.
pub const CITE: Cite = cite("cac-mps-19-2025/art-4/1");

/// Purposes that fit any face use at all. The list is ours.
const VAGUE: &[&str] = &[
    "身份识别", "身份验证", "身份核验", "身份认证", "识别身份", "验证身份", "核验身份", "人脸识别", "人脸验证", "人脸核验", "实名认证", "验证", "核验", "识别",
    "安全管理", "安全", "安全保障", "保障安全", "安全防范", "加强安全", "加强管理", "日常管理", "内部管理", "统一管理", "规范管理", "综合管理", "管理",
    "数字化管理", "智能化管理", "智慧管理", "提升服务", "提高服务", "优化服务", "改善服务", "提升服务质量", "提高服务质量", "提升用户体验", "优化用户体验",
    "改善用户体验", "提升体验", "用户体验", "提升效率", "提高效率", "提升管理效率", "提高管理效率", "便民", "便捷", "便民服务", "业务", "业务需要", "工作需要", "经营需要", "管理需要",
    "业务开展", "开展业务", "经营管理", "其他", "其它", "其他用途", "相关业务", "相关用途",
];
/// Words around a purpose that add nothing to it.
const BEFORE: &[&str] = &["主要", "用于", "用作", "为了", "为", "进行", "开展", "实现", "满足", "本单位", "本公司", "公司", "单位", "我司", "企业", "相关", "日常", "其他", "其它"];
const AFTER: &[&str] = &["的需要", "需要", "目的", "用途", "使用", "工作", "之用", "等", "的", "水平"];

/// Vague only if every part of it is: 「安全管理」 is, 「为核验当班员工身份以开启3号楼闸机」 is not.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        let Some(purpose) = &face_use.purpose else { continue };
        let parts = parts(purpose);
        if parts.is_empty() || !parts.iter().all(|it| is_vague(it)) {
            verdict.look();
            continue;
        }
        let (title, purpose) = (face_use.title(), purpose.trim());
        let zh = format!("「{title}」的处理目的写的是「{purpose}」，放在任何人脸识别应用上都说得通，看不出为谁、在哪里、做什么");
        let en = format!("the purpose of `{title}` is `{purpose}`, which fits any face use: it does not say for whom, where, to do what");
        verdict.fail(face_use.at("purpose"), zh, en);
    }
    verdict
}

fn parts(purpose: &str) -> Vec<String> {
    let joints = ['、', ',', '，', ';', '；', '。', '.', '/', '和', '与', '及', '或', '\n'];
    squeeze(&purpose.replace('\n', "，")).split(joints).map(bare).filter(|it| !it.is_empty()).collect()
}

/// Whether nothing but a vague purpose remains, taking off at the front and then at the end what adds nothing.
fn is_vague(part: &str) -> bool {
    if VAGUE.contains(&part) {
        return true;
    }
    let shorter = BEFORE.iter().find_map(|it| part.strip_prefix(it)).or_else(|| AFTER.iter().find_map(|it| part.strip_suffix(it)));
    shorter.is_some_and(|it| !it.is_empty() && is_vague(it))
}
