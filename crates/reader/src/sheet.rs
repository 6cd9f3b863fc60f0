//! Where the sheet lies on a picture: its corners on a photo, which side its lines run along, and how crooked they are.

mod corners;

use crate::pixels::{Grey, Picture};
use crate::pose::Pose;

/// How the sheet lies.
#[derive(Clone, Copy, Debug)]
pub struct Lie {
    /// From the level sheet to the picture. Which way is up is not known yet: it may stand on its head.
    pub pose: Pose,
    /// It lies before something darker, as on a photo: only what is within its edges is the page.
    pub on_a_desk: bool,
}

/// Lines are looked for at this resolution: print is rows of grey there, and noise is gone.
const LINES_DPI: f32 = 80.0;
/// Sheets lie crooked by a few degrees at most.
const ANGLE_MAX: f32 = 10.0;
/// As in [`Grey::on_white_paper`], for lines alone.
const WHITE: f32 = 0.7;

impl Lie {
    /// Looks for the sheet on a picture.
    pub fn on(picture: &Picture) -> Lie {
        let small = picture.shrunk_to(LINES_DPI);
        let corners = corners::find(&small).and_then(Pose::of_corners);
        let sheet = corners.unwrap_or(Pose::LEVEL);
        let level = small.red_channel().laid_level(sheet).on_white_paper(WHITE);
        let print = Print::of(&level);
        let pose = print.map_or(Pose::LEVEL, |it| it.pose(runs_down(&level)));
        Lie { pose: sheet.after(pose), on_a_desk: corners.is_some() }
    }
}

/// Darker than this is print, on white paper.
const INK: u8 = 128;

/// Whether lines run down the page. Characters of a line stand closer than lines do: smeared by a millimetre they grow into bars, and
/// bars have their long edges along the lines.
fn runs_down(page: &Grey) -> bool {
    let width = page.width as usize;
    let ink: Vec<bool> = page.pixels.iter().map(|it| *it < INK).collect();
    let bars = transposed(&smeared(&transposed(&smeared(&ink, width), width), page.height as usize), page.height as usize);
    let edges_down = bars.chunks_exact(width).map(|row| row.windows(2).filter(|it| it[0] != it[1]).count()).sum::<usize>();
    let edges_across = bars.iter().zip(&bars[width..]).filter(|it| it.0 != it.1).count();
    edges_down as f32 > DOWN_MIN * edges_across as f32
}

/// Pages of lines have 1.8 to 2.5 times as much edge along them as across; it is asked for more than an even chance.
const DOWN_MIN: f32 = 1.15;
/// A millimetre.
const SMEAR_PX: usize = 3;

/// Ink spread along every row.
fn smeared(ink: &[bool], width: usize) -> Vec<bool> {
    let mut spread = vec![false; ink.len()];
    for (row, spread) in ink.chunks_exact(width).zip(spread.chunks_exact_mut(width)) {
        for i in (0..width).filter(|i| row[*i]) {
            spread[i.saturating_sub(SMEAR_PX)..(i + SMEAR_PX + 1).min(width)].fill(true);
        }
    }
    spread
}

fn transposed(set: &[bool], width: usize) -> Vec<bool> {
    (0..width).flat_map(|x| set[x..].iter().step_by(width).copied()).collect()
}

/// The print of a page as points around its middle, in pixels.
struct Print {
    points: Vec<[f32; 2]>,
    width: f32,
    height: f32,
}

impl Print {
    /// None where there is hardly any, or so much that it is a picture.
    fn of(page: &Grey) -> Option<Print> {
        let (width, height) = (page.width as f32, page.height as f32);
        let rows = page.pixels.chunks_exact(page.width as usize).enumerate();
        let points: Vec<[f32; 2]> = rows
            .flat_map(|(y, row)| row.iter().enumerate().filter(|it| *it.1 < INK).map(move |(x, _)| (x, y)))
            .map(|(x, y)| [x as f32 - width / 2.0, y as f32 - height / 2.0])
            .collect();
        (points.len() >= 100 && points.len() * 3 <= page.pixels.len()).then_some(Print { points, width, height })
    }

    /// At the right angle the rows of ink are sharpest.
    fn pose(self, runs_down: bool) -> Pose {
        let (turned, print) = if runs_down { (Pose::turned(1), self.turned_back()) } else { (Pose::LEVEL, self) };
        let crooked = print.crooked();
        // An edge of the range is no maximum, and a tenth of a degree is nothing.
        match crooked.abs() < 0.15 || crooked.abs() >= ANGLE_MAX {
            true => turned,
            false => turned.after(Pose::askew(crooked, print.height / print.width)),
        }
    }

    /// By a quarter, counter-clockwise.
    fn turned_back(self) -> Print {
        Print { points: self.points.into_iter().map(|[x, y]| [y, -x]).collect(), width: self.height, height: self.width }
    }

    /// The angle at which rows of ink are sharpest.
    fn crooked(&self) -> f32 {
        let sharpest = |from: f32, to: f32, step: f32| {
            let n_steps = ((to - from) / step).round() as i32;
            let angles = (0..=n_steps).map(|i| from + i as f32 * step).map(|it| (it, self.sharpness(it)));
            angles.max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0.0, |it| it.0)
        };
        let coarse = sharpest(-ANGLE_MAX, ANGLE_MAX, 0.5);
        sharpest(coarse - 0.5, coarse + 0.5, 0.1)
    }

    /// How sharply the rows of ink stand apart when the page is turned back by this angle.
    fn sharpness(&self, degrees: f32) -> f32 {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let middle = self.height.max(self.width);
        let mut rows = vec![0f32; 2 * middle as usize + 1];
        for [x, y] in &self.points {
            if let Some(row) = rows.get_mut((y * cos - x * sin + middle) as usize) {
                *row += 1.0;
            }
        }
        rows.windows(2).map(|it| (it[1] - it[0]).powi(2)).sum()
    }
}
