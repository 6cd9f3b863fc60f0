//! What a packet must contain, for each kind of case. Nine materials are official for a first filing; what goes with
//! a change or a cancellation is not publicly laid down.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::{Basis, Cite};
use crate::deadline::Duty;
use crate::files::Files;
use crate::load::{Day, Desk, Law, Place};
use crate::text::Texts;
use crate::wording::Wording;

/// 备案事项类别: what kind of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "备案事项类别")]
pub enum CaseKind {
    /// 首次备案
    First,
    /// 备案变更
    Change,
    /// 备案注销
    Cancellation,
}

impl CaseKind {
    /// The duty this case fulfils.
    pub fn duty(self) -> Duty {
        match self {
            CaseKind::First => Duty::Filing,
            CaseKind::Change => Duty::Change,
            CaseKind::Cancellation => Duty::Cancellation,
        }
    }
}

/// 材料形式: how a material is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "材料形式")]
pub enum MaterialForm {
    /// 电子版
    Electronic,
    /// 扫描件
    Scan,
}

/// 公章要求: what the notice says about the official seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "公章要求")]
pub enum SealRule {
    /// 未提及
    NotStated,
    /// 应当加盖公章
    Required,
    /// 复印件应当加盖公章
    OnPhotocopy,
}

/// 是否必交: whether a material belongs into the packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "是否必交")]
pub enum Need {
    /// 必交
    Required,
    /// 有变化的才交
    WhenChanged,
    /// 有的话交
    IfAny,
}

/// 备案材料: one material of one kind of case, with who asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "备案材料")]
pub struct Material {
    /// Its number in the official list.
    pub number: u8,
    /// Its slot in the packet, such as `handler-profile`.
    pub slot: String,
    /// Its official name.
    pub name: Wording,
    /// How it is handed in.
    pub form: MaterialForm,
    /// What is said about the seal.
    pub seal: SealRule,
    /// Whether the slot takes any number of files.
    pub many: bool,
    /// The kind of case.
    pub kind: CaseKind,
    /// Whether it belongs into the packet.
    pub need: Need,
    /// Who asks for it.
    pub basis: Basis,
    /// Which of the five headings of art. 15(1) it covers.
    pub covers: Vec<Cite>,
    /// Who says that it covers them: an inference.
    pub covers_by: Basis,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Wording>,
}

/// 其他材料的主题: what a file in the slot `other` may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "其他材料的主题")]
pub struct Topic {
    /// As written in the packet, such as `processing-rules`.
    pub id: String,
    /// Its name.
    pub name: Wording,
    /// Who asks for it, or who claims that somebody does.
    pub basis: Basis,
    /// Whether anybody does.
    pub note: Wording,
}

/// The materials of the law folder.
#[derive(Debug, Default)]
pub(crate) struct Materials {
    from: Option<Date>,
    all: Vec<Material>,
    topics: Vec<Topic>,
}

impl Law {
    /// The materials of a kind of case on a day, in the order of the official list. Nothing before the Measures.
    pub fn materials(&self, kind: CaseKind, on: Date) -> Vec<&Material> {
        let began = self.materials.from.is_some_and(|from| from <= on);
        self.materials.all.iter().filter(|material| began && material.kind == kind).collect()
    }

    /// One material by its slot.
    pub fn material(&self, kind: CaseKind, slot: &str, on: Date) -> Option<&Material> {
        self.materials(kind, on).into_iter().find(|material| material.slot == slot)
    }

