//! PDF: judged by its parsed objects (lopdf, strict), then opened for its pages (hayro).

mod coded;
mod drawing;
mod drawn;
mod fonts;
mod functions;
mod metadata;
mod objects;
mod scan;
mod syntax;
mod table;
mod written;

use std::sync::Arc;

use casework::facts::RefusedFile;
use hayro::hayro_syntax::Pdf as Pages;
use hayro::{RenderCache, RenderSettings, render};
use hayro_interpret::{InterpreterCache, InterpreterSettings};
use lopdf::{DecompressError, Error, Object, Stream};

pub(crate) use drawn::Drawn;

use crate::limits::Limits;
use crate::pixels::Picture;
use crate::refusal::*;

/// Points in a millimetre.
pub(crate) const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// A PDF nothing speaks against.
pub struct Pdf {
    pages: Pages,
    /// Codes worth telling.
    pub flags: Vec<&'static str>,
}

impl Pdf {
    /// Judges the objects, then opens the pages. Two parsers must agree on how many there are.
    pub fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Pdf, RefusedFile> {
        let (bytes, trailing) = objects::ends(bytes)?;
        let judged = objects::judge(&bytes, limits)?;
        let pages = Pages::new(Arc::new(bytes)).map_err(|_| PDF_XREF.refuse("hayro"))?;
        let flags = trailing.into_iter().chain(judged.flags).collect();
        let pdf = Pdf { pages, flags };
        match pdf.len() {
            0 => Err(PDF_NO_PAGES.refuse("")),
            n if n != judged.n_pages => Err(PDF_PAGE_TREE.refuse("")),
            _ => pdf.with_pages_of_usable_size(limits),
        }
    }

    fn with_pages_of_usable_size(self, limits: &Limits) -> Result<Pdf, RefusedFile> {
        for (i, page) in self.pages.pages().iter().enumerate() {
            let area = page.intersected_crop_box();
            let [width, height] = [area.width(), area.height()].map(|it| it as f32 / POINTS_PER_MM);
            let usable = |mm: f32| (SHORTEST_SIDE_MM..=limits.page_side_mm).contains(&mm);
            if !usable(width) || !usable(height) {
                return Err(PDF_PAGE_SIZE.refuse_on(i as u32 + 1, format_args!("{width:.1} × {height:.1}")));
            }
        }
        Ok(self)
    }

    /// How many pages.
    pub fn len(&self) -> usize {
        self.pages.pages().len()
    }

    /// Width and height of a page as it is looked at, in millimetres. Pages count from 0 here.
    pub fn size_mm(&self, page: usize) -> [f32; 2] {
        let (width, height) = self.pages.pages()[page].render_dimensions();
        [width / POINTS_PER_MM, height / POINTS_PER_MM]
    }

    /// What is drawn on each page, without drawing it: one by one, as it is asked for. Their fonts are looked at once.
    pub fn drawn(&self) -> impl Iterator<Item = Drawn> {
        let cache = InterpreterCache::new();
        self.pages.pages().iter().map(move |it| Drawn::on(it, &cache))
    }

    /// A page that is a scan as pixels, at most at this resolution and `dots` a side.
    pub fn scan(&self, page: usize, dpi: f32, dots: u32) -> Picture {
        match scan::picture(&self.pages.pages()[page]) {
            Some(picture) => picture.shrunk_to(dpi),
            None => self.picture(page, dpi, dots),
        }
    }

    /// The page drawn as pixels on white, at this resolution and at most `dots` a side.
    pub fn picture(&self, page: usize, dpi: f32, dots: u32) -> Picture {
        let page = &self.pages.pages()[page];
        let (width, height) = page.render_dimensions();
        let scale = (dpi / 72.0).min(dots as f32 / width.max(height));
        let settings =
            RenderSettings { x_scale: scale, y_scale: scale, bg_color: hayro::vello_cpu::color::palette::css::WHITE, ..Default::default() };
        let pixels = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let rgba = pixels.data_as_u8_slice();
        let mut rgb = vec![0; rgba.len() / 4 * 3];
        rgb.chunks_exact_mut(3).zip(rgba.chunks_exact(4)).for_each(|(pixel, it)| pixel.copy_from_slice(&it[..3]));
        Picture::new(pixels.width() as u32, pixels.height() as u32, rgb).at(scale * 72.0)
    }
}

/// A page narrower than that shows nothing anybody could file.
const SHORTEST_SIDE_MM: f32 = 5.0;

/// A stream is expanded in memory, and growing doubles it: a quarter of the whole keeps the child below its memory limit.
fn per_stream(limits: &Limits) -> usize {
    (limits.expanded_bytes / 4) as usize
}

/// A stream's data with all general packings undone; what is left may be in an image's own format. `None` where a packing is broken.
fn expanded(stream: &Stream, limits: &Limits, n_bytes_left: u64) -> Result<Option<Vec<u8>>, RefusedFile> {
    const GENERAL: [&[u8]; 6] = [b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"ASCIIHexDecode", b"RunLengthDecode", b"Crypt"];
    let filters: Vec<Object> = stream.filters().unwrap_or_default().into_iter().map(|it| Object::Name(it.to_vec())).collect();
    let n_general = filters.iter().take_while(|it| it.as_name().is_ok_and(|it| GENERAL.contains(&it))).count();
    let most = (per_stream(limits) as u64).min(n_bytes_left) as usize;
    let content = match n_general {
        0 if !filters.is_empty() => Ok(stream.content.clone()),
        n if n == filters.len() => stream.decompressed_content_with_limit(most),
        _ => {
            let mut outer = stream.clone();
            outer.dict.set("Filter", filters[..n_general].to_vec());
            outer.decompressed_content_with_limit(most)
        }
    };
    match content {
        Ok(content) => Ok(Some(content)),
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { limit })) => Err(PDF_EXPANDS.refuse(limit >> 20)),
        Err(Error::Decompress(DecompressError::TooManyFilters { .. })) => Err(PDF_EXPANDS.refuse(limits.expanded_bytes >> 20)),
        Err(_) => Ok(None),
    }
}

/// What is wrong with how something is written, as a refusal.
fn refused(fault: syntax::Fault, limits: &Limits) -> RefusedFile {
    match fault {
        syntax::Fault::Many => PDF_OBJECTS.refuse(limits.objects),
        syntax::Fault::Deep => PDF_NESTING.refuse(limits.nesting),
        syntax::Fault::Twice(key) => PDF_AMBIGUOUS.refuse(format_args!("/{key}")),
        syntax::Fault::Broken => PDF_XREF.refuse(""),
    }
}
