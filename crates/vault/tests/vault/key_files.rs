//! The key file, the passphrase and the keyring.

use std::fs;
use std::os::unix::fs::{FileExt, PermissionsExt, symlink};
use std::path::Path;

use vault::{Cost, KeyError, KeyFile, Keyring, Passphrase, Sealed, Unlock};

use crate::bench::{Bench, CHEAP, SOMEWHERE, cheap};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Writes without changing the mode.
fn put(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

/// In both languages, and it says what to do.
fn is_told(err: &KeyError) -> bool {
    let ((zh, en), (zh_fix, en_fix)) = (err.message(), err.fix());
    let chinese = |text: &str| text.ends_with('。') && text.chars().any(|it| ('一'..='龥').contains(&it));
    chinese(&zh) && chinese(&zh_fix) && en.ends_with('.') && en_fix.ends_with('.') && err.to_string().contains(&zh)
}

#[test]
fn what_is_made_is_for_its_owner_alone_and_takes_no_ones_place() {
    let bench = Bench::new();
    for name in ["master.key", "keyring"] {
        assert_eq!(mode(&bench.path(name)), 0o600);
    }
    let before = fs::read(bench.path("master.key")).unwrap();
    let there = KeyFile::create(&bench.path("master.key")).unwrap_err();
    assert!(matches!(there, KeyError::Exists(_)) && is_told(&there));
    assert!(matches!(Keyring::create(&bench.path("keyring"), &Unlock::KeyFile(&bench.key_file)).unwrap_err(), KeyError::Exists(_)));
    assert_eq!(fs::read(bench.path("master.key")).unwrap(), before);
    let mut names: Vec<_> = fs::read_dir(bench.folder.path()).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["keyring", "keyring.lock", "master.key"], "nothing else is left behind");
}

#[test]
fn what_others_may_read_or_write_is_not_used() {
    let bench = Bench::new();
    for open in [0o640, 0o604, 0o660, 0o602, 0o620, 0o610, 0o601, 0o644, 0o777] {
        for name in ["master.key", "keyring"] {
            set_mode(&bench.path(name), open);
        }
        for err in [
            KeyFile::read(&bench.path("master.key")).unwrap_err(),
            Keyring::load(&bench.path("keyring"), &Unlock::KeyFile(&bench.key_file)).unwrap_err(),
        ] {
            assert!(matches!(err, KeyError::Exposed(_, it) if it == open) && is_told(&err), "{open:o}");
            assert!(err.to_string().contains("chmod 600") && err.to_string().contains(&format!("{open:o}")));
        }
    }
    for closed in [0o400, 0o600] {
        set_mode(&bench.path("master.key"), closed);
        KeyFile::read(&bench.path("master.key")).unwrap();
    }
    symlink(bench.path("master.key"), bench.path("link")).unwrap();
    KeyFile::read(&bench.path("link")).unwrap();
}

#[test]
fn folders_and_absent_files_are_told() {
    let bench = Bench::new();
    let folder = KeyFile::read(bench.folder.path()).unwrap_err();
    assert!(matches!(folder, KeyError::NotPlain(_)) && is_told(&folder));
    let absent = KeyFile::read(&bench.path("absent")).unwrap_err();
    assert!(matches!(absent, KeyError::Unreadable(..)) && is_told(&absent));
    let nowhere = KeyFile::create(&bench.path("no/such/folder")).unwrap_err();
    assert!(matches!(nowhere, KeyError::Unwritable(..)) && is_told(&nowhere));
}

/// Tries a file with every bit turned, at every shorter length and with something added, and puts the whole one back.
fn damage(path: &Path, load: impl Fn() -> Option<KeyError>) {
    let whole = fs::read(path).unwrap();
    let is_refused = |what: &str| {
        let err = load().unwrap_or_else(|| panic!("{what} was taken"));
        assert!(matches!(err, KeyError::Damaged(_)) && is_told(&err), "{what}: {err}");
    };
    let file = fs::File::options().write(true).open(path).unwrap();
    for (place, byte) in (0..).zip(&whole) {
        for bit in 0..8 {
            file.write_all_at(&[byte ^ 1 << bit], place).unwrap();
            is_refused(&format!("byte {place}, bit {bit}"));
        }
        file.write_all_at(&[*byte], place).unwrap();
    }
    for length in (0..whole.len() as u64).rev() {
        file.set_len(length).unwrap();
        is_refused(&format!("{length} bytes"));
    }
    for (longer, what) in [(&b"\n"[..], "a line more"), (&whole, "the same twice"), (&vec![b'#'; 2 << 20], "two megabytes")] {
        put(path, &[&whole, longer].concat());
        is_refused(what);
    }
    put(path, &whole);
    assert!(load().is_none());
}

