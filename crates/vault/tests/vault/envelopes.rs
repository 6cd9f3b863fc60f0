//! Small values.

use vault::envelope::{LONGEST, OVERHEAD};
use vault::{CannotSeal, Context, Kind, NotOpened, Sealed, Suite};

use crate::bench::{Bench, SOMEWHERE};

#[test]
fn what_is_sealed_opens_where_it_belongs() {
    let Bench { keyring, .. } = &Bench::new();
    for length in [0, 1, 15, 16, 17, 1000, LONGEST] {
        let plain = vec![7; length];
        let sealed = keyring.seal(&SOMEWHERE, &plain).unwrap();
        assert_eq!(sealed.as_bytes().len(), length + OVERHEAD);
        assert_eq!(keyring.open(&SOMEWHERE, &sealed).unwrap().reveal(), plain);
        assert_eq!(keyring.open(&SOMEWHERE, &Sealed::from_bytes(sealed.into_bytes())).unwrap().reveal(), plain);
    }
    assert_eq!(keyring.seal(&SOMEWHERE, &vec![7; LONGEST + 1]).unwrap_err(), CannotSeal::TooLarge);
}

#[test]
fn both_suites_open_side_by_side() {
    let bench = Bench::new();
    let aes = bench.keyring.seal(&SOMEWHERE, "联系电话".as_bytes()).unwrap();
    let gm = bench.again().sealing_with(Suite::Sm4Gcm);
    let sm4 = gm.seal(&SOMEWHERE, "联系电话".as_bytes()).unwrap();
    assert_eq!((aes.as_bytes()[0], sm4.as_bytes()[0]), (1, 2));
    for keyring in [&bench.keyring, &gm] {
        assert_eq!(keyring.open(&SOMEWHERE, &aes).unwrap().reveal_text(), Some("联系电话"));
        assert_eq!(keyring.open(&SOMEWHERE, &sm4).unwrap().reveal_text(), Some("联系电话"));
    }
    let mut renamed = sm4.into_bytes();
    renamed[0] = 1;
    assert!(gm.open(&SOMEWHERE, &Sealed::from_bytes(renamed)).is_err());
}

/// Eighteen ways to be somewhere else: another tenant, kind or record, and parts moved over their borders.
fn elsewhere<'a>(row: &'a str, other: &'a str) -> [Context<'a>; 18] {
    let at = |tenant, kind, record| Context { tenant, kind, record };
    [
        at("handler-1", Kind::Material, row),
        at("handler-1", Kind::TotpSecret, row),
        at("handler-1", Kind::Contact, other),
        at("handler-1", Kind::Contact, ""),
        at("handler-1", Kind::Contact, "contact"),
        at("handler-2", Kind::Contact, row),
        at("handler-2", Kind::Contact, other),
        at("handler-2", Kind::Material, row),
        at("handler-2", Kind::TotpSecret, other),
        at("", Kind::Contact, row),
        at("", Kind::Contact, ""),
        at("HANDLER-1", Kind::Contact, row),
        at("handler-1 ", Kind::Contact, row),
        at("handler-1\0", Kind::Contact, row),
        at("handler-", Kind::Contact, row),
        at("handler-11", Kind::Contact, row),
        at(row, Kind::Contact, "handler-1"),
        at(row, Kind::Contact, row),
    ]
}

#[test]
fn a_moved_value_opens_nowhere() {
    let bench = Bench::new();
    let gm = bench.again().sealing_with(Suite::Sm4Gcm);
    for keyring in [&bench.keyring, &gm] {
        let rows: Vec<String> = (0..100).map(|it| format!("record-{it}")).collect();
        for (i, row) in rows.iter().enumerate() {
            let home = Context { record: row, ..SOMEWHERE };
            let sealed = keyring.seal(&home, b"plain").unwrap();
            for (way, context) in elsewhere(row, &rows[(i + 1) % rows.len()]).iter().enumerate() {
                assert_eq!(keyring.open(context, &sealed).unwrap_err(), NotOpened, "row {i}, way {way}");
            }
            assert_eq!(keyring.open(&home, &sealed).unwrap().reveal(), b"plain");
        }
    }
}

#[test]
fn every_bit_counts_and_no_cut_value_opens() {
    let bench = Bench::new();
    let gm = bench.again().sealing_with(Suite::Sm4Gcm);
    for keyring in [&bench.keyring, &gm] {
        let sealed = keyring.seal(&SOMEWHERE, b"plain").unwrap().into_bytes();
        let refused = |bytes: Vec<u8>| keyring.open(&SOMEWHERE, &Sealed::from_bytes(bytes)).unwrap_err() == NotOpened;
        for bit in 0..8 * sealed.len() {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(refused(flipped), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert!(refused(sealed[..length].to_vec()), "{length} bytes");
        }
        assert!(refused([&sealed[..], &[0]].concat()));
    }
}

#[test]
fn another_keyring_opens_nothing() {
    let (one, other) = (Bench::new(), Bench::new());
    let sealed = one.keyring.seal(&SOMEWHERE, b"plain").unwrap();
    assert_eq!(other.keyring.open(&SOMEWHERE, &sealed).unwrap_err(), NotOpened);
}

/// One sentence for all that can be wrong, and it names nothing.
#[test]
fn the_error_says_nothing_about_what_is_wrong() {
    assert_eq!(
        NotOpened.to_string(),
        "密封的内容打不开：内容、密钥或者所属的记录不符。 / What is sealed does not open: content, key or record do not match."
    );
}

#[test]
fn the_same_record_has_the_same_blinded_digest_and_no_other_has() {
    let (one, other) = (Bench::new(), Bench::new());
    let digest = one.keyring.blind(&SOMEWHERE, b"row");
    assert_eq!(one.again().blind(&SOMEWHERE, b"row"), digest);
    let mut rotated = one.again();
    rotated.rotate().unwrap();
    assert_eq!(rotated.blind(&SOMEWHERE, b"row"), digest);
    assert_ne!(one.keyring.blind(&SOMEWHERE, b"rows"), digest);
    assert_ne!(one.keyring.blind(&Context { record: "record-2", ..SOMEWHERE }, b"row"), digest);
    assert_ne!(other.keyring.blind(&SOMEWHERE, b"row"), digest);
}

/// A server keeps one keyring for all its threads.
#[test]
fn a_keyring_is_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let bench = Bench::new();
    shared(&bench.keyring);
    shared(&bench.key_file);
    shared(&bench.keyring.seal_file(&SOMEWHERE, Vec::new()).unwrap());
}
