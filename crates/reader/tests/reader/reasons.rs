//! Every reason to refuse a file, or to tell about one, and a file it is said of.

use casework::facts::RefusedFile;
use hostile::Expected;
use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, IncrementalDocument, Object, Permissions, Stream, dictionary};
use reader::archive::unpack;
use reader::{Limits, REASONS, Reason, open, reason};
use zip::write::SimpleFileOptions;

use crate::expect::expect;
use crate::paper::{Sheet, office, save, typed, zip};

#[test]
fn every_reason_is_said_of_its_file_and_no_other_is() {
    // That a file takes too long is said by whoever watches the child (`actions`).
    let wrong = REASONS.iter().filter(|it| it.code != "FILE-TIME").filter_map(|it| {
        let said = said_of_its_file(it);
        (said != [it.code]).then(|| format!("{}: {said:?}", it.code))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), [""; 0]);
}

fn said_of_its_file(reason: &Reason) -> Vec<String> {
    let refused = |it: RefusedFile| vec![it.code];
    let (bytes, name, limits) = file_for(reason.code);
    if reason.code.starts_with("ZIP-") {
        return unpack(&bytes, &limits, &mut |_, _| {}).map_or_else(refused, |()| Vec::new());
    }
    open(bytes, name, &limits).map_or_else(refused, |it| it.facts.flags)
}

