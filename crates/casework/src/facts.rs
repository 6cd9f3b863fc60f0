//! What was read from the materials, as opposed to what was answered. Declared here, filled by `reader`.
//!
//! A fact is never a decision, and a scan too poor to read is not a missing fact: [`Fact`] has three states.

use std::collections::BTreeMap;

use jiff::civil::Date;
use law::Wording;
use serde::{Deserialize, Serialize};

use crate::words::{Private, RetentionPeriod, Slot};

/// 材料事实: what was read from all materials of a packet, in the packet's order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "材料事实")]
pub struct Facts {
    /// One entry per material named in the packet.
    pub materials: Vec<MaterialFacts>,
}

/// What was read from one material.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialFacts {
    /// Which material it should be.
    pub slot: Slot,
    /// Its name in the packet, such as `materials/certificate.pdf`.
    pub file: String,
    /// What became of the file.
    pub state: FileState,
    /// What its text says.
    #[serde(default)]
    pub content: Content,
}

/// What became of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileState {
    /// It was opened.
    Opened(FileFacts),
    /// It is named in the packet and not there.
    Missing,
    /// It was refused before or while being opened; nothing in it was judged.
    Refused(RefusedFile),
    /// The reading ended without an answer (the child died, ran out of time or memory): nothing can be said about the file.
    Unjudged(Wording),
}

/// Why a file was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusedFile {
    /// A stable code, such as `PDF-ENCRYPTED`.
    pub code: String,
    /// What was found, in a sentence.
    pub message: Wording,
    /// What to do about it, in a sentence.
    pub fix: Wording,
    /// The page, where there is one, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// A file that was opened: what it is, apart from what it says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFacts {
    /// What it is, by its content and never by its name.
    pub kind: FileKind,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Its pages. A DOCX has none: it has no fixed pages until it is printed.
    #[serde(default)]
    pub pages: Vec<PageFacts>,
    /// Things worth telling an officer that are no reason to refuse, by code, such as `PDF-SIGNED`.
    #[serde(default)]
    pub flags: Vec<String>,
}

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// PDF
    Pdf,
    /// JPEG image
    Jpeg,
    /// PNG image
    Png,
    /// TIFF image
    Tiff,
    /// Word document
    Docx,
    /// Excel workbook
    Xlsx,
}

/// One page, measured.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageFacts {
    /// Width in millimetres; 0 where the file does not say.
    pub width_mm: f32,
    /// Height in millimetres; 0 where the file does not say.
    pub height_mm: f32,
    /// The lowest resolution among the images that make up the page, in dots per inch; none where there is no image.
    #[serde(default)]
    pub dpi: Option<f32>,
    /// Nothing is on it.
    #[serde(default)]
    pub blank: bool,
    /// Colour can be seen on it, or could have been: false for grey and black-and-white scans, on which no seal can be told.
    #[serde(default)]
    pub colour: bool,
    /// The page is made of pictures (a scan) rather than of text.
    #[serde(default)]
    pub scanned: bool,
    /// The sheet lies before something darker, with all its edges, as on a photo.
    #[serde(default)]
    pub photo: bool,
    /// How far the edges of its print are drawn out, in millimetres: a dot or two on a sharp scan. None where little print is on it.
    #[serde(default)]
    pub edge_mm: Option<f32>,
    /// Print runs over an edge of the page, so that part of it may be missing.
    #[serde(default)]
    pub cut_off: bool,
    /// The quarters clockwise by which its print lies turned, as far as it was read: 0 is upright, 2 upside down.
    #[serde(default)]
    pub turned: u8,
    /// Red official seals, where they are.
    #[serde(default)]
    pub seals: Vec<SealSeen>,
}

/// 公章: a red official seal seen on a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "公章")]
pub struct SealSeen {
    /// Where: x, y, width, height in fractions of the page from its top left.
    pub area: [f32; 4],
    /// Outer width in millimetres, where the page size is known.
    #[serde(default)]
    pub width_mm: Option<f32>,
    /// Round, oval, square or neither.
    pub shape: SealShape,
    /// Its ink is so pale that it may be hard to make out.
    #[serde(default)]
    pub faint: bool,
    /// It runs over the edge of the page, so that part of it is missing.
    #[serde(default)]
    pub cut: bool,
    /// The name around its ring, as far as it was looked for and read. Letters on a ring are hard to read: what is absent here may be
    /// there all the same.
    #[serde(default)]
    pub text: Fact<String>,
}

