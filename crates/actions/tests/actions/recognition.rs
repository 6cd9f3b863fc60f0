//! Scans and their words: with Tesseract, without it, and with one that misbehaves.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use actions::child::{Escape, Material, Tesseract, read_file};
use casework::facts::{Content, Fact, FileState, MaterialFacts, UndertakingFacts};
use casework::words::{Slot, Wording};
use image::ImageFormat;
use reader::text::LineKind;
use reader::{Grey, Limits};

use crate::children::is_forbidden;
use crate::desk::{Desk, picture, scanned, undertaking};

const HANDLER: &str = "临沂青穗智联科技有限公司";

fn read(name: &str, bytes: &[u8], tesseract: &Result<Tesseract, Wording>) -> MaterialFacts {
    let desk = Desk::empty();
    let material = Material { slot: Slot::Undertaking, topic: None, file: name.to_owned(), path: desk.put(name, bytes) };
    read_file(&[&material], &[], &Limits::default(), tesseract, &mut |_| ()).0.remove(0)
}

fn content(facts: &MaterialFacts) -> &UndertakingFacts {
    assert!(matches!(facts.state, FileState::Opened(_)), "{:?}", facts.state);
    match &facts.content {
        Content::Undertaking(it) => it,
        other => panic!("{other:?}"),
    }
}

fn why(fact: &Fact<String>) -> String {
    match fact {
        Fact::Unread(it) => it.why.clone().unwrap_or_default().zh,
        other => panic!("{other:?}"),
    }
}

pub fn a_scan_is_read() {
    let tesseract = Tesseract::find(120);
    let facts = read("scan.jpg", &scanned(&undertaking(HANDLER)), &tesseract);
    assert_eq!(content(&facts).principal.value().map(String::as_str), Some(HANDLER), "{facts:#?}");
}

pub fn without_tesseract_nothing_is_called_absent() {
    let missing = Tesseract::at(Path::new("/nowhere/tesseract"), 120);
    let facts = read("scan.png", &picture(ImageFormat::Png), &missing);
    let told = why(&content(&facts).principal);
    assert!(told.starts_with("本机没有安装 Tesseract") && told.contains("apt-get install tesseract-ocr"), "{told}");
}

pub fn a_tesseract_that_fails_costs_the_words_alone() {
    let cases = [
        ("crash", "文字识别（Tesseract）没有完成：读取程序中途退出（信号 6）"),
        ("half", "文字识别（Tesseract）没有完成：读取程序中途退出（状态 3）"),
        ("silent", "文字识别（Tesseract）没有完成：读取程序中途退出（状态 0）"),
        ("rubbish", "文字识别（Tesseract）没有完成：读取程序的回答前后矛盾"),
        ("endless", "文字识别（Tesseract）没有完成：读取程序的回答前后矛盾"),
        ("greedy", "文字识别（Tesseract）没有完成：读取需要的内存超过 768 MiB"),
        ("hang", "文字识别（Tesseract）没有完成：读取超过 3 秒"),
    ];
    for (how, told) in cases {
        let facts = read("scan.png", &picture(ImageFormat::Png), &Tesseract::at(&program(how), 3));
        let said = why(&content(&facts).principal);
        assert!(said.starts_with(told), "{how}: {said}");
    }
    let told = |how| Tesseract::at(&program(how), 3).expect_err("it is of no use").zh;
    assert!(told("no-chinese").contains("缺少简体中文（chi_sim）"), "{}", told("no-chinese"));
    assert!(told("dead").contains("不能在隔离下运行（读取程序中途退出（状态 1））"), "{}", told("dead"));
}

pub fn nothing_is_reached_from_tesseract() {
    let tesseract = Tesseract::at(&program("escape"), 20).expect("it says that it reads Chinese");
    let crop = Grey { width: 8, height: 8, pixels: vec![255; 64] };
    let told = tesseract.read_lines(&[crop], LineKind::Text).expect("it lives").into_iter().flatten().collect::<String>();
    let tried: Vec<&str> = told.split(';').filter(|it| !it.is_empty()).collect();
    assert_eq!(tried.len(), ESCAPES.len(), "{told}");
    assert!(tried.iter().all(|it| is_forbidden(it)), "{tried:#?}");
}

/// This very program under the name of the other: what it does is the name of its folder.
fn program(how: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(how);
    fs::create_dir_all(&folder).expect("a folder");
    let program = folder.join("tesseract");
    let _ = fs::remove_file(&program); // of an earlier build
    let this = std::env::current_exe().expect("this program");
    fs::hard_link(&this, &program).or_else(|_| fs::copy(&this, &program).map(drop)).expect("a link or a copy");
    program
}

const ESCAPES: [Escape; 6] = [Escape::OpenFile, Escape::WriteFile, Escape::Connect, Escape::Exec, Escape::Fork, Escape::Signal];

/// What it is when it is Tesseract.
pub fn misbehave(program: &Path, arguments: &[&str]) -> ExitCode {
    let how = program.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    if arguments == ["--list-langs"] {
        return list_languages(&how);
    }
    let say = |word: &str| println!("5\t1\t1\t1\t1\t1\t0\t0\t8\t8\t90\t{word}");
    match how.as_str() {
        "crash" => std::process::abort(),
        "half" => {
            say("承诺单位：别的公司");
            return ExitCode::from(3);
        }
        "rubbish" => std::io::stdout().write_all(&[0xff, 0xfe, 0x80]).expect("a reader"),
        "endless" => loop {
            say("字");
        },
        "greedy" => drop(Escape::Memory.attempt()),
        "hang" => std::thread::sleep(Duration::from_secs(3_600)),
        "escape" => {
            ESCAPES.iter().for_each(|it| say(&format!("{};", it.attempt().map_or_else(|error| error.to_string(), |()| "done".to_owned()))))
        }
        _ => {}
    }
    ExitCode::SUCCESS
}

fn list_languages(how: &str) -> ExitCode {
    match how {
        "dead" => return ExitCode::FAILURE,
        "no-chinese" => println!("List of available languages (1):\neng"),
        _ => println!("List of available languages (2):\nchi_sim\neng"),
    }
    ExitCode::SUCCESS
}
