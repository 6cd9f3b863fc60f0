//! What a reader would hand over who read every drawn page rightly: facts without OCR, for measuring the rules alone.

mod stated;

use std::collections::BTreeMap;

use casework::facts::{
    CertificateFacts, Content, DocumentSeen, Fact, Facts, FileFacts, FileKind, FileState, IdFacts, LongTerm, MandateFacts, MaterialFacts,
    PageFacts, RefusedFile, SealSeen, SealShape, Support, UndertakingFacts, Until,
};
use casework::words::{DocumentKind, IdNumber, Private, Slot, Uscc};
use jiff::civil::Date;
use law::Wording;
use serde_json::Value;

use super::scan::{Blank, Scan, Tone, Wrapping};
use super::scene::{How, Piece, Scene, Sheet, head_of};
use super::spoil::Spoil;

const MEGABYTE: u64 = 1024 * 1024;

impl Scene {
    /// What the drawn documents truly say. Sizes and hashes stand for the bytes: alike where the bytes are alike.
    pub fn true_facts(&self) -> Facts {
        Facts { materials: self.pieces.iter().map(|it| self.material_facts(it)).collect() }
    }

    fn material_facts(&self, piece: &Piece) -> MaterialFacts {
        let (state, documents, content) = match &piece.how {
            How::Absent => (FileState::Missing, Vec::new(), Content::None),
            How::Spoiled(spoil) => (FileState::Refused(refused(*spoil)), Vec::new(), Content::None),
            How::CopyOf(slot) | How::Named(slot) => self.said_by_another(piece, *slot),
            How::Electronic => {
                let state = FileState::Opened(self.file(piece, MEGABYTE, vec![electronic_page()]));
                (state, documents(&[Sheet::Paper(piece.slot)]), self.content_of(piece, &Ink::Typed))
            }
            How::Scanned(scan) => self.scanned(piece, scan, 2 * MEGABYTE),
            How::Padded(scan) => self.scanned(piece, scan, 51 * MEGABYTE),
            How::Bundled(sheets, scan) => {
                let pages = sheets.iter().map(|it| self.scanned_page(it.slot(), scan)).collect();
                let state = FileState::Opened(self.file(piece, 2 * MEGABYTE, pages));
                (state, documents(sheets), self.bundled(piece.slot, sheets))
            }
        };
        MaterialFacts { slot: piece.slot, file: piece.file.clone(), state, documents, content }
    }

    /// The first file of another slot, or its bytes, as this slot is read from it.
    fn said_by_another(&self, piece: &Piece, original: Slot) -> (FileState, Vec<DocumentSeen>, Content) {
        let Some(original) = self.piece(original) else { return (FileState::Missing, Vec::new(), Content::None) };
        let MaterialFacts { state, documents, content, .. } = self.material_facts(original);
        let content = match &original.how {
            How::Bundled(sheets, _) => self.bundled(piece.slot, sheets),
            _ if documents.iter().all(|it| it.kind.suits(piece.slot)) && piece.slot != Slot::Other => content,
            _ => Content::None,
        };
        (state, documents, content)
    }

    fn scanned(&self, piece: &Piece, scan: &Scan, bytes: u64) -> (FileState, Vec<DocumentSeen>, Content) {
        let mut file = self.file(piece, bytes, vec![self.scanned_page(piece.slot, scan)]);
        if scan.blank == Blank::Last {
            file.pages.push(PageFacts { blank: true, seals: Vec::new(), ..self.scanned_page(piece.slot, scan) });
        }
        file.kind = match scan.wrapping {
            Wrapping::Pdf => FileKind::Pdf,
            Wrapping::Jpeg => FileKind::Jpeg,
            Wrapping::Png => FileKind::Png,
            Wrapping::Tiff => FileKind::Tiff,
        };
        let ink = match (scan.blank, scan.is_readable()) {
            (Blank::Every, _) => Ink::None,
            (_, false) => Ink::Blurred,
            (_, true) => Ink::Scanned,
        };
        let documents = if scan.is_readable() { documents(&[Sheet::Paper(piece.slot)]) } else { Vec::new() };
        (FileState::Opened(file), documents, self.content_of(piece, &ink))
    }

    /// What the sheets of a bundle say to a slot: its own paper, or the cards of all people.
    fn bundled(&self, slot: Slot, sheets: &[Sheet]) -> Content {
        if !slot.is_identity() {
            let is_there = sheets.contains(&Sheet::Paper(slot));
            return if is_there { self.content(slot, &Ink::Scanned) } else { Content::None };
        }
        let mut people: Vec<Slot> = sheets.iter().map(|it| it.slot()).filter(|it| it.is_identity()).collect();
        people.dedup();
        let mut cards = people.into_iter().map(|it| self.card(it, sheets));
        let Some(first) = cards.next() else { return Content::None };
        Content::Id(IdFacts { beside: cards.collect(), ..first })
    }