/// The outline of a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SealShape {
    /// A ring as broad as it is high.
    Round,
    /// A ring that is not.
    Oval,
    /// Four corners: usually a person's name seal.
    Square,
    /// Red, of the size of a seal, of no such shape.
    Other,
}

/// What the text of a material says, by the slot it was handed in for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(clippy::large_enum_variant, reason = "one a material, a dozen a packet")]
pub enum Content {
    /// Nothing was looked for, or nothing could be.
    #[default]
    None,
    /// A form or report that is written electronically, or the parts of it the rules need.
    Profile(ProfileFacts),
    /// The statement of face uses.
    Uses(UseStatementFacts),
    /// The PIA report.
    Pia(PiaFacts),
    /// The certificate.
    Certificate(CertificateFacts),
    /// An identity document.
    Id(IdFacts),
    /// The mandate.
    Mandate(MandateFacts),
    /// The undertaking.
    Undertaking(UndertakingFacts),
}

/// Read from 个人信息处理者基本情况表.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileFacts {
    /// 名称
    pub name: Fact<String>,
    /// 统一社会信用代码
    pub uscc: Fact<String>,
    /// 法定代表人或负责人
    pub representative: Fact<String>,
}

/// Read from 人脸识别技术应用情况备案表.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UseStatementFacts {
    /// 名称
    pub name: Fact<String>,
    /// 统一社会信用代码
    pub uscc: Fact<String>,
    /// 存储人数, de-duplicated
    pub stored: Fact<u64>,
}

/// Read from the certificate (营业执照 and its like).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CertificateFacts {
    /// 名称
    pub name: Fact<String>,
    /// 统一社会信用代码
    pub uscc: Fact<String>,
    /// 法定代表人、负责人 or 经营者
    pub representative: Fact<String>,
    /// 住所
    pub address: Fact<String>,
    /// 营业期限 until
    pub valid_until: Fact<Until>,
}

/// Read from an identity document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdFacts {
    /// 姓名
    pub name: Fact<String>,
    /// 公民身份号码
    pub number: Fact<Private<String>>,
    /// 有效期限 until
    pub valid_until: Fact<Until>,
}

/// Read from the mandate.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MandateFacts {
    /// 委托单位
    pub principal: Fact<String>,
    /// Its code
    pub principal_uscc: Fact<String>,
    /// 受托人 (经办人)
    pub agent: Fact<String>,
    /// The agent's ID number
    pub agent_number: Fact<Private<String>>,
    /// 委托事项, as written
    pub scope: Fact<String>,
    /// 委托期限 from
    pub term_from: Fact<Date>,
    /// 委托期限 to
    pub term_to: Fact<Until>,
    /// 日期
    pub signed_on: Fact<Date>,
}

/// Read from the undertaking.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UndertakingFacts {
    /// 承诺单位
    pub principal: Fact<String>,
    /// Its code
    pub principal_uscc: Fact<String>,
    /// 日期
    pub signed_on: Fact<Date>,
}

/// Read from the PIA report.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PiaFacts {
    /// The handler it names
    pub name: Fact<String>,
    /// Its code
    pub uscc: Fact<String>,
    /// The day it was signed
    pub signed_on: Fact<Date>,
    /// The four contents of art. 9(1), by number 1 to 4: the heading or sentence that shows it was treated
    pub contents: BTreeMap<String, Fact<String>>,
    /// What it says about each face use
    pub uses: Vec<PiaUseFacts>,
    /// The whole text, without white space, for looking up whether a use is named at all
    pub text: Fact<String>,
}

/// What a PIA report says about one face use.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PiaUseFacts {
    /// The name of the use as the report writes it
    pub name: Fact<String>,
    /// How long faces are kept
    pub retention: Fact<RetentionPeriod>,
}

