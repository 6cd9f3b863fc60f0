//! Packets that are not as they should be, as people bring them.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use image::ImageFormat;

use crate::desk::{Desk, HEAD, check, findings, material, picture, says};

pub fn a_packet_that_cannot_be_taken() {
    let with = |text: &str| HEAD.to_owned() + text;
    let cases: [(&str, Vec<u8>, &str); 15] = [
        ("nothing in it", b"".to_vec(), "DIR/packet.toml: 缺少「format」这一项"),
        ("a quote not closed", b"format = 1\nkind = \"first\n".to_vec(), "DIR/packet.toml:2: 写法不对"),
        ("a number in words", b"format = \"one\"\n".to_vec(), "DIR/packet.toml:1: 值的类型不对"),
        ("a format to come", b"kind = \"first\"\nformat = 9\nform = \"x\"".to_vec(), "DIR/packet.toml:2: 材料包格式 format = 9 不认识"),
        (
            "a kind there is not",
            b"format = 1\nkind = \"firts\"\n".to_vec(),
            "DIR/packet.toml:2: 「firts」不是可以写的值；可以写的有：first、change",
        ),
        ("a key there is not", with("materialz = 1").into_bytes(), "DIR/packet.toml:4: 没有「materialz」这一项；可以写的有：format、"),
        ("a key twice", with("filing = \"\"\nfiling = \"\"").into_bytes(), "DIR/packet.toml:5: 「filing」写了两次"),
        ("a slot there is not", with(&material("mandat", "a.pdf")).into_bytes(), "DIR/packet.toml:6: 「mandat」不是可以写的值"),
        (
            "out of the packet",
            with(&material("other", "../a.pdf")).into_bytes(),
            "DIR/packet.toml:7: 材料 file = 「../a.pdf」 指向材料包之外",
        ),
        ("anywhere", with(&material("other", "/etc/passwd")).into_bytes(), "DIR/packet.toml:7: 材料 file = 「/etc/passwd」 指向材料包之外"),
        (
            "GBK",
            b"format = 1\n# \xc8\xcb\xc1\xb3\n".to_vec(),
            "DIR/packet.toml:2: 不是 UTF-8 文字。 请用编辑器另存为 UTF-8 编码（多半现在是 GBK）。",
        ),
        ("UTF-16", b"\xff\xfef\0o\0".to_vec(), "DIR/packet.toml:1: 不是 UTF-8 文字。"),
        ("a NUL", b"format = 1\nkind = \"\0\"".to_vec(), "DIR/packet.toml:2: 写法不对"),
        ("nested without end", [b"a=".as_slice(), &[b'['; 50_000]].concat(), "DIR/packet.toml:1: 写法不对"),
        ("five megabytes", vec![b'#'; 5 << 20], "「DIR/packet.toml」超过 4 MiB，不像是填写的内容。"),
    ];
    for (what, packet, told) in cases {
        let desk = Desk::empty();
        desk.put("packet.toml", &packet);
        assert!(desk.says().starts_with(told), "{what}: {}", desk.says());
    }
    let marked = Desk::with(&format!("\u{feff}{HEAD}"));
    assert_eq!(marked.says(), "", "a mark of Windows in front is no fault");
}

pub fn a_form_edition_nobody_knows_is_a_finding() {
    let told = Desk::with(&HEAD.replace("v0@1", "v9@9")).says();
    assert!(told.contains("template-v9@9"), "{told}");
}

pub fn what_is_not_where_it_should_be() {
    let desk = Desk::empty();
    assert!(desk.says().starts_with("「DIR」不是材料包：要一个含 packet.toml 的文件夹，或者它的 .zip。"), "{}", desk.says());
    assert!(says(&desk.path().join("nowhere")).ends_with("nowhere」。 请核对路径。"));
    for (what, bytes) in [("a PDF", b"%PDF-1.7".as_slice()), ("a RAR", b"Rar!\x1a\x07"), ("nothing", b"")] {
        let path = desk.put("brought", bytes);
        assert!(says(&path).contains("不是材料包") && says(&path).contains("RAR、7z 请改打成 .zip"), "{what}: {}", says(&path));
    }
    pipe(&desk, "packet.toml");
    assert!(desk.says().starts_with("「DIR/packet.toml」不是普通文件"), "{}", desk.says());
}

fn pipe(desk: &Desk, name: &str) {
    let made = Command::new("mkfifo").arg(desk.path().join(name)).status().expect("mkfifo, of coreutils");
    assert!(made.success());
}

/// What is told about one file, after its place.
fn told(files: &[(&str, &[u8])]) -> Vec<String> {
    let checked = check(Desk::with_materials("other", files).path()).expect("a packet");
    findings(&checked, &["file-readable"])
}

