//! The bytes around the PDF, and its name.

use crate::kind::{Expected::Refused, Kind};
use crate::pdf::pdf;

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(1, "not a PDF", "PDF-NOT-PDF")
            .way("DOCX", || crate::office::docx("<w:p/>"))
            .way("PNG", || b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec())
            .way("JPEG", || b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec())
            .way("noise", || (0..4_096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect()),
        Kind::refused(2, "a web page named .pdf", "PDF-NOT-PDF")
            .way("with a doctype", || b"<!DOCTYPE html><html><body>text</body></html>".to_vec())
            .way("bare", || b"\n\n<html><script>1</script></html>".to_vec())
            .way("SVG", || b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
        Kind::refused(3, "header not at the first byte", "PDF-HEADER")
            .way("a line of text before it", || after(b"some text\n"))
            .way("answer of a web server before it", || after(b"HTTP/1.1 200 OK\r\n\r\n"))
            .way("900 blanks before it", || after(&[b' '; 900])),
        Kind::refused(4, "another kind of file as well", "PDF-POLYGLOT")
            .way("ZIP behind it", || [pdf().bytes(), archive()].concat())
            .way("ZIP in a comment behind it", || [pdf().bytes(), b"%".to_vec(), archive()].concat())
            .way("ZIP inside a stream, its directory behind", zip_in_stream)
            .way("JPEG before it", || after(b"\xff\xd8\xff\xfe\x01\0"))
            .way("PE program before it", || after(b"MZ\x90\0"))
            .way("shell script before it", || after(b"#!/bin/sh\nexit 0\n"))
            .way("web page before it", || after(b"<html><!--"))
            .way("web page behind it", || [pdf().bytes(), b"<html><script>1</script></html>".to_vec()].concat())
            .way("script around it", || [&b"/*"[..], &pdf().bytes(), b"*/ 1;"].concat()),
        Kind::told(5, "data after the end", "PDF-TRAILING")
            .way("a line", || [pdf().bytes(), b"more".to_vec()].concat())
            .way("noise", || [pdf().bytes(), vec![0xa5; 9_000]].concat())
            .way("a comment", || [pdf().bytes(), b"% signed by nobody".to_vec()].concat()),
        Kind::refused(6, "empty", "PDF-EMPTY")
            .way("no byte", Vec::new)
            .way("one byte", || b"%".to_vec())
            .way("one NUL", || vec![0])
            .way("only the header", || b"%PDF-1.7\n".to_vec())
            .but(Refused("PDF-TRUNCATED"), "it is a PDF whose rest is missing"),
        Kind::refused(7, "cut off", "PDF-TRUNCATED")
            .way("at 10 %", || cut(10))
            .way("at 50 %", || cut(50))
            .way("at 90 %", || cut(90))
            .way("at 99 %", || cut(99))
            .way("inside its second revision", || {
                let revised = crate::history::text_exchanged();
                revised[..revised.len() - 90].to_vec()
            }),
        Kind::told(8, "a name that is no plain name", "NAME-UNSAFE")
            .called("../../etc/material.pdf")
            .way("out of the folder", || pdf().bytes())
            .called("fdp.exe\u{202e}lairetam.pdf")
            .way("writing turned round", || pdf().bytes())
            .called("material.pdf\0.exe")
            .way("NUL", || pdf().bytes())
            .called("C:\\material.pdf")
            .way("a drive", || pdf().bytes()),
        Kind::taken(9, "EICAR, the test of virus scanners, inside")
            .because("there is no scanner; nothing runs it, and a rebuild leaves it behind")
            .way("in a stream", || pdf().stream(10, "", EICAR).bytes())
            .way("in a packed stream", || pdf().stream(10, "/Filter /FlateDecode", crate::pdf::deflated(EICAR)).bytes())
            .way("in a string", || pdf().object(10, [&b"("[..], &escaped(EICAR), b")"].concat()).bytes()),
    ]
}

/// The harmless test string all scanners know. It is put together here so that none of them takes this source away.
pub const EICAR: &[u8] = concat!("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-", "TEST-FILE!$H+H*").as_bytes();

fn escaped(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|it| if b"()\\".contains(it) { vec![b'\\', *it] } else { vec![*it] }).collect()
}

fn after(before: &[u8]) -> Vec<u8> {
    [before, &pdf().bytes()].concat()
}

fn cut(percent: usize) -> Vec<u8> {
    let whole = pdf().stream(10, "", [b'x'; 4_000]).bytes();
    whole[..whole.len() * percent / 100].to_vec()
}

fn archive() -> Vec<u8> {
    crate::office::zip(&[("a.txt", b"text")])
}

/// The archive begins inside the PDF, and the rest of the PDF is the comment at its end.
fn zip_in_stream() -> Vec<u8> {
    let archive = archive();
    let (entry, directory) = archive.split_at(archive.windows(4).position(|it| it == b"PK\x01\x02").expect("a directory"));
    let before = pdf().stream(10, "", entry).bytes();
    let at = before.windows(4).position(|it| it == b"PK\x03\x04").expect("the entry") as u32;
    let mut directory = directory.to_vec();
    directory[42..46].copy_from_slice(&at.to_le_bytes());
    let end = directory.len() - 6;
    directory[end..end + 4].copy_from_slice(&(before.len() as u32).to_le_bytes());
    [before, directory].concat()
}
