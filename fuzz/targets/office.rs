//! DOCX and XLSX: a whole archive, or else its main part, which is packed here so that the fuzzer need not learn to.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return fuzz::open_and_look(bytes, "material.docx");
    }
    for part in ["word/document.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"] {
        let workbook: (&str, &[u8]) = if part.starts_with("word") { ("a", b"") } else { ("xl/workbook.xml", b"<workbook/>") };
        fuzz::open_and_look(&hostile::archive(&[workbook, (part, bytes)]), "material.docx");
    }
});
