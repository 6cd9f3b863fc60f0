//! What stands behind a picture's end. Viewers do not show it; it travels along all the same.

use casework::facts::FileKind;

/// Whether anything but blanks follows the picture. A TIFF has no end.
pub fn follows(bytes: &[u8], kind: FileKind) -> bool {
    let end = match kind {
        FileKind::Jpeg => jpeg_end(bytes),
        FileKind::Png => png_end(bytes),
        _ => None,
    };
    end.is_some_and(|it| bytes[it..].iter().any(|it| !matches!(it, 0 | b' ' | b'\r' | b'\n')))
}

/// After the mark that ends it (ISO/IEC 10918-1, B.1.1): marks with a length, and data in which 0xFF is followed by 0.
fn jpeg_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        at += bytes.get(at..)?.iter().position(|it| *it == 0xff)?;
        match *bytes.get(at + 1)? {
            0xd9 => return Some(at + 2),
            0xff => at += 1,
            0x00 | 0x01 | 0xd0..=0xd8 => at += 2,
            _ => at += 2 + usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?])).max(2),
        }
    }
}

/// After its last chunk (ISO/IEC 15948, 5.3): a length, a name, as many bytes, a sum.
fn png_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 8usize;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let next = at.checked_add(length)?.checked_add(12).filter(|it| *it <= bytes.len())?;
        if &bytes[at + 4..at + 8] == b"IEND" {
            return Some(next);
        }
        at = next;
    }
}
