//! The lifecycle as a story, as a model and as a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use casework::lifecycle::{Context, Done, Effect, Elsewhere, Given, Kinds, Need, NotAllowed, SECOND_PERSON, State, TABLE, open_to, step};
use casework::publicity::{Length, Publicity};
use casework::rights::{Act, Desk, Role};
use casework::words::CaseKind;
use law::{Law, cite};

use crate::dice::Dice;
use crate::printed::compare;

const KINDS: [CaseKind; 3] = [CaseKind::First, CaseKind::Change, CaseKind::Cancellation];

/// A case, and who did what in it.
struct Story {
    kind: CaseKind,
    state: State,
    history: Vec<(&'static str, Act)>,
    given: Given<'static>,
}

/// Everything at hand.
fn ready() -> Given<'static> {
    Given {
        n_requests: 1,
        reason: "理由",
        filing_in_force: true,
        disposal_shown: true,
        office: "370000",
        destination: "330000",
        destination_known: true,
        publicity: Publicity::Window(Length::WorkingDays(7)),
        window_over: true,
        elsewhere: Elsewhere { day_stated: true, number: "鲁2026-17", receipt: "R-1" },
        ..Given::default()
    }
}

impl Story {
    fn of(kind: CaseKind) -> Story {
        Story { kind, state: State::Draft, history: Vec::new(), given: ready() }
    }

