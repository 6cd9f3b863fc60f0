//! Temporary folders. They are gone when they are done with, also when the program is told to stop half-way (Ctrl-C):
//! they may hold scans of identity documents.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use tempfile::TempDir;

/// The folders that are there now.
static THERE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A temporary folder.
pub struct Scratch(TempDir);

impl Scratch {
    /// Makes one that only its owner can look into, where the system keeps such.
    pub fn private() -> io::Result<Scratch> {
        Scratch::make(&std::env::temp_dir(), "facefile-", 0o700)
    }

    /// The same where the system keeps it in memory and never on a disk, if it has such a place.
    pub fn in_memory() -> io::Result<Scratch> {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Scratch::make(memory, "facefile-", 0o700).or_else(|_| Scratch::private()) } else { Scratch::private() }
    }

    /// Makes one beside the last place of its content, with the permissions any new folder gets there.
    pub fn beside(place: &Path) -> io::Result<Scratch> {
        Scratch::make(place, ".facefile-", 0o777)
    }

    fn make(place: &Path, prefix: &str, mode: u32) -> io::Result<Scratch> {
        static WATCH: Once = Once::new();
        WATCH.call_once(remove_all_when_told_to_stop);
        let mut there = there(); // held, so that nobody stops us between making a folder and knowing it
        let folder = tempfile::Builder::new().prefix(prefix).permissions(Permissions::from_mode(mode)).tempdir_in(place)?;
        there.push(folder.path().to_owned());
        Ok(Scratch(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Gives it a name of its own, under which it stays.
    pub fn stay_as(mut self, name: &Path) -> io::Result<()> {
        fs::rename(self.path(), name)?;
        self.0.disable_cleanup(true);
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        there().retain(|it| it != self.0.path());
    }
}

fn there() -> MutexGuard<'static, Vec<PathBuf>> {
    THERE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where no such thread can be had, stopping leaves a folder behind and does no other harm.
fn remove_all_when_told_to_stop() {
    let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        let there = there(); // never given back: nothing new is made
        there.iter().for_each(|it| remove(it));
        let _ = emulate_default_handler(signal);
    });
}

/// Others may still be writing into it: a few tries.
fn remove(folder: &Path) {
    for _ in 0..20 {
        match fs::remove_dir_all(folder) {
            Err(err) if err.kind() == io::ErrorKind::DirectoryNotEmpty => thread::yield_now(),
            _ => return,
        }
    }
}
