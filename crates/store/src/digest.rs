//! Digests of rows, blinded: whoever reads the ledger cannot try out what a row may have held, and whoever has the key can compare every row with its entry.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::row::Table;
use crate::value::Value;

const NAME_BYTES: usize = 16;

/// The key for digests. It is never changed: the same row has the same digest for ever.
#[derive(Clone)]
pub(crate) struct Blinding(Zeroizing<[u8; 32]>);

/// What an entry says of a row: which one (in 16 bytes that only the key's holder can lead back), and its digest, or that it was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub name: [u8; NAME_BYTES],
    pub digest: Option<[u8; 32]>,
}

impl Mark {
    pub fn to_bytes(self) -> Vec<u8> {
        [self.name.as_slice(), self.digest.as_ref().map_or(&[], |it| it.as_slice())].concat()
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Mark> {
        let (name, digest) = bytes.split_first_chunk()?;
        let digest = if digest.is_empty() { None } else { Some(digest.try_into().ok()?) };
        Some(Mark { name: *name, digest })
    }
}

impl Blinding {
    pub fn new(key: Zeroizing<[u8; 32]>) -> Blinding {
        Blinding(key)
    }

    /// The mark of a row that was written.
    pub fn written(&self, table: &Table, values: &[Value]) -> Mark {
        Mark { digest: Some(self.digest(table, values)), ..self.removed(table, &table.key_of(values)) }
    }

    /// The mark of a row that was removed.
    pub fn removed(&self, table: &Table, key: &[Value]) -> Mark {
        let digest = self.hash("name", table.name, table.key, key);
        let mut name = [0; NAME_BYTES];
        name.copy_from_slice(&digest[..NAME_BYTES]);
        Mark { name, digest: None }
    }

    fn digest(&self, table: &Table, values: &[Value]) -> [u8; 32] {
        self.hash("row", table.name, table.columns, values)
    }

    /// Column by column, each part after its length. What is null is left out, so that a column that comes later changes no digest of before.
    fn hash(&self, what: &str, table: &str, columns: &[&str], values: &[Value]) -> [u8; 32] {
        let mut mac = <Hmac<Sha256>>::new((&*padded(&self.0)).into());
        let mut part = |bytes: &[u8]| {
            mac.update(&(bytes.len() as u64).to_be_bytes());
            mac.update(bytes);
        };
        part(format!("facefile {what} v1").as_bytes());
        part(table.as_bytes());
        for (column, value) in columns.iter().zip(values).filter(|(_, it)| !it.is_null()) {
            part(column.as_bytes());
            match value {
                Value::Int(it) => part(&it.unwrap_or_default().to_be_bytes()),
                Value::Text(it) => part(it.as_deref().unwrap_or_default().as_bytes()),
                Value::Bytes(it) => part(it.as_deref().unwrap_or_default()),
            }
        }
        mac.finalize().into_bytes().into()
    }
}

/// A key as long as HMAC's block, as RFC 2104 lengthens it.
fn padded(key: &[u8; 32]) -> Zeroizing<[u8; 64]> {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    block
}
