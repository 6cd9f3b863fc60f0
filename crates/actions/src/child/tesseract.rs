//! The OCR child: Tesseract, started through a launcher that gives up everything but its program, libraries and data.

use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use casework::words::Wording;
use reader::Grey;
use reader::ocr::{Prepared, line_settings, lines, page_texts, tiff};
use reader::text::{LineKind, PageText};

use super::confine::{self, Budget};
use super::process::{Death, Input, Process};

/// Its two languages need 300 MiB together; a page adds its pixels a few times over.
const MEMORY_BYTES: u64 = 1024 << 20;
/// The words of a page are some kilobytes.
const ANSWER_BYTES_MAX: u64 = 32 << 20;

/// Where libraries and language data are on the systems we know.
const READABLE: [&str; 10] = [
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/tesseract-ocr",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/etc/ld.so.cache",
    "/nix/store",
];

/// Tesseract on this machine, with the languages it needs.
#[derive(Clone, Debug)]
pub struct Tesseract {
    program: PathBuf,
    data: Option<PathBuf>,
    wall_seconds: u64,
}

impl Tesseract {
    /// Looks for it.
    ///
    /// # Errors
    /// It is not there, or cannot read Chinese: what to install.
    pub fn find(wall_seconds: u64) -> Result<Tesseract, Wording> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let program = std::env::split_paths(&path).map(|it| it.join("tesseract")).find(|it| it.is_file()).ok_or_else(not_installed)?;
        let program = program.canonicalize().map_err(|_| not_installed())?;
        let tesseract = Tesseract { program, data: std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from), wall_seconds };
        let languages = tesseract.run(&["--list-langs"], Vec::new()).map_err(|_| not_installed())?;
        match ["chi_sim", "eng"].iter().all(|it| languages.lines().any(|line| line.trim() == *it)) {
            true => Ok(tesseract),
            false => Err(not_installed()),
        }
    }

    /// First reading of whole pages. Mode 11 looks for text wherever it stands: on cards, under seals
    /// and beside frames, where the modes that expect lines of a page lose the first of them.
    pub fn read_pages(&self, pages: &[(Prepared, Grey)]) -> Result<Vec<PageText>, Death> {
        let mut texts = Vec::new();
        for (how, grey) in pages {
            let dpi = (how.dpi.round() as u32).to_string();
            let tsv = self.run(&["stdin", "stdout", "-l", "chi_sim", "--psm", "11", "--dpi", &dpi, "tsv"], tiff(&[grey], how.dpi))?;
            texts.extend(page_texts(&tsv, &[(*how, grey.width, grey.height)]));
        }
        Ok(texts)
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
        let arguments: Vec<&str> = ["stdin", "stdout", "--dpi", "300"].into_iter().chain(line_settings(how, raw)).chain(["tsv"]).collect();
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
            let first = !std::mem::replace(&mut heard, true);
            Ok((first && !text.is_empty()).then_some(text))
        };
        let mut process = Process::start(&arguments, &environment, budget, all_at_once)?;
        process.give(Input::Bytes(input));
        process.no_more();
        process.hear(self.wall_seconds)
    }
}

fn not_installed() -> Wording {
    Wording::new(
        "本机没有安装 Tesseract 及其简体中文数据，扫描件的文字没有读取。请运行：sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim",
        "Tesseract with simplified Chinese is not installed on this machine, so the text of scans was not read. Run: sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim",
    )
}

/// The launcher: confines itself, then becomes Tesseract. Only returns when that fails.
pub fn launch(budget: Budget, program: &Path, arguments: &[String]) -> io::Error {
    let data = std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from);
    let readable: Vec<PathBuf> = READABLE.iter().map(PathBuf::from).chain([program.to_owned()]).chain(data).collect();
    match confine::tesseract(budget, &readable).holds() {
        true => Command::new(program).args(arguments).exec(),
        false => io::Error::other("not confined"),
    }
}
