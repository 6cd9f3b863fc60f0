//! What stands in the databases: the same tables in both, and what can be read without the vault.

use sqlx::{Connection as _, Row as _};
use store::{Database, Error, Store};

use crate::site::{Cluster, Site, on_both, place, run, secrets};

/// Columns that can be read without the vault, table by table. A new column fails until it is listed here, or its name ends in `_sealed`.
const READABLE: &str = include_str!("readable-columns.txt");

on_both! {
    what_can_be_read_without_the_vault_is_listed(site) {
        let store = site.open().await;
        let mut found: Vec<String> = vec![];
        for (table, column) in store.read().await.unwrap().columns().await.unwrap() {
            match found.last_mut() {
                _ if table == "_sqlx_migrations" || column.ends_with("_sealed") => {}
                Some(line) if line.starts_with(&format!("{table}:")) => *line += &format!(" {column}"),
                _ => found.push(format!("{table}: {column}")),
            }
        }
        let found = found.join("\n") + "\n";
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/store/readable-columns.txt"), &found).unwrap();
        }
        assert_eq!(found, READABLE, "a column that can be read without the vault: seal it, or list it (UPDATE_EXPECT=1) and say why");
    }
}

#[test]
fn both_databases_have_the_same_columns() {
    run(async {
        let (lite, pg) = (Site::sqlite().open_columns().await, Site::postgres().await.open_columns().await);
        assert!(lite.len() > 150);
        assert_eq!(lite, pg);
    });
}

impl Site {
    async fn open_columns(&self) -> Vec<(String, String)> {
        let mut columns = self.open().await.read().await.unwrap().columns().await.unwrap();
        columns.retain(|it| it.0 != "_sqlx_migrations");
        columns
    }
}

/// `SECURITY.md` note (a), as far as there is a way without `unsafe`.
#[test]
fn the_file_is_locked_down() {
    run(async {
        let site = Site::sqlite();
        let store = site.open().await;
        crate::site::founded(&store, "青穗").await.unwrap();
        let Database::Sqlite(file) = &site.place.database else { panic!() };
        let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{}?mode=ro", file.display())).await.unwrap();
        for (pragma, value) in [("journal_mode", "wal"), ("auto_vacuum", "1")] {
            let row = sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA {pragma}"))).fetch_one(&mut conn).await.unwrap();
            let found = row.try_get::<String, _>(0).or_else(|_| row.try_get::<i64, _>(0).map(|it| it.to_string())).unwrap();
            assert_eq!(found, value, "{pragma}");
        }
        let strict: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'")
            .fetch_one(&mut conn).await.unwrap();
        assert_eq!(strict, 0, "every table is strict");
        let quoted = sqlx::query("SELECT \"no such column\"").fetch_one(&mut conn).await;
        assert!(quoted.is_err(), "a name in double quotes is never a text");
    });
}

/// Hashes of passwords, names of organisations, answers: no other user of the machine reads them, whatever the umask is.
#[test]
fn what_is_kept_is_for_its_owner_alone() {
    use std::io::Write as _;
    use std::os::unix::fs::MetadataExt as _;

    run(async {
        let site = Site::sqlite();
        let store = site.open().await;
        crate::site::founded(&store, "青穗").await.unwrap();
        let mut file = store.blobs().create().unwrap();
        file.write_all(b"sealed").unwrap();
        file.finish().unwrap();
        let (mut folders, mut exposed) = (vec![site.folder.path().join("data"), site.folder.path().join("blobs")], vec![]);
        let mut n_seen = 0;
        while let Some(folder) = folders.pop() {
            let inside = std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap());
            for (path, metadata) in
                inside.map(|it| (it.path(), it.metadata().unwrap())).chain([(folder.clone(), folder.metadata().unwrap())])
            {
                n_seen += 1;
                if metadata.mode() & 0o077 != 0 {
                    exposed.push(format!("{} {:o}", path.display(), metadata.mode()));
                }
                if metadata.is_dir() && path != folder {
                    folders.push(path);
                }
            }
        }
        assert!(n_seen > 6 && exposed.is_empty(), "{exposed:?}");
    });
}

#[test]
fn an_address_is_printed_without_its_password() {
    let place = place(std::path::Path::new("/tmp"), Database::parse("postgres://facefile:hunter2@db/facefile?password=hunter2"));
    assert!(!format!("{place:?}").contains("hunter2"));
}

#[test]
fn a_server_that_may_lose_writes_is_refused() {
    run(async {
        let careless = Cluster::start(&["-c", "fsync=off"]);
        let folder = tempfile::TempDir::new().unwrap();
        let place = place(folder.path(), Database::Postgres(careless.address("postgres")));
        assert_eq!(Store::open(&place, secrets()).await.err(), Some(Error::Unsafe("fsync".to_owned())));
    });
}

#[test]
fn a_place_is_told_by_its_text() {
    assert!(matches!(Database::parse("postgres://somebody@db/facefile"), Database::Postgres(_)));
    assert!(matches!(Database::parse("/var/lib/facefile/facefile.db"), Database::Sqlite(_)));
}
