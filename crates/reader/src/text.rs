//! What stands on a page as words with boxes, wherever it came from: the file's own text or OCR.

use serde::{Deserialize, Serialize};

use crate::pose::Pose;

/// The words of one page, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageText {
    /// From 1; 0 for a document without fixed pages (DOCX, XLSX), whose words have no place.
    pub page: u32,
    /// Width of the sheet as it is read, in millimetres; 0 where nothing tells.
    pub width: f32,
    /// Height likewise.
    pub height: f32,
    /// The words, line by line.
    pub words: Vec<Word>,
    /// Who says so.
    pub source: Source,
    /// How the sheet lies on the page as the file has it.
    #[serde(default)]
    pub pose: Pose,
}

impl PageText {
    /// The mean confidence of its characters; 0 where there are none.
    pub fn confidence(&self) -> f32 {
        let n_chars = |it: &Word| it.text.chars().count() as f32;
        let n: f32 = self.words.iter().map(n_chars).sum();
        let sum: f32 = self.words.iter().map(|it| n_chars(it) * it.confidence).sum();
        if n > 0.0 { sum / n } else { 0.0 }
    }
}

/// One word; in Chinese a run of characters without a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// Its characters, as read: no normalisation.
    pub text: String,
    /// x, y, width, height in fractions of the level sheet from its top left. Where there is no place, all 0, or x is the column of a
    /// table, from 1.
    pub area: [f32; 4],
    /// 0 to 1; 1 for the file's own text.
    pub confidence: f32,
    /// Number of its line on the page, from 0, top to bottom. A paragraph or a table row of a DOCX is one line.
    pub line: u32,
}

/// Who says what stands on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The file's own, visible text. The text layer under a scan is never taken: it may say what the picture does not show.
    #[default]
    Embedded,
    /// One OCR reading of the picture.
    Ocr,
}

/// Further OCR readings of lines that matter, from differently prepared pictures, so that readings can agree.
pub trait SecondLook {
    /// Reads these areas of a page (as in [`Word::area`]), one line each. The answer has an entry for each area, in it one for each
    /// preparation, `None` where nothing could be read.
    fn read(&mut self, page: u32, areas: &[[f32; 4]], kind: LineKind, look: Look) -> Vec<Vec<Option<String>>>;
}

/// Which look at a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// The one that follows the reading of the whole page.
    Second,
    /// Several more, where the first two differ.
    Further,
}

/// What a line holds, so that the second look can be strict about its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// Chinese or mixed text.
    Text,
    /// A credit code: digits and capital letters (GB 32100-2015).
    Code,
    /// An identity number: digits and X.
    IdNumber,
    /// Digits, and what stands between them in a date.
    Date,
}

/// For a page that cannot be looked at twice: no answer to any question.
pub struct NoSecondLook;

impl SecondLook for NoSecondLook {
    fn read(&mut self, _: u32, areas: &[[f32; 4]], _: LineKind, _: Look) -> Vec<Vec<Option<String>>> {
        vec![Vec::new(); areas.len()]
    }
}
