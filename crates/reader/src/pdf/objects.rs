//! The strict walk over parsed objects. Bytes are never searched for keywords: `/J#61vaScript` is a legal spelling.

use std::collections::{BTreeSet, HashSet};
use std::io::Cursor;

use casework::facts::RefusedFile;
use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};
use zip::ZipArchive;

use super::syntax::WEIGHT;
use super::table::{self, Place, Places};
use super::written::VALUES_OF_AN_OBJECT;
use super::{coded, drawing, expanded, fonts, functions, metadata, per_stream, written};
use crate::kind::{also_begins, find};
use crate::limits::Limits;
use crate::refusal::*;

/// What the walk found, if it refused nothing.
pub struct Judged {
    pub n_pages: usize,
    pub flags: Vec<&'static str>,
}

/// Walks every object of the file.
pub fn judge(bytes: &[u8], limits: &Limits) -> Result<Judged, RefusedFile> {
    let mut flags = BTreeSet::new();
    // Before the lenient parser opens anything.
    let places = table::read(bytes, limits)?;
    if let Some(places) = &places {
        written::judge(bytes, places, limits)?;
    }
    let document = load(bytes, limits)?;
    if places.is_none() {
        written::judge(bytes, &places_of(&document), limits)?;
    }
    if document.revision_count() > 1 {
        flags.insert(PDF_REVISIONS.code);
    }
    if document.xref_recovery.is_some() {
        flags.insert(PDF_REPAIRED.code);
    }
    let pages = pages(&document, limits)?;
    let mut walk = Walk { document: &document, limits, flags, n_values: 0, n_bytes_left: limits.expanded_bytes, seen: HashSet::new() };
    for object in document.objects.values().chain([&Object::Dictionary(document.trailer.clone())]) {
        walk.value(object, 0)?;
    }
    functions::judge(&document, limits)?;
    drawing::judge(&document, &pages, limits)?;
    Ok(Judged { n_pages: pages.len(), flags: walk.flags.into_iter().collect() })
}

/// The two ends of the file: the header at byte 0, and `%%EOF`. What stands after it is no part of the PDF; it is told of and taken away.
pub fn ends(mut bytes: Vec<u8>) -> Result<(Vec<u8>, Option<&'static str>), RefusedFile> {
    match find(&bytes, b"%PDF-") {
        Some(0) => {}
        before => {
            let n = before.unwrap_or(bytes.len());
            return Err(also_begins(&bytes[..n]).map_or_else(|| PDF_HEADER.refuse(n), |it| PDF_POLYGLOT.refuse(it)));
        }
    }
    let Some(end) = bytes.windows(5).rposition(|it| it == b"%%EOF").map(|it| it + 5) else {
        return Err(PDF_TRUNCATED.refuse("%%EOF"));
    };
    let after = bytes[end..].trim_ascii();
    if find(after, b" obj").is_some() {
        return Err(PDF_TRUNCATED.refuse("%%EOF")); // a later revision, or the body of a linearized file, that was cut off
    }
    // An archive is found by its end, and may begin anywhere.
    let is_archive = || ZipArchive::new(Cursor::new(&bytes)).is_ok_and(|it| !it.is_empty());
    if let Some(other) = also_begins(after).or_else(|| is_archive().then_some("ZIP")) {
        return Err(PDF_POLYGLOT.refuse(other));
    }
    let trailing = (!after.is_empty()).then_some(PDF_TRAILING.code);
    bytes.truncate(end);
    Ok((bytes, trailing))
}

fn load(bytes: &[u8], limits: &Limits) -> Result<Document, RefusedFile> {
    let options = LoadOptions { max_decompressed_size: Some(per_stream(limits)), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { limit }) => PDF_EXPANDS.refuse(limit >> 20),
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => PDF_ENCRYPTED.refuse(""),
        other => PDF_XREF.refuse(other),
    })?;
    if document.is_encrypted() || document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(PDF_ENCRYPTED.refuse(""));
    }
    if document.xref_recovery == Some(XrefRecovery::Reconstructed) {
        return Err(PDF_XREF.refuse("startxref"));
    }
    name_packings(&mut document);
    Ok(document)
}

/// Puts the packings of a stream into its own dictionary where they stand elsewhere: the parser only looks for them there.
fn name_packings(document: &mut Document) {
    let direct = |value: &Object| match document.dereference(value) {
        Ok((_, Object::Array(values))) => {
            let values = values.iter().map(|it| document.dereference(it).map_or(Object::Null, |it| it.1.clone()));
            Some(Object::Array(values.collect()))
        }
        Ok((Some(_), value)) => Some(value.clone()),
        _ => None,
    };
    let mut named = Vec::new();
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        for key in ["Filter", "DecodeParms"] {
            named.extend(stream.dict.get(key.as_bytes()).ok().and_then(direct).map(|it| (*id, key, it)));
        }
    }
    for (id, key, value) in named {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.set(key, value);
        }
    }
}