    /// What a file in the slot `other` may be about.
    pub fn topics(&self) -> &[Topic] {
        &self.materials.topics
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMaterials {
    from: Day,
    covers_by: Spanned<String>,
    material: Vec<RawMaterial>,
    topic: Vec<RawTopic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMaterial {
    number: Spanned<u8>,
    slot: Spanned<String>,
    name: Wording,
    form: MaterialForm,
    seal: SealRule,
    #[serde(default)]
    many: bool,
    #[serde(default)]
    covers: Vec<Spanned<String>>,
    note: Option<Wording>,
    first: Option<RawAsked>,
    change: Option<RawAsked>,
    cancellation: Option<RawAsked>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAsked {
    need: Need,
    cite: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTopic {
    id: Spanned<String>,
    name: Wording,
    cite: Spanned<String>,
    note: Wording,
}

/// The slots of a packet: a contract with outsiders, so a folder of law cannot add to them.
const SLOTS: [&str; 9] = [
    "handler-profile",
    "use-statement",
    "pia-report",
    "uscc-certificate",
    "legal-representative-id",
    "agent-id",
    "mandate",
    "undertaking",
    "other",
];

/// Reads `materials/filing.toml`.
pub(crate) fn read(files: &mut Files, texts: &Texts, desk: &mut Desk) -> Materials {
    let mut materials = Materials::default();
    let Some((path, text)) = desk.must_have(files, "materials/filing.toml") else { return materials };
    let Some(raw) = desk.parse::<RawMaterials>(&path, &text) else { return materials };
    let at = Place { file: &path, text: &text };
    materials.from = Some(raw.from.0);
    let Some(covers_by) = desk.basis(&at, &raw.covers_by, texts) else { return materials };
    let mut seen = Vec::new();
    for material in &raw.material {
        if raw.material.iter().filter(|other| other.number.get_ref() == material.number.get_ref()).count() > 1 {
            desk.repeated(at.file, Some(at.line(&material.number)), &format!("number = {}", material.number.get_ref()));
        }
        material.refuse_odd_slot(&mut seen, &at, desk);
        materials.all.extend(material.read(&covers_by, &at, texts, desk));
    }
    for topic in &raw.topic {
        if materials.topics.iter().any(|other| other.id == *topic.id.get_ref()) {
            desk.repeated(at.file, Some(at.line(&topic.id)), topic.id.get_ref());
        }
        materials.topics.extend(topic.read(&at, texts, desk));
    }
    materials
}

impl RawMaterial {
    fn refuse_odd_slot(&self, seen: &mut Vec<String>, at: &Place<'_>, desk: &mut Desk) {
        let (slot, line) = (self.slot.get_ref(), Some(at.line(&self.slot)));
        if !SLOTS.contains(&slot.as_str()) {
            let all = SLOTS.join("、");
            desk.fault(
                at.file,
                line,
                format!("没有「{slot}」这个材料位：只有 {all}"),
                format!("there is no slot `{slot}`: only {}", SLOTS.join(", ")),
            );
        }
        if seen.contains(slot) {
            desk.repeated(at.file, line, slot);
        }
        seen.push(slot.clone());
    }

    fn read(&self, covers_by: &Basis, at: &Place<'_>, texts: &Texts, desk: &mut Desk) -> Vec<Material> {
        for cite in self.covers.iter().filter(|cite| texts.basis(&Cite::from(cite.get_ref().as_str())).is_none()) {
            desk.dangling(at, cite);
        }
        let kinds = [(CaseKind::First, &self.first), (CaseKind::Change, &self.change), (CaseKind::Cancellation, &self.cancellation)];
        let asked = kinds.into_iter().filter_map(|(kind, asked)| Some((kind, asked.as_ref()?)));
        asked.filter_map(|(kind, asked)| self.material(kind, asked, covers_by, at, texts, desk)).collect()
    }

    fn material(
        &self,
        kind: CaseKind,
        asked: &RawAsked,
        covers_by: &Basis,
        at: &Place<'_>,
        texts: &Texts,
        desk: &mut Desk,
    ) -> Option<Material> {
        Some(Material {
            number: *self.number.get_ref(),
            slot: self.slot.get_ref().clone(),
            name: self.name.clone(),
            form: self.form,
            seal: self.seal,
            many: self.many,
            kind,
            need: asked.need,
            basis: desk.basis(at, &asked.cite, texts)?,
            covers: self.covers.iter().map(|cite| Cite::from(cite.get_ref().as_str())).collect(),
            covers_by: covers_by.clone(),
            note: self.note.clone(),
        })
    }
}

impl RawTopic {
    fn read(&self, at: &Place<'_>, texts: &Texts, desk: &mut Desk) -> Option<Topic> {
        Some(Topic {
            id: self.id.get_ref().clone(),
            name: self.name.clone(),
            basis: desk.basis(at, &self.cite, texts)?,
            note: self.note.clone(),
        })
    }
}
