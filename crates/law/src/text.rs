//! The register of texts: laws, rules, notices, standards, sources, and the clauses of each that we have summarised.
//! Standing and confidence live here and nowhere else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::{Basis, Cite, Confidence, Force, Standing, force_of};
use crate::files::{Files, natural};
use crate::load::{Day, Desk, Law, Place};
use crate::wording::Wording;

/// 收录程度: how much of a text is written down in `law/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "收录程度")]
pub enum Coverage {
    /// Every article.
    Whole,
    /// Some of it; the rest is unknown here and must not be guessed.
    Part,
    /// The name alone.
    Name,
}

/// 规范文件: a law, rule, notice, standard, draft or source, as registered in `law/texts/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "规范文件")]
pub struct Instrument {
    /// The first part of every citation of it, such as `cac-mps-19-2025`.
    pub id: String,
    /// Its full name.
    pub title: Wording,
    /// Its official number, where it has one and we know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Wording>,
    /// What kind of source it is.
    pub standing: Standing,
    /// How sure we are of what is written down.
    pub confidence: Confidence,
    /// Whether it was compared with the instrument's own text (false is shown as †).
    pub verified: bool,
    /// The day it was adopted or signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// The day it was made public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The first day it holds. Absent for a draft, and where our sources do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The official address, where our sources give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How much of it is written down.
    pub coverage: Coverage,
    /// What a reader should know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Wording>,
    /// For a draft: what changed before it became law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Changed>,
}

/// 草案与正式规定对照: one line of the comparison between a draft and what became law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "草案与正式规定对照")]
pub struct Changed {
    /// What it is about.
    pub topic: Wording,
    /// What the draft said.
    pub draft: Wording,
    /// What the law says.
    pub law: Wording,
}

/// 条款: one address of a text, in our own words, with everything a reader needs to judge it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "条款")]
pub struct Clause {
    /// Its address.
    pub cite: Cite,
    /// The text it belongs to.
    pub instrument: String,
    /// The name of that text.
    pub instrument_title: Wording,
    /// A heading, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Wording>,
    /// What it says, in our own words.
    pub wording: Wording,
    /// Who is bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub binds: Option<Wording>,
    /// The number in it, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Wording>,
    /// What kind of source it is.
    pub standing: Standing,
    /// How sure we are.
    pub confidence: Confidence,
    /// Whether it was compared with the official text.
    pub verified: bool,
    /// What a finding on it may do.
    pub force: Force,
    /// The official address of the text; absent when it is known by name alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The first day it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// What an inference or a claim's verdict rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leans_on: Vec<Cite>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Wording>,
    /// Where to read on.
    pub neighbours: Neighbours,
}

/// 相邻条款: the addresses around a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[doc(alias = "相邻条款")]
pub struct Neighbours {
    /// The address it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Cite>,
    /// The one before it at the same depth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Cite>,
    /// The one after it at the same depth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Cite>,
    /// Its own paragraphs or items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub below: Vec<Cite>,
}

/// What a look at an address finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum Answer {
    /// The clause.
    Clause(Box<Clause>),
    /// The text is registered, but this address of it is not written down here: unknown, not absent.
    NotRecorded {
        /// The text.
        instrument: Box<Instrument>,
        /// What that means and where to look.
        note: Wording,
    },
    /// No such text.
    NoSuchText {
        /// The ids of all texts, to choose from.
        texts: Vec<String>,
        /// What to do.
        note: Wording,
    },
}

impl Law {
    /// All registered texts, in the order of their ids.
    pub fn instruments(&self) -> impl Iterator<Item = &Instrument> {
        self.texts.books.values().map(|book| &book.instrument)
    }

    /// One text by its id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.texts.books.get(id).map(|book| &book.instrument)
    }

    /// Every address of a text, in the order of the text.
    pub fn addresses(&self, id: &str) -> Vec<Cite> {
        let own = |book: &Book| book.clauses.iter().map(|clause| join(id, &clause.at)).collect();
        self.texts.books.get(id).map(own).unwrap_or_default()
    }

    /// The clause at an address, or nothing if it is not written down here. The bare id of a text answers with its
    /// name.
    pub fn clause(&self, cite: &Cite) -> Option<Clause> {
        self.texts.clause(cite)
    }

    /// Who asks for something, and what that may do. Standing and confidence are read here, never from the caller.
    pub fn basis(&self, cite: &Cite) -> Option<Basis> {
        self.texts.basis(cite)
    }

    /// The clause, or a helpful answer: what is not recorded is unknown and is never guessed.
    pub fn look_up(&self, cite: &Cite) -> Answer {
        if let Some(clause) = self.clause(cite) {
            return Answer::Clause(Box::new(clause));
        }
        let id = cite.as_str().split('/').next().unwrap_or_default();
        match self.instrument(id) {
            Some(instrument) => not_recorded(instrument, cite),
            None => no_such_text(self, id),
        }
    }
}