/// Where a parser that repaired the table found its objects.
fn places_of(document: &Document) -> Places {
    let place = |entry: &XrefEntry| match entry {
        XrefEntry::Normal { offset, .. } => Place::At(*offset as usize),
        XrefEntry::Compressed { container, .. } => Place::In { container: *container },
        XrefEntry::Free | XrefEntry::UnusableFree => Place::Free,
    };
    document.reference_table.entries.iter().map(|(number, entry)| (*number, place(entry))).collect()
}

/// Pages by the page tree. A node met twice is a loop, and a kid that is not there a promise not kept.
fn pages(document: &Document, limits: &Limits) -> Result<Vec<ObjectId>, RefusedFile> {
    let Ok(root) = document.catalog().and_then(|it| it.get(b"Pages")).and_then(Object::as_reference) else {
        return Err(PDF_NO_PAGES.refuse(""));
    };
    let (mut open, mut seen, mut pages, mut n_missing) = (vec![root], HashSet::<ObjectId>::new(), Vec::new(), 0);
    while let Some(id) = open.pop() {
        let Ok(node) = document.get_dictionary(id) else {
            n_missing += 1;
            continue;
        };
        match node.get_deref(b"Kids", document).and_then(Object::as_array) {
            Ok(_) if !seen.insert(id) => return Err(PDF_PAGE_TREE.refuse("")),
            Ok(kids) => open.extend(kids.iter().rev().filter_map(|it| it.as_reference().ok())),
            Err(_) => pages.push(id),
        }
        if pages.len() > limits.pages as usize {
            let said = document.get_dictionary(root).and_then(|it| it.get(b"Count")).and_then(Object::as_i64);
            return Err(PDF_PAGES.refuse(said.unwrap_or(0).max(pages.len() as i64)));
        }
    }
    match (pages.is_empty(), n_missing) {
        (true, _) => Err(PDF_NO_PAGES.refuse("")),
        (false, 0) => Ok(pages),
        (false, _) => Err(PDF_PAGE_TREE.refuse("")),
    }
}

struct Walk<'a> {
    document: &'a Document,
    limits: &'a Limits,
    flags: BTreeSet<&'static str>,
    n_values: u64,
    n_bytes_left: u64,
    /// Streams that several objects share are looked into once.
    seen: HashSet<ObjectId>,
}