    /// What the sides of a person's card say that are there.
    fn card(&self, slot: Slot, sheets: &[Sheet]) -> IdFacts {
        let Content::Id(both) = self.content(slot, &Ink::Scanned) else { return IdFacts::default() };
        let has = |side: fn(Slot) -> Sheet| sheets.contains(&side(slot)) || sheets.contains(&Sheet::Paper(slot));
        let (front, back) = (has(Sheet::Front), has(Sheet::Back));
        let not_there = || Wording::new("没有这一面", "this side is not there");
        IdFacts {
            name: if front { both.name } else { Fact::unread(not_there(), None) },
            number: if front { both.number } else { Fact::unread(not_there(), None) },
            valid_until: if back { both.valid_until } else { Fact::Absent },
            beside: Vec::new(),
        }
    }

    fn file(&self, piece: &Piece, bytes: u64, pages: Vec<PageFacts>) -> FileFacts {
        let name = piece
            .file
            .bytes()
            .fold(self.seed ^ 0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        FileFacts { kind: FileKind::Pdf, bytes, sha256: format!("{name:016x}").repeat(4), pages, flags: Vec::new() }
    }

    /// What a file of this slot and topic says.
    fn content_of(&self, piece: &Piece, ink: &Ink) -> Content {
        match piece.slot {
            Slot::Other => self.other(piece.topic.unwrap_or_default(), ink),
            slot => self.content(slot, ink),
        }
    }

    fn content(&self, slot: Slot, ink: &Ink) -> Content {
        let head = head_of(slot);
        let said = |name: &str| self.get(&format!("{head}.{name}")).and_then(Value::as_str).map(str::to_owned);
        let text = |name: &str| ink.says(said(name));
        let code = |name: &str| ink.checked(said(name), |it| Uscc::parse(it).is_ok());
        let number = |name: &str| private(ink.checked(said(name), |it| IdNumber::parse(it).is_ok()));
        let day = |name: &str| ink.says(said(name).and_then(|it| it.parse::<Date>().ok()));
        let until = |name: &str| ink.says(said(name).and_then(|it| until(&it)));
        match slot {
            Slot::HandlerProfile => Content::Profile(self.profile(ink)),
            Slot::UseStatement => Content::Uses(self.statement(ink)),
            Slot::PiaReport => Content::Pia(self.report(ink)),
            Slot::UsccCertificate => Content::Certificate(CertificateFacts {
                name: text("name"),
                uscc: code("uscc"),
                representative: text("representative"),
                address: text("address"),
                valid_until: until("valid_until"),
            }),
            Slot::LegalRepresentativeId | Slot::AgentId => {
                Content::Id(IdFacts { name: text("name"), number: number("number"), valid_until: until("valid_until"), beside: Vec::new() })
            }
            Slot::Mandate => Content::Mandate(MandateFacts {
                principal: text("principal"),
                principal_uscc: code("principal_uscc"),
                agent: text("agent"),
                agent_number: number("agent_number"),
                scope: text("scope"),
                powers: BTreeMap::new(),
                term_from: day("term_from"),
                term_to: until("term_to"),
                signed_on: day("signed_on"),
            }),
            Slot::Undertaking => Content::Undertaking(UndertakingFacts {
                principal: text("principal"),
                principal_uscc: code("principal_uscc"),
                signed_on: day("signed_on"),
                points: BTreeMap::new(),
            }),
            Slot::Other => Content::None,
        }
    }
}

/// How well the page can be read.
enum Ink {
    /// Text of an electronic document.
    Typed,
    /// A scan a person can read.
    Scanned,
    /// A scan nobody can read.
    Blurred,
    /// An empty sheet.
    None,
}

impl Ink {
    fn says<T>(&self, value: Option<T>) -> Fact<T> {
        self.with(value, Support::TwoReadings)
    }

    /// A code or number: its check character speaks for it, where it holds.
    fn checked(&self, value: Option<String>, holds: fn(&str) -> bool) -> Fact<String> {
        let support = if value.as_deref().is_some_and(holds) { Support::CheckDigit } else { Support::TwoReadings };
        self.with(value, support)
    }

