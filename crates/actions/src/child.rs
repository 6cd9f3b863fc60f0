//! The reader's two children: the parser, which has no files and no other programs, and Tesseract, which can read its own.
//!
//! Files are opened here and handed over as bytes; what comes back is facts and grey pixels, checked before they are believed.
//! Whatever happens to a child, the parent goes on: the file is then *not judged*, and says why.

mod confine;
mod material;
mod parser;
mod process;
mod protocol;
mod rebuild;
mod serve;
mod tesseract;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use casework::facts::RefusedFile;
use casework::words::Wording;
use reader::Limits;

pub use confine::Confinement;
pub use material::{Material, Progress, ReadOut, Spent, Stage, Timings, read_file, read_materials};
pub use process::Death;
pub use protocol::Escape;
pub use rebuild::{Rebuilding, rebuild};
pub use tesseract::Tesseract;

use confine::Budget;
use parser::Parser;

use crate::disk::open_plain;

/// The argument that makes this program one of its children.
const HIDDEN: &str = "__child";

/// Called first thing by `main`: if this process is to be a child, it is one until it ends.
pub fn entry(arguments: impl IntoIterator<Item = String>) -> Option<ExitCode> {
    let arguments: Vec<String> = arguments.into_iter().collect();
    let [_, hidden, role, memory_bytes, cpu_seconds, rest @ ..] = arguments.as_slice() else { return None };
    if hidden != HIDDEN {
        return None;
    }
    let (Ok(memory_bytes), Ok(cpu_seconds)) = (memory_bytes.parse(), cpu_seconds.parse()) else { return Some(ExitCode::FAILURE) };
    let budget = Budget { memory_bytes, cpu_seconds };
    Some(match (role.as_str(), rest) {
        ("reader", []) => serve::serve(budget).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        ("tesseract", [program, arguments @ ..]) => {
            eprintln!("{}", tesseract::launch(budget, Path::new(program), arguments));
            ExitCode::FAILURE
        }
        _ => ExitCode::FAILURE,
    })
}

/// How a child would be confined on this machine, by starting one.
///
/// # Errors
/// No child can be started, or nothing would confine it.
pub fn confinement(limits: &Limits) -> Result<Confinement, Death> {
    Parser::start(limits).map(|it| it.confinement)
}

/// Lets a child try to escape: the system's answer, or how it died. `Ok(Ok(()))` is an escape.
pub fn self_test(limits: &Limits, escape: Escape) -> Result<Result<(), String>, Death> {
    Parser::start(limits)?.self_test(escape)
}

/// A page of a file as JPEG, `width_px` wide, for the picture in a report. Pages count from 1; `None` where there is nothing to draw.
///
/// # Errors
/// The file was refused, or could not be read: a sentence.
pub fn preview(path: &Path, page: u32, width_px: u32, limits: &Limits) -> Result<Option<Vec<u8>>, Wording> {
    let draw = || {
        let (file, n_bytes) = open_plain(path).map_err(Death::File)?;
        let mut parser = Parser::start(limits)?;
        match parser.open(&name_of(path), file, n_bytes)? {
            Ok(_) => parser.preview(page, width_px).map(Ok),
            Err(refused) => Ok(Err(refused.message)),
        }
    };
    draw().map_err(|death: Death| death.wording())?
}

/// What unpacking an archive comes to.
#[derive(Debug)]
pub enum Unpacked {
    /// Its files are in the folder.
    Done,
    /// It is refused; what was unpacked before is of no use.
    Refused(RefusedFile),
    /// It was not read to its end, or not written.
    Unjudged(Death),
}

/// Unpacks a packet archive into an empty folder, in the child; every name is checked on both sides.
pub fn unpack(archive: &Path, folder: &Path, limits: &Limits) -> Unpacked {
    let unpack = || {
        let (file, n_bytes) = open_plain(archive).map_err(Death::File)?;
        if n_bytes > limits.archive_bytes {
            return Ok(Err(reader::refusal::FILE_SIZE.refuse(n_bytes >> 20)));
        }
        Parser::start(limits)?.unpack(file, n_bytes, |name, content| write_in(folder, name, content).map_err(Death::Disk))
    };
    match unpack() {
        Ok(Ok(())) => Unpacked::Done,
        Ok(Err(refused)) => Unpacked::Refused(refused),
        Err(death) => Unpacked::Unjudged(death),
    }
}

fn write_in(folder: &Path, name: &str, content: &[u8]) -> std::io::Result<()> {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::File::create_new(path).and_then(|mut file| std::io::Write::write_all(&mut file, content))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