impl Walk<'_> {
    fn value(&mut self, value: &Object, depth: u32) -> Result<(), RefusedFile> {
        self.n_values += if matches!(value, Object::Reference(_)) { u64::from(WEIGHT) } else { 1 };
        if self.n_values > VALUES_OF_AN_OBJECT * u64::from(self.limits.objects) {
            return Err(PDF_OBJECTS.refuse(self.limits.objects));
        }
        if depth > self.limits.nesting {
            return Err(PDF_NESTING.refuse(self.limits.nesting));
        }
        match value {
            Object::Array(values) => values.iter().try_for_each(|it| self.value(it, depth + 1)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, depth),
            Object::Stream(stream) => self.stream(stream, depth),
            Object::Reference(id) => self.is_there(*id),
            _ => Ok(()),
        }
    }

    /// An object that is in use and could not be read was dropped without a word.
    fn is_there(&self, id: ObjectId) -> Result<(), RefusedFile> {
        let in_use = matches!(self.document.reference_table.get(id.0), Some(XrefEntry::Normal { .. } | XrefEntry::Compressed { .. }));
        match self.document.objects.contains_key(&id) || !in_use {
            true => Ok(()),
            false => Err(PDF_XREF.refuse(format_args!("{} {} obj", id.0, id.1))),
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, depth: u32) -> Result<(), RefusedFile> {
        for (key, value) in dictionary.iter() {
            self.key(key, value)?;
        }
        self.action(name(dictionary, b"S"))?;
        self.kind_of_thing(dictionary)?;
        dictionary.iter().try_for_each(|(_, value)| self.value(value, depth + 1))
    }

    /// What a key alone says.
    fn key(&mut self, key: &[u8], value: &Object) -> Result<(), RefusedFile> {
        match key {
            _ if value.is_null() => Ok(()),
            b"JS" | b"JavaScript" => Err(PDF_SCRIPT.refuse("")),
            b"EmbeddedFiles" | b"EF" | b"Collection" => Err(PDF_ATTACHMENT.refuse("")),
            b"XFA" => Err(PDF_XFA.refuse("")),
            b"NeedAppearances" if matches!(value, Object::Boolean(true)) => Err(PDF_FORM.refuse("")),
            b"OCProperties" => self.tell(PDF_LAYERS),
            b"ByteRange" => self.tell(PDF_SIGNED),
            b"Rotate" if !is_right_angle(value) => self.tell(PDF_ROTATE),
            b"ToUnicode" | b"Encoding" | b"FontFile" | b"FontFile2" | b"FontFile3" | b"Metadata" => self.shared_stream(key, value),
            _ => Ok(()),
        }
    }

    /// A stream whose meaning is that of the key it stands under.
    fn shared_stream(&mut self, key: &[u8], value: &Object) -> Result<(), RefusedFile> {
        let Ok((Some(id), Object::Stream(stream))) = self.document.dereference(value) else { return Ok(()) };
        if !self.seen.insert(id) {
            return Ok(());
        }
        let content = expanded(stream, self.limits, self.limits.expanded_bytes)?.unwrap_or_default();
        match key {
            b"ToUnicode" | b"Encoding" => fonts::judge_characters(&content),
            b"Metadata" if metadata::defines_entities(&content) => self.tell(PDF_METADATA),
            b"Metadata" => Ok(()),
            _ if !fonts::is_program(&content) => self.tell(PDF_FONT),
            _ => Ok(()),
        }
    }

    /// The kinds of action of ISO 32000-2, table 201, but for those that only move the view.
    fn action(&mut self, kind: &[u8]) -> Result<(), RefusedFile> {
        match kind {
            b"JavaScript" => Err(PDF_SCRIPT.refuse("")),
            b"Launch" => Err(PDF_LAUNCH.refuse("")),
            b"SubmitForm" | b"ImportData" => Err(PDF_FORM_ACTION.refuse("")),
            b"GoToR" | b"GoToE" => Err(PDF_EXTERNAL.refuse("")),
            b"Rendition" | b"Sound" | b"Movie" | b"GoTo3DView" | b"RichMediaExecute" => Err(PDF_MEDIA.refuse("")),
            b"Thread" => Err(PDF_ACTION.refuse("Thread")),
            b"URI" => self.tell(PDF_LINK),
            _ => Ok(()),
        }
    }

    fn kind_of_thing(&mut self, dictionary: &Dictionary) -> Result<(), RefusedFile> {
        let (kind, subkind) = (name(dictionary, b"Type"), name(dictionary, b"Subtype"));
        let is_object = kind == b"XObject" || subkind == b"Form";
        let refers_outside = kind == b"Filespec" || name(dictionary, b"FS") == b"URL" || dictionary.has(b"Ref") && is_object;
        if refers_outside {
            return Err(PDF_EXTERNAL.refuse(""));
        }
        if kind == b"EmbeddedFile" {
            return Err(PDF_ATTACHMENT.refuse(""));
        }
        if is_object && (dictionary.has(b"PS") || name(dictionary, b"Subtype2") == b"PS") {
            return Err(PDF_POSTSCRIPT.refuse(""));
        }
        match subkind {
            b"FileAttachment" => Err(PDF_ATTACHMENT.refuse("")),
            b"RichMedia" | b"3D" | b"Sound" | b"Movie" | b"Screen" => Err(PDF_MEDIA.refuse("")),
            b"PS" => Err(PDF_POSTSCRIPT.refuse("")),
            b"Image" => self.image_size(dictionary),
            _ => Ok(()),
        }
    }

    /// Checked before anything decodes it.
    fn image_size(&self, image: &Dictionary) -> Result<(), RefusedFile> {
        let side = |key: &[u8]| image.get_deref(key, self.document).and_then(Object::as_i64).unwrap_or(0);
        coded::within(side(b"Width"), side(b"Height"), self.limits)
    }

    fn stream(&mut self, stream: &Stream, depth: u32) -> Result<(), RefusedFile> {
        if stream.dict.has(b"F") {
            return Err(PDF_EXTERNAL.refuse("")); // its content stands in another file
        }
        self.dictionary(&stream.dict, depth)?;
        let content = expanded(stream, self.limits, self.n_bytes_left)?.unwrap_or_default();
        self.n_bytes_left -= content.len() as u64;
        if name(&stream.dict, b"Subtype") == b"Image" {
            coded::judge(&stream.dict, &content, self.document, self.limits)?;
        }
        Ok(())
    }

    fn tell(&mut self, reason: Reason) -> Result<(), RefusedFile> {
        self.flags.insert(reason.code);
        Ok(())
    }
}

/// A multiple of 90, or a reference to a number that is judged where it stands.
fn is_right_angle(value: &Object) -> bool {
    match value {
        Object::Integer(it) => it % 90 == 0,
        Object::Real(it) => it % 90.0 == 0.0,
        Object::Reference(_) => true,
        _ => false,
    }
}

pub(super) fn name<'a>(dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    dictionary.get(key).and_then(Object::as_name).unwrap_or_default()
}
