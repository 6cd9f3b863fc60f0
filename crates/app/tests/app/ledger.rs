//! `facefile ledger verify`: an export is believed for what it is, and one changed byte is named.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ledger::{LogKey, Plan, Receipt, Resource, Tree, bundle};

use crate::world::facefile;

const N_ENTRIES: usize = 300;

fn entry(i: usize) -> Vec<u8> {
    format!("entry {i}").into_bytes()
}

/// A log of 300 entries as its operator would publish it, with a receipt for the entry 7 and the checkpoint it had after 100.
fn export(folder: &Path) {
    let key = LogKey::from_seed("desk.example/log", &[7; 32]).unwrap();
    let (mut tree, mut tiles) = (Tree::default(), BTreeMap::new());
    let entries: Vec<Vec<u8>> = (0..N_ENTRIES).map(entry).collect();
    for some in [&entries[..100], &entries[100..]] {
        tiles.extend(tree.append(some).unwrap().into_iter().map(|it| (it.id, it.hashes)));
        write(folder, &format!("checkpoint-{}", tree.size()), key.sign(tree.head()).to_string().as_bytes());
    }
    let proof = Plan::inclusion(7, tree.size()).unwrap().build(|id| tiles.get(&id)).unwrap();
    let receipt = Receipt { extra: Vec::new(), index: 7, proof, note: key.sign(tree.head()) };
    write(folder, "receipt", receipt.to_string().as_bytes());
    write(folder, "log/vkey", format!("{}\n", key.vkey()).as_bytes());
    for resource in Resource::all(tree.size()) {
        let bytes = match resource {
            Resource::Checkpoint => key.sign(tree.head()).to_string().into_bytes(),
            Resource::Tile { id, .. } => tiles[&id].clone(),
            Resource::Entries { index, width } => bundle::write(&entries[index as usize * 256..][..width]).unwrap(),
        };
        write(folder, &format!("log/{resource}"), &bytes);
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_receipt_proves_its_entry_alone_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path());
    write(folder.path(), "entry", &entry(7));
    write(folder.path(), "other", &entry(8));
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let verify = |entry: &str| facefile(&["ledger", "receipt", &at("receipt"), "--entry", &at(entry), "--vkey", &at("log/vkey")]);
    let (holds, fails) = (verify("entry"), verify("other"));
    assert!(holds.status == 0 && holds.out.contains("desk.example/log"), "{}", holds.out);
    assert!(fails.status == 1 && fails.out.contains("不成立"), "{}", fails.out);
    let none = facefile(&["ledger", "receipt", &at("entry"), "--entry", &at("entry"), "--vkey", &at("log/vkey")]);
    assert_eq!(none.status, 2, "a file that is no receipt is refused");
}

#[test]
fn an_export_stands_by_itself_and_a_changed_byte_is_named() {
    let folder = tempfile::tempdir().unwrap();
    export(folder.path());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (log, older, receipt) = (at("log"), at("checkpoint-100"), at("receipt"));

    let whole = facefile(&["ledger", "verify", &log, "--checkpoint", &older, "--receipt", &receipt]);
    assert_eq!(whole.status, 0, "{}", whole.out);
    for said in ["desk.example/log", "条目数 entries: 300", "签名 signature: 有效 valid", "全部相符"] {
        assert!(whole.out.contains(said), "{said}: {}", whole.out);
    }
    assert!(whole.out.contains("公钥来自导出本身"), "a key from the export is worth less: {}", whole.out);
    let with_key = facefile(&["ledger", "verify", &log, "--vkey", &at("log/vkey"), "--format", "json"]).json();
    assert_eq!((&with_key["holds"], &with_key["vkey_given"], &with_key["size"]), (&true.into(), &true.into(), &300.into()));

    let bundle = folder.path().join("log/tile/entries/000");
    let mut bytes = fs::read(&bundle).unwrap();
    bytes[2 + 6] ^= 1; // a figure of the first entry's number
    fs::write(&bundle, bytes).unwrap();
    let changed = facefile(&["ledger", "verify", &log]);
    assert_eq!(changed.status, 1);
    assert!(changed.out.contains("tile/entries/000（自序号 0 起") && changed.out.contains("结论：不成立"), "{}", changed.out);
}

#[test]
fn what_is_no_export_or_no_key_is_refused() {
    let nowhere = facefile(&["ledger", "verify", "no-such-folder"]);
    assert_eq!(nowhere.status, 2);
    assert!(nowhere.err.contains("找不到「no-such-folder」"), "{}", nowhere.err);
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let empty = facefile(&["ledger", "verify", place]);
    assert_eq!(empty.status, 1);
    assert!(empty.out.contains("✗ vkey：没有这个文件") && empty.out.contains("✗ checkpoint：没有这个文件"), "{}", empty.out);
    assert!(!empty.out.contains("公钥来自导出本身"), "there is no key to compare: {}", empty.out);
    let told = facefile(&["ledger", "verify", place, "--format", "json"]).json();
    assert_eq!(told["faults"][0]["why"], serde_json::json!({ "zh": "没有这个文件", "en": "there is no such file" }));
    let a_file = folder.path().join("file");
    fs::write(&a_file, "").unwrap();
    let no_folder = facefile(&["ledger", "verify", a_file.to_str().unwrap()]);
    assert_eq!(no_folder.status, 2);
    assert!(no_folder.err.contains("不是文件夹"), "{}", no_folder.err);
    let no_key = facefile(&["ledger", "verify", place, "--vkey", "abc"]);
    assert_eq!(no_key.status, 2);
    assert!(no_key.err.contains("「abc」用不了"), "{}", no_key.err);
}
