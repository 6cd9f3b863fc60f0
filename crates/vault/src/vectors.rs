//! What others published, run against what is used here (`tests/vectors/README.md`). Every test counts what it ran, so that a group that was
//! skipped does not pass unseen.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256, Sha512};
use sm3::Sm3;

use crate::cipher::{Cipher, Suite};
use crate::cobblestone::{Opener, Ranges, Sealer};
use crate::envelope::NotOpened;
use crate::kdf::expand;
use crate::secret::Key;

/// Runs every vector of a file; `run` is given the group too.
fn each(file: &str, count: usize, mut run: impl FnMut(&Value, &Value)) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file);
    let vectors: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let groups = vectors["testGroups"].as_array().unwrap();
    let tests = groups.iter().flat_map(|group| group["tests"].as_array().unwrap().iter().map(move |test| (group, test)));
    let ran = tests.map(|(group, test)| run(group, test)).count();
    assert_eq!((ran, vectors["numberOfTests"].as_u64().unwrap()), (count, count as u64), "{file}");
}

fn bytes(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn is_valid(test: &Value) -> bool {
    test["result"] == "valid"
}

fn flagged(test: &Value, flag: &str) -> bool {
    test["flags"].as_array().unwrap().iter().any(|it| it == flag)
}

/// Seals and opens what is of our sizes, and counts it; the rest is refused as such.
fn gcm(suite: Suite, file: &str, count: usize, ours: usize) {
    let mut taken = 0;
    each(file, count, |group, test| {
        let [key, iv, aad, message, text, tag] = ["key", "iv", "aad", "msg", "ct", "tag"].map(|it| bytes(&test[it]));
        let is_ours = group["ivSize"] == 96 && group["keySize"] == suite.key_size() * 8 && group["tagSize"] == 128;
        let at = format!("{file} {}", test["tcId"]);
        let Ok(cipher) = Cipher::new(suite, &key) else { return assert!(!is_ours, "{at}") };
        let (mut sealed, mut opened) = (message.clone(), [&text[..], &tag].concat());
        if !is_ours {
            assert!(cipher.seal(&iv, &aad, &mut sealed).is_err() && cipher.open(&iv, &aad, &mut opened).is_err(), "{at}");
            return assert_eq!(sealed, message, "{at}: nothing was touched");
        }
        taken += 1;
        cipher.seal(&iv, &aad, &mut sealed).unwrap();
        assert_eq!(sealed == opened, is_valid(test), "{at}");
        assert_eq!(cipher.open(&iv, &aad, &mut opened).is_ok(), is_valid(test), "{at}");
        assert_eq!(opened == message, is_valid(test), "{at}: plaintext comes out of what is valid only");
    });
    assert_eq!(taken, ours, "{file}");
}

#[test]
fn aes_256_gcm() {
    gcm(Suite::Aes256Gcm, "aes_gcm_test.json", 316, 66);
}

#[test]
fn sm4_gcm() {
    gcm(Suite::Sm4Gcm, "sm4_gcm_test.json", 104, 65);
}

fn hmac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    <M as KeyInit>::new_from_slice(key).unwrap().chain_update(message).finalize().into_bytes().to_vec()
}

#[test]
fn hkdf_sha256() {
    each("hkdf_sha256_test.json", 86, |_, test| {
        let [ikm, salt, info, okm] = ["ikm", "salt", "info", "okm"].map(|it| bytes(&test[it]));
        let mut out = vec![0; usize::try_from(test["size"].as_u64().unwrap()).unwrap()];
        let done = expand::<Hmac<Sha256>>(&hmac::<Hmac<Sha256>>(&salt, &ikm), &[&info], &mut out).is_ok();
        assert_eq!(done, is_valid(test), "{}", test["tcId"]);
        assert!(!done || out == okm, "{}", test["tcId"]);
    });
}

#[test]
fn hmac_sm3() {
    each("hmac_sm3_test.json", 174, |group, test| {
        let size = usize::try_from(group["tagSize"].as_u64().unwrap()).unwrap() / 8;
        let tag = hmac::<Hmac<Sm3>>(&bytes(&test["key"]), &bytes(&test["msg"]));
        assert_eq!(tag[..size] == bytes(&test["tag"]), is_valid(test), "{}", test["tcId"]);
    });
}

#[test]
fn cobblestone_256() {
    each("c2sp_chunked_encryption_aes_256_gcm_test.json", 35, |_, test| {
        let mut sealed = Vec::new();
        flate2::read::ZlibDecoder::new(&*bytes(&test["ct"])).read_to_end(&mut sealed).unwrap();
        let Some(key) = Key::from_bytes(&bytes(&test["key"])) else { return assert!(flagged(test, "InvalidKeySize")) };
        assert!(!flagged(test, "InvalidKeySize"));
        let context = bytes(&test["ctx"]);
        stream(test, &sealed, &key, &context);
        ranges(test, &sealed, &key, &context);
    });
}

fn stream(test: &Value, sealed: &[u8], key: &Key, context: &[u8]) {
    let at = &test["tcId"];
    let mut plain = Vec::new();
    let opener = Opener::new(sealed, key, context);
    assert_eq!(opener.is_err(), flagged(test, "HeaderFailure"), "{at}");
    if let Ok(mut opener) = opener {
        assert_eq!(opener.read_to_end(&mut plain).is_ok(), is_valid(test), "{at}");
        assert!(is_valid(test) || opener.read(&mut [0]).is_err(), "{at}: it keeps failing");
    }
    assert_eq!(plain.len() as u64, test["msgLength"].as_u64().unwrap_or(0), "{at}: no byte more than is authentic");
    if let Some(digest) = test.get("msgSha512") {
        assert_eq!(Sha512::digest(&plain).to_vec(), bytes(digest), "{at}");
    }
    if is_valid(test) {
        let mut sealer = Sealer::with_salt(Vec::new(), key, context, &sealed[..24].try_into().unwrap()).unwrap();
        sealer.write_all(&plain).unwrap();
        assert_eq!(sealer.finish().unwrap(), sealed, "{at}");
    }
}

fn ranges(test: &Value, sealed: &[u8], key: &Key, context: &[u8]) {
    let at = &test["tcId"];
    match Ranges::new(Cursor::new(sealed), key, context) {
        Ok(mut ranges) => {
            assert!(is_valid(test) || flagged(test, "ValidFinalChunk"), "{at}");
            let mut plain = Vec::new();
            assert_eq!(ranges.read_to_end(&mut plain).is_ok(), is_valid(test), "{at}");
            assert!(!is_valid(test) || plain.len() as u64 == ranges.len(), "{at}");
        }
        Err(err) => assert!(!is_valid(test) && NotOpened::is_behind(&err), "{at}: {err}"),
    }
}
