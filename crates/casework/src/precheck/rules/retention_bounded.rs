//! Retention has an end: a rule such as 永久 or 视情况 is no shortest time needed.

use law::{Cite, Wording, cite};

use crate::packet::{FaceUse, Retention};
use crate::precheck::phrases::{is_one_of, mentioned, plainly_said};
use crate::precheck::{Subject, Verdict};

/// Art. 8(2): no longer than the shortest time the purpose needs.
pub const CITE: Cite = cite("cac-mps-19-2025/art-8/2");

/// Words without an end, wherever a clause does not deny them.
const ENDLESS: &[&str] = &[
    "永久", "无限期", "不限期", "无期限", "没有期限", "不设期限", "期限不限", "时间不限", "长期保存", "长期存储", "长期保留", "长期留存",
    "一直保存", "一直保留", "永不删除", "视情况", "另行通知", "按需保存",
];
/// Words without an end only when nothing else is said.
const ENDLESS_ALONE: &[&str] = &["长期", "长期有效", "不限", "按需", "根据需要", "视业务需要"];
/// Answers that say nothing, where no length is given.
const NOTHING: &[&str] = &["无", "没有", "待定", "未定", "暂无", "不适用", "none", "n/a"];
/// Events that end it.
const ENDS: &[&str] = &[
    "离职", "离校", "毕业", "退会", "退租", "退房", "搬离", "注销", "销户", "期满", "届满", "到期", "终止", "撤回", "后删除", "后即删除", "后立即删除",
];
/// Other law can fix a longer time.
const LAW: &[&str] = &["法律", "行政法规", "条例", "依法", "《"];

/// A rule that names both an end and none, or leans on other law, is left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        check_one(face_use, &mut verdict);
    }
    verdict
}

fn check_one(face_use: &FaceUse, verdict: &mut Verdict) {
    let (retention, at, title) = (&face_use.retention, face_use.at("retention"), face_use.title());
    if retention.length == Some(0) {
        let zh = format!("「{title}」的保存期限填的是 0，看不出是用后即删还是没有填");
        let en = format!("the retention of `{title}` is 0: whether that means deleted at once or not filled in cannot be told");
        let fix_zh = "用后即删的，在「rule」里写明，例如「比对完成后立即删除」。";
        let fix_en = "Where faces are deleted at once, say so in `rule`, such as `deleted as soon as the comparison is done`.";
        verdict.cannot_tell(at, zh, en).mend(fix_zh, fix_en);
        return;
    }
    if retention.period().is_some() {
        verdict.look();
    }
    let Some(rule) = &retention.rule else { return };
    if retention.period().is_none() && is_one_of(rule, NOTHING) {
        let zh = format!("「{title}」的保存期限写的是「{rule}」，看不出保存多久");
        let en = format!("the retention of `{title}` is `{rule}`: how long faces are kept cannot be told");
        verdict.cannot_tell(at, zh, en);
        return;
    }
    match endless(rule) {
        None => verdict.look(),
        Some(word) => match why_open(retention, rule) {
            None => {
                let zh = format!("「{title}」的保存期限写的是「{rule}」，「{word}」没有尽头");
                let en = format!("the retention of `{title}` is `{rule}`: `{word}` has no end");
                verdict.fail(at, zh, en);
            }
            Some(why) => {
                let zh = format!("「{title}」的保存期限写的是「{rule}」，有「{word}」，{}", why.zh);
                let en = format!("the retention of `{title}` is `{rule}`, with `{word}`, {}", why.en);
                verdict.cannot_tell(at, zh, en);
            }
        },
    }
}

fn endless(rule: &str) -> Option<&'static str> {
    plainly_said(rule, ENDLESS).or_else(|| ENDLESS_ALONE.iter().copied().find(|it| is_one_of(rule, &[it])))
}

fn why_open(retention: &Retention, rule: &str) -> Option<Wording> {
    if mentioned(rule, LAW).is_some() {
        return Some(Wording::new("又提到法律：请写明是哪部法律、行政法规的哪一条", "and law is mentioned: name the law or regulation and its article"));
    }
    let ends = retention.period().is_some() || mentioned(rule, ENDS).is_some() || rule.chars().any(char::is_numeric);
    ends.then(|| Wording::new("又写了期限：看不出以哪个为准", "and an end is given too: which one holds cannot be told"))
}