/// How long a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Until {
    /// Up to and including this day.
    Day(Date),
    /// 长期: no last day.
    LongTerm(LongTerm),
}

impl Until {
    /// What to say when the last day has passed. That day itself belongs to the term.
    pub fn over(&self, today: Date, what: (&str, &str)) -> Option<Wording> {
        match self {
            Until::Day(last) if *last < today => Some(Wording::new(
                format!("{}有效期到 {last} 为止，{today} 已经过期", what.0),
                format!("{} was valid until {last}; on {today} it has expired", what.1),
            )),
            _ => None,
        }
    }
}

/// 长期
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LongTerm {
    /// The one value.
    #[serde(rename = "长期")]
    LongTerm,
}

/// One thing a material says, or why we do not know.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Fact<T> {
    /// It says this.
    Read(Reading<T>),
    /// It is there and could not be read.
    Unread(Unread),
    /// The material does not say it, as far as its text could be read.
    #[default]
    Absent,
}

/// A value that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Option<Place>,
    /// What speaks for it. A rule may fail on a reading only if it [is firm](Reading::is_firm).
    pub support: Support,
    /// What the other look made of it, where two looks differ.
    pub other: Option<T>,
}

/// What speaks for a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// Text of an electronic document, not of a scan.
    Typed,
    /// A check digit holds.
    CheckDigit,
    /// Two preparations of the image, or embedded text and OCR, agree.
    TwoReadings,
    /// They agree, and one character or more is faint all the same: one engine can take it twice for the same wrong one.
    FaintReadings,
    /// One reading of a scan, or two that differ.
    OneReading,
}

/// Something that is there and could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// What stood in the way, as the end of a sentence.
    pub why: Option<Wording>,
    /// Where it stands.
    pub place: Option<Place>,
}

/// Where on a material: a page from 1, and x, y, width, height in fractions of the page from its top left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// From 1.
    pub page: u32,
    /// x, y, width, height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<[f32; 4]>,
}

impl Eq for Place {}

impl<T> Reading<T> {
    /// Whether a rule may fail on it.
    pub fn is_firm(&self) -> bool {
        !matches!(self.support, Support::OneReading | Support::FaintReadings)
    }

    /// What may stand there: the value, and what the other look made of it.
    pub fn candidates(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.value).chain(&self.other)
    }
}

impl<T> Fact<T> {
    /// A reading with its support and place.
    pub fn read(value: T, support: Support, place: Option<Place>) -> Fact<T> {
        Fact::Read(Reading { value, place, support, other: None })
    }

    /// Two looks that differ; the first is the better one.
    pub fn differing(value: T, other: T, place: Option<Place>) -> Fact<T> {
        Fact::Read(Reading { value, place, support: Support::OneReading, other: Some(other) })
    }

    /// Something that is there and could not be read, with the reason.
    pub fn unread(why: Wording, place: Option<Place>) -> Fact<T> {
        Fact::Unread(Unread { why: Some(why), place })
    }

    /// The reading, if there is one.
    pub fn reading(&self) -> Option<&Reading<T>> {
        match self {
            Fact::Read(reading) => Some(reading),
            _ => None,
        }
    }

    /// The value, if it was read.
    pub fn value(&self) -> Option<&T> {
        self.reading().map(|it| &it.value)
    }

    /// Where it stands, if that is known.
    pub fn place(&self) -> Option<Place> {
        match self {
            Fact::Read(it) => it.place,
            Fact::Unread(it) => it.place,
            Fact::Absent => None,
        }
    }
}

