//! Whoever else touches the faces does so under a contract, after an assessment, and a recipient on separate consent.

use law::{Cite, cite};

use crate::packet::{FaceUse, Party};
use crate::precheck::phrases::{is_one_of, plainly_said};
use crate::precheck::{Subject, Verdict};

/// PIPL 21: entrusting by contract.
pub const CITE: Cite = cite("pipl-2021/art-21");

const PROVIDING: Cite = cite("pipl-2021/art-23");
const RECIPIENT_CONTRACT: Cite = cite("network-data-2025/art-12");
const ASSESSED: Cite = cite("pipl-2021/art-55");

/// Answers that say there is none.
const NONE: &[&str] = &["无", "没有", "暂无", "未签", "未签订", "尚未签订", "口头", "口头约定", "待签", "待签订", "none", "no"];
/// Bases that are no separate consent.
const NOT_SEPARATE: &[&str] = &["一揽子", "概括同意", "概括授权", "默认同意", "视为同意", "注册即同意", "一并同意", "合作需要", "业务需要", "商业合作"];

/// Row by row; a blank reference to a contract does not say that there is none.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        for party in &face_use.entrusted {
            contract(face_use, party, ("受托方", "the entrusted party"), CITE, &mut verdict);
            assessed(face_use, party, ("委托", "entrusting"), &mut verdict);
        }
        for party in &face_use.recipients {
            contract(face_use, party, ("接收方", "the recipient"), RECIPIENT_CONTRACT, &mut verdict);
            assessed(face_use, party, ("向其提供", "providing to"), &mut verdict);
            consent(face_use, party, &mut verdict);
        }
    }
    verdict
}

fn name(party: &Party) -> &str {
    party.name.as_deref().unwrap_or("—")
}

fn contract(face_use: &FaceUse, party: &Party, role: (&str, &str), asked: Cite, verdict: &mut Verdict) {
    let (at, title, party_name) = (format!("{}.contract", party.path), face_use.title(), name(party));
    match party.contract.as_deref().map(str::trim) {
        Some(text) if is_one_of(text, NONE) => {
            let zh = format!("「{title}」的{}「{party_name}」，合同一栏写的是「{text}」", role.0);
            let en = format!("the contract with {} `{party_name}` of `{title}` is answered `{text}`", role.1);
            verdict.fail(at, zh, en).cited(asked);
        }
        None => {
            let zh = format!("「{title}」的{}「{party_name}」没有写合同编号，有没有合同看不出", role.0);
            let en = format!("no contract is named for {} `{party_name}` of `{title}`; whether there is one cannot be told", role.1);
            verdict.cannot_tell(at, zh, en).cited(asked);
        }
        Some(_) => verdict.look(),
    }
}

fn assessed(face_use: &FaceUse, party: &Party, act: (&str, &str), verdict: &mut Verdict) {
    match party.pia_done {
        Some(false) => {
            let (title, party_name) = (face_use.title(), name(party));
            let zh = format!("「{title}」{}「{party_name}」，填的是没有做影响评估", act.0);
            let en = format!("{} `{party_name}` in `{title}`: the answer is that it was not assessed", act.1);
            verdict.fail(format!("{}.pia_done", party.path), zh, en).cited(ASSESSED);
        }
        Some(true) => verdict.look(),
        None => {}
    }
}

/// Separate consent is asked where consent is the basis; which it is must be said.
fn consent(face_use: &FaceUse, party: &Party, verdict: &mut Verdict) {
    let (at, title, party_name) = (format!("{}.basis", party.path), face_use.title(), name(party));
    let zh = format!("「{title}」向「{party_name}」提供人脸信息，依据");
    let en = format!("faces of `{title}` are provided to `{party_name}`, and the basis");
    match party.basis.as_deref().map(str::trim) {
        None => {
            verdict.cannot_tell(at, format!("{zh}没有写，有没有单独同意看不出"), format!("{en} is blank; whether consent is separate cannot be told")).cited(PROVIDING);
        }
        Some(text) if is_one_of(text, NONE) || plainly_said(text, NOT_SEPARATE).is_some() => {
            verdict.fail(at, format!("{zh}写的是「{text}」，不是单独同意"), format!("{en} is answered `{text}`, which is no separate consent")).cited(PROVIDING);
        }
        Some(_) => verdict.look(),
    }
}
