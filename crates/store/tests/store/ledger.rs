//! The ledger that comes of it: receipts, exports, and what is noticed.

use store::{Error, Extra, Secrets, Store};
use zeroize::Zeroizing;

use crate::drafts::{begun, save};
use crate::site::{assert_whole, founded, n_organisations, noon, on_both, secrets, verdict};

on_both! {
    a_receipt_verifies_offline_and_an_export_alone(site) {
        let store = site.open().await;
        let founding: Vec<_> = (0..300).map(|n| {
            let store = store.clone();
            tokio::spawn(async move { founded(&store, &n.to_string()).await.unwrap() })
        }).collect();
        for it in founding {
            it.await.unwrap();
        }
        let (organisation, index) = founded(&store, "青穗").await.unwrap();
        let mut reader = store.read().await.unwrap();
        let entry = reader.entry_bytes(index).await.unwrap().unwrap();
        for at in [0, 1, 255, 256, index] {
            let receipt = reader.receipt(at).await.unwrap().unwrap().to_string();
            let entry = reader.entry_bytes(at).await.unwrap().unwrap();
            let said = ledger::Receipt::parse(receipt.as_bytes()).unwrap().verify(&entry, store.vkey()).unwrap();
            assert_eq!(said.head.size, 301);
        }
        assert_eq!(reader.receipt(301).await.unwrap(), None);
        assert!(!String::from_utf8(entry.clone()).unwrap().contains("青穗"), "an entry names nobody");
        let about = reader.entries_about(&organisation.id, None, 10).await.unwrap();
        assert_eq!((about.len(), about[0].index, about[0].kind.as_str()), (1, index, "organisation-founded"));
        assert_eq!(reader.entries_from(299, 10).await.unwrap().len(), 2);
        assert_whole(&store, 301).await;
    }

    an_entry_has_one_spelling(site) {
        let store = site.open().await;
        let person = crate::site::person();
        let text = {
            let person = person.clone();
            let recorded = store.write(async move |tx| {
                tx.insert(&person).await?;
                let event = store::Event::new("person-joined", &person.id, noon()).about(&person.id).with("via", "invitation").with("count", 3);
                Ok::<_, Error>(((), event))
            }).await.unwrap();
            String::from_utf8(store.read().await.unwrap().entry_bytes(recorded.index).await.unwrap().unwrap()).unwrap()
        };
        let id = &person.id;
        let (head, rows) = text.split_once(",\"rows\":[\"").unwrap();
        assert_eq!(head, format!(r#"{{"actor":"{id}","at":1795752000000000,"extra":{{"count":3,"via":"invitation"}},"kind":"person-joined""#));
        let (row, tail) = rows.split_at(64);
        assert_eq!(tail, format!(r#""],"subjects":["person/{id}"],"v":1}}"#));
        assert!(!row.contains('"'));
        let entry = store.read().await.unwrap().entries_from(0, 1).await.unwrap().remove(0);
        assert_eq!(entry.extra.get("count"), Some(&Extra::Number(3)));
    }

    what_is_changed_behind_our_back_is_named(site) {
        let store = site.open().await;
        for name in ["甲", "乙", "丙"] {
            founded(&store, name).await.unwrap();
        }
        let case = begun(&store).await;
        save(&store, &case, "handler.name", 0, "青穗").await.unwrap();
        assert_eq!(store.fsck().await.unwrap(), vec![]);
        site.tamper("UPDATE organisations SET province = '110000' WHERE name = '甲'").await;
        site.tamper("DELETE FROM organisations WHERE name = '乙'").await;
        site.tamper("INSERT INTO settings (name, value, version) VALUES ('number-format', 'x', 1)").await;
        let told = format!("{:?}", store.fsck().await.unwrap());
        let expected = ["Altered { table: \"organisations\"", "Unrecorded { table: \"settings\", key: \"number-format\" }", "Missing(1)"];
        assert!(expected.iter().all(|it| told.contains(it)) && told.matches("table").count() == 2, "{told}");
        site.tamper("UPDATE ledger_entries SET bytes = (SELECT bytes FROM ledger_entries WHERE seq = 1) WHERE seq = 2").await;
        assert!(store.fsck().await.unwrap().contains(&store::fsck::Fault::Head));
        assert!(!verdict(&store).await.holds());
    }

    /// A row that is put back to what it was before is noticed too: only the latest entry counts.
    a_row_that_is_put_back_is_noticed(site) {
        let store = site.open().await;
        let (mut organisation, _) = founded(&store, "旧名").await.unwrap();
        store.write(async move |tx| {
            organisation.name = "新名".to_owned();
            tx.update(&mut organisation).await?;
            Ok::<_, Error>(((), store::Event::of_system("renamed", noon())))
        }).await.unwrap();
        site.tamper("UPDATE organisations SET name = '旧名', version = 1").await;
        assert_eq!(store.fsck().await.unwrap().len(), 1);
    }

    /// It looks at one moment, whatever is written meanwhile.
    it_is_compared_while_others_write(site) {
        let store = site.open().await;
        let (mut organisation, _) = founded(&store, "0").await.unwrap();
        let writing = {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 1..300 {
                    organisation.name = n.to_string();
                    let mut row = organisation.clone();
                    organisation = store.write(async move |tx| {
                        tx.update(&mut row).await?;
                        Ok::<_, Error>((row, store::Event::of_system("renamed", noon())))
                    }).await.unwrap().value;
                    founded(&store, "又一家").await.unwrap();
                }
            })
        };
        let mut told = vec![];
        while !writing.is_finished() {
            told.extend(store.fsck().await.unwrap());
        }
        writing.await.unwrap();
        assert_eq!(told, vec![]);
    }

    /// P14: not the rows of the state alone.
    whatever_is_changed_around_the_rows_is_named_too(site) {
        let store = site.open().await;
        for n in 0..300 {
            founded(&store, &n.to_string()).await.unwrap();
        }
        let [whole, cut, gone] = [b"whole", b"bytes", b"gone!"].map(|content| {
            let mut file = store.blobs().create().unwrap();
            std::io::Write::write_all(&mut file, content).unwrap();
            file.finish().unwrap()
        });
        let [_, second, third] = [&whole, &cut, &gone].map(|it| it.id().clone());
        store.work(async move |work| {
            for it in [whole, cut, gone] {
                work.keep_blob(&it, noon()).await?;
            }
            Ok::<_, Error>(())
        }).await.unwrap();
        assert_eq!(store.fsck().await.unwrap(), vec![]);
        let path = |id: &store::BlobId| site.folder.path().join("blobs").join(&id.as_str()[..2]).join(id.as_str());
        std::fs::write(path(&second), b"Bytes").unwrap();
        std::fs::remove_file(path(&third)).unwrap();
        let mut told = vec![store.fsck().await.unwrap().len()];
        site.tamper("UPDATE ledger_entries SET subject = 'case/nobody' WHERE seq = 7").await;
        told.push(store.fsck().await.unwrap().len());
        site.tamper("UPDATE ledger_tiles SET hashes = (SELECT root FROM ledger_head) WHERE level = 0 AND place = 0").await;
        told.push(store.fsck().await.unwrap().len());
        site.tamper("INSERT INTO ledger_entries (seq, subject, bytes) SELECT 300, subject, bytes FROM ledger_entries WHERE seq = 1").await;
        told.push(store.fsck().await.unwrap().len());
        site.tamper("UPDATE ledger_head SET note = 'nothing'").await;
        told.push(store.fsck().await.unwrap().len());
        assert_eq!(told, [2, 3, 4, 5, 6]);
    }

    what_was_kept_is_there_when_it_is_opened_again(site) {
        let store = site.open().await;
        for n in 0..5 {
            founded(&store, &n.to_string()).await.unwrap();
        }
        store.close().await;
        let store = site.open().await;
        assert_eq!(n_organisations(&store).await, 5);
        assert_eq!(founded(&store, "再来").await.unwrap().1, 5);
        assert_whole(&store, 6).await;
        store.close().await;
        let other = Secrets { log: ledger::LogKey::from_seed("example.org/facefile", &[8; 32]).unwrap(), ..secrets() };
        assert_eq!(Store::open(&site.place, other).await.err(), Some(Error::OtherKey));
        let blinded = Secrets { blinding: Zeroizing::new([1; 32]), ..secrets() };
        let store = Store::open(&site.place, blinded).await.unwrap();
        assert!(!store.fsck().await.unwrap().is_empty(), "without its key, no row can be compared");
    }

    a_newer_database_is_refused(site) {
        site.open().await.close().await;
        site.tamper("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) SELECT 9999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1").await;
        assert_eq!(Store::open(&site.place, secrets()).await.err(), Some(Error::Newer(9999)));
    }
}
