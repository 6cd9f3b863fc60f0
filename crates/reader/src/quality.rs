//! How well a sheet was caught: whether its print is in focus, and whether it runs over an edge.

use crate::pixels::Grey;

/// Print stands out from its paper by so much of the paper's grey, where its edges are measured.
const CONTRAST_MIN: f32 = 0.25;
/// The edges of print are looked for in pieces of so many millimetres: several strokes of a character.
const PIECE_MM: f32 = 2.5;
/// Fewer pieces with print say nothing.
const N_PIECES_MIN: usize = 40;

/// How far the edges of print are drawn out, in millimetres: from black to white over a dot or two of a sharp scan. None where there is
/// hardly any print. The sharper third counts: slanted strokes and grey print look drawn out anyway.
pub fn edge_mm(page: &Grey, dpi: f32) -> Option<f32> {
    let mm = dpi / 25.4;
    let (width, piece) = (page.width as usize, ((PIECE_MM * mm) as usize).max(8));
    let paper = f32::from(page.paper());
    let margin = (10.0 * mm) as usize; // shadows and edges of the sheet
    let rows = page.pixels.chunks_exact(width).skip(margin).take((page.height as usize).saturating_sub(2 * margin));
    let mut edges: Vec<f32> = rows
        .step_by(3)
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

/// Print that ends at the edge of the page: several pieces of it, one beside the other, as high as characters are. A scanner's shadow or
/// the frame of a form is one long piece.
pub fn is_cut_off(page: &Grey, dpi: f32) -> bool {
    let (width, height) = (page.width as usize, page.height as usize);
    let mm = dpi / 25.4;
    let ink: Vec<bool> = page.pixels.iter().map(|it| *it < INK_MAX).collect();
    let edge = |n: usize, at: &dyn Fn(usize, usize) -> usize| {
        // Inked at the very edge and going on inwards, dot by dot along the edge.
        let touches = |i: usize| (0..INWARDS).all(|depth| ink[at(i, depth)]);
        let far = |from: usize, to: usize| (from..to).any(|i| ink[at(i, (8.0 * mm) as usize)]);
        n_characters(&(0..n).map(touches).collect::<Vec<_>>(), mm, far)
    };
    if width < 100 || height < 100 {
        return false;
    }
    let edges = [
        edge(height, &|y, depth| y * width + depth),
        edge(height, &|y, depth| y * width + width - 1 - depth),
        edge(width, &|x, depth| depth * width + x),
        edge(width, &|x, depth| (height - 1 - depth) * width + x),
    ];
    edges.into_iter().any(|n| n >= N_CHARACTERS_MIN)
}

const INK_MAX: u8 = 110;
/// Dots from the edge inwards that a stroke covers.
const INWARDS: usize = 2;
/// So many pieces are no chance.
const N_CHARACTERS_MIN: usize = 4;

/// Runs of dots that make a character: their strokes stand within 6 mm of each other, and what is longer is no character.
fn n_characters(touches: &[bool], mm: f32, _far: impl Fn(usize, usize) -> bool) -> usize {
    let gap = (1.2 * mm) as usize;
    let (mut n, mut since, mut last) = (0, None, 0);
    let mut close = |since: Option<usize>, last: usize| {
        if since.is_some_and(|it| (0.2..8.0).contains(&((last + 1 - it) as f32 / mm))) {
            n += 1;
        }
    };
    for i in (0..touches.len()).filter(|i| touches[*i]) {
        if since.is_some() && i - last > gap {
            close(since, last);
            since = None;
        }
        since = since.or(Some(i));
        last = i;
    }
    close(since, last);
    n
}
