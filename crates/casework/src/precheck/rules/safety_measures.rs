//! The system protects faces in all five ways the article names.

use law::{Cite, cite};

use crate::packet::{FaceUse, SafetyMeasure};
use crate::precheck::phrases::is_one_of;
use crate::precheck::{Subject, Verdict};

/// Art. 14: encryption, audit, access control, authorisation management, intrusion detection and defence, and the like.
pub const CITE: Cite = cite("cac-mps-19-2025/art-14/1");

/// The form asks for it; no article does.
const ALGORITHM: Cite = cite("infer/template-v0");
const NOTHING: &[&str] = &["无", "没有", "略", "待定", "待补充", "未知", "不详", "none", "n/a"];

const NAMED: [(SafetyMeasure, &str, &str); 5] = [
    (SafetyMeasure::Encryption, "数据加密", "encryption"),
    (SafetyMeasure::Audit, "安全审计", "security audit"),
    (SafetyMeasure::AccessControl, "访问控制", "access control"),
    (SafetyMeasure::Authorisation, "授权管理", "authorisation management"),
    (SafetyMeasure::IntrusionDetection, "入侵检测和防御", "intrusion detection and defence"),
];

/// A list left blank is for the completeness rule.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in subject.packet.answers.uses.iter().filter(|it| !it.safety.is_empty()) {
        let missing = || NAMED.iter().filter(|it| !face_use.safety.contains(&it.0));
        if missing().next().is_none() {
            verdict.look();
            continue;
        }
        let zh: Vec<String> = missing().map(|it| format!("「{}」", it.1)).collect();
        let en: Vec<&str> = missing().map(|it| it.2).collect();
        let zh = format!("「{}」的安全措施没有勾选{}", face_use.title(), zh.join(""));
        let en = format!("the security measures of `{}` lack: {}", face_use.title(), en.join("; "));
        verdict.fail(face_use.at("safety"), zh, en);
    }
    subject.packet.answers.uses.iter().for_each(|it| check_algorithm(it, &mut verdict));
    verdict
}

/// Encryption is ticked and its algorithm answered with nothing. The article names no algorithm, so this only advises.
fn check_algorithm(face_use: &FaceUse, verdict: &mut Verdict) {
    let Some(answer) = face_use.algorithm.as_deref().map(str::trim) else { return };
    if is_one_of(answer, NOTHING) && face_use.safety.contains(&SafetyMeasure::Encryption) {
        let title = face_use.title();
        let zh = format!("「{title}」勾选了数据加密，算法写的是「{answer}」；办法没有点名哪一种算法");
        let en = format!("`{title}` has encryption ticked, and its algorithm is answered `{answer}`; the Measures name none");
        let hit = verdict.fail(face_use.at("algorithm"), zh, en).cited(ALGORITHM);
        hit.mend("写明实际使用的算法和版本。", "Name the algorithm and version in use.");
    }
}
