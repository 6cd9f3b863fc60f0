//! Images in formats of their own, which say their size themselves: it is looked up before any decoder believes it.

use casework::facts::RefusedFile;
use lopdf::{Dictionary, Document, Object};

use super::expanded;
use crate::limits::Limits;
use crate::refusal::*;

/// A size that is no larger than allowed.
pub fn within(width: i64, height: i64, limits: &Limits) -> Result<(), RefusedFile> {
    let allowed = 0..=i64::from(limits.image_side_px);
    match allowed.contains(&width) && allowed.contains(&height) {
        true => Ok(()),
        false => Err(PDF_IMAGE_SIZE.refuse(format_args!("{width} × {height}"))),
    }
}

/// Judges the sizes an image's data says. `data` is what is left when all packings around its own format are undone.
pub fn judge(image: &Dictionary, data: &[u8], document: &Document, limits: &Limits) -> Result<(), RefusedFile> {
    match own_format(image, document) {
        b"DCTDecode" | b"DCT" => sizes_within(jpeg_sizes(data), limits),
        b"JPXDecode" => sizes_within(jpeg_2000_sizes(data), limits),
        b"CCITTFaxDecode" | b"CCF" => fax_size(image, document, limits),
        b"JBIG2Decode" => {
            let shared = parameters(image, document).and_then(|it| it.get_deref(b"JBIG2Globals", document).ok()?.as_stream().ok());
            if let Some(shared) = shared {
                let shared = expanded(shared, limits, limits.expanded_bytes)?.unwrap_or_default();
                sizes_within(jbig2_sizes(&shared), limits)?;
            }
            sizes_within(jbig2_sizes(data), limits)
        }
        _ => Ok(()),
    }
}

/// The last of its filters.
fn own_format<'a>(image: &'a Dictionary, document: &'a Document) -> &'a [u8] {
    let filter = image.get_deref(b"Filter", document).or_else(|_| image.get_deref(b"F", document));
    let last = match filter {
        Ok(Object::Array(filters)) => filters.last().and_then(|it| document.dereference(it).ok()).map(|it| it.1),
        other => other.ok(),
    };
    last.and_then(|it| it.as_name().ok()).unwrap_or_default()
}

fn parameters<'a>(image: &'a Dictionary, document: &'a Document) -> Option<&'a Dictionary> {
    let parameters = image.get_deref(b"DecodeParms", document).or_else(|_| image.get_deref(b"DP", document)).ok()?;
    match parameters {
        Object::Array(all) => document.dereference(all.last()?).ok()?.1.as_dict().ok(),
        one => one.as_dict().ok(),
    }
}

fn fax_size(image: &Dictionary, document: &Document, limits: &Limits) -> Result<(), RefusedFile> {
    let said = |key: &[u8]| parameters(image, document).and_then(|it| it.get_deref(key, document).ok()?.as_i64().ok()).unwrap_or(0);
    within(said(b"Columns"), said(b"Rows"), limits)
}

fn sizes_within(mut sizes: impl Iterator<Item = [u32; 2]>, limits: &Limits) -> Result<(), RefusedFile> {
    sizes.try_for_each(|[width, height]| within(i64::from(width), i64::from(height), limits))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Frames (ISO/IEC 10918-1, B.2.2), by walking from mark to mark up to the first scan.
fn jpeg_sizes(data: &[u8]) -> impl Iterator<Item = [u32; 2]> {
    let mut at = 2;
    std::iter::from_fn(move || {
        loop {
            at += data.get(at..)?.iter().position(|it| *it == 0xff)?;
            let mark = *data.get(at + 1)?;
            match mark {
                0xff => at += 1,
                0x00 | 0x01 | 0xd0..=0xd8 => at += 2,
                0xda => return None,
                _ => {
                    let (begin, length) = (at, usize::from(u16_at(data, at + 2)?));
                    at += 2 + length.max(2);
                    if matches!(mark, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) {
                        return Some([u16_at(data, begin + 7)?, u16_at(data, begin + 5)?].map(u32::from));
                    }
                }
            }
        }
    })
}

/// The image's area in its code stream (ISO/IEC 15444-1, A.5.1), wherever a container puts that.
fn jpeg_2000_sizes(data: &[u8]) -> impl Iterator<Item = [u32; 2]> {
    let starts = data.windows(4).enumerate().filter(|(_, it)| *it == [0xff, 0x4f, 0xff, 0x51]).map(|(at, _)| at);
    starts.filter_map(|at| Some([u32_at(data, at + 8)?, u32_at(data, at + 12)?]))
}

/// Pages and regions (ITU-T T.88, 7.2 and 7.4). A height that is not known yet is all ones.
fn jbig2_sizes(data: &[u8]) -> impl Iterator<Item = [u32; 2]> {
    const REGION_OR_PAGE: [u8; 13] = [4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48];
    let mut at = 0usize;
    std::iter::from_fn(move || {
        loop {
            let number = u32_at(data, at)?;
            let flags = *data.get(at + 4)?;
            let short = data.get(at + 5)? >> 5;
            let (n_referred, n_count) = match short {
                7 => {
                    let n = u32_at(data, at + 5)? as usize & 0x1fff_ffff;
                    (n, 4 + n / 8 + 1)
                }
                n => (usize::from(n), 1),
            };
            let reference = if number <= 256 {
                1
            } else if number <= 65_536 {
                2
            } else {
                4
            };
            let page = if flags & 0x40 != 0 { 4 } else { 1 };
            let length_at = at.checked_add(5 + n_count)?.checked_add(n_referred.checked_mul(reference)?)? + page;
            let (length, body) = (u32_at(data, length_at)?, length_at + 4);
            // A length that is not known ends with its data: what follows is not looked at.
            at = if length == u32::MAX { data.len() } else { body.checked_add(length as usize)? };
            let kind = flags & 0x3f;
            if REGION_OR_PAGE.contains(&kind) {
                let [width, height] = [u32_at(data, body)?, u32_at(data, body + 4)?];
                return Some([width, if height == u32::MAX { 0 } else { height }]);
            }
        }
    })
}
