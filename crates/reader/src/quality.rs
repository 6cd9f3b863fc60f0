//! How well a sheet was caught: whether its print is in focus, and whether it runs over an edge.

use crate::pixels::Grey;

/// Print stands out from its paper by so much of the paper's grey, where its edges are measured.
const CONTRAST_MIN: f32 = 0.25;
/// The edges of print are looked for in pieces of so many millimetres: several strokes of a character.
const PIECE_MM: f32 = 2.5;
/// Fewer pieces with print say nothing.
const N_PIECES_MIN: usize = 40;

/// Of a page's rows, one of so many is measured.
pub const ROWS_APART: u32 = 3;

/// How far the edges of print are drawn out, in millimetres: from black to white over a dot or two of a sharp scan. None where there is
/// hardly any print. The sharper third counts: slanted strokes and grey print look drawn out anyway. The page has one of [`ROWS_APART`] rows.
pub fn edge_mm(page: &Grey, dpi: f32) -> Option<f32> {
    let mm = dpi / 25.4;
    let (width, piece) = (page.width as usize, ((PIECE_MM * mm) as usize).max(8));
    let paper = f32::from(page.paper());
    let margin = (10.0 * mm) as usize; // shadows and edges of the sheet
    let rows_off = margin / ROWS_APART as usize;
    let rows = page.pixels.chunks_exact(width).skip(rows_off).take((page.height as usize).saturating_sub(2 * rows_off));
    let mut edges: Vec<f32> = rows
        .flat_map(|row| row[margin.min(width)..width.saturating_sub(margin).max(margin.min(width))].chunks_exact(piece))
        .filter_map(|piece| edge_px(piece, paper))
        .collect();
    let at = edges.len() / 3;
    (edges.len() >= N_PIECES_MIN).then(|| *edges.select_nth_unstable_by(at, f32::total_cmp).1 / mm)
}

/// In how many pixels the steepest edge of a piece would go from its darkest to its lightest.
fn edge_px(piece: &[u8], paper: f32) -> Option<f32> {
    let (dark, light) = piece.iter().fold((255, 0), |(dark, light), it| (dark.min(*it), light.max(*it)));
    let contrast = f32::from(light - dark);
    let steepest = piece.windows(3).map(|it| it[0].abs_diff(it[2])).max()?;
    (contrast >= CONTRAST_MIN * paper && steepest > 0).then(|| contrast / (f32::from(steepest) / 2.0))
}

/// Print that ends at an edge of the page: pieces of it one beside the other, as large as characters. A scanner's shadow, the frame of a
/// form and a desk are longer. The page is on white paper, red seals gone.
pub fn is_cut_off(page: &Grey, dpi: f32) -> bool {
    let (width, height) = (page.width as usize, page.height as usize);
    let inked = |x: usize, y: usize| page.pixels[y * width + x] < INK_MAX;
    let mm = dpi / 25.4;
    let strip = (STRIP_MM * mm) as usize;
    if width < 100.max(2 * strip) || height < 100.max(2 * strip) {
        return false;
    }
    // A stroke covers two dots.
    let down = |x: usize| n_characters((0..height).map(|y| (x..x + strip).any(|x| inked(x, y) && inked(x + 1, y))), mm);
    let across = |y: usize| n_characters((0..width).map(|x| (y..y + strip).any(|y| inked(x, y) && inked(x, y + 1))), mm);
    [down(0), down(width - 1 - strip), across(0), across(height - 1 - strip)].into_iter().any(|n| n >= N_CHARACTERS_MIN)
}

/// No printer prints so near the edge. Where lines of equal characters are cut between two of them, nothing touches it.
const STRIP_MM: f32 = 1.2;
const INK_MAX: u8 = 128;
/// So many pieces are no chance.
const N_CHARACTERS_MIN: usize = 3;
/// What stands closer together along the edge is one piece, and as long a piece is a character's.
const GAP_MM: f32 = 1.2;
const CHARACTER_MM: std::ops::Range<f32> = 0.25..7.0;

/// How many pieces along an edge are as long as characters.
fn n_characters(touches: impl Iterator<Item = bool>, mm: f32) -> usize {
    let mut pieces: Vec<[usize; 2]> = Vec::new();
    for i in touches.enumerate().filter(|it| it.1).map(|it| it.0) {
        match pieces.last_mut() {
            Some([_, last]) if (i - *last) as f32 <= GAP_MM * mm => *last = i,
            _ => pieces.push([i, i]),
        }
    }
    pieces.iter().filter(|[first, last]| CHARACTER_MM.contains(&((last + 1 - first) as f32 / mm))).count()
}
