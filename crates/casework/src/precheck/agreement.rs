//! 核对: whether a material says what the form says, to the character. Both sides are named; an ID number shows only where it differs.

use law::Wording;

use super::verdict::doubted;
use super::{Hit, Subject, Verdict};
use crate::facts::{Fact, Facts, IdFacts, MaterialFacts, Reading, Support};
use crate::packet::Person;
use crate::words::{Private, Sameness, Slot, compare, fold, is_surnamed, mask};

/// What is compared: a text, or one that does not print itself.
pub trait Stated {
    /// The text as it is compared.
    fn text(&self) -> &str;
    /// The text as a message may show it.
    fn shown(&self) -> String;
}

impl Stated for String {
    fn text(&self) -> &str {
        self
    }
    fn shown(&self) -> String {
        self.clone()
    }
}

impl Stated for Private<String> {
    fn text(&self) -> &str {
        self.reveal()
    }
    fn shown(&self) -> String {
        mask(self.reveal())
    }
}

/// Compares an answer with what a material says in its place. Nothing is said where either side is blank; look-alikes on a scan, and
/// whatever was read only once, cannot be told.
pub fn compare_with<'v, T: Stated>(
    verdict: &'v mut Verdict,
    slot: Slot,
    field: &str,
    name: (&str, &str),
    answered: Option<&T>,
    read: &Fact<T>,
) -> Option<&'v mut Hit> {
    let (answered, material) = (answered?, slot.name());
    let at = format!("{}.{field}", slot.path());
    let hit = match read {
        Fact::Absent => return None,
        Fact::Unread(it) => {
            verdict.unread(at, &format!("{}上的{}", material.zh, name.0), &format!("the {} on the {}", name.1, material.en), it)
        }
        Fact::Read(it) => match difference(answered, it, &material, name) {
            None => {
                verdict.look();
                return None;
            }
            Some((certain, zh, en)) => {
                let hit = if certain { verdict.fail(at, zh, en) } else { verdict.cannot_tell(at, zh, en) };
                hit.placed(it.place)
            }
        },
    };
    Some(hit.on(slot))
}

/// Between the answer and what was read: whether it is certain, and how it reads in both languages. Where two looks differ, one that says
/// what was answered settles it, unless the other could be a look-alike of it.
fn difference<T: Stated>(answered: &T, read: &Reading<T>, material: &Wording, name: (&str, &str)) -> Option<(bool, String, String)> {
    let compared = |it: &T| compare(answered.text(), it.text());
    let same = |it: &Sameness| matches!(it, Sameness::Same | Sameness::SameFolded);
    let all: Vec<Sameness> = read.candidates().map(compared).collect();
    if all.iter().any(same) && !all.iter().any(|it| matches!(it, Sameness::Near(_))) {
        return None;
    }
    let sameness = all.into_iter().find(|it| !same(it))?;
    let (Sameness::Near(at) | Sameness::Different(at)) = &sameness else { return None };
    let doubt = doubt(answered, &sameness, read);
    let (verb_zh, verb_en) = if doubt.is_some() { ("像是", "seems to say") } else { ("写", "says") };
    let shown: Vec<String> = read.candidates().map(Stated::shown).collect();
    let (differing_zh, differing_en) = name_places(answered, at);
    let zh = format!("{}：表单写「{}」，{}{verb_zh}「{}」{differing_zh}", name.0, answered.shown(), material.zh, shown.join("」或「"));
    let form = answered.shown();
    let en = format!("{}: the form says `{form}`, the {} {verb_en} `{}`{differing_en}", name.1, material.en, shown.join("` or `"));
    Some(match doubt {
        None => (true, zh, en),
        Some((why_zh, why_en)) => (false, format!("{zh}；{why_zh}，请人工核对"), format!("{en}; {why_en}, please compare")),
    })
}

