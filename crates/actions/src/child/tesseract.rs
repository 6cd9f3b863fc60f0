//! The OCR child: Tesseract, started through a launcher that gives up everything but its program, libraries and data.

use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use casework::words::Wording;
use reader::Grey;
use reader::ocr::{Prepared, line_settings, lines, page_text, tiff};
use reader::text::{LineKind, PageText};

use super::confine::{self, Budget};
use super::process::{Death, Input, Process};

/// Its two languages need 300 MiB together; a page adds its pixels a few times over.
const MEMORY_BYTES: u64 = 768 << 20;
/// The words of a page are some kilobytes.
const ANSWER_BYTES_MAX: u64 = 4 << 20;
/// To say which languages there are takes it a blink, or seconds on a busy machine.
const START_SECONDS: u64 = 30;

/// Where the loader looks for libraries on any system; what a program brings along is found from its own place.
const LIBRARIES: [&str; 8] = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/nix/store", "/gnu/store"];
/// Under the folder whose `bin` the program stands in.
const ITS_OWN: [&str; 4] = ["lib", "lib64", "share/tesseract-ocr", "share/tessdata"];

/// Print is dark on white, so what reads badly is not tried once more as white on dark: that only costs time.
const AS_PRINTED: [&str; 2] = ["-c", "tessedit_do_invert=0"];

/// Tesseract on this machine, with the languages it needs.
#[derive(Clone, Debug)]
pub struct Tesseract {
    program: PathBuf,
    data: Option<PathBuf>,
    wall_seconds: u64,
    /// Processor time of all its runs, in milliseconds; clones count together.
    spent_ms: Arc<AtomicU64>,
}

impl Tesseract {
    /// Looks for it among the programs of this machine.
    ///
    /// # Errors
    /// It is not there, does not run, or cannot read Chinese: what to do.
    pub fn find(wall_seconds: u64) -> Result<Tesseract, Wording> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let program = std::env::split_paths(&path).map(|it| it.join("tesseract")).find(|it| it.is_file()).ok_or_else(not_installed)?;
        Tesseract::at(&program, wall_seconds)
    }

    /// Takes the program at this place.
    ///
    /// # Errors
    /// It does not run, or cannot read Chinese: what to do.
    pub fn at(program: &Path, wall_seconds: u64) -> Result<Tesseract, Wording> {
        let program = program.canonicalize().map_err(|_| not_installed())?;
        let mut tesseract = Tesseract {
            program,
            data: std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from),
            wall_seconds: wall_seconds.min(START_SECONDS),
            spent_ms: Arc::default(),
        };
        let languages = tesseract.run(&["--list-langs"], Vec::new()).map_err(|death| does_not_run(&tesseract.program, &death))?;
        tesseract.wall_seconds = wall_seconds;
        match ["chi_sim", "eng"].iter().all(|it| languages.lines().any(|line| line.trim() == *it)) {
            true => Ok(tesseract),
            false => Err(no_chinese()),
        }
    }

    /// Processor time of all its runs so far.
    pub fn spent(&self) -> Duration {
        Duration::from_millis(self.spent_ms.load(Ordering::Relaxed))
    }

    /// First reading of a whole page. Mode 11 looks for text wherever it stands: on cards, under seals
    /// and beside frames, where the modes that expect lines of a page lose the first of them.
    pub fn read_page(&self, how: Prepared, grey: &Grey) -> Result<PageText, Death> {
        let dpi = (how.dpi.round() as u32).to_string();
        let tsv = self.run(
            &["stdin", "stdout", "-l", "chi_sim", "--psm", "11", "--dpi", &dpi, AS_PRINTED[0], AS_PRINTED[1], "tsv"],
            tiff(&[grey], how.dpi),
        )?;
        Ok(page_text(&tsv, how, grey))
    }

    /// Second reading of crops of one line each, in one process; what it takes for no line at all is read once more as it is.
    pub fn read_lines(&self, crops: &[Grey], how: LineKind) -> Result<Vec<Option<String>>, Death> {
        let mut texts = self.read_lines_once(&crops.iter().collect::<Vec<_>>(), how, false)?;
        let silent: Vec<usize> = (0..crops.len()).filter(|i| texts[*i].is_none()).collect();
        let again = self.read_lines_once(&silent.iter().map(|i| &crops[*i]).collect::<Vec<_>>(), how, true)?;
        silent.into_iter().zip(again).for_each(|(i, text)| texts[i] = text);
        Ok(texts)
    }

    fn read_lines_once(&self, crops: &[&Grey], how: LineKind, raw: bool) -> Result<Vec<Option<String>>, Death> {
        if crops.is_empty() {
            return Ok(Vec::new());
        }
        let arguments: Vec<&str> =
            ["stdin", "stdout", "--dpi", "300"].into_iter().chain(AS_PRINTED).chain(line_settings(how, raw)).chain(["tsv"]).collect();
        let tsv = self.run(&arguments, tiff(crops, 300.0))?;
        Ok(lines(&tsv, crops.len()))
    }

    fn run(&self, arguments: &[&str], input: Vec<u8>) -> Result<String, Death> {
        let budget = Budget { memory_bytes: MEMORY_BYTES, cpu_seconds: self.wall_seconds };
        let own =
            ["tesseract".to_owned(), budget.memory_bytes.to_string(), budget.cpu_seconds.to_string(), self.program.display().to_string()];
        let arguments: Vec<String> = own.into_iter().chain(arguments.iter().map(|it| it.to_string())).collect();
        let mut environment = vec![("OMP_THREAD_LIMIT", "1"), ("LC_ALL", "C.UTF-8")];
        let data = self.data.as_ref().and_then(|it| it.to_str());
        environment.extend(data.map(|it| ("TESSDATA_PREFIX", it)));
        let mut heard = false;
        let all_at_once = move |from: &mut dyn Read| {
            let mut text = String::new();
            from.take(ANSWER_BYTES_MAX).read_to_string(&mut text)?;
            if text.len() as u64 == ANSWER_BYTES_MAX {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let first = !std::mem::replace(&mut heard, true);
            Ok((first && !text.is_empty()).then_some(text))
        };
        let mut process = Process::start(&arguments, &environment, budget, all_at_once)?;
        process.give(Input::Bytes(input));
        process.no_more();
        let text = process.hear(self.wall_seconds)?;
        self.spent_ms.fetch_add(process.spent().as_millis() as u64, Ordering::Relaxed);
        process.ended_well().map(|()| text) // what it said before it died is no whole answer
    }
}

