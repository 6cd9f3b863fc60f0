//! What every test needs: a folder, a keyring, cheap passphrases.

use std::path::PathBuf;

use tempfile::TempDir;
use vault::{Context, Cost, KeyFile, Keyring, Kind, Passphrase, Unlock};

/// A try that costs next to nothing.
pub const CHEAP: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };

/// A context that is as good as any.
pub const SOMEWHERE: Context<'static> = Context { tenant: "handler-1", kind: Kind::Contact, record: "record-1" };

/// A folder with a key file and the keyring it unlocks.
pub struct Bench {
    pub folder: TempDir,
    pub key_file: KeyFile,
    pub keyring: Keyring,
}

impl Bench {
    pub fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let key_file = KeyFile::create(&folder.path().join("master.key")).unwrap();
        let keyring = Keyring::create(&folder.path().join("keyring"), &Unlock::KeyFile(&key_file)).unwrap();
        Bench { folder, key_file, keyring }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The keyring as it stands on the disk.
    pub fn again(&self) -> Keyring {
        Keyring::load(&self.path("keyring"), &Unlock::KeyFile(&self.key_file)).unwrap()
    }
}

pub fn cheap(passphrase: &str) -> Passphrase {
    Passphrase::new(passphrase.to_owned()).costing(CHEAP)
}
