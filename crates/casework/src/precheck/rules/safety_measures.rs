//! The system protects faces in all five ways the article names.

use law::{Cite, cite};

use crate::packet::SafetyMeasure;
use crate::precheck::{Subject, Verdict};

/// Art. 14: encryption, audit, access control, authorisation management, intrusion detection and defence, and the like.
pub const CITE: Cite = cite("cac-mps-19-2025/art-14/1");

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
    verdict
}
