//! Entry bundles (c2sp.org/tlog-tiles): up to 256 entries, each after its length as two bytes, big end first.

use crate::Flaw;

/// The most bytes an entry may have: its length stands in two bytes.
pub const MAX_ENTRY_BYTES: usize = u16::MAX as usize;

/// The entries of one bundle as bytes.
///
/// # Errors
/// An entry that is too long. How many entries a bundle holds is the caller's: 256, or fewer at the end of the log.
pub fn write<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, Flaw> {
    check_lengths(entries)?;
    let framed = entries.iter().map(AsRef::as_ref).map(|it| [&(it.len() as u16).to_be_bytes(), it].concat());
    Ok(framed.collect::<Vec<_>>().concat())
}

/// The entries of a bundle that should hold `width` of them.
///
/// # Errors
/// A length that reaches past the end, or another number of entries.
pub fn read(bytes: &[u8], width: usize) -> Result<Vec<&[u8]>, Flaw> {
    let (mut rest, mut entries) = (bytes, Vec::new());
    while !rest.is_empty() {
        let (entry, after) = split(rest).ok_or(Flaw::BundleBroken(entries.len()))?;
        entries.push(entry);
        rest = after;
    }
    if entries.len() == width { Ok(entries) } else { Err(Flaw::BundleCount { wanted: width, found: entries.len() }) }
}

/// The first entry, and what follows it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// Refuses entries that no bundle could hold.
pub(crate) fn check_lengths<E: AsRef<[u8]>>(entries: &[E]) -> Result<(), Flaw> {
    let lengths = entries.iter().map(|it| it.as_ref().len()).enumerate();
    let too_long = lengths.into_iter().find(|(_, bytes)| *bytes > MAX_ENTRY_BYTES);
    too_long.map_or(Ok(()), |(place, bytes)| Err(Flaw::EntryTooLong { place, bytes }))
}