#[test]
fn every_bit_of_a_key_file_counts() {
    let bench = Bench::new();
    let path = bench.path("master.key");
    damage(&path, || KeyFile::read(&path).err());
}

#[test]
fn every_bit_of_a_keyring_counts() {
    let mut bench = Bench::new();
    bench.keyring.rotate().unwrap();
    let path = bench.path("keyring");
    damage(&path, || Keyring::load(&path, &Unlock::KeyFile(&bench.key_file)).err());
    let (path, passphrase) = (bench.path("other"), cheap("正确 horse battery staple"));
    Keyring::create(&path, &Unlock::Passphrase(&passphrase)).unwrap();
    damage(&path, || Keyring::load(&path, &Unlock::Passphrase(&passphrase)).err());
}

/// The check sum keeps out accidents. Who makes it fit again still gets no keys out of what was changed.
#[test]
fn what_was_altered_with_its_check_sum_does_not_unlock() {
    use sha2::{Digest, Sha256};
    let bench = Bench::new();
    let (path, passphrase) = (bench.path("other"), cheap("a passphrase"));
    Keyring::create(&path, &Unlock::Passphrase(&passphrase)).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let body = &text[..text.rfind("check = ").unwrap()];
    let load = |body: &str| {
        let sum: String = Sha256::digest(body).iter().map(|it| format!("{it:02x}")).collect();
        put(&path, format!("{body}check = {sum}\n").as_bytes());
        Keyring::load(&path, &Unlock::Passphrase(&passphrase))
    };
    assert!(load(body).is_ok());
    let keys = body.find("keys = ").unwrap() + 7;
    for place in (keys..body.len() - 1).step_by(7) {
        let other = if &body[place..=place] == "A" { "B" } else { "A" };
        let err = load(&format!("{}{other}{}", &body[..place], &body[place + 1..])).unwrap_err();
        assert!(matches!(err, KeyError::WrongPassphrase(_) | KeyError::Unknown(_)), "{place}: {err}");
    }
    assert!(matches!(load(&body.replace("format 1", "format 2")).unwrap_err(), KeyError::Unknown(_)));
    assert!(matches!(load(&body.replace("t=1", "t=2")).unwrap_err(), KeyError::WrongPassphrase(_)));
    assert!(matches!(load(&body.replace("t=1", "t=01")).unwrap_err(), KeyError::Unknown(_)));
    // A cost that would take all memory is not paid.
    let started = std::time::Instant::now();
    let err = load(&body.replace("m=8 ", "m=4000000000 ")).unwrap_err();
    assert!(is_told(&err) && started.elapsed().as_secs() < 5, "{err}");
    assert!(matches!(load(&format!("{body}more = 1\n")).unwrap_err(), KeyError::Unknown(_)));
    assert!(load(&body.replace("keys = ", "# a note is not a line\nkeys = ")).is_ok());
}

#[test]
fn a_wrong_passphrase_is_told_as_such() {
    let bench = Bench::new();
    let path = bench.path("other");
    let made = Keyring::create(&path, &Unlock::Passphrase(&cheap("Ａ 正确的口令"))).unwrap();
    let wrong = Keyring::load(&path, &Unlock::Passphrase(&cheap("错误的口令"))).unwrap_err();
    assert!(matches!(wrong, KeyError::WrongPassphrase(_)) && is_told(&wrong));
    assert!(wrong.message().0.contains("口令不对") && wrong.message().1.contains("passphrase is wrong"));
    assert!(wrong.fix().1.contains("not damaged"));
    let sealed = made.seal(&SOMEWHERE, b"plain").unwrap();
    // The stored cost counts, and full-width letters are the same.
    let loaded = Keyring::load(&path, &Unlock::Passphrase(&Passphrase::new("A 正确的口令".to_owned()))).unwrap();
    assert_eq!(loaded.open(&SOMEWHERE, &sealed).unwrap().reveal(), b"plain");
}