/// Why a difference cannot be told from a misreading, if so. Two looks that are faint, or differ, may share one wrong
/// character or two; both naming a third party they do not.
fn doubt<T: Stated>(answered: &T, sameness: &Sameness, read: &Reading<T>) -> Option<(&'static str, &'static str)> {
    let is_scan = !matches!(read.support, Support::Typed | Support::CheckDigit);
    match sameness {
        Sameness::Near(_) if is_scan && read.other.is_none() => {
            Some(("形近字在扫描件上分不清", "look-alike characters cannot be told on a scan"))
        }
        Sameness::Different(_) if is_scan && is_short(answered.text()) && looks_agree(read) => {
            let why = ("姓名只有两三个字，几次识读可能错在同一处", "a name of two or three characters may be misread alike several times");
            (!names_another(answered.text(), read)).then_some(why)
        }
        // Several looks of one engine share its mistakes, and no table of look-alikes is complete.
        Sameness::Different(at)
            if is_scan && looks_agree(read) && at.len() == 1 && is_chinese_at(answered.text(), read.value.text(), at[0]) =>
        {
            Some(("只差一个字，几次识读可能错在同一处", "a single character may be misread alike several times"))
        }
        _ if read.is_firm() => None,
        Sameness::Different(_) if agree_on_another(answered.text(), read) => None,
        _ => Some(doubted(read.support, read.other.is_some())),
    }
}

/// Whether at a place, counted from 1 in the folded texts, both have a Chinese character: codes and numbers have their check digits.
fn is_chinese_at(a: &str, b: &str, at: usize) -> bool {
    [a, b].iter().all(|it| fold(it).chars().nth(at - 1).is_some_and(|it| ('\u{3400}'..='\u{9fff}').contains(&it)))
}

/// How many characters of one text the other has not.
fn n_lacking(of: &str, from: &str) -> usize {
    of.chars().filter(|it| !from.contains(*it)).count()
}

/// As short as a person's Chinese name.
fn is_short(name: &str) -> bool {
    name.chars().count() <= 4 && name.chars().all(|it| !it.is_ascii())
}

/// Whether several looks read the same.
fn looks_agree<T>(read: &Reading<T>) -> bool {
    matches!(read.support, Support::TwoReadings | Support::FaintReadings) && read.other.is_none()
}

/// Whether a short name is surely somebody else's: it begins with a surname, as misreadings seldom do, and lacks two of the answered
/// characters; all of them where it is faint.
fn names_another<T: Stated>(answered: &str, read: &Reading<T>) -> bool {
    let (name, n_chars) = (read.value.text(), answered.chars().count());
    let n_least = if read.is_firm() { n_chars.min(2) } else { n_chars };
    (2..=4).contains(&name.chars().count()) && n_lacking(answered, name) >= n_least && is_surnamed(name)
}

/// Whether two looks at a name see the same other name: each lacks three of the answered characters or more, and they share most of theirs.
fn agree_on_another<T: Stated>(answered: &str, read: &Reading<T>) -> bool {
    let (a, b) = match (&read.other, read.support) {
        (Some(other), _) => (read.value.text(), other.text()),
        (None, Support::FaintReadings) => (read.value.text(), read.value.text()),
        _ => return false,
    };
    let is_another = |it: &str| n_lacking(answered, it) >= 3 && n_lacking(it, answered) >= 3;
    let n_chars = a.chars().count();
    let are_whole = ends_alike(answered, a) && ends_alike(answered, b);
    is_another(a) && is_another(b) && are_whole && n_chars >= 5 && n_lacking(a, b) * 4 <= n_chars
}

/// Whether two names end in the same two characters, as those of two companies do: what ends otherwise may be a part of the name, or garbled.
pub fn ends_alike(a: &str, b: &str) -> bool {
    let end = |it: &str| it.chars().rev().take(2).collect::<Vec<_>>();
    end(a) == end(b)
}

/// Where masked texts differ: without it they could look the same.
fn name_places<T: Stated>(stated: &T, places: &[usize]) -> (String, String) {
    if places.is_empty() || stated.shown() == stated.text() {
        return (String::new(), String::new());
    }
    let places: Vec<String> = places.iter().map(usize::to_string).collect();
    (format!("，不同的是第 {} 位", places.join("、")), format!("; they differ at place {}", places.join(", ")))
}

