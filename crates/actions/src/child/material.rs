//! From a file to what is known of it: opened in a child, its words read, understood.

mod pages;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use casework::facts::{Content, DocumentSeen, Facts, FileFacts, FileState, MaterialFacts, Place, SealShape};
use casework::words::{Slot, Wording};
use reader::ocr::{Prepared, crops_of_a_line, ring_text};
use reader::text::{LineKind, Look, PageText, SecondLook, Source};
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

/// What reading cost.
#[derive(Debug, Default)]
pub struct Spent {
    /// By stage, on the clock.
    pub timings: Timings,
    /// The most memory one parser child held, in bytes.
    pub peak_bytes: u64,
    /// Processor time of the parser children.
    pub parsers: Duration,
    /// Processor time of Tesseract.
    pub tesseract: Duration,
}

/// What reading a packet's materials gives.
#[derive(Debug, Default)]
pub struct ReadOut {
    /// In the order of the materials.
    pub facts: Facts,
    /// What it cost.
    pub spent: Spent,
}

/// Print that stands upright reads with 0.62 and more, any other way with 0.30 and less.
const UPRIGHT_CONFIDENCE_MIN: f32 = 0.5;
/// In quarters clockwise. Which way lines run is seen before; whether they stand on their head is not.
const FURTHER_TURNS: [u8; 4] = [0, 2, 1, 3];

/// Reads all materials, as many at once as there are processors; a file that is named for several slots is read once.
pub fn read_materials(materials: &[Material], limits: &Limits, progress: &mut dyn FnMut(Progress)) -> ReadOut {
    let tesseract = Tesseract::find(limits.wall_seconds);
    let (files, sought) = (by_file(materials), pages::sought(materials));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let n_workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let (say, said) = channel();
    thread::scope(|scope| {
        for _ in 0..n_workers {
            let (say, next, done, tesseract, files, sought) = (say.clone(), &next, &done, &tesseract, &files, &sought);
            scope.spawn(move || {
                while let Some(indices) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (index, file) = (indices[0], &materials[indices[0]].file);
                    let mut on_stage = |stage| drop(say.send(Progress { index, of: materials.len(), file: file.clone(), stage }));
                    let wanted: Vec<&Material> = indices.iter().map(|it| &materials[*it]).collect();
                    let read = read_file(&wanted, sought, limits, tesseract, &mut on_stage);
                    done.lock().unwrap_or_else(|it| it.into_inner()).push((indices, read));
                }
            });
        }
        drop(say);
        said.into_iter().for_each(progress);
    });
    let mut out = ReadOut::default();
    let mut facts = Vec::new();
    for (indices, (read, spent)) in done.into_inner().unwrap_or_else(|it| it.into_inner()) {
        facts.extend(indices.iter().zip(read));
        spent.timings.into_iter().for_each(|(stage, time)| *out.spent.timings.entry(stage).or_default() += time);
        out.spent.peak_bytes = out.spent.peak_bytes.max(spent.peak_bytes);
        out.spent.parsers += spent.parsers;
    }
    out.spent.tesseract = tesseract.map_or(Duration::ZERO, |it| it.spent());
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

/// Reads one file for all the slots it was handed in for; of its further pages more are read while something is sought. Trouble with it is in its facts; nothing here fails.
pub fn read_file(
    wanted: &[&Material],
    sought: &[Slot],
    limits: &Limits,
    tesseract: &Result<Tesseract, Wording>,
    on_stage: &mut dyn FnMut(Stage),
) -> (Vec<MaterialFacts>, Spent) {
    let mut reading = Reading { limits, tesseract, sought, on_stage, spent: Spent::default() };
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
    (facts.collect(), reading.spent)
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
    sought: &'a [Slot],
    on_stage: &'a mut dyn FnMut(Stage),
    spent: Spent,
}

