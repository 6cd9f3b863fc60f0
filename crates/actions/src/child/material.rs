//! From a file to what is known of it: opened in a child, its words read, understood.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use casework::facts::{Content, DocumentSeen, Facts, FileFacts, FileState, MaterialFacts};
use casework::words::{DocumentKind, Slot, Wording};
use reader::ocr::Prepared;
use reader::text::{LineKind, PageText, SecondLook, Source};
use reader::{Limits, documents, refusal, understand, understand_other};
use serde_json::Value;

use super::parser::Parser;
use super::process::Death;
use super::tesseract::Tesseract;
use crate::disk::open_plain;

/// A material to be read.
#[derive(Clone, Debug)]
pub struct Material {
    /// What it was handed in for.
    pub slot: Slot,
    /// What it is about, where it is other material.
    pub topic: Option<String>,
    /// Its name in the packet.
    pub file: String,
    /// Where it is. Whether a packet may name that place is judged by whoever opens the packet.
    pub path: PathBuf,
}

/// What is being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Opened and measured.
    Open,
    /// Its pages are prepared for OCR.
    Raster,
    /// First reading.
    Ocr,
    /// Lines that matter are read again.
    SecondLook,
    /// Words become facts.
    Understand,
    /// Nothing more is done.
    Done,
}

/// A stage of a file that begins.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Which of the materials, from 0.
    pub index: usize,
    /// Of how many.
    pub of: usize,
    /// Its name in the packet.
    pub file: String,
    /// What is being done.
    pub stage: Stage,
}

/// Time spent, by stage; over all workers, so together it can be more than the clock shows.
pub type Timings = BTreeMap<Stage, Duration>;

/// What reading a packet's materials gives.
#[derive(Debug, Default)]
pub struct ReadOut {
    /// In the order of the materials.
    pub facts: Facts,
    /// By stage.
    pub timings: Timings,
    /// The most memory one parser child held, in bytes.
    pub peak_bytes: u64,
}

/// Pages that are read by OCR at a time: on the first of them stands what a slot asks for, unless the file holds several documents.
const OCR_PAGES_AT_ONCE: usize = 3;
/// Pages of a file that are read by OCR at most.
const OCR_PAGES_MAX: usize = 12;

/// Reads all materials, as many at once as there are processors; a file that is named for several slots is read once.
pub fn read_materials(materials: &[Material], limits: &Limits, progress: &mut dyn FnMut(Progress)) -> ReadOut {
    let tesseract = Tesseract::find(limits.wall_seconds);
    let files = by_file(materials);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let n_workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let (say, said) = channel();
    thread::scope(|scope| {
        for _ in 0..n_workers {
            let (say, next, done, tesseract, files) = (say.clone(), &next, &done, &tesseract, &files);
            scope.spawn(move || {
                while let Some(indices) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (index, file) = (indices[0], &materials[indices[0]].file);
                    let mut on_stage = |stage| drop(say.send(Progress { index, of: materials.len(), file: file.clone(), stage }));
                    let wanted: Vec<&Material> = indices.iter().map(|it| &materials[*it]).collect();
                    let read = read_file(&wanted, limits, tesseract, &mut on_stage);
                    done.lock().unwrap_or_else(|it| it.into_inner()).push((indices, read));
                }
            });
        }
        drop(say);
        said.into_iter().for_each(progress);
    });
    let mut out = ReadOut::default();
    let mut facts = Vec::new();
    for (indices, (read, timings, peak_bytes)) in done.into_inner().unwrap_or_else(|it| it.into_inner()) {
        facts.extend(indices.iter().zip(read));
        timings.into_iter().for_each(|(stage, time)| *out.timings.entry(stage).or_default() += time);
        out.peak_bytes = out.peak_bytes.max(peak_bytes);
    }
    facts.sort_by_key(|(index, _)| *index);
    out.facts.materials = facts.into_iter().map(|(_, it)| it).collect();
    out
}

/// The materials by the file they name, each file where it is named first.
fn by_file(materials: &[Material]) -> Vec<Vec<usize>> {
    let mut files: Vec<Vec<usize>> = Vec::new();
    for (i, material) in materials.iter().enumerate() {
        match files.iter_mut().find(|it| materials[it[0]].path == material.path) {
            Some(named) => named.push(i),
            None => files.push(vec![i]),
        }
    }
    files
}

