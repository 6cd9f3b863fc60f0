//! One pass over a page's drawing instructions: its glyphs as words with boxes, its images with their resolution.

use hayro::hayro_syntax::object::dict::keys::{MASK, SMASK};
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode, SoftMask,
    TransformExt, interpret_page,
};

use crate::text::Word;

/// What is drawn on one page, in points from its top left.
#[derive(Default)]
pub struct Drawn {
    width: f64,
    height: f64,
    glyphs: Vec<DrawnGlyph>,
    images: Vec<DrawnImage>,
    n_glyphs_without_text: usize,
    n_paths: usize,
    coloured: bool,
}

struct DrawnGlyph {
    text: String,
    area: Rect,
}

struct DrawnImage {
    area: Rect,
    dpi: f64,
}

impl Drawn {
    /// Interprets the page.
    pub fn on<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>) -> Drawn {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let mut drawn = Drawn { width, height, ..Drawn::default() };
        let area = Rect::new(0.0, 0.0, width, height);
        let mut context = Context::new(page.initial_transform(true).to_kurbo(), area, cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut drawn);
        drawn
    }

    /// Nothing was drawn at all.
    pub fn is_bare(&self) -> bool {
        self.images.is_empty() && self.n_paths == 0 && self.glyphs.is_empty() && self.n_glyphs_without_text == 0
    }

    /// There is something whose pixels must be seen to be judged: an image, or vector colour.
    pub fn needs_eyes(&self) -> bool {
        !self.images.is_empty() || self.coloured || self.glyphs.is_empty()
    }

    /// Half of the page or more is picture, and hardly any text stands over it. A scanner's own footer does not make a text.
    pub fn is_scan(&self) -> bool {
        let covered: f64 = self.images.iter().map(|it| it.area.area()).sum();
        covered >= 0.5 * self.width * self.height && self.glyphs.len() < 40
    }

    /// Some of the text does not say which characters it shows.
    pub fn has_mute_text(&self) -> bool {
        self.n_glyphs_without_text * 10 > self.glyphs.len()
    }

    /// The lowest resolution among images that make up the page: a hundredth of it or more, so that scans in strips count.
    pub fn dpi(&self) -> Option<f32> {
        let large = self.images.iter().filter(|it| it.area.area() >= 0.01 * self.width * self.height);
        large.map(|it| it.dpi as f32).min_by(f32::total_cmp)
    }

    /// The visible text as words. Empty for a scan: the layer under it may say what the picture does not show.
    pub fn words(&self) -> Vec<Word> {
        if self.is_scan() || self.has_mute_text() {
            return Vec::new();
        }
        let mut words = Vec::new();
        for (number, line) in lines(&self.glyphs).into_iter().enumerate() {
            words.extend(split(&line).into_iter().map(|glyphs| self.word(&glyphs, number as u32)));
        }
        words
    }

    fn word(&self, glyphs: &[&DrawnGlyph], line: u32) -> Word {
        let area = glyphs.iter().map(|it| it.area).reduce(|a, b| a.union(b)).unwrap_or_default();
        let [x, w] = [area.x0, area.width()].map(|it| (it / self.width) as f32);
        let [y, h] = [area.y0, area.height()].map(|it| (it / self.height) as f32);
        Word { text: glyphs.iter().map(|it| it.text.as_str()).collect(), area: [x, y, w, h], confidence: 1.0, line }
    }

    fn clipped(&self, area: Rect) -> Rect {
        area.intersect(Rect::new(0.0, 0.0, self.width, self.height))
    }
}