fn file_for(code: &str) -> (Vec<u8>, &'static str, Limits) {
    let usual = Limits::default();
    let bytes = match code {
        "FILE-EMPTY" => vec![b'%'],
        "FILE-SIZE" => return (vec![0; 100], "material", Limits { file_bytes: 99, ..usual }),
        "FILE-KIND" => vec![1, 2, 3, 4],
        "FILE-OFD" => zip(&[("OFD.xml", "<OFD/>")]),
        "FILE-HEIC" => b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(),
        "FILE-OLE" => OLE.to_vec(),
        "FILE-RTF" => b"{\\rtf1 text}".to_vec(),
        "FILE-HTML" => b"\n <!DOCTYPE HTML><html></html>".to_vec(),
        "FILE-ARCHIVE" => b"Rar!\x1a\x07\x01\0".to_vec(),
        "FILE-PICTURE" => b"GIF89a\x01\0\x01\0".to_vec(),
        "FILE-OFFICE" => zip(&[("ppt/presentation.xml", "<p/>")]),
        "FILE-TEXT" => "人脸信息保存期限为90日".into(),
        "NAME-UNSAFE" => return (typed(&[&["text"]], |_, _| {}), "../material.pdf", usual),

        "PDF-EMPTY" => return (vec![], "material.pdf", usual),
        "PDF-NOT-PDF" => return (Sheet::new(40.0, 40.0, 100.0).jpeg(), "material.pdf", usual),
        "PDF-HEADER" => [b"HTTP/1.1 200 OK\n", &plain()[..]].concat(),
        "PDF-TRUNCATED" => plain()[..plain().len() - 30].to_vec(),
        "PDF-XREF" => replaced(plain(), b"startxref\n", b"startxref\n9"),
        "PDF-NO-PAGES" => typed(&[], |_, _| {}),
        "PDF-PAGE-TREE" => typed(&[&["text"]], |document, page| {
            let tree = document.get_dictionary(page).and_then(|it| it.get(b"Parent")).expect("the tree").clone();
            let tree_id = tree.as_reference().expect("a reference");
            document.get_dictionary_mut(tree_id).expect("the tree").set("Kids", vec![page.into(), tree]);
        }),
        "PDF-PAGES" => typed(&[&["text"] as &[&str]; 2_001], |_, _| {}),
        "PDF-PAGE-SIZE" => page_with("MediaBox", [0, 0, 10, 800].map(Object::from).to_vec()),
        "PDF-OBJECTS" => return (catalog_with("X", vec![Object::Null; 300]), "material", Limits { objects: 20, ..usual }),
        "PDF-NESTING" => return (catalog_with("X", nested(12)), "material", Limits { nesting: 10, ..usual }),
        "PDF-EXPANDS" => {
            let bomb = typed(&[&["text"]], |document, _| {
                let mut stream = Stream::new(dictionary! {}, vec![0; 1 << 20]);
                stream.compress().expect("zeros pack well");
                document.add_object(stream);
            });
            return (bomb, "material", Limits { expanded_bytes: 2 << 20, ..usual });
        }
        "PDF-IMAGE-SIZE" => typed(&[&["text"]], |document, _| {
            let image = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 100_000, "Height" => 100_000 };
            document.add_object(Stream::new(image, vec![]));
        }),
        "PDF-ENCRYPTED" => encrypted("secret"),
        "PDF-SCRIPT" => replaced(action("JavaScript33"), b"JavaScript33", b"J#61vaScript"),
        "PDF-LAUNCH" => action("Launch"),
        "PDF-ATTACHMENT" => catalog_with("Names", dictionary! { "EmbeddedFiles" => dictionary! {} }),
        "PDF-FORM-ACTION" => action("SubmitForm"),
        "PDF-ACTION" => action("Thread"),
        "PDF-XFA" => catalog_with("AcroForm", dictionary! { "XFA" => Object::string_literal("x") }),
        "PDF-FORM" => catalog_with("AcroForm", dictionary! { "NeedAppearances" => true }),
        "PDF-MEDIA" => page_with("Annots", vec![dictionary! { "Subtype" => "RichMedia" }.into()]),
        "PDF-EXTERNAL" => action("GoToR"),
        "PDF-POSTSCRIPT" => typed(&[&["text"]], |document, _| {
            document.add_object(Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "PS" }, vec![]));
        }),
        "PDF-SIGNED" => catalog_with("X", dictionary! { "ByteRange" => vec![0.into(), 9.into()] }),
        "PDF-LINK" => page_with("Annots", vec![link().into()]),
        "PDF-TRAILING" => [&plain()[..], b"more"].concat(),
        "PDF-REVISIONS" => revised(),
        "PDF-LAYERS" => catalog_with("OCProperties", dictionary! {}),
        "PDF-REPAIRED" => off_by_three(plain()),
        "PDF-ROTATE" => page_with("Rotate", 45),
        "PDF-FONT" => mute_font(),
        "PAGES-NOT-LOOKED-AT" => return (typed(&[&["one"], &["two"]], |_, _| {}), "material", Limits { pages_looked_at: 1, ..usual }),
        "SEAL-UNSURE" => {
            let mut sheet = Sheet::a4(100.0);
            sheet.seal(100.0, 100.0, 42.0, 42.0, 0.175);
            sheet.pdf()
        }

        "IMAGE-BROKEN" => Sheet::new(40.0, 40.0, 100.0).encoded(image::ImageFormat::Png)[..60].to_vec(),
        "IMAGE-SIZE" => reader::ocr::tiff(&[&reader::Grey { width: 100_000, height: 100_000, pixels: vec![0; 9] }], 150.0),
        "IMAGE-PAGES" => {
            let page = reader::Grey { width: 30, height: 40, pixels: vec![255; 1200] };
            return (reader::ocr::tiff(&[&page, &page], 150.0), "material", Limits { pages: 1, ..usual });
        }

        "OFFICE-BROKEN" => office("word/document.xml", "<p><!DOCTYPE x></p></b>"),
        "OFFICE-ENCRYPTED" => [OLE, &utf16("EncryptedPackage")].concat(),
        "OFFICE-EXPANDS" => {
            return (office("word/document.xml", &" ".repeat(2_000)), "material", Limits { expanded_bytes: 4_000, ..usual });
        }
        "DOCX-MACRO" => zip(&[("word/document.xml", "<p/>"), ("word/vbaProject.bin", "x")]),
        "DOCX-EMBEDDED" => zip(&[("word/document.xml", "<p/>"), ("word/embeddings/oleObject1.bin", "x")]),
        "DOCX-EXTERNAL" => {
            let template = "<Relationships><Relationship Type='x/attachedTemplate' TargetMode='External' Target='x'/></Relationships>";
            zip(&[("word/document.xml", "<p/>"), ("word/_rels/settings.xml.rels", template)])
        }
        "DOCX-CHANGES" => office("word/document.xml", "<p><ins><r><t>text</t></r></ins></p>"),

        "ZIP-BROKEN" => zip(&[("packet.toml", "x")])[..20].to_vec(),
        "ZIP-PATH" => zip(&[("../packet.toml", "x")]),
        "ZIP-LINK" => linked(),
        "ZIP-DUPLICATE" => zip(&[("materials/A.pdf", "x"), ("materials/a.pdf", "y")]),
        "ZIP-ENCRYPTED" => in_each_header(zip(&[("packet.toml", "x")]), [6, 8], 1),
        "ZIP-ENTRIES" => return (zip(&[("a", ""), ("b", "")]), "", Limits { archive_entries: 1, ..usual }),
        "ZIP-EXPANDS" => zip(&[("bomb.pdf", &"0".repeat(2 << 20))]),
        "ZIP-METHOD" => in_each_header(zip(&[("packet.toml", "x")]), [8, 10], 12),
        other => return hostile_for(other),
    };
    (bytes, "material", usual)
}

