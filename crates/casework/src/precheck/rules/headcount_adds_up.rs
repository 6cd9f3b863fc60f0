//! The people stored, each counted once over all uses, are no more than all uses together and no fewer than the largest.

use law::{Cite, cite};

use crate::packet::{FaceUse, HeadcountAnswer};
use crate::precheck::{Subject, Verdict};
use crate::words::grouped;

/// Art. 15(1)(iii): how many are stored.
pub const CITE: Cite = cite("cac-mps-19-2025/art-15/1/3");

const AT: &str = "answers.headcount.stored";

/// Numbers counted on different days need not add up, so they are left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let answers = &subject.packet.answers;
    let Some(stored) = answers.headcount.stored else { return verdict };
    check_largest(stored, &answers.headcount, &answers.uses, &mut verdict);
    check_sum(stored, &answers.headcount, &answers.uses, &mut verdict);
    verdict
}

fn check_largest(stored: u64, total: &HeadcountAnswer, uses: &[FaceUse], verdict: &mut Verdict) {
    let counted = uses.iter().filter_map(|it| Some((it, it.headcount?)));
    let Some((largest, n)) = counted.max_by_key(|it| it.1) else { return };
    verdict.look();
    if stored < n {
        let (stored, n) = (grouped(stored), grouped(n));
        let zh = format!("去重后的存储人数是 {stored}，比「{}」一处的 {n} 还少", largest.title());
        let en = format!("the number stored, each person once, is {stored}, fewer than the {n} of `{}` alone", largest.title());
        report(same_day(total, &[largest]), zh, en, verdict);
    }
}

fn check_sum(stored: u64, total: &HeadcountAnswer, uses: &[FaceUse], verdict: &mut Verdict) {
    let Some(sum) = uses.iter().map(|it| it.headcount).try_fold(0u64, |sum, n| Some(sum.saturating_add(n?))) else { return };
    if !uses.is_empty() && stored > sum {
        let (stored, sum) = (grouped(stored), grouped(sum));
        let zh = format!("去重后的存储人数是 {stored}，比各处人数之和 {sum} 还多");
        let en = format!("the number stored, each person once, is {stored}, more than all uses together, {sum}");
        report(same_day(total, &uses.iter().collect::<Vec<_>>()), zh, en, verdict);
    }
}

fn same_day(total: &HeadcountAnswer, uses: &[&FaceUse]) -> bool {
    let mut days = uses.iter().map(|it| it.measured_on).chain([total.measured_on]).flatten();
    let first = days.next();
    days.all(|it| Some(it) == first)
}

fn report(same_day: bool, zh: String, en: String, verdict: &mut Verdict) {
    match same_day {
        true => verdict.fail(AT, zh, en),
        false => verdict.cannot_tell(AT, zh + "；统计之日不是同一天，请人工核对", en + "; they were not counted on the same day, please compare"),
    };
}
