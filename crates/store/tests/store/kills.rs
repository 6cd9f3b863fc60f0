//! The process dies in the middle of its work: everything acknowledged is there, nothing twice.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use store::{Database, Error, Event, Once, Store};

use crate::site::{Site, assert_whole, n_organisations, noon, organisation, place, run, secrets};

const DATABASE: &str = "FACEFILE_STORE_TEST_DATABASE";
const FOLDER: &str = "FACEFILE_STORE_TEST_FOLDER";
const ROUND: &str = "FACEFILE_STORE_TEST_ROUND";
const WRITERS: u32 = 16;

/// One request of the story; its key is its name.
async fn request(store: &Store, key: &str) -> Result<store::Recorded<String>, Error> {
    let once = Once { actor: "client".to_owned(), key: key.to_owned(), request_sha256: [1; 32], at: noon() };
    let name = key.to_owned();
    let write = store.write_once(once, async move |tx| {
        let organisation = organisation(&name);
        tx.insert(&organisation).await?;
        let event = Event::of_system("organisation-founded", noon()).about(&organisation.id);
        Ok::<_, Error>((organisation.id.to_string(), event))
    });
    write.await
}

/// Not a test of its own: what the process that is killed does.
#[test]
fn the_process_that_is_killed() {
    let Ok(database) = std::env::var(DATABASE) else { return };
    let folder = PathBuf::from(std::env::var(FOLDER).unwrap());
    let round = std::env::var(ROUND).unwrap();
    run(async {
        let store = Store::open(&place(&folder, Database::parse(&database)), secrets()).await.unwrap();
        for writer in 0..WRITERS {
            let (store, round) = (store.clone(), round.clone());
            tokio::spawn(async move {
                for n in 0.. {
                    let key = format!("{round}-{writer}-{n}");
                    println!("sent {key}");
                    let recorded = request(&store, &key).await.unwrap();
                    println!("acknowledged {key} {} {}", recorded.value, recorded.index);
                }
            });
        }
        tokio::time::sleep(Duration::from_secs(60)).await;
    });
}

/// What a client knows: what it sent, and the answers it got.
#[derive(Default)]
struct Client {
    sent: Vec<String>,
    answers: BTreeMap<String, (String, u64)>,
}

impl Client {
    fn hear(&mut self, line: &str) {
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["sent", key] => self.sent.push((*key).to_owned()),
            ["acknowledged", key, id, index] => {
                self.answers.insert((*key).to_owned(), ((*id).to_owned(), index.parse().unwrap()));
            }
            _ => {}
        }
    }
}

/// Starts the process, lets it work for a while, kills it, and gives what its clients know.
fn killed(site: &Site, round: u32, client: &mut Client) {
    let database = match &site.place.database {
        Database::Sqlite(file) => file.display().to_string(),
        Database::Postgres(address) => address.clone(),
    };
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kills::the_process_that_is_killed", "--nocapture"])
        .env(DATABASE, database)
        .env(FOLDER, site.folder.path())
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut n_heard = 0;
    // Some hundred answers, then a moment that differs from round to round.
    while n_heard < 300 + 37 * round % 200 {
        let line = lines.next().unwrap().unwrap();
        n_heard += u32::from(line.starts_with("acknowledged"));
        client.hear(&line);
    }
    std::thread::sleep(Duration::from_micros(u64::from(700 * round % 5_000)));
    process.kill().unwrap();
    process.wait().unwrap();
    // What was on its way through the pipe was said before the death.
    lines.map_while(Result::ok).for_each(|it| client.hear(&it));
}

fn story(site: Site) {
    let n_rounds = if std::env::var_os("FACEFILE_LONG").is_some() { 50 } else { 4 };
    let mut client = Client::default();
    for round in 0..n_rounds {
        killed(&site, round, &mut client);
        run(async {
            let store = site.open().await;
            for (key, (id, index)) in &client.answers {
                let again = request(&store, key).await.unwrap();
                assert_eq!((&again.value, again.index, again.is_repeated), (id, *index, true), "an acknowledged write was lost");
            }
            for key in &client.sent {
                let recorded = request(&store, key).await.unwrap();
                client.answers.insert(key.clone(), (recorded.value, recorded.index));
            }
            assert_eq!(n_organisations(&store).await.min(10_000), client.sent.len().min(10_000), "a write was doubled");
            assert_whole(&store, client.sent.len() as u64).await;
            store.close().await;
        });
    }
}

#[test]
fn sqlite() {
    story(Site::sqlite());
}

#[test]
fn postgres() {
    let mut site = None;
    run(async { site = Some(Site::postgres().await) });
    story(site.unwrap());
}