fn not_recorded(instrument: &Instrument, cite: &Cite) -> Answer {
    let whole = instrument.coverage == Coverage::Whole;
    let title = &instrument.title;
    let note = if whole {
        Wording::new(
            format!("《{}》没有「{cite}」这个地址。全文各条都已收录，请核对条、款、项。", title.zh),
            format!("{} has no address `{cite}`. It is recorded whole: check article, paragraph and item.", title.en),
        )
    } else {
        Wording::new(
            format!("《{}》的「{cite}」没有收录：它说什么，这里不知道，也不猜。请查官方文本。", title.zh),
            format!(
                "`{cite}` of {} is not recorded here: what it says is unknown to us, and not guessed. See the official text.",
                title.en
            ),
        )
    };
    Answer::NotRecorded { instrument: Box::new(instrument.clone()), note }
}

fn no_such_text(law: &Law, id: &str) -> Answer {
    Answer::NoSuchText {
        texts: law.texts.books.keys().cloned().collect(),
        note: Wording::new(
            format!("没有叫「{id}」的文件。用 facefile law list 看全部。"),
            format!("There is no text called `{id}`. See them all with facefile law list."),
        ),
    }
}

/// All texts with their clauses, and the index of addresses.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    books: BTreeMap<String, Book>,
}

#[derive(Debug)]
struct Book {
    instrument: Instrument,
    clauses: Vec<Entry>,
    index: BTreeMap<String, usize>,
}

/// A clause as kept: what it does not say itself it has from its text.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) at: String,
    pub(crate) title: Option<Wording>,
    pub(crate) wording: Wording,
    pub(crate) binds: Option<Wording>,
    pub(crate) number: Option<Wording>,
    pub(crate) confidence: Option<Confidence>,
    pub(crate) verified: Option<bool>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) leans_on: Vec<Cited>,
    pub(crate) note: Option<Wording>,
    /// Given by a HOUSE clause's `stops` and by a claim's verdict; otherwise standing and confidence decide.
    pub(crate) force: Option<Force>,
    /// The official address of this clause alone, such as a holiday notice's.
    pub(crate) address: Option<String>,
}

/// A citation with the place it stands at, so that a dangling one can be pointed at.
#[derive(Debug)]
pub(crate) struct Cited {
    pub(crate) cite: Cite,
    pub(crate) file: String,
    pub(crate) line: usize,
}

