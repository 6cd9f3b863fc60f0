//! What a file is, by its content. Its name only helps to word a refusal.

use casework::facts::{FileKind, RefusedFile};

use crate::refusal::*;

/// The kind, or why the content is not one that is read.
pub fn kind_of(bytes: &[u8], name: &str) -> Result<FileKind, RefusedFile> {
    let named_pdf = name.to_ascii_lowercase().ends_with(".pdf");
    match recognise(bytes) {
        Ok(kind) if named_pdf && kind != FileKind::Pdf => Err(PDF_NOT_PDF.refuse(label(kind))),
        Ok(kind) => Ok(kind),
        Err(FILE_EMPTY) if named_pdf => Err(PDF_EMPTY.refuse(bytes.len())),
        Err(reason) if named_pdf => Err(PDF_NOT_PDF.refuse(reason.code.trim_start_matches("FILE-"))),
        Err(FILE_EMPTY) => Err(FILE_EMPTY.refuse(bytes.len())),
        Err(reason) => Err(reason.refuse(picture(bytes))),
    }
}

fn recognise(bytes: &[u8]) -> Result<FileKind, Reason> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.len() < 2 {
        return Err(FILE_EMPTY);
    }
    // The header may stand a little later; whether that is allowed is judged with the rest of the PDF.
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Ok(FileKind::Pdf);
    }
    match () {
        _ if starts(b"\xff\xd8\xff") => Ok(FileKind::Jpeg),
        _ if starts(b"\x89PNG\r\n\x1a\n") => Ok(FileKind::Png),
        _ if starts(b"II*\0") || starts(b"MM\0*") => Ok(FileKind::Tiff),
        _ if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") => zipped(bytes),
        _ if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && is_encrypted_office(bytes) => Err(OFFICE_ENCRYPTED),
        _ if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Err(FILE_OLE),
        _ if starts(b"{\\rtf") => Err(FILE_RTF),
        _ if starts(b"Rar!") || starts(b"7z\xbc\xaf") || starts(b"\x1f\x8b") => Err(FILE_ARCHIVE),
        _ if heic(bytes) => Err(FILE_HEIC),
        _ if !picture(bytes).is_empty() => Err(FILE_PICTURE),
        _ => Err(readable_or_not(bytes)),
    }
}

/// The names of a zip's entries stand plainly in it.
fn zipped(bytes: &[u8]) -> Result<FileKind, Reason> {
    let holds = |name: &[u8]| find(bytes, name).is_some();
    match () {
        _ if holds(b"OFD.xml") => Err(FILE_OFD),
        _ if holds(b"word/document.xml") => Ok(FileKind::Docx),
        _ if holds(b"xl/workbook.xml") => Ok(FileKind::Xlsx),
        _ => Err(FILE_ARCHIVE),
    }
}

/// A document with a password is wrapped into the old container, in a stream of this name (UTF-16).
fn is_encrypted_office(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    find(bytes, &name).is_some()
}

fn heic(bytes: &[u8]) -> bool {
    let brand = bytes.get(8..12).unwrap_or_default();
    bytes.get(4..8) == Some(b"ftyp") && [b"heic", b"heix", b"mif1", b"hevc", b"msf1", b"avif"].iter().any(|it| *it == brand)
}

fn picture(bytes: &[u8]) -> &'static str {
    match () {
        _ if bytes.starts_with(b"GIF8") => "GIF",
        _ if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) => "BMP",
        _ if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => "WebP",
        _ => "",
    }
}

fn readable_or_not(bytes: &[u8]) -> Reason {
    let head = &bytes[..bytes.len().min(4096)];
    let lower = head.trim_ascii_start().to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        return FILE_HTML;
    }
    // A cut inside a character is no sign of anything.
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if head.len() - error.valid_up_to() < 4 => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or("\0"),
        Err(_) => "\0",
    };
    if text.chars().all(|it| !it.is_control() || it.is_whitespace()) { FILE_TEXT } else { FILE_KIND }
}

fn label(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "PDF",
        FileKind::Jpeg => "JPEG",
        FileKind::Png => "PNG",
        FileKind::Tiff => "TIFF",
        FileKind::Docx => "DOCX",
        FileKind::Xlsx => "XLSX",
    }
}

/// Where a short text stands in a longer one.
pub(crate) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|it| it == what)
}