/// Reads one file for all the slots it was handed in for. Trouble with it is in its facts; nothing here fails.
pub fn read_file(
    wanted: &[&Material],
    limits: &Limits,
    tesseract: &Result<Tesseract, Wording>,
    on_stage: &mut dyn FnMut(Stage),
) -> (Vec<MaterialFacts>, Timings, u64) {
    let mut reading = Reading { limits, tesseract, on_stage, timings: Timings::new(), peak_bytes: 0 };
    let read = reading.read(wanted).unwrap_or_else(|death| {
        Read::nothing(match death {
            Death::File(error) if error.kind() == io::ErrorKind::NotFound => FileState::Missing,
            death => FileState::Unjudged(death.wording()),
        })
    });
    reading.time(Stage::Done, || ());
    let mut contents = read.contents.into_iter();
    let facts = wanted.iter().map(|it| MaterialFacts {
        slot: it.slot,
        file: it.file.clone(),
        state: read.state.clone(),
        documents: read.documents.clone(),
        content: contents.next().unwrap_or_default(),
    });
    (facts.collect(), reading.timings, reading.peak_bytes)
}

/// What one file gave.
struct Read {
    state: FileState,
    documents: Vec<DocumentSeen>,
    /// One for each slot, or none at all.
    contents: Vec<Content>,
}

impl Read {
    fn nothing(state: FileState) -> Read {
        Read { state, documents: Vec::new(), contents: Vec::new() }
    }
}

struct Reading<'a> {
    limits: &'a Limits,
    tesseract: &'a Result<Tesseract, Wording>,
    on_stage: &'a mut dyn FnMut(Stage),
    timings: Timings,
    peak_bytes: u64,
}

impl Reading<'_> {
    fn read(&mut self, wanted: &[&Material]) -> Result<Read, Death> {
        let material = wanted[0];
        let (file, n_bytes) = open_plain(&material.path).map_err(Death::File)?;
        if n_bytes > self.limits.file_bytes {
            return Ok(Read::nothing(FileState::Refused(refusal::FILE_SIZE.refuse(n_bytes >> 20))));
        }
        let mut parser = Parser::start(self.limits)?;
        let (facts, texts) = match self.time(Stage::Open, || parser.open(&material.file, file, n_bytes))? {
            Ok(opened) => opened,
            Err(refused) => return Ok(Read::nothing(FileState::Refused(refused))),
        };
        let said = self.said(wanted, &facts, texts, &mut parser);
        self.peak_bytes = parser.peak_bytes();
        let (documents, contents) = said?;
        Ok(Read { state: FileState::Opened(facts), documents, contents })
    }

    /// The documents in a file, and what they say to each slot.
    fn said(
        &mut self,
        wanted: &[&Material],
        facts: &FileFacts,
        mut texts: Vec<PageText>,
        parser: &mut Parser,
    ) -> Result<(Vec<DocumentSeen>, Vec<Content>), Death> {
        if !facts.pages.is_empty() && facts.pages.iter().all(|it| it.blank) {
            return Ok((Vec::new(), Vec::new())); // nothing is asked of it; that it is blank is said once
        }
        let mute = mute_pages(facts, &texts);
        let slots: Vec<Slot> = wanted.iter().map(|it| it.slot).collect();
        let asked = asked_pages(&slots, &mute, &texts);
        // Whatever becomes of their reading, they are pictures: what is not read on them is not absent from them.
        mute.iter().for_each(|i| texts[*i].source = Source::Ocr);
        let mut look = Look { parser, tesseract: self.tesseract.as_ref().ok(), prepared: Vec::new(), time: Duration::ZERO };
        let mut trouble = None;
        let mut seen = documents(&texts);
        for some in asked.chunks(OCR_PAGES_AT_ONCE) {
            if trouble.is_some() || slots.iter().all(|it| is_served(*it, &seen)) {
                break;
            }
            trouble = match self.tesseract {
                Err(why) => Some(why.clone()),
                Ok(tesseract) => self.read_pages(some, &mut texts, tesseract, &mut look)?,
            };
            seen = documents(&texts);
        }
        let understood = |it: &&Material| match &it.topic {
            Some(topic) if it.slot == Slot::Other => understand_other(topic, &texts),
            _ => understand(it.slot, &texts, &seen, &mut look),
        };
        let contents: Vec<Content> = self.time(Stage::Understand, || wanted.iter().map(understood).collect());
        *self.timings.entry(Stage::SecondLook).or_default() += look.time;
        let time = self.timings.entry(Stage::Understand).or_default();
        *time = time.saturating_sub(look.time);
        Ok((
            seen,
            match trouble {
                Some(why) => contents.into_iter().map(|it| because(it, &why)).collect(),
                None => contents,
            },
        ))
    }

    /// Puts the words of pages into their place, or says why there are none: the rest of the file is known all the same.
    fn read_pages(
        &mut self,
        asked: &[usize],
        texts: &mut [PageText],
        tesseract: &Tesseract,
        look: &mut Look,
    ) -> Result<Option<Wording>, Death> {
        let pages = self.time(Stage::Raster, || {
            asked.iter().filter_map(|i| look.parser.raster(*i as u32 + 1).transpose()).collect::<Result<Vec<_>, _>>()
        })?;
        look.prepared.extend(pages.iter().map(|(how, _)| *how));
        match self.time(Stage::Ocr, || tesseract.read_pages(&pages)) {
            Ok(read) => {
                for text in read {
                    let i = text.page as usize - 1;
                    texts[i] = text;
                }
                Ok(None)
            }
            Err(death) => {
                look.tesseract = None; // it would die again
                Ok(Some(not_recognised(&death)))
            }
        }
    }

    fn time<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        (self.on_stage)(stage);
        let begun = Instant::now();
        let done = work();
        *self.timings.entry(stage).or_default() += begun.elapsed();
        done
    }
}