/// The written form of a fact: a bare value (two agreeing readings), `"unread"`, `"absent"`, or a table that says more.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written<T> {
    Full {
        read: T,
        #[serde(default = "two_readings")]
        support: Support,
        #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")] // a path, so that a value needs no default
        other: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
    Unread {
        #[serde(deserialize_with = "Option::deserialize")] // so that the key must stand there: a bare table is no unread one
        unread: Option<Wording>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
    Word(Word),
    Bare(T),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Unread,
    Absent,
}

fn two_readings() -> Support {
    Support::TwoReadings
}

impl<T: Serialize + Clone> Serialize for Fact<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written: Written<T> = match self.clone() {
            Fact::Read(it) => Written::Full { read: it.value, support: it.support, other: it.other, place: it.place },
            Fact::Unread(it) if it.why.is_none() && it.place.is_none() => Written::Word(Word::Unread),
            Fact::Unread(it) => Written::Unread { unread: it.why, place: it.place },
            Fact::Absent => Written::Word(Word::Absent),
        };
        written.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Written::<T>::deserialize(deserializer)? {
            Written::Full { read: value, support, other, place } => Fact::Read(Reading { value, place, support, other }),
            Written::Unread { unread, place } => Fact::Unread(Unread { why: unread, place }),
            Written::Word(Word::Unread) => Fact::Unread(Unread::default()),
            Written::Word(Word::Absent) => Fact::Absent,
            Written::Bare(value) => Fact::read(value, Support::TwoReadings, None),
        })
    }
}

impl Facts {
    /// Every file that was opened, in the packet's order.
    pub fn files(&self) -> impl Iterator<Item = (&MaterialFacts, &FileFacts)> {
        self.materials.iter().filter_map(|it| Some((it, it.state.opened()?)))
    }

    /// The first material of a slot that was opened, with its index. Several of one slot are a finding of their own.
    pub fn opened(&self, slot: Slot) -> Option<(&MaterialFacts, &FileFacts)> {
        self.files().find(|(it, _)| it.slot == slot)
    }

    fn content(&self, slot: Slot) -> Option<&Content> {
        self.opened(slot).map(|(material, _)| &material.content)
    }

    /// What the certificate says.
    pub fn certificate(&self) -> Option<&CertificateFacts> {
        match self.content(Slot::UsccCertificate)? {
            Content::Certificate(it) => Some(it),
            _ => None,
        }
    }

    /// What an identity document says; the slot is the representative's or the agent's.
    pub fn id(&self, slot: Slot) -> Option<&IdFacts> {
        match self.content(slot)? {
            Content::Id(it) => Some(it),
            _ => None,
        }
    }

    /// What the mandate says.
    pub fn mandate(&self) -> Option<&MandateFacts> {
        match self.content(Slot::Mandate)? {
            Content::Mandate(it) => Some(it),
            _ => None,
        }
    }

    /// What the undertaking says.
    pub fn undertaking(&self) -> Option<&UndertakingFacts> {
        match self.content(Slot::Undertaking)? {
            Content::Undertaking(it) => Some(it),
            _ => None,
        }
    }

    /// What the PIA report says.
    pub fn pia(&self) -> Option<&PiaFacts> {
        match self.content(Slot::PiaReport)? {
            Content::Pia(it) => Some(it),
            _ => None,
        }
    }

    /// What the handler profile says.
    pub fn profile(&self) -> Option<&ProfileFacts> {
        match self.content(Slot::HandlerProfile)? {
            Content::Profile(it) => Some(it),
            _ => None,
        }
    }

    /// What the statement of uses says.
    pub fn use_statement(&self) -> Option<&UseStatementFacts> {
        match self.content(Slot::UseStatement)? {
            Content::Uses(it) => Some(it),
            _ => None,
        }
    }
}

impl MaterialFacts {
    /// Where findings about the file itself stand: `materials.mandate`, and for other material `materials.<file>`.
    pub fn path(&self) -> String {
        match self.slot {
            Slot::Other => format!("materials.{}", self.file),
            slot => format!("materials.{}", slot.id()),
        }
    }

    /// What to call it in a message: its material, and the file where the slot alone does not say which.
    pub fn title(&self) -> Wording {
        let name = self.slot.name();
        match self.slot {
            Slot::Other => Wording::new(format!("{}「{}」", name.zh, self.file), format!("{} `{}`", name.en, self.file)),
            _ => name,
        }
    }
}

impl FileState {
    /// The facts of a file that was opened.
    pub fn opened(&self) -> Option<&FileFacts> {
        match self {
            FileState::Opened(it) => Some(it),
            _ => None,
        }
    }
}
