//! Uneven light and patterned paper taken out of a grey page.

use crate::pixels::Grey;

/// Darker than this share of the paper's grey is full black.
const PRINT_DARK: f32 = 0.35;
/// Side of the blocks in which the paper's grey is measured, in pixels: larger than a character, smaller than a shadow.
const BLOCK: usize = 32;

impl Grey {
    /// The same on white paper: uneven light, watermarks and the patterns of certificates gone, print black. The paper's grey is measured
    /// in blocks, where it is what all but the tenth part is darker than, and changes evenly between their middles; from the share `white`
    /// of it on, all is paper.
    pub fn on_white_paper(&self, white: f32) -> Grey {
        let width = self.width as usize;
        let lights = Lights::of(self);
        let scale = 255.0 / (white - PRINT_DARK);
        let mut pixels = vec![0; self.pixels.len()];
        for (y, (row, whitened)) in self.pixels.chunks_exact(width).zip(pixels.chunks_exact_mut(width)).enumerate() {
            let papers = lights.at_row(y);
            let mut whiten = |from: usize, to: usize, paper: f32, step: f32| {
                for (i, (it, whitened)) in row[from..to].iter().zip(&mut whitened[from..to]).enumerate() {
                    let share = f32::from(*it) / (paper + i as f32 * step);
                    *whitened = ((share - PRINT_DARK) * scale) as u8; // ends at 0 and 255
                }
            };
            let half = (BLOCK / 2).min(width);
            whiten(0, half, papers[0], 0.0);
            for (column, papers) in papers.windows(2).enumerate() {
                let from = half + column * BLOCK;
                whiten(from.min(width), (from + BLOCK).min(width), papers[0], (papers[1] - papers[0]) / BLOCK as f32);
            }
        }
        Grey { pixels, ..*self }
    }
}

/// The paper's grey, block by block, row by row; one more column than there are blocks, so that the last half block has a next one.
struct Lights {
    columns: usize,
    all: Vec<f32>,
}

impl Lights {
    fn of(grey: &Grey) -> Lights {
        let (width, height) = (grey.width as usize, grey.height as usize);
        let columns = width.div_ceil(BLOCK) + 1;
        let mut all = Vec::with_capacity(columns * height.div_ceil(BLOCK));
        for top in (0..height).step_by(BLOCK) {
            for left in (0..width).step_by(BLOCK) {
                all.push(lightness(grey, left, top));
            }
            all.extend(all.last().copied());
        }
        Lights { columns, all }
    }

    /// Between the two rows of blocks whose middles lie around.
    fn at_row(&self, y: usize) -> Vec<f32> {
        let n_rows = self.all.len() / self.columns;
        let from_first_middle = y.saturating_sub(BLOCK / 2);
        let (above, part) = (from_first_middle / BLOCK, (from_first_middle % BLOCK) as f32 / BLOCK as f32);
        let row = |i: usize| &self.all[i.min(n_rows - 1) * self.columns..][..self.columns];
        row(above).iter().zip(row(above + 1)).map(|(a, b)| a + (b - a) * part).collect()
    }
}

/// What all but a tenth of a block is darker than; never 0.
fn lightness(grey: &Grey, left: usize, top: usize) -> f32 {
    let (width, height) = (grey.width as usize, grey.height as usize);
    let (right, bottom) = ((left + BLOCK).min(width), (top + BLOCK).min(height));
    let mut counts = [0u32; 256];
    for row in grey.pixels.chunks_exact(width).take(bottom).skip(top) {
        row[left..right].iter().for_each(|it| counts[usize::from(*it)] += 1);
    }
    let mut left_over = ((right - left) * (bottom - top)) as u32 / 10;
    let value = (1..256).rev().find(|i| {
        let found = counts[*i] > left_over;
        left_over = left_over.saturating_sub(counts[*i]);
        found
    });
    value.unwrap_or(1) as f32
}
