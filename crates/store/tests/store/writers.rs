//! Many at once, and what becomes of those that fail.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use store::tables::{Membership, Organisation};
use store::{Error, Event, MembershipId, Once, OrganisationId, PersonId};

use crate::site::{Site, assert_whole, founded, n_organisations, noon, on_both, organisation};

/// What an act of these stories can say.
#[derive(Debug, PartialEq)]
enum No {
    Refused,
    Store(Error),
}

impl From<Error> for No {
    fn from(error: Error) -> No {
        No::Store(error)
    }
}

fn founding(organisation: &Organisation) -> Event {
    Event::of_system("organisation-founded", noon()).about(&organisation.id)
}

on_both! {
    sixty_four_at_once_and_the_bad_ones_fail_alone(site) {
        let store = site.open().await;
        let good: Vec<_> = (0..61).map(|n| {
            let store = store.clone();
            tokio::spawn(async move { founded(&store, &format!("公司{n}")).await.unwrap().1 })
        }).collect();
        let refusing = store.write(async |tx| {
            let organisation = organisation("不会留下");
            tx.insert(&organisation).await?;
            if organisation.version == 1 { Err(No::Refused) } else { Ok(((), founding(&organisation))) }
        });
        let unfit = store.write(async |tx| {
            let nobody = Membership {
                id: MembershipId::new(noon())?, person_id: PersonId::new(noon())?, organisation_id: OrganisationId::new(noon())?,
                role: "owner".to_owned(), from_at: noon(), until_at: None, version: 1,
            };
            // The closure passes over the failure; the store does not.
            let _ = tx.insert(&nobody).await;
            Ok::<_, No>(((), Event::of_system("joined", noon())))
        });
        let panicking = store.write(async |tx| -> Result<((), Event), No> {
            tx.insert(&organisation("也不会留下")).await?;
            panic!("on purpose")
        });
        let (refused, unfit, panicked) = tokio::join!(refusing, unfit, panicking);
        assert_eq!(refused.unwrap_err(), No::Refused);
        assert!(matches!(unfit.unwrap_err(), No::Store(Error::Unfit(_))));
        assert_eq!(panicked.unwrap_err(), No::Store(Error::Panicked));
        let mut indexes = Vec::new();
        for it in good {
            indexes.push(it.await.unwrap());
        }
        indexes.sort_unstable();
        assert_eq!(indexes, (0..61).collect::<Vec<_>>());
        assert_eq!(n_organisations(&store).await, 61);
        assert!(store.figures().n_groups < 64, "{:?}", store.figures());
        assert_whole(&store, 61).await;
    }

    /// P12: what was answered is seen by whoever reads afterwards.
    what_was_acknowledged_is_seen(site) {
        let store = site.open().await;
        for n in 0..50 {
            let (organisation, _) = founded(&store, &n.to_string()).await.unwrap();
            assert_eq!(store.read().await.unwrap().organisation(&organisation.id).await.unwrap(), Some(organisation));
        }
    }

    /// P16.
    of_two_that_race_one_wins_and_the_other_is_told(site) {
        let store = site.open().await;
        for n in 0..20 {
            let (organisation, _) = founded(&store, &n.to_string()).await.unwrap();
            let rename = |name: &'static str| {
                let (store, mut organisation) = (store.clone(), organisation.clone());
                tokio::spawn(async move {
                    store.write(async move |tx| {
                        organisation.name = name.to_owned();
                        tx.update(&mut organisation).await?;
                        let event = founding(&organisation);
                        Ok::<_, Error>((organisation, event))
                    }).await
                })
            };
            let (left, right) = tokio::join!(rename("左"), rename("右"));
            let (left, right) = (left.unwrap(), right.unwrap());
            let (won, lost) = if left.is_ok() { (left, right) } else { (right, left) };
            let won = won.unwrap().value;
            assert_eq!((won.version, lost.unwrap_err()), (2, Error::Conflict { table: "organisations", current: Some(2) }));
            assert_eq!(store.read().await.unwrap().organisation(&won.id).await.unwrap(), Some(won));
        }
        assert_whole(&store, 40).await;
    }

    what_is_gone_is_a_conflict_too(site) {
        let store = site.open().await;
        let mut never = organisation("从未来过");
        let lost = store.write(async move |tx| {
            tx.update(&mut never).await?;
            Ok::<_, Error>(((), founding(&never)))
        }).await;
        assert_eq!(lost.unwrap_err(), Error::Conflict { table: "organisations", current: None });
    }

    a_retry_gets_the_answer_of_the_first(site) {
        let store = site.open().await;
        let once = |request: u8| Once { actor: "somebody".to_owned(), key: "k-1".to_owned(), request_sha256: [request; 32], at: noon() };
        let send = |once: Once| {
            let store = store.clone();
            async move {
                store.write_once(once, async |tx| {
                    let organisation = organisation("只来一次");
                    tx.insert(&organisation).await?;
                    Ok::<_, Error>((organisation.id.to_string(), founding(&organisation)))
                }).await
            }
        };
        let first = send(once(1)).await.unwrap();
        // Several at once, as an impatient client does.
        let (second, third) = tokio::join!(send(once(1)), send(once(1)));
        for again in [second.unwrap(), third.unwrap()] {
            assert_eq!((again.value, again.index, again.is_repeated), (first.value.clone(), first.index, true));
        }
        assert_eq!(send(once(2)).await.unwrap_err(), Error::KeyReused);
        assert_eq!(n_organisations(&store).await, 1);
        assert_whole(&store, 1).await;
        let forgotten = store.work(async |work| work.forget_answers(noon() + jiff::SignedDuration::from_secs(1)).await).await.unwrap();
        assert_eq!(forgotten, 1);
    }

    an_act_that_is_rolled_back_leaves_neither_row_nor_entry(site) {
        let store = site.open().await;
        founded(&store, "先来").await.unwrap();
        for _ in 0..3 {
            let refused = store.write(async |tx| {
                tx.insert(&organisation("后来")).await?;
                Err::<((), Event), _>(No::Refused)
            }).await;
            assert_eq!(refused.unwrap_err(), No::Refused);
        }
        let twice = store.write(async |tx| {
            let organisation = organisation("两次");
            tx.insert(&organisation).await?;
            tx.insert(&organisation).await?;
            Ok::<_, Error>(((), founding(&organisation)))
        }).await;
        assert!(matches!(twice.unwrap_err(), Error::Duplicate(_)));
        assert_eq!(n_organisations(&store).await, 1);
        assert_eq!(founded(&store, "再来").await.unwrap().1, 1);
        assert_whole(&store, 2).await;
    }

    an_entry_that_is_too_long_fails_alone(site) {
        let store = site.open().await;
        let many = store.write(async |tx| {
            for n in 0..1_000 {
                tx.insert(&organisation(&n.to_string())).await?;
            }
            Ok::<_, Error>(((), Event::of_system("flood", noon())))
        }).await;
        assert_eq!(many.unwrap_err(), Error::TooMuch);
        assert_eq!(n_organisations(&store).await, 0);
    }

    a_number_is_given_once(site) {
        let store = site.open().await;
        let numbers: Vec<_> = (0..40).map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                store.write(async |tx| {
                    let number = tx.next_number("370000/2026").await?;
                    Ok::<_, Error>((number, Event::of_system("number-given", noon()).with("number", number)))
                }).await.unwrap().value
            })
        }).collect();
        let mut given = Vec::new();
        for it in numbers {
            given.push(it.await.unwrap());
        }
        given.sort_unstable();
        assert_eq!(given, (1..=40).collect::<Vec<_>>());
    }

    /// Several instances on one PostgreSQL, or two processes on one file: one ledger.
    two_stores_side_by_side_keep_one_ledger(site) {
        let stores = [Arc::new(site.open().await), Arc::new(site.open().await)];
        let writing: Vec<_> = (0..80).map(|n| {
            let store = Arc::clone(&stores[n % 2]);
            tokio::spawn(async move { founded(&store, &n.to_string()).await.unwrap().1 })
        }).collect();
        let mut indexes = Vec::new();
        for it in writing {
            indexes.push(it.await.unwrap());
        }
        indexes.sort_unstable();
        assert_eq!(indexes, (0..80).collect::<Vec<_>>());
        for store in &stores {
            assert_eq!(n_organisations(store).await, 80);
            assert_whole(store, 80).await;
        }
    }

    /// An instance that comes up while another one writes.
    a_store_opens_while_another_writes(site) {
        let (busy, done) = (site.open().await, Arc::new(AtomicBool::new(false)));
        let writing: Vec<_> = (0..4).map(|n| {
            let (busy, done) = (busy.clone(), Arc::clone(&done));
            tokio::spawn(async move {
                while !done.load(Ordering::Relaxed) {
                    founded(&busy, &n.to_string()).await.unwrap();
                }
            })
        }).collect();
        let mut told = vec![];
        for _ in 0..40 {
            told.extend(store::Store::open(&site.place, crate::site::secrets()).await.err());
        }
        done.store(true, Ordering::Relaxed);
        for it in writing {
            it.await.unwrap();
        }
        assert_eq!(told, vec![]);
    }

    /// A closure that waits for a statement with a time limit, say: the statement may have run or not, so the act has not.
    a_statement_that_is_given_up_leaves_nothing(site) {
        let store = site.open().await;
        let given_up = store.write(async |tx| {
            let organisation = organisation("半途而废");
            let mut insert = Box::pin(tx.insert(&organisation));
            let is_done = poll_fn(|context| Poll::Ready(insert.as_mut().poll(context).is_ready())).await;
            assert!(!is_done);
            drop(insert);
            Ok::<_, Error>(((), founding(&organisation)))
        }).await;
        assert_eq!(given_up.unwrap_err(), Error::Panicked);
        founded(&store, "之后").await.unwrap();
        assert_eq!(n_organisations(&store).await, 1);
        assert_whole(&store, 1).await;
    }

    /// PostgreSQL has no room in an index for what SQLite keeps. The neighbours do not suffer for it.
    what_is_too_long_for_an_index_fails_alone(site) {
        let store = site.open().await;
        let long: String = (0..400).map(|_| OrganisationId::new(noon()).unwrap().to_string()).collect();
        let good: Vec<_> = (0..30).map(|n| {
            let store = store.clone();
            tokio::spawn(async move { founded(&store, &n.to_string()).await })
        }).collect();
        let once = Once { actor: "somebody".to_owned(), key: long, request_sha256: [1; 32], at: noon() };
        let bad = store.write_once(once, async |tx| {
            let organisation = organisation("太长");
            tx.insert(&organisation).await?;
            Ok::<_, Error>(((), founding(&organisation)))
        }).await;
        for it in good {
            it.await.unwrap().unwrap();
        }
        assert!(matches!(bad, Ok(_) | Err(Error::Unfit(_))), "{bad:?}");
        assert_eq!(n_organisations(&store).await, 30 + usize::from(bad.is_ok()));
    }

    /// The writer cannot wait for itself.
    a_write_inside_a_write_is_refused(site) {
        let store = site.open().await;
        let inner = store.clone();
        let nested = store.write(async move |_| {
            let (organisation, _) = founded(&inner, "里面").await?;
            Ok::<_, Error>(((), founding(&organisation)))
        });
        let told = tokio::time::timeout(Duration::from_secs(10), nested).await.expect("the writer waits for itself");
        assert!(matches!(told.unwrap_err(), Error::Fault(_)));
        founded(&store, "之后").await.unwrap();
        assert_whole(&store, 1).await;
    }

    /// A closure may do something before it gives its future, too.
    a_panic_before_the_first_step_fails_alone(site) {
        let store = site.open().await;
        fn at_once(_: &mut store::Work) -> std::future::Ready<Result<(), Error>> {
            panic!("on purpose")
        }
        assert_eq!(store.work(at_once).await.unwrap_err(), Error::Panicked);
        founded(&store, "之后").await.unwrap();
    }

    /// A version comes from outside, in `If-Match`.
    no_version_is_too_high_to_be_compared(site) {
        let store = site.open().await;
        let (organisation, _) = founded(&store, "青穗").await.unwrap();
        let mut far = Organisation { version: i64::MAX, ..organisation };
        let lost = store.write(async move |tx| {
            tx.update(&mut far).await?;
            Ok::<_, Error>(((), founding(&far)))
        }).await;
        assert_eq!(lost.unwrap_err(), Error::Conflict { table: "organisations", current: Some(1) });
        let case = crate::drafts::begun(&store).await;
        assert_eq!(crate::drafts::save(&store, &case, "a", i64::MAX, "x").await.unwrap(), store::tables::Saved::NeverThere);
    }

    after_closing_nothing_is_taken(site) {
        let store = site.open().await;
        founded(&store, "先来").await.unwrap();
        store.close().await;
        assert!(matches!(founded(&store, "后来").await.unwrap_err(), Error::Unavailable(_)));
    }
}

/// A field save costs so many statements, those that begin and commit included.
#[test]
fn a_field_save_is_few_statements() {
    crate::site::run(async {
        let site = Site::sqlite();
        let store = site.open().await;
        let case = crate::drafts::begun(&store).await;
        let before = store.figures().n_statements;
        crate::drafts::save(&store, &case, "handler.name", 0, "青穗").await.unwrap();
        assert!(store.figures().n_statements - before <= 6, "{}", store.figures().n_statements - before);
    });
}