/// The first hostile file that ends with this code.
fn hostile_for(code: &str) -> (Vec<u8>, &'static str, Limits) {
    let ends_so = |it: &Expected| matches!(it, Expected::Refused(it) | Expected::Told(it) if *it == code);
    let kinds = hostile::kinds();
    let variant = kinds.iter().flat_map(|it| &it.variants).find(|it| ends_so(&it.expected) && !IN_A_CHILD_ONLY.contains(&it.name));
    let variant = variant.unwrap_or_else(|| panic!("no file for {code}"));
    (variant.bytes(), variant.file, Limits::default())
}

/// It works until somebody ends it.
const IN_A_CHILD_ONLY: [&str; 1] = ["a long program at every point"];

#[test]
fn what_acts_is_refused_wherever_it_stands() {
    let annotation = |it: Dictionary| page_with("Annots", vec![it.into()]);
    let files = [
        (annotation(dictionary! { "AA" => dictionary! { "E" => dictionary! { "JS" => Object::string_literal("x") } } }), "PDF-SCRIPT"),
        (catalog_with("Names", dictionary! { "JavaScript" => dictionary! {} }), "PDF-SCRIPT"),
        (annotation(dictionary! { "A" => dictionary! { "S" => "Launch" } }), "PDF-LAUNCH"),
        (annotation(dictionary! { "Subtype" => "FileAttachment" }), "PDF-ATTACHMENT"),
        (catalog_with("X", vec![dictionary! { "EF" => dictionary! {} }.into()]), "PDF-ATTACHMENT"),
        (catalog_with("Collection", dictionary! {}), "PDF-ATTACHMENT"),
        (action("ImportData"), "PDF-FORM-ACTION"),
        (action("GoToE"), "PDF-EXTERNAL"),
        (catalog_with("X", dictionary! { "FS" => "URL" }), "PDF-EXTERNAL"),
        (annotation(dictionary! { "Subtype" => "Movie" }), "PDF-MEDIA"),
        (action("Rendition"), "PDF-MEDIA"),
    ];
    for (bytes, code) in files {
        let said = open(bytes, "material", &Limits::default()).map(|it| it.facts.flags).map_err(|it| it.code);
        assert_eq!(said, Err(code.to_owned()));
    }
}

#[test]
fn a_pdf_that_opens_without_its_password_is_encrypted_all_the_same() {
    let refused = open(encrypted(""), "material", &Limits::default()).err();
    assert_eq!(refused.map(|it| it.code), Some("PDF-ENCRYPTED".to_owned()));
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn plain() -> Vec<u8> {
    typed(&[&["text"]], |_, _| {})
}

fn catalog_with(key: &'static str, value: impl Into<Object>) -> Vec<u8> {
    typed(&[&["text"]], |document, _| document.catalog_mut().expect("a catalog").set(key, value))
}

fn page_with(key: &'static str, value: impl Into<Object>) -> Vec<u8> {
    typed(&[&["text"]], |document, page| document.get_dictionary_mut(page).expect("the page").set(key, value))
}

fn action(kind: &str) -> Vec<u8> {
    catalog_with("OpenAction", dictionary! { "S" => Object::Name(kind.into()) })
}

fn link() -> Dictionary {
    dictionary! { "Subtype" => "Link", "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://register.example") } }
}

fn nested(depth: u32) -> Object {
    (0..depth).fold(Object::Null, |inner, _| Object::Array(vec![inner]))
}

