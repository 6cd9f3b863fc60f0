//! Encryption of every kind.

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::kind::Kind;
use crate::pdf::pdf;

pub fn kinds() -> Vec<Kind> {
    let refused = |number, name| Kind::refused(number, name, "PDF-ENCRYPTED");
    vec![
        refused(23, "encrypted, with an owner's password only")
            .way("RC4, 40 bits", || rc4(40, "owner", ""))
            .way("RC4, 128 bits", || rc4(128, "owner", ""))
            .way("AES-256", || aes("owner", "")),
        refused(24, "encrypted, with a user's password")
            .way("RC4, 40 bits", || rc4(40, "owner", "user"))
            .way("RC4, 128 bits", || rc4(128, "owner", "user"))
            .way("AES-256", || aes("owner", "user")),
        refused(25, "encrypted, with an empty password")
            .way("RC4, 40 bits", || rc4(40, "", ""))
            .way("RC4, 128 bits", || rc4(128, "", ""))
            .way("AES-256", || aes("", "")),
        refused(26, "encrypted with AES-256, revision 6")
            .way("whole", || aes("owner", "user"))
            .way("keys of the wrong length", || said("/Filter /Standard /V 5 /R 6 /O (o) /U (u) /OE (x) /UE (y) /P -4"))
            .way("keys missing", || said("/Filter /Standard /V 5 /R 6 /P -4")),
        refused(27, "encrypted by an unknown handler")
            .way("a name nobody knows", || said("/Filter /FileOpen /V 4 /R 4"))
            .way("a version nobody knows", || said("/Filter /Standard /V 99 /R 99 /O (o) /U (u) /P 0"))
            .way("none named", || said("/V 1"))
            .way("its dictionary is not there", || pdf().trailer("/Encrypt 77 0 R").bytes())
            .way("in a table stream", || pdf().trailer("/Encrypt << /Filter /X >>").bytes_with_stream_of(&[5])),
        refused(28, "encrypted for certificates")
            .way("s3", || said("/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s3 /V 1 /Recipients [<00>]"))
            .way("s4", || said("/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 2 /Length 128 /Recipients [<00>]"))
            .way("s5", || {
                said("/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /CF << /DefaultCryptFilter << /Recipients [<00>] >> >>")
            }),
    ]
}

fn said(keys: &str) -> Vec<u8> {
    pdf().object(10, format!("<< {keys} >>")).trailer("/Encrypt 10 0 R /ID [<01> <02>]").bytes()
}

fn rc4(bits: usize, owner: &'static str, user: &'static str) -> Vec<u8> {
    encrypted(|document| match bits {
        40 => EncryptionVersion::V1 { document, owner_password: owner, user_password: user, permissions: Permissions::all() },
        _ => EncryptionVersion::V2 {
            document,
            owner_password: owner,
            user_password: user,
            key_length: bits,
            permissions: Permissions::all(),
        },
    })
}

fn aes(owner: &'static str, user: &'static str) -> Vec<u8> {
    encrypted(|_| EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), Arc::new(Aes256CryptFilter) as Arc<dyn CryptFilter>)]),
        file_encryption_key: &[7; 32],
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: owner,
        user_password: user,
        permissions: Permissions::all(),
    })
}

fn encrypted(how: impl for<'d> FnOnce(&'d Document) -> EncryptionVersion<'d>) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf().bytes()).expect("a sound file");
    document.trailer.set("ID", vec![Object::string_literal("one"), Object::string_literal("two")]);
    let state = EncryptionState::try_from(how(&document)).expect("a key");
    document.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes everything");
    bytes
}