const INSTALL: &str = "sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim";

fn not_installed() -> Wording {
    Wording::new(
        format!("本机没有安装 Tesseract，扫描件的文字没有读取。请运行：{INSTALL}"),
        format!("Tesseract is not installed on this machine, so the text of scans was not read. Run: {INSTALL}"),
    )
}

fn no_chinese() -> Wording {
    Wording::new(
        format!("本机的 Tesseract 缺少简体中文（chi_sim）或英文（eng）数据，扫描件的文字没有读取。请运行：{INSTALL}"),
        format!(
            "Tesseract on this machine lacks its data for simplified Chinese (chi_sim) or English (eng), so the text of scans was not read. Run: {INSTALL}"
        ),
    )
}

/// A script in its place does not run here either: its interpreter is outside of what the child may read.
fn does_not_run(program: &Path, death: &Death) -> Wording {
    let (program, Wording { zh, en }) = (program.display(), death.event());
    Wording::new(
        format!("本机的 Tesseract（{program}）不能在隔离下运行（{zh}），扫描件的文字没有读取。请重新安装：{INSTALL}"),
        format!(
            "Tesseract on this machine ({program}) does not run confined ({en}), so the text of scans was not read. Install it anew: {INSTALL}"
        ),
    )
}

/// The launcher: confines itself, then becomes Tesseract. Only returns when that fails.
pub fn launch(budget: Budget, program: &Path, arguments: &[String]) -> io::Error {
    let own = program.parent().and_then(Path::parent).into_iter().flat_map(|it| ITS_OWN.iter().map(move |own| it.join(own)));
    let data = std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from);
    let readable: Vec<PathBuf> = LIBRARIES.iter().map(PathBuf::from).chain(own).chain([program.to_owned()]).chain(data).collect();
    match confine::tesseract(budget, &readable).holds() {
        true => Command::new(program).args(arguments).exec(),
        false => io::Error::other("not confined"),
    }
}
