//! What Tesseract answers, and what is understood of it.
#![no_main]

use casework::words::Slot;
use reader::ocr::{Prepared, lines, page_text};
use reader::text::NoSecondLook;
use reader::{Grey, Pose, documents, understand};

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
    let grey = Grey { width: 1_654, height: 2_339, pixels: Vec::new() };
    let page = |page| page_text(&tsv, Prepared { page, dpi: 200.0, pose: Pose::LEVEL }, &grey);
    let texts = [page(1), page(2)];
    let documents = documents(&texts);
    for slot in SLOTS {
        understand(slot, &texts, &documents, &mut NoSecondLook);
    }
});
