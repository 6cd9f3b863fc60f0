//! A document as DOCX, for those who must still write in it. The fonts are named, not carried: 仿宋, 黑体 and 楷体 stand on every office machine here.

use std::io::Cursor;

use docx_rs::*;

use super::document::{self, Block, Column, Field, Layout};

/// Twentieths of a point.
const CM: f32 = 1440.0 / 2.54;
const PAGE: (f32, f32) = (21.0 * CM, 29.7 * CM);
const MARGIN: (f32, f32) = (3.18 * CM, 2.54 * CM);
const TEXT_WIDTH: f32 = PAGE.0 - 2.0 * MARGIN.0;
const LABEL_WIDTH: f32 = 1840.0;
const VALUE_WIDTH: f32 = TEXT_WIDTH / 2.0 - LABEL_WIDTH;
/// Half points: 四号, 五号 and the quiet lines.
const PROSE_SIZE: usize = 28;
const TABLE_SIZE: usize = 21;
const QUIET_SIZE: usize = 16;
const QUIET_STYLE: &str = "Quiet";
const QUIET: &str = "696969";
const LINE: &str = "969696";
const BAND: &str = "ECECEC";
const TINT: &str = "F7F7F7";

#[derive(Clone, Copy)]
enum Face {
    Body,
    Heading,
    SecondHeading,
}

/// The document as the bytes of a DOCX.
pub(crate) fn docx(document: &document::Document) -> Result<Vec<u8>, String> {
    let prose = document.layout == Layout::Prose;
    let size = if prose { PROSE_SIZE } else { TABLE_SIZE };
    let margins = PageMargin::new().left(MARGIN.0 as i32).right(MARGIN.0 as i32).top(MARGIN.1 as i32).bottom(MARGIN.1 as i32);
    let mut docx = Docx::new()
        .page_size(PAGE.0 as u32, PAGE.1 as u32)
        .page_margin(margins.header(850).footer(850))
        .default_fonts(fonts(Face::Body))
        .default_size(size)
        .header(Header::new().add_paragraph(running(document)))
        .footer(Footer::new().add_paragraph(notice(document)))
        .add_style(heading_style(1, Face::Heading, if prose { PROSE_SIZE } else { 24 }))
        .add_style(heading_style(2, Face::SecondHeading, if prose { PROSE_SIZE } else { 22 }))
        .add_style(heading_style(3, Face::Body, size))
        .add_style(Style::new(QUIET_STYLE, StyleType::Paragraph).name(QUIET_STYLE).size(QUIET_SIZE).color(QUIET))
        .add_paragraph(title(&document.title));
    for block in &document.blocks {
        docx = add(docx, block, prose);
    }
    pack(docx)
}

fn add(docx: Docx, block: &Block, prose: bool) -> Docx {
    let spaced = |it: Paragraph| if prose { it.line_spacing(LineSpacing::new().line(520).line_rule(LineSpacingType::Exact)) } else { it };
    match block {
        Block::Heading { level, text } => {
            docx.add_paragraph(Paragraph::new().style(&format!("Heading{level}")).keep_next(true).add_run(Run::new().add_text(text)))
        }
        Block::Paragraph { text } => {
            let indented = |line: &str| spaced(two_characters_in(prose).add_run(Run::new().add_text(line)));
            text.split('\n').map(indented).fold(docx, Docx::add_paragraph)
        }
        Block::Remark { text } => docx.add_paragraph(Paragraph::new().add_run(quiet(text))),
        Block::Lines { fields } => {
            let line = |it: &Field| spaced(labelled(Paragraph::new(), it, TEXT_WIDTH, true));
            fields.iter().map(line).fold(docx, Docx::add_paragraph)
        }
        Block::Fields { title, rows } => docx.add_table(fields(title.as_deref(), rows)).add_paragraph(gap()),
        Block::Grid { title, head, rows } => docx.add_table(grid(title.as_deref(), head, rows)).add_paragraph(gap()),
        Block::SignOff { fields, seal } => docx.add_paragraph(gap().keep_next(true)).add_table(sign_off(fields, *seal)),
    }
}

/// Word goes by the characters, other programs by the length.
fn two_characters_in(prose: bool) -> Paragraph {
    let length = if prose { PROSE_SIZE } else { TABLE_SIZE } * 20; // half points to twentieths, twice
    Paragraph::new().indent(None, Some(SpecialIndentType::FirstLine(length as i32)), None, None).first_line_chars(200)
}

fn fonts(face: Face) -> RunFonts {
    let chinese = match face {
        Face::Body => "仿宋",
        Face::Heading => "黑体",
        Face::SecondHeading => "楷体",
    };
    RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(chinese).cs("Times New Roman")
}

