//! What is due: situations in, lines out.

use casework::due::{Expiring, Expiry, Late, Returned, Situation, ToDo, What, to_do};
use jiff::civil::{Date, date};
use law::Law;

fn on(today: Date, situation: &Situation) -> Vec<ToDo> {
    to_do(situation, Law::embedded(), today)
}

fn lines(today: Date, situation: &Situation) -> Vec<String> {
    on(today, situation).iter().map(|it| it.line().zh).collect()
}

fn reached(day: Date) -> Situation {
    Situation { stored: Some(128_400), reached_on: Some(day), ..Situation::default() }
}

#[test]
fn below_the_threshold_nothing_is_due() {
    assert!(on(date(2026, 11, 28), &Situation { stored: Some(99_999), ..Situation::default() }).is_empty());
}

/// The regulator's own two pairs of days, counted down.
#[test]
fn a_first_filing_is_counted_down_to_its_day() {
    let stock = reached(date(2025, 3, 1));
    assert_eq!(lines(date(2025, 7, 10), &stock), ["首次备案：最晚 2025-07-14（含当日），还有 4 天，2 个工作日"]);
    let later = reached(date(2025, 7, 18));
    assert_eq!(lines(date(2025, 8, 29), &later), ["首次备案：最晚 2025-08-29（含当日），还有 0 天，0 个工作日"]);
    assert_eq!(lines(date(2025, 9, 1), &later), ["首次备案：最晚 2025-08-29，已经过了 3 天"]);
    assert_eq!(on(date(2025, 9, 1), &later)[0].line().en, "first filing: was due by 2025-08-29, 3 days ago");
    assert!(on(date(2025, 7, 17), &later).is_empty(), "nothing before its event");
    let filed = Situation { filed_on: Some(date(2025, 8, 1)), ..later };
    assert!(on(date(2025, 9, 1), &filed).is_empty());
}

#[test]
fn the_derivation_cites_each_of_its_steps() {
    let found = on(date(2025, 8, 1), &reached(date(2025, 7, 18)));
    let steps: Vec<&str> = found[0].steps.iter().map(|it| it.cite.as_str()).collect();
    assert_eq!(steps, ["cac-mps-19-2025/art-15/1", "cac-mps-19-2025/art-15/1", "civil-code-2020/art-201", "calendar/2025"]);
    assert_eq!(found[0].steps[0].says.zh, "存储的人脸信息在 2025-07-18 达到 100 000 人（含本数）");
    assert_eq!(found[0].steps[2].says.zh, "数到的工作日 30 个，不计入的 13 天（起算当日、周末、节假日）");
}

#[test]
fn falling_below_does_not_close_a_window() {
    let fell = Situation { stored: Some(80_000), ..reached(date(2026, 9, 1)) };
    let found = on(date(2026, 9, 10), &fell);
    assert_eq!(found[0].what, What::FirstFiling);
    assert_eq!(found[0].steps.last().unwrap().cite.as_str(), "infer/below-after-filing");
}

#[test]
fn while_a_calendar_is_missing_the_day_is_provisional_and_lateness_cannot_be_told() {
    let late_in_the_year = reached(date(2026, 11, 20));
    let found = &on(date(2026, 11, 28), &late_in_the_year)[0];
    assert_eq!((found.due, found.provisional, found.late, found.working_days_left), (None, true, Late::No, None));
    assert_eq!(found.line().zh, "首次备案：最后一天暂定，2026-12-30 当天或者之前办好不会迟（还有 32 天）");
    assert_eq!(on(date(2027, 1, 5), &late_in_the_year)[0].late, Late::CannotTell);
}

#[test]
fn the_most_pressing_comes_first() {
    let busy = Situation {
        filed_on: Some(date(2026, 1, 20)),
        changed_on: vec![date(2026, 7, 1), date(2026, 9, 1)],
        ended_on: Some(date(2026, 9, 7)),
        returned: vec![
            Returned { on: date(2026, 9, 9), n_open: 2, elsewhere: false },
            Returned { on: date(2026, 9, 9), n_open: 0, elsewhere: true },
        ],
        expiries: vec![
            Expiry { what: Expiring::Mandate, until: date(2026, 10, 1) },
            Expiry { what: Expiring::AgentId, until: date(2026, 8, 31) },
            Expiry { what: Expiring::Certificate, until: date(2027, 10, 1) },
        ],
        ..Situation::default()
    };
    assert_eq!(
        lines(date(2026, 9, 10), &busy),
        [
            "备案变更：最晚 2026-08-12，已经过了 29 天",
            "经办人的证件到期：2026-08-31 已经过期",
            "授权委托书到期：最晚 2026-10-01（含当日），还有 21 天",
            "备案变更：最晚 2026-10-19（含当日），还有 39 天，23 个工作日",
            "备案注销：最晚 2026-10-23（含当日），还有 43 天，27 个工作日",
            "补正：没有规定期限，尽快办理",
        ]
    );
}

#[test]
fn corrections_have_no_day_of_their_own() {
    let returned = Returned { on: date(2026, 9, 9), n_open: 2, elsewhere: true };
    let situation = Situation { filed_on: Some(date(2026, 9, 2)), returned: vec![returned], ..reached(date(2026, 9, 1)) };
    let found = on(date(2026, 9, 10), &situation);
    assert_eq!((found.len(), found[0].due, found[0].late), (1, None, Late::NoTerm));
    assert_eq!(found[0].steps[0].says.zh, "2026-09-09 别处退回，还有 2 条没有改动也没有答复。补正期限没有规定");
    assert_eq!(found[0].steps[1].says.zh, "退回是否影响备案期限没有规定；原来的最后一天不早于 2026-10-19，在那之前补正最稳妥");
}

#[test]
fn every_citation_resolves() {
    let all = Situation {
        stored: Some(1),
        reached_on: Some(date(2026, 3, 2)),
        changed_on: vec![date(2026, 3, 2)],
        ended_on: Some(date(2026, 3, 2)),
        returned: vec![Returned { on: date(2026, 3, 2), n_open: 1, elsewhere: false }],
        expiries: [Expiring::Certificate, Expiring::RepresentativeId, Expiring::AgentId, Expiring::Mandate]
            .map(|what| Expiry { what, until: date(2026, 3, 10) })
            .to_vec(),
        ..Situation::default()
    };
    let found = on(date(2026, 3, 3), &all);
    assert_eq!(found.len(), 8);
    for cite in found.iter().flat_map(|it| it.steps.iter().map(|step| &step.cite).chain([&it.basis])) {
        assert!(Law::embedded().basis(cite).is_some(), "{cite} is not in law/");
    }
}
