//! Materials as streams and ranges.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use vault::file::sealed_length;
use vault::{Context, Keyring, NotOpened};

use crate::bench::{Bench, SOMEWHERE};

const CHUNK: usize = 16 * 1024;
const SEALED_CHUNK: usize = CHUNK + 16;
/// The envelope with the file's key, salt and commitment.
const HEAD: usize = 109 + 56;

/// Bytes no two chunks of which are alike.
fn plain(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i / CHUNK * 31 + i % 251) as u8).collect()
}

fn seal(keyring: &Keyring, plain: &[u8]) -> Vec<u8> {
    let mut writer = keyring.seal_file(&SOMEWHERE, Vec::new()).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

/// What comes out as a stream, and whether it ended well. Reading goes on failing when it has failed.
fn open(keyring: &Keyring, sealed: &[u8]) -> (Vec<u8>, bool) {
    let mut plain = Vec::new();
    let Ok(mut reader) = keyring.open_file(&SOMEWHERE, sealed) else { return (plain, false) };
    let ended = reader.read_to_end(&mut plain);
    if let Err(err) = &ended {
        assert!(NotOpened::is_behind(err), "{err}");
        assert!(reader.read(&mut [0]).is_err());
    }
    (plain, ended.is_ok())
}

/// Refused by both readers, and the stream gave out nothing but a true beginning.
fn refused(keyring: &Keyring, sealed: &[u8], plain: &[u8]) -> bool {
    let (given, ended) = open(keyring, sealed);
    let mut all = Vec::new();
    let by_range = keyring.open_file_ranges(&SOMEWHERE, Cursor::new(sealed)).and_then(|mut it| it.read_to_end(&mut all));
    !ended && by_range.is_err() && plain.starts_with(&given) && plain.starts_with(&all)
}

#[test]
fn any_length_comes_back_however_it_was_written() {
    let Bench { keyring, .. } = &Bench::new();
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5] {
        let plain = plain(length);
        let sealed = seal(keyring, &plain);
        assert_eq!(sealed.len() as u64, sealed_length(length as u64));
        assert_eq!(open(keyring, &sealed), (plain.clone(), true), "{length}");
        let mut writer = keyring.seal_file(&SOMEWHERE, Vec::new()).unwrap();
        plain.chunks(777).for_each(|it| writer.write_all(it).unwrap());
        writer.flush().unwrap();
        assert_eq!(open(keyring, &writer.finish().unwrap()), (plain, true), "{length} in pieces");
    }
}

#[test]
fn a_cut_file_is_refused_wherever_it_was_cut() {
    let Bench { keyring, .. } = &Bench::new();
    for length in [0, CHUNK, 3 * CHUNK, 3 * CHUNK + 100] {
        let plain = plain(length);
        let sealed = seal(keyring, &plain);
        let borders = (0..=4).map(|it| HEAD + it * SEALED_CHUNK);
        let ends = [0, 1, 108, 109, 110, 132, 133, 134, sealed.len()].into_iter().chain(borders);
        for end in ends.flat_map(|it| [it.saturating_sub(17), it.saturating_sub(16), it.saturating_sub(1), it, it + 1, it + 15, it + 16]) {
            if end < sealed.len() {
                assert!(refused(keyring, &sealed[..end], &plain), "{length} bytes, cut at {end}");
            }
        }
    }
}

#[test]
fn a_file_that_was_not_finished_is_refused() {
    let Bench { keyring, .. } = &Bench::new();
    let mut kept = Vec::new();
    let mut writer = keyring.seal_file(&SOMEWHERE, &mut kept).unwrap();
    writer.write_all(&plain(2 * CHUNK)).unwrap();
    drop(writer);
    assert!(refused(keyring, &kept, &plain(2 * CHUNK)));
}

#[test]
fn moved_doubled_and_dropped_chunks_are_refused() {
    let Bench { keyring, .. } = &Bench::new();
    let plain = plain(4 * CHUNK + 9);
    let sealed = seal(keyring, &plain);
    let (head, body) = sealed.split_at(HEAD);
    let chunks: Vec<&[u8]> = body.chunks(SEALED_CHUNK).collect();
    let with = |order: &[usize]| [head.to_vec(), order.iter().flat_map(|it| chunks[*it].to_vec()).collect()].concat();
    assert!(!refused(keyring, &with(&[0, 1, 2, 3, 4]), &plain));
    for one in 0..5 {
        for other in 0..one {
            let mut order = [0, 1, 2, 3, 4];
            order.swap(one, other);
            assert!(refused(keyring, &with(&order), &plain), "{order:?}");
        }
    }
    for order in [&[0, 1, 2, 4][..], &[1, 2, 3, 4], &[0, 0, 1, 2, 3, 4], &[0, 1, 2, 3, 3, 4], &[0, 1, 2, 3, 4, 4], &[0, 1, 2, 3]] {
        assert!(refused(keyring, &with(order), &plain), "{order:?}");
    }
}

