//! The keys themselves, and their bytes before they are sealed.

use zeroize::Zeroizing;

use crate::base::CannotSeal;
use crate::secret::Key;

/// All keys. `data` is never empty, and its versions rise.
#[derive(Clone)]
pub(super) struct Ring {
    pub(super) data: Vec<(u32, Key)>,
    newest: (u32, Key),
    pub(super) ledger_seed: Key,
    pub(super) blinding: Key,
}

impl Ring {
    pub(super) fn new() -> Result<Ring, CannotSeal> {
        let first = (1, Key::random()?);
        Ok(Ring { data: vec![first.clone()], newest: first, ledger_seed: Key::random()?, blinding: Key::random()? })
    }

    pub(super) fn with_new_version(&self) -> Result<Ring, CannotSeal> {
        let newest = (self.newest.0.checked_add(1).ok_or(CannotSeal::TooLarge)?, Key::random()?);
        let mut ring = Ring { newest: newest.clone(), ..self.clone() };
        ring.data.push(newest);
        Ok(ring)
    }

    pub(super) fn newest(&self) -> &(u32, Key) {
        &self.newest
    }

    pub(super) fn version(&self, version: u32) -> Option<&Key> {
        self.data.iter().find(|it| it.0 == version).map(|it| &it.1)
    }

    /// Ledger seed 32, blinding key 32, then each data key: version 4, key 32.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(64 + 36 * self.data.len()));
        bytes.extend_from_slice(self.ledger_seed.reveal());
        bytes.extend_from_slice(self.blinding.reveal());
        for (version, key) in &self.data {
            bytes.extend_from_slice(&version.to_be_bytes());
            bytes.extend_from_slice(key.reveal());
        }
        bytes
    }

    pub(super) fn parse(bytes: &[u8]) -> Option<Ring> {
        let (ledger_seed, rest) = bytes.split_at_checked(32)?;
        let (blinding, rest) = rest.split_at_checked(32)?;
        let data: Vec<(u32, Key)> = rest.chunks(36).map(data_key).collect::<Option<_>>()?;
        let rises = data.windows(2).all(|it| it[0].0 < it[1].0);
        let newest = data.last().filter(|_| rises)?.clone();
        Some(Ring { data, newest, ledger_seed: Key::from_bytes(ledger_seed)?, blinding: Key::from_bytes(blinding)? })
    }
}

fn data_key(bytes: &[u8]) -> Option<(u32, Key)> {
    let (version, key) = bytes.split_at_checked(4)?;
    Some((u32::from_be_bytes(version.try_into().ok()?), Key::from_bytes(key)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_without_a_data_key_or_with_less_than_a_whole_one_is_none() {
        let bytes = Ring::new().unwrap().with_new_version().unwrap().to_bytes();
        assert_eq!(Ring::parse(&bytes).unwrap().to_bytes(), bytes);
        for length in (0..bytes.len()).filter(|it| *it != 64 + 36) {
            assert!(Ring::parse(&bytes[..length]).is_none(), "{length} bytes");
        }
        let twice = [&bytes[..], &bytes[64..]].concat();
        assert!(Ring::parse(&twice).is_none(), "versions rise");
    }
}
