//! What Tesseract answers, and what is understood of it.
#![no_main]

use casework::words::Slot;
use reader::ocr::{Prepared, lines, page_texts};
use reader::text::NoSecondLook;
use reader::{Turn, understand};

const SLOTS: [Slot; 9] = [
    Slot::HandlerProfile,
    Slot::UseStatement,
    Slot::PiaReport,
    Slot::UsccCertificate,
    Slot::LegalRepresentativeId,
    Slot::AgentId,
    Slot::Mandate,
    Slot::Undertaking,
    Slot::Other,
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let tsv = String::from_utf8_lossy(bytes);
    lines(&tsv, 3);
    let page = |page| (Prepared { page, dpi: 200.0, turn: Turn { degrees: 1.0 }, size_mm: [210.0, 297.0] }, 1_654, 2_339);
    let texts = page_texts(&tsv, &[page(1), page(2)]);
    for slot in SLOTS {
        understand(slot, &texts, &mut NoSecondLook);
    }
});
