//! Checking a packet: open it, read every material, run every rule. Nothing is kept and nothing leaves the machine.

use std::path::Path;
use std::time::{Duration, Instant};

use casework::facts::{Content, Facts, FileState, MaterialFacts};
use casework::packet::Packet;
use casework::precheck::{self, Check, Profile, Subject};
use casework::words::CaseKind;
use jiff::civil::Date;
use law::{Due, Duty, Law};
use reader::Limits;

use crate::child::{self, Material, Progress, ReadOut, Spent, Stage};
use crate::packet::{Opened, open};
use crate::{Refusal, clock};

/// What a check is asked.
pub struct Asked<'a> {
    /// The folder or archive.
    pub path: &'a Path,
    /// The day it is judged for; today in Asia/Shanghai unless given.
    pub as_of: Option<Date>,
    /// Which advice is given.
    pub profile: Profile,
    /// What the law says.
    pub law: &'a Law,
}

/// A packet that was checked, with all that its report needs.
pub struct Checked {
    /// What was found.
    pub check: Check,
    /// What was read.
    pub facts: Facts,
    /// The deadline the packet is under, where the answers say on which day its clock began.
    pub deadline: Option<Deadline>,
    /// How long each stage took, in order. The stages of reading add up over all workers, so they can exceed `read`.
    pub timings: Vec<(&'static str, Duration)>,
    /// What reading cost, beside the clock.
    pub spent: Spent,
    opened: Opened,
    limits: Limits,
}

/// 期限: a duty, the day its clock began, and how its last day was counted.
pub struct Deadline {
    /// Which clock.
    pub duty: Duty,
    /// The day it began.
    pub from: Date,
    /// Its last day, day by day.
    pub due: Due,
}

/// A step of the check, for whoever waits.
pub enum Step {
    /// Something begins with one material.
    Reading(Progress),
    /// The rules are at work.
    Judging,
}

/// Checks a packet.
///
/// # Errors
/// The packet is not there or cannot be understood. Trouble with a single material is a finding, never an error.
pub fn check_packet(asked: &Asked, progress: &mut dyn FnMut(Step)) -> Result<Checked, Refusal> {
    let limits = Limits::default();
    let mut watch = Watch::start();
    let opened = open(asked.path, &limits)?.by_form_of(asked.law);
    watch.lap("open");
    let read = read_all(&opened, &limits, &mut |it| progress(Step::Reading(it)));
    watch.lap("read");
    watch.laps.extend(read.spent.timings.iter().filter_map(|(stage, time)| Some((stage_name(*stage)?, *time))));
    progress(Step::Judging);
    let today = asked.as_of.unwrap_or_else(clock::today);
    let subject = Subject { packet: &opened.packet, facts: &read.facts, law: asked.law, today };
    let check = precheck::check(&subject, asked.profile, &opened.name).map_err(|err| Refusal::said(err.message()))?;
    watch.lap("judge");
    let deadline = deadline(&opened.packet, asked.law);
    Ok(Checked { check, facts: read.facts, deadline, timings: watch.laps, spent: read.spent, opened, limits })
}

impl Checked {
    /// What was answered.
    pub fn packet(&self) -> &Packet {
        &self.opened.packet
    }

    /// A page of a material as JPEG, `width_px` wide; pages count from 1. `None` where there is none to draw: a picture helps, and
    /// the finding stands without it.
    pub fn picture(&self, file: &str, page: u32, width_px: u32) -> Option<Vec<u8>> {
        let path = self.opened.place(file).ok()?;
        child::preview(&path, page, width_px, &self.limits).ok()?
    }
}

/// Facts in the packet's order; a name that leads out of the packet is refused here, everything else read in a child.
fn read_all(opened: &Opened, limits: &Limits, progress: &mut dyn FnMut(Progress)) -> ReadOut {
    let mut materials = Vec::new();
    let mut refused = Vec::new();
    for (i, it) in opened.packet.materials.iter().enumerate() {
        match opened.place(&it.file) {
            Ok(path) => materials.push(Material { slot: it.slot, topic: it.topic.clone(), file: it.file.clone(), path }),
            Err(why) => {
                let state = FileState::Refused(why);
                refused.push((
                    i,
                    MaterialFacts { slot: it.slot, file: it.file.clone(), state, documents: Vec::new(), content: Content::None },
                ));
            }
        }
    }
    let mut read = child::read_materials(&materials, limits, progress);
    refused.into_iter().for_each(|(i, it)| read.facts.materials.insert(i, it));
    read
}

/// As the figures call it; the mark that a file is done takes no time.
fn stage_name(stage: Stage) -> Option<&'static str> {
    Some(match stage {
        Stage::Open => "read.open",
        Stage::Raster => "read.raster",
        Stage::Ocr => "read.ocr",
        Stage::SecondLook => "read.second_look",
        Stage::Understand => "read.understand",
        Stage::Done => return None,
    })
}

/// Only a first filing states the day its clock began; the days of a change or an end are asked for with `law due`.
fn deadline(packet: &Packet, law: &Law) -> Option<Deadline> {
    let from = packet.answers.headcount.reached_on.filter(|_| packet.kind == CaseKind::First)?;
    Some(Deadline { duty: Duty::Filing, from, due: law.due(Duty::Filing, from) })
}

/// Times the stages one after the other.
struct Watch {
    since: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Watch {
    fn start() -> Watch {
        Watch { since: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, stage: &'static str) {
        self.laps.push((stage, self.since.elapsed()));
        self.since = Instant::now();
    }
}
