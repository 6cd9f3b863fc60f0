//! `facefile packet rebuild`, as people and programs are told of it.

use std::fs;

use crate::world::{ELECTRONIC, facefile, fresh};

#[test]
fn people_and_programs_are_told_what_has_a_copy_and_what_has_none() {
    let packet = fresh("with-a-text");
    fs::create_dir_all(packet.join("materials")).unwrap();
    fs::copy(ELECTRONIC.join("materials/pia-report.pdf"), packet.join("materials/pia-report.pdf")).unwrap();
    fs::write(packet.join("materials/a.txt"), "文字").unwrap();
    let materials = [("pia-report", "materials/pia-report.pdf"), ("other", "materials/a.txt")];
    let named: String = materials.iter().map(|(slot, file)| format!("[[materials]]\nslot = \"{slot}\"\nfile = \"{file}\"\n")).collect();
    fs::write(packet.join("packet.toml"), format!("format = 1\nkind = \"first\"\nform = \"template-v0@1\"\n{named}")).unwrap();
    let out = fresh("copies");
    let words = ["packet", "rebuild", packet.to_str().unwrap(), "--out", out.to_str().unwrap()];

    let told = facefile(&words);
    assert_eq!(told.status, 1, "{}", told.err);
    let pages = fs::read(out.join("01-pia-report.pdf")).unwrap();
    assert!(pages.starts_with(b"%PDF-1.4") && told.out.contains("2 份材料重建了 1 份"), "{}", told.out);
    assert!(told.out.contains("✗  materials/a.txt: 文件是纯文本 (FILE-TEXT)"), "{}", told.out);

    let again = facefile(&words);
    assert_eq!(again.status, 2, "nothing is overwritten unless asked: {}", again.out);
    let json = facefile(&[&words[..], &["--force", "--format", "json"]].concat()).json();
    let [report, text] = json["materials"].as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!((&report["file"], &report["slot"]), (&"01-pia-report.pdf".into(), &"pia-report".into()));
    assert!(report["pages"].as_u64() > Some(1) && text["code"] == "FILE-TEXT" && text["file"].is_null(), "{json}");

    let english = facefile(&[&words[..], &["--force", "--lang", "en"]].concat());
    assert!(english.out.contains("1 of 2 materials were rebuilt") && english.out.contains("plain text (FILE-TEXT)"), "{}", english.out);
}