pub fn kinds_that_are_not_read() {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more";
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("a.ofd", b"PK\x03\x04.... OFD.xml", "FILE-OFD", "文件是 OFD 版式文件"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "FILE-HEIC", "文件是 HEIC 图片"),
        ("a.wps", ole, "FILE-OLE", "文件是旧版 Word、Excel 或 WPS 格式"),
        ("a.doc", ole, "FILE-OLE", "文件是旧版 Word、Excel 或 WPS 格式"),
        ("a.pptx", b"PK\x03\x04.... ppt/presentation.xml", "FILE-OFFICE", "文件是 PowerPoint 文档"),
        ("a.rar", b"Rar!\x1a\x07\x01\0", "FILE-ARCHIVE", "文件是压缩包"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "FILE-ARCHIVE", "文件是压缩包"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "FILE-PICTURE", "文件是 WebP 图片"),
        ("a.svg", b"<?xml version='1.0'?><svg/>", "FILE-PICTURE", "文件是 SVG 图片"),
        ("a.gif", b"GIF89a..", "FILE-PICTURE", "文件是 GIF 图片"),
        ("a.html", b"<html></html>", "FILE-HTML", "文件是网页"),
        ("a.txt", "承诺书".as_bytes(), "FILE-TEXT", "文件是纯文本"),
        ("a.jpg", b"", "FILE-EMPTY", "文件是空的"),
        ("heic.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0", "FILE-HEIC", "文件是 HEIC 图片"),
        ("ofd.pdf", b"PK\x03\x04.... OFD.xml", "PDF-NOT-PDF", "文件名是 .pdf，但内容不是 PDF：OFD"),
        ("cut.png", b"\x89PNG\r\n\x1a\n....", "IMAGE-BROKEN", "图片损坏，无法打开"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "PDF-TRUNCATED", "PDF 不完整"),
        ("a.dat", b"\x01\x02\x03\x04", "FILE-KIND", "文件内容不是 PDF、JPEG、PNG、TIFF、DOCX 或 XLSX"),
    ];
    let files: Vec<(&str, &[u8])> = cases.iter().map(|it| (it.0, it.1)).collect();
    let told = told(&files);
    assert_eq!(told.len(), cases.len());
    for (told, (name, _, code, message)) in told.iter().zip(cases) {
        assert!(told.starts_with(&format!("materials.{name} {code} ")) && told.contains(message), "{name}: {told}");
    }
}

pub fn one_bad_file_and_the_rest_is_judged() {
    let desk = Desk::with_materials("other", &[("good.png", &picture(ImageFormat::Png)), ("outside.pdf", b""), ("nowhere.pdf", b"")]);
    for name in ["outside.pdf", "nowhere.pdf"] {
        fs::remove_file(desk.path().join(name)).expect("it was there");
    }
    symlink("/etc/passwd", desk.path().join("outside.pdf")).expect("a link");
    symlink("nothing", desk.path().join("nowhere.pdf")).expect("a link");
    fs::create_dir(desk.path().join("folder.pdf")).expect("a folder");
    pipe(&desk, "pipe.pdf");
    let _socket = UnixListener::bind(desk.path().join("socket.pdf")).expect("a socket");
    let more = ["folder.pdf", "pipe.pdf", "socket.pdf", "missing.pdf"].map(|it| material("other", it)).concat();
    let packet = fs::read_to_string(desk.path().join("packet.toml")).expect("a packet");
    desk.put("packet.toml", (packet + &more).as_bytes());

    let checked = check(desk.path()).expect("a packet");
    let told = findings(&checked, &["file-readable"]);
    let place = |line: &String| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let expected =
        ["outside.pdf FILE-OUTSIDE", "nowhere.pdf cannot-tell", "folder.pdf cannot-tell", "pipe.pdf cannot-tell", "socket.pdf cannot-tell"];
    assert_eq!(told.iter().map(place).collect::<Vec<_>>(), expected.map(|it| format!("materials.{it}")), "{told:#?}");
    assert!(told[3].contains("它不是普通文件（是文件夹、管道、设备或者链接），没有打开。"), "{}", told[3]);
    assert!(!told.concat().contains("root:"), "nothing of what the link leads to");
    let missing = findings(&checked, &["materials-present"]).into_iter().find(|it| it.contains("missing.pdf"));
    assert!(missing.is_some(), "a file that is not there is for the completeness rule");
}

pub fn numbers_of_persons_are_not_repeated() {
    let number = "510099197708171416";
    for packet in [
        format!("format = 1\nkind = \"{number}\"\n"),
        format!("{HEAD}filing = \"\"\n\"{number}\" = 1\n"),
        format!("{HEAD}filing = {number}\n"),
    ] {
        let told = Desk::with(&packet).says();
        assert!(!told.contains(number) && told.starts_with("DIR/packet.toml:"), "{told}");
    }
}
