//! Files that cannot be taken: damaged, locked, armed, or of another kind than they should be.

use super::scan::Objects;

/// 损坏: what became of a file on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spoil {
    /// A PDF under a password nobody gave.
    Encrypted,
    /// A PDF that runs a script when opened.
    Script,
    /// A PDF that carries another file.
    Attachment,
    /// The first half of a PDF.
    Truncated,
    /// No byte at all.
    Empty,
    /// OFD, the Chinese national format for fixed pages.
    Ofd,
    /// A picture from a phone.
    Heic,
    /// An old WPS document.
    Wps,
    /// A web page that was saved as PDF by its name alone.
    Html,
    /// A ZIP archive.
    Archive,
}

impl Spoil {
    /// The code a refusal of it carries.
    pub(super) fn code(self) -> &'static str {
        match self {
            Spoil::Encrypted => "PDF-ENCRYPTED",
            Spoil::Script => "PDF-SCRIPT",
            Spoil::Attachment => "PDF-ATTACHMENT",
            Spoil::Truncated => "PDF-TRUNCATED",
            Spoil::Empty => "FILE-EMPTY",
            Spoil::Ofd => "FILE-OFD",
            Spoil::Heic => "FILE-HEIC",
            Spoil::Wps => "FILE-OLE",
            Spoil::Html => "FILE-HTML",
            Spoil::Archive => "FILE-ARCHIVE",
        }
    }

    /// The ending a file of this kind usually has.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Spoil::Ofd => "ofd",
            Spoil::Heic => "heic",
            Spoil::Wps => "wps",
            Spoil::Archive => "zip",
            _ => "pdf",
        }
    }

    /// The bytes.
    pub(super) fn bytes(self) -> Vec<u8> {
        match self {
            Spoil::Encrypted => encrypted(),
            Spoil::Script => one_page("/OpenAction << /S /JavaScript /JS (app.alert\\('SAMPLE'\\)) >>", ""),
            Spoil::Attachment => attachment(),
            Spoil::Truncated => truncated(),
            Spoil::Empty => Vec::new(),
            Spoil::Ofd => {
                stored_zip("OFD.xml", b"<?xml version=\"1.0\"?><ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" Version=\"1.0\"/>")
            }
            Spoil::Heic => [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), &[0; 600]].concat(),
            Spoil::Wps => [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 1528]].concat(),
            Spoil::Html => {
                b"<!DOCTYPE html>\n<html><head><title>SAMPLE</title></head><body>\xE6\xA0\xB7\xE6\x9C\xAC SAMPLE</body></html>\n".to_vec()
            }
            Spoil::Archive => stored_zip("scan-1.txt", b"SAMPLE"),
        }
    }
}

/// A page that says SAMPLE, with entries of its own in the catalog and the trailer.
fn one_page(catalog: &str, trailer: &str) -> Vec<u8> {
    sample_page(catalog).finish(trailer)
}

fn sample_page(catalog: &str) -> Objects {
    let mut pdf = Objects::new();
    pdf.object(format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>").as_bytes());
    pdf.object(b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>");
    pdf.object(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>");
    pdf.stream("", b"BT /F 36 Tf 0.9 g 180 420 Td (SAMPLE) Tj ET");
    pdf.object(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    pdf
}

/// The password was never given to anybody: what unlocks the file is not a digest of one.
fn encrypted() -> Vec<u8> {
    let mut pdf = sample_page("");
    let lock = "5A".repeat(32);
    pdf.object(format!("<< /Filter /Standard /V 1 /R 2 /P -44 /O <{lock}> /U <{lock}> >>").as_bytes());
    let id = "A5".repeat(16);
    pdf.finish(&format!("/Encrypt 6 0 R /ID [<{id}> <{id}>]"))
}

fn attachment() -> Vec<u8> {
    let mut pdf = sample_page("/Names << /EmbeddedFiles << /Names [(note.txt) 6 0 R] >> >>");
    pdf.object(b"<< /Type /Filespec /F (note.txt) /EF << /F 7 0 R >> >>");
    pdf.stream("/Type /EmbeddedFile", b"SAMPLE");
    pdf.finish("")
}

fn truncated() -> Vec<u8> {
    let whole = one_page("", "");
    whole[..whole.len() / 2].to_vec()
}

/// A ZIP archive of one file, stored as it is.
fn stored_zip(name: &str, body: &[u8]) -> Vec<u8> {
    let size = (body.len() as u32).to_le_bytes();
    let length = (name.len() as u16).to_le_bytes();
    let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x5D], crc32(body).to_le_bytes().as_slice(), &size, &size, &length, &[0, 0]].concat();
    let local = [b"PK\x03\x04".as_slice(), &common, name.as_bytes(), body].concat();
    let central = [b"PK\x01\x02\x14\0".as_slice(), &common, &[0; 14], name.as_bytes()].concat();
    let sizes = [(central.len() as u32).to_le_bytes(), (local.len() as u32).to_le_bytes()].concat();
    [&local, &central, b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &sizes, &[0, 0]].concat()
}

fn crc32(body: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
    !body.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
