//! The parser child as its parent uses it: one file, several questions, every answer checked before it is believed.

use std::fs::File;
use std::time::Duration;

use casework::facts::{FileFacts, FileKind, RefusedFile};
use reader::ocr::{Prepared, crops_of_a_line};
use reader::text::{LineKind, Look, PageText};
use reader::{Grey, Limits, Picture, refusal};

use super::confine::{Budget, Confinement};
use super::process::{Death, Input, Process};
use super::protocol::{Answer, Escape, Request, receive, send_header};

/// A confined process that holds one file.
pub struct Parser {
    process: Process<(Answer, Vec<u8>)>,
    limits: Limits,
    /// How it is confined.
    pub confinement: Confinement,
}

/// What opening a file comes to.
pub type Opening = Result<(FileFacts, Vec<PageText>), RefusedFile>;

impl Parser {
    /// Starts one, and makes sure that it is confined before it is given anything.
    pub fn start(limits: &Limits) -> Result<Parser, Death> {
        let budget = Budget { memory_bytes: limits.memory_bytes, cpu_seconds: limits.cpu_seconds };
        let arguments = ["reader".to_owned(), budget.memory_bytes.to_string(), budget.cpu_seconds.to_string()];
        let raw_bytes_max = limits.file_bytes.max(raster_bytes_max(limits));
        let mut process = Process::start(&arguments, &[], budget, move |from| receive(&mut { from }, raw_bytes_max))?;
        match process.hear(limits.wall_seconds)? {
            (Answer::Ready(confinement), _) if confinement.holds() => Ok(Parser { process, limits: limits.clone(), confinement }),
            (Answer::Ready(_), _) => Err(Death::Unconfined),
            _ => Err(Death::Nonsense),
        }
    }

    /// Gives it a file to open. The caller has looked at the size.
    pub fn open(&mut self, name: &str, file: File, n_bytes: u64) -> Result<Opening, Death> {
        self.ask_with(&Request::Open { name: name.to_owned(), limits: self.limits.clone() }, file, n_bytes)?;
        let mut begun = None;
        loop {
            let work_seconds = if matches!(begun, Some((_, 1..))) { self.limits.page_cpu_seconds } else { self.limits.opening_cpu_seconds };
            match (self.process.hear_within(self.limits.wall_seconds, work_seconds), begun) {
                (Ok((Answer::Begins { kind, page }, _)), _) => begun = Some((kind, page)),
                (Ok((Answer::Opened { facts, texts }, _)), _) if self.believes(&facts, &texts, n_bytes) => return Ok(Ok((facts, texts))),
                (Ok((Answer::Refused(refused), _)), _) if reader::reason(&refused.code).is_some() => return Ok(Err(refused)),
                (Ok(_), _) => return Err(Death::Nonsense),
                (Err(Death::Work(seconds)), Some((kind, page))) => return Ok(Err(too_much_work(kind, page, seconds))),
                (Err(death), _) => return Err(death),
            }
        }
    }

    fn believes(&self, facts: &FileFacts, texts: &[PageText], n_bytes: u64) -> bool {
        let known = facts.flags.iter().all(|it| reader::reason(it).is_some());
        facts.bytes == n_bytes && facts.pages.len() <= self.limits.pages as usize && texts.len() <= facts.pages.len().max(1) && known
    }

    /// A page prepared for OCR, turned clockwise by so many quarters more than its lines show; `None` where there is nothing to draw.
    pub fn raster(&mut self, page: u32, quarters: u8) -> Result<Option<(Prepared, Grey)>, Death> {
        match self.ask(&Request::Raster { page, quarters })? {
            (Answer::Raster { how, width, height }, raw) if how.page == page => Ok(Some((how, self.grey(width, height, raw)?))),
            (Answer::Nothing, _) => Ok(None),
            _ => Err(Death::Nonsense),
        }
    }

    /// Crops of a page's lines; as many of each as the look takes.
    pub fn crops(&mut self, how: Prepared, areas: &[[f32; 4]], kind: LineKind, look: Look) -> Result<Vec<Grey>, Death> {
        let answer = self.ask(&Request::Crops { how, areas: areas.to_vec(), kind, look })?;
        self.greys(answer, areas.len() * crops_of_a_line(kind, look))
    }

    /// The name around a seal, unrolled in two ways; nothing where no letters are seen.
    pub fn ring(&mut self, page: u32, area: [f32; 4]) -> Result<Vec<Grey>, Death> {
        let answer = self.ask(&Request::Ring { page, area })?;
        self.greys(answer, 2)
    }

    fn greys(&self, answer: (Answer, Vec<u8>), n: usize) -> Result<Vec<Grey>, Death> {
        match answer {
            (Answer::Crops { sizes }, raw) if sizes.len() == n => {
                let mut left = raw.as_slice();
                let crops = sizes.into_iter().map(|(width, height)| {
                    let n = width as usize * height as usize;
                    let (pixels, rest) = left.split_at_checked(n).ok_or(Death::Nonsense)?;
                    left = rest;
                    self.grey(width, height, pixels.to_vec())
                });
                crops.collect()
            }
            (Answer::Nothing, _) => Ok(Vec::new()),
            _ => Err(Death::Nonsense),
        }
    }