fn replaced(bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|it| it == from).expect("what is replaced");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

fn off_by_three(bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let said = text.rsplit("startxref\n").next().and_then(|it| it.lines().next()).expect("an offset").to_owned();
    let offset: usize = said.parse().expect("a number");
    replaced(bytes, format!("startxref\n{said}").as_bytes(), format!("startxref\n{}", offset - 3).as_bytes())
}

fn encrypted(password: &str) -> Vec<u8> {
    typed(&[&["text"]], |document, _| {
        document.trailer.set("ID", vec![Object::string_literal("one"), Object::string_literal("two")]);
        let version = EncryptionVersion::V1 { document, owner_password: "o", user_password: password, permissions: Permissions::all() };
        let state = EncryptionState::try_from(version).expect("a key");
        document.encrypt(&state).expect("encrypted");
    })
}

fn revised() -> Vec<u8> {
    let before = Document::load_mem(&plain()).expect("a document");
    let mut after = IncrementalDocument::create_from(plain(), before);
    after.new_document.add_object(dictionary! { "New" => true });
    let mut bytes = Vec::new();
    after.save_to(&mut bytes).expect("memory takes everything");
    bytes
}

/// Its letters are drawn by programs with names that say nothing.
fn mute_font() -> Vec<u8> {
    let letter = Stream::new(dictionary! {}, b"500 0 0 0 500 700 d1 0 0 500 700 re f".to_vec());
    let mut document = Document::load_mem(&plain()).expect("a document");
    let letter = document.add_object(letter);
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![0.into(), 0.into(), 500.into(), 700.into()],
        "FontMatrix" => [0.001, 0.0, 0.0, 0.001, 0.0, 0.0].map(Object::from).to_vec(), "FirstChar" => 101, "LastChar" => 120,
        "Widths" => vec![500.into(); 20], "CharProcs" => dictionary! { "c1" => letter },
        "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => [vec![101.into()], vec!["c1".into(); 20]].concat() },
    };
    let helvetica = document.objects.iter().find(|(_, it)| it.as_dict().is_ok_and(|it| it.has(b"BaseFont"))).map(|it| *it.0);
    document.objects.insert(helvetica.expect("the font"), font.into());
    save(document)
}

fn linked() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.add_symlink("packet.toml", "elsewhere", SimpleFileOptions::default()).expect("a link");
    archive.finish().expect("an archive").into_inner()
}

/// Changes a byte in the local and in the central header of the first file.
fn in_each_header(mut bytes: Vec<u8>, [local, central]: [usize; 2], value: u8) -> Vec<u8> {
    let at = bytes.windows(4).position(|it| it == b"PK\x01\x02").expect("a directory");
    bytes[local] = value;
    bytes[at + central] = value;
    bytes
}

#[test]
fn an_archive_hands_out_its_files_by_the_names_people_gave_them() {
    let mut found = Vec::new();
    let archive = zip(&[("packet.toml", "a"), ("__MACOSX/x", "b"), ("materials/营业执照.pdf", "c")]);
    unpack(&archive, &Limits::default(), &mut |name, content| found.push(format!("{name} {}", content.len()))).expect("an archive");
    expect(
        &found.join("\n"),
        "
        packet.toml 1
        materials/营业执照.pdf 1
    ",
    );
}

#[test]
fn a_refusal_writes_nothing_to_a_terminal_that_is_not_seen() {
    let reason = reason("ZIP-PATH").expect("a reason");
    let long = "x".repeat(500);
    let said = reason.refuse("a\u{1b}[2J\u{202e}b").message.zh + &reason.refuse(&long).message.en;
    assert!(said.contains("a\u{fffd}[2J\u{fffd}b") && !said.contains(&long) && said.ends_with("…"), "{said}");
}

#[test]
fn each_code_stands_once_and_has_words_in_both_languages() {
    let is_chinese = |text: &str| text.contains(|c| ('\u{4e00}'..'\u{a000}').contains(&c));
    for it in REASONS {
        assert_eq!(REASONS.iter().filter(|other| other.code == it.code).count(), 1, "{}", it.code);
        let words = [it.message(), it.fix()];
        assert!(words.iter().all(|it| is_chinese(&it.zh) && !is_chinese(&it.en)), "{}", it.code);
    }
}