#[test]
fn appended_bytes_are_refused() {
    let Bench { keyring, .. } = &Bench::new();
    for length in [0, CHUNK - 1, CHUNK, CHUNK + 100] {
        let plain = plain(length);
        let sealed = seal(keyring, &plain);
        for more in [1, 15, 16, 17, CHUNK, SEALED_CHUNK, SEALED_CHUNK + 16] {
            assert!(refused(keyring, &[&sealed[..], &vec![0; more]].concat(), &plain), "{length} bytes and {more} more");
        }
        assert!(refused(keyring, &[&sealed[..], &seal(keyring, &plain)].concat(), &plain));
    }
}

#[test]
fn every_bit_of_a_small_file_counts() {
    let Bench { keyring, .. } = &Bench::new();
    let sealed = seal(keyring, b"plain");
    for bit in 0..8 * sealed.len() {
        let mut flipped = sealed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(refused(keyring, &flipped, b"plain"), "bit {bit}");
    }
}

#[test]
fn a_file_belongs_to_its_record() {
    let bench = Bench::new();
    let sealed = seal(&bench.keyring, b"plain");
    let elsewhere = Context { record: "record-2", ..SOMEWHERE };
    assert!(NotOpened::is_behind(&bench.keyring.open_file(&elsewhere, &sealed[..]).err().unwrap()));
    assert!(bench.keyring.open_file_ranges(&elsewhere, Cursor::new(&sealed)).is_err());
    assert!(Bench::new().keyring.open_file(&SOMEWHERE, &sealed[..]).is_err());
    // The envelope inside is no small value of the same record: its key stays inside.
    assert!(bench.keyring.open(&SOMEWHERE, &vault::Sealed::from_bytes(sealed[..109].to_vec())).is_err());
    // Nor does the envelope of one file serve another of the same record.
    let other = seal(&bench.keyring, b"plain");
    assert!(bench.keyring.open_file(&SOMEWHERE, &[&other[..109], &sealed[109..]].concat()[..]).is_err());
}

#[test]
fn a_range_is_the_slice() {
    let Bench { keyring, .. } = &Bench::new();
    let plain = plain(3 * CHUNK + 100);
    let sealed = seal(keyring, &plain);
    let mut reader = keyring.open_file_ranges(&SOMEWHERE, Cursor::new(&sealed)).unwrap();
    assert_eq!(reader.len(), plain.len() as u64);
    let places: Vec<usize> =
        [0, CHUNK, 2 * CHUNK, 3 * CHUNK, plain.len()].iter().flat_map(|it| [it.saturating_sub(1), *it, it + 1]).collect();
    for start in &places {
        for end in &places {
            let got = reader.range(*start as u64..*end as u64).map(|mut it| {
                let mut got = Vec::new();
                it.read_to_end(&mut got).unwrap();
                got
            });
            assert_eq!(got.ok().as_deref(), plain.get(*start..*end), "{start}..{end}");
        }
    }
    reader.seek(SeekFrom::End(-3)).unwrap();
    let mut last = Vec::new();
    reader.read_to_end(&mut last).unwrap();
    assert_eq!(last, plain[plain.len() - 3..]);
    assert!(reader.seek(SeekFrom::Current(i64::MIN)).is_err());
    reader.seek(SeekFrom::Start(u64::MAX)).unwrap();
    assert_eq!(reader.read(&mut [0]).unwrap(), 0);
}

/// A sealed file may stand inside another, behind something else.
#[test]
fn a_range_begins_where_the_file_begins() {
    let Bench { keyring, .. } = &Bench::new();
    let plain = plain(CHUNK + 1);
    let mut kept = Cursor::new([&b"before"[..], &seal(keyring, &plain)].concat());
    kept.set_position(6);
    let mut got = Vec::new();
    keyring.open_file_ranges(&SOMEWHERE, kept).unwrap().read_to_end(&mut got).unwrap();
    assert_eq!(got, plain);
}

/// A disk that fails once, in the middle of a chunk, and then goes on.
#[test]
fn after_a_failing_disk_nothing_is_given_out() {
    struct Failing<'a>(&'a [u8], usize);
    impl Read for Failing<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            if self.1 == 0 {
                self.1 = usize::MAX;
                return Err(std::io::Error::other("the disk"));
            }
            let most = out.len().min(self.1);
            let n = self.0.read(&mut out[..most])?;
            self.1 -= n;
            Ok(n)
        }
    }
    let Bench { keyring, .. } = &Bench::new();
    let plain = plain(3 * CHUNK);
    let sealed = seal(keyring, &plain);
    for fails_at in [HEAD + 100, HEAD + SEALED_CHUNK + 100, HEAD + 2 * SEALED_CHUNK] {
        let mut reader = keyring.open_file(&SOMEWHERE, Failing(&sealed, fails_at)).unwrap();
        let (mut given, mut n_errors) = (vec![], 0);
        while n_errors < 3 {
            let mut out = [0; 5000];
            match reader.read(&mut out) {
                Ok(n) => given.extend_from_slice(&out[..n]),
                Err(_) => n_errors += 1,
            }
        }
        assert!(plain.starts_with(&given), "what failed gives out nothing more: {fails_at}");
    }
}
