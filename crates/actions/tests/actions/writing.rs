//! What is written: whole, and never over something unless asked.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use actions::packet::new::new;
use actions::packet::sample::{Order, sample};
use actions::{Overwrite, Refusal, write_file};
use law::Law;
use press::sample::Scans;

use crate::desk::{Desk, TODAY};

fn start(folder: &Path, overwrite: Overwrite) -> Result<(), String> {
    new(folder, Law::embedded(), overwrite).map_err(told)
}

fn told(refusal: Refusal) -> String {
    refusal.message.zh + &refusal.fix.zh
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        folder.read_dir().expect("a folder").flatten().map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub fn nothing_is_overwritten_unless_asked() {
    let desk = Desk::empty();
    let report = desk.put("report.html", b"mine");
    let refused = write_file(&report, b"new", Overwrite::Never).map_err(told).expect_err("it is there");
    assert!(refused.ends_with("已经存在，没有覆盖。请换一个名字；确实要覆盖的，加 --force。"), "{refused}");
    assert_eq!(fs::read(&report).expect("still there"), b"mine");
    write_file(&report, b"new", Overwrite::Forced).expect("asked for");
    assert_eq!(fs::read(&report).expect("still there"), b"new");

    let packet = desk.path().join("packet");
    start(&packet, Overwrite::Never).expect("a new folder");
    assert!(start(&packet, Overwrite::Never).is_err_and(|it| it.contains("没有覆盖")));
    let order = Order { seed: 1, planted: Vec::new(), scans: Scans::Office, as_of: Some(TODAY) };
    let again = sample(&packet, &order, Law::embedded(), Overwrite::Never).map(drop).map_err(told);
    assert!(again.is_err_and(|it| it.contains("没有覆盖")), "told before anything is drawn");
    assert_eq!(names(desk.path()), ["packet", "report.html"], "nothing beside it");
}

pub fn a_folder_that_is_there() {
    let desk = Desk::empty();
    let (empty, full, link) = (desk.path().join("empty"), desk.path().join("full"), desk.path().join("link"));
    fs::create_dir(&empty).expect("a folder");
    symlink("empty", &link).expect("a link");
    start(&link, Overwrite::Never).expect("an empty folder is free, also through a link");
    assert_eq!(names(&empty), ["packet.toml"]);
    desk.put("full/mine.txt", b"mine");
    start(&full, Overwrite::Forced).expect("asked for");
    assert_eq!(names(&full), ["mine.txt", "packet.toml"], "and what was there stays");
    desk.put("full/packet.toml", b"filled in");
    start(&full.join("."), Overwrite::Forced).expect("a folder by its dot");
    assert_eq!(names(&full), ["mine.txt", "packet.toml", "packet.toml.bak"]);
    assert_eq!(fs::read(full.join("packet.toml.bak")).expect("kept"), b"filled in");
}

pub fn a_place_that_cannot_be() {
    let desk = Desk::empty();
    let file = desk.put("file", b"mine");
    let told = |path: &Path| start(path, Overwrite::Forced).expect_err("no place");
    assert!(told(&file).ends_with("不是文件夹，不能写进去。请换一个名字。"), "{}", told(&file));
    assert!(told(&desk.path().join("no/where")).contains("所在的文件夹不存在"));
    let folder = write_file(desk.path(), b"x", Overwrite::Forced).map_err(self::told);
    assert!(folder.is_err_and(|it| it.contains("是文件夹，不能写成文件")));
    assert_eq!(names(desk.path()), ["file"]);
}
