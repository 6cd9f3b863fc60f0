//! What was read from a drawn packet, kept under the hash of its files and of the reader: reading is what takes the time.

use std::fs;
use std::path::{Path, PathBuf};

use actions::check::{Asked, check_packet};
use casework::facts::Facts;
use casework::precheck::Profile;
use law::Law;
use press::sample::Sample;
use sha2::{Digest, Sha256};

use crate::AS_OF;

/// A folder of readings made by one reader; another reader has another folder.
pub struct Readings(pub PathBuf);

impl Readings {
    /// The facts of a packet, read now or earlier.
    pub fn of(&self, sample: &Sample) -> Result<Facts, String> {
        let kept = self.0.join(hash(sample)).with_extension("json");
        if let Ok(text) = fs::read_to_string(&kept) {
            return serde_json::from_str(&text).map_err(|err| format!("{}: {err}", kept.display()));
        }
        let facts = read(sample)?;
        fs::create_dir_all(&self.0).map_err(|err| format!("{}: {err}", self.0.display()))?;
        let text = serde_json::to_string(&facts).expect("facts are plain values");
        fs::write(&kept, text).map_err(|err| format!("{}: {err}", kept.display()))?;
        Ok(facts)
    }
}

fn hash(sample: &Sample) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in &sample.files {
        hash.update(name.as_bytes());
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().map(|it| format!("{it:02x}")).collect()
}

fn read(sample: &Sample) -> Result<Facts, String> {
    let folder = tempfile::tempdir().map_err(|err| err.to_string())?;
    write(folder.path(), &sample.files)?;
    let asked = Asked { path: folder.path(), as_of: Some(AS_OF), profile: Profile::Cautious, law: Law::embedded() };
    check_packet(&asked, &mut |_| ()).map(|it| it.facts).map_err(|err| err.to_string())
}

/// Puts the files of a packet into a folder.
pub fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), String> {
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().expect("a file stands in a folder");
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, bytes)).map_err(|err| format!("{}: {err}", path.display()))?;
    }
    Ok(())
}