#[test]
fn another_key_file_or_the_other_kind_is_told_as_such() {
    let (one, other) = (Bench::new(), Bench::new());
    let wrong = Keyring::load(&one.path("keyring"), &Unlock::KeyFile(&other.key_file)).unwrap_err();
    assert!(matches!(wrong, KeyError::WrongKeyFile { .. }) && is_told(&wrong));
    let needs = Keyring::load(&one.path("keyring"), &Unlock::Passphrase(&cheap("x"))).unwrap_err();
    assert!(matches!(needs, KeyError::NeedsKeyFile(_)) && is_told(&needs));
    Keyring::create(&one.path("other"), &Unlock::Passphrase(&cheap("x"))).unwrap();
    let needs = Keyring::load(&one.path("other"), &Unlock::KeyFile(&one.key_file)).unwrap_err();
    assert!(matches!(needs, KeyError::NeedsPassphrase(_)) && is_told(&needs));
    // A key file is no keyring.
    assert!(matches!(Keyring::load(&one.path("master.key"), &Unlock::KeyFile(&one.key_file)).unwrap_err(), KeyError::Damaged(_)));
}

#[test]
fn a_cost_that_argon2_does_not_know_makes_no_keyring() {
    let bench = Bench::new();
    for cost in
        [Cost { memory_kib: 1, ..CHEAP }, Cost { passes: 0, ..CHEAP }, Cost { memory_kib: u32::MAX, ..CHEAP }, Cost { passes: 65, ..CHEAP }]
    {
        let passphrase = Passphrase::new("a passphrase".to_owned()).costing(cost);
        let err = Keyring::create(&bench.path("other"), &Unlock::Passphrase(&passphrase)).unwrap_err();
        assert!(matches!(err, KeyError::CannotSeal(_)) && is_told(&err));
        assert!(!bench.path("other").exists());
    }
}

#[test]
fn everything_sealed_under_any_version_opens() {
    let mut bench = Bench::new();
    let mut sealed: Vec<Sealed> = Vec::new();
    for version in 1..=20 {
        assert_eq!(bench.keyring.newest_version(), version);
        let new = bench.keyring.seal(&SOMEWHERE, &version.to_be_bytes()).unwrap();
        assert_eq!(new.key_version(), Some(version));
        sealed.push(new);
        assert_eq!(bench.keyring.rotate().unwrap(), version + 1);
    }
    assert!(bench.keyring.versions().eq(1..=21));
    for keyring in [&bench.keyring, &bench.again()] {
        for (version, value) in (1_u32..).zip(&sealed) {
            assert_eq!(keyring.open(&SOMEWHERE, value).unwrap().reveal(), version.to_be_bytes());
        }
    }
    // A version that says it is another does not open.
    let mut renamed = sealed[0].as_bytes().to_vec();
    renamed[4] = 2;
    assert!(bench.keyring.open(&SOMEWHERE, &Sealed::from_bytes(renamed)).is_err());
    assert_eq!(mode(&bench.path("keyring")), 0o600);
}

#[test]
fn a_new_master_secret_touches_no_data_and_the_old_one_no_longer_unlocks() {
    let mut bench = Bench::new();
    let path = bench.path("keyring");
    let sealed = bench.keyring.seal(&SOMEWHERE, b"plain").unwrap();
    bench.keyring.rotate().unwrap();
    let (seed, digest) = (*bench.keyring.ledger_seed().reveal(), bench.keyring.blind(&SOMEWHERE, b"row"));
    let rows = bench.keyring.row_blinding();
    assert!(*rows != seed && *rows != digest);
    let [first, second] = [cheap("the first"), cheap("the second")];
    let second_file = KeyFile::create(&bench.path("second.key")).unwrap();
    let unlocks = [Unlock::Passphrase(&first), Unlock::Passphrase(&second), Unlock::KeyFile(&second_file)];
    let mut old = Unlock::KeyFile(&bench.key_file);
    for new in unlocks {
        bench.keyring.rewrap(&new).unwrap();
        assert!(Keyring::load(&path, &old).is_err());
        let loaded = Keyring::load(&path, &new).unwrap();
        assert_eq!(loaded.open(&SOMEWHERE, &sealed).unwrap().reveal(), b"plain");
        assert_eq!((*loaded.ledger_seed().reveal(), loaded.blind(&SOMEWHERE, b"row"), loaded.row_blinding()), (seed, digest, rows.clone()));
        assert_eq!(loaded.newest_version(), 2);
        old = new;
    }
    bench.keyring.rotate().unwrap();
    assert_eq!(Keyring::load(&path, &old).unwrap().newest_version(), 3);
}

