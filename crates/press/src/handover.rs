//! 交接包: what a handler takes to the national web system, where the filing itself is made: the files named and ordered, what is still missing,
//! and a copy-sheet field by field. Plain data; nothing is written here.

mod page;

use casework::packet::{Material, Packet};
use casework::words::{CaseKind, Slot};
use jiff::civil::Date;
use law::{Clause, Duty, Law, Need, Wording, cite};
use serde_json::Value;

use crate::engine::PressError;
use crate::form::{self, CopySection, Paper};

/// 交接包: the kit for the national web system.
#[derive(Clone, Debug)]
#[doc(alias = "交接包")]
pub struct Kit {
    /// In the order of the official list, the copy-sheet first.
    pub files: Vec<KitFile>,
    /// What is not there yet.
    pub missing: Vec<Missing>,
    /// What to know before filing there: entrances, the office, and what is not public.
    pub notes: Vec<Note>,
}

/// A file of the kit.
#[derive(Clone, Debug)]
pub struct KitFile {
    /// Its name in the kit, such as `01-个人信息处理者基本情况表.pdf`.
    pub name: String,
    /// Where its bytes come from.
    pub content: Content,
}

/// Where the bytes of a file come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Made here.
    Made(Vec<u8>),
    /// A material of the packet, by its name there; copied as it is.
    Material(String),
}

/// A material that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which of the nine.
    pub slot: Slot,
    /// What to do.
    pub message: Wording,
}

/// Something to know, with its heading and where it stands in `law/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its heading.
    pub title: Wording,
    /// What it says.
    pub text: Wording,
    /// Its citation and standing, such as `system/entrances · OFFICIAL`.
    pub source: String,
}

/// Makes the kit of a packet on a day. `is_there` says whether a material the packet names exists.
///
/// # Errors
/// As [`form::print`]: fonts, characters no font draws, an unknown edition of the forms.
pub fn kit(packet: &Packet, law: &Law, on: Date, is_there: impl Fn(&str) -> bool) -> Result<Kit, PressError> {
    let (mut files, mut missing) = (Vec::new(), Vec::new());
    for asked in law.materials(case_kind(packet.kind), on) {
        let Some(slot) = Slot::parse(&asked.slot) else { continue };
        let (here, gone): (Vec<_>, Vec<_>) = packet.materials_of(slot).partition(|it| is_there(&it.file));
        missing.extend(gone.iter().map(|it| Missing { slot, message: not_there(&it.file) }));
        files.extend(here.iter().enumerate().map(|(i, it)| handed_in(asked, it, law, (here.len() > 1 || asked.many).then_some(i + 1))));
        if here.is_empty() && asked.need != Need::IfAny {
            let paper = Paper::ALL.into_iter().find(|it| it.slot() == slot);
            let printed = paper.map(|it| form::print(packet, law, it, on)).transpose()?;
            files.extend(printed.into_iter().flat_map(|it| made(asked, it)));
            missing.extend(ask_for(asked, slot, paper));
        }
    }
    let (sections, notes) = (form::copy_sections(packet, law)?, notes(packet, law));
    let sheet = page::Sheet { packet, on, sections: &sections, files: &files, missing: &missing, notes: &notes };
    let copy_sheet = [("pdf", sheet.pdf()?), ("html", sheet.html().into_bytes())];
    let copy_sheet =
        copy_sheet.map(|(ending, bytes)| KitFile { name: format!("00-填报对照表.{ending}"), content: Content::Made(bytes) });
    Ok(Kit { files: copy_sheet.into_iter().chain(files).collect(), missing, notes })
}

fn case_kind(kind: CaseKind) -> law::CaseKind {
    match kind {
        CaseKind::First => law::CaseKind::First,
        CaseKind::Change => law::CaseKind::Change,
        CaseKind::Cancellation => law::CaseKind::Cancellation,
    }
}

/// `05-法定代表人或者负责人身份证件.pdf`, `09-其他相关材料-1-处理规则.pdf`
fn handed_in(asked: &law::Material, material: &Material, law: &Law, place: Option<usize>) -> KitFile {
    let topic = material.topic.as_deref().map(|id| law.topics().iter().find(|it| it.id == id).map_or(id, |it| it.name.zh.as_str()));
    let parts = [Some(asked.name.zh.clone()), place.map(|it| it.to_string()), topic.map(str::to_owned)];
    let name = parts.into_iter().flatten().map(|it| plain(&it)).collect::<Vec<_>>().join("-");
    let ending =
        material.file.rsplit('/').next().and_then(|it| it.rsplit_once('.')).map(|(_, ending)| format!(".{}", ending.to_lowercase()));
    KitFile { name: format!("{:02}-{name}{}", asked.number, ending.unwrap_or_default()), content: Content::Material(material.file.clone()) }
}

