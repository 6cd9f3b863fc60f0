//! 平台: what every act needs: store, keys, law, rights, clock. Opened once; cheap to clone. Its parts are private to this room, so that a page
//! can change or unseal nothing except through an action.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casework::filing_number::{self, Pattern};
use casework::publicity::Publicity;
use casework::register::PublicField;
use jiff::Timestamp;
use law::Law;
use ledger::LogKey;
use serde::de::DeserializeOwned;
use store::{Database, Place, Reader, Secrets, Store};
use tokio::sync::{Notify, Semaphore};
use vault::password::Passwords;
use vault::{Context, KeyError, KeyFile, Keyring, Kind, Passphrase, Unlock};

use crate::rights::Rights;
use crate::{Refusal, Why, clock};

/// Passwords that are hashed at once: each takes 19 MiB and a core for 40 ms.
const HASHED_AT_ONCE: usize = 2;
/// Connections that only read, on the embedded database.
const READERS: u32 = 4;
/// Under this name the ledger signs: it stands in every receipt.
const ORIGIN: &str = "facefile.local/ledger";

/// 平台.
#[derive(Clone)]
pub struct Platform(Arc<Inner>);

struct Inner {
    store: Store,
    keyring: Keyring,
    law: &'static Law,
    rights: &'static Rights,
    passwords: Passwords,
    hashing: Semaphore,
    now: fn() -> Timestamp,
    reading: Notify,
    read_alone: Semaphore,
    is_demo: bool,
}

/// Where a platform is kept, and how it is unlocked.
pub struct Opening {
    /// The folder of everything: keys, database, sealed files. Made if it is not there.
    pub data: PathBuf,
    /// A server's address in the place of the file in the folder.
    pub database: Option<String>,
    /// Unlocks the keyring in the place of the key file in the folder.
    pub passphrase: Option<Passphrase>,
    /// The name the ledger signs under, such as `filing.example.gov.cn/ledger`. Fixed at the first start.
    pub origin: Option<String>,
    /// The law in use.
    pub law: &'static Law,
    /// Whether everything it issues is marked 演示，非官方.
    pub is_demo: bool,
    /// The time; [`Timestamp::now`] but in tests.
    pub now: fn() -> Timestamp,
}

impl Platform {
    /// Opens what is in the folder, or makes it.
    ///
    /// # Errors
    /// The folder cannot be used, the keys do not unlock, or the database does not answer.
    pub async fn open(opening: Opening) -> Result<Platform, Refusal> {
        let data = &opening.data;
        make_folder(data)?;
        let keyring = keyring(data, opening.passphrase.as_ref())?;
        let origin = origin(data, opening.origin.as_deref())?;
        let log = LogKey::from_seed(&origin, keyring.ledger_seed().reveal()).map_err(|err| bad_origin(&origin, &err.to_string()))?;
        let database = opening.database.as_deref().map_or_else(|| Database::Sqlite(data.join("facefile.db")), Database::parse);
        let place = Place { database, blobs: data.join("blobs"), n_readers: READERS };
        let store = Store::open(&place, Secrets { log, blinding: keyring.row_blinding() }).await?;
        Ok(Platform(Arc::new(Inner {
            store,
            keyring,
            law: opening.law,
            rights: Rights::embedded(),
            passwords: Passwords::default(),
            hashing: Semaphore::new(HASHED_AT_ONCE),
            now: opening.now,
            reading: Notify::new(),
            read_alone: Semaphore::new(1),
            is_demo: opening.is_demo,
        })))
    }

    /// Lets what is underway finish, and closes.
    pub async fn close(&self) {
        self.0.store.close().await;
    }

    /// Compares every row and file with the ledger; what does not fit, one line each.
    ///
    /// # Errors
    /// The database fails.
    pub async fn check_store(&self) -> Result<Vec<String>, Refusal> {
        Ok(self.0.store.fsck().await?.iter().map(|it| format!("{it:?}")).collect())
    }

