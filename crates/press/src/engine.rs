//! The typesetter behind a small door: a template and data go in, a PDF comes out, and its pages as pictures where they are wanted.
//!
//! Templates are ours and fixed; what people typed reaches them only as `data.json`, never as source. A template reads nothing else:
//! no file, no package, no clock.

use std::fmt;
use std::path::PathBuf;
use std::sync::LazyLock;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::{Rgb, RgbImage};
use jiff::civil::Date;
use law::Wording;
use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fonts::Fonts;

/// What a PDF conforms to. The typesetter refuses to write one that does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2b: looks the same for ever. For pictures of paper.
    Lasting,
    /// PDF/A-2a and PDF/UA-1: tagged as well, with title and language, so it can be read aloud. For documents.
    Readable,
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The Chinese fonts are not on this machine.
    #[error("no Chinese fonts found")]
    FontsMissing {
        /// The folders that were searched.
        looked_in: Vec<PathBuf>,
    },
    /// Characters that no font draws; a document with holes is never written.
    #[error("characters that no font draws")]
    GlyphsMissing(Vec<MissingGlyph>),
    /// The packet names an edition of the forms that `law/` does not hold.
    #[error("form edition {edition} is not known")]
    FormUnknown {
        /// As the packet names it.
        edition: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The typesetter failed. This is our fault, not the writer's.
    #[error("the typesetter failed: {0}")]
    Fault(String),
}

/// A character that no font draws, and the field it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The field.
    pub field: FieldName,
    /// The character.
    pub character: char,
}

/// A field, by its path and by what the form calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldName {
    /// Such as `answers.handler.name`.
    pub at: String,
    /// Its label, where the form has it.
    pub label: Option<Wording>,
}

impl FieldName {
    /// 「名称」（answers.handler.name）, or the path alone.
    fn wording(&self) -> Wording {
        let FieldName { at, label } = self;
        label
            .as_ref()
            .map_or(Wording::new(format!("{at} "), at), |it| Wording::new(format!("「{}」（{at}）", it.zh), format!("`{}` ({at})", it.en)))
    }
}

/// Sets a template with its data on a day, which becomes the document's date. The template finds the data under `data.json`.
///
/// # Errors
/// Fonts that are not there, characters in the data that no font draws (named by their path in the data), or a fault of the template.
pub fn set(template: &'static str, data: &Value, on: Date, standard: Standard) -> Result<Vec<u8>, PressError> {
    let fonts = Fonts::of_this_machine()?;
    let missing = missing_glyphs(texts_of(data, "").into_iter().map(|(at, text)| (FieldName { at, label: None }, text)))?;
    if !missing.is_empty() {
        return Err(PressError::GlyphsMissing(missing));
    }
    let world = Desk { fonts, template: Source::new(*TEMPLATE, template.to_owned()), data: Bytes::from_string(data.to_string()) };
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|it| fault(&world, it))?;
    let options = PdfOptions { timestamp: timestamp(on), standards: standards(standard), ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|it| fault(&world, it))?;
    comemo::evict(KEPT_DOCUMENTS);
    Ok(pdf)
}

/// How many documents back the typesetter remembers its work. Forgetting nothing would grow for ever.
const KEPT_DOCUMENTS: usize = 8;

/// The pages of a PDF of ours as pictures on white paper, at so many dots per inch. For our own PDFs only: a stranger's belong in the reader's child.
///
/// # Errors
/// A PDF that cannot be opened, or a page of more than 65 535 dots a side.
pub fn pages_as_images(pdf: &[u8], dpi: f32) -> Result<Vec<RgbImage>, PressError> {
    const POINTS_PER_INCH: f32 = 72.0;
    let pdf = Pdf::new(pdf.to_vec()).map_err(|it| PressError::Fault(format!("the printed PDF cannot be opened: {it:?}")))?;
    let scale = dpi / POINTS_PER_INCH;
    let (cache, interpreter) = (RenderCache::new(), InterpreterSettings::default());
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let picture = |page| {
        let (width, height) = hayro::hayro_syntax::page::Page::render_dimensions(page);
        if width.max(height) * scale > f32::from(u16::MAX) {
            return Err(PressError::Fault(format!("a page of {width} x {height} points at {dpi} dpi is too large")));
        }
        let pixels = hayro::render(page, &cache, &interpreter, &settings);
        let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
        let dots = pixels.data().iter().flat_map(|it| Rgb([it.r, it.g, it.b]).0).collect(); // on white, so opaque
        Ok(RgbImage::from_raw(width, height, dots).expect("three bytes a dot"))
    };
    pdf.pages().iter().map(picture).collect()
}

/// The characters no font draws among texts that are named by their field; each once per field.
///
/// # Errors
/// Fonts that are not there.
pub fn missing_glyphs<'a>(texts: impl IntoIterator<Item = (FieldName, &'a str)>) -> Result<Vec<MissingGlyph>, PressError> {
    let fonts = Fonts::of_this_machine()?;
    let mut missing = Vec::new();
    for (field, text) in texts {
        for character in text.chars().filter(|it| !fonts.draw(*it)) {
            let glyph = MissingGlyph { field: field.clone(), character };
            if !missing.contains(&glyph) {
                missing.push(glyph);
            }
        }
    }
    Ok(missing)
}

