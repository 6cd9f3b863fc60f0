//! DOCX and XLSX: their text, line by line. What they would run or fetch is refused.

use std::io::{Cursor, Read};

use casework::facts::{FileKind, RefusedFile};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::limits::Limits;
use crate::refusal::*;
use crate::text::{PageText, Word};

/// The text of a document, and codes worth telling.
pub struct Office {
    /// All of it as one page without places.
    pub text: PageText,
    /// Codes worth telling.
    pub flags: Vec<&'static str>,
}

impl Office {
    /// Checks the parts, then reads the text.
    pub fn open(bytes: &[u8], kind: FileKind, limits: &Limits) -> Result<Office, RefusedFile> {
        let mut parts = Parts::open(bytes, limits)?;
        parts.hold_nothing_that_acts()?;
        let mut flags = Vec::new();
        let lines = match kind {
            FileKind::Docx => docx_lines(&parts.read("word/document.xml")?, &mut flags)?,
            _ => xlsx_lines(&mut parts)?,
        };
        let mut text = PageText::default();
        for (number, line) in lines.iter().filter(|it| !it.is_blank()).enumerate() {
            let word = |column: u32, it: &str| Word {
                text: it.to_owned(),
                area: [column as f32, 0.0, 0.0, 0.0],
                confidence: 1.0,
                line: number as u32,
            };
            text.words.extend(line.cells.iter().flat_map(|(column, text)| text.split_whitespace().map(|it| word(*column, it))));
        }
        Ok(Office { text, flags })
    }
}

/// A paragraph, or the row of a table by its cells.
#[derive(Default)]
struct TextLine {
    /// Column, from 1, and text; column 0 for a paragraph.
    cells: Vec<(u32, String)>,
}

impl TextLine {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, text)| text.trim().is_empty())
    }

    fn paragraph(text: String) -> TextLine {
        TextLine { cells: vec![(0, text)] }
    }
}

/// The parts of a document, each read at most once and within what the file may expand to.
struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    n_bytes_left: u64,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8], limits: &Limits) -> Result<Parts<'a>, RefusedFile> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| OFFICE_BROKEN.refuse(error))?;
        if archive.has_duplicate_names() {
            return Err(OFFICE_BROKEN.refuse("ZIP"));
        }
        let names: Vec<String> = archive.file_names_raw().map(|it| String::from_utf8_lossy(it).into_owned()).collect();
        if names.len() > limits.objects as usize {
            return Err(OFFICE_EXPANDS.refuse(""));
        }
        Ok(Parts { archive, names, n_bytes_left: limits.expanded_bytes / 4 })
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, RefusedFile> {
        let part = self.archive.by_name(name).map_err(|error| OFFICE_BROKEN.refuse(format_args!("{name}: {error}")))?;
        let mut content = Vec::new();
        part.take(self.n_bytes_left + 1)
            .read_to_end(&mut content)
            .map_err(|error| OFFICE_BROKEN.refuse(format_args!("{name}: {error}")))?;
        match self.n_bytes_left.checked_sub(content.len() as u64) {
            Some(left) => self.n_bytes_left = left,
            None => return Err(OFFICE_EXPANDS.refuse("")),
        }
        Ok(content)
    }

    /// No macro, no embedded file, nothing fetched from outside but links a person clicks.
    fn hold_nothing_that_acts(&mut self) -> Result<(), RefusedFile> {
        for name in self.names.clone() {
            let lower = name.to_lowercase();
            if lower.ends_with("vbaproject.bin") || lower.contains("macrosheets/") {
                return Err(DOCX_MACRO.refuse(""));
            }
            if lower.contains("/embeddings/") || lower.contains("/activex/") {
                return Err(DOCX_EMBEDDED.refuse(""));
            }
            if lower.ends_with(".rels") {
                let relations = self.read(&name)?;
                each_tag(&relations, |tag| fetches(tag).then(|| DOCX_EXTERNAL.refuse("")))?;
            }
        }
        Ok(())
    }
}

fn fetches(relation: &BytesStart<'_>) -> bool {
    let outside = attribute(relation, "TargetMode").is_some_and(|it| it == "External");
    outside && !attribute(relation, "Type").is_some_and(|it| it.ends_with("/hyperlink"))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    Some(attribute.value.into_owned())
}

fn each_tag(xml: &[u8], look: impl Fn(&BytesStart<'_>) -> Option<RefusedFile>) -> Result<(), RefusedFile> {
    events(xml, |event| match event {
        Event::Start(tag) | Event::Empty(tag) => look(tag).map_or(Ok(()), Err),
        _ => Ok(()),
    })
}

/// Every event of a part. A document type is refused: entities are defined there.
fn events(xml: &[u8], mut each: impl FnMut(&Event<'_>) -> Result<(), RefusedFile>) -> Result<(), RefusedFile> {
    let mut reader = Reader::from_str(std::str::from_utf8(xml).map_err(|error| OFFICE_BROKEN.refuse(error))?);
    loop {
        match reader.read_event().map_err(|error| OFFICE_BROKEN.refuse(error))? {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(OFFICE_BROKEN.refuse("DOCTYPE")),
            event => each(&event)?,
        }
    }
}

/// Text and character references of an event.
fn text_of(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.to_string()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => Some(c.to_string()),
            _ => quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned),
        },
        _ => None,
    }
}