    fn does(&mut self, actor: &'static str, role: Role, act: Act) -> Result<&'static [Effect], NotAllowed> {
        let history: Vec<Done> = self.history.iter().map(|(actor, act)| Done { actor, act: *act }).collect();
        let people = ["lin", "song"];
        let context = Context { kind: self.kind, actor, role, handler_people: &people, history: &history, given: self.given };
        let next = step(self.state, act, &context)?;
        self.state = next.state;
        self.history.push((actor, act));
        Ok(next.effects)
    }

    fn goes(&mut self, actor: &'static str, role: Role, act: Act, to: State) {
        self.does(actor, role, act).unwrap_or_else(|it| panic!("{act:?}: {it}"));
        assert_eq!(self.state, to);
    }
}

#[test]
fn a_first_filing_goes_from_draft_to_the_register() {
    let mut case = Story::of(CaseKind::First);
    case.goes("song", Role::HandlerAgent, Act::SubmitCase, State::Submitted);
    case.goes("clerk", Role::Clerk, Act::AdmitCase, State::Admitted);
    case.goes("reviewer", Role::Reviewer, Act::ReturnCase, State::Returned);
    case.goes("song", Role::HandlerAgent, Act::ResubmitCase, State::Resubmitted);
    case.goes("reviewer", Role::Reviewer, Act::AdmitCase, State::Admitted);
    case.goes("reviewer", Role::Reviewer, Act::ProposeAcceptance, State::Proposed);
    let effects = case.does("approver", Role::Approver, Act::ConfirmAcceptance).unwrap();
    assert_eq!(effects, [Effect::Number, Effect::FilingBegins, Effect::Notice]);
    case.goes("timer", Role::System, Act::BeginPublicity, State::InPublicity);
    case.goes("clerk", Role::Clerk, Act::RecordObjection, State::InPublicity);
    case.given.n_open_objections = 1;
    assert!(matches!(case.does("timer", Role::System, Act::PublishFiling), Err(NotAllowed::Lacks { .. })));
    case.goes("reviewer", Role::Reviewer, Act::SettleObjection, State::InPublicity);
    case.given.n_open_objections = 0;
    case.goes("timer", Role::System, Act::PublishFiling, State::Published);
}

#[test]
fn a_change_changes_and_a_cancellation_ends_the_filing() {
    for (kind, effect) in [(CaseKind::Change, Effect::FilingChanges), (CaseKind::Cancellation, Effect::FilingEnds)] {
        let mut case = Story::of(kind);
        case.goes("song", Role::HandlerAgent, Act::SubmitCase, State::Submitted);
        case.goes("clerk", Role::Clerk, Act::AdmitCase, State::Admitted);
        case.goes("reviewer", Role::Reviewer, Act::ProposeAcceptance, State::Proposed);
        assert_eq!(case.does("approver", Role::Approver, Act::ConfirmAcceptance).unwrap(), [effect, Effect::Notice]);
    }
}

#[test]
fn a_refusal_says_what_why_and_what_to_do() {
    let mut case = Story::of(CaseKind::Cancellation);
    case.given.disposal_shown = false;
    case.given.n_stopping = 2;
    let refused = case.does("song", Role::HandlerAgent, Act::SubmitCase).unwrap_err().message();
    assert_eq!(
        refused.zh,
        "现在不能「提交」：预检还有拦住提交的发现，没有改，也没有说明；没有说明人脸信息怎样处置。逐条改正，或者写明为什么这样是对的；填写处置情况，附删除或者匿名化的证明。"
    );
    assert_eq!(
        refused.en,
        "not possible now: submit. Why: the check has findings that stop, neither mended nor answered; it is not shown what became of the faces. What to do: mend each, or say why it is right as it is; state the disposal and add the proof of deletion or anonymisation."
    );
    let early = case.does("clerk", Role::Clerk, Act::AdmitCase).unwrap_err().message();
    assert_eq!(early.zh, "现在不能「受理」：事项的状态是「草稿」。这个状态下您没有要办的；请看事项的历史。");
    let stranger = case.does("lin", Role::HandlerReader, Act::SubmitCase).unwrap_err().message();
    assert_eq!(
        stranger.zh,
        "现在不能「提交」：这由处理者管理员、经办人办理，您现在的角色是处理者查阅人。请有这个角色的人办理，或者换用您的另一个角色。"
    );
}

#[test]
fn nobody_is_both_ends_of_one_case() {
    let mut case = Story::of(CaseKind::First);
    case.goes("song", Role::HandlerAgent, Act::SubmitCase, State::Submitted);
    // An officer who belongs to the handler, and one who once worked on the case for it.
    assert_eq!(case.does("lin", Role::Clerk, Act::AdmitCase), Err(NotAllowed::OwnHandler { act: Act::AdmitCase }));
    case.history.push(("moved", Act::EditAnswers));
    let moved = case.does("moved", Role::Clerk, Act::AdmitCase);
    assert_eq!(moved, Err(NotAllowed::BothEnds { act: Act::AdmitCase, earlier: Act::EditAnswers }));
    case.goes("clerk", Role::Clerk, Act::AdmitCase, State::Admitted);
    // An officer who handled it does not withdraw it for the handler.
    let turned = case.does("clerk", Role::HandlerAgent, Act::WithdrawCase);
    assert_eq!(turned, Err(NotAllowed::BothEnds { act: Act::WithdrawCase, earlier: Act::AdmitCase }));
    // One person with both roles proposes and does not confirm.
    case.goes("both", Role::Reviewer, Act::ProposeAcceptance, State::Proposed);
    let confirmed = case.does("both", Role::Approver, Act::ConfirmAcceptance);
    assert_eq!(confirmed, Err(NotAllowed::BothEnds { act: Act::ConfirmAcceptance, earlier: Act::ProposeAcceptance }));
    case.goes("approver", Role::Approver, Act::ConfirmAcceptance, State::Accepted);
    assert!(case.does("approver", Role::Supervisor, Act::ReopenCase).is_err());
    case.goes("chief", Role::Supervisor, Act::ReopenCase, State::Admitted);
}

#[test]
fn what_was_accepted_once_is_neither_withdrawn_nor_closed_nor_sent_away() {
    let mut case = Story::of(CaseKind::First);
    case.state = State::Admitted;
    case.history = vec![("approver", Act::ConfirmAcceptance), ("chief", Act::ReopenCase)];
    for (actor, role, act) in [
        ("song", Role::HandlerAgent, Act::WithdrawCase),
        ("second", Role::Approver, Act::CloseCase),
        ("reviewer", Role::Reviewer, Act::TransferCase),
    ] {
        assert_eq!(case.does(actor, role, act), Err(NotAllowed::Lacks { act, needs: vec![Need::NeverAccepted] }));
    }
}

#[test]
fn a_case_reaches_the_right_province_or_another_platform() {
    let mut case = Story::of(CaseKind::First);
    case.goes("song", Role::HandlerAgent, Act::SubmitCase, State::Submitted);
    case.goes("clerk", Role::Clerk, Act::TransferCase, State::Transferred);
    assert!(case.does("clerk", Role::Clerk, Act::ReceiveCase).is_err(), "the office that sent it does not receive it");
    case.given.office = "330000";
    case.goes("other-clerk", Role::Clerk, Act::ReceiveCase, State::Submitted);
}

#[test]
fn what_was_filed_elsewhere_is_recorded_returned_and_numbered() {
    let mut case = Story::of(CaseKind::First);
    let song = ("song", Role::HandlerAgent);
    case.goes(song.0, song.1, Act::RecordFiledElsewhere, State::FiledElsewhere);
    assert_eq!(case.does(song.0, song.1, Act::RecordReturnElsewhere).unwrap(), [Effect::Tasks]);
    case.goes(song.0, song.1, Act::RecordFiledElsewhere, State::FiledElsewhere);
    case.given.elsewhere.number = " ";
    assert!(case.does(song.0, song.1, Act::RecordNumberElsewhere).is_err());
    case.given.elsewhere.number = "国信网备〔2026〕17号";
    case.goes(song.0, song.1, Act::RecordNumberElsewhere, State::AcceptedElsewhere);
}

#[test]
fn every_row_is_one_answer_and_cites_the_law_folder() {
    let mut asked = BTreeSet::new();
    for row in TABLE {
        for kind in KINDS.into_iter().filter(|it| row.kinds.has(*it)) {
            assert!(asked.insert((row.from, row.act, kind as u8)), "two rows answer {:?} {:?} {kind:?}", row.from, row.act);
        }
        assert!(!row.who.is_empty());
        let basis = Law::embedded().basis(&row.because).unwrap_or_else(|| panic!("{} is not in law/", row.because));
        let ours = matches!(basis.standing, law::Standing::House);
        assert!(ours || row.act == Act::SubmitCase, "only that a handler files is law: {:?}", row.act);
        let desks: BTreeSet<Option<Desk>> = row.who.iter().map(|it| it.desk()).filter(Option::is_some).collect();
        assert_eq!(desks, BTreeSet::from([Some(row.act.desk())]), "{:?} is done at its own desk", row.act);
    }
    assert!(SECOND_PERSON.iter().all(|it| TABLE.iter().any(|row| row.act == it.act)));
}

/// Every state a kind of case can come to, with every way of going on.
fn reachable(kind: CaseKind) -> (BTreeSet<State>, BTreeSet<usize>) {
    let (mut seen, mut used, mut open) = (BTreeSet::from([State::Draft]), BTreeSet::new(), vec![State::Draft]);
    while let Some(state) = open.pop() {
        for (i, row) in TABLE.iter().enumerate().filter(|(_, it)| it.from == state && it.kinds.has(kind)) {
            used.insert(i);
            if seen.insert(row.to) {
                open.push(row.to);
            }
        }
    }
    (seen, used)
}

#[test]
fn every_state_is_reached_and_none_is_a_dead_end() {
    let mut used = BTreeSet::new();
    for kind in KINDS {
        let (seen, rows) = reachable(kind);
        used.extend(rows);
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), State::ALL, "{kind:?}");
    }
    assert_eq!(used.len(), TABLE.len(), "a row that nothing reaches");
    for state in State::ALL {
        let ways = TABLE.iter().filter(|it| it.from == state && it.to != state).count();
        assert_eq!(state.is_final(), ways == 0 && state != State::AcceptedElsewhere, "{state:?}");
        assert!(state.rests() || ways > 0, "{state:?} is a dead end");
        for kind in KINDS {
            assert!(comes_to_rest(state, kind), "{state:?} of {kind:?} comes to no rest");
        }
        assert_eq!(State::parse(state.id()), Some(state));
    }
}

