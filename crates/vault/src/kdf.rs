//! HKDF-Expand (RFC 5869, 2.3) over any HMAC. Written out because C2SP chunked-encryption takes a key of 32 bytes with SHA-512, which the
//! usual library refuses as too short.

use hmac::digest::OutputSizeUser;
use hmac::{KeyInit, Mac};
use zeroize::{Zeroize, Zeroizing};

/// More was asked for than 255 outputs of the hash.
#[derive(Debug)]
pub(crate) struct TooLong;

/// A key of at most 64 bytes as HMAC takes it for a hash with blocks of 64 (RFC 2104): with zeros behind it.
pub(crate) fn padded<const N: usize>(key: &[u8; N]) -> Zeroizing<[u8; 64]> {
    const { assert!(N <= 64) };
    let mut block = Zeroizing::new([0; 64]);
    block[..N].copy_from_slice(key);
    block
}

/// Fills `out` from a key that is already uniformly random. `info` is taken as one text, its parts joined.
pub(crate) fn expand<M: Mac + KeyInit>(key: &[u8], info: &[&[u8]], out: &mut [u8]) -> Result<(), TooLong> {
    let size = <M as OutputSizeUser>::output_size();
    if out.len() > 255 * size {
        return Err(TooLong);
    }
    let mut block = Vec::with_capacity(size);
    for (number, part) in (1..=255).zip(out.chunks_mut(size)) {
        let mut mac = <M as KeyInit>::new_from_slice(key).map_err(|_| TooLong)?;
        mac.update(&block);
        info.iter().for_each(|it| mac.update(it));
        mac.update(&[number]);
        block.clear();
        block.extend_from_slice(&mac.finalize().into_bytes());
        part.copy_from_slice(&block[..part.len()]);
    }
    block.zeroize();
    Ok(())
}
