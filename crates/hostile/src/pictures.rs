//! Pictures.

use flate2::Crc;

use crate::expansions::jpeg;
use crate::kind::Kind;
use crate::pdf::deflated_mib;

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(68, "picture of too many pixels", "IMAGE-SIZE")
            .way("PNG", || png(100_000, 100_000, 0, b"x"))
            .way("PNG whose pixels are a bomb", || png(60_000, 60_000, 0, &deflated_mib(100, 0)))
            .way("PNG of four channels of 16 bits", || png(9_999, 9_999, 6, b"x"))
            .way("JPEG", || jpeg(60_000, 60_000))
            .way("TIFF", || tiff(100_000, 100_000))
            .way("TIFF of 4 G", || tiff(u32::MAX, u32::MAX)),
        Kind::refused(69, "picture that is broken", "IMAGE-BROKEN")
            .way("PNG cut off", || png(900, 900, 0, b"")[..50].to_vec())
            .way("JPEG of a beginning", || b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec())
            .way("TIFF whose directory is outside", || b"II*\0\xff\xff\xff\x7f".to_vec())
            .way("TIFF whose directory follows itself", || {
                let mut tiff = tiff(9, 9);
                let end = tiff.len();
                tiff[end - 4..].copy_from_slice(&[8, 0, 0, 0]);
                tiff
            })
            .way("PNG with a wrong sum", || {
                let mut png = png(9, 9, 0, b"x");
                png[30] ^= 1;
                png
            }),
        Kind::told(70, "data behind the picture", "IMAGE-TRAILING")
            .way("ZIP behind a JPEG", || [sound_jpeg(), crate::office::zip(&[("a.txt", b"text")])].concat())
            .way("film behind a JPEG, as telephones write it", || [sound_jpeg(), b"\0\0\0\x18ftypmp42".to_vec(), vec![7; 5_000]].concat())
            .way("text behind a PNG", || [sound_png(), b"text".to_vec()].concat())
            .way("page behind a PNG", || [sound_png(), b"<html><script>1</script></html>".to_vec()].concat()),
    ]
}

/// 8 bits a channel; of four channels, 16.
fn png(width: u32, height: u32, colour: u8, packed: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[if colour == 6 { 16 } else { 8 }, colour, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &head)[..], &chunk(b"IDAT", packed), &chunk(b"IEND", b"")].concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    let mut sum = Crc::new();
    sum.update(&body);
    [&(data.len() as u32).to_be_bytes()[..], &body, &sum.sum().to_be_bytes()].concat()
}

fn sound_png() -> Vec<u8> {
    png(9, 9, 0, &crate::pdf::deflated(&[0; 90]))
}

/// Eight by eight, grey.
fn sound_jpeg() -> Vec<u8> {
    let whole = jpeg(8, 8);
    [&whole[..whole.len() - 2], &[0x00, 0xff, 0xd9]].concat()
}

/// Grey, one strip that is not there.
fn tiff(width: u32, height: u32) -> Vec<u8> {
    let entry = |tag: u16, value: u32| [&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat();
    let entries = [
        entry(256, width),
        entry(257, height),
        entry(258, 8),
        entry(259, 1),
        entry(262, 1),
        entry(273, 200),
        entry(278, height),
        entry(279, 9),
    ];
    [b"II*\0\x08\0\0\0\x08\0", &entries.concat()[..], &[0; 4]].concat()
}
