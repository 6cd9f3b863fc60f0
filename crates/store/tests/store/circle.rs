//! One filing all the way: every table is written, read, listed and changed once.

use std::io::{Read as _, Write as _};

use casework::words::{CaseKind, Slot};
use jiff::SignedDuration;
use jiff::civil::date;
use store::tables::*;
use store::*;

use crate::drafts::{case_of, save};
use crate::site::{Site, noon, on_both, organisation, person, sealed};

/// Keeps a sealed file and lets rows name it.
async fn kept_file(store: &Store, content: &[u8]) -> BlobId {
    let mut file = store.blobs().create().unwrap();
    file.write_all(content).unwrap();
    let blob = file.finish().unwrap();
    let id = blob.id().clone();
    store.work(async move |work| work.keep_blob(&blob, noon()).await).await.unwrap();
    id
}

/// The people of the story, in the database.
struct Town {
    store: Store,
    handler: Organisation,
    office: Organisation,
    agent: Person,
    officer: Person,
}

impl Town {
    async fn new(site: &Site) -> Town {
        let store = site.open().await;
        let handler = Organisation { credit_code: Some("91370000MA00000000".to_owned()), ..organisation("青穗智联") };
        let office = Organisation { kind: OrganisationKind::Authority, ..organisation("省网信办") };
        let town = Town { store, handler, office, agent: person(), officer: person() };
        let (handler, office, agent, officer) = (town.handler.clone(), town.office.clone(), town.agent.clone(), town.officer.clone());
        let begun = town.store.write(async move |tx| {
            for organisation in [&handler, &office] {
                tx.insert(organisation).await?;
            }
            for (person, organisation, role) in [(&agent, &handler, "agent"), (&officer, &office, "reviewer")] {
                tx.insert(person).await?;
                let (id, organisation_id) = (MembershipId::new(noon())?, organisation.id.clone());
                let membership = Membership {
                    id,
                    person_id: person.id.clone(),
                    organisation_id,
                    role: role.to_owned(),
                    from_at: noon(),
                    until_at: None,
                    version: 1,
                };
                tx.insert(&membership).await?;
            }
            Ok::<_, Error>(((), Event::of_system("town-founded", noon())))
        });
        begun.await.unwrap();
        town
    }

    /// One act of somebody, about something.
    async fn act<T: Send + 'static>(
        &self,
        kind: &'static str,
        act: impl AsyncFnOnce(&mut Tx) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let event = Event::new(kind, &self.officer.id, noon());
        Ok(self.store.write(async move |tx| Ok::<_, Error>((act(tx).await?, event))).await?.value)
    }

    async fn insert<T: State + Clone + Sync + 'static>(&self, row: &T) -> Result<(), Error> {
        let row = row.clone();
        self.act("row-kept", async move |tx| tx.insert(&row).await).await
    }

    async fn update<T: Versioned + Clone + Sync + 'static>(&self, row: &T) -> Result<T, Error> {
        let mut row = row.clone();
        self.act("row-changed", async move |tx| tx.update(&mut row).await.map(|()| row)).await
    }

    async fn case(&self) -> Case {
        let case = Case { office_id: Some(self.office.id.clone()), ..case_of(&self.handler.id) };
        self.insert(&case).await.unwrap();
        case
    }
}