impl Reading<'_> {
    fn read(&mut self, wanted: &[&Material]) -> Result<Read, Death> {
        let material = wanted[0];
        let (file, n_bytes) = open_plain(&material.path).map_err(Death::File)?;
        if n_bytes > self.limits.file_bytes {
            return Ok(Read::nothing(FileState::Refused(refusal::FILE_SIZE.refuse(n_bytes >> 20))));
        }
        let mut parser = Parser::start(self.limits)?;
        let (mut facts, texts) = match self.time(Stage::Open, || parser.open(&material.file, file, n_bytes))? {
            Ok(opened) => opened,
            Err(refused) => return Ok(Read::nothing(FileState::Refused(refused))),
        };
        let said = self.said(wanted, &mut facts, texts, &mut parser);
        (self.spent.peak_bytes, self.spent.parsers) = (parser.peak_bytes(), parser.spent());
        let (documents, contents) = said?;
        Ok(Read { state: FileState::Opened(facts), documents, contents })
    }

    /// The documents in a file, and what they say to each slot.
    fn said(
        &mut self,
        wanted: &[&Material],
        facts: &mut FileFacts,
        mut texts: Vec<PageText>,
        parser: &mut Parser,
    ) -> Result<(Vec<DocumentSeen>, Vec<Content>), Death> {
        if !facts.pages.is_empty() && facts.pages.iter().all(|it| it.blank) {
            return Ok((Vec::new(), Vec::new())); // nothing is asked of it; that it is blank is said once
        }
        let slots: Vec<Slot> = wanted.iter().map(|it| it.slot).collect();
        let mute = pages::mute(facts, &texts);
        let asked = pages::asked(&slots, &mute, &texts);
        // Whatever becomes of their reading, they are pictures: what is not read on them is not absent from them.
        mute.iter().for_each(|i| texts[*i].source = Source::Ocr);
        let mut look = Eyes { parser, tesseract: self.tesseract.as_ref().ok(), prepared: Vec::new(), time: Duration::ZERO };
        let mut trouble = None;
        let mut seen = documents(&texts);
        for some in asked.chunks(pages::AT_ONCE) {
            if trouble.is_some() || slots.iter().chain(self.sought).all(|it| pages::are_enough(*it, &seen)) {
                break;
            }
            trouble = match self.tesseract {
                Err(why) => Some(why.clone()),
                Ok(tesseract) => self.read_pages(some, &mut texts, tesseract, &mut look)?,
            };
            seen = documents(&texts);
        }
        for how in &look.prepared {
            let i = how.page as usize - 1;
            if texts[i].confidence() >= UPRIGHT_CONFIDENCE_MIN {
                facts.pages[i].turned = how.pose.quarters();
            }
        }
        let understood = |it: &&Material| match &it.topic {
            Some(topic) if it.slot == Slot::Other => understand_other(topic, &texts),
            _ => understand(it.slot, &texts, &seen, &mut look),
        };
        let contents: Vec<Content> = self.time(Stage::Understand, || wanted.iter().map(understood).collect());
        look.read_rings(&slots, facts);
        *self.spent.timings.entry(Stage::SecondLook).or_default() += look.time;
        let time = self.spent.timings.entry(Stage::Understand).or_default();
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
        look: &mut Eyes,
    ) -> Result<Option<Wording>, Death> {
        for i in asked {
            match self.read_page(*i as u32 + 1, tesseract, look)? {
                Ok(Some(text)) => texts[*i] = text,
                Ok(None) => {}
                Err(death) => {
                    look.tesseract = None; // it would die again
                    return Ok(Some(not_recognised(&death)));
                }
            }
        }
        Ok(None)
    }

    /// Reads a page as its lines run and, where that says next to nothing, turned further: a page upside down reads as dirt.
    fn read_page(&mut self, page: u32, tesseract: &Tesseract, look: &mut Eyes) -> Result<Result<Option<PageText>, Death>, Death> {
        let mut best: Option<(Prepared, PageText)> = None;
        for quarters in FURTHER_TURNS {
            let Some((how, grey)) = self.time(Stage::Raster, || look.parser.raster(page, quarters))? else { break };
            let text = match self.time(Stage::Ocr, || tesseract.read_page(how, &grey)) {
                Ok(text) => text,
                Err(death) => return Ok(Err(death)),
            };
            let confidence = text.confidence();
            if best.as_ref().is_none_or(|(_, it)| confidence > it.confidence()) {
                best = Some((how, text));
            }
            if confidence >= UPRIGHT_CONFIDENCE_MIN {
                break;
            }
        }
        look.prepared.extend(best.as_ref().map(|it| it.0));
        Ok(Ok(best.map(|it| it.1)))
    }

    fn time<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        (self.on_stage)(stage);
        let begun = Instant::now();
        let done = work();
        *self.spent.timings.entry(stage).or_default() += begun.elapsed();
        done
    }
}

