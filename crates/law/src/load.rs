//! One loader for the embedded folder and for a folder given at start. It reports every fault it finds, each with
//! file, line and reason, and hands out a [`Law`] only when there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::authority::Authority;
use crate::calendar::Calendar;
use crate::citation::{Basis, Cite};
use crate::claim::Claim;
use crate::files::{Files, RULEBOOK};
use crate::form::Form;
use crate::material::Materials;
use crate::parameter::Parameter;
use crate::question::Question;
use crate::risk::RiskMatrix;
use crate::text::Texts;
use crate::wording::Wording;

/// 规则库: everything in `law/`, checked.
#[derive(Debug)]
#[doc(alias = "规则库")]
pub struct Law {
    pub(crate) version: String,
    pub(crate) state_of: Date,
    pub(crate) texts: Texts,
    pub(crate) claims: Vec<Claim>,
    pub(crate) calendar: Calendar,
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) materials: Materials,
    pub(crate) forms: Vec<Form>,
    pub(crate) authorities: Vec<Authority>,
    pub(crate) risk_matrices: Vec<RiskMatrix>,
    pub(crate) questions: Vec<Question>,
}

impl Law {
    /// The law this program was built with, read once.
    pub fn embedded() -> &'static Law {
        static LAW: OnceLock<Law> = OnceLock::new();
        LAW.get_or_init(|| match Files::embedded().map_err(LawFaults).and_then(Law::read) {
            Ok(law) => law,
            // Every build tests this folder, so a fault here is a broken build and not a person's mistake.
            Err(faults) => panic!("the embedded law folder is faulty:\n{faults}"),
        })
    }

    /// An edited copy of the law. Refuses the folder as a whole if anything in it is faulty, and says everything
    /// that is.
    pub fn from_dir(root: &Path) -> Result<Law, LawFaults> {
        Files::from_dir(root).map_err(LawFaults).and_then(Law::read)
    }

    /// The rulebook's version, such as `2026.11.1`. A case remembers the one it was made under.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The day up to which changes of law were looked for.
    pub fn state_of(&self) -> Date {
        self.state_of
    }

    /// The calendar of working days.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    fn read(mut files: Files) -> Result<Law, LawFaults> {
        let mut desk = Desk::default();
        if desk.lacks_a_folder(&files) {
            // Everything else that could be said would follow from that.
            return Err(LawFaults(desk.faults));
        }
        let (version, state_of) = read_rulebook(&mut files, &mut desk);
        let mut texts = Texts::read(&mut files, &mut desk);
        let claims = crate::claim::read(&mut files, &mut texts, &mut desk);
        let calendar = Calendar::read(&mut files, &mut texts, &mut desk);
        texts.settle(&mut desk);
        let parameters = crate::parameter::read(&mut files, &texts, &mut desk);
        let materials = crate::material::read(&mut files, &texts, &mut desk);
        let forms = crate::form::read(&mut files, &texts, &mut desk);
        let authorities = crate::authority::read(&mut files, &texts, &mut desk);
        let risk_matrices = crate::risk::read(&mut files, &texts, &mut desk);
        let questions = crate::question::read(&mut files, &texts, &mut desk);
        // Written for people; nothing in it is read.
        files.take("CHANGELOG.md");
        for path in files.left() {
            desk.fault(
                &path,
                None,
                "没有任何部分读取这个文件：请核对文件名和所在文件夹",
                "nothing reads this file: check its name and folder",
            );
        }
        desk.done(Law { version, state_of, texts, claims, calendar, parameters, materials, forms, authorities, risk_matrices, questions })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRulebook {
    version: String,
    state_of: Day,
}

fn read_rulebook(files: &mut Files, desk: &mut Desk) -> (String, Date) {
    let Some((path, text)) = desk.must_have(files, RULEBOOK) else {
        return (String::new(), Date::ZERO);
    };
    match desk.parse::<RawRulebook>(&path, &text) {
        Some(raw) => (raw.version, raw.state_of.0),
        None => (String::new(), Date::ZERO),
    }
}

/// One thing wrong in a law folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, by its path inside the folder.
    pub file: String,
    /// The line, counted from 1, where one can be named.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub reason: Wording,
}

impl Fault {
    pub(crate) fn new(file: &str, line: Option<usize>, zh: impl Into<String>, en: impl Into<String>) -> Fault {
        Fault { file: file.to_owned(), line, reason: Wording::new(zh, en) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {} / {}", self.reason.zh, self.reason.en)
    }
}

/// Everything wrong in a law folder, one line each: file, line, reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct LawFaults(pub Vec<Fault>);

impl fmt::Display for LawFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Fault::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// A TOML date without a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let stated = toml::value::Datetime::deserialize(deserializer)?;
        day_of(&stated).map(Day).ok_or_else(|| serde::de::Error::custom("not a date: write 2025-06-01, without quotes and without a time"))
    }
}