fn comes_to_rest(from: State, kind: CaseKind) -> bool {
    let (mut seen, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(state) = open.pop() {
        if state.rests() {
            return true;
        }
        open.extend(TABLE.iter().filter(|it| it.from == state && it.kinds.has(kind)).map(|it| it.to).filter(|it| seen.insert(*it)));
    }
    false
}

/// Anybody tries anything, with anything at hand: the table is never left, and what must never happen never does.
#[test]
fn random_walks_never_leave_the_table() {
    let people = ["lin", "song", "wang", "zhao", "qian", "sun", "li", "zhou"];
    let publicities = [Publicity::Off, Publicity::AtOnce, Publicity::Window(Length::Days(7))];
    let (mut dice, mut walked) = (Dice::new(7), BTreeSet::new());
    for _ in 0..6_000 {
        let mut story = Story::of(dice.pick(&KINDS));
        for _ in 0..120 {
            story.given = Given {
                n_stopping: dice.upto(2),
                n_open_corrections: dice.upto(2),
                n_requests: dice.upto(2),
                n_open_objections: dice.upto(2),
                reason: dice.pick(&["", "理由"]),
                filing_in_force: dice.upto(3) > 0,
                disposal_shown: dice.upto(3) > 0,
                office: dice.pick(&["370000", "330000"]),
                destination: dice.pick(&["", "370000", "330000"]),
                destination_known: dice.upto(3) > 0,
                publicity: dice.pick(&publicities),
                window_over: dice.upto(2) > 0,
                elsewhere: Elsewhere { day_stated: dice.upto(3) > 0, number: dice.pick(&["", "1"]), receipt: dice.pick(&["", "1"]) },
            };
            let (before, actor, role) = (story.state, dice.pick(&people), dice.pick(&Role::ALL));
            let likely: Vec<Act> = open_to(before, role, story.kind).collect();
            let act = if likely.is_empty() { dice.pick(Act::ALL) } else { dice.pick(&likely) };
            if matches!(act, Act::DiscardDraft | Act::WithdrawCase) && dice.upto(20) > 0 {
                continue; // or most walks would be short
            }
            let given = story.given;
            if let Ok(effects) = story.does(actor, role, act) {
                let row = TABLE.iter().position(|it| it.from == before && it.act == act && it.kinds.has(story.kind)).expect("a row");
                walked.insert(row);
                assert_eq!((TABLE[row].to, TABLE[row].effects), (story.state, effects));
                assert!(!before.is_final(), "{before:?} was final");
                assert!(act != Act::SubmitCase || given.n_stopping == 0);
            }
        }
        check_ends(&story.history);
    }
    assert_eq!(
        walked.len(),
        TABLE.len(),
        "rows nobody walked: {:?}",
        (0..TABLE.len()).filter(|it| !walked.contains(it)).collect::<Vec<_>>()
    );
}

fn check_ends(history: &[(&str, Act)]) {
    let did = |who: &str, act: Act| history.iter().any(|it| it.0 == who && it.1 == act);
    let timed = |act: Act| matches!(act, Act::BeginPublicity | Act::PublishFiling);
    for (who, act) in history.iter().filter(|it| !timed(it.1)) {
        let other = |it: &&(&str, Act)| it.0 == *who && it.1.desk() != act.desk() && !timed(it.1);
        assert_eq!(history.iter().find(other), None, "{who} is both handler and officer");
        assert!(*act != Act::ConfirmAcceptance || !did(who, Act::ProposeAcceptance) || proposed_later(history, who), "{who} did both");
    }
}

/// Whoever confirmed may propose in a later round, and somebody else then confirms.
fn proposed_later(history: &[(&str, Act)], who: &str) -> bool {
    let first = |act: Act| history.iter().position(|it| it.0 == who && it.1 == act);
    first(Act::ProposeAcceptance) > history.iter().rposition(|it| it.0 == who && it.1 == Act::ConfirmAcceptance)
}

#[test]
fn the_lifecycle_is_printed_from_the_code() {
    let mut page = "# 办理流程 Lifecycle\n\nPrinted from the code; `UPDATE_EXPECT=1 cargo test -p casework` rewrites it. What moves is a case: a first filing, a change or a cancellation; all three run through this table.\nThat a handler files, within its window, is the Measures'. How an authority handles a case is nowhere laid down: every other row is this platform's own rule (HOUSE), and none is a promise of the official system.\n\n".to_owned();
    page += &diagram();
    page += "\n## 步骤 Steps\n\n| 从 from | 行为 act | 由谁 who | 到 to | 事项 case | 条件 needs | 后续 effects | 依据 basis |\n|---|---|---|---|---|---|---|---|\n";
    for row in TABLE {
        let both = |it: law::Wording| format!("{} {}", it.zh, it.en);
        let list = |items: Vec<law::Wording>| items.into_iter().map(both).collect::<Vec<_>>().join("<br>");
        let (who, needs) = (row.who.iter().map(|it| it.name()).collect(), row.needs.iter().map(|it| it.name()).collect());
        let effects = row.effects.iter().map(|it| it.name()).collect();
        let basis = Law::embedded().basis(&row.because).expect("tested above");
        writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} | {} · {} |",
            both(row.from.name()),
            both(row.act.name()),
            list(who),
            both(row.to.name()),
            kinds(row.kinds),
            list(needs),
            list(effects),
            basis.standing,
            basis.cite
        )
        .unwrap();
    }
    page += "\n## 第二人 Second person\n\nWhoever did the acts on the right in a case does not do the one on the left in it (HOUSE · house/second-person). Besides, nobody acts for an authority in a case of the own organisation, nor for both desks in one case.\n\n| 行为 act | 不能是办过这些的人 not by whoever did |\n|---|---|\n";
    for pair in SECOND_PERSON {
        let did: Vec<String> = pair.not_who_did.iter().map(|it| format!("{} {}", it.name().zh, it.name().en)).collect();
        writeln!(page, "| {} {} | {} |", pair.act.name().zh, pair.act.name().en, did.join("<br>")).unwrap();
    }
    assert!(Law::embedded().basis(&cite("house/second-person")).is_some());
    page += "\n## 状态 States\n\n| 状态 state | id | |\n|---|---|---|\n";
    for state in State::ALL {
        let note = match (state.is_final(), state.rests(), state.is_editable()) {
            (true, ..) => "终点 final",
            (_, true, _) => "可以停留 may rest",
            (.., true) => "由处理者修改 the handler's turn",
            _ => "",
        };
        writeln!(page, "| {} {} | `{}` | {note} |", state.name().zh, state.name().en, state.id()).unwrap();
    }
    compare("docs/lifecycle.md", &page);
}

