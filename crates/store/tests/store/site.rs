//! Where a story takes place: a fresh database of either kind, and a folder of blobs.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use ledger::LogKey;
use sqlx::Connection as _;
use store::tables::{Organisation, OrganisationKind, Person};
use store::{Database, Error, Event, OrganisationId, PersonId, Place, Sealed, Secrets, Store};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// Runs a story on both.
macro_rules! on_both {
    ($($(#[$doc:meta])* $name:ident($site:ident) $story:block)*) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$doc])*
            async fn story($site: $crate::site::Site) $story

            #[test]
            fn sqlite() {
                $crate::site::run(story($crate::site::Site::sqlite()));
            }

            #[test]
            fn postgres() {
                $crate::site::run(async { story($crate::site::Site::postgres().await).await });
            }
        }
    )*};
}
pub(crate) use on_both;

pub fn run(story: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(story);
}

pub struct Site {
    pub folder: TempDir,
    pub place: Place,
}

impl Site {
    pub fn sqlite() -> Site {
        let folder = TempDir::new().unwrap();
        let database = Database::Sqlite(folder.path().join("data/facefile.db"));
        Site { place: place(folder.path(), database), folder }
    }

    pub async fn postgres() -> Site {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("story_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let mut admin = sqlx::PgConnection::connect(&CLUSTER.address("postgres")).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
        let folder = TempDir::new().unwrap();
        Site { place: place(folder.path(), Database::Postgres(CLUSTER.address(&name))), folder }
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.place, secrets()).await.unwrap()
    }

    /// What somebody with access to the database could do behind our back.
    pub async fn tamper(&self, sql: &'static str) {
        match &self.place.database {
            Database::Sqlite(file) => {
                let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
                sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
                conn.close().await.unwrap();
            }
            Database::Postgres(address) => {
                let mut conn = sqlx::PgConnection::connect(address).await.unwrap();
                sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
            }
        }
    }
}

pub fn place(folder: &Path, database: Database) -> Place {
    Place { database, blobs: folder.join("blobs"), n_readers: 4 }
}

pub fn secrets() -> Secrets {
    Secrets { log: LogKey::from_seed("example.org/facefile", &[7; 32]).unwrap(), blinding: Zeroizing::new([9; 32]) }
}

/// A day on which nothing special happens.
pub fn noon() -> Timestamp {
    "2026-11-27T04:00:00Z".parse().unwrap()
}

pub fn sealed(text: &str) -> Sealed {
    Sealed(text.as_bytes().iter().map(|it| it ^ 0x5a).collect())
}

pub fn person() -> Person {
    let id = PersonId::new(noon()).unwrap();
    let mut login_digest = [0; 32];
    login_digest[..26].copy_from_slice(id.as_str().as_bytes());
    Person { id, login_digest, profile_sealed: sealed("青穗"), created_at: noon(), closed_at: None, version: 1 }
}

pub fn organisation(name: &str) -> Organisation {
    Organisation {
        id: OrganisationId::new(noon()).unwrap(),
        kind: OrganisationKind::Handler,
        name: name.to_owned(),
        credit_code: None,
        parent_id: None,
        province: "370000".to_owned(),
        created_at: noon(),
        version: 1,
    }
}

/// The simplest act: an organisation comes.
pub async fn founded(store: &Store, name: &str) -> Result<(Organisation, u64), Error> {
    let organisation = organisation(name);
    let recorded = store
        .write(async move |tx| {
            tx.insert(&organisation).await?;
            let event = Event::of_system("organisation-founded", noon()).about(&organisation.id);
            Ok::<_, Error>((organisation, event))
        })
        .await?;
    Ok((recorded.value, recorded.index))
}

pub async fn n_organisations(store: &Store) -> usize {
    store.read().await.unwrap().organisations(OrganisationKind::Handler, None, 10_000).await.unwrap().len()
}

/// Exports the ledger and lets the examiner look at it.
pub async fn verdict(store: &Store) -> ledger::export::Verdict {
    let folder = TempDir::new().unwrap();
    store.export_ledger(folder.path()).await.unwrap();
    let beside = ledger::export::Beside { vkey: Some(store.vkey().clone()), ..Default::default() };
    ledger::export::verify(|path| fs::read(folder.path().join(path)), &beside)
}

/// Nothing is wrong, and the ledger has so many entries.
pub async fn assert_whole(store: &Store, n_entries: u64) {
    assert_eq!(store.fsck().await.unwrap(), vec![]);
    let verdict = verdict(store).await;
    assert!(verdict.holds(), "{verdict}");
    assert_eq!(verdict.checkpoint.unwrap().head.size, n_entries);
}

static CLUSTER: LazyLock<Cluster> = LazyLock::new(|| Cluster::start(&[]));

/// A private PostgreSQL in a temporary folder, reached by its socket. A guardian stops it, by its own id, when its standard input
/// closes: however this process ends.
pub struct Cluster {
    socket: PathBuf,
    guardian: Child,
}

/// The shared one is never dropped: its guardian sees the end of this process.
impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        let _ = self.guardian.wait();
    }
}

/// `$0` folder with the programs, `$1` folder of the cluster, then settings. `fsync` is on, as it comes.
const GUARDIAN: &str = r#"
bin=$0; home=$1; shift
"$bin/initdb" -D "$home/data" -U facefile --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync > "$home/log" 2>&1 || { cat "$home/log" >&2; exit 1; }
"$bin/postgres" -D "$home/data" -k "$home" -c listen_addresses= -c max_connections=200 "$@" >> "$home/log" 2>&1 < /dev/null &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
    "$bin/pg_isready" -q -h "$home" && break
    sleep 0.25
done
echo ready
read -r _
kill -INT $server
wait $server
rm -rf "$home"
"#;

impl Cluster {
    pub fn start(settings: &[&str]) -> Cluster {
        let bin = programs()
            .expect("缺少 PostgreSQL，请安装： sudo apt-get install postgresql / PostgreSQL is missing: sudo apt-get install postgresql");
        let home = TempDir::new().unwrap().keep();
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|it| it.stdout == b"0\n");
        let mut guardian = if is_root { as_postgres(&home) } else { Command::new("sh") };
        guardian.arg("-c").arg(GUARDIAN).arg(bin).arg(&home).args(settings).current_dir("/");
        let mut guardian = guardian.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(guardian.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let cluster = Cluster { socket: home, guardian };
        assert_eq!(said, "ready\n", "PostgreSQL did not start");
        cluster
    }

    /// Where its socket is.
    pub fn folder(&self) -> &Path {
        &self.socket
    }

    pub fn address(&self, database: &str) -> String {
        format!("postgres://facefile@localhost/{database}?host={}", self.socket.display())
    }
}

/// PostgreSQL refuses to run as root.
fn as_postgres(home: &Path) -> Command {
    assert!(Command::new("chown").arg("postgres").arg(home).status().unwrap().success());
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"]);
    command
}

/// Debian keeps them apart by version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|it| it.path().join("bin"));
    versions.filter(|it| it.join("postgres").exists()).max()
}
