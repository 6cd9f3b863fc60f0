//! What a file is, by its content. Its name only helps to word a refusal.

use casework::facts::{FileKind, RefusedFile};
use casework::words::Wording;

use crate::refusal::*;

/// The kind, or why the content is not one that is read.
pub fn kind_of(bytes: &[u8], name: &str) -> Result<FileKind, RefusedFile> {
    let named_pdf = ending(name) == "pdf";
    match recognise(bytes) {
        Ok(kind) if named_pdf && kind != FileKind::Pdf => Err(PDF_NOT_PDF.refuse(label(kind))),
        Ok(kind) => Ok(kind),
        Err(FILE_EMPTY) if named_pdf => Err(PDF_EMPTY.refuse(bytes.len())),
        Err(FILE_EMPTY) => Err(FILE_EMPTY.refuse(bytes.len())),
        Err(reason) if named_pdf => Err(PDF_NOT_PDF.refuse(label_of(reason, bytes))),
        Err(FILE_KIND) => Err(RefusedFile { fix: fix_by_name(name), ..FILE_KIND.refuse("") }),
        Err(reason) => Err(reason.refuse(label_of(reason, bytes))),
    }
}

/// What else bytes around a PDF begin, if anything a program would take them for.
pub(crate) fn also_begins(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.trim_ascii_start();
    match recognise(bytes) {
        Ok(kind) => Some(label(kind)),
        Err(FILE_EMPTY | FILE_KIND | FILE_TEXT) => program(bytes),
        Err(reason) => Some(label_of(reason, bytes)),
    }
}

/// Programs, by how systems tell them.
fn program(bytes: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &str); 8] = [
        (b"MZ", "EXE"),
        (b"\x7fELF", "ELF"),
        (b"#!", "script"),
        (b"/*", "script"),
        (b"//", "script"),
        (b"<script", "HTML"),
        (b"<!--", "HTML"),
        (b"<?php", "PHP"),
    ];
    let lower = bytes[..bytes.len().min(8)].to_ascii_lowercase();
    marks.iter().find(|(mark, _)| bytes.starts_with(mark) || lower.starts_with(mark)).map(|it| it.1)
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, it)| it.to_ascii_lowercase())
}

/// Where the content says nothing, the name may still tell how the filer made it.
fn fix_by_name(name: &str) -> Wording {
    let reason = match ending(name).as_str() {
        "ofd" => FILE_OFD,
        "heic" | "heif" => FILE_HEIC,
        "doc" | "xls" | "wps" | "et" => FILE_OLE,
        "ppt" | "pptx" | "dps" | "odt" | "ods" | "pages" => FILE_OFFICE,
        "rar" | "7z" | "zip" => FILE_ARCHIVE,
        _ => FILE_KIND,
    };
    reason.fix()
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
        _ if is_archive(bytes) => Err(FILE_ARCHIVE),
        _ if heic(bytes) => Err(FILE_HEIC),
        _ if !picture(bytes).is_empty() => Err(FILE_PICTURE),
        _ => Err(readable_or_not(bytes)),
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    let magics: [&[u8]; 5] = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"];
    magics.iter().any(|it| bytes.starts_with(it)) || bytes.get(257..262) == Some(b"ustar")
}

/// The names of a zip's entries stand plainly in it.
fn zipped(bytes: &[u8]) -> Result<FileKind, Reason> {
    let holds = |name: &[u8]| find(bytes, name).is_some();
    match () {
        _ if holds(b"OFD.xml") => Err(FILE_OFD),
        _ if holds(b"word/document.xml") => Ok(FileKind::Docx),
        _ if holds(b"xl/workbook.xml") => Ok(FileKind::Xlsx),
        _ if !other_office(bytes).is_empty() => Err(FILE_OFFICE),
        _ => Err(FILE_ARCHIVE),
    }
}

fn other_office(bytes: &[u8]) -> &'static str {
    let holds = |name: &[u8]| find(bytes, name).is_some();
    match () {
        _ if holds(b"ppt/presentation.xml") => "PowerPoint",
        _ if holds(b"application/vnd.oasis.opendocument") => "OpenDocument",
        _ if holds(b"Index/Document.iwa") => "iWork",
        _ => "",
    }
}

/// A document with a password is wrapped into the old container, in a stream of this name (UTF-16).
fn is_encrypted_office(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    find(bytes, &name).is_some()
}

fn heic(bytes: &[u8]) -> bool {
    let brand = bytes.get(8..12).unwrap_or_default();
    bytes.get(4..8) == Some(b"ftyp") && [b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc", b"msf1"].iter().any(|it| *it == brand)
}

fn picture(bytes: &[u8]) -> &'static str {
    match () {
        _ if bytes.starts_with(b"GIF8") => "GIF",
        _ if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) => "BMP",
        _ if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => "WebP",
        _ if bytes.get(4..12) == Some(b"ftypavif") => "AVIF",
        _ if bytes.starts_with(b"\0\0\0\x0cjP  ") => "JPEG 2000",
        _ if bytes.starts_with(b"8BPS") => "Photoshop",
        _ if is_svg(bytes) => "SVG",
        _ => "",
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(4096)].trim_ascii_start();
    head.starts_with(b"<svg") || head.starts_with(b"<?xml") && find(head, b"<svg").is_some()
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

/// What the content was recognised as, for a sentence in any language.
fn label_of(reason: Reason, bytes: &[u8]) -> &'static str {
    match reason {
        FILE_PICTURE => picture(bytes),
        FILE_OFFICE => other_office(bytes),
        FILE_OFD => "OFD",
        FILE_HEIC => "HEIC",
        FILE_OLE => "DOC, XLS, WPS",
        OFFICE_ENCRYPTED => "DOCX, XLSX (encrypted)",
        FILE_RTF => "RTF",
        FILE_HTML => "HTML",
        FILE_TEXT => "TXT",
        FILE_ARCHIVE => "ZIP, RAR, 7z",
        _ => "?",
    }
}

/// Where a short text stands in a longer one.
pub(crate) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|it| it == what)
}