/// The pages that say nothing by themselves though something is on them, from 0.
fn mute_pages(facts: &FileFacts, texts: &[PageText]) -> Vec<usize> {
    let is_mute = |i: &usize| texts[*i].words.is_empty() && facts.pages.get(*i).is_some_and(|it| !it.blank);
    (0..texts.len()).filter(is_mute).collect()
}

/// Those of them that may be read by OCR.
fn asked_pages(slots: &[Slot], mute: &[usize], texts: &[PageText]) -> Vec<usize> {
    let is_silent = texts.iter().all(|it| it.words.is_empty());
    let asks = |slot: &Slot| match slot {
        Slot::Other => false,
        // Written electronically: looked at only where the whole file carries no text.
        Slot::HandlerProfile | Slot::UseStatement | Slot::PiaReport => is_silent,
        _ => true,
    };
    if slots.iter().any(asks) { mute.iter().copied().take(OCR_PAGES_MAX).collect() } else { Vec::new() }
}

/// Whether what a slot asks for was found: of a resident's card both sides.
fn is_served(slot: Slot, documents: &[DocumentSeen]) -> bool {
    let has = |kind| documents.iter().any(|it| it.firm && it.kind == kind);
    match slot {
        Slot::LegalRepresentativeId | Slot::AgentId if has(DocumentKind::IdFront) || has(DocumentKind::IdBack) => {
            has(DocumentKind::IdFront) && has(DocumentKind::IdBack)
        }
        _ => documents.iter().any(|it| it.firm && it.kind.suits(slot)),
    }
}

fn not_recognised(death: &Death) -> Wording {
    let Wording { zh, en } = death.event();
    Wording::new(
        format!("文字识别（Tesseract）没有完成：{zh}，请人工核对这一项"),
        format!("text recognition (Tesseract) did not finish: {en}; compare this by hand"),
    )
}

/// The second look of one material: crops from its parser, read by Tesseract.
struct Look<'a> {
    parser: &'a mut Parser,
    tesseract: Option<&'a Tesseract>,
    prepared: Vec<Prepared>,
    time: Duration,
}

impl Look<'_> {
    fn try_read(&mut self, page: u32, areas: &[[f32; 4]], how: LineKind) -> Option<Vec<Option<String>>> {
        let prepared = *self.prepared.iter().find(|it| it.page == page)?;
        let crops = self.parser.crops(prepared, areas).ok()?;
        let lines = self.tesseract?.read_lines(&crops, how).ok()?;
        (lines.len() == areas.len()).then_some(lines)
    }
}

impl SecondLook for Look<'_> {
    fn read(&mut self, page: u32, areas: &[[f32; 4]], how: LineKind) -> Vec<Option<String>> {
        let begun = Instant::now();
        let lines = self.try_read(page, areas, how).unwrap_or_else(|| vec![None; areas.len()]);
        self.time += begun.elapsed();
        lines
    }
}

/// The same content with one reason for everything that could not be read. A fact that was not read is written
/// `"unread"` or as a table with that key, and nothing else is.
fn because(content: Content, why: &Wording) -> Content {
    let explained = || {
        let mut value = serde_json::to_value(&content).ok()?;
        explain(&mut value, &serde_json::to_value(why).ok()?);
        serde_json::from_value(value).ok()
    };
    explained().unwrap_or(content)
}

fn explain(value: &mut Value, why: &Value) {
    match value {
        Value::String(word) if word == "unread" => *value = serde_json::json!({ "unread": why }),
        Value::Object(fact) if fact.contains_key("unread") => drop(fact.insert("unread".to_owned(), why.clone())),
        Value::Object(fact) if fact.contains_key("read") => {}
        Value::Object(fields) => fields.values_mut().for_each(|it| explain(it, why)),
        Value::Array(values) => values.iter_mut().for_each(|it| explain(it, why)),
        _ => {}
    }
}
