//! A file as nothing but its pixels: drawn in the child, page by page, and put into a PDF of our own out here. Whatever else was in the
//! file stays behind, and nothing that the child could have been made to write is believed but colours.

use std::io::{self, Write};
use std::path::Path;

use casework::facts::{FileFacts, RefusedFile};
use press::pictures::{PicturePdf, Pixels};
use reader::Limits;

use super::parser::{Parser, too_much_work};
use super::process::Death;
use crate::disk::open_plain;

/// What became of a rebuild.
#[derive(Debug)]
pub enum Rebuilding {
    /// It is written. The facts are those of the original: its flags tell what stayed behind.
    Done(FileFacts),
    /// The file is refused.
    Refused(RefusedFile),
    /// It has no pages of its own: a document of a word processor, a spreadsheet.
    WithoutPages,
    /// It was not read to its end, or not written.
    Unjudged(Death),
}

/// The longer side of A4 in millimetres: as large a photo is taken to be that does not say.
const A4_MM: f32 = 297.0;

/// Rebuilds a file. Its name only helps to word a refusal. One page is held at a time.
pub fn rebuild(path: &Path, name: &str, limits: &Limits, to: &mut impl Write) -> Rebuilding {
    let mut rebuild = || {
        let (file, n_bytes) = open_plain(path).map_err(Death::File)?;
        if n_bytes > limits.file_bytes {
            return Ok(Rebuilding::Refused(reader::refusal::FILE_SIZE.refuse(n_bytes >> 20)));
        }
        let mut parser = Parser::start(limits)?;
        match parser.open(name, file, n_bytes)? {
            Ok((facts, _)) if facts.pages.is_empty() => Ok(Rebuilding::WithoutPages),
            Ok((facts, _)) => draw(&facts, &mut parser, to).map(|refused| refused.map_or(Rebuilding::Done(facts), Rebuilding::Refused)),
            Err(refused) => Ok(Rebuilding::Refused(refused)),
        }
    };
    rebuild().unwrap_or_else(Rebuilding::Unjudged)
}

/// All pages; or the refusal of one that takes too much work to draw.
fn draw(facts: &FileFacts, parser: &mut Parser, to: &mut impl Write) -> Result<Option<RefusedFile>, Death> {
    let mut pdf = PicturePdf::begin(to).map_err(Death::Disk)?;
    for (page, number) in facts.pages.iter().zip(1..) {
        let picture = match parser.pixels(number) {
            Ok(picture) => picture,
            Err(Death::Work(seconds)) => return Ok(Some(too_much_work(facts.kind, number, seconds))),
            Err(death) => return Err(death),
        };
        let pixels = Pixels { width: picture.width, height: picture.height, rgb: &picture.rgb };
        pdf.page(&pixels, size_mm([page.width_mm, page.height_mm], [picture.width, picture.height])).map_err(Death::Disk)?;
    }
    pdf.finish().map(|_| None).map_err(Death::Disk)
}

/// As the file says, or as large as A4.
fn size_mm(said: [f32; 2], [width, height]: [u32; 2]) -> [f32; 2] {
    let unknown = said.iter().any(|it| *it <= 0.0);
    if unknown { [width, height].map(|it| it as f32 * A4_MM / width.max(height) as f32) } else { said }
}

/// A disk that is full ends the whole work; any other trouble is one file's.
impl Rebuilding {
    /// What the disk said, if that is what happened.
    pub fn disk_error(self) -> Result<Rebuilding, io::Error> {
        match self {
            Rebuilding::Unjudged(Death::Disk(error)) => Err(error),
            other => Ok(other),
        }
    }
}
