//! Scans: how they came out, and what follows from that alone.

use casework::words::Slot;

use super::{Expectations, Fault};
use crate::sample::scan::{Blank, Scan, Tone, Wrapping};
use crate::sample::scene::{How, Piece, Scene};

macro_rules! scanned {
    ($name:literal, $slot:ident, $zh:literal, $en:literal, $plant:expr) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| rescan(scene, Slot::$slot, $plant),
            expect: |_, _| {}, // by `expect_scans`
        }
    };
}

pub(super) const FAULTS: &[Fault] = &[
    scanned!("low-dpi-certificate", UsccCertificate, "营业执照只用 200 dpi 扫描", "the certificate is scanned at 200 dpi", |it| {
        it.dpi = 200
    }),
    scanned!("low-dpi-mandate", Mandate, "委托书只用 150 dpi 扫描", "the mandate is scanned at 150 dpi", |it| it.dpi = 150),
    scanned!(
        "low-dpi-agent-id",
        AgentId,
        "经办人身份证只用 150 dpi 扫描，压缩也重",
        "the agent's ID is scanned at 150 dpi and compressed hard",
        |it| (it.dpi, it.quality) = (150, 60)
    ),
    scanned!(
        "blurred-certificate",
        UsccCertificate,
        "营业执照扫描得一片模糊，认不出字",
        "the certificate is blurred beyond reading",
        |it| it.blur = it.dpi as usize / 18
    ),
    scanned!(
        "blurred-agent-id",
        AgentId,
        "经办人身份证扫描得一片模糊，认不出字",
        "the agent's ID is blurred beyond reading",
        |it| it.blur = it.dpi as usize / 18
    ),
    scanned!(
        "grey-certificate",
        UsccCertificate,
        "营业执照扫成灰度，看不出是原件还是复印件",
        "the certificate is scanned in grey: original or photocopy cannot be told",
        |it| it.tone = Tone::Grey
    ),
    scanned!(
        "grey-mandate",
        Mandate,
        "委托书扫成灰度，看不出红章",
        "the mandate is scanned in grey: no red seal can be told",
        |it| it.tone = Tone::Grey
    ),
    scanned!(
        "black-and-white-undertaking",
        Undertaking,
        "承诺书扫成黑白，看不出红章",
        "the undertaking is scanned in black and white: no red seal can be told",
        |it| (it.tone, it.wrapping) = (Tone::BlackAndWhite, Wrapping::Tiff)
    ),
    scanned!("mandate-without-seal", Mandate, "委托书没有盖公章", "the mandate bears no official seal", |it| it.sealed = false),
    scanned!("undertaking-without-seal", Undertaking, "承诺书没有盖公章", "the undertaking bears no official seal", |it| it
        .sealed =
        false),
    scanned!(
        "blank-certificate",
        UsccCertificate,
        "营业执照放反了，扫出来一页空白",
        "the certificate lay face down and came out blank",
        |it| (it.blank, it.wrapping) = (Blank::Every, Wrapping::Pdf)
    ),
    scanned!(
        "blank-page-in-undertaking",
        Undertaking,
        "承诺书后面多扫了一页空白",
        "a blank sheet was scanned after the undertaking",
        |it| (it.blank, it.wrapping) = (Blank::Last, Wrapping::Pdf)
    ),
    Fault {
        name: "mandate-sealed-by-another",
        zh: "委托书上盖的是别的公司的章",
        en: "the mandate bears the seal of another company",
        plant: |scene| scene.set("mandate.seal", ANOTHER_COMPANY),
        expect: |_, _| {}, // by `expect_scans`
    },
    Fault {
        name: "undertaking-sealed-by-another",
        zh: "承诺书上盖的是别的公司的章",
        en: "the undertaking bears the seal of another company",
        plant: |scene| scene.set("undertaking.seal", ANOTHER_COMPANY),
        expect: |_, _| {}, // by `expect_scans`
    },
    scanned!(
        "seal-over-the-edge",
        Mandate,
        "委托书的章有一半盖到了纸外",
        "half of the mandate's seal is beyond the paper",
        |it| (it.stamp.over_edge, it.skew) = (true, 0.0)
    ),
    scanned!(
        "cut-off-undertaking",
        Undertaking,
        "承诺书放偏了，右边的字没有扫进去",
        "the undertaking lay beyond the glass: the right of its text is missing",
        |it| (it.cut_mm, it.turned, it.phone) = (46.0, 0, None)
    ),
    scanned!("mandate-on-its-side", Mandate, "委托书横着扫描，要转过来才能看", "the mandate is scanned on its side", |it| {
        (it.turned, it.marked) = (1, false)
    }),
    scanned!(
        "representative-id-upside-down",
        LegalRepresentativeId,
        "法定代表人身份证扫倒了",
        "the representative's ID is scanned upside down",
        |it| (it.turned, it.marked) = (2, false)
    ),
];

/// What follows from how every paper was scanned, planted or not.
pub(super) fn expect_scans(scene: &Scene, it: &mut Expectations) {
    for (i, piece) in scene.pieces.iter().enumerate() {
        let scan = match &piece.how {
            How::Scanned(scan) | How::Padded(scan) => scan,
            How::CopyOf(original) if piece.slot != Slot::Other => match scan_of(scene, *original) {
                Some(scan) => scan,
                None => continue,
            },
            _ => continue,
        };
        let is_first = scene.pieces.iter().position(|it| it.slot == piece.slot) == Some(i);
        expect_file(piece, scan, it);
        if is_first && scan.blank != Blank::Every {
            expect_seal(piece.slot, scan, it);
            expect_ring(scene, piece.slot, scan, it);
            expect_unread(piece.slot, scan, it);
        }
    }
}