    /// A page as JPEG, for a person.
    pub fn preview(&mut self, page: u32, width_px: u32) -> Result<Option<Vec<u8>>, Death> {
        match self.ask(&Request::Preview { page, width_px })? {
            (Answer::Preview, jpeg) if jpeg.starts_with(b"\xff\xd8\xff") => Ok(Some(jpeg)),
            (Answer::Nothing, _) => Ok(None),
            _ => Err(Death::Nonsense),
        }
    }

    /// A page in colour, believed when it has as many pixels as it says, and is no larger than a copy may be.
    pub fn pixels(&mut self, page: u32) -> Result<Picture, Death> {
        match self.ask(&Request::Pixels { page })? {
            (Answer::Pixels { width, height }, rgb) => {
                let fits = width.max(height) <= self.limits.copied_side_px && width.min(height) > 0;
                let whole = rgb.len() as u64 == 3 * u64::from(width) * u64::from(height);
                if fits && whole { Ok(Picture::new(width, height, rgb)) } else { Err(Death::Nonsense) }
            }
            _ => Err(Death::Nonsense),
        }
    }

    /// Unpacks an archive, file by file.
    pub fn unpack(
        &mut self,
        file: File,
        n_bytes: u64,
        mut each: impl FnMut(&str, &[u8]) -> Result<(), Death>,
    ) -> Result<Result<(), RefusedFile>, Death> {
        self.ask_with(&Request::Unpack { limits: self.limits.clone() }, file, n_bytes)?;
        let (mut n_entries, mut n_bytes) = (0, 0);
        loop {
            match self.hear()? {
                (Answer::Entry { name }, content) => {
                    n_entries += 1;
                    n_bytes += content.len() as u64;
                    let too_much = n_entries > self.limits.archive_entries || n_bytes > self.limits.archive_bytes;
                    if too_much || !reader::archive::is_safe_name(&name) {
                        return Err(Death::Nonsense);
                    }
                    each(&name, &content)?;
                }
                (Answer::Unpacked, _) => return Ok(Ok(())),
                (Answer::Refused(refused), _) if reader::reason(&refused.code).is_some() => return Ok(Err(refused)),
                _ => return Err(Death::Nonsense),
            }
        }
    }

    /// Lets it try to escape, and tells what the system said.
    pub fn self_test(&mut self, escape: Escape) -> Result<Result<(), String>, Death> {
        match self.ask(&Request::SelfTest(escape))? {
            (Answer::Tried(tried), _) => Ok(tried),
            (Answer::Raster { width, height, .. }, raw) => self.grey(width, height, raw).map(|_| Ok(())),
            _ => Err(Death::Nonsense),
        }
    }

    /// The most memory it has held so far, in bytes.
    pub fn peak_bytes(&self) -> u64 {
        self.process.peak_bytes()
    }

    /// Processor time it has spent so far.
    pub fn spent(&self) -> Duration {
        self.process.spent()
    }

    /// Pixels are believed when there are as many as the size says, and no more than the limits allow.
    fn grey(&self, width: u32, height: u32, pixels: Vec<u8>) -> Result<Grey, Death> {
        let fits = width.max(height) <= self.limits.image_side_px && pixels.len() == width as usize * height as usize;
        if fits { Ok(Grey { width, height, pixels }) } else { Err(Death::Nonsense) }
    }

    fn ask(&mut self, request: &Request) -> Result<(Answer, Vec<u8>), Death> {
        self.process.give(Input::Bytes(message(request, 0)));
        self.hear()
    }

    fn ask_with(&mut self, request: &Request, file: File, n_bytes: u64) -> Result<(), Death> {
        self.process.give(Input::Bytes(message(request, n_bytes)));
        self.process.give(Input::File(file, n_bytes));
        Ok(())
    }

    fn hear(&mut self) -> Result<(Answer, Vec<u8>), Death> {
        self.process.hear_within(self.limits.wall_seconds, self.limits.page_cpu_seconds)
    }
}

/// What a child was ended for while it worked on a file that was recognised: the file's doing.
pub fn too_much_work(kind: FileKind, page: u32, seconds: u64) -> RefusedFile {
    let reason = if kind == FileKind::Pdf { refusal::PDF_TIME } else { refusal::FILE_TIME };
    let refused = reason.refuse(format_args!("> {seconds} s"));
    RefusedFile { page: (page > 0).then_some(page), ..refused }
}

fn message(request: &Request, n_raw: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    send_header(&mut bytes, request, n_raw).expect("memory takes everything");
    bytes
}

fn raster_bytes_max(limits: &Limits) -> u64 {
    u64::from(limits.image_side_px).pow(2).max(3 * u64::from(limits.copied_side_px).pow(2))
}