fn not_recognised(death: &Death) -> Wording {
    let Wording { zh, en } = death.event();
    Wording::new(
        format!("文字识别（Tesseract）没有完成：{zh}，请人工核对这一项"),
        format!("text recognition (Tesseract) did not finish: {en}; compare this by hand"),
    )
}

/// Who looks again at one material: crops from its parser, read by Tesseract.
struct Eyes<'a> {
    parser: &'a mut Parser,
    tesseract: Option<&'a Tesseract>,
    prepared: Vec<Prepared>,
    time: Duration,
}

impl Eyes<'_> {
    fn try_read(&mut self, page: u32, areas: &[[f32; 4]], kind: LineKind, look: Look) -> Option<Vec<Vec<Option<String>>>> {
        let prepared = *self.prepared.iter().find(|it| it.page == page)?;
        let crops = self.parser.crops(prepared, areas, kind, look).ok()?;
        let lines = self.tesseract?.read_lines(&crops, kind).ok()?;
        let of_a_line = crops_of_a_line(kind, look);
        (lines.len() == areas.len() * of_a_line).then(|| lines.chunks(of_a_line).map(<[_]>::to_vec).collect())
    }
}

/// The papers whose seals are read, and how many seals of a file at most.
const SEALED: [Slot; 2] = [Slot::Mandate, Slot::Undertaking];
const RINGS_MAX: usize = 3;

impl Eyes<'_> {
    /// Reads the names around the seals of a paper that must bear one. What cannot be read stays open.
    fn read_rings(&mut self, slots: &[Slot], facts: &mut FileFacts) {
        let begun = Instant::now();
        if slots.iter().any(|it| SEALED.contains(it)) {
            let _ = self.try_rings(facts); // the file's other facts stand without them
        }
        self.time += begun.elapsed();
    }

    fn try_rings(&mut self, facts: &mut FileFacts) -> Result<(), Death> {
        let Some(tesseract) = self.tesseract else { return Ok(()) };
        let seals = (1..).zip(&mut facts.pages).flat_map(|(page, it)| it.seals.iter_mut().map(move |seal| (page, seal)));
        let rings = seals.filter(|(_, it)| matches!(it.shape, SealShape::Round | SealShape::Oval));
        let (mut strips, mut read) = (Vec::new(), Vec::new());
        for (page, seal) in rings.take(RINGS_MAX) {
            let two = self.parser.ring(page, seal.area)?;
            if !two.is_empty() {
                strips.extend(two);
                read.push((page, seal));
            }
        }
        let lines = tesseract.read_lines(&strips, LineKind::Text)?;
        for ((page, seal), looks) in read.into_iter().zip(lines.chunks(2)) {
            let place = Place { page, area: Some(seal.area) };
            seal.text = ring_text(looks, place);
        }
        Ok(())
    }
}

impl SecondLook for Eyes<'_> {
    fn read(&mut self, page: u32, areas: &[[f32; 4]], kind: LineKind, look: Look) -> Vec<Vec<Option<String>>> {
        let begun = Instant::now();
        let lines = self.try_read(page, areas, kind, look).unwrap_or_else(|| vec![Vec::new(); areas.len()]);
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
