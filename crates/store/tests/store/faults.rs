//! A disk that is full, a disk that fails, and a server that goes away.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::Duration;

use store::{Database, Error, Store};

use crate::site::{Cluster, assert_whole, founded, n_organisations, place, run, secrets};

/// A small disk; nothing if this machine does not let us make one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount(mebibytes: u32) -> Option<SmallDisk> {
        let folder = tempfile::TempDir::new().ok()?;
        let size = format!("size={mebibytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "facefile-test"]).arg(folder.path()).output();
        mounted.is_ok_and(|it| it.status.success()).then_some(SmallDisk(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_told_and_forgotten_when_there_is_space() {
    let Some(disk) = SmallDisk::mount(4) else {
        return println!("NOT RUN: a small disk cannot be mounted here (it needs root)");
    };
    run(async {
        let place = place(disk.path(), Database::Sqlite(disk.path().join("facefile.db")));
        let store = Store::open(&place, secrets()).await.unwrap();
        let mut n_kept: u64 = 0;
        let name = "满".repeat(2_000);
        let told = loop {
            match founded(&store, &name).await {
                Ok(_) => n_kept += 1,
                Err(told) => break told,
            }
        };
        assert_eq!(told, Error::Full);
        assert!(n_kept > 20);
        for _ in 0..10 {
            // Small ones may still fit; what is acknowledged is there.
            n_kept += u64::from(founded(&store, "小").await.is_ok());
        }
        assert_eq!(n_organisations(&store).await as u64, n_kept, "reading goes on, and nothing is half there");
        let mut file = store.blobs().create();
        let refused = file.as_mut().map_err(|err| err.kind()).and_then(|it| it.write_all(&[0; 4 << 20]).map_err(|err| err.kind()));
        assert_eq!(refused, Err(std::io::ErrorKind::StorageFull));
        drop(file);
        let bigger = Command::new("mount").args(["-o", "remount,size=64m"]).arg(disk.path()).status().unwrap();
        assert!(bigger.success());
        for _ in 0..10 {
            founded(&store, &name).await.unwrap();
        }
        assert_eq!(store.figures().stopped, None);
        assert_whole(&store, n_kept + 10).await;
        store.close().await;
    });
}

const FOLDER: &str = "FACEFILE_STORE_TEST_FAILING";

/// Not a test of its own: what the process does whose disk fails. It goes on asking.
#[test]
fn the_process_whose_disk_fails() {
    let Ok(folder) = std::env::var(FOLDER).map(PathBuf::from) else { return };
    run(async {
        let place = place(&folder, Database::Sqlite(folder.join("facefile.db")));
        let store = Store::open(&place, secrets()).await.unwrap();
        for n in 0..100 {
            match founded(&store, &n.to_string()).await {
                Ok((_, index)) => println!("acknowledged {index}"),
                Err(Error::Stopped(_)) => println!("stopped"),
                Err(other) => println!("other {other:?}"),
            }
        }
        println!("figures {}", store.figures().stopped.is_some());
    });
}

/// D4: after one failed fsync, nothing more is acknowledged, and what was is there.
#[test]
fn after_a_failed_fsync_nothing_is_written_any_more() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when=40"]);
    traced.arg(std::env::current_exe().unwrap()).args(["--exact", "faults::the_process_whose_disk_fails", "--nocapture"]);
    let Ok(said) = traced.env(FOLDER, folder.path()).output() else {
        return println!("NOT RUN: strace is missing: sudo apt-get install strace");
    };
    let said = String::from_utf8(said.stdout).unwrap();
    let words: Vec<&str> =
        said.lines().filter_map(|it| it.split(' ').next()).filter(|it| ["acknowledged", "stopped", "other"].contains(it)).collect();
    let n_acknowledged = words.iter().take_while(|it| **it == "acknowledged").count();
    assert!(n_acknowledged > 10 && words.len() == 100, "{said}");
    assert!(words[n_acknowledged..].iter().all(|it| *it == "stopped") && said.contains("figures true"), "{said}");
    run(async {
        let store = Store::open(&place(folder.path(), Database::Sqlite(folder.path().join("facefile.db"))), secrets()).await.unwrap();
        let n_there = n_organisations(&store).await;
        assert!(n_there >= n_acknowledged && n_there <= n_acknowledged + 1, "{n_there} of {n_acknowledged}");
        assert_whole(&store, n_there as u64).await;
    });
}

/// A file is under its name only when it is whole.
#[test]
fn a_file_that_is_not_finished_leaves_nothing() {
    run(async {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&place(folder.path(), Database::Sqlite(folder.path().join("facefile.db"))), secrets()).await.unwrap();
        let mut file = store.blobs().create().unwrap();
        file.write_all(b"half").unwrap();
        assert_eq!(fs::read_dir(folder.path().join("blobs/incoming")).unwrap().count(), 1);
        drop(file);
        assert_eq!(fs::read_dir(folder.path().join("blobs/incoming")).unwrap().count(), 0);
        let twice = [0, 1].map(|_| {
            let mut file = store.blobs().create().unwrap();
            file.write_all(b"whole").unwrap();
            file.finish().unwrap()
        });
        assert_eq!(twice[0], twice[1]);
        assert_eq!(
            fs::read(folder.path().join("blobs").join(&twice[0].id().as_str()[..2]).join(twice[0].id().as_str())).unwrap(),
            b"whole"
        );
    });
}

/// A server that goes away and comes back: a definite answer each time, and nothing lost.
#[test]
fn a_connection_that_is_cut_is_made_again() {
    use sqlx::Connection as _;

    run(async {
        let cluster = Cluster::start(&[]);
        let folder = tempfile::TempDir::new().unwrap();
        let address = cluster.address("postgres");
        let store = Store::open(&place(folder.path(), Database::Postgres(address.clone())), secrets()).await.unwrap();
        let mut n_kept: u64 = 0;
        let mut admin = sqlx::PgConnection::connect(&address).await.unwrap();
        for _ in 0..10 {
            let writing: Vec<_> = (0..16)
                .map(|n| {
                    let store = store.clone();
                    tokio::spawn(async move { founded(&store, &n.to_string()).await })
                })
                .collect();
            let cut = "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE application_name = 'facefile'";
            sqlx::raw_sql(cut).execute(&mut admin).await.unwrap();
            for it in writing {
                n_kept += u64::from(it.await.unwrap().is_ok());
            }
            // Whatever became of those, the next ones get through.
            let mut tries = 0;
            while founded(&store, "之后").await.is_err() {
                tries += 1;
                assert!(tries < 3, "the writer does not come back");
            }
            n_kept += 1;
        }
        assert_eq!(n_organisations(&store).await as u64, n_kept, "each answer was true");
        assert_whole(&store, n_kept).await;
    });
}

/// The connection breaks inside `COMMIT`. Whether the server did it before or not, the answer is true.
#[test]
fn a_commit_in_doubt_is_looked_up() {
    run(async {
        let cluster = Cluster::start(&[]);
        let proxy = Proxy::start(cluster.folder());
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&place(folder.path(), Database::Postgres(proxy.address())), secrets()).await.unwrap();
        founded(&store, "先来").await.unwrap();
        proxy.cut.store(AFTER_COMMIT, Ordering::SeqCst);
        assert_eq!(founded(&store, "做到了").await.unwrap().1, 1);
        proxy.cut.store(BEFORE_COMMIT, Ordering::SeqCst);
        assert!(matches!(founded(&store, "没做到").await.unwrap_err(), Error::Unavailable(_)));
        assert_eq!(founded(&store, "之后").await.unwrap().1, 2);
        assert_eq!((n_organisations(&store).await, proxy.cut.load(Ordering::SeqCst)), (3, NEVER));
        assert_whole(&store, 3).await;
    });
}