/// The date, when there is a date and nothing more.
pub(crate) fn day_of(stated: &toml::value::Datetime) -> Option<Date> {
    let date = stated.date.filter(|_| stated.time.is_none())?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// Where faults are collected, and where text becomes values.
#[derive(Default)]
pub(crate) struct Desk {
    faults: Vec<Fault>,
    /// Texts of which a file could not be read: a citation of one is not told as dangling, or one slip would hide
    /// among a hundred that follow from it.
    unread: BTreeSet<String>,
}

impl Desk {
    pub(crate) fn fault(&mut self, file: &str, line: Option<usize>, zh: impl Into<String>, en: impl Into<String>) {
        self.faults.push(Fault::new(file, line, zh, en));
    }

    /// Whether a file already has a fault.
    pub(crate) fn blames(&self, file: &str) -> bool {
        self.faults.iter().any(|fault| fault.file == file)
    }

    /// A folder that is not there would make deadlines, offices or forms vanish in silence.
    fn lacks_a_folder(&mut self, files: &Files) -> bool {
        let needed = ["texts/", "parameters/", "calendars/", "forms/", "authorities/", "claims/", "risk/"];
        let missing: Vec<&str> = needed.into_iter().filter(|folder| !files.any_under(folder)).collect();
        for folder in &missing {
            let zh = "缺少这个文件夹，或者里面没有 .toml 文件：它不能少";
            self.fault(folder, None, zh, "this folder is missing or has no .toml file, and cannot be done without");
        }
        !missing.is_empty()
    }

    /// Takes a file that a law folder cannot do without.
    pub(crate) fn must_have(&mut self, files: &mut Files, path: &str) -> Option<(String, String)> {
        let found = files.take(path);
        if found.is_none() {
            self.fault(path, None, "缺少这个文件，它不能少", "this file is missing, and cannot be done without");
        }
        found
    }

    /// Reads one file. Unknown keys, repeated keys, missing keys and blank sentences are refused with their line.
    pub(crate) fn parse<T: DeserializeOwned>(&mut self, file: &str, text: &str) -> Option<T> {
        match toml::from_str::<T>(text) {
            Ok(value) => {
                self.refuse_blanks(file, text);
                Some(value)
            }
            Err(error) => {
                let line = error.span().map(|span| line_at(text, span.start));
                let reason = explain(error.message());
                self.faults.push(Fault { file: file.to_owned(), line, reason });
                None
            }
        }
    }

    /// Looks up who asks for something; a citation that leads nowhere is a fault.
    pub(crate) fn basis(&mut self, at: &Place<'_>, cited: &Spanned<String>, texts: &Texts) -> Option<Basis> {
        let basis = texts.basis(&Cite::from(cited.get_ref().as_str()));
        if basis.is_none() {
            self.dangling(at, cited);
        }
        basis
    }

    pub(crate) fn dangling(&mut self, at: &Place<'_>, cited: &Spanned<String>) {
        self.leads_nowhere(at.file, at.line(cited), cited.get_ref());
    }

    /// A citation of an address that is not there.
    pub(crate) fn leads_nowhere(&mut self, file: &str, line: usize, address: &str) {
        if self.unread.contains(address.split('/').next().unwrap_or_default()) {
            return;
        }
        self.fault(
            file,
            Some(line),
            format!("引用「{address}」在 law/texts 里找不到：请核对地址，或者先把这一条写进去"),
            format!("the citation `{address}` is not in law/texts: check the address, or write that clause first"),
        );
    }

    /// Notes a text that could not be read whole.
    pub(crate) fn leave_unread(&mut self, id: &str) {
        self.unread.insert(id.to_owned());
    }

    /// A name used twice where it may stand once.
    pub(crate) fn repeated(&mut self, file: &str, line: Option<usize>, name: &str) {
        self.fault(
            file,
            line,
            format!("「{name}」已经有了，不能写两次：请删去一个"),
            format!("`{name}` is already there and may not stand twice: remove one"),
        );
    }

    pub(crate) fn done(self, law: Law) -> Result<Law, LawFaults> {
        if self.faults.is_empty() { Ok(law) } else { Err(LawFaults(self.faults)) }
    }

    /// Both languages, always: a blank `zh` or `en` is a missing translation.
    fn refuse_blanks(&mut self, file: &str, text: &str) {
        let mut before = 0;
        for line in text.split_inclusive('\n') {
            let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            if ["zh=\"\"", "en=\"\""].iter().any(|blank| bare.contains(blank)) {
                self.fault(
                    file,
                    Some(line_at(text, before)),
                    "中文或者英文是空的：两种都要写",
                    "the Chinese or the English is blank: both are needed",
                );
            }
            before += line.len();
        }
    }
}

/// A file being read, so that a fault can name its line.
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
}

impl Place<'_> {
    pub(crate) fn line<T>(&self, spanned: &Spanned<T>) -> usize {
        line_at(self.text, spanned.span().start)
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes()[..offset.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}

/// The parser's own sentence is the English; the Chinese says the usual ones in our words.
fn explain(message: &str) -> Wording {
    let message = message.trim();
    let named = message.split('`').nth(1).unwrap_or_default();
    let zh = if message.starts_with("missing field") {
        format!("缺少「{named}」：请补上")
    } else if message.starts_with("unknown field") {
        format!("不认识「{named}」：请核对拼写")
    } else if message.starts_with("unknown variant") {
        format!("「{named}」不是允许的写法")
    } else if message.contains("expected a TOML datetime") || message.starts_with("not a date") {
        "日期写作 2025-06-01，不加引号，不带时间".to_owned()
    } else if message.contains("duplicate key") {
        "同一个键写了两次：请删去一个".to_owned()
    } else {
        format!("格式不对（{message}）")
    };
    Wording::new(zh, message.replace('\n', " ").replace("expected a TOML datetime", "expected a date such as 2025-06-01, without quotes"))
}