/// Every text in a tree, with its path. Blocks of a list are named by their `id`, else by their place from 1.
pub fn texts_of<'a>(data: &'a Value, path: &str) -> Vec<(String, &'a str)> {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match data {
        Value::String(text) => vec![(path.to_owned(), text)],
        Value::Object(fields) => fields.iter().flat_map(|(name, it)| texts_of(it, &below(name))).collect(),
        Value::Array(blocks) => {
            let name = |i: usize, it: &Value| it.get("id").and_then(Value::as_str).map_or((i + 1).to_string(), str::to_owned);
            blocks.iter().enumerate().flat_map(|(i, it)| texts_of(it, &below(&name(i, it)))).collect()
        }
        _ => Vec::new(),
    }
}

impl PressError {
    /// What happened and what to do, for a person.
    pub fn message(&self) -> Wording {
        match self {
            PressError::FontsMissing { looked_in } => {
                let folders = looked_in.iter().map(|it| it.display().to_string()).collect::<Vec<_>>().join(", ");
                Wording::new(
                    format!(
                        "没有找到中文字体 Noto Serif CJK SC 和 Noto Sans CJK SC（找过：{folders}）。请安装字体包（Debian、Ubuntu：apt install fonts-noto-cjk），或把字体文件放进一个文件夹并用环境变量 FACEFILE_FONTS 指明"
                    ),
                    format!(
                        "The Chinese fonts Noto Serif CJK SC and Noto Sans CJK SC were not found (looked in: {folders}). Install them (Debian, Ubuntu: apt install fonts-noto-cjk), or put the font files into a folder and name it in the environment variable FACEFILE_FONTS"
                    ),
                )
            }
            PressError::GlyphsMissing(missing) => {
                let all = |one: fn(&MissingGlyph) -> Wording| missing.iter().map(one).collect::<Vec<_>>();
                let both = all(MissingGlyph::message);
                let join = |of: fn(&Wording) -> &str, by: &str| both.iter().map(of).collect::<Vec<_>>().join(by);
                Wording::new(join(|it| &it.zh, "；"), join(|it| &it.en, "; "))
            }
            PressError::FormUnknown { edition, known } => Wording::new(
                format!(
                    "表单版本「{edition}」不在规则库里；已有：{}。请改 packet.toml 的 form，或用 --law 指明收有这一版的规则库",
                    known.join("、")
                ),
                format!(
                    "Form edition `{edition}` is not in the law folder, which holds: {}. Change `form` in packet.toml, or name a law folder that has it with --law",
                    known.join(", ")
                ),
            ),
            PressError::Fault(what) => Wording::new(
                format!("排版程序出错，没有生成文件。这不是填写的问题，请把这句话告诉维护者：{what}"),
                format!(
                    "The typesetter failed and no document was made. This is not due to what was filled in; tell the maintainers: {what}"
                ),
            ),
        }
    }
}

impl MissingGlyph {
    /// Which character of which field, and what to do.
    pub fn message(&self) -> Wording {
        let MissingGlyph { field, character } = self;
        let (Wording { zh, en }, code) = (field.wording(), format!("U+{:04X}", u32::from(*character)));
        if is_unseen(*character) {
            return Wording::new(
                format!("{zh}里有看不见的控制字符（{code}），打印不出来。请把它删掉，重新输入这一项"),
                format!("{en} holds an invisible control character ({code}) that cannot be printed. Delete it and type the field again"),
            );
        }
        Wording::new(
            format!(
                "{zh}里的「{character}」（{code}）字体里没有，不会打印缺字的文件。请核对证件上的写法；确为此字的，把收录它的字体放进 FACEFILE_FONTS 指明的文件夹"
            ),
            format!(
                "No font here draws `{character}` ({code}) in {en}, and a document with holes is not printed. Compare it with the certificate; if it is this character, put a font that has it into the folder named by FACEFILE_FONTS"
            ),
        )
    }
}

impl fmt::Display for MissingGlyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().zh)
    }
}

/// Control characters, and those that only steer how others run, such as the one that turns the rest of the line around.
pub(crate) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2061}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Two fixed virtual files: the typesetter remembers every path it ever saw.
static TEMPLATE: LazyLock<FileId> = LazyLock::new(|| file_id("template.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| file_id("data.json"));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

fn file_id(name: &str) -> FileId {
    FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).expect("a plain name")))
}

/// All a template can see.
struct Desk {
    fonts: &'static Fonts,
    template: Source,
    data: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }
    fn main(&self) -> FileId {
        *TEMPLATE
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *TEMPLATE { Ok(self.template.clone()) } else { Err(not_found(id)) }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(not_found(id)) }
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

fn standards(standard: Standard) -> PdfStandards {
    let list: &[PdfStandard] = match standard {
        Standard::Lasting => &[PdfStandard::A_2b],
        Standard::Readable => &[PdfStandard::A_2a, PdfStandard::Ua_1],
    };
    PdfStandards::new(list).expect("standards that go together")
}

/// Midnight of the day in China, so that the same packet gives the same bytes all day.
fn timestamp(on: Date) -> Option<Timestamp> {
    const CHINA_MINUTES_EAST: i32 = 8 * 60;
    let midnight = Datetime::from_ymd_hms(on.year().into(), on.month() as u8, on.day() as u8, 0, 0, 0)?;
    Timestamp::new_local(midnight, CHINA_MINUTES_EAST)
}

/// What the typesetter complains of, with the line of the template.
fn fault(world: &Desk, errors: impl IntoIterator<Item = SourceDiagnostic>) -> PressError {
    let told = |it: SourceDiagnostic| {
        let line = world.range(it.span).and_then(|place| world.template.lines().byte_to_line(place.start));
        line.map_or(it.message.to_string(), |line| format!("line {}: {}", line + 1, it.message))
    };
    PressError::Fault(errors.into_iter().map(told).collect::<Vec<_>>().join("; "))
}
