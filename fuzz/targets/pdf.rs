//! A PDF: its table, objects, fonts, pages, pixels.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::open_and_look(bytes, "material.pdf"));
