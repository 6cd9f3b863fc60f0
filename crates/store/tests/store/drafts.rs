//! Drafts: two windows, field by field; and uploads, piece by piece.

use std::io::{Read as _, Write as _};

use casework::words::{CaseKind, Slot};
use jiff::{SignedDuration, Timestamp};
use store::tables::{Answer, Case, Saved, Upload, UploadPart};
use store::{CaseId, Error, Event, PersonId, Store, UploadId};

use crate::site::{assert_whole, noon, on_both, organisation, sealed};

/// A case of an organisation, just begun.
pub async fn begun(store: &Store) -> CaseId {
    let organisation = organisation("青穗智联");
    let case = case_of(&organisation.id);
    let begun = store.write(async move |tx| {
        tx.insert(&organisation).await?;
        tx.insert(&case).await?;
        let event = Event::of_system("case-opened", noon()).about(&case.id).about(&organisation.id);
        Ok::<_, Error>((case.id, event))
    });
    begun.await.unwrap().value
}

pub fn case_of(organisation: &store::OrganisationId) -> Case {
    Case {
        id: CaseId::new(noon()).unwrap(),
        kind: CaseKind::First,
        state: "draft".to_owned(),
        organisation_id: organisation.clone(),
        office_id: None,
        filing_id: None,
        form: "template-v0@1".to_owned(),
        rulebook: None,
        due_on: Some(jiff::civil::date(2026, 12, 31)),
        assigned_to: None,
        opened_at: noon(),
        submitted_at: None,
        version: 1,
    }
}

pub async fn save(store: &Store, case: &CaseId, path: &str, seen: i64, text: &str) -> Result<Saved, Error> {
    save_at(store, case, path, seen, text, noon()).await
}

async fn save_at(store: &Store, case: &CaseId, path: &str, seen: i64, text: &str, at: Timestamp) -> Result<Saved, Error> {
    let by = PersonId::new(noon())?;
    let value_sealed = Some(sealed(text));
    let answer = Answer { case_id: case.clone(), path: path.to_owned(), version: seen, value_sealed, saved_by: by.clone(), saved_at: at };
    let saving = store.write(async move |tx| {
        let event = Event::new("answer-saved", &by, at).about(&answer.case_id);
        Ok::<_, Error>((tx.save_answer(answer).await?, event))
    });
    Ok(saving.await?.value)
}