fn heading_style(level: usize, face: Face, size: usize) -> Style {
    Style::new(format!("Heading{level}"), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .fonts(fonts(face))
        .size(size)
        .bold()
        .outline_lvl(level - 1)
        .line_spacing(LineSpacing::new().before(240).after(120))
}

fn title(text: &str) -> Paragraph {
    const SIZE: usize = 36; // 小二
    Paragraph::new()
        .align(AlignmentType::Center)
        .line_spacing(LineSpacing::new().after(320))
        .add_run(Run::new().add_text(text).fonts(fonts(Face::Heading)).size(SIZE).bold())
}

fn quiet(text: impl Into<String>) -> Run {
    Run::new().add_text(text).size(QUIET_SIZE).color(QUIET)
}

/// Head line: left and right, with a tab between.
fn left_and_right() -> Paragraph {
    Paragraph::new().style(QUIET_STYLE).add_tab(Tab::new().val(TabValueType::Right).pos(TEXT_WIDTH as usize))
}

fn running(document: &document::Document) -> Paragraph {
    let [left, right] = &document.running;
    left_and_right().add_run(quiet(left)).add_run(Run::new().add_tab()).add_run(quiet(right))
}

fn notice(document: &document::Document) -> Paragraph {
    left_and_right()
        .add_run(quiet(&document.notice))
        .add_run(Run::new().add_tab())
        .add_run(quiet("第 "))
        .add_run(counted(InstrText::PAGE(InstrPAGE::new())))
        .add_run(quiet(" 页 共 "))
        .add_run(counted(InstrText::NUMPAGES(InstrNUMPAGES::new())))
        .add_run(quiet(" 页"))
}

/// A number that the program counts.
fn counted(what: InstrText) -> Run {
    let field = Run::new().add_field_char(FieldCharType::Begin, false).add_instr_text(what);
    field.add_field_char(FieldCharType::Separate, false).add_text("1").add_field_char(FieldCharType::End, false)
}

/// Line ends as they were typed.
fn lines(text: &str) -> Run {
    let mut run = Run::new();
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line.trim_end_matches('\r'));
    }
    run
}

/// 「名称：……」; where nothing was answered, a line for a hand up to the end.
fn labelled(line: Paragraph, field: &Field, end: f32, bold: bool) -> Paragraph {
    let label = Run::new().add_text(format!("{}：", field.label));
    let line = line.add_run(if bold { label.bold() } else { label });
    if field.value.is_empty() {
        let hand_line = Tab::new().val(TabValueType::Left).leader(TabLeaderType::Underscore).pos(end as usize);
        line.add_tab(hand_line).add_run(Run::new().add_tab())
    } else {
        line.add_run(lines(&field.value))
    }
}

fn cell(run: Run, width: f32) -> TableCell {
    cell_of(Paragraph::new().add_run(run.size(TABLE_SIZE)), width)
}

fn cell_of(paragraph: Paragraph, width: f32) -> TableCell {
    TableCell::new().width(width as usize, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(paragraph)
}

fn label(text: &str, width: f32) -> TableCell {
    cell(Run::new().add_text(text), width).shading(filled(TINT))
}

/// A cell of a head row, which is never parted from the row below.
fn head(text: &str, width: f32, fill: &str, face: Face) -> TableCell {
    let run = Run::new().add_text(text).fonts(fonts(face)).size(TABLE_SIZE);
    cell_of(Paragraph::new().keep_next(true).add_run(run), width).shading(filled(fill))
}

fn filled(colour: &str) -> Shading {
    Shading::new().shd_type(ShdType::Clear).color("auto").fill(colour)
}

/// A height no other row has.
const HEAD_MARK: f32 = 1.0;

/// A row that returns at the head of every page; see [`pack`].
fn head_row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells).cant_split().row_height(HEAD_MARK)
}

/// A row that stays whole unless one of its texts is longer than a page could be expected to hold.
fn row<'a>(cells: Vec<TableCell>, mut texts: impl Iterator<Item = &'a String>) -> TableRow {
    const WHOLE: usize = 1500; // bytes, three to a Chinese character
    let row = TableRow::new(cells);
    if texts.all(|it| it.len() <= WHOLE) { row.cant_split() } else { row }
}

