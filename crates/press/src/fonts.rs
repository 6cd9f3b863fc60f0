//! The Chinese fonts, found on the machine when they are first needed and kept. None is part of the program.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::engine::PressError;

/// 宋体-like, for body text.
pub(crate) const SERIF: &str = "Noto Serif CJK SC";
/// 黑体-like, for headings.
pub(crate) const SANS: &str = "Noto Sans CJK SC";

/// The folder an operator may name; every font in it joins in for characters that the two families lack.
const FOLDER_VARIABLE: &str = "FACEFILE_FONTS";
const USUAL_FOLDERS: [&str; 3] = ["/usr/share/fonts", "/usr/local/share/fonts", "/opt/homebrew/share/fonts"];
const DEEPEST_FOLDER: usize = 5;

/// The fonts and their book.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

impl Fonts {
    /// The fonts of this machine, read once. What is missing is looked for again at the next call, so that installing it helps at once.
    pub(crate) fn of_this_machine() -> Result<&'static Fonts, PressError> {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        if let Some(found) = FONTS.get() {
            return Ok(found);
        }
        let found = Fonts::find()?;
        Ok(FONTS.get_or_init(|| found))
    }

    fn find() -> Result<Fonts, PressError> {
        let (mut fonts, mut looked_in) = (Vec::new(), Vec::new());
        if let Some(folder) = std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from) {
            fonts.extend(files_in(&folder, 0).iter().filter(|it| is_font(it)).flat_map(|it| faces(it, None)));
            looked_in.push(folder);
        }
        for folder in USUAL_FOLDERS.map(PathBuf::from).into_iter().chain(home_fonts()) {
            if has_both(&fonts) {
                break;
            }
            let files = files_in(&folder, 0);
            for (prefix, family) in [("NotoSerifCJK", SERIF), ("NotoSansCJK", SANS)] {
                fonts.extend(files.iter().filter(|it| is_font(it) && starts_with(it, prefix)).flat_map(|it| faces(it, Some(family))));
            }
            looked_in.push(folder);
        }
        if !has_both(&fonts) {
            return Err(PressError::FontsMissing { looked_in });
        }
        Ok(Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts })
    }

    /// Whether any font draws this character. Line ends, and what is never drawn, need no glyph.
    pub(crate) fn draw(&self, character: char) -> bool {
        let needs_none = matches!(character, '\n' | '\r' | '\t' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
        needs_none || !crate::engine::is_unseen(character) && self.fonts.iter().any(|it| it.info().coverage.contains(character.into()))
    }
}

fn has_both(fonts: &[Font]) -> bool {
    [SERIF, SANS].iter().all(|family| fonts.iter().any(|it| it.info().family.as_str() == *family))
}

fn home_fonts() -> Option<PathBuf> {
    std::env::var_os("HOME").map(|it| Path::new(&it).join(".local/share/fonts"))
}

fn is_font(file: &Path) -> bool {
    let extension = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    ["ttc", "otc", "otf", "ttf"].iter().any(|it| it.eq_ignore_ascii_case(extension))
}

fn starts_with(file: &Path, prefix: &str) -> bool {
    file.file_name().and_then(OsStr::to_str).is_some_and(|it| it.starts_with(prefix))
}

/// All files below a folder, in a fixed order; a folder that cannot be read holds none.
fn files_in(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if entry.is_file() {
            files.push(entry);
        } else if depth < DEEPEST_FOLDER {
            files.extend(files_in(&entry, depth + 1));
        }
    }
    files
}

/// The faces of a file: all of them, or the one of a family in a collection that holds one face per language.
fn faces(file: &Path, family: Option<&str>) -> Vec<Font> {
    /// Simplified Chinese stands third in these collections; reading a face costs far more than asking in this order.
    const ORDER: [u32; 10] = [2, 0, 1, 3, 4, 5, 6, 7, 8, 9];
    let Ok(bytes) = std::fs::read(file) else { return Vec::new() };
    let bytes = Bytes::new(bytes);
    match family {
        Some(family) => {
            let face = ORDER.into_iter().filter_map(|it| Font::new(bytes.clone(), it)).find(|it| it.info().family.as_str() == family);
            face.into_iter().collect()
        }
        None => Font::iter(bytes).collect(),
    }
}