/// The same where there is no entry to look for.
#[test]
fn work_in_doubt_is_looked_up_too() {
    run(async {
        let cluster = Cluster::start(&[]);
        let proxy = Proxy::start(cluster.folder());
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&place(folder.path(), Database::Postgres(proxy.address())), secrets()).await.unwrap();
        let throttle = |account: &str| {
            let row = store::tables::Throttle { account: account.to_owned(), state: String::new(), changed_at: crate::site::noon() };
            store.work(async move |work| work.put(&row).await)
        };
        throttle("first").await.unwrap();
        proxy.cut.store(AFTER_COMMIT, Ordering::SeqCst);
        throttle("done").await.unwrap();
        proxy.cut.store(BEFORE_COMMIT, Ordering::SeqCst);
        assert!(matches!(throttle("not").await.unwrap_err(), Error::Unavailable(_)));
        let mut reader = store.read().await.unwrap();
        assert!(reader.throttle("done").await.unwrap().is_some() && reader.throttle("not").await.unwrap().is_none());
    });
}

/// An instance that vanished in the middle of a transaction, which its server does not know yet.
#[test]
fn whoever_sits_on_the_head_does_not_stop_the_others_for_ever() {
    use sqlx::Connection as _;

    run(async {
        let cluster = Cluster::start(&["-c", "default_transaction_isolation=repeatable read"]);
        let folder = tempfile::TempDir::new().unwrap();
        let address = cluster.address("postgres");
        let place = place(folder.path(), Database::Postgres(address.clone()));
        let stores = [Store::open(&place, secrets()).await.unwrap(), Store::open(&place, secrets()).await.unwrap()];
        // The operator's own isolation changes nothing.
        let writing: Vec<_> = (0..40)
            .map(|n| {
                let store = stores[n % 2].clone();
                tokio::spawn(async move { founded(&store, &n.to_string()).await })
            })
            .collect();
        for it in writing {
            it.await.unwrap().unwrap();
        }
        let mut vanished = sqlx::PgConnection::connect(&address).await.unwrap();
        sqlx::raw_sql("BEGIN; SELECT size FROM ledger_head FOR UPDATE").execute(&mut vanished).await.unwrap();
        let told = tokio::time::timeout(Duration::from_secs(40), founded(&stores[0], "等")).await.expect("no definite answer");
        assert!(matches!(told.unwrap_err(), Error::Unavailable(_)));
        drop(vanished);
        founded(&stores[1], "之后").await.unwrap();
        assert_whole(&stores[0], 41).await;
    });
}

