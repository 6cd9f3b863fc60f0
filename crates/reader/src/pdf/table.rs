//! The table of objects and those before it (ISO 32000-2, 7.5.4 to 7.5.8): a chain without loops, whose text and stream agree.

use std::collections::{BTreeMap, BTreeSet};

use casework::facts::RefusedFile;
use lopdf::{Dictionary, Object, Stream};

use super::syntax::{Fault, Token, Tokens, data_ends_at, value, written_at};
use super::{expanded, refused};
use crate::limits::Limits;
use crate::refusal::*;

/// No object has a higher number (ISO 32000-1, annex C).
const NUMBER_MAX: i64 = 8_388_607;
/// More revisions than this nobody saved.
const SECTIONS_MAX: usize = 256;

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nowhere any more.
    Free,
    /// At this byte.
    At(usize),
    /// Inside an object stream.
    In { container: u32 },
}

/// Where each object is, the newest table first asked.
pub type Places = BTreeMap<u32, Place>;

/// One table: its entries, and the dictionary that goes with it.
struct Section {
    places: Vec<(u32, Place)>,
    trailer: Dictionary,
    as_text: bool,
}

/// Follows the chain. `None` where no table is at the place the file names: whoever repairs that says so.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Option<Places>, RefusedFile> {
    let Some(first) = named_by(bytes) else { return Ok(None) };
    let (mut places, mut beside, mut seen) = (Places::new(), Places::new(), BTreeSet::new());
    let mut next = Some(first);
    while let Some(at) = next {
        if !seen.insert(at) || seen.len() > SECTIONS_MAX {
            return Err(PDF_XREF.refuse("/Prev"));
        }
        let Some(section) = section_at(bytes, at, limits)? else { return Ok(None) };
        if section.as_text {
            agree(&beside, &section.places)?;
        }
        if let Some(at) = offset(&section.trailer, b"XRefStm", bytes)? {
            let Some(stream) = section_at(bytes, at, limits)? else { return Ok(None) };
            agree(&section.places.iter().copied().collect(), &stream.places)?;
            stream.places.iter().filter(|it| !places.contains_key(&it.0)).for_each(|it| _ = beside.entry(it.0).or_insert(it.1));
        }
        next = offset(&section.trailer, b"Prev", bytes)?;
        section.places.into_iter().for_each(|(number, place)| _ = places.entry(number).or_insert(place));
    }
    beside.into_iter().for_each(|(number, place)| match places.get(&number) {
        None | Some(Place::Free) => drop(places.insert(number, place)),
        Some(_) => {}
    });
    Ok(Some(places))
}

/// The number after the last `startxref`.
fn named_by(bytes: &[u8]) -> Option<usize> {
    const MARK: &[u8] = b"startxref";
    let at = bytes.windows(MARK.len()).rposition(|it| it == MARK)?;
    match Tokens::new(bytes, at + MARK.len()).next()? {
        Token::Integer(it) => usize::try_from(it).ok().filter(|it| *it < bytes.len()),
        _ => None,
    }
}

/// An object that two tables have in use is at one place.
fn agree(known: &Places, others: &[(u32, Place)]) -> Result<(), RefusedFile> {
    let differs = |it: &&(u32, Place)| known.get(&it.0).is_some_and(|known| *known != it.1 && *known != Place::Free && it.1 != Place::Free);
    match others.iter().find(differs) {
        Some((number, _)) => Err(PDF_XREF.refuse(format_args!("{number} 0 obj, /XRefStm"))),
        None => Ok(()),
    }
}

/// A place in the file that a key of the trailer names.
fn offset(trailer: &Dictionary, key: &[u8], bytes: &[u8]) -> Result<Option<usize>, RefusedFile> {
    let Ok(value) = trailer.get(key).and_then(Object::as_i64) else { return Ok(None) };
    match usize::try_from(value) {
        Ok(at) if at < bytes.len() => Ok(Some(at)),
        _ => Err(PDF_XREF.refuse(format_args!("/{} {value}", String::from_utf8_lossy(key)))),
    }
}

fn section_at(bytes: &[u8], at: usize, limits: &Limits) -> Result<Option<Section>, RefusedFile> {
    let mut tokens = Tokens::new(bytes, at);
    let section = match tokens.next() {
        Some(Token::Word(b"xref")) => text_table(&mut tokens, limits)?,
        _ => stream_table(bytes, at, limits)?,
    };
    match section {
        Some(section) if section.trailer.has(b"Encrypt") => Err(PDF_ENCRYPTED.refuse("")),
        other => Ok(other),
    }
}

