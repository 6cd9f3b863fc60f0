//! The strict walk over parsed objects. Bytes are never searched for keywords: `/J#61vaScript` is a legal spelling.

use std::collections::{BTreeSet, HashSet};

use casework::facts::RefusedFile;
use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream, xref::XrefRecovery};

use crate::kind::find;
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
    ends(bytes, &mut flags)?;
    let document = load(bytes, limits)?;
    if document.revision_count() > 1 {
        flags.insert(PDF_REVISIONS.code);
    }
    if document.xref_recovery.is_some() {
        flags.insert(PDF_REPAIRED.code);
    }
    let mut walk = Walk { limits, flags, n_values: 0, n_bytes_left: limits.expanded_bytes };
    for object in document.objects.values().chain([&Object::Dictionary(document.trailer.clone())]) {
        walk.value(object, 0)?;
    }
    let n_pages = count_pages(&document, limits)?;
    Ok(Judged { n_pages, flags: walk.flags.into_iter().collect() })
}

/// The two ends of the file: the header at byte 0, and `%%EOF` with nothing after it.
fn ends(bytes: &[u8], flags: &mut BTreeSet<&'static str>) -> Result<(), RefusedFile> {
    match find(bytes, b"%PDF-") {
        Some(0) => {}
        before => return Err(PDF_HEADER.refuse(before.unwrap_or(bytes.len()))),
    }
    let Some(end) = bytes.windows(5).rposition(|it| it == b"%%EOF") else {
        return Err(PDF_TRUNCATED.refuse("%%EOF"));
    };
    let after = bytes[end + 5..].trim_ascii();
    if find(after, b" obj").is_some() {
        return Err(PDF_TRUNCATED.refuse("%%EOF")); // a later revision, or the body of a linearized file, that was cut off
    }
    if !after.is_empty() {
        flags.insert(PDF_TRAILING.code);
    }
    Ok(())
}

fn load(bytes: &[u8], limits: &Limits) -> Result<Document, RefusedFile> {
    let options = LoadOptions { max_decompressed_size: Some(per_stream(limits)), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
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
    Ok(document)
}

/// A stream is expanded in memory, and growing doubles it: a quarter of the whole keeps the child below its memory limit.
fn per_stream(limits: &Limits) -> usize {
    (limits.expanded_bytes / 4) as usize
}

/// Pages by the page tree; a node met twice is a loop.
fn count_pages(document: &Document, limits: &Limits) -> Result<usize, RefusedFile> {
    let Ok(root) = document.catalog().and_then(|it| it.get(b"Pages")).and_then(Object::as_reference) else {
        return Err(PDF_NO_PAGES.refuse(""));
    };
    let (mut open, mut seen, mut n_pages) = (vec![root], HashSet::<ObjectId>::new(), 0);
    while let Some(id) = open.pop() {
        let Ok(node) = document.get_dictionary(id) else { continue };
        match node.get_deref(b"Kids", document).and_then(Object::as_array) {
            Ok(_) if !seen.insert(id) => return Err(PDF_PAGE_TREE.refuse("")),
            Ok(kids) => open.extend(kids.iter().filter_map(|it| it.as_reference().ok())),
            Err(_) => n_pages += 1,
        }
        if n_pages > limits.pages as usize {
            let said = document.get_dictionary(root).and_then(|it| it.get(b"Count")).and_then(Object::as_i64);
            return Err(PDF_PAGES.refuse(said.unwrap_or(0).max(n_pages as i64)));
        }
    }
    if n_pages == 0 { Err(PDF_NO_PAGES.refuse("")) } else { Ok(n_pages) }
}

struct Walk<'a> {
    limits: &'a Limits,
    flags: BTreeSet<&'static str>,
    n_values: u32,
    n_bytes_left: u64,
}

impl Walk<'_> {
    fn value(&mut self, value: &Object, depth: u32) -> Result<(), RefusedFile> {
        self.n_values += 1;
        // Numbers and names inside count too, as ten to an object: content of any size is made of them.
        if self.n_values / 10 > self.limits.objects {
            return Err(PDF_OBJECTS.refuse(self.limits.objects));
        }
        if depth > self.limits.nesting {
            return Err(PDF_NESTING.refuse(self.limits.nesting));
        }
        match value {
            Object::Array(values) => values.iter().try_for_each(|it| self.value(it, depth + 1)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, depth),
            Object::Stream(stream) => self.stream(stream, depth),
            _ => Ok(()),
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
            b"Rotate" if value.as_i64().is_ok_and(|it| it % 90 != 0) => self.tell(PDF_ROTATE),
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
        let kind = name(dictionary, b"Type");
        let refers_outside = kind == b"Filespec" || name(dictionary, b"FS") == b"URL" || dictionary.has(b"Ref") && kind == b"XObject";
        if refers_outside {
            return Err(PDF_EXTERNAL.refuse(""));
        }
        match name(dictionary, b"Subtype") {
            b"FileAttachment" => Err(PDF_ATTACHMENT.refuse("")),
            b"RichMedia" | b"3D" | b"Sound" | b"Movie" | b"Screen" => Err(PDF_MEDIA.refuse("")),
            b"PS" => Err(PDF_POSTSCRIPT.refuse("")),
            b"Image" => self.image_size(dictionary),
            _ => Ok(()),
        }
    }

    /// Checked before anything decodes it.
    fn image_size(&self, image: &Dictionary) -> Result<(), RefusedFile> {
        let side = |key: &[u8]| image.get(key).and_then(Object::as_i64).unwrap_or(0);
        let (width, height) = (side(b"Width"), side(b"Height"));
        let most = i64::from(self.limits.image_side_px);
        if width > most || height > most || width < 0 || height < 0 {
            return Err(PDF_IMAGE_SIZE.refuse(format_args!("{width} × {height}")));
        }
        Ok(())
    }

    fn stream(&mut self, stream: &Stream, depth: u32) -> Result<(), RefusedFile> {
        if stream.dict.has(b"F") {
            return Err(PDF_EXTERNAL.refuse("")); // its content stands in another file
        }
        self.dictionary(&stream.dict, depth)?;
        let most = (per_stream(self.limits) as u64).min(self.n_bytes_left);
        match stream.decompressed_content_with_limit(most as usize) {
            Ok(content) => self.n_bytes_left -= content.len() as u64,
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { limit })) => return Err(PDF_EXPANDS.refuse(limit >> 20)),
            Err(Error::Decompress(DecompressError::TooManyFilters { .. })) => return Err(PDF_EXPANDS.refuse(0)),
            Err(_) => {} // an image format, which the page's own decoder opens; its size was checked above
        }
        Ok(())
    }

    fn tell(&mut self, reason: Reason) -> Result<(), RefusedFile> {
        self.flags.insert(reason.code);
        Ok(())
    }
}

fn name<'a>(dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    dictionary.get(key).and_then(Object::as_name).unwrap_or_default()
}
