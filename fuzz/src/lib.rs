//! What all fuzz targets share.

use reader::text::{LineKind, Look};
use reader::{Limits, Opened, open};

/// Limits at which a hostile file is refused in a moment: thousands are tried a second, and the fuzzer has no child to end.
pub fn limits() -> Limits {
    Limits {
        file_bytes: 1 << 20,
        pages: 8,
        pages_looked_at: 2,
        page_side_mm: 600.0,
        image_side_px: 200,
        copied_side_px: 150,
        objects: 2_000,
        expanded_bytes: 16 << 20,
        memory_bytes: 256 << 20,
        archive_entries: 20,
        archive_bytes: 4 << 20,
        ..Limits::default()
    }
}

/// Opens a file, and asks for everything that is asked of a page.
pub fn open_and_look(bytes: &[u8], name: &str) {
    if let Ok(opened) = open(bytes.to_vec(), name, &limits()) {
        look(&opened);
    }
}

fn look(opened: &Opened) {
    for page in 0..=opened.facts.pages.len().min(1) as u32 {
        if let Some(raster) = opened.raster(page, page as u8 % 4) {
            opened.crops(page, raster.how.pose, &[[0.0, 0.0, 1.0, 0.1], [-0.1, 0.5, 1.3, 0.1]], LineKind::Text, Look::Further);
        }
        opened.ring(page, [0.2, 0.2, 0.3, 0.3]);
        opened.pixels(page);
        opened.preview(page, 90);
    }
}