/// A printed paper; one that must still be signed, stamped and scanned says so in its name.
fn made(asked: &law::Material, printed: form::Printed) -> [KitFile; 2] {
    let still = if asked.form == law::MaterialForm::Scan { "（待签字盖章）" } else { "" };
    [("pdf", printed.pdf), ("docx", printed.docx)].map(|(ending, bytes)| KitFile {
        name: format!("{:02}-{}{still}.{ending}", asked.number, plain(&printed.name)),
        content: Content::Made(bytes),
    })
}

/// A name any file system takes.
fn plain(name: &str) -> String {
    name.chars().map(|it| if it.is_control() || r#"/\:*?"<>|"#.contains(it) { '_' } else { it }).collect()
}

fn not_there(file: &str) -> Wording {
    Wording::new(
        format!("材料包里写了「{file}」，文件不在；请放进材料包，或者改 packet.toml"),
        format!("the packet names `{file}`, which is not there; put it into the packet or correct packet.toml"),
    )
}

fn ask_for(asked: &law::Material, slot: Slot, paper: Option<Paper>) -> Option<Missing> {
    let (zh, en) = (&asked.name.zh, &asked.name.en);
    let electronic = asked.form == law::MaterialForm::Electronic;
    let message = match (paper, asked.need) {
        (Some(_), _) if electronic => return None,
        (Some(_), _) => Wording::new(
            format!("{zh}：已按填写内容排印；请打印、签字、加盖公章后扫描，替换交接包里的待签字盖章件"),
            format!("{en}: set from the answers; print, sign, stamp and scan it, and put the scan in place of the unsigned one"),
        ),
        (None, Need::WhenChanged) => Wording::new(format!("{zh}：有变化的才需要"), format!("{en}: needed only if it changed")),
        (None, _) => Wording::new(format!("{zh}：缺扫描件"), format!("{en}: the scan is missing")),
    };
    Some(Missing { slot, message })
}

/// The last day, entrances, the office, and what is not public; each in the words of `law/`.
fn notes(packet: &Packet, law: &Law) -> Vec<Note> {
    let clause = |address: &'static str, zh: &str, en: &str| law.clause(&cite(address)).map(|it| note(Wording::new(zh, en), &it));
    let clauses = [
        clause("system/entrances", "从哪里进", "Where to enter"),
        clause("cac-filing-notice-2025/online", "怎样备案", "How to file"),
        clause("cac-filing-notice-2025/where", "向谁备案", "Where it goes"),
        clause("infer/template-v0", "字段名称", "Names of the fields"),
    ];
    let manual = law.instrument("filing-manual-v1").and_then(|it| {
        Some(Note {
            title: Wording::new("没有公开的", "What is not public"),
            text: it.note.clone()?,
            source: "filing-manual-v1".to_owned(),
        })
    });
    let [enter, how, to_whom, names] = clauses;
    [last_day(packet, law), enter, how, to_whom, office(packet, law), names, manual].into_iter().flatten().collect()
}

/// By when a first filing is due, counted from the day the answers state. What begins the other windows is no field of the forms.
fn last_day(packet: &Packet, law: &Law) -> Option<Note> {
    let reached_on = packet.answer("headcount.reached_on").and_then(Value::as_str).filter(|_| packet.kind == CaseKind::First)?;
    let due = law.due(Duty::Filing, reached_on.trim().parse().ok()?);
    let source = format!("{} · {}", due.basis.cite, due.basis.standing);
    Some(Note { title: Wording::new("最晚哪天", "By when"), text: due.note, source })
}

fn note(title: Wording, clause: &Clause) -> Note {
    Note { title, text: clause.wording.clone(), source: format!("{} · {}", clause.cite, clause.standing) }
}

/// The office of the handler's province and how to reach it, as far as it is known.
fn office(packet: &Packet, law: &Law) -> Option<Note> {
    let office = law.authority(packet.answers.handler.province.as_deref()?.trim())?;
    let (zh, en) = (&office.name.zh, &office.name.en);
    let (text, source) = match &office.contact {
        Some(it) => (
            Wording::new(format!("{zh}：{}，{}", it.phone, it.hours.zh), format!("{en}: {}, {}", it.phone, it.hours.en)),
            format!("{} · {}", it.basis.cite, it.basis.standing),
        ),
        None => (
            Wording::new(format!("{zh}：没有找到公布的备案咨询电话"), format!("{en}: no published telephone for filings is known")),
            format!("{} · {}", office.named_by.cite, office.named_by.standing),
        ),
    };
    Some(Note { title: Wording::new("省级网信部门", "The provincial office"), text, source })
}

/// The copy-sheet as data: every field of the two forms with its answer, ready to be copied.
///
/// # Errors
/// As [`form::print`].
pub fn copy_sheet(packet: &Packet, law: &Law) -> Result<Vec<CopySection>, PressError> {
    form::copy_sections(packet, law)
}
