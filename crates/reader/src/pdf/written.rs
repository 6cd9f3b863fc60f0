//! Objects as they stand in the file, before any parser that forgives: each at its place, without a key of two meanings, each stream as
//! long as it says, and object streams that stay within bounds.

use std::collections::BTreeMap;

use casework::facts::RefusedFile;
use lopdf::{Dictionary, Object, Stream};

use super::syntax::{Fault, Token, Tokens, Written, data_ends_at, value, written_at};
use super::table::{Place, Places};
use super::{expanded, refused};
use crate::limits::Limits;
use crate::refusal::*;

/// Numbers and names count too, as ten to an object: content of any size is made of them.
pub const VALUES_OF_AN_OBJECT: u64 = 10;

/// Judges every object that has a place of its own, and those inside object streams.
pub fn judge(bytes: &[u8], places: &Places, limits: &Limits) -> Result<(), RefusedFile> {
    let mut file = File { bytes, places, limits, numbers: BTreeMap::new(), n_bytes_left: limits.expanded_bytes, n_objects: 0, n_values: 0 };
    let mut streams = Vec::new();
    for (number, place) in places {
        let Place::At(at) = *place else { continue };
        let Some(written) = file.written(*number, at)? else { continue };
        file.count(written.n_values)?;
        match (written.value, written.data) {
            (Object::Dictionary(dictionary), Some(data)) => streams.push((dictionary, data)),
            (Object::Integer(value), None) => _ = file.numbers.insert(*number, value),
            _ => {}
        }
    }
    // A length may stand in an object stream, so those come first.
    let (packed, others): (Vec<_>, Vec<_>) = streams.into_iter().partition(|it| it.0.has_type(b"ObjStm"));
    for (dictionary, data) in packed {
        let end = file.end_of(&dictionary, data)?;
        file.open(dictionary, data..end)?;
    }
    others.iter().try_for_each(|(dictionary, data)| file.end_of(dictionary, *data).map(drop))
}

struct File<'a> {
    bytes: &'a [u8],
    places: &'a Places,
    limits: &'a Limits,
    /// Objects that are a whole number: lengths, mostly.
    numbers: BTreeMap<u32, i64>,
    n_bytes_left: u64,
    n_objects: u32,
    n_values: u64,
}

impl File<'_> {
    /// The object at its place. Where there is none, or none that can be read, it is missing: whoever refers to it will find out.
    fn written(&self, number: u32, at: usize) -> Result<Option<Written>, RefusedFile> {
        match written_at(self.bytes, at, self.limits.nesting) {
            Some(Ok(written)) if written.number != number => Err(PDF_XREF.refuse(format_args!("{number} 0 obj"))),
            Some(Ok(written)) => Ok(Some(written)),
            None | Some(Err(Fault::Broken)) => Ok(None),
            Some(Err(fault)) => Err(refused(fault, self.limits)),
        }
    }

    /// One more object, before a parser keeps it.
    fn count(&mut self, n_values: u32) -> Result<(), RefusedFile> {
        self.n_objects += 1;
        self.n_values += u64::from(n_values);
        let too_many = self.n_objects > self.limits.objects || self.n_values > u64::from(self.limits.objects) * VALUES_OF_AN_OBJECT;
        if too_many { Err(PDF_OBJECTS.refuse(self.limits.objects)) } else { Ok(()) }
    }

    /// Where a stream's data ends, as it says and as it is.
    fn end_of(&self, dictionary: &Dictionary, data: usize) -> Result<usize, RefusedFile> {
        let said = match dictionary.get(b"Length") {
            Ok(Object::Integer(it)) => Some(*it),
            Ok(Object::Reference((number, _))) => self.numbers.get(number).copied(),
            _ => None,
        };
        let end = said.and_then(|it| data.checked_add(usize::try_from(it).ok()?));
        end.filter(|it| data_ends_at(self.bytes, *it)).ok_or_else(|| PDF_STREAM.refuse(said.map_or("?".to_owned(), |it| it.to_string())))
    }

    /// An object stream (ISO 32000-2, 7.5.7): pairs of number and place, then the values.
    fn open(&mut self, dictionary: Dictionary, data: std::ops::Range<usize>) -> Result<(), RefusedFile> {
        let first = dictionary.get(b"First").and_then(Object::as_i64).ok().and_then(|it| usize::try_from(it).ok());
        let stream = Stream::new(dictionary, self.bytes[data].to_vec());
        let Some(content) = expanded(&stream, self.limits, self.n_bytes_left)? else { return Ok(()) };
        self.n_bytes_left -= content.len() as u64;
        let Some(first) = first.filter(|it| *it <= content.len()) else { return Ok(()) };
        let (mut head, mut n_read) = (Tokens::new(&content[..first], 0), 0);
        while let (Some(Token::Integer(number)), Some(Token::Integer(at))) = (head.next(), head.next()) {
            let Some(at) = usize::try_from(at).ok().and_then(|it| it.checked_add(first)).filter(|it| *it < content.len()) else { continue };
            let mut tokens = Tokens::new(&content, at);
            let value = value(&mut tokens, self.limits.nesting);
            n_read += tokens.at - at;
            self.count(tokens.n_values)?;
            if n_read > 2 * content.len() {
                return Err(PDF_OBJECTS.refuse(self.limits.objects)); // many objects that are the same bytes
            }
            match (value, u32::try_from(number)) {
                (Ok(Object::Integer(value)), Ok(number)) if !matches!(self.places.get(&number), Some(Place::At(_))) => {
                    _ = self.numbers.insert(number, value);
                }
                (Ok(_) | Err(Fault::Broken), _) => {}
                (Err(fault), _) => return Err(refused(fault, self.limits)),
            }
        }
        Ok(())
    }
}