fn table(rows: Vec<TableRow>, widths: Vec<f32>) -> Table {
    let mut borders = TableBorders::new();
    for side in [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::Left,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ] {
        borders = borders.set(TableBorder::new(side).border_type(BorderType::Single).size(4).color(LINE));
    }
    Table::new(rows)
        .set_grid(widths.into_iter().map(|it| it as usize).collect())
        .layout(TableLayoutType::Fixed)
        .width(TEXT_WIDTH as usize, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(60, 100, 60, 100))
        .set_borders(borders)
}

fn fields(title: Option<&str>, rows: &[Vec<Field>]) -> Table {
    let band = title.map(|it| head_row(vec![head(it, TEXT_WIDTH, BAND, Face::Heading).grid_span(4)]));
    let label = |it: &Field| label(&it.label, LABEL_WIDTH);
    let cells = |row: &[Field]| match row {
        [left, right] => {
            vec![label(left), cell(lines(&left.value), VALUE_WIDTH), label(right), cell(lines(&right.value), VALUE_WIDTH)]
        }
        alone => {
            let value = |it: &Field| cell(lines(&it.value), TEXT_WIDTH - LABEL_WIDTH).grid_span(3);
            alone.iter().flat_map(|it| [label(it), value(it)]).collect()
        }
    };
    let rows = rows.iter().map(|it| row(cells(it), it.iter().map(|field| &field.value)));
    let rows = band.into_iter().chain(rows).collect();
    table(rows, vec![LABEL_WIDTH, VALUE_WIDTH, LABEL_WIDTH, VALUE_WIDTH])
}

fn grid(title: Option<&str>, columns: &[Column], rows: &[Vec<String>]) -> Table {
    let shares: f32 = columns.iter().map(|it| it.share as f32).sum();
    let widths: Vec<f32> = columns.iter().map(|it| TEXT_WIDTH * it.share as f32 / shares).collect();
    let band = |it: &str| head_row(vec![head(it, TEXT_WIDTH, BAND, Face::Heading).grid_span(columns.len())]);
    let labels = columns.iter().zip(&widths).map(|(it, width)| head(&it.label, *width, TINT, Face::Body)).collect();
    let cells = |row: &[String]| row.iter().zip(&widths).map(|(it, width)| cell(lines(it), *width)).collect();
    let rows = rows.iter().map(|it| row(cells(it), it.iter()));
    table(title.map(band).into_iter().chain([head_row(labels)]).chain(rows).collect(), widths.clone())
}

fn sign_off(fields: &[Field], seal: bool) -> Table {
    const SEAL_WIDTH: f32 = 4.4 * CM;
    let width = TEXT_WIDTH - if seal { SEAL_WIDTH } else { 0.0 };
    let line = |it: &Field| {
        let line = Paragraph::new().keep_next(true).line_spacing(LineSpacing::new().before(120).after(120));
        labelled(line, it, width - 0.6 * CM, false)
    };
    let signatures = fields.iter().map(line).fold(TableCell::new().width(width as usize, WidthType::Dxa), TableCell::add_paragraph);
    let mut cells = vec![signatures];
    if seal {
        let place = Paragraph::new().align(AlignmentType::Center).add_run(quiet("（公章加盖处）"));
        let place = TableCell::new().width(SEAL_WIDTH as usize, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(place);
        let side = |it| TableCellBorder::new(it).border_type(BorderType::Dashed).size(4).color(LINE);
        let sides =
            [TableCellBorderPosition::Top, TableCellBorderPosition::Bottom, TableCellBorderPosition::Left, TableCellBorderPosition::Right];
        cells.push(sides.into_iter().fold(place, |cell, it| cell.set_border(side(it))));
    }
    let widths = if seal { vec![width, SEAL_WIDTH] } else { vec![width] };
    let row = TableRow::new(cells).cant_split();
    let row = if seal { row.row_height(SEAL_WIDTH.floor()).height_rule(HeightRule::AtLeast) } else { row };
    Table::without_borders(vec![row])
        .set_grid(widths.into_iter().map(|it| it as usize).collect())
        .layout(TableLayoutType::Fixed)
        .width(TEXT_WIDTH as usize, WidthType::Dxa)
}

/// Two tables that touch would become one.
fn gap() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().line(200).line_rule(LineSpacingType::Exact))
}

/// The library has no word for a table head that returns on every page; head rows carry a height that stands for it.
fn pack(docx: Docx) -> Result<Vec<u8>, String> {
    let mut parts = docx.build();
    let body = String::from_utf8(parts.document).map_err(|it| it.to_string())?;
    let mark = format!("<w:trHeight w:val=\"{HEAD_MARK}\" w:hRule=\"atLeast\" />");
    parts.document = body.replace(&mark, "<w:tblHeader />").into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|it| it.to_string())?;
    Ok(bytes.into_inner())
}