fn kinds(kinds: Kinds) -> &'static str {
    match kinds {
        Kinds::All => "",
        Kinds::Only(CaseKind::First) => "首次 first",
        Kinds::Only(CaseKind::Change) => "变更 change",
        Kinds::Only(CaseKind::Cancellation) => "注销 cancellation",
    }
}

fn diagram() -> String {
    let mut arrows: BTreeMap<(State, State), Vec<String>> = BTreeMap::new();
    for row in TABLE {
        let acts = arrows.entry((row.from, row.to)).or_default();
        let name = row.act.name().zh;
        if !acts.contains(&name) {
            acts.push(name);
        }
    }
    let id = |it: State| it.id().replace('-', "_");
    let mut text = "```mermaid\nstateDiagram-v2\n".to_owned();
    for state in State::ALL {
        writeln!(text, "    {} : {}", id(state), state.name().zh).unwrap();
    }
    writeln!(text, "    [*] --> draft").unwrap();
    for ((from, to), acts) in arrows {
        writeln!(text, "    {} --> {} : {}", id(from), id(to), acts.join("、")).unwrap();
    }
    for state in State::ALL.into_iter().filter(|it| it.is_final()) {
        writeln!(text, "    {} --> [*]", id(state)).unwrap();
    }
    text + "```\n"
}
