//! The day the threshold was reached fits the day of counting, the number counted, and today.

use jiff::civil::Date;
use law::{Cite, cite};

use crate::packet::HeadcountAnswer;
use crate::precheck::{Subject, Verdict};
use crate::words::grouped;

/// Art. 15(1): the window opens on the day the threshold is reached.
pub const CITE: Cite = cite("cac-mps-19-2025/art-15/1");

const AT: &str = "answers.headcount.reached_on";

/// A day that is left blank is for the completeness rule.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let headcount = &subject.packet.answers.headcount;
    let Some(reached) = headcount.reached_on else { return verdict };
    verdict.look();
    if reached > subject.today {
        let zh = format!("达到之日填的是 {reached}，晚于今天 {}", subject.today);
        let en = format!("the day of reaching is {reached}, after today, {}", subject.today);
        verdict.fail(AT, zh, en);
    } else if let Some(threshold) = subject.law.filing_threshold(subject.today) {
        check_count(headcount, reached, threshold, &mut verdict);
    }
    verdict
}

fn check_count(headcount: &HeadcountAnswer, reached: Date, threshold: u64, verdict: &mut Verdict) {
    let Some(stored) = headcount.stored else { return };
    let (below, stored, threshold) = (stored < threshold, grouped(stored), grouped(threshold));
    match headcount.measured_on.filter(|it| reached > *it) {
        Some(measured) if !below => {
            let zh = format!("{measured} 统计已有 {stored} 人，达到之日却填 {reached}，晚于统计之日");
            let en = format!("on {measured} there were {stored} people, and the day of reaching is given as {reached}, after the count");
            verdict.fail(AT, zh, en);
        }
        Some(measured) => {
            let zh = format!("达到之日是 {reached}，存储人数却是更早的 {measured} 统计的 {stored} 人，看不出现在有多少人");
            let en = format!("the threshold was reached on {reached}, and the {stored} people were counted earlier, on {measured}: how many there are now cannot be told");
            verdict.cannot_tell(AT, zh, en);
        }
        None if below => {
            let zh = format!("填了达到之日 {reached}，存储人数却是 {stored}，不到 {threshold}：是后来降下来的还是填错了，看不出");
            let en = format!("the day of reaching is {reached}, and {stored} people are stored, below {threshold}: whether the number fell since or one of the two is wrong cannot be told");
            verdict.cannot_tell(AT, zh, en);
        }
        None => {}
    }
}
