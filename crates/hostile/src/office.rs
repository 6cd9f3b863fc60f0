//! Documents of word processors and spreadsheets.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::kind::{Expected::Refused, Kind};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(61, "document with macros", "DOCX-MACRO")
            .way("a document", || with(&[("word/vbaProject.bin", b"x")]))
            .way("a spreadsheet", || sheet(&[("xl/vbaProject.bin", b"x")]))
            .way("a sheet of macros", || sheet(&[("xl/macrosheets/sheet1.xml", b"<x/>")]))
            .way("in capitals", || with(&[("word/VBAPROJECT.BIN", b"x")])),
        Kind::refused(62, "document that fetches", "DOCX-EXTERNAL")
            .way("a template", || with(&[("word/_rels/settings.xml.rels", relation("attachedTemplate").as_bytes())]))
            .way("a picture", || with(&[("word/_rels/document.xml.rels", relation("image").as_bytes())]))
            .way("a frame", || with(&[("word/_rels/webSettings.xml.rels", relation("frame").as_bytes())]))
            .way("another workbook", || {
                sheet(&[("xl/externalLinks/_rels/externalLink1.xml.rels", relation("externalLinkPath").as_bytes())])
            })
            .way("a link that a person clicks", || with(&[("word/_rels/document.xml.rels", relation("hyperlink").as_bytes())]))
            .but(crate::Expected::Taken, "nothing is fetched by itself"),
        Kind::refused(63, "document with files inside", "DOCX-EMBEDDED")
            .way("an object", || with(&[("word/embeddings/oleObject1.bin", b"x")]))
            .way("a control", || with(&[("word/activeX/activeX1.bin", b"x")]))
            .way("in a spreadsheet", || sheet(&[("xl/embeddings/a.docx", b"x")])),
        Kind::refused(64, "document that is a bomb", "OFFICE-EXPANDS")
            .way("its text", || docx(&" ".repeat(200 << 20)))
            .way("its strings", || sheet(&[("xl/sharedStrings.xml", &vec![b' '; 200 << 20])]))
            .way("its relations", || with(&[("_rels/.rels", &vec![b' '; 200 << 20])])),
        Kind::refused(65, "document with entities", "OFFICE-BROKEN")
            .way("from a file", || docx("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///nothing'>]><w:p>&a;</w:p>"))
            .way("a billion laughs", || docx("<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><w:p>&b;</w:p>"))
            .way("in its relations", || with(&[("_rels/.rels", b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/'><Relationships/>")]))
            .way("in a sheet", || sheet(&[("xl/worksheets/sheet1.xml", b"<!DOCTYPE x><worksheet/>")])),
        Kind::refused(66, "document that is broken", "OFFICE-BROKEN")
            .way("cut off", || {
                let whole = docx("<w:p/>");
                whole[..whole.len() - 30].to_vec()
            })
            .way("no XML", || docx("<w:p></w:q>"))
            .way("no UTF-8", || zip(&[("word/document.xml", b"<w:p>\xff\xfe</w:p>")]))
            .way("one part twice", || {
                let whole = zip(&[("word/document.xml", b"<w:p/>"), ("word/documenu.xml", b"<w:p/>")]);
                whole
                    .windows(17)
                    .enumerate()
                    .filter(|(_, it)| it == b"word/documenu.xml")
                    .map(|(at, _)| at)
                    .collect::<Vec<_>>()
                    .iter()
                    .fold(whole.clone(), |mut bytes, at| {
                        bytes[at + 12] = b't';
                        bytes
                    })
            })
            .way("deep inside", || docx(&("<w:a>".repeat(300_000) + "text" + &"</w:a>".repeat(300_000))))
            .but(crate::Expected::Taken, "its text is read without following its depth"),
        Kind::refused(67, "document with a password", "OFFICE-ENCRYPTED")
            .way("in its old container", || ole("EncryptedPackage"))
            .called("material.docx")
            .way("named .docx", || ole("EncryptedPackage"))
            .called("material.pdf")
            .way("named .pdf", || ole("EncryptedPackage"))
            .but(Refused("PDF-NOT-PDF"), "its name promises a PDF"),
    ]
}

/// A document with this body.
pub fn docx(body: &str) -> Vec<u8> {
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", format!("<w:document xmlns:w='w'>{body}</w:document>").as_bytes())])
}

fn with(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip(&[&[("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", b"<w:document xmlns:w='w'><w:p/></w:document>")], parts]
        .concat())
}

fn sheet(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip(&[&[("[Content_Types].xml", &b"<Types/>"[..]), ("xl/workbook.xml", b"<workbook/>")], parts].concat())
}

fn relation(kind: &str) -> String {
    format!("<Relationships><Relationship Id='a' Type='x/{kind}' TargetMode='External' Target='http://127.0.0.1:9/'/></Relationships>")
}

fn ole(stream: &str) -> Vec<u8> {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &name[..]].concat()
}

/// An archive of these files, the small ones as they are.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let how = if content.len() < 1_000 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(how)).expect("a file of the archive");
        archive.write_all(content).expect("memory takes everything");
    }
    archive.finish().expect("an archive").into_inner()
}