/// Paragraphs and table rows. Deleted and hidden text is left out, the second copy in a fallback too.
fn docx_lines(xml: &[u8], flags: &mut Vec<&'static str>) -> Result<Vec<TextLine>, RefusedFile> {
    let (mut lines, mut row, mut text) = (Vec::new(), TextLine::default(), String::new());
    let (mut in_text, mut hidden, mut n_rows, mut n_fallbacks, mut changed) = (false, false, 0u32, 0u32, false);
    let (mut column, mut span) = (1, 1);
    events(xml, |event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "r" => hidden = false,
                "tr" => {
                    n_rows += 1;
                    if n_rows == 1 {
                        column = 1;
                    }
                }
                "Fallback" => n_fallbacks += 1,
                "ins" | "del" => changed = true,
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" | "br" => text.push(' '),
                "vanish" => hidden = true,
                "gridSpan" if n_rows == 1 => span = attribute(tag, "val").and_then(|it| it.parse().ok()).unwrap_or(1),
                "gridBefore" if n_rows == 1 => {
                    column += attribute(tag, "val").and_then(|it| it.parse::<u32>().ok()).unwrap_or(0).min(COLUMNS_MAX)
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "tc" if n_rows == 1 => {
                    row.cells.push((column, std::mem::take(&mut text)));
                    column = (column + span.clamp(1, COLUMNS_MAX)).min(COLUMNS_MAX);
                    span = 1;
                }
                "tc" => text.push(' '),
                "Fallback" => n_fallbacks = n_fallbacks.saturating_sub(1),
                "tr" => {
                    n_rows = n_rows.saturating_sub(1);
                    if n_rows == 0 {
                        lines.push(std::mem::take(&mut row));
                    }
                }
                "p" if n_rows == 0 => lines.push(TextLine::paragraph(std::mem::take(&mut text))),
                "p" => text.push(' '),
                _ => {}
            },
            _ if in_text && !hidden && n_fallbacks == 0 => text.extend(text_of(event)),
            _ => {}
        }
        Ok(())
    })?;
    if changed {
        flags.push(DOCX_CHANGES.code);
    }
    row.cells.push((0, text));
    lines.push(row);
    Ok(lines)
}

/// A table of Word has 63 columns at most; beyond this a workbook's are counted as one.
const COLUMNS_MAX: u32 = 200;

/// The rows of all sheets, in the order of their part names.
fn xlsx_lines(parts: &mut Parts<'_>) -> Result<Vec<TextLine>, RefusedFile> {
    let shared = match parts.names.iter().any(|it| it == "xl/sharedStrings.xml") {
        true => shared_strings(&parts.read("xl/sharedStrings.xml")?)?,
        false => Vec::new(),
    };
    let mut sheets: Vec<String> = parts.names.iter().filter(|it| it.starts_with("xl/worksheets/sheet")).cloned().collect();
    sheets.sort_by_key(|it| (it.len(), it.clone())); // sheet2 before sheet10
    let mut lines = Vec::new();
    for sheet in sheets {
        lines.extend(sheet_lines(&parts.read(&sheet)?, &shared)?);
    }
    Ok(lines)
}

fn shared_strings(xml: &[u8]) -> Result<Vec<String>, RefusedFile> {
    let (mut strings, mut string, mut in_text) = (Vec::new(), String::new(), false);
    events(xml, |event| {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "t" => in_text = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "si" => strings.push(std::mem::take(&mut string)),
                _ => {}
            },
            _ if in_text => string.extend(text_of(event)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

fn sheet_lines(xml: &[u8], shared: &[String]) -> Result<Vec<TextLine>, RefusedFile> {
    let (mut lines, mut line, mut cell) = (Vec::new(), TextLine::default(), String::new());
    let (mut is_shared, mut in_value, mut column) = (false, false, 0);
    events(xml, |event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "c" => {
                    is_shared = attribute(tag, "t").as_deref() == Some("s");
                    column = attribute(tag, "r").and_then(|it| column_of(&it)).unwrap_or(column + 1);
                }
                "v" | "t" => in_value = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" | "t" => in_value = false,
                "c" => {
                    let value = std::mem::take(&mut cell);
                    let value = if is_shared { value.parse().ok().and_then(|i: usize| shared.get(i)).cloned() } else { Some(value) };
                    line.cells.extend(value.map(|it| (column, it)));
                }
                "row" => {
                    lines.push(std::mem::take(&mut line));
                    column = 0;
                }
                _ => {}
            },
            _ if in_value => cell.extend(text_of(event)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(lines)
}

/// The column of a cell such as `AB12`, from 1.
fn column_of(cell: &str) -> Option<u32> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).take(3);
    let column = letters.fold(0, |sum, it| sum * 26 + u32::from(it - b'A') + 1);
    (column > 0).then_some(column.min(COLUMNS_MAX))
}