/// Glyphs whose middles stand at one height, top to bottom; each line from left to right.
fn lines(glyphs: &[DrawnGlyph]) -> Vec<Vec<&DrawnGlyph>> {
    let mut by_height: Vec<&DrawnGlyph> = glyphs.iter().collect();
    by_height.sort_by(|a, b| a.area.center().y.total_cmp(&b.area.center().y));
    let mut lines: Vec<Vec<&DrawnGlyph>> = Vec::new();
    for glyph in by_height {
        match lines.last_mut() {
            Some(line) if same_line(line[line.len() - 1], glyph) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
    }
    lines
}

fn same_line(a: &DrawnGlyph, b: &DrawnGlyph) -> bool {
    (a.area.center().y - b.area.center().y).abs() < 0.3 * a.area.height().min(b.area.height())
}

/// A blank, or a gap of a third of the height, ends a word.
fn split<'a>(line: &[&'a DrawnGlyph]) -> Vec<Vec<&'a DrawnGlyph>> {
    let mut words: Vec<Vec<&DrawnGlyph>> = vec![Vec::new()];
    let mut end = f64::NEG_INFINITY;
    for glyph in line {
        let blank = glyph.text.trim().is_empty();
        if blank || glyph.area.x0 - end > glyph.area.height() / 3.0 {
            words.push(Vec::new());
        }
        if !blank {
            words.last_mut().expect("never empty").push(glyph);
        }
        end = glyph.area.x1;
    }
    words.retain(|it| !it.is_empty());
    words
}

/// Whether anybody sees it: painted, not white, and at least two points high.
fn is_visible(paint: &Paint<'_>, mode: &GlyphDrawMode, area: Rect) -> bool {
    let seen = match paint {
        Paint::Color(color) => {
            let [r, g, b, alpha] = color.to_rgba().to_rgba8();
            alpha > 20 && (r < 240 || g < 240 || b < 240)
        }
        Paint::Pattern(_) => true,
    };
    seen && !matches!(mode, GlyphDrawMode::Invisible) && area.height() >= 2.0
}

fn is_coloured(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, _] = color.to_rgba().to_rgba8();
            r.max(g).max(b) - r.min(g).min(b) > 40
        }
        Paint::Pattern(_) => true,
    }
}

impl<'a> Device<'a> for Drawn {
    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, _: &PathDrawMode) {
        let area = self.clipped((transform * path.clone()).bounding_box());
        if area.width() < 0.5 && area.height() < 0.5 {
            return;
        }
        let white = matches!(paint, Paint::Color(it) if it.to_rgba().to_rgba8()[..3] == [255; 3]);
        self.n_paths += usize::from(!white);
        self.coloured |= is_coloured(paint);
    }

    fn draw_glyph(&mut self, glyph: &Glyph<'a>, transform: Affine, glyph_transform: Affine, paint: &Paint<'a>, mode: &GlyphDrawMode) {
        let advance = match glyph {
            Glyph::Outline(it) => it.advance_width().unwrap_or(500.0),
            Glyph::Type3(_) => 500.0,
        };
        // The em square: from the usual descent to the usual ascent, in thousandths.
        let em = Rect::new(0.0, -120.0, f64::from(advance.max(1.0)), 880.0);
        let area = (transform * glyph_transform).transform_rect_bbox(em);
        let on_page = Rect::new(0.0, 0.0, self.width, self.height).contains(area.center());
        if !on_page || !is_visible(paint, mode, area) {
            return;
        }
        self.coloured |= is_coloured(paint);
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.glyphs.push(DrawnGlyph { text: c.to_string(), area }),
            Some(BfString::String(text)) => self.glyphs.push(DrawnGlyph { text, area }),
            None => self.n_glyphs_without_text += 1,
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let area = self.clipped(transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height)));
        let opaque =
            matches!(&image, Image::Raster(it) if !it.stream().dict().contains_key(SMASK) && !it.stream().dict().contains_key(MASK));
        if opaque && area.area() >= 0.5 * self.width * self.height {
            self.glyphs.retain(|it| !area.contains(it.area.center())); // what it covers is not seen
        }
        let [a, b, c, d, ..] = transform.as_coeffs();
        let points_per_pixel = Point::new(a, b).to_vec2().hypot().max(Point::new(c, d).to_vec2().hypot());
        if points_per_pixel > 0.0 && area.area() > 0.0 {
            self.images.push(DrawnImage { area, dpi: 72.0 / points_per_pixel });
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