    /// The law in use.
    pub fn law(&self) -> &'static Law {
        self.0.law
    }

    /// Whether everything it issues is marked 演示，非官方.
    pub fn is_demo(&self) -> bool {
        self.0.is_demo
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        (self.0.now)()
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> jiff::civil::Date {
        clock::day_of(self.now())
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn rights(&self) -> &'static Rights {
        self.0.rights
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.0.keyring
    }

    /// Rings when a file waits to be read.
    pub(crate) fn reading(&self) -> &Notify {
        &self.0.reading
    }

    /// One file is read at a time.
    pub(crate) fn read_alone(&self) -> &Semaphore {
        &self.0.read_alone
    }

    /// Seals a small value for its place.
    pub(crate) fn seal(&self, tenant: &str, kind: Kind, record: &str, plain: &[u8]) -> Result<store::Sealed, Refusal> {
        Ok(store::Sealed(self.0.keyring.seal(&Context { tenant, kind, record }, plain)?.into_bytes()))
    }

    /// Opens it.
    pub(crate) fn unseal(&self, tenant: &str, kind: Kind, record: &str, sealed: &store::Sealed) -> Result<vault::Secret, Refusal> {
        Ok(self.0.keyring.open(&Context { tenant, kind, record }, &vault::Sealed::from_bytes(sealed.0.clone()))?)
    }

    /// The same for what was sealed as JSON.
    pub(crate) fn unseal_json<T: DeserializeOwned>(
        &self,
        tenant: &str,
        kind: Kind,
        record: &str,
        sealed: &store::Sealed,
    ) -> Result<T, Refusal> {
        let plain = self.unseal(tenant, kind, record, sealed)?;
        serde_json::from_slice(plain.reveal()).map_err(|_| vault::NotOpened.into())
    }

    /// Works with passwords, a few at once and away from the threads that answer requests.
    pub(crate) async fn with_passwords<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Passwords) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let fault = || Refusal::new(("程序内部出错。", "The program failed inside."), ("请重试。", "Try again.")).of(Why::Fault);
        let _permit = self.0.hashing.acquire().await.map_err(|_| fault())?;
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(&inner.passwords)).await.map_err(|_| fault())
    }

    /// How numbers are written.
    pub(crate) async fn number_pattern(&self, reader: &mut Reader) -> Result<Pattern, Refusal> {
        let set = setting(reader, "number-pattern").await?;
        let written = set.as_deref().unwrap_or(filing_number::DEFAULT);
        Pattern::parse(written).map_err(|err| Refusal::said(err.message()))
    }

    /// Whether accepted filings are published, and which of their fields.
    pub(crate) async fn publicity(&self, reader: &mut Reader) -> Result<(Publicity, Vec<PublicField>), Refusal> {
        let publicity = json(setting(reader, "publicity").await?).unwrap_or_default();
        let fields = json(setting(reader, "public-fields").await?).unwrap_or_else(|| PublicField::DEFAULT.to_vec());
        Ok((publicity, fields))
    }
}

async fn setting(reader: &mut Reader, name: &str) -> Result<Option<String>, store::Error> {
    Ok(reader.setting(name).await?.map(|it| it.value))
}

fn json<T: DeserializeOwned>(text: Option<String>) -> Option<T> {
    text.and_then(|it| serde_json::from_str(&it).ok())
}

/// For its owner alone: keys and the database are in it.
fn make_folder(data: &Path) -> Result<(), Refusal> {
    use std::os::unix::fs::DirBuilderExt;
    match data.is_dir() {
        true => Ok(()),
        false => fs::DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(|err| Refusal::unwritable(data, &err)),
    }
}

/// The keyring in the folder, unlocked by the passphrase or by the key file beside it; both are made at the first start.
fn keyring(data: &Path, passphrase: Option<&Passphrase>) -> Result<Keyring, Refusal> {
    let (ring, file) = (data.join("keyring"), data.join("master.key"));
    let key_file;
    let unlock = match passphrase {
        Some(it) => Unlock::Passphrase(it),
        None => {
            key_file = if ring.exists() || file.exists() { KeyFile::read(&file) } else { KeyFile::create(&file) }.map_err(locked)?;
            Unlock::KeyFile(&key_file)
        }
    };
    if ring.exists() { Keyring::load(&ring, &unlock) } else { Keyring::create(&ring, &unlock) }.map_err(locked)
}

fn locked(error: KeyError) -> Refusal {
    Refusal::new(error.message(), error.fix())
}

/// The ledger's name, fixed at the first start: a checkpoint under another name is another log's.
fn origin(data: &Path, asked: Option<&str>) -> Result<String, Refusal> {
    let path = data.join("ledger.origin");
    match fs::read_to_string(&path) {
        Ok(kept) if asked.is_none_or(|it| it == kept.trim()) => Ok(kept.trim().to_owned()),
        Ok(kept) => Err(bad_origin(asked.unwrap_or_default(), &format!("the log is called {}", kept.trim()))),
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
            let origin = asked.unwrap_or(ORIGIN);
            crate::write_file(&path, origin.as_bytes(), crate::Overwrite::Never)?;
            Ok(origin.to_owned())
        }
        Err(err) => Err(Refusal::unreadable(&path, &err)),
    }
}

fn bad_origin(origin: &str, why: &str) -> Refusal {
    Refusal::new(
        (format!("账本不能叫「{origin}」：{why}。"), format!("The ledger cannot be called `{origin}`: {why}.")),
        ("账本的名字在第一次启动时定下，以后不改。", "A ledger's name is fixed at the first start and stays."),
    )
}