/// On the file itself.
fn expect_file(piece: &Piece, scan: &Scan, it: &mut Expectations) {
    let at = material(piece.slot);
    match scan.blank {
        Blank::Every => {
            it.hide(&format!("{}.", crate::sample::scene::head_of(piece.slot)));
            it.advice("R052", at);
            return;
        }
        Blank::Last => it.advice("R052", at.clone()),
        Blank::None => {}
    }
    if scan.is_of_low_dpi() {
        it.advice("R053", at.clone());
    }
    if !scan.is_readable() {
        it.advice("R086", at.clone());
    }
    let seal_is_cut = scan.stamp.over_edge && scan.sealed && scan.tone == Tone::Colour && is_letter(piece.slot);
    if scan.cut_mm > MARGIN_MM || seal_is_cut {
        it.advice("R087", at.clone());
    }
    if scan.seen_turned() > 0 && scan.is_readable() {
        it.advice("R088", at);
    }
}

fn is_letter(slot: Slot) -> bool {
    matches!(slot, Slot::Mandate | Slot::Undertaking)
}

/// Letters have so much blank paper to the right of their text at least.
const MARGIN_MM: f32 = 30.0;

fn expect_seal(slot: Slot, scan: &Scan, it: &mut Expectations) {
    match (slot, scan.tone) {
        (Slot::UsccCertificate, Tone::Grey | Tone::BlackAndWhite) => it.cannot_tell("R044", "certificate.seal"),
        (Slot::Mandate, Tone::Grey | Tone::BlackAndWhite) => it.cannot_tell("R042", "mandate.seal"),
        (Slot::Undertaking, Tone::Grey | Tone::BlackAndWhite) => it.cannot_tell("R043", "undertaking.seal"),
        (Slot::Mandate, Tone::Colour) if !scan.sealed => it.unsealed("R042", "mandate.seal", scan),
        (Slot::Undertaking, Tone::Colour) if !scan.sealed => it.unsealed("R043", "undertaking.seal", scan),
        _ => {}
    }
}

/// What rules ask of a paper that nobody can read.
fn expect_unread(slot: Slot, scan: &Scan, it: &mut Expectations) {
    let asked: &[(&str, &str)] = match slot {
        _ if scan.is_readable() => return,
        Slot::UsccCertificate => &[
            ("R007", "certificate.name"),
            ("R008", "certificate.uscc"),
            ("R009", "certificate.representative"),
            ("R015", "certificate.valid_until"),
        ],
        Slot::AgentId => &[("R011", "agent_id.name"), ("R011", "agent_id.number"), ("R016", "agent_id.valid_until")],
        _ => return,
    };
    for (rule, at) in asked {
        it.hide(at);
        it.cannot_tell(rule, *at);
    }
}

/// No invented company is called so.
const ANOTHER_COMPANY: &str = "聊城远行物业服务有限公司";

/// The name around a seal is compared with the form's where the ring is whole, in colour and in focus; letters on a ring are hard to read,
/// so only names that differ in four characters or more are surely two.
fn expect_ring(scene: &Scene, slot: Slot, scan: &Scan, it: &mut Expectations) {
    let at = format!("{}.seal", slot.path());
    let (ring, form) = (scene.text(&at), scene.text("answers.handler.name"));
    let shows = scan.sealed && scan.tone == Tone::Colour && scan.is_readable() && !scan.stamp.over_edge;
    if !is_letter(slot) || !shows || ring.is_empty() || form.is_empty() || ring.contains(form) {
        return;
    }
    let n_lacking = |of: &str, from: &str| of.chars().filter(|it| !from.contains(*it)).count();
    match n_lacking(ring, form).min(n_lacking(form, ring)) {
        0..3 => {}
        3 => it.cannot_tell("R085", at),
        _ => it.fail("R085", at),
    }
}

impl Expectations {
    /// A square name seal alone leaves open whether there is an official one.
    fn unsealed(&mut self, rule: &str, at: &str, scan: &Scan) {
        if scan.stamp.name_seal { self.cannot_tell(rule, at) } else { self.fail(rule, at) }
    }
}

impl Scan {
    /// Below the 300 dpi that some practitioners ask for.
    pub(super) fn is_of_low_dpi(&self) -> bool {
        self.blank != Blank::Every && self.stated_dpi().is_some_and(|it| it < 297)
    }
}

pub(super) fn material(slot: Slot) -> String {
    format!("materials.{}", slot.id())
}

pub(super) fn scan_of(scene: &Scene, slot: Slot) -> Option<&Scan> {
    match &scene.piece(slot)?.how {
        How::Scanned(scan) | How::Padded(scan) => Some(scan),
        _ => None,
    }
}

fn rescan(scene: &mut Scene, slot: Slot, change: fn(&mut Scan)) {
    if let Some(Piece { how: How::Scanned(scan), file, .. }) = scene.piece_mut(slot) {
        change(scan);
        *file = format!("materials/{}.{}", slot.id(), scan.wrapping.extension());
    }
}
