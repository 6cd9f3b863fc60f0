//! Page pictures with the places marked. Each page is embedded once, in its figure; what a finding shows of it is a window onto the
//! same picture.

use actions::check::Checked;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use casework::facts::MaterialFacts;
use casework::precheck::Finding;
use law::{Lang, Wording};

use super::kind_of;
use crate::place::part_of_page;

/// Print of 10 pt stays readable at 900 px across A4 (109 dpi), and a page weighs some 150 kB; a report of ten pages is fit for a mail.
const WIDTH_PX: u32 = 900;
/// Room between a mark and what it marks, so that it covers no stroke.
const MARGIN_PX: f32 = 7.0;
const BADGE_PX: f32 = 30.0;
/// How much a finding shows around its place: half a page across, so that letters are read on a telephone too.
const CROP_WIDTH_PX: f32 = 480.0;
const CROP_HEIGHT_PX: f32 = 140.0;

/// A page with its marks.
pub struct Figure {
    /// From 1.
    pub number: usize,
    /// Material, file, page.
    pub title: Wording,
    /// What it shows, for those who cannot see it, in the language asked for.
    pub label: String,
    /// The picture as a `data:` address.
    pub address: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The places marked.
    pub marks: Vec<Mark>,
    /// Findings about the page as a whole, by number.
    pub whole: Vec<usize>,
    file: String,
    page: u32,
}

/// A place on a page, of one finding or several.
pub struct Mark {
    /// The findings, by number.
    pub findings: Vec<usize>,
    /// The colour of the first.
    pub kind: &'static str,
    /// In words.
    pub place: Wording,
    /// The outline: x, y, width, height in pixels.
    pub outline: [f32; 4],
    /// The badge with the numbers, likewise.
    pub badge: [f32; 4],
    /// The numbers on the badge.
    pub text: String,
    area: [f32; 4],
}

/// A window onto a figure around one mark.
pub struct Crop {
    /// The figure's number.
    pub figure: usize,
    /// x, y, width, height in pixels of the figure.
    pub view: [f32; 4],
    /// Index of the mark in the figure.
    pub mark: usize,
    /// What it shows, in the language asked for.
    pub label: String,
}

/// All pages that findings point at.
pub struct Figures {
    figures: Vec<Figure>,
    lang: Lang,
}

impl Figures {
    /// Draws them. A page that cannot be drawn is left out: the finding stands without it.
    pub fn of(checked: &Checked, lang: Lang) -> Figures {
        let mut figures = Figures { figures: Vec::new(), lang };
        for (finding, number) in checked.check.findings.iter().zip(1..) {
            figures.point_out(checked, finding, number);
        }
        figures
    }

    fn point_out(&mut self, checked: &Checked, finding: &Finding, number: usize) {
        let Some((material, page)) = page_of(checked, finding) else { return };
        let at = self.figures.iter().position(|it| it.file == material.file && it.page == page);
        let at = at.or_else(|| self.draw(checked, material, page));
        let Some(figure) = at.map(|it| &mut self.figures[it]) else { return };
        match finding.area {
            Some(area) => figure.mark(number, kind_of(finding), area),
            None => figure.whole.push(number),
        }
    }

    fn draw(&mut self, checked: &Checked, material: &MaterialFacts, page: u32) -> Option<usize> {
        let jpeg = checked.picture(&material.file, page, WIDTH_PX)?;
        let (width, height) = size_of_jpeg(&jpeg)?;
        let (name, file) = (material.slot.name(), &material.file);
        let title = Wording::new(format!("{} · {file} · 第 {page} 页", name.zh), format!("{} · {file} · page {page}", name.en));
        let label = match self.lang {
            Lang::Zh => format!("页面图像：{}", title.zh),
            Lang::En => format!("Picture of a page: {}", title.en),
        };
        let address = format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(&jpeg));
        let (number, file) = (self.figures.len() + 1, file.clone());
        self.figures.push(Figure { number, title, label, address, width, height, marks: Vec::new(), whole: Vec::new(), file, page });
        Some(number - 1)
    }

    /// The figure on which a finding is pointed out.
    pub fn number_of(&self, finding: usize) -> Option<usize> {
        self.figures.iter().find(|it| it.points_out(finding)).map(|it| it.number)
    }

    /// The window around a finding's place.
    pub fn crop(&self, finding: usize) -> Option<Crop> {
        let figure = self.figures.iter().find(|it| it.points_out(finding))?;
        let at = figure.marks.iter().position(|it| it.findings.contains(&finding))?;
        let place = &figure.marks[at].place;
        let label = match self.lang {
            Lang::Zh => format!("{}，{}，已框出", figure.label, place.zh),
            Lang::En => format!("{}, {}, outlined", figure.label, place.en),
        };
        Some(Crop { figure: figure.number, view: figure.window(&figure.marks[at]), mark: at, label })
    }

    /// The figures themselves.
    pub fn into_shown(self) -> Vec<Figure> {
        self.figures
    }
}

