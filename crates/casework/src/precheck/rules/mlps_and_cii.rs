//! Where multi-level protection or critical infrastructure is involved, their duties show.

use law::{Cite, cite};

use crate::packet::MlpsSystem;
use crate::precheck::{Subject, Verdict};

/// Art. 14(1), second half: those duties are met as the state provides. No level is named.
pub const CITE: Cite = cite("cac-mps-19-2025/art-14/1");

const LEVELS: Cite = cite("gbt-22239-2019/levels");
const POLICE_FILING: Cite = cite("gbt-22239-2019/assessment");
const STORED_IN_CHINA: Cite = cite("pipl-2021/art-40");

/// From this level on a system is filed with the police.
const FILED_FROM: u64 = 2;

/// No system at all is a fault for nobody: whether one falls under the scheme is not asked in the forms.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let handler = &subject.packet.answers.handler;
    handler.mlps.iter().for_each(|it| check_system(it, &mut verdict));
    if handler.cii == Some(true) {
        verdict.look();
        if handler.mlps.is_empty() {
            let zh = "填的是关键信息基础设施运营者，等级保护一栏却没有一个系统";
            let en = "the handler is said to operate critical infrastructure, and not one MLPS system is listed";
            verdict.cannot_tell("answers.handler.mlps", zh, en);
        }
        for face_use in subject.packet.answers.uses.iter().filter(|it| it.storage_in_china == Some(false)) {
            let title = face_use.title();
            let zh = format!("关键信息基础设施运营者应当在境内存储，「{title}」填的是存储在境外");
            let en = format!("an operator of critical infrastructure stores in China; `{title}` is said to be stored abroad");
            verdict.fail(face_use.at("storage_in_china"), zh, en).cited(STORED_IN_CHINA);
        }
    }
    verdict
}

fn check_system(it: &MlpsSystem, verdict: &mut Verdict) {
    let Some(level) = it.level else { return };
    verdict.look();
    let system = it.system.as_deref().unwrap_or("—");
    if !(1..=5).contains(&level) {
        let (zh, en) = (format!("「{system}」的级别写的是 {level}，等级保护只有一至五级"), format!("`{system}` has level {level}; there are levels 1 to 5"));
        verdict.fail(format!("{}.level", it.path), zh, en).cited(LEVELS);
    } else if level >= FILED_FROM && it.number.is_none() {
        let zh = format!("「{system}」是 {level} 级，没有写等级保护备案号");
        let en = format!("`{system}` has level {level} and no number of its filing with the police");
        verdict.fail(format!("{}.number", it.path), zh, en).cited(POLICE_FILING);
    }
}