    fn with<T>(&self, value: Option<T>, scanned: Support) -> Fact<T> {
        match (self, value) {
            (Ink::None, _) | (_, None) => Fact::Absent,
            (Ink::Blurred, _) => Fact::unread(Wording::new("扫描模糊", "the scan is blurred"), None),
            (Ink::Typed, Some(value)) => Fact::read(value, Support::Typed, None),
            (Ink::Scanned, Some(value)) => Fact::read(value, scanned, None),
        }
    }
}

fn private(number: Fact<String>) -> Fact<Private<String>> {
    match number {
        Fact::Read(it) => Fact::read(Private::new(it.value), it.support, it.place),
        Fact::Unread(it) => Fact::Unread(it),
        Fact::Absent => Fact::Absent,
    }
}

fn until(text: &str) -> Option<Until> {
    match text {
        "长期" => Some(Until::LongTerm(LongTerm::LongTerm)),
        day => day.parse().ok().map(Until::Day),
    }
}

/// The documents on sheets behind one another, surely recognised.
fn documents(sheets: &[Sheet]) -> Vec<DocumentSeen> {
    let on_page = |(page, sheet): (u32, &Sheet)| {
        let seen = move |kind: &DocumentKind| DocumentSeen { kind: *kind, pages: [page; 2], firm: true, place: None };
        kinds(*sheet).iter().map(seen).collect::<Vec<_>>()
    };
    (1..).zip(sheets).flat_map(on_page).collect()
}

fn kinds(sheet: Sheet) -> &'static [DocumentKind] {
    match sheet {
        Sheet::Front(_) => &[DocumentKind::IdFront],
        Sheet::Back(_) => &[DocumentKind::IdBack],
        Sheet::Paper(Slot::HandlerProfile) => &[DocumentKind::HandlerProfile],
        Sheet::Paper(Slot::UseStatement) => &[DocumentKind::UseStatement],
        Sheet::Paper(Slot::PiaReport) => &[DocumentKind::PiaReport],
        Sheet::Paper(Slot::UsccCertificate) => &[DocumentKind::BusinessLicence],
        Sheet::Paper(Slot::LegalRepresentativeId | Slot::AgentId) => &[DocumentKind::IdFront, DocumentKind::IdBack],
        Sheet::Paper(Slot::Mandate) => &[DocumentKind::Mandate],
        Sheet::Paper(Slot::Undertaking) => &[DocumentKind::Undertaking],
        Sheet::Paper(Slot::Other) => &[],
    }
}

fn electronic_page() -> PageFacts {
    PageFacts { width_mm: 210.0, height_mm: 297.0, colour: true, ..PageFacts::default() }
}

impl Scene {
    fn scanned_page(&self, slot: Slot, scan: &Scan) -> PageFacts {
        let (width_mm, height_mm) = if self.lies(slot) { (297.0, 210.0) } else { (210.0, 297.0) };
        let (width_mm, height_mm) = if scan.seen_turned() % 2 == 1 { (height_mm, width_mm) } else { (width_mm, height_mm) };
        let blank = scan.blank == Blank::Every;
        let colour = scan.tone == Tone::Colour;
        PageFacts {
            width_mm,
            height_mm,
            dpi: scan.stated_dpi().map(|it| it as f32),
            blank,
            colour,
            scanned: true,
            photo: scan.phone.is_some(),
            edge_mm: Some(if scan.is_readable() { 0.2 } else { 1.5 }),
            cut_off: scan.cut_mm > 30.0,
            turned: if blank { 0 } else { scan.seen_turned() },
            seals: if colour && !blank { self.seals(slot, scan) } else { Vec::new() },
        }
    }

    fn seals(&self, slot: Slot, scan: &Scan) -> Vec<SealSeen> {
        let stamp = &scan.stamp;
        let seal =
            |shape| SealSeen { area: [0.5, 0.7, 0.2, 0.14], width_mm: Some(41.0), shape, faint: false, cut: false, text: Fact::Absent };
        match slot {
            Slot::Mandate | Slot::Undertaking => {
                let shape = if stamp.oval { SealShape::Oval } else { SealShape::Round };
                let name = self.get(&format!("{}.seal", head_of(slot))).and_then(Value::as_str).map(str::to_owned);
                let text = if scan.is_readable() && !stamp.over_edge { Ink::Scanned.says(name) } else { Fact::Absent };
                let official = SealSeen { faint: stamp.ink < 50, cut: stamp.over_edge, text, ..seal(shape) };
                let own = stamp.name_seal.then(|| seal(SealShape::Square));
                scan.sealed.then_some(official).into_iter().chain(own).collect()
            }
            Slot::UsccCertificate => vec![seal(SealShape::Round)],
            _ => Vec::new(),
        }
    }
}

fn refused(spoil: Spoil) -> RefusedFile {
    RefusedFile {
        code: spoil.code().to_owned(),
        message: Wording::new("文件不能接收", "the file cannot be taken"),
        fix: Wording::new("请换一份", "hand in another"),
        page: None,
    }
}