/// The page a finding is about: the one it names, or the only one there is.
fn page_of<'a>(checked: &'a Checked, finding: &Finding) -> Option<(&'a MaterialFacts, u32)> {
    let file = finding.file.as_deref()?;
    let material = checked.facts.materials.iter().find(|it| it.file == file)?;
    let n_pages = material.state.opened()?.pages.len();
    let page = finding.page.or((n_pages == 1).then_some(1))?;
    Some((material, page))
}

impl Figure {
    fn points_out(&self, finding: usize) -> bool {
        self.whole.contains(&finding) || self.marks.iter().any(|it| it.findings.contains(&finding))
    }

    fn mark(&mut self, number: usize, kind: &'static str, area: [f32; 4]) {
        match self.marks.iter_mut().find(|it| it.area == area) {
            Some(mark) => mark.findings.push(number),
            None => self.marks.push(Mark {
                findings: vec![number],
                kind,
                place: part_of_page(area),
                outline: self.outline(area),
                badge: [0.0; 4],
                text: String::new(),
                area,
            }),
        }
        let (width, height) = (self.width as f32, self.height as f32);
        self.marks.iter_mut().for_each(|it| it.set_badge(width, height));
    }

    /// The area in pixels with some room around it, kept on the page.
    fn outline(&self, [x, y, w, h]: [f32; 4]) -> [f32; 4] {
        let (width, height) = (self.width as f32, self.height as f32);
        let (left, top) = ((x * width - MARGIN_PX).clamp(2.0, width - 4.0), (y * height - MARGIN_PX).clamp(2.0, height - 4.0));
        let (right, bottom) = (((x + w) * width + MARGIN_PX).min(width - 2.0), ((y + h) * height + MARGIN_PX).min(height - 2.0));
        [left, top, (right - left).max(2.0), (bottom - top).max(2.0)].map(f32::round)
    }

    /// What a crop shows: the outline with its badge in the middle, never beyond the page.
    fn window(&self, mark: &Mark) -> [f32; 4] {
        let (width, height) = (self.width as f32, self.height as f32);
        let [x, y, w, h] = mark.outline;
        let (shown_w, shown_h) = ((w + 60.0).max(CROP_WIDTH_PX).min(width), (h + 100.0).max(CROP_HEIGHT_PX).min(height));
        let left = (x + w / 2.0 - shown_w / 2.0).clamp(0.0, width - shown_w);
        let top = (y + h / 2.0 - shown_h / 2.0).clamp(0.0, height - shown_h);
        [left, top, shown_w, shown_h].map(f32::round)
    }
}

impl Mark {
    /// Above the outline where there is room, else below it; a badge grows with its numbers.
    fn set_badge(&mut self, page_width: f32, page_height: f32) {
        self.text = self.findings.iter().map(usize::to_string).collect::<Vec<_>>().join(" · ");
        let [x, y, _, h] = self.outline;
        let width = BADGE_PX.max(14.0 + 12.0 * self.text.chars().count() as f32);
        let top = if y >= BADGE_PX { y - BADGE_PX } else { (y + h).min(page_height - BADGE_PX) };
        self.badge = [x.min(page_width - width), top, width, BADGE_PX];
    }

    /// Where the numbers stand: the middle of the badge.
    pub fn text_at(&self) -> (f32, f32) {
        let [x, y, w, h] = self.badge;
        (x + w / 2.0, y + h / 2.0)
    }
}

/// Width and height, from the frame header of a JPEG.
fn size_of_jpeg(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (marker, rest) = (*jpeg.get(at + 1)?, jpeg.get(at + 2..)?);
        let number = |i: usize| Some(u32::from(u16::from_be_bytes([*rest.get(i)?, *rest.get(i + 1)?])));
        match marker {
            0xc0..=0xc2 => return Some((number(5)?, number(3)?)),
            _ => at += 2 + number(0)? as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, size_of_jpeg};
    use law::Wording;

    fn figure() -> Figure {
        Figure {
            number: 1,
            title: Wording::default(),
            label: String::new(),
            address: String::new(),
            width: 900,
            height: 1270,
            marks: Vec::new(),
            whole: Vec::new(),
            file: String::new(),
            page: 1,
        }
    }

    #[test]
    fn marks_badges_and_windows_stay_on_the_page() {
        for area in [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0], [0.97, 0.99, 0.2, 0.2], [0.5, 0.4, 0.1, 0.02]] {
            let mut figure = figure();
            (1..=12).for_each(|n| figure.mark(n, "stops", area));
            assert_eq!(figure.marks.len(), 1, "one place, one mark");
            let mark = &figure.marks[0];
            for [x, y, w, h] in [mark.outline, mark.badge, figure.window(mark)] {
                assert!(x >= 0.0 && y >= 0.0 && w > 0.0 && h > 0.0 && x + w <= 900.0 && y + h <= 1270.0, "{area:?}: {x} {y} {w} {h}");
            }
        }
    }

    #[test]
    fn a_jpeg_says_its_size_in_its_frame() {
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0x04, 0xf6, 0x03, 0x84, 3];
        assert_eq!(size_of_jpeg(&jpeg), Some((900, 1270)));
        assert_eq!(size_of_jpeg(&jpeg[..12]), None);
    }
}
