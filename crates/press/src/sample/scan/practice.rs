//! Scans as they are met in practice. Nobody has counted them: the shares below are ours, chosen so that every condition a filing office
//! would call usual comes up in a few packets, and the bad ones in a few of those.

use fastrand::Rng;

use super::{Phone, Scan, Stamp, Tone, Wrapping, part};

impl Scan {
    /// | what | how often |
    /// |---|---|
    /// | scanner or copier / phone | 70 % / 30 % |
    /// | 90, 150, 200, 300, 400, 600 dpi | 3, 17, 30, 42, 4, 4 %; a phone about 200 to 300 |
    /// | colour, grey, black and white | 78, 14, 8 %; a phone always in colour |
    /// | skew | a bell of 1 degree, 4 at most; a phone holds no edge parallel |
    /// | turned by 90, 180, 270 degrees | 5, 4, 3 %; half of them say so in the file |
    /// | out of focus | 15 %, by 0.1 mm; what nobody can read is a fault and not drawn here |
    /// | pale seal, oval seal, name seal beside it | 12, 6, 25 % |
    /// | PDF, JPEG, PNG, TIFF | 68, 28, 4, 0 %; a phone 80 % JPEG; black and white is TIFF where others are JPEG |
    pub(in crate::sample) fn practice(rng: &mut Rng) -> Scan {
        let office = Scan::clean(rng);
        let phone = chance(rng, 30).then(|| Phone::by(rng));
        let tone = match rng.u8(0..100) {
            _ if phone.is_some() => Tone::Colour,
            0..78 => Tone::Colour,
            78..92 => Tone::Grey,
            _ => Tone::BlackAndWhite,
        };
        let dpi = match rng.u8(0..100) {
            _ if phone.is_some() => 200 + 25 * rng.u32(0..5),
            0..3 => 90,
            3..20 => 150,
            20..50 => 200,
            50..92 => 300,
            92..96 => 400,
            _ => 600,
        };
        let wrapping = match rng.u8(0..100) {
            0..80 if phone.is_some() => Wrapping::Jpeg,
            0..65 => Wrapping::Pdf,
            65..93 if tone != Tone::BlackAndWhite => Wrapping::Jpeg,
            93..97 => Wrapping::Png,
            _ if tone == Tone::BlackAndWhite => Wrapping::Tiff,
            _ => Wrapping::Pdf,
        };
        let bell = (part(rng, 1.0) + part(rng, 1.0) + part(rng, 1.0)).clamp(-4.0, 4.0);
        Scan {
            dpi,
            skew: if phone.is_some() { 0.0 } else { bell * 1.3 },
            noise: rng.u8(2..8),
            blur: if chance(rng, 15) { (dpi as usize / 250).max(1) } else { 0 },
            paper: if phone.is_some() { [rng.u8(228..250), rng.u8(222..244), rng.u8(200..238)] } else { office.paper },
            shade: rng.u8(1..12),
            quality: rng.u8(70..90),
            tone,
            turned: match rng.u8(0..100) {
                0..88 => 0,
                88..93 => 1,
                93..97 => 2,
                _ => 3,
            },
            marked: rng.bool(),
            wrapping,
            stamp: Stamp {
                turn: part(rng, 25.0),
                shift: part(rng, 12.0),
                ink: if chance(rng, 12) { rng.u8(32..50) } else { rng.u8(65..95) },
                oval: chance(rng, 6),
                name_seal: chance(rng, 25),
                ..office.stamp
            },
            phone,
            ..office
        }
    }
}

fn chance(rng: &mut Rng, per_cent: u8) -> bool {
    rng.u8(0..100) < per_cent
}