/// The name of PostgreSQL's socket in its folder.
const SOCKET: &str = ".s.PGSQL.5432";
const NEVER: u8 = 0;
const BEFORE_COMMIT: u8 = 1;
const AFTER_COMMIT: u8 = 2;

/// Stands between the store and its server, and can cut the connection of the next `COMMIT`.
struct Proxy {
    folder: tempfile::TempDir,
    cut: Arc<AtomicU8>,
}

impl Proxy {
    fn start(server: &Path) -> Proxy {
        let proxy = Proxy { folder: tempfile::TempDir::new().unwrap(), cut: Arc::new(AtomicU8::new(NEVER)) };
        let listener = UnixListener::bind(proxy.folder.path().join(SOCKET)).unwrap();
        let (server, cut) = (server.join(SOCKET), Arc::clone(&proxy.cut));
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                pass_on(client, UnixStream::connect(&server).unwrap(), &cut);
            }
        });
        proxy
    }

    fn address(&self) -> String {
        format!("postgres://facefile@localhost/postgres?host={}", self.folder.path().display())
    }
}

/// Both ways at once.
fn pass_on(mut client: UnixStream, mut server: UnixStream, cut: &Arc<AtomicU8>) {
    let (mut answers, mut asker) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let (cut, silent) = (Arc::clone(cut), Arc::new(AtomicBool::new(false)));
    let is_silent = Arc::clone(&silent);
    std::thread::spawn(move || {
        let mut bytes = [0; 65536];
        while let Ok(n @ 1..) = answers.read(&mut bytes) {
            if !is_silent.load(Ordering::SeqCst) && asker.write_all(&bytes[..n]).is_err() {
                break;
            }
        }
    });
    std::thread::spawn(move || {
        let mut bytes = [0; 65536];
        while let Ok(n @ 1..) = client.read(&mut bytes) {
            let is_commit = bytes[..n].windows(7).any(|it| it == b"COMMIT\0");
            let cuts = if is_commit { cut.swap(NEVER, Ordering::SeqCst) } else { NEVER };
            silent.store(cuts != NEVER, Ordering::SeqCst);
            if cuts == BEFORE_COMMIT || server.write_all(&bytes[..n]).is_err() {
                break;
            }
            if cuts == AFTER_COMMIT {
                std::thread::sleep(Duration::from_millis(300));
                break;
            }
        }
        let _ = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
    });
}
