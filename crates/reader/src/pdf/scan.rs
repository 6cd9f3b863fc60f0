//! A page that is one picture and nothing else, as most scans are: its pixels as they are stored, without drawing them.

use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::font::Glyph;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, ImageData, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, TransformExt, interpret_page,
};

use crate::pixels::Picture;

/// The one picture, if there is but one and it is the page: upright, neither mirrored nor cut, with nothing before it.
pub fn picture(page: &Page<'_>) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    let mut only = OnlyPicture { page: [f64::from(width), f64::from(height)], found: Found::Nothing };
    let cache = InterpreterCache::new();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), area, &cache, page.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, &mut only);
    match only.found {
        Found::Picture(it) => Some(it),
        _ => None,
    }
}

enum Found {
    Nothing,
    Picture(Picture),
    /// More than one thing, or one that must be drawn.
    Drawing,
}

struct OnlyPicture {
    page: [f64; 2],
    found: Found,
}

impl OnlyPicture {
    /// The quarter turns clockwise by which the picture stands on the page, if it fills the page so.
    fn quarters(&self, transform: Affine, size: [f64; 2]) -> Option<u8> {
        let on_page = transform.transform_rect_bbox(Rect::new(0.0, 0.0, size[0], size[1]));
        let [width, height] = self.page;
        let off =
            [on_page.x0, on_page.y0, on_page.x1 - width, on_page.y1 - height].into_iter().fold(0.0, |most: f64, it| most.max(it.abs()));
        let [a, b, c, d, ..] = transform.as_coeffs();
        let nearly_none = |it: f64, beside: f64| it.abs() < 1e-3 * beside.abs();
        match () {
            _ if off > 0.002 * width.max(height) => None,
            _ if nearly_none(b, a) && nearly_none(c, d) && a > 0.0 && d > 0.0 => Some(0),
            _ if nearly_none(a, b) && nearly_none(d, c) && b > 0.0 && c < 0.0 => Some(1),
            _ if nearly_none(b, a) && nearly_none(c, d) && a < 0.0 && d < 0.0 => Some(2),
            _ if nearly_none(a, b) && nearly_none(d, c) && b < 0.0 && c > 0.0 => Some(3),
            _ => None,
        }
    }

    fn picture(&self, image: &Image<'_, '_>, transform: Affine) -> Option<Picture> {
        let Image::Raster(raster) = image else { return None };
        let quarters = self.quarters(transform, [f64::from(image.width()), f64::from(image.height())])?;
        let mut pixels = None;
        let opaque = |data: ImageData, alpha: Option<_>| pixels = alpha.is_none().then(|| rgb(data));
        raster.with_rgba(opaque, None);
        let (rgb, width, height) = pixels??;
        let picture = Picture::new(width, height, rgb).turned(quarters);
        let dpi = picture.width as f32 / self.page[0] as f32 * 72.0;
        Some(picture.at(dpi))
    }
}

/// Three bytes a pixel, and how many there are across and down.
fn rgb(data: ImageData) -> Option<(Vec<u8>, u32, u32)> {
    let (rgb, width, height) = match data {
        ImageData::Rgb(it) => (it.data, it.width, it.height),
        ImageData::Luma(it) => (tripled(&it.data), it.width, it.height),
    };
    (width > 0 && height > 0 && rgb.len() == 3 * width as usize * height as usize).then_some((rgb, width, height))
}

fn tripled(grey: &[u8]) -> Vec<u8> {
    let mut rgb = vec![0; 3 * grey.len()];
    rgb.chunks_exact_mut(3).zip(grey).for_each(|(pixel, grey)| pixel.fill(*grey));
    rgb
}

impl<'a> Device<'a> for OnlyPicture {
    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        self.found = match self.found {
            Found::Nothing => self.picture(&image, transform).map_or(Found::Drawing, Found::Picture),
            _ => Found::Drawing,
        };
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.found = Found::Drawing;
    }

    fn draw_glyph(&mut self, _: &Glyph<'a>, _: Affine, _: Affine, _: &Paint<'a>, mode: &GlyphDrawMode) {
        if !matches!(mode, GlyphDrawMode::Invisible) {
            self.found = Found::Drawing;
        }
    }

    fn set_soft_mask(&mut self, mask: Option<SoftMask<'a>>) {
        if mask.is_some() {
            self.found = Found::Drawing;
        }
    }

    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        if opacity < 1.0 || mask.is_some() {
            self.found = Found::Drawing;
        }
    }

    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