on_both! {
    accounts_and_sessions(site) {
        let town = Town::new(&site).await;
        let mut reader = town.store.read().await.unwrap();
        assert_eq!(reader.person_with_login(&town.agent.login_digest).await.unwrap(), Some(town.agent.clone()));
        assert_eq!(reader.organisation_with_code(OrganisationKind::Handler, "91370000MA00000000").await.unwrap(), Some(town.handler.clone()));
        assert!(matches!(town.insert(&Organisation { id: OrganisationId::new(noon()).unwrap(), ..town.handler.clone() }).await, Err(Error::Duplicate(_))));
        let roles = reader.memberships_of(&town.officer.id, noon()).await.unwrap();
        assert_eq!(roles.iter().map(|it| it.role.as_str()).collect::<Vec<_>>(), ["reviewer"]);
        let left = Membership { until_at: Some(noon()), ..roles[0].clone() };
        let left = town.update(&left).await.unwrap();
        assert_eq!(reader.memberships_of(&town.officer.id, noon()).await.unwrap(), vec![]);
        assert_eq!(reader.members(&town.office.id, None, 10).await.unwrap(), vec![left.clone()]);
        assert_eq!(reader.membership(&left.id).await.unwrap(), Some(left.clone()));
        assert_eq!(reader.members(&town.office.id, Some(&left.id), 10).await.unwrap(), vec![]);

        let credential = Credential {
            person_id: town.agent.id.clone(), password_hash: Some(Hidden("$argon2id$…".to_owned())), totp_sealed: Some(sealed("secret")),
            totp_last_step: None, passkeys: "[]".to_owned(), version: 1,
        };
        assert!(!format!("{credential:?}").contains("argon2id"));
        town.insert(&credential).await.unwrap();
        let used = town.update(&Credential { totp_last_step: Some(59_000_000), ..credential }).await.unwrap();
        assert_eq!(reader.credential(&town.agent.id).await.unwrap(), Some(used));

        let token = OneTimeToken {
            id_sha256: [7; 32], purpose: "invitation".to_owned(), person_id: Some(town.agent.id.clone()), organisation_id: Some(town.handler.id.clone()),
            role: Some("agent".to_owned()), sent_to_sealed: Some(sealed("someone@example.org")), made_by: None, made_at: noon(),
            expires_at: noon() + SignedDuration::from_hours(24), ended_at: None, version: 1,
        };
        town.insert(&token).await.unwrap();
        assert_eq!(reader.invitations_to(&town.handler.id, noon(), 10).await.unwrap(), vec![token.clone()]);
        assert_eq!(reader.one_time_tokens_of(&town.agent.id, noon()).await.unwrap(), vec![token.clone()]);
        assert_eq!(reader.one_time_tokens_of(&town.agent.id, token.expires_at).await.unwrap(), vec![]);
        let ended = OneTimeToken { ended_at: Some(noon()), ..token };
        let (once, twice) = (town.update(&ended).await.unwrap(), town.update(&ended).await);
        assert_eq!(twice.unwrap_err(), Error::Conflict { table: "one_time_tokens", current: Some(2) }, "it works once");
        assert_eq!(reader.one_time_token(&[7; 32]).await.unwrap(), Some(once));
        assert_eq!(reader.invitations_to(&town.handler.id, noon(), 10).await.unwrap(), vec![]);

        let codes = [1, 2].map(|it| RecoveryCode { person_id: town.agent.id.clone(), code_sha256: [it; 32], made_at: noon(), used_at: None, version: 1 });
        for it in &codes {
            town.insert(it).await.unwrap();
        }
        let used = town.update(&RecoveryCode { used_at: Some(noon()), ..codes[0].clone() }).await.unwrap();
        assert_eq!(reader.recovery_code(&town.agent.id, &[1; 32]).await.unwrap(), Some(used.clone()));
        assert_eq!(reader.recovery_code(&town.officer.id, &[1; 32]).await.unwrap(), None);
        assert_eq!(reader.recovery_codes_of(&town.agent.id).await.unwrap(), vec![used, codes[1].clone()]);

        let throttle = Throttle { account: "account".to_owned(), state: "{\"failures\":3}".to_owned(), changed_at: noon() };
        for it in [throttle.clone(), Throttle { state: "{\"failures\":4}".to_owned(), ..throttle }] {
            town.store.work(async move |work| work.put(&it).await).await.unwrap();
        }
        assert_eq!(reader.throttle("account").await.unwrap().unwrap().state, "{\"failures\":4}");

        let session = Session {
            id_sha256: [5; 32], person_id: town.agent.id.clone(), created_at: noon(), expires_at: noon() + SignedDuration::from_hours(8),
            revoked_at: None, step_up_until: None, version: 1,
        };
        town.insert(&session).await.unwrap();
        town.store.work(async |work| work.put(&SessionUse { id_sha256: [5; 32], seen_at: noon() }).await).await.unwrap();
        assert_eq!(reader.session_use(&[5; 32]).await.unwrap().unwrap().seen_at, noon());
        assert_eq!(reader.sessions_of(&town.agent.id, noon()).await.unwrap(), vec![session.clone()]);
        let revoked = town.update(&Session { revoked_at: Some(noon()), ..session }).await.unwrap();
        assert_eq!(reader.session(&[5; 32]).await.unwrap(), Some(revoked));
        assert_eq!(reader.sessions_of(&town.agent.id, noon()).await.unwrap(), vec![]);
        let forgotten = town.store.work(async |work| work.forget_throttles(noon() + SignedDuration::from_secs(1)).await).await.unwrap();
        assert_eq!(forgotten, 1);
        assert_eq!(town.store.fsck().await.unwrap(), vec![]);
    }

    offices_are_a_tree(site) {
        let town = Town::new(&site).await;
        let below = |name: &str, parent: &Organisation| Organisation { kind: OrganisationKind::Authority, parent_id: Some(parent.id.clone()), ..organisation(name) };
        let city = below("市网信办", &town.office);
        let (left, right) = (below("区网信办", &city), below("县网信办", &city));
        for it in [&city, &left, &right] {
            town.insert(it).await.unwrap();
        }
        let sorted = |these: &[&Organisation]| { let mut ids: Vec<_> = these.iter().map(|it| it.id.clone()).collect(); ids.sort(); ids };
        let mut reader = town.store.read().await.unwrap();
        let ids = |these: Vec<Organisation>| these.into_iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(reader.offices_below(&town.office.id).await.unwrap()), sorted(&[&town.office, &city, &left, &right]));
        assert_eq!(ids(reader.offices_below(&left.id).await.unwrap()), sorted(&[&left]));
        assert_eq!(ids(reader.offices_above(&left.id).await.unwrap()), sorted(&[&left, &city, &town.office]));
        // Even if somebody made a ring of it.
        town.update(&Organisation { parent_id: Some(right.id.clone()), ..town.office.clone() }).await.unwrap();
        assert_eq!(reader.offices_below(&city.id).await.unwrap().len(), 4);
        assert_eq!(reader.offices_above(&city.id).await.unwrap().len(), 3);
        assert_eq!(town.store.fsck().await.unwrap(), vec![]);
    }

    /// What a process left that ended between a file and the act that names it.
    files_that_no_row_names_are_swept(site) {
        let store = site.open().await;
        let named = kept_file(&store, b"named").await;
        let orphan = { let mut file = store.blobs().create().unwrap(); file.write_all(b"orphan").unwrap(); file.finish().unwrap() };
        assert_eq!(store.sweep_blobs(std::time::Duration::from_secs(3600)).await.unwrap(), 0, "its act may still come");
        std::thread::sleep(std::time::Duration::from_millis(20));
        assert_eq!(store.sweep_blobs(std::time::Duration::from_millis(10)).await.unwrap(), 1);
        assert!(store.blobs().open_file(&named).is_ok() && store.blobs().open_file(orphan.id()).is_err());
        assert_eq!(store.fsck().await.unwrap(), vec![]);
    }

    a_filing_from_draft_to_number(site) {
        let town = Town::new(&site).await;
        let (store, case) = (&town.store, town.case().await);
        save(store, &case.id, "handler.name", 0, "青穗智联").await.unwrap();
        let reason = Override {
            id: OverrideId::new(noon()).unwrap(), case_id: case.id.clone(), rule: "R031".to_owned(), place: "answers.uses.gate".to_owned(),
            reason_sealed: sealed("确有必要"), written_by: town.agent.id.clone(), written_at: noon(), version: 1,
        };
        town.insert(&reason).await.unwrap();
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.overrides_in(&case.id).await.unwrap(), vec![reason.clone()]);
        town.act("override-withdrawn", async move |tx| tx.remove(&reason).await).await.unwrap();
        assert_eq!(reader.overrides_in(&case.id).await.unwrap(), vec![]);

        let material = Material {
            id: MaterialId::new(noon()).unwrap(), case_id: case.id.clone(), slot: Slot::Mandate, topic: None, state: "present".to_owned(),
            added_at: noon(), version: 1,
        };
        town.insert(&material).await.unwrap();
        let mut files = vec![];
        for edition in 1..=2 {
            let file = MaterialFile {
                material_id: material.id.clone(), edition, file_name_sealed: sealed("委托书.pdf"), bytes: 3, content_sha256: [edition as u8; 32],
                blob_id: kept_file(store, &[edition as u8; 3]).await, copy_blob_id: None, facts_sealed: None, state: "unread".to_owned(),
                added_by: town.agent.id.clone(), added_at: noon(), version: 1,
            };
            town.insert(&file).await.unwrap();
            files.push(file);
        }
        assert_eq!(reader.files_in_state("unread", 10).await.unwrap(), files);
        let read = town.update(&MaterialFile { facts_sealed: Some(sealed("{}")), state: "read".to_owned(), ..files[1].clone() }).await.unwrap();
        assert_eq!(reader.newest_files_in(&case.id).await.unwrap(), vec![read.clone()]);
        assert_eq!(reader.files_of(&material.id).await.unwrap(), vec![read.clone(), files[0].clone()]);
        assert_eq!(reader.materials_in(&case.id).await.unwrap(), vec![material.clone()]);
        let mut bytes = vec![];
        store.blobs().open_file(&read.blob_id).unwrap().read_to_end(&mut bytes).unwrap();
        assert_eq!((bytes, reader.blob(&read.blob_id).await.unwrap().unwrap().bytes), (vec![2; 3], 3));
        let nowhere = MaterialFile { edition: 3, blob_id: BlobId::parse(&"0".repeat(64)).unwrap(), ..files[0].clone() };
        assert!(matches!(town.insert(&nowhere).await, Err(Error::Unfit(_))), "a row cannot name a file that is not there");

        let submitted = town.update(&Case { state: "submitted".to_owned(), submitted_at: Some(noon()), rulebook: Some("2026.11.1".to_owned()), ..case }).await.unwrap();
        assert_eq!(reader.queue(&town.office.id, "submitted", None, 10).await.unwrap(), vec![submitted.clone()]);
        assert_eq!(reader.queue(&town.office.id, "submitted", Some(&submitted.id), 10).await.unwrap(), vec![]);

        let decision = Decision {
            id: DecisionId::new(noon()).unwrap(), case_id: submitted.id.clone(), act: "return".to_owned(), decided_by: town.officer.id.clone(),
            decided_at: noon(), cite: Some("cac-mps-19-2025/art-15".to_owned()), reason_sealed: Some(sealed("委托书未盖章")),
        };
        let correction = Correction {
            id: CorrectionId::new(noon()).unwrap(), case_id: submitted.id.clone(), decision_id: Some(decision.id.clone()), item: 1, place: None,
            material_id: Some(material.id), page: Some(1), page_box: Some("0.1 0.2 0.3 0.4".to_owned()), cite: None, text_sealed: sealed("请盖章"),
            asked_by: town.officer.id.clone(), asked_at: noon(), resolved_by: None, resolved_at: None, reply_sealed: None, version: 1,
        };
        let letter = Letter {
            id: LetterId::new(noon()).unwrap(), case_id: submitted.id.clone(), decision_id: Some(decision.id.clone()), kind: "return".to_owned(),
            blob_id: kept_file(store, b"letter").await, sent_at: noon(), read_at: None, version: 1,
        };
        town.insert(&decision).await.unwrap();
        town.insert(&correction).await.unwrap();
        town.insert(&letter).await.unwrap();
        let resolved = town.update(&Correction { resolved_by: Some(town.agent.id.clone()), resolved_at: Some(noon()), ..correction }).await.unwrap();
        assert_eq!(reader.decisions_in(&submitted.id).await.unwrap(), vec![decision]);
        assert_eq!(reader.corrections_in(&submitted.id).await.unwrap(), vec![resolved]);
        assert_eq!(reader.letters_in(&submitted.id).await.unwrap(), vec![letter]);

        let window = PublicityWindow { case_id: submitted.id.clone(), from_on: date(2026, 11, 27), until_on: date(2026, 12, 3), ended_at: None, version: 1 };
        town.insert(&window).await.unwrap();
        assert_eq!(reader.publicity_over(date(2026, 12, 3), 10).await.unwrap(), vec![]);
        assert_eq!(reader.publicity_over(date(2026, 12, 4), 10).await.unwrap(), vec![window.clone()]);
        let ended = town.update(&PublicityWindow { ended_at: Some(noon()), ..window }).await.unwrap();
        assert_eq!(reader.publicity_window(&submitted.id).await.unwrap(), Some(ended));

        let filing = Filing {
            id: FilingId::new(noon()).unwrap(), organisation_id: town.handler.id.clone(), office_id: town.office.id.clone(), number: "演示-370000-1".to_owned(),
            state: "in-force".to_owned(), accepted_on: date(2026, 12, 4), ended_on: None, version: 1,
        };
        town.insert(&filing).await.unwrap();
        let twin = Filing { id: FilingId::new(noon()).unwrap(), ..filing.clone() };
        assert!(matches!(town.insert(&twin).await, Err(Error::Duplicate(_))), "no number twice");
        let accepted = town.update(&Case { state: "accepted".to_owned(), filing_id: Some(filing.id.clone()), ..submitted }).await.unwrap();
        let notice = Notice {
            id: NoticeId::new(noon()).unwrap(), filing_id: filing.id.clone(), case_id: accepted.id.clone(), blob_id: kept_file(store, b"notice").await,
            issued_on: date(2026, 12, 4),
        };
        town.insert(&notice).await.unwrap();
        let entry = RegisterEntry { filing_id: filing.id.clone(), line: "{\"name\":\"青穗智联\"}".to_owned(), published_at: noon(), withdrawn_at: None, version: 1 };
        town.insert(&entry).await.unwrap();
        assert_eq!(reader.filing_with_number("演示-370000-1").await.unwrap(), Some(filing.clone()));
        assert_eq!(reader.filing(&filing.id).await.unwrap(), Some(filing.clone()));
        assert_eq!(reader.filings_of(&town.handler.id, None, 10).await.unwrap(), vec![filing.clone()]);
        assert_eq!(reader.cases_about(&filing.id).await.unwrap(), vec![accepted.clone()]);
        assert_eq!(reader.cases_of(&town.handler.id, None, 10).await.unwrap(), vec![accepted.clone()]);
        assert_eq!(reader.cases_of(&town.handler.id, Some(&accepted.id), 10).await.unwrap(), vec![]);
        assert_eq!(reader.notices_of(&filing.id).await.unwrap(), vec![notice]);
        assert_eq!(reader.register(None, 10).await.unwrap(), vec![entry.clone()]);
        let withdrawn = town.update(&RegisterEntry { withdrawn_at: Some(noon()), ..entry }).await.unwrap();
        assert_eq!(reader.register(None, 10).await.unwrap(), vec![]);
        assert_eq!(reader.register_entry(&filing.id).await.unwrap(), Some(withdrawn));
        assert_eq!(reader.case(&accepted.id).await.unwrap().map(|it| (it.kind, it.version)), Some((CaseKind::First, 3)));
        assert_eq!(store.fsck().await.unwrap(), vec![]);
    }

    filed_elsewhere_and_what_leaves_the_machine(site) {
        let town = Town::new(&site).await;
        let elsewhere = FiledElsewhere {
            id: ElsewhereId::new(noon()).unwrap(), organisation_id: town.handler.id.clone(), case_id: None, state: "returned".to_owned(),
            number: Some("2026-1".to_owned()), filed_on: Some(date(2026, 11, 1)), receipt_blob_id: None, notes_sealed: Some(sealed("退回理由")),
            written_at: noon(), version: 1,
        };
        let task = ElsewhereTask {
            id: TaskId::new(noon()).unwrap(), elsewhere_id: elsewhere.id.clone(), place: None, text_sealed: sealed("补盖章"), done_by: None, done_at: None,
            version: 1,
        };
        town.insert(&elsewhere).await.unwrap();
        town.insert(&task).await.unwrap();
        let done = town.update(&ElsewhereTask { done_by: Some(town.agent.id.clone()), done_at: Some(noon()), ..task }).await.unwrap();
        let mut reader = town.store.read().await.unwrap();
        assert_eq!(reader.tasks_of(&elsewhere.id).await.unwrap(), vec![done]);
        assert_eq!(reader.filed_elsewhere(&elsewhere.id).await.unwrap(), Some(elsewhere.clone()));
        assert_eq!(reader.filed_elsewhere_by(&town.handler.id, None, 10).await.unwrap(), vec![elsewhere]);

        let setting = Setting { name: "number-format".to_owned(), value: "{province}-{n}".to_owned(), version: 1 };
        town.insert(&setting).await.unwrap();
        assert_eq!(reader.setting("number-format").await.unwrap(), Some(setting.clone()));
        assert_eq!(reader.settings().await.unwrap(), vec![setting]);

        let message = Message { id: MessageId::new(noon()).unwrap(), topic: "webhook".to_owned(), body_sealed: sealed("{}"), due_at: noon(), tries: 0, sent_at: None };
        let put = message.clone();
        town.act("case-decided", async move |tx| tx.put(&put).await).await.unwrap();
        let due = reader.messages_due(noon(), 10).await.unwrap();
        assert_eq!(due, vec![message.clone()]);
        let until = noon() + SignedDuration::from_mins(5);
        let take = |message: Message| { let store = town.store.clone(); async move { store.work(async move |work| work.take_message(&message, until).await).await.unwrap() } };
        assert_eq!((take(message.clone()).await, take(message.clone()).await), (true, false), "only one sends it");
        assert_eq!(reader.messages_due(noon(), 10).await.unwrap(), vec![]);
        let id = message.id.clone();
        town.store.work(async move |work| work.message_sent(&id, until).await).await.unwrap();
        assert_eq!(reader.messages_due(until, 10).await.unwrap(), vec![]);
        assert_eq!(town.store.fsck().await.unwrap(), vec![]);
    }
}
