//! Packets in a zip, as systems and attackers make them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::desk::{Desk, HEAD, material};

/// An archive of these entries. A name with a slash at its end is a folder.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        match name.strip_suffix('/') {
            Some(folder) => zip.add_directory(folder, how).expect("a folder"),
            None => zip.start_file(*name, how).and_then(|()| Ok(zip.write_all(content)?)).expect("an entry"),
        }
    }
    zip.finish().expect("an archive").into_inner()
}

fn packet() -> (&'static str, &'static [u8]) {
    ("packet.toml", HEAD.as_bytes())
}

/// The bytes with every occurrence replaced by as many others.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "lengths stand in the archive");
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|it| it == from) {
        bytes[at + found..at + found + to.len()].copy_from_slice(to);
        at += found + to.len();
    }
    bytes
}

/// Sets bits in a field of every record with this mark.
fn marked(bytes: &[u8], mark: &[u8], at: usize, set: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for i in (0..bytes.len() - mark.len()).filter(|i| bytes[*i..].starts_with(mark)).collect::<Vec<_>>() {
        bytes[i + at] |= set;
    }
    bytes
}

fn encrypted(bytes: &[u8]) -> Vec<u8> {
    marked(&marked(bytes, b"PK\x03\x04", 6, 1), b"PK\x01\x02", 8, 1)
}

/// The last entry says that it has one byte more than it has.
fn lying(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = bytes.windows(4).rposition(|it| it == b"PK\x01\x02").expect("a record");
    bytes[at + 24] += 1;
    bytes
}

/// Both entries stand at the place of the first.
fn overlapping(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let records: Vec<usize> = (0..bytes.len() - 4).filter(|i| bytes[*i..].starts_with(b"PK\x01\x02")).collect();
    let place = bytes[records[0] + 42..records[0] + 46].to_vec();
    bytes[records[1] + 42..records[1] + 46].copy_from_slice(&place);
    bytes
}

fn linked() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("materials/a.pdf", "/etc/passwd", SimpleFileOptions::default()).expect("a link");
    zip.finish().expect("an archive").into_inner()
}

/// A packet with one material, for whoever needs one.
pub fn archive_with_a_text() -> Vec<u8> {
    let named = HEAD.to_owned() + &material("other", "a.txt");
    zip(&[("packet.toml", named.as_bytes()), ("a.txt", "文字".as_bytes())])
}

fn says(archive: &[u8]) -> String {
    let desk = Desk::empty();
    let path = desk.put("packet.zip", archive);
    crate::desk::says(&path).replace(&desk.path().display().to_string(), "DIR")
}

pub fn what_is_refused() {
    let plain = zip(&[packet(), ("materials/a.pdf", b"%PDF-1.7 and so on")]);
    let bomb = vec![0; 64 << 20];
    let many: Vec<String> = (0..600).map(|i| format!("materials/{i}.pdf")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|it| (it.as_str(), b"x".as_slice())).collect();
    let long = "a".repeat(300);
    let cases: &[(&str, Vec<u8>, &str)] = &[
        ("out of the folder", zip(&[packet(), ("../evil", b"x")]), "ZIP-PATH"),
        ("out, by a way round", zip(&[packet(), ("materials/../../evil", b"x")]), "ZIP-PATH"),
        ("from the root", replaced(&plain, b"materials/a.pdf", b"/aterials/a.pdf"), "ZIP-PATH"),
        ("with backslashes", replaced(&plain, b"materials/a.pdf", b"materials\\a.pdf"), "ZIP-PATH"),
        ("a drive", zip(&[packet(), ("C:/evil", b"x")]), "ZIP-PATH"),
        ("what steers a terminal", zip(&[packet(), ("\u{1b}[31m", b"x")]), "ZIP-PATH"),
        ("a name no system takes", zip(&[packet(), (&long, b"x")]), "ZIP-PATH"),
        ("a link", linked(), "ZIP-LINK"),
        ("a password", encrypted(&plain), "ZIP-ENCRYPTED"),
        ("one name, but for capitals", zip(&[packet(), ("Packet.TOML", b"x")]), "ZIP-DUPLICATE"),
        ("one name", replaced(&zip(&[packet(), ("packet.tomm", b"x")]), b"packet.tomm", b"packet.toml"), "ZIP-DUPLICATE"),
        ("a file that is a folder", zip(&[packet(), ("packet.toml/a", b"x")]), "ZIP-DUPLICATE"),
        ("a folder that is a file", zip(&[packet(), ("a/b", b"x"), ("a", b"x")]), "ZIP-DUPLICATE"),
        ("a bomb", zip(&[packet(), ("materials/a.bin", &bomb)]), "ZIP-EXPANDS"),
        ("one content twice", overlapping(&plain), "ZIP-EXPANDS"),
        ("six hundred files", zip(&many), "ZIP-ENTRIES"),
        ("an unknown method", marked(&plain, b"PK\x01\x02", 10, 0x0c), "ZIP-METHOD"),
        ("another length than said", lying(&plain), "ZIP-"),
        ("the first half", plain[..plain.len() / 2].to_vec(), "ZIP-BROKEN"),
    ];
    for (what, archive, code) in cases {
        let told = says(archive);
        assert!(told.starts_with(&format!("「DIR/packet.zip」不收（{code}")), "{what}: {told}");
        assert!(!told.contains('\u{1b}') && told.chars().count() < 400, "{what}: {told}");
    }
    assert!(says(&cases[10].1).contains("packet.toml"), "the name is told");
    assert!(says(&zip(&[("a.txt", b"x")])).contains("packet.toml 放在最上层或者唯一的文件夹里"));
}

pub fn what_is_taken() {
    let named = HEAD.to_owned() + &material("other", "materials/渗透测试.txt");
    let text = "文字".as_bytes();
    let utf8 = zip(&[("packet.toml", named.as_bytes()), ("materials/渗透测试.txt", text)]);
    let gbk = zip(&[("packet.toml", named.as_bytes()), ("materials/12345678.txt", text)]);
    let gbk = replaced(&gbk, b"materials/12345678.txt", b"materials/\xc9\xf8\xcd\xb8\xb2\xe2\xca\xd4.txt");
    let macos = zip(&[
        ("packet/", b""),
        ("packet/packet.toml", named.as_bytes()),
        ("packet/.DS_Store", b"x"),
        ("packet/materials/渗透测试.txt", text),
        ("__MACOSX/packet/._packet.toml", b"x"),
    ]);
    let windows = zip(&[("packet/packet.toml", named.as_bytes()), ("packet/materials/渗透测试.txt", text), ("packet/Thumbs.db", b"x")]);
    for (what, archive) in [("its files", utf8), ("names in GBK", gbk), ("a folder from macOS", macos), ("a folder from Windows", windows)]
    {
        let told = says(&archive);
        assert!(told.starts_with("materials.materials/渗透测试.txt FILE-TEXT"), "{what}: {told}");
    }
}

pub fn a_packet_file_inside_is_named_with_its_archive() {
    let told = says(&zip(&[("packet.toml", b"format = ")]));
    assert!(told.starts_with("DIR/packet.zip/packet.toml:1: 写法不对"), "{told}");
}