on_both! {
    two_windows_meet_in_one_field_and_nothing_is_lost(site) {
        let store = site.open().await;
        let case = begun(&store).await;
        assert_eq!(save(&store, &case, "handler.name", 0, "青穗").await.unwrap(), Saved::Kept(1));
        assert_eq!(save(&store, &case, "handler.name", 1, "青穗智联").await.unwrap(), Saved::Kept(2));
        // The other window still shows version 1, and writes into another field besides.
        let Saved::Conflict(now) = save(&store, &case, "handler.name", 1, "青穗公司").await.unwrap() else { panic!("no conflict") };
        assert_eq!((now.version, now.value_sealed), (2, Some(sealed("青穗智联"))));
        assert_eq!(save(&store, &case, "handler.province", 0, "370000").await.unwrap(), Saved::Kept(1));
        assert_eq!(save(&store, &case, "handler.phone", 4, "…").await.unwrap(), Saved::NeverThere);
        let mut reader = store.read().await.unwrap();
        let draft = reader.draft(&case).await.unwrap();
        let shown: Vec<_> = draft.iter().map(|it| (it.path.as_str(), it.version)).collect();
        assert_eq!(shown, [("handler.name", 2), ("handler.province", 1)]);
        assert_eq!(reader.versions_of_answer(&case, "handler.name").await.unwrap().len(), 2);
        assert_eq!(reader.n_saves(&case).await.unwrap(), 3);
    }

    a_draft_is_known_as_it_was(site) {
        let store = site.open().await;
        let case = begun(&store).await;
        let hour = |n| noon() + SignedDuration::from_hours(n);
        save_at(&store, &case, "pia.summary", 0, "旧", hour(1)).await.unwrap();
        save_at(&store, &case, "pia.summary", 1, "新", hour(3)).await.unwrap();
        save_at(&store, &case, "uses.gate.purpose", 0, "通行", hour(4)).await.unwrap();
        let then = store.read().await.unwrap().draft_at(&case, hour(2)).await.unwrap();
        assert_eq!(then.iter().map(|it| it.value_sealed.clone().unwrap()).collect::<Vec<_>>(), [sealed("旧")]);
    }

    many_hands_save_at_once(site) {
        let store = site.open().await;
        let case = begun(&store).await;
        let saving: Vec<_> = (0..64).map(|n| {
            let (store, case) = (store.clone(), case.clone());
            tokio::spawn(async move {
                let kept = save(&store, &case, &format!("field.{}", n % 16), 0, &n.to_string()).await.unwrap();
                matches!(kept, Saved::Kept(_))
            })
        }).collect();
        let mut n_kept = 0;
        for it in saving {
            n_kept += usize::from(it.await.unwrap());
        }
        assert_eq!(n_kept, 16);
        assert_eq!(store.read().await.unwrap().draft(&case).await.unwrap().len(), 16);
        assert_eq!(store.fsck().await.unwrap(), vec![]);
    }

    text_that_no_database_holds_is_refused(site) {
        let store = site.open().await;
        let case = begun(&store).await;
        assert_eq!(save(&store, &case, "handler\0name", 0, "x").await.unwrap_err(), Error::NotText);
        assert_eq!(save(&store, &case, "名称 \u{10348} 'quoted' \"twice\" $1 ?", 0, "x").await.unwrap(), Saved::Kept(1));
        assert!(matches!(save(&store, &CaseId::new(noon()).unwrap(), "a", 0, "x").await.unwrap_err(), Error::Unfit(_)));
        assert_whole(&store, 2).await;
    }

    an_upload_arrives_piece_by_piece(site) {
        let store = site.open().await;
        let case_id = begun(&store).await;
        let upload = Upload {
            id: UploadId::new(noon()).unwrap(), case_id, slot: Slot::Mandate, topic: None, file_name_sealed: sealed("委托书.pdf"),
            length: 10, received: 0, started_by: PersonId::new(noon()).unwrap(), expires_at: noon(),
        };
        let id = upload.id.clone();
        store.work(async move |work| work.put(&upload).await).await.unwrap();
        let piece = |start: i64, bytes: &'static [u8]| {
            let (store, upload_id) = (store.clone(), id.clone());
            async move {
                let mut file = store.blobs().create().unwrap();
                file.write_all(bytes).unwrap();
                let blob = file.finish().unwrap();
                let part = UploadPart { upload_id, start, length: bytes.len() as i64, blob_id: blob.id().clone() };
                store.work(async move |work| {
                    work.keep_blob(&blob, noon()).await?;
                    work.add_part(&part).await
                }).await
            }
        };
        piece(0, b"first").await.unwrap();
        assert_eq!(piece(3, b"again").await.unwrap_err(), Error::Conflict { table: "uploads", current: Some(5) });
        assert_eq!(piece(5, b"too long").await.unwrap_err(), Error::Conflict { table: "uploads", current: Some(5) });
        assert_eq!(piece(5, b"").await.unwrap_err(), Error::Conflict { table: "uploads", current: Some(5) }, "the next piece would take its place");
        piece(5, b"later").await.unwrap();
        let mut reader = store.read().await.unwrap();
        let mut content = String::new();
        for part in reader.parts_of(&id).await.unwrap() {
            store.blobs().open_file(&part.blob_id).unwrap().read_to_string(&mut content).unwrap();
        }
        assert_eq!(content, "firstlater");
        assert_eq!(reader.expired_uploads(noon(), 10).await.unwrap().len(), 1);
        let first = reader.parts_of(&id).await.unwrap().remove(0).blob_id;
        let forgotten = first.clone();
        let in_use = store.work(async move |work| work.forget_blob(&forgotten).await).await;
        assert!(matches!(in_use.unwrap_err(), Error::Unfit(_)));
        let ended = { let id = id.clone(); store.work(async move |work| work.end_upload(&id).await).await.unwrap() };
        for part in &ended {
            store.blobs().remove(&part.blob_id).unwrap();
        }
        assert!(ended.len() == 2 && store.blobs().open_file(&first).is_err());
        assert_eq!(store.read().await.unwrap().upload(&id).await.unwrap(), None);
    }
}