fn text_table(tokens: &mut Tokens<'_>, limits: &Limits) -> Result<Option<Section>, RefusedFile> {
    let mut places = Vec::new();
    loop {
        match tokens.next() {
            Some(Token::Word(b"trailer")) => break,
            Some(Token::Integer(first)) => {
                let Some(Token::Integer(n)) = tokens.next() else { return Ok(None) };
                let numbers = numbers(first, n, places.len(), limits)?;
                for number in numbers {
                    let (Some(Token::Integer(at)), Some(Token::Integer(_)), Some(Token::Word(kind))) =
                        (tokens.next(), tokens.next(), tokens.next())
                    else {
                        return Ok(None);
                    };
                    let in_use = kind == b"n";
                    places.push((number, if in_use { Place::At(usize::try_from(at).unwrap_or(usize::MAX)) } else { Place::Free }));
                }
            }
            _ => return Ok(None),
        }
    }
    match value(tokens, limits.nesting) {
        Ok(Object::Dictionary(trailer)) => Ok(Some(Section { places, trailer, as_text: true })),
        Ok(_) | Err(Fault::Broken) => Ok(None),
        Err(fault) => Err(refused(fault, limits)),
    }
}

/// The numbers of a run of entries.
fn numbers(first: i64, n: i64, n_before: usize, limits: &Limits) -> Result<std::ops::Range<u32>, RefusedFile> {
    let beyond = first.saturating_add(n) > NUMBER_MAX || first < 0 || n < 0;
    let many = n_before as i64 + n > i64::from(limits.objects) * 10;
    if beyond || many {
        return Err(PDF_OBJECTS.refuse(limits.objects));
    }
    Ok(first as u32..(first + n) as u32)
}

fn stream_table(bytes: &[u8], at: usize, limits: &Limits) -> Result<Option<Section>, RefusedFile> {
    let written = match written_at(bytes, at, limits.nesting) {
        Some(Ok(written)) => written,
        Some(Err(fault)) if fault != Fault::Broken => return Err(refused(fault, limits)),
        _ => return Ok(None),
    };
    let (Object::Dictionary(trailer), Some(data)) = (written.value, written.data) else { return Ok(None) };
    let end = trailer.get(b"Length").and_then(Object::as_i64).ok().and_then(|it| data.checked_add(usize::try_from(it).ok()?));
    let Some(end) = end.filter(|it| data_ends_at(bytes, *it)) else { return Ok(None) };
    let stream = Stream::new(trailer.clone(), bytes[data..end].to_vec());
    let Some(rows) = expanded(&stream, limits, limits.expanded_bytes)? else { return Ok(None) };
    Ok(stream_places(&trailer, &rows, limits)?.map(|places| Section { places, trailer, as_text: false }))
}

fn stream_places(trailer: &Dictionary, rows: &[u8], limits: &Limits) -> Result<Option<Vec<(u32, Place)>>, RefusedFile> {
    let list = |key: &[u8]| -> Option<Vec<i64>> { trailer.get(key).ok()?.as_array().ok()?.iter().map(|it| it.as_i64().ok()).collect() };
    let Some([a, b, c]) = list(b"W").and_then(|it| <[i64; 3]>::try_from(it).ok()) else { return Ok(None) };
    if [a, b, c].iter().any(|it| !(0..=8).contains(it)) || a + b + c == 0 {
        return Ok(None);
    }
    let size = trailer.get(b"Size").and_then(Object::as_i64).unwrap_or(0);
    let index = list(b"Index").unwrap_or_else(|| vec![0, size]);
    let mut rows = rows.chunks_exact((a + b + c) as usize);
    let mut places = Vec::new();
    for run in index.chunks_exact(2) {
        for number in numbers(run[0], run[1], places.len(), limits)? {
            let Some(row) = rows.next() else { return Ok(Some(places)) };
            let field = |from: i64, n: i64| row[from as usize..(from + n) as usize].iter().fold(0u64, |sum, it| sum << 8 | u64::from(*it));
            let place = match if a == 0 { 1 } else { field(0, a) } {
                1 => Place::At(field(a, b) as usize),
                2 => Place::In { container: field(a, b) as u32 },
                _ => Place::Free,
            };
            places.push((number, place));
        }
    }
    Ok(Some(places))
}
