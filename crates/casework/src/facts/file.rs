//! What a file is, apart from what it says: kind, size, pages, seals; or why it could not be opened.

use law::Wording;
use serde::{Deserialize, Serialize};

use super::Fact;

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

impl FileState {
    /// The facts of a file that was opened.
    pub fn opened(&self) -> Option<&FileFacts> {
        match self {
            FileState::Opened(it) => Some(it),
            _ => None,
        }
    }
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
