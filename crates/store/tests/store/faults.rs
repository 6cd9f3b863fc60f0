//! A disk that is full, a disk that fails, and a server that goes away.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

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