/// The name and number of an identity document against the person in the form.
pub fn compare_person(subject: &Subject, slot: Slot, person: &Person) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    if let Some((material, name)) = of_person(subject.facts, slot, person, |it| &it.name) {
        let hit = compare_with(&mut verdict, slot, "name", ("姓名", "name"), person.name.as_ref(), name);
        hit.map(|it| it.in_file(material));
    }
    if let Some((material, number)) = of_person(subject.facts, slot, person, |it| &it.number) {
        let hit = compare_with(&mut verdict, slot, "number", ("证件号码", "document number"), person.id_number.as_ref(), number);
        hit.map(|it| it.in_file(material));
    }
    verdict
}

/// What the identity documents in a slot say of one thing: of several people's in one file, that of this person; of several files, the
/// first that says it.
pub fn of_person<'a, T>(
    facts: &'a Facts,
    slot: Slot,
    person: &Person,
    field: impl Fn(&'a IdFacts) -> &'a Fact<T>,
) -> Option<(&'a MaterialFacts, &'a Fact<T>)> {
    let rank = |it: &Fact<T>| match it {
        Fact::Read(_) => 0,
        Fact::Unread(_) => 1,
        Fact::Absent => 2,
    };
    facts.ids(slot).map(|(material, id)| (material, field(this_person(id, person)))).min_by_key(|(_, it)| rank(it))
}

/// Of the people in a file the one named so, or numbered so; else the first.
fn this_person<'a>(id: &'a IdFacts, person: &Person) -> &'a IdFacts {
    let said = |answered: &str, read: &str| matches!(compare(answered, read), Sameness::Same | Sameness::SameFolded);
    let is_named = |it: &&IdFacts| person.name.as_ref().zip(it.name.value()).is_some_and(|(a, b)| said(a, b));
    let is_numbered = |it: &&IdFacts| person.id_number.as_ref().zip(it.number.value()).is_some_and(|(a, b)| said(a.reveal(), b.reveal()));
    let mut all = std::iter::once(id).chain(&id.beside);
    all.clone().find(is_numbered).or_else(|| all.find(is_named)).unwrap_or(id)
}

/// What a material says about the handler, with the names of its fields.
pub struct HandlerNamed<'a> {
    slot: Slot,
    /// Its field of the name.
    pub name_field: &'static str,
    /// The name.
    pub name: &'a Fact<String>,
    /// Its field of the credit code.
    pub code_field: &'static str,
    /// The credit code.
    pub code: &'a Fact<String>,
}

/// One answer about the handler against every material that states it, except the certificate. Each hit cites who asks for the material.
pub fn compare_across(
    subject: &Subject,
    name: (&str, &str),
    answered: Option<&String>,
    stated: impl for<'a> Fn(&HandlerNamed<'a>) -> (&'static str, &'a Fact<String>),
) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for named in handler_named(subject) {
        let (field, fact) = stated(&named);
        let asked = subject.law.material(subject.packet.kind, named.slot.id(), subject.today);
        let hit = compare_with(&mut verdict, named.slot, field, name, answered, fact);
        if let (Some(hit), Some(asked)) = (hit, asked) {
            hit.cited(asked.basis.cite.clone());
        }
    }
    verdict
}

fn handler_named<'a>(subject: &Subject<'a>) -> impl Iterator<Item = HandlerNamed<'a>> {
    let facts = subject.facts;
    let plain = |slot, name, code| HandlerNamed { slot, name_field: "name", name, code_field: "uscc", code };
    let signed = |slot, name, code| HandlerNamed { slot, name_field: "principal", name, code_field: "principal_uscc", code };
    [
        facts.profile().map(|it| plain(Slot::HandlerProfile, &it.name, &it.uscc)),
        facts.use_statement().map(|it| plain(Slot::UseStatement, &it.name, &it.uscc)),
        facts.pia().map(|it| plain(Slot::PiaReport, &it.name, &it.uscc)),
        facts.mandate().map(|it| signed(Slot::Mandate, &it.principal, &it.principal_uscc)),
        facts.undertaking().map(|it| signed(Slot::Undertaking, &it.principal, &it.principal_uscc)),
    ]
    .into_iter()
    .flatten()
}
