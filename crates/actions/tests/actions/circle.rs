//! A filing goes all the way: drafted, read, checked, handed in, returned, corrected, accepted by a second person, numbered, published. And what must
//! not happen on the way does not.

use std::path::Path;

use actions::account::{actor_of, sign_in};
use actions::case::{self, Edit, Edited};
use actions::demo::{self, SignIn};
use actions::review::{confirm_acceptance, propose_acceptance, queue, read_case};
use actions::{Ctx, Opening, Platform, Refusal, Why, look};
use casework::lifecycle::State;
use casework::words::Private;
use law::Law;
use serde_json::Value;

/// Runs a story that waits.
fn run<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime can be built").block_on(story)
}

async fn platform(data: &Path) -> Platform {
    let opening = Opening {
        data: data.to_owned(),
        database: None,
        passphrase: None,
        origin: None,
        law: Law::embedded(),
        is_demo: true,
        now: jiff::Timestamp::now,
    };
    Platform::open(opening).await.expect("an empty folder can be opened")
}

async fn signed_in(platform: &Platform, sign_ins: &[SignIn], login: &str) -> Ctx {
    let it = sign_ins.iter().find(|it| it.login == login).expect("the demo knows the sign-in");
    let session = sign_in(&Ctx::visitor(platform), &Private::new(it.login.clone()), Private::new(it.password.clone()), "").await;
    actor_of(platform, session.expect("the password is right").reveal_token()).await.expect("the session holds")
}

fn why<T>(result: Result<T, Refusal>) -> Why {
    result.err().expect("it is refused").kind
}

pub fn from_a_draft_to_the_register() {
    run(async {
        let data = tempfile::tempdir().expect("a folder");
        let platform = platform(data.path()).await;
        let sign_ins = demo::found(&platform, data.path()).await.expect("the demo is founded");
        demo::fill(&platform, &sign_ins).await.unwrap_or_else(|err| panic!("{err}"));
        let (chen, lin, wu) = (
            signed_in(&platform, &sign_ins, "chen").await,
            signed_in(&platform, &sign_ins, "lin").await,
            signed_in(&platform, &sign_ins, "wu").await,
        );
        let (zhou, zheng) = (signed_in(&platform, &sign_ins, "zhou").await, signed_in(&platform, &sign_ins, "zheng").await);

        // Three organisations at three stages, each seeing its own.
        let stage = async |ctx: &Ctx| case::home(ctx).await.expect("a home").cases[0].clone();
        let (draft, returned, published) = (stage(&chen).await, stage(&lin).await, stage(&wu).await);
        assert_eq!((draft.state, returned.state, published.state), (State::Draft, State::Returned, State::Published));
        for (ctx, other) in [(&chen, &returned), (&lin, &draft), (&wu, &draft)] {
            assert_eq!(why(case::see_case(ctx, &other.id).await), Why::Absent);
            assert_eq!(why(case::submit_case(ctx, &other.id, 1, "k").await), Why::Absent);
        }

        // A draft is nobody's but the handler's; a case that was handed in is the office's to read; an operator reads none.
        assert_eq!(why(read_case(&zhou, &draft.id).await), Why::Absent);
        assert_eq!(queue(&zhou).await.expect("a queue").states.iter().map(|it| it.1.len()).sum::<usize>(), 2);
        let operator = signed_in(&platform, &sign_ins, "yunwei").await;
        assert_eq!(why(read_case(&operator, &returned.id).await), Why::Absent);
        assert_eq!(why(case::see_case(&Ctx::visitor(&platform), &draft.id).await), Why::SignedOut);

        // What stops, stops; a draft with faults is not handed in.
        let seen = case::see_case(&chen, &draft.id).await.expect("own").version;
        assert_eq!(why(case::submit_case(&chen, &draft.id, seen, "k").await), Why::NotNow);

        // Two windows on one field: the later one is told, and sees what the other wrote.
        let edit = |seen, text: &str| Edit { path: "handler.office_address".to_owned(), seen, value: Some(Value::from(text)) };
        let version = case::see_case(&chen, &draft.id).await.expect("own").versions["handler.office_address"];
        assert!(matches!(case::edit_answer(&chen, &draft.id, edit(version, "一号楼")).await, Ok(Edited::Saved(it)) if it == version + 1));
        match case::edit_answer(&chen, &draft.id, edit(version, "二号楼")).await {
            Ok(Edited::Conflict(other)) => assert_eq!((other.value, other.version), (Some(Value::from("一号楼")), version + 1)),
            other => panic!("{other:?}"),
        }

        // Requests: one is mended, the other answered; only then it goes back, and a retry of the same request is the same submission.
        let view = case::see_case(&lin, &returned.id).await.expect("own");
        assert_eq!(view.letters.len(), 1);
        assert!(
            case::letter(&lin, &returned.id, &view.letters[0].id, casework::rights::Act::SeeCase).await.expect("own").starts_with(b"%PDF")
        );
        assert_eq!(why(case::submit_case(&lin, &returned.id, view.version, "again").await), Why::NotNow);
        let purpose = view.versions.keys().find(|it| it.starts_with("uses.") && it.ends_with(".purpose")).expect("a purpose").clone();
        let typed = view.packet.answer(&purpose).and_then(Value::as_str).expect("it was answered").to_owned();
        let mended =
            Edit { seen: view.versions[&purpose], value: Some(Value::from(format!("{typed}，只用于本单位门口"))), path: purpose };
        case::edit_answer(&lin, &returned.id, mended).await.expect("a returned case can be written");
        let mandate = view.asked.iter().find(|it| it.correction.number == 2).expect("two were asked");
        case::answer_correction(&lin, &returned.id, &mandate.id, mandate.version, "原件上日期清楚。").await.expect("it can be answered");
        let first = case::submit_case(&lin, &returned.id, view.version, "again").await.expect("nothing is open");
        assert_eq!(first.round, 2);

        // The officer reads what changed; nobody accepts what they proposed.
        let read = read_case(&zhou, &returned.id).await.expect("it was handed in");
        assert!(!read.changed.is_empty() && read.rounds == 2);
        actions::review::admit_case(&zhou, &returned.id, read.version, "").await.expect("it is admitted");
        propose_acceptance(&zhou, &returned.id, read.version + 1, "可以").await.expect("it is proposed");
        assert!(matches!(why(confirm_acceptance(&zhou, &returned.id, read.version + 2, "").await), Why::Absent | Why::NotNow));
        assert_eq!(why(confirm_acceptance(&zheng, &returned.id, read.version, "").await), Why::Changed(Some(read.version + 2)));
        let accepted = confirm_acceptance(&zheng, &returned.id, read.version + 2, "同意").await.expect("a second person may");
        assert!(accepted.number.ends_with("00002"), "{}", accepted.number);

        // The register shows the one that was published; its proof and the whole store hold.
        let register = look::register(&Ctx::visitor(&platform), None).await.expect("anyone may");
        assert_eq!(register.lines.len(), 1);
        let proof = case::prove_receipt(&lin, &returned.id, first.entry).await.expect("own");
        let vkey = proof.vkey.parse().expect("a key");
        ledger::Receipt::parse(proof.receipt.as_bytes()).expect("a receipt").verify(&proof.entry, &vkey).expect("it proves the entry");
        assert_eq!(platform.check_store().await.expect("it can be checked"), Vec::<String>::new());
        platform.close().await;
    });
}