/// Two processes: the second does not undo what the first did.
#[test]
fn a_change_never_undoes_anothers() {
    let mut one = Bench::new();
    let mut other = one.again();
    one.keyring.rotate().unwrap();
    let sealed = one.keyring.seal(&SOMEWHERE, b"plain").unwrap();
    let refused = other.rotate().unwrap_err();
    assert!(matches!(refused, KeyError::ChangedElsewhere(_)) && is_told(&refused));
    assert_eq!(other.newest_version(), 1, "nothing changed");
    assert!(matches!(other.rewrap(&Unlock::Passphrase(&cheap("x"))).unwrap_err(), KeyError::ChangedElsewhere(_)));
    let mut other = one.again();
    assert_eq!(other.rotate().unwrap(), 3);
    assert_eq!(one.again().open(&SOMEWHERE, &sealed).unwrap().reveal(), b"plain");
}

#[test]
fn many_at_once_lose_no_version() {
    let bench = Bench::new();
    let rotate = || {
        let mut keyring = bench.again();
        (0..5).filter(|_| keyring.rotate().map_err(|_| keyring = bench.again()).is_ok()).count()
    };
    let done: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(rotate)).collect();
        threads.into_iter().map(|it| it.join().unwrap()).sum()
    });
    assert!(done > 0);
    assert_eq!(bench.again().versions().count(), 1 + done);
}

#[test]
fn a_change_that_cannot_be_written_changes_nothing() {
    let mut bench = Bench::new();
    let sealed = bench.keyring.seal(&SOMEWHERE, b"plain").unwrap();
    let (folder, aside) = (bench.folder.path().to_owned(), bench.folder.path().with_extension("aside"));
    fs::rename(&folder, &aside).unwrap();
    assert!(bench.keyring.rotate().is_err());
    fs::rename(&aside, &folder).unwrap();
    assert_eq!(bench.keyring.newest_version(), 1);
    assert_eq!(bench.again().open(&SOMEWHERE, &sealed).unwrap().reveal(), b"plain");
    assert_eq!(bench.keyring.rotate().unwrap(), 2);
}

/// The two long-lived secrets are their own: neither of another keyring's, nor of each other.
#[test]
fn the_ledgers_seed_is_its_own() {
    let (one, other) = (Bench::new(), Bench::new());
    assert_eq!(one.keyring.ledger_seed().reveal(), one.again().ledger_seed().reveal());
    assert_ne!(one.keyring.ledger_seed().reveal(), other.keyring.ledger_seed().reveal());
}

#[test]
fn nothing_secret_prints_itself() {
    let bench = Bench::new();
    let keyring = &bench.keyring;
    let secret = keyring.open(&SOMEWHERE, &keyring.seal(&SOMEWHERE, b"canary").unwrap()).unwrap();
    let passphrase = cheap("canary");
    assert_eq!(format!("{secret:?} {:?} {passphrase:?}", keyring.ledger_seed()), "[secret] [key] [passphrase]");
    let master = fs::read_to_string(bench.path("master.key")).unwrap();
    let master = master.lines().find_map(|it| it.strip_prefix("master = ")).unwrap();
    let unlocks = [Unlock::KeyFile(&bench.key_file), Unlock::Passphrase(&passphrase)];
    let printed = format!(
        "{keyring:?} {keyring:#?} {:?} {:#?} {unlocks:?} {:?}",
        bench.key_file,
        bench.key_file,
        Sealed::from_bytes(b"canary".to_vec())
    );
    assert!(!printed.contains(master) && !printed.contains("canary"), "{printed}");
    let bytes: Vec<String> = (0..32).map(|i| u8::from_str_radix(&master[2 * i..2 * i + 2], 16).unwrap().to_string()).collect();
    assert!(!printed.contains(&bytes.join(", ")));
    let keyring = fs::read_to_string(bench.path("keyring")).unwrap();
    let seed: String = bench.keyring.ledger_seed().reveal().iter().map(|it| format!("{it:02x}")).collect();
    assert!(!keyring.contains(&seed) && !keyring.contains(master));
}
