//! From a million people on, the officer for personal information is appointed and reported.

use law::{Amount, Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::grouped;

/// The announcement: at that number, report to the prefecture-level office, the number itself included.
pub const CITE: Cite = cite("cac-pipo-notice-2025/threshold");

/// The report goes elsewhere than this filing, within a window that opens on a day the forms do not ask for: never a fail.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let handler = &subject.packet.answers.handler;
    let Some(value) = subject.law.parameter("pipo-threshold", subject.today) else { return verdict };
    let (Some(total), Amount::People(threshold)) = (handler.people.total, &value.is) else { return verdict };
    if total < *threshold {
        return verdict;
    }
    verdict.look();
    let (total, threshold) = (grouped(total), grouped(*threshold));
    let zh = format!("处理个人信息的总人数 {total}，达到 {threshold}，应当向设区的市级网信部门报送个人信息保护负责人");
    let en = format!("{total} people are processed, which reaches {threshold}: the officer is reported to the prefecture-level office");
    match handler.pipo.reported {
        Some(true) => {}
        Some(false) => {
            let (zh, en) = (format!("{zh}；填的是没有报送，期限过了没有看不出"), format!("{en}; the answer is that this was not done, and whether it is overdue cannot be told"));
            verdict.cannot_tell("answers.handler.pipo.reported", zh, en).cited(value.cite().clone());
        }
        None => {
            let (zh, en) = (format!("{zh}；有没有报送没有填"), format!("{en}; whether this was done is blank"));
            verdict.cannot_tell("answers.handler.pipo.reported", zh, en).cited(value.cite().clone());
        }
    }
    verdict
}