impl Cited {
    pub(crate) fn new(at: &Place<'_>, cite: &Spanned<String>) -> Cited {
        Cited { cite: Cite::from(cite.get_ref().as_str()), file: at.file.to_owned(), line: at.line(cite) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawText {
    title: Wording,
    number: Option<Wording>,
    standing: Standing,
    confidence: Confidence,
    #[serde(default = "yes")]
    verified: bool,
    issued: Option<Day>,
    published: Option<Day>,
    from: Option<Spanned<Day>>,
    to: Option<Day>,
    address: Option<String>,
    coverage: Coverage,
    note: Option<Wording>,
    #[serde(default)]
    changed: Vec<Changed>,
    #[serde(default)]
    clause: Vec<RawClause>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClauses {
    clause: Vec<RawClause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClause {
    at: Spanned<String>,
    /// Other addresses that this one summary covers.
    #[serde(default)]
    also: Vec<Spanned<String>>,
    title: Option<Wording>,
    zh: String,
    en: String,
    binds: Option<Wording>,
    number: Option<Wording>,
    confidence: Option<Confidence>,
    verified: Option<bool>,
    from: Option<Day>,
    to: Option<Day>,
    stops: Option<bool>,
    #[serde(default)]
    leans: Vec<Spanned<String>>,
    note: Option<Wording>,
}

impl Texts {
    /// Reads `texts/`: one folder each, `text.toml` with the register entry, and article files beside it.
    pub(crate) fn read(files: &mut Files, desk: &mut Desk) -> Texts {
        let mut folders: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (path, text) in files.take_under("texts/") {
            let id = path.split('/').nth(1).unwrap_or_default().to_owned();
            folders.entry(id).or_default().push((path, text));
        }
        let mut texts = Texts::default();
        for (id, files) in folders {
            texts.read_folder(&id, files, desk);
        }
        texts
    }

    fn read_folder(&mut self, id: &str, mut files: Vec<(String, String)>, desk: &mut Desk) {
        let register = format!("texts/{id}/text.toml");
        let Some(first) = files.iter().position(|(path, _)| *path == register) else {
            let zh = format!("文件夹「{id}」里没有 text.toml：每个文件夹都要有登记");
            desk.leave_unread(id);
            return desk.fault(&register, None, zh, format!("the folder `{id}` has no text.toml: each needs its entry"));
        };
        let (path, text) = files.remove(first);
        let Some(raw) = desk.parse::<RawText>(&path, &text) else { return desk.leave_unread(id) };
        let at = Place { file: &path, text: &text };
        refuse_odd_dates(&raw, &at, desk);
        let mut book = Book { instrument: raw.register(id), clauses: Vec::new(), index: BTreeMap::new() };
        book.add_all(raw.clause, &at, desk);
        for (path, text) in files {
            match desk.parse::<RawClauses>(&path, &text) {
                Some(raw) => book.add_all(raw.clause, &Place { file: &path, text: &text }, desk),
                None => desk.leave_unread(id),
            }
        }
        self.books.insert(id.to_owned(), book);
    }

    /// Adds a clause that stands in another folder: a claim, or a year's holiday notice.
    pub(crate) fn add(&mut self, id: &str, entry: Entry, line: usize, at: &Place<'_>, desk: &mut Desk) {
        match self.books.get_mut(id) {
            Some(book) => book.add(entry, line, at, desk),
            None => desk.fault(
                at.file,
                Some(line),
                format!("texts/{id}/text.toml 不在，这里的内容没有归属"),
                format!("texts/{id}/text.toml is missing, so this belongs nowhere"),
            ),
        }
    }

    /// After every clause is in: what inferences and verdicts lean on must exist.
    pub(crate) fn settle(&self, desk: &mut Desk) {
        for clause in self.books.values().flat_map(|book| &book.clauses) {
            for cited in clause.leans_on.iter().filter(|cited| self.basis(&cited.cite).is_none()) {
                desk.leads_nowhere(&cited.file, cited.line, cited.cite.as_str());
            }
        }
    }

    pub(crate) fn basis(&self, cite: &Cite) -> Option<Basis> {
        let (book, entry) = self.find(cite)?;
        let standing = book.instrument.standing;
        Some(Basis { standing, cite: cite.clone(), force: book.force(entry) })
    }

    fn find(&self, cite: &Cite) -> Option<(&Book, Option<&Entry>)> {
        match cite.as_str().split_once('/') {
            None => Some((self.books.get(cite.as_str())?, None)),
            Some((id, at)) => {
                let book = self.books.get(id)?;
                Some((book, Some(&book.clauses[*book.index.get(at)?])))
            }
        }
    }

    fn clause(&self, cite: &Cite) -> Option<Clause> {
        let (book, entry) = self.find(cite)?;
        Some(match entry {
            Some(entry) => book.clause(entry, cite),
            None => book.cover(cite),
        })
    }
}

impl Book {
    fn add_all(&mut self, clauses: Vec<RawClause>, at: &Place<'_>, desk: &mut Desk) {
        for raw in clauses {
            let line = at.line(&raw.at);
            self.refuse_odd_stops(&raw, line, at, desk);
            let also = raw.also.iter().map(|other| (other.get_ref().clone(), at.line(other))).collect::<Vec<_>>();
            for (address, line) in [(raw.at.get_ref().clone(), line)].into_iter().chain(also) {
                self.add(raw.entry(address, at), line, at, desk);
            }
        }
    }

    fn add(&mut self, entry: Entry, line: usize, at: &Place<'_>, desk: &mut Desk) {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '/';
        if entry.at.is_empty() || !entry.at.chars().all(good) {
            desk.fault(
                at.file,
                Some(line),
                format!("地址「{}」写法不对：只用小写字母、数字、- 和 /", entry.at),
                format!("`{}` is no address: small letters, digits, - and / only", entry.at),
            );
        }
        if self.index.insert(entry.at.clone(), self.clauses.len()).is_some() {
            desk.repeated(at.file, Some(line), &entry.at);
        }
        self.clauses.push(entry);
    }

    /// `stops` is the operator's own choice, so only a house clause has it, and each house clause must say.
    fn refuse_odd_stops(&self, raw: &RawClause, line: usize, at: &Place<'_>, desk: &mut Desk) {
        let house = self.instrument.standing == Standing::House;
        match (house, raw.stops) {
            (true, None) => desk.fault(
                at.file,
                Some(line),
                "缺少「stops」：本平台规则要写明拦不拦提交",
                "missing field `stops`: a house clause says whether it stops a submission",
            ),
            (false, Some(_)) => desk.fault(
                at.file,
                Some(line),
                "只有本平台规则（house）可以写「stops」：别的依据由效力层级和可信度决定",
                "only a house clause may have `stops`: elsewhere standing and confidence decide",
            ),
            _ => {}
        }
    }

    fn force(&self, entry: Option<&Entry>) -> Force {
        let confidence = entry.and_then(|e| e.confidence).unwrap_or(self.instrument.confidence);
        let verified = entry.and_then(|e| e.verified).unwrap_or(self.instrument.verified);
        entry.and_then(|e| e.force).unwrap_or_else(|| force_of(self.instrument.standing, confidence, verified))
    }

    fn cover(&self, cite: &Cite) -> Clause {
        let text = &self.instrument;
        let below = self.clauses.iter().filter(|entry| !entry.at.contains('/')).map(|entry| join(&text.id, &entry.at));
        Clause {
            cite: cite.clone(),
            instrument: text.id.clone(),
            instrument_title: text.title.clone(),
            title: None,
            wording: text.note.clone().unwrap_or_else(|| text.title.clone()),
            binds: None,
            number: None,
            standing: text.standing,
            confidence: text.confidence,
            verified: text.verified,
            force: self.force(None),
            address: text.address.clone(),
            from: text.from,
            to: text.to,
            leans_on: Vec::new(),
            note: None,
            neighbours: Neighbours { below: below.collect(), ..Neighbours::default() },
        }
    }

    fn clause(&self, entry: &Entry, cite: &Cite) -> Clause {
        let text = &self.instrument;
        Clause {
            cite: cite.clone(),
            instrument: text.id.clone(),
            instrument_title: text.title.clone(),
            title: entry.title.clone(),
            wording: entry.wording.clone(),
            binds: entry.binds.clone(),
            number: entry.number.clone(),
            standing: text.standing,
            confidence: entry.confidence.unwrap_or(text.confidence),
            verified: entry.verified.unwrap_or(text.verified),
            force: self.force(Some(entry)),
            address: entry.address.clone().or_else(|| text.address.clone()),
            from: entry.from.or(text.from),
            to: entry.to.or(text.to),
            leans_on: entry.leans_on.iter().map(|cited| cited.cite.clone()).collect(),
            note: entry.note.clone(),
            neighbours: self.neighbours(&entry.at),
        }
    }

    fn neighbours(&self, at: &str) -> Neighbours {
        let parent = |address: &str| address.rsplit_once('/').map(|(above, _)| above.to_owned());
        let own = parent(at);
        let mut level: Vec<&str> = self.clauses.iter().map(|entry| entry.at.as_str()).filter(|other| parent(other) == own).collect();
        level.sort_by_key(|address| natural(address));
        let here = level.iter().position(|other| *other == at);
        let near = |step: isize| {
            let index = here?.checked_add_signed(step)?;
            level.get(index).map(|address| join(&self.instrument.id, address))
        };
        let below = self.clauses.iter().filter(|entry| parent(&entry.at).as_deref() == Some(at));
        Neighbours {
            above: own.filter(|above| self.index.contains_key(above)).map(|above| join(&self.instrument.id, &above)),
            before: near(-1),
            after: near(1),
            below: below.map(|entry| join(&self.instrument.id, &entry.at)).collect(),
        }
    }
}

impl RawText {
    fn register(&self, id: &str) -> Instrument {
        Instrument {
            id: id.to_owned(),
            title: self.title.clone(),
            number: self.number.clone(),
            standing: self.standing,
            confidence: self.confidence,
            verified: self.verified,
            issued: self.issued.map(|day| day.0),
            published: self.published.map(|day| day.0),
            from: self.from.as_ref().map(|day| day.get_ref().0),
            to: self.to.map(|day| day.0),
            address: self.address.clone(),
            coverage: self.coverage,
            note: self.note.clone(),
            changed: self.changed.clone(),
        }
    }
}

impl RawClause {
    fn entry(&self, address: String, at: &Place<'_>) -> Entry {
        let stops = |stops: bool| if stops { Force::Stops } else { Force::Advises };
        Entry {
            at: address,
            title: self.title.clone(),
            wording: Wording::new(self.zh.as_str(), self.en.as_str()),
            binds: self.binds.clone(),
            number: self.number.clone(),
            confidence: self.confidence,
            verified: self.verified,
            from: self.from.map(|day| day.0),
            to: self.to.map(|day| day.0),
            leans_on: self.leans.iter().map(|cite| Cited::new(at, cite)).collect(),
            note: self.note.clone(),
            force: self.stops.map(stops),
            address: None,
        }
    }
}

fn refuse_odd_dates(raw: &RawText, at: &Place<'_>, desk: &mut Desk) {
    let Some(from) = &raw.from else { return };
    if raw.standing == Standing::Draft {
        desk.fault(at.file, Some(at.line(from)), "征求意见稿没有施行日：请删去「from」", "a draft is in force on no day: remove `from`");
    }
    if raw.to.is_some_and(|to| to < *from.get_ref()) {
        desk.fault(at.file, Some(at.line(from)), "失效日早于施行日", "it ends before it begins");
    }
}

fn join(id: &str, at: &str) -> Cite {
    Cite::from(format!("{id}/{at}").as_str())
}
